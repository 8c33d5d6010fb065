//! Leaves out the columns of markdown tables in which no row has a value, and letters the annexes.

/// The cell of a value that is not recorded.
const NONE: &str = "–";

/// The text with its tables reduced to columns in which some cell is not `–`. The first column is always kept.
pub fn without_empty(markdown: &str) -> String {
    let (mut kept, mut rows, mut fence) = (String::with_capacity(markdown.len()), vec![], "");
    for line in markdown.split_inclusive('\n') {
        if fence.is_empty() && line.starts_with('|') {
            rows.push(line);
            continue;
        }
        fence = match (fence, fence_of(line)) {
            ("", begins) => begins,
            (open, ends) if ends.starts_with(open) && ends == line.trim() => "",
            (open, _) => open,
        };
        kept.extend(table(&std::mem::take(&mut rows)));
        kept.push_str(line);
    }
    kept.extend(table(&rows));
    kept
}

/// The marks that begin or end a block of code; empty in any other line.
fn fence_of(line: &str) -> &str {
    let line = line.trim_start();
    let mark = if line.starts_with('~') { '~' } else { '`' };
    let (marks, _) = line.split_at(line.len() - line.trim_start_matches(mark).len());
    if marks.len() < 3 { "" } else { marks }
}

/// The text with its annexes lettered in order: `## Annex: Cost` is `## Annex A: Cost`. After `Z` there is no letter.
pub fn letter_annexes(markdown: &str) -> String {
    ('A'..='Z')
        .fold(markdown.to_owned(), |text, letter| text.replacen("\n## Annex: ", &format!("\n## Annex {letter}: "), 1))
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
            ("````\n```\n| a | b |\n| --- | --- |\n| 1 | – |\n````\n", ""),
            ("~~~\n~~~\n| a | b |\n| --- | --- |\n| 1 | – |\n", "~~~\n~~~\n| a |\n| --- |\n| 1 |\n"),
        ] {
            assert_eq!(without_empty(table), if kept.is_empty() { table } else { kept });
        }
    }

    #[test]
    fn annexes_have_letters_and_after_z_none() {
        let annexes = letter_annexes(&"\n## Annex: x\n".repeat(27));
        assert!(annexes.starts_with("\n## Annex A: x\n\n## Annex B: x\n"));
        assert!(annexes.ends_with("\n## Annex Z: x\n\n## Annex: x\n"));
    }
}
