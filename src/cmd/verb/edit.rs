//! `engage edit`.

use crate::cmd::discard;
use crate::cmd::hand_edits;
use crate::cmd::prelude::*;
use crate::cmd::terminal::editor;
use crate::cmd::terminal::marks::{with_marks, without_marks};
use crate::cmd::written;
use crate::insight::secrets::{self, Secret};
use crate::store::atomic::Changed;

/// Edit a record in your editor and check it before saving.
///
/// You edit a draft, which replaces the record when it is valid. In a terminal, the editor opens again if there is a
/// mistake, with a comment above the line; save the draft unchanged to stop and keep it. The editor is
/// `ENGAGE_EDITOR`, `VISUAL`, `EDITOR` or git's. The next `edit` of the record opens the draft again; `--discard`
/// deletes it.
#[derive(Debug, Args)]
pub struct EditArgs {
    /// Record, such as goals/NAME or a file [default: current step].
    record: Option<String>,
    #[command(flatten)]
    on: On,
    /// Delete the draft that an earlier edit left.
    #[arg(long)]
    discard: bool,
    /// Show the change as a diff and write nothing.
    #[arg(long)]
    dry_run: bool,
    /// Record text that looks like a key, token or password.
    #[arg(long)]
    force: bool,
}

/// The state while a record is edited.
struct Editing<'a> {
    names: &'a Names<'a>,
    record: &'a Reference,
    old: &'a [u8],
    draft: &'a Draft,
    force: bool,
    /// The display path of the record.
    shown: String,
    /// The display path of the draft.
    kept: String,
    /// The command that opens the draft again.
    again: Remedy,
}

/// Why a draft cannot replace the record.
struct Mistake {
    failure: Box<Failure>,
    /// The line it is about.
    line: Option<usize>,
    comments: Vec<String>,
}

impl EditArgs {
    pub fn run(self, context: &Context) -> Result<Reply> {
        let workspace = context.workspace()?;
        let engagement = context.engagement(&workspace, self.on.of(context, self.record.as_deref()).as_deref())?;
        let id = &engagement.id;
        let names = Names { context, workspace: &workspace, engagement: &engagement };
        let record = names.record_or_current(self.record.as_deref())?;
        if self.discard {
            let draft = layout::draft(&workspace.root, id, &record);
            return discard::draft(&workspace, id, draft, &format!("{id}/{record}"), self.dry_run);
        }
        let (path, old) = save::read(&workspace, id, &record)?;
        let editor = context.editor()?;
        let draft = Draft::begin(&workspace, layout::draft(&workspace.root, id, &record), &old)?;
        let (shown, kept) = (workspace.shown(&path), workspace.shown(&draft.path));
        let again = Remedy::edit(&record, id);
        if draft.is_stale(&old) {
            bail!(if draft.is_stray() { stray(&shown, &kept, &again) } else { stale(&shown, &kept, &again) });
        }
        let left = (draft.text()? != old).then(|| format!("the draft left from last time was opened: {kept}"));
        let editing =
            Editing { names: &names, record: &record, old: &old, draft: &draft, force: self.force, shown, kept, again };
        let (new, mut messages) = editing.valid(&editor)?;
        let Editing { shown, kept, again, .. } = editing;
        messages.splice(0..0, left);
        let mut plan = save::FilePlan::default();
        plan.replace(path, old.clone(), new.clone());
        if !self.dry_run {
            let mut lock = workspace.lock()?;
            let done = written::carry_out(context, &workspace, &plan, &mut lock);
            let warning =
                done.map_err(|error| if error.is::<Changed>() { stale(&shown, &kept, &again).into() } else { error })?;
            messages.extend(warning);
        }
        let unchanged = plan.0.is_empty();
        let name = format!("{id}/{record}");
        messages.push(if unchanged { format!("{name} is unchanged") } else { format!("Changed {name}") });
        if self.dry_run && !unchanged {
            messages.push(format!("Draft kept: {kept}; to continue: {again}"));
        } else if !draft.end(&new)? {
            messages.push(editor::saved_since(&kept));
        }
        let mut reply = written::reply(&workspace, Some(id.as_str()), &plan, messages, self.dry_run);
        reply.data["record"] = json!(record);
        Ok(reply)
    }
}

