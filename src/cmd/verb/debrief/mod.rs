//! `engage debrief`.

mod editing;
mod input;
mod recording;
mod reply;

use crate::cmd::discard;
use crate::cmd::prelude::*;
use crate::exchange::debrief;
use crate::store::yaml::LARGEST;
use input::Input;
use recording::How;
use reply::Unread;

/// Record the day's notes and print the end-of-day summary.
///
/// Opens your editor with headings and the customer's people. When you save, the lines become records, and the
/// end-of-day summary (hot wash) is printed.
///
/// If a line cannot be read, the editor opens again with a comment above that line. Save the file unchanged to record
/// the rest; the marked lines stay in a draft under `.engage/drafts/`, which the next `engage debrief` opens. If the
/// editor fails, nothing is recorded and the draft is kept. From FILE or `-`, nothing is recorded unless every line can
/// be read.
#[derive(Debug, Args)]
#[command(after_long_help = FORMAT)]
pub struct DebriefArgs {
    #[command(flatten)]
    target: Target,
    /// File with the notes, or `-` for standard input.
    file: Option<String>,
    /// Notes under the headings ## people, ## said (NAME: WORDS), ## decided, ## keep, ## change, ## tried, ## spent (WHAT
    /// AMOUNT), ## brought home, ## who does what by when (NAME: WHAT by DAY) and ## note.
    #[arg(long, value_name = "TEXT", hide = true, conflicts_with = "file")]
    notes: Option<String>,
    /// Print an empty template to fill in elsewhere.
    #[arg(long)]
    template: bool,
    /// Delete the draft of an earlier debrief.
    #[arg(long, conflicts_with_all = ["file", "template"])]
    discard: bool,
    #[command(flatten)]
    how: How,
}

/// The form of a debrief, for `--help`.
const FORMAT: &str = include_str!("format.txt");

impl DebriefArgs {
    pub fn run(self, context: &Context) -> Result<Reply> {
        let workspace = context.workspace()?;
        let (given, file) = self.operands(context, &workspace)?;
        let id = context.id(&workspace, given)?;
        if self.template {
            let engagement = context.engagement(&workspace, Some(id.as_str()))?;
            let text = debrief::template(&engagement, context.day(self.how.writing.date.as_deref())?);
            let data = json!({ "engagement": id, "text": text });
            return Ok(Reply { text, messages: vec![], kind: "engagement.debrief", data });
        }
        if self.discard {
            let draft = layout::debrief(&workspace.root, &id, 1);
            return discard::draft(&workspace, &id, draft, &format!("the debrief of {id}"), self.how.writing.dry_run);
        }
        if let Some(notes) = &self.notes {
            let taken = self.take(context, &id, notes)?;
            return taken.map_err(|unread| reply::refused("notes", &unread).hint(FIX_THE_LINES).into());
        }
        let Some(file) = file else { return editing::debrief(context, &workspace, &id, &self.how) };
        let mut reply =
            if file == "-" { self.piped(context, &workspace, &id)? } else { self.file(context, &id, file)? };
        if !self.how.writing.dry_run {
            reply.messages.extend(drafts(&workspace, &id, &layout::normal(&context.here.join(file))));
        }
        Ok(reply)
    }

    /// The engagement and the file; a single operand is an engagement if one matches.
    fn operands(&self, context: &Context, workspace: &Workspace) -> Result<(Option<&str>, Option<&str>)> {
        let flag = self.target.on.engagement.as_deref();
        let (Some(one), None) = (self.target.bare.as_deref(), self.file.as_deref()) else {
            return Ok((self.target.named()?, self.file.as_deref()));
        };
        let is_file = one == "-" || !save::is_free(&context.here.join(one));
        if one == "-" || flag.is_some() && (is_file || self.target.named().is_err()) {
            return Ok((flag, Some(one)));
        }
        match context.id(workspace, Some(one)) {
            _ if flag.is_some() => Ok((self.target.named()?, None)),
            Ok(id) if id.as_str() == one => Ok((Some(one), None)),
            Ok(_) | Err(_) if is_file => Ok((None, Some(one))),
            Ok(_) => Ok((Some(one), None)),
            Err(_) if one.contains(['/', '.']) => Err(no_file(one).into()),
            Err(error) => Err(error),
        }
    }

    fn file(&self, context: &Context, id: &Slug, file: &str) -> Result<Reply> {
        let path = context.here.join(file);
        if save::is_free(&path) {
            bail!(no_file(file));
        }
        let taken = self.take(context, id, &save::read_text(&path)?)?;
        taken.map_err(|unread| reply::refused(file, &unread).hint(FIX_THE_LINES).into())
    }

