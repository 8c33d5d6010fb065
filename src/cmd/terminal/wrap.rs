//! Words on one line or several, no wider than a terminal.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use crate::model::text::{one_line, visible};

/// The words on one line, cut to a width with `…`.
pub fn cut(words: &str, width: usize) -> String {
    if words.width() <= width {
        return words.to_owned();
    }
    let mut kept = String::new();
    let mut used = 1;
    for character in words.chars() {
        used += character.width().unwrap_or(0);
        if used > width {
            break;
        }
        kept.push(character);
    }
    format!("{}…", kept.trim_end())
}

/// The words of a cell on one line, shown visibly.
pub fn shown(words: &str) -> String {
    visible(&one_line(words)).into_owned()
}

/// Words in lines of at most a width; a longer word has a line of its own.
pub fn wrapped(words: &str, width: usize) -> Vec<String> {
    hanging(words, width, "", "")
}

/// The same behind an indent, the lines after the first behind one of their own.
pub fn hanging(words: &str, width: usize, first: &str, indent: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split(' ') {
        match lines.last_mut().filter(|line| line.width() + 1 + word.width() <= width) {
            Some(line) => line.push_str(&format!(" {word}")),
            None => lines.push(format!("{}{word}", if lines.is_empty() { first } else { indent })),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_cannot_steer_the_terminal() {
        assert_eq!(shown("a\u{1b}[2J\nb"), "a\\u{1b}[2J b");
    }
}