impl Editing<'_> {
    /// Opens the editor until the draft is valid; a mistake ends that without a terminal or if it is saved unchanged.
    fn valid(&self, editor: &str) -> Result<(Vec<u8>, Vec<String>)> {
        let is_interactive = self.names.context.is_interactive();
        let left = self.draft.text()?;
        let mut opened = without_marks(&left, self.old);
        match self.stored(&opened) {
            Err(mistake) if opened != self.old || is_interactive => {
                self.draft.replace(&left, &mistake.marked(&opened))?;
            }
            _ => {}
        }
        loop {
            let saved = editor::edited(self.draft, editor).map_err(|failed| self.kept_if_changed(failed))?;
            let new = without_marks(&saved, self.old);
            self.draft.replace(&saved, &new)?;
            let mistake = match self.stored(&new) {
                Ok((stored, messages)) => {
                    self.draft.replace(&new, &stored)?;
                    return Ok((stored, messages));
                }
                Err(mistake) => mistake,
            };
            if !is_interactive || new == opened {
                bail!(*mistake.failure);
            }
            self.draft.replace(&new, &mistake.marked(&new))?;
            opened = new;
        }
    }

    /// A failure of the editor, with the draft if something was typed.
    fn kept_if_changed(&self, failed: Failure) -> Failure {
        let Ok(saved) = self.draft.text() else { return failed };
        let new = without_marks(&saved, self.old);
        if new == self.old && self.draft.replace(&saved, &new).is_ok() {
            return failed;
        }
        failed.hint(format!("the draft is {}; to continue: {}", self.kept, self.again))
    }

    /// The draft as the record's file stores it, and what to say of the values that were read.
    fn stored(&self, new: &[u8]) -> Result<(Vec<u8>, Vec<String>), Mistake> {
        let Self { shown, kept, again, .. } = self;
        if std::str::from_utf8(new).is_ok_and(read::is_empty) {
            let hint = format!("{shown} is unchanged; to discard the draft: {again} --discard");
            let failure = Failure::refused(format!("{kept} is empty; a record needs keys and values")).hint(hint);
            let comments = vec!["a record needs keys and values".to_owned()];
            return Err(Mistake { failure: failure.into(), line: None, comments });
        }
        let mut messages = vec![];
        let new = hand_edits::as_stored(self.names, self.record, self.old, new, &mut messages).map_err(|unread| {
            let (line, Failure { message, details, hint, .. }) = unread;
            let more = details.iter().map(|line| line.trim().to_owned()).chain(hint.map(|hint| hint.to_string()));
            self.mistake(line, None, message, more.collect())
        })?;
        if let Err(fault) = read::check(self.record, &new) {
            return Err(self.mistake(fault.line, Some(fault.column), fault.message, Vec::from_iter(fault.hint)));
        }
        let Some(secret) = new_secret(self.old, &new).filter(|_| !self.force) else { return Ok((new, messages)) };
        let message = format!("contains what looks like {}", secret.described());
        let hint = format!("to remove it from the draft: {again}; to record it, use `--force`");
        let failure = Failure::refused(format!("{kept} {message}")).hint(hint);
        Err(Mistake { failure: failure.into(), line: None, comments: vec![format!("this {message}")] })
    }

    /// A mistake at a line of the draft, with what helps.
    fn mistake(&self, line: usize, column: Option<usize>, message: String, more: Vec<String>) -> Mistake {
        let Self { shown, kept, again, .. } = self;
        let column = column.map_or(String::new(), |column| format!("{column}:"));
        let details = more.iter().map(|hint| format!("  {hint}")).collect();
        let failure = Failure::refused(format!("{kept}:{line}:{column} {message}")).details(details);
        let failure = failure.hint(format!("{shown} is unchanged; to continue: {again}; to start over, add --discard"));
        let comments = std::iter::once(message).chain(more).collect();
        Mistake { failure: failure.into(), line: Some(line).filter(|line| *line > 0), comments }
    }
}

impl Mistake {
    /// The draft with comments about it.
    fn marked(&self, draft: &[u8]) -> Vec<u8> {
        with_marks(draft, self.line, &self.comments)
    }
}

/// What looks like a secret in the new text and is not in the old one.
fn new_secret(old: &[u8], new: &[u8]) -> Option<Secret> {
    let of = |bytes: &[u8]| secrets::of("", &String::from_utf8_lossy(bytes));
    let old = of(old);
    of(new).into_iter().find(|secret| !old.contains(secret))
}

/// The draft's base is gone: an editor saved the draft after its command had ended.
fn stray(shown: &str, kept: &str, again: &Remedy) -> Failure {
    let why = "  the editor returned before it saved the file; start a graphical editor with its wait option, such as `code --wait`";
    Failure::changed(format!("cannot tell what the draft {kept} changes in {shown}; both are kept"))
        .details(vec![why.to_owned()])
        .hint(take_over(again))
}

/// The record changed since the draft was opened: a person decides which version to keep.
fn stale(shown: &str, kept: &str, again: &Remedy) -> Failure {
    Failure::changed(format!("{shown} changed after the draft {kept} was opened; both are kept")).hint(take_over(again))
}

fn take_over(again: &Remedy) -> String {
    format!("copy what you need from the draft into the record, then delete it: {again} --discard")
}
