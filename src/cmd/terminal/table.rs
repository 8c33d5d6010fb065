//! Tables that fit the terminal: the widest column is cut with `…`.

use serde_json::Value;
use unicode_width::UnicodeWidthStr as _;

use crate::cmd::output::{FAINT, styled};
use crate::cmd::terminal::wrap::{cut, shown};

/// The gap between two columns.
const GAP: usize = 2;

/// The lines of a table with a faint header; each row has as many cells as the header.
pub fn table(header: &[&str], rows: &[Vec<String>], width: Option<usize>) -> String {
    let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| shown(cell)).collect()).collect();
    let mut widths: Vec<usize> = header.iter().map(|name| name.width()).collect();
    for row in &rows {
        for (at, cell) in row.iter().enumerate() {
            widths[at] = widths[at].max(cell.width());
        }
    }
    if let Some(width) = width {
        let content = |at: usize| rows.iter().map(|row| row[at].width()).max().unwrap_or(0).max(4);
        narrow_headers(&mut widths, width, content);
        fit(&mut widths, width.max(20));
    }
    let head: Vec<String> = header.iter().map(|name| (*name).to_owned()).collect();
    let mut text = format!("{}\n", styled(FAINT, &line(&head, &widths)));
    for row in &rows {
        text.push_str(&line(row, &widths));
        text.push('\n');
    }
    text
}

/// A table of objects: each header shows the value of its key, `-` if there is none.
pub fn of_data(columns: &[(&str, &str)], rows: &[Value], width: Option<usize>) -> String {
    let cell = |row: &Value, key: &str| row[key].as_str().unwrap_or("-").to_owned();
    let cells = |row: &Value| columns.iter().map(|(_, key)| cell(row, key)).collect();
    let header: Vec<_> = columns.iter().map(|(head, _)| *head).collect();
    table(&header, &rows.iter().map(cells).collect::<Vec<_>>(), width)
}

/// In a narrow terminal, a header is no wider than its cells.
fn narrow_headers(widths: &mut [usize], width: usize, content: impl Fn(usize) -> usize) {
    let gaps = GAP * widths.len().saturating_sub(1);
    for at in (0..widths.len()).rev() {
        if widths.iter().sum::<usize>() + gaps <= width {
            return;
        }
        widths[at] = widths[at].min(content(at));
    }
}

/// Shrinks the widest columns until the line fits: first all but the first, which names the row.
fn fit(widths: &mut [usize], width: usize) {
    let gaps = GAP * widths.len().saturating_sub(1);
    for (from, floor) in [(1, 8), (0, 12), (0, 4)] {
        while widths.iter().sum::<usize>() + gaps > width {
            let Some(widest) = widths[from..].iter_mut().max().filter(|widest| **widest > floor) else { break };
            *widest -= 1;
        }
    }
}

fn line(cells: &[String], widths: &[usize]) -> String {
    let padded = cells.iter().zip(widths).map(|(cell, width)| {
        let cell = cut(cell, *width);
        let pad = width.saturating_sub(cell.width());
        format!("{cell}{}", " ".repeat(pad + GAP))
    });
    padded.collect::<String>().trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_widest_column_gives_way_and_the_name_last_and_without_a_terminal_nothing_is_cut() {
        let rows = vec![vec!["a-long-engagement-name".into(), "Port of Aldmouth".into(), "3/9".into()]];
        let plain = |width| anstream::adapter::strip_str(&table(&["id", "customer", "step"], &rows, width)).to_string();
        assert_eq!(plain(Some(30)), "id              customer  step\na-long-engage…  Port of…  3/9\n");
        assert!(plain(None).ends_with("\na-long-engagement-name  Port of Aldmouth  3/9\n"), "{}", plain(None));
    }
}
