//! The styles of text on a terminal.

use anstream::adapter::strip_str;
use anstyle::{AnsiColor, Style};

use crate::model::text::visible;

/// Bold, for the subject of a line.
pub const STRONG: Style = Style::new().bold();
/// Faint, for what can be skipped.
pub const FAINT: Style = Style::new().dimmed();
/// For errors and late items.
pub const ALARM: Style = AnsiColor::Red.on_default().bold();
/// For open items.
pub const WARN: Style = AnsiColor::Yellow.on_default();
/// For commands to type.
pub const COMMAND: Style = AnsiColor::Cyan.on_default();

/// Text in a style; control characters in it are made visible.
pub fn styled(style: Style, words: &str) -> String {
    format!("{style}{}{style:#}", visible(words))
}

/// Text without its styles.
pub fn unstyled(text: &str) -> String {
    strip_str(text).to_string()
}
