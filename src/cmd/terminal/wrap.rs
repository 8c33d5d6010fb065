//! Wraps or cuts text to the width of a terminal.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use crate::model::text::{one_line, visible};

/// Text on one line, cut to a width with `…`.
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

/// The text of a cell on one line, with control characters visible.
pub fn shown(words: &str) -> String {
    visible(&one_line(words)).into_owned()
}

/// Text in lines of at most a width; a longer word has its own line.
pub fn wrapped(words: &str, width: usize) -> Vec<String> {
    hanging(words, width, "", "")
}

/// The same with an indent for the first line and one for the others.
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
