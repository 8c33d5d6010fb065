//! The only place that prints: results to stdout, messages to stderr.

use std::borrow::Cow;
use std::io::{self, IsTerminal as _, Write};

use super::failure::Failure;
use super::prelude_below::*;
use super::terminal::pager::Pager;
pub use super::terminal::style::{ALARM, COMMAND, FAINT, STRONG, WARN, styled, unstyled};
use super::terminal::wrap::{fitted, rows};
use crate::model::text::visible_json;

/// The first line of output about an engagement.
pub fn headline(engagement: &Engagement) -> String {
    let (title, customer) = (visible(engagement.title()), visible(engagement.customer()));
    let what = if engagement.charter.is_none() { customer.into_owned() } else { format!("{title}, with {customer}") };
    format!("{}: {what}\n", styled(STRONG, engagement.id.as_str()))
}

/// The message if no engagement is open or none exists.
pub fn none_open(is_empty: bool) -> &'static str {
    if is_empty {
        "no engagements yet; to open one: engage new NAME --customer CUSTOMER"
    } else {
        "no engagement is open; to list those that ended: engage list --all"
    }
}

/// Sets when to colour, once per run; by default it depends on terminal and environment.
pub fn colour(choice: clap::ColorChoice) {
    match choice {
        clap::ColorChoice::Auto => {}
        clap::ColorChoice::Always => anstream::ColorChoice::Always.write_global(),
        clap::ColorChoice::Never => anstream::ColorChoice::Never.write_global(),
    }
}

/// Whether stdout is printed in colour.
pub fn is_coloured() -> bool {
    anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never
}

/// Whether stdout is a terminal.
pub fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// The columns of the terminal that a stream goes to; `None` if it goes elsewhere.
pub fn columns(stream: &impl io::IsTerminal) -> Option<usize> {
    let (columns, _) = stream.is_terminal().then(terminal_size::terminal_size)??;
    Some(usize::from(columns.0))
}

/// The `--json` kind of a command that wrote.
pub const WRITTEN: &str = "engagement.written";

/// The output of a finished command.
#[derive(Debug)]
pub struct Reply {
    /// Text for stdout, ready to print; empty or ending with a line end.
    pub text: String,
    /// Messages for stderr.
    pub messages: Vec<String>,
    /// The kind of `--json` data, such as `engagement.list`.
    pub kind: &'static str,
    /// The `--json` data.
    pub data: Value,
}

impl Reply {
    /// The same without messages, except warnings.
    pub fn quiet(mut self) -> Self {
        self.messages.retain(|message| message.starts_with("warning:"));
        self
    }
}

/// A text; its pieces are made as they are printed.
pub struct Pieces(pub Box<dyn Iterator<Item = io::Result<String>>>);

impl std::fmt::Debug for Pieces {
    fn fmt(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
        out.write_str("Pieces")
    }
}

/// Prints the output of a finished command, and the unreadable files; fails if stdout cannot be written.
pub fn reply(
    json: bool,
    reply: &Reply,
    pieces: impl Iterator<Item = io::Result<String>>,
    unread: &[FileProblem],
    pager: Option<&Pager>,
) -> io::Result<()> {
    if json {
        return print(&in_json(&envelope(reply.kind, &reply.data, unread)), pager);
    }
    warn(unread);
    print(&reply.text, pager)?;
    for piece in pieces {
        print(&piece?, None)?;
    }
    say(&reply.messages);
    Ok(())
}

/// Prints the answer to a shell or a client.
///
/// # Errors
/// Returns an error if stdout cannot be written.
pub fn answer(text: &str) -> io::Result<()> {
    print(text, None)
}

/// Prints why a command failed.
pub fn failure(json: bool, failure: &Failure, unread: &[FileProblem]) {
    if json {
        let _ = print(&in_json(&failure_envelope(failure, unread)), None);
    } else {
        warn(unread);
    }
    say(&[format!("{ALARM}error:{ALARM:#} {}", visible(&failure.message))]);
    say(&failure.details);
    if let Some(hint) = &failure.hint {
        say(&[hint_line(&hint.to_string())]);
    }
}

/// The envelope of a failure.
pub fn failure_envelope(failure: &Failure, unread: &[FileProblem]) -> Value {
    let details: Vec<_> = failure.details.iter().map(|line| unstyled(line)).collect();
    let hint = failure.hint.as_ref();
    // a gate is to be met before it is waived
    let gates = failure.data.as_deref().filter(|(key, _)| *key == "gates").and_then(|(_, gates)| gates.as_array());
    let gates = gates.into_iter().flatten().flat_map(|gate| gate["do"].as_array().cloned().unwrap_or_default());
    let mut data = json!({
        "exit": failure.exit,
        "message": failure.message,
        "details": details,
        "hint": hint.map(ToString::to_string),
        "do": gates.chain(hint.map_or(vec![], |hint| hint.ways(&Reference::Engagement))).collect::<Vec<_>>(),
    });
    if let Some((key, value)) = failure.data.as_deref() {
        data[*key] = value.clone();
    }
    envelope("error", &data, unread)
}

