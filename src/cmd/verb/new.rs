//! `engage new`.

use crate::cmd::guard;
use crate::cmd::prelude::*;
use crate::cmd::written::{carry_out, reply};
use crate::insight::secrets;
use crate::model::field::EMPTY;
use crate::model::reference;
use crate::render::DOCUMENTS;

/// Open an engagement at cycle 1, step 1.
///
/// The id is made from NAME: lower-case letters, digits and dashes. It is also the name of the engagement's
/// folder. In a terminal, `engage new` asks for a name or customer that is missing.
#[derive(Debug, Args)]
pub struct NewArgs {
    /// Name of the engagement; its id is made from it.
    name: String,
    /// Customer name.
    #[arg(long, value_name = "CUSTOMER")]
    customer: String,
    /// Title [default: NAME].
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,
    /// The customer's mission that this engagement serves.
    #[arg(long, value_name = "TEXT")]
    mission: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

impl NewArgs {
    pub fn run(self, context: &Context) -> Result<Reply> {
        let workspace = context.workspace()?;
        let day = context.day(self.writing.date.as_deref())?;
        let id = self.id()?;
        let lock = if self.writing.dry_run { None } else { Some(workspace.lock()?) };
        let folder = layout::engagement(&workspace.root, &id);
        if workspace.has(&id) && !workspace.is_unused(&id) {
            let shown = workspace.shown(&folder);
            bail!(
                Failure::refused(format!("engagement `{id}` already exists: {shown}"))
                    .hint(format!("engage status {id}; or choose another name"))
            );
        }
        let first = EntryId { cycle: 1, number: 1, step: Step::Hypothesis };
        let day = Node::Plain(day.to_string());
        let charter = [
            ("schema", Node::Plain("1".into())),
            ("title", filled("title", self.title(&id, context)?)?),
            ("customer", filled("customer", context.words(&self.customer)?)?),
            ("opened", day.clone()),
            ("mission", context.text(self.mission.as_deref())?),
        ];
        charter.iter().try_for_each(|(key, node)| guard::refuse(key, node, self.writing.force))?;
        let charter = scaffold::record(&charter);
        read::check(&Reference::Engagement, charter.as_bytes()).map_err(|fault| Failure::usage(fault.message))?;
        let mut plan = FilePlan::default();
        plan.create(folder.join(layout::CHARTER), charter);
        let entry = layout::record(&workspace.root, &id, &first.reference());
        plan.create(entry, scaffold::entry(first, &[("entered", day)]));
        let note = format!("answer its questions, then engage advance {id}");
        let next = Remedy::engage(["edit", "-e", id.as_str()]).note(note);
        let mut messages = vec![
            format!("Opened {id} at cycle 1, step 1 of 9: hypothesis ({})", Step::Hypothesis.purpose()),
            format!("next: {next}"),
        ];
        let dry_run = lock.is_none();
        if let Some(mut lock) = lock {
            messages.extend(carry_out(context, &workspace, &plan, &mut lock)?);
        }
        let mut reply = reply(&workspace, Some(id.as_str()), &plan, messages, dry_run);
        reply.data["next"] = findings::way(&next, &Reference::Engagement);
        Ok(reply)
    }

    fn id(&self) -> Result<Slug, Failure> {
        let hint = "choose another name, such as harbor-search";
        guard::refuse_words("name", &self.name, self.writing.force)?;
        if is_path(&self.name) {
            return Err(Failure::usage(format!("`{}` is a path, not a name", self.name)).hint(hint));
        }
        let id: Slug = self.name.parse().or_else(|_: String| {
            Slug::from_words(&secrets::without(&self.name)).ok_or_else(|| {
                Failure::usage(format!("`{}` has no letters or digits to make an id from", self.name)).hint(hint)
            })
        })?;
        let documents: Vec<_> = DOCUMENTS.iter().map(|document| document.name).collect();
        match reference::taken(&id, &documents) {
            Some(what) => Err(Failure::usage(format!("`{id}` is the name of {what}")).hint(hint)),
            None => Ok(id),
        }
    }

    /// The title: as given, else the name as text.
    fn title(&self, id: &Slug, context: &Context) -> Result<String> {
        match &self.title {
            Some(title) => context.words(title),
            None if self.name != id.as_str() => Ok(self.name.clone()),
            None => Ok(words::capital(&id.as_str().replace('-', " "))),
        }
    }
}

/// Rejects a required text that is blank.
fn filled(key: &str, words: String) -> Result<Node, Failure> {
    if words.trim().is_empty() { Err(Failure::usage(format!("`{key}` {EMPTY}"))) } else { Ok(Node::Text(words)) }
}

/// Whether text is a path: it has a separator, or starts at home, the current folder or a drive.
fn is_path(words: &str) -> bool {
    let drive = words.split_once(':').is_some_and(|(drive, _)| matches!(drive.as_bytes(), [b'a'..=b'z' | b'A'..=b'Z']));
    drive || words.contains(['/', '\\']) || words.starts_with(['.', '~'])
}
