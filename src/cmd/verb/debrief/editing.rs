//! A debrief in the user's editor: opened, parsed, and reopened if lines are not understood.

use super::recording::{self, How, Recording};
use super::reply::{self, Unread};
use crate::cmd::prelude::*;
use crate::cmd::terminal::editor;
use crate::exchange::debrief::{self, Problem, typed};

/// The state while a debrief is edited.
struct Editing<'a> {
    context: &'a Context,
    workspace: &'a Workspace,
    id: &'a Slug,
    how: &'a How,
    draft: Draft,
    /// The draft's display path.
    kept: String,
}

/// Opens the editor on a debrief until it is understood, or saved unchanged.
pub fn debrief(context: &Context, workspace: &Workspace, id: &Slug, how: &How) -> Result<Reply> {
    let instead = format!("to read standard input: engage debrief {id} -; to read a file: engage debrief {id} FILE");
    let editor = context.editor().map_err(|failure| failure.hint(instead))?;
    let engagement = context.engagement(workspace, Some(id.as_str()))?;
    let blank = debrief::template(&engagement, context.day(how.writing.date.as_deref())?);
    let place = layout::debrief(&workspace.root, id, 1);
    let draft = Draft::begin(workspace, place, blank.as_bytes())?;
    let kept = workspace.shown(&draft.path);
    let editing = Editing { context, workspace, id, how, draft, kept };
    let mut opened = save::text_of(&editing.kept, editing.draft.text()?.as_slice())?;
    if opened != blank {
        opened = editing.annotated(&opened)?;
    }
    loop {
        let edited =
            editor::edited(&editing.draft, &editor).map_err(|failed| editing.kept_if_worked_on(failed, &blank))?;
        let saved = save::text_of(&editing.kept, edited.as_slice())?;
        let recording = recording::plan(context, id, how, &saved).map_err(|error| editing.with_place(error))?;
        let problems = &recording.reading.problems;
        if problems.is_empty() {
            return editing.finish(recording, &saved, &opened, &blank);
        }
        if !context.is_interactive() || typed(&saved) == typed(&opened) {
            bail!(editing.leave(recording, &saved)?);
        }
        opened = debrief::annotated(&saved, problems);
        drop(recording);
        editing.draft.replace(saved.as_bytes(), opened.as_bytes())?;
    }
}

impl Editing<'_> {
    /// A draft left from last time, with comments at the lines that are not understood.
    fn annotated(&self, left: &str) -> Result<String> {
        let problems = self.problems(left)?;
        let back = if problems.is_empty() { debrief::continued(left) } else { debrief::annotated(left, &problems) };
        self.draft.replace(left.as_bytes(), back.as_bytes())?;
        Ok(back)
    }

    /// Writes a debrief that was understood in full; the draft is removed once all is written.
    fn finish(&self, recording: Recording, saved: &str, opened: &str, blank: &str) -> Result<Reply> {
        if recording.reading.is_empty() {
            drop(recording);
            return self.emptied(saved, opened, blank);
        }
        let dry_run = self.how.writing.dry_run;
        let mut reply = reply::finish(recording, dry_run).map_err(|error| self.with_place(error))?;
        if dry_run {
            reply.messages.push(format!("Draft kept: {}; {}", self.kept, self.again()));
        } else {
            self.end(saved, &mut reply)?;
        }
        Ok(reply)
    }

    /// Removes an empty draft; text typed in it earlier is kept beside it.
    fn emptied(&self, saved: &str, opened: &str, blank: &str) -> Result<Reply> {
        let mut reply = reply::empty(self.id);
        if !debrief::is_unfilled(opened, blank) {
            let path = Draft::keep_debrief(self.workspace, self.id, opened.as_bytes())?;
            reply.messages.push(format!("Earlier draft kept: {}", self.workspace.shown(&path)));
        }
        self.end(saved, &mut reply)?;
        Ok(reply)
    }

    /// Removes the draft, if it still is what was recorded.
    fn end(&self, saved: &str, reply: &mut Reply) -> Result<()> {
        if !self.draft.end(saved.as_bytes())? {
            reply.messages.push(format!("{}; {}", editor::saved_since(&self.kept), self.again()));
        }
        Ok(())
    }

    /// Writes what was understood, and leaves the rest in the draft.
    fn leave(&self, recording: Recording, saved: &str) -> Result<Failure> {
        let reading = &recording.reading;
        if self.how.writing.dry_run || reading.facts.is_empty() || !reading.is_dated {
            let back = debrief::annotated(saved, &reading.problems);
            let unread = Unread::of(recording);
            let unread = Unread { problems: self.put(saved, &back)?, ..unread };
            return Ok(reply::refused(&self.kept, &unread).hint(self.again()));
        }
        let back = debrief::rest(saved, &recording.reading);
        let records = recording.records.clone();
        let Reply { messages, text, data, .. } =
            reply::finish(recording, false).map_err(|error| self.with_place(error))?;
        let end = (!text.is_empty()).then(String::new);
        let document: Vec<_> = text.lines().map(ToOwned::to_owned).chain(end).collect();
        let hot_wash = data["document"].clone();
        let problems = self.put(saved, &back)?;
        let data = json!({ "facts": records, "problems": reply::problems(&problems), "draft": self.kept, "document": hot_wash });
        let stay = "line could not be read and stays|lines could not be read and stay";
        let items = count(problems.len(), stay);
        let message = format!("{items} in the draft; the rest was recorded");
        Ok(Failure::refused(message)
            .details(document.into_iter().chain(messages).chain(reply::lines(&self.kept, &problems)).collect())
            .data("debrief", data)
            .hint(self.again()))
    }

    /// Puts the returned buffer into the draft; returns its problems by their new lines.
    fn put(&self, saved: &str, back: &str) -> Result<Vec<Problem>> {
        self.draft.replace(saved.as_bytes(), back.as_bytes())?;
        self.problems(back)
    }

    /// The parts of a buffer that would not be recorded.
    fn problems(&self, text: &str) -> Result<Vec<Problem>> {
        let writing = Writing { dry_run: true, ..self.how.writing.clone() };
        let dry = How { writing, ..self.how.clone() };
        Ok(recording::plan(self.context, self.id, &dry, text)?.reading.problems)
    }

    fn again(&self) -> String {
        format!("to continue: engage debrief {}", self.id)
    }

    fn with_place(&self, error: anyhow::Error) -> anyhow::Error {
        error.context(format!("only part of the debrief was recorded; its draft is {}", self.kept))
    }

    /// A failure of the editor; names the draft if something was typed.
    fn kept_if_worked_on(&self, failed: Failure, blank: &str) -> Failure {
        match self.draft.text() {
            Ok(text) if text != blank.as_bytes() => {
                failed.hint(format!("the draft is {}; {}", self.kept, self.again()))
            }
            _ => failed,
        }
    }
}
