//! Leaves out the columns of markdown tables in which no row has a value, and letters the annexes.

/// The cell of a value that is not recorded.
const NONE: &str = "–";

/// The text with its tables reduced to columns in which some cell is not `–`. The first column is always kept.
pub fn without_empty(markdown: &str) -> String {
    let lines: Vec<_> = markdown.split_inclusive('\n').collect();
    let mut kept = String::with_capacity(markdown.len());
    for block in lines.chunk_by(|line, next| is_row(line) == is_row(next)) {
        if is_row(block[0]) { kept.extend(table(block)) } else { kept.extend(block.iter().copied()) }
    }
    kept
}

/// The text with its annexes lettered in order: `## Annex: Cost` is `## Annex A: Cost`.
pub fn lettered(markdown: &str) -> String {
    let mut parts = markdown.split("\n## Annex: ");
    let first = parts.next().unwrap_or_default().to_owned();
    ('A'..='Z').zip(parts).fold(first, |text, (letter, part)| format!("{text}\n## Annex {letter}: {part}"))
}

fn is_row(line: &str) -> bool {
    line.starts_with('|')
}

fn table(rows: &[&str]) -> Vec<String> {
    let cells: Vec<_> = rows.iter().map(|row| cells(row)).collect();
    let is_kept = |at: usize| at == 0 || cells.iter().skip(2).any(|row| row.get(at).is_none_or(|cell| *cell != NONE));
    let width = cells.iter().map(Vec::len).max().unwrap_or_default();
    if cells.len() < 3 || (0..width).all(is_kept) {
        return rows.iter().map(|row| (*row).to_owned()).collect();
    }
    let row = |row: &Vec<&str>| {
        let kept = row.iter().enumerate().filter(|(at, _)| is_kept(*at)).map(|(_, cell)| format!(" {cell} |"));
        format!("|{}\n", kept.collect::<String>())
    };
    cells.iter().map(row).collect()
}

/// The cells of a row; an escaped `|` is text.
fn cells(row: &str) -> Vec<&str> {
    let row = row.trim().trim_start_matches('|');
    let mut cells = vec![];
    let mut from = 0;
    let mut escaped = false;
    for (at, character) in row.char_indices() {
        if character == '|' && !escaped {
            cells.push(row[from..at].trim());
            from = at + 1;
        }
        escaped = character == '\\' && !escaped;
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_without_a_value_is_left_out_and_an_empty_one_to_fill_in_is_kept() {
        for (table, kept) in [
            (
                "| a | b | c |\n| --- | --- | ---: |\n| 1 | – | 3 |\n| \\| | – |  |\n",
                "| a | c |\n| --- | ---: |\n| 1 | 3 |\n| \\| |  |\n",
            ),
            ("x\n\n| a | b |\n| --- | --- |\n| – | – |\n| – | 2 |\ny\n", ""),
            ("| a | sign |\n| --- | --- |\n| 1 |  |\n", ""),
            ("| a | b |\n| --- | --- |\n", ""),
        ] {
            assert_eq!(without_empty(table), if kept.is_empty() { table } else { kept });
        }
    }
}