/// What to do about it, on a line.
pub fn hint_line(hint: &str) -> String {
    format!("{COMMAND}hint:{COMMAND:#} {}", visible(hint))
}

/// Reports that the output could not be printed, although the files were written.
pub fn unprinted(reply: &Reply) {
    let saved = if wrote(reply) { "saved, but " } else { "" };
    say(&[format!("{ALARM}error:{ALARM:#} {saved}failed to write to standard output")]);
}

/// Whether a command wrote a file, or found it up to date; false for a dry run.
fn wrote(reply: &Reply) -> bool {
    let data = &reply.data;
    let files = data.get("files").and_then(Value::as_array).is_some_and(|files| !files.is_empty());
    data["dry_run"] != json!(true) && (files || data.get("path").is_some())
}

/// The version of the envelope of `--json`, and of all data in it.
pub const SCHEMA_VERSION: u32 = 1;

/// The versioned envelope of `--json`.
pub fn envelope(kind: &str, data: &Value, unread: &[FileProblem]) -> Value {
    let warnings: Vec<_> = unread.iter().map(warning).collect();
    json!({ "schema_version": SCHEMA_VERSION, "kind": kind, "data": data, "warnings": warnings })
}

/// JSON on several lines, with control characters escaped.
pub fn in_json(value: &Value) -> String {
    format!("{}\n", visible_json(&format!("{value:#}")))
}

fn warning(unread: &FileProblem) -> Value {
    json!({
        "path": unread.path,
        "line": (unread.line > 0).then_some(unread.line),
        "column": (unread.line > 0).then_some(unread.column),
        "message": unread.message,
        "hint": unread.hint.as_ref().map(Remedy::to_string),
    })
}

fn warn(unread: &[FileProblem]) {
    for unread in unread {
        let mut lines =
            vec![format!("{WARN}warning:{WARN:#} {}: {}", visible(&unread.place()), visible(&unread.message))];
        let room = columns(&io::stderr()).map_or(usize::MAX, |columns| columns.saturating_sub(2));
        let fits = |excerpt: &&String| excerpt.width() <= room;
        lines.extend(unread.excerpt.iter().filter(fits).flat_map(|excerpt| excerpt_lines(excerpt, unread.column)));
        lines.extend(unread.hint.iter().map(|hint| format!("  {}", hint_line(&hint.to_string()))));
        say(&lines);
    }
}

/// A line of a file with a mark below it at a column.
pub fn excerpt_lines(excerpt: &str, column: usize) -> [String; 2] {
    let before = excerpt.chars().take(column.saturating_sub(1));
    let indent: String = before.map(|c| if c == '\t' { c } else { ' ' }).collect();
    [format!("  {}", visible(excerpt)), format!("  {indent}{ALARM}^{ALARM:#}")]
}

/// Prints to stdout, in the pager if there is one and the text is longer than the screen.
fn print(text: &str, pager: Option<&Pager>) -> io::Result<()> {
    let is_styled = text.contains('\u{1b}');
    let is_coloured = is_styled && is_coloured();
    // unstyled text is left alone: stripping styles would remove more
    let shown = |text| if is_styled && !is_coloured { Cow::from(unstyled(text)) } else { Cow::from(text) };
    if pager.is_some_and(|pager| is_longer_than_the_screen(&shown(text)) && pager.shows(&shown(text))) {
        return Ok(());
    }
    if is_coloured {
        let mut stdout = anstream::stdout().lock();
        stdout.write_all(text.as_bytes())?;
        return stdout.flush();
    }
    let mut stdout = io::stdout().lock();
    stdout.write_all(shown(text).as_bytes())?;
    stdout.flush()
}

/// Whether text takes more lines than the terminal that stdout goes to has.
fn is_longer_than_the_screen(text: &str) -> bool {
    let size = is_terminal().then(terminal_size::terminal_size).flatten();
    size.is_some_and(|(columns, lines)| rows(text, columns.0.into()) >= lines.0.into())
}

/// Prints messages to stderr; a closed stderr is not a failure.
fn say(lines: &[String]) {
    let width = columns(&io::stderr());
    let mut stderr = anstream::stderr().lock();
    for line in lines {
        let _ = writeln!(stderr, "{}", fitted(line, width));
    }
}
