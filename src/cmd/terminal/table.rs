//! Tables that fit the terminal: columns are left out in a given order, then cells are cut with `…`.

use serde_json::Value;
use unicode_width::UnicodeWidthStr as _;

use crate::cmd::terminal::style::{FAINT, styled};
use crate::cmd::terminal::wrap::{cut, shown, wrapped};

/// The gap between two columns.
const GAP: usize = 2;

/// The width to which cells are cut before a column is left out, except those of the first.
const ENOUGH: usize = 24;

/// The lines of a table with a faint header; each row has as many cells as the header.
///
/// In a narrow terminal the columns in `gives_up` are left out, the first of them first. The last column wraps.
pub fn table(header: &[&str], rows: &[Vec<String>], gives_up: &[&str], width: Option<usize>) -> String {
    let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| shown(cell)).collect()).collect();
    let widest = |at: usize| rows.iter().map(|row| row[at].width()).max().unwrap_or(0).max(header[at].width());
    let mut columns: Vec<(usize, usize)> = (0..header.len()).map(|at| (at, widest(at))).collect();
    if let Some(width) = width {
        for name in gives_up {
            if total(columns.iter().map(|(at, wide)| if *at == 0 { *wide } else { *wide.min(&ENOUGH) })) <= width {
                break;
            }
            columns.retain(|(at, _)| header[*at] != *name);
        }
        fit(&mut columns, width.max(20));
    }
    let head: Vec<String> = header.iter().map(|name| (*name).to_owned()).collect();
    let head = lines(&head, &columns).into_iter().map(|line| format!("{}\n", styled(FAINT, &line)));
    let body = rows.iter().flat_map(|row| lines(row, &columns)).map(|line| format!("{line}\n"));
    head.chain(body).collect()
}

/// A table of objects: each header shows the value of its key, `-` if there is none.
pub fn of_data(columns: &[(&str, &str)], rows: &[Value], gives_up: &[&str], width: Option<usize>) -> String {
    let cell = |row: &Value, key: &str| row[key].as_str().unwrap_or("-").to_owned();
    let cells = |row: &Value| columns.iter().map(|(_, key)| cell(row, key)).collect();
    let header: Vec<_> = columns.iter().map(|(head, _)| *head).collect();
    table(&header, &rows.iter().map(cells).collect::<Vec<_>>(), gives_up, width)
}

fn total(widths: impl ExactSizeIterator<Item = usize>) -> usize {
    GAP * widths.len().saturating_sub(1) + widths.sum::<usize>()
}

/// Shrinks the widest columns until the line fits; the first, which names the row, is the last to become narrow.
fn fit(columns: &mut [(usize, usize)], width: usize) {
    for (from, floor) in [(0, ENOUGH), (1, 8), (0, 12), (0, 4)] {
        while total(columns.iter().map(|(_, wide)| *wide)) > width {
            let widest = columns.iter_mut().skip(from).map(|(_, wide)| wide).max();
            let Some(widest) = widest.filter(|widest| **widest > floor) else { break };
            *widest -= 1;
        }
    }
}

/// A row, the last cell wrapped under itself.
fn lines(cells: &[String], columns: &[(usize, usize)]) -> Vec<String> {
    let Some(((last, wide), others)) = columns.split_last() else { return vec![] };
    let others = others.iter().map(|(at, wide)| {
        let cell = cut(&cells[*at], *wide);
        let pad = wide.saturating_sub(cell.width());
        format!("{cell}{}", " ".repeat(pad + GAP))
    });
    let first: String = others.collect();
    let indent = " ".repeat(first.width());
    let parts = wrapped(&cells[*last], *wide).into_iter().enumerate();
    let parts = parts.map(|(at, part)| format!("{}{}", if at == 0 { &first } else { &indent }, cut(&part, *wide)));
    parts.map(|line| line.trim_end().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_left_out_in_order_before_cells_are_cut_and_without_a_terminal_nothing_is() {
        let header = ["id", "customer", "step", "round"];
        let rows = vec!["a-long-engagement-name", "Port of Aldmouth", "3/9", "2"].into_iter().map(str::to_owned);
        let rows = [rows.collect()];
        let plain = |width| {
            let text = table(&header, &rows, &["round", "customer"], width);
            anstream::adapter::strip_str(&text).to_string().lines().nth(1).unwrap_or_default().to_owned()
        };
        for (width, expected) in [
            (None, "a-long-engagement-name  Port of Aldmouth  3/9   2"),
            (Some(60), "a-long-engagement-name  Port of Aldmouth  3/9   2"),
            (Some(50), "a-long-engagement-name  Port of Aldmouth  3/9"),
            (Some(30), "a-long-engagement-name  3/9"),
            (Some(24), "a-long-engagement…  3/9"),
        ] {
            assert_eq!(plain(width), expected);
        }
    }
}