    /// Reads standard input; what cannot be recorded is kept as the draft.
    fn piped(&self, context: &Context, workspace: &Workspace, id: &Slug) -> Result<Reply> {
        let Input { bytes, is_interrupted, text } = input::standard_input();
        let taken = match text.and_then(|text| self.take(context, id, &text)) {
            Ok(Ok(reply)) => return Ok(reply),
            taken => taken,
        };
        if self.how.writing.dry_run || bytes.trim_ascii().is_empty() || bytes.len() > LARGEST {
            return taken?.map_err(|unread| reply::refused("-", &unread).hint(FIX_THE_LINES).into());
        }
        let path = Draft::keep_debrief(workspace, id, &bytes)?;
        let kept = workspace.shown(&path);
        let hint = format!("the text is in {kept}; {}", again(workspace, id, &path));
        match taken {
            Err(error) if is_interrupted => Err(Failure::interrupted(error.to_string()).hint(hint).into()),
            Err(error) => Err(error.context(format!("only part of the debrief was recorded; its text is in {kept}"))),
            Ok(taken) => taken.map_err(|unread| reply::refused(&kept, &unread).hint(hint).into()),
        }
    }

    /// Writes a whole debrief, or nothing if some of it is not understood; returns those lines, and the understood ones.
    fn take(&self, context: &Context, id: &Slug, text: &str) -> Result<Result<Reply, Unread>> {
        let recording = recording::plan(context, id, &self.how, text)?;
        if recording.reading.is_empty() {
            return Ok(Ok(reply::empty(id)));
        }
        if !recording.reading.problems.is_empty() {
            return Ok(Err(Unread::of(recording)));
        }
        reply::finish(recording, self.how.writing.dry_run).map(Ok)
    }
}

/// Deletes the draft that was read as a file; says that another one waits.
fn drafts(workspace: &Workspace, id: &Slug, file: &Path) -> Option<String> {
    if file.parent() == layout::debrief(&workspace.root, id, 1).parent() {
        let ended = Draft::begin(workspace, file.to_owned(), b"").and_then(|draft| draft.end(&draft.text()?));
        let deleted = format!("Deleted the draft {}; all of it is recorded", workspace.shown(file));
        return ended.is_ok_and(|is_deleted| is_deleted).then_some(deleted);
    }
    let shown = workspace.shown(&Draft::waiting_debrief(workspace, id)?);
    Some(format!("unfinished debrief in {shown}; to continue: engage debrief {id}; to delete it, add --discard"))
}

/// The hint for lines that are not understood.
const FIX_THE_LINES: &str = "fix the lines, then run the command again";

/// The hint on how to resume a kept debrief.
fn again(workspace: &Workspace, id: &Slug, path: &Path) -> String {
    if path == layout::debrief(&workspace.root, id, 1) {
        format!("to continue: engage debrief {id}")
    } else {
        let debrief = Remedy::engage(["debrief", id.as_str(), &workspace.path_from_here(path)]);
        format!("fix it, then: {debrief}")
    }
}

fn no_file(file: &str) -> Failure {
    Failure::not_found(format!("file `{file}` not found"))
        .hint("use engage debrief ENGAGEMENT FILE; without FILE your editor opens")
}

#[cfg(test)]
mod tests {
    use super::FORMAT;
    use crate::exchange::debrief::{Background, read};
    use crate::model::reading::people::People;

    /// The example lines of the help, parsed in an engagement with the people they name.
    #[test]
    fn the_help_shows_lines_that_are_understood() {
        let people =
            r#"{"people/ana-ortiz": {"name": "Ana Ortiz"}, "people/sam-lindqvist": {"name": "Sam Lindqvist"}}"#;
        let engagement = crate::insight::fixture::engagement(&format!(r#"{{"records": {people}}}"#));
        let (currency, today) = ("EUR".parse().unwrap(), "2026-05-04".parse().unwrap());
        let people = &People::of(&engagement);
        let engagement = &engagement;
        let known = Background { engagement, people, me: None, currency: Some(&currency), today, date: None };
        let block = FORMAT.split("\n\n").nth(1).unwrap();
        let reading = read(&block.lines().map(|line| format!("{}\n", line.trim_start())).collect::<String>(), &known);
        assert_eq!(reading.problems, []);
        assert_eq!((reading.day.to_string().as_str(), reading.facts.len()), ("2026-03-20", 15));
        assert!(FORMAT.lines().all(|line| line.len() <= 80));
    }
}
