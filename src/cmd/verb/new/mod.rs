//! `engage new`.

mod source;

use crate::cmd::prelude::*;
use crate::cmd::remembered;
use crate::cmd::written::{carry_out, reply};
use crate::insight::recall::Memory;
use crate::model::charter::Charter;
use crate::model::field::{EMPTY, Fields};
use source::Source;

/// Open an engagement at cycle 1, step 1.
///
/// The id is made from NAME: lower-case letters, digits and dashes. It is also the name of the engagement's
/// folder. In a terminal, `engage new` asks for a name or customer that is missing.
///
/// `--from` copies our people, the settings and the plan and owner of each PACE tier of another engagement; for the same
/// customer also the terms. With `--from` or `--mission`, up to three earlier lessons that fit are shown.
#[derive(Debug, Args)]
pub struct NewArgs {
    /// Name of the engagement; its id is made from it.
    name: String,
    /// Customer name.
    #[arg(long, value_name = "CUSTOMER")]
    customer: String,
    /// Title [default: from NAME].
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,
    /// The customer's mission that this engagement serves.
    #[arg(long, value_name = "TEXT")]
    mission: Option<String>,
    /// Id [default: made from NAME].
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    /// Engagement to copy people, settings and the PACE outline from.
    #[arg(long, value_name = "ENGAGEMENT")]
    from: Option<String>,
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
            let failure = Failure::refused(format!("engagement `{id}` already exists: {shown}"));
            bail!(failure.hint(Remedy::engage(["status", id.as_str()]).note("or choose another name")));
        }
        let customer = context.words(&self.customer)?;
        let source = self.from.as_deref().map(|from| Source::of(context, &workspace, from, &customer)).transpose()?;
        let charter = self.charter(context, customer, day, source.as_ref())?;
        let mut plan = FilePlan::default();
        plan.create(folder.join(layout::CHARTER), charter.clone());
        source.iter().try_for_each(|source| source.plan(&workspace, &id, &mut plan))?;
        let first = EntryId { cycle: 1, number: 1, step: Step::Hypothesis };
        let entry = layout::record(&workspace.root, &id, &first.reference());
        plan.create(entry, scaffold::entry(first, &[("entered", Node::Plain(day.to_string()))]));
        let mut warning = None;
        if let Some(mut lock) = lock {
            warning = carry_out(context, &workspace, &plan, &mut lock)?;
        }
        let charter = read::charter(charter.as_bytes()).ok();
        let engagement = Engagement { charter, ..Engagement::unread(id.clone()) };
        let lessons = self.lessons(context, &workspace, &engagement, source.as_ref());
        let note = format!("answer its questions, then engage advance {id}");
        let next = Remedy::engage(["edit", "-e", id.as_str()]).note(note);
        let opened = format!("Opened {id} at cycle 1, step 1 of 9: hypothesis ({})", Step::Hypothesis.purpose());
        let messages = std::iter::once(opened).chain(source.iter().flat_map(Source::said));
        let messages = messages.chain(remembered::lines(&lessons)).chain([format!("next: {next}")]).chain(warning);
        let mut reply = reply(&workspace, Some(id.as_str()), &plan, messages.collect(), self.writing.dry_run);
        if !lessons.is_empty() {
            reply.data["lessons"] = lessons.iter().map(|lesson| remembered::data(lesson, &workspace)).collect();
        }
        Ok(reply)
    }

    /// The text of the charter: what is given, and what is copied.
    fn charter(&self, context: &Context, customer: String, day: Date, source: Option<&Source>) -> Result<String> {
        let given = [
            ("schema", Node::Plain("1".into())),
            ("title", filled("title", self.title(context)?)?),
            ("customer", filled("customer", customer)?),
            ("opened", Node::Plain(day.to_string())),
            ("mission", context.text(self.mission.as_deref())?),
        ];
        given.iter().try_for_each(|(key, node)| guard::refuse(key, node, self.writing.force))?;
        let copied = Charter::FIELDS.iter().map(|field| field.name);
        let copied = copied.filter_map(|key| Some((key, source?.term(key))));
        let charter = scaffold::record(&given.iter().cloned().chain(copied).collect::<Vec<_>>());
        read::check(&Reference::Engagement, charter.as_bytes()).map_err(|fault| Failure::usage(fault.message))?;
        Ok(charter)
    }

    /// Earlier lessons that fit; none if nothing is known but the name.
    fn lessons(
        &self,
        context: &Context,
        workspace: &Workspace,
        new: &Engagement,
        from: Option<&Source>,
    ) -> Vec<Memory> {
        if self.mission.is_none() && from.is_none() {
            return vec![];
        }
        let own = new.charter.iter().flat_map(|charter| std::iter::once(&charter.title).chain(&charter.mission));
        let texts: Vec<_> = own.chain(from.iter().flat_map(|source| source.belief())).map(Text::as_str).collect();
        remembered::lessons(context, workspace, new, &texts.join("\n"))
    }

    fn id(&self) -> Result<Slug, Failure> {
        guard::refuse_words("name", &self.name, self.writing.force)?;
        if let Some(id) = &self.id {
            return new_id::available(id.parse().map_err(|message: String| Failure::usage(message).at("--id"))?);
        }
        new_id::available(new_id::of(&self.name, new_id::OTHER)?)
    }

    /// The title: as given, else the name as text.
    fn title(&self, context: &Context) -> Result<String> {
        match &self.title {
            Some(title) => context.words(title),
            None if self.name.parse::<Slug>().is_err() => Ok(self.name.clone()),
            None => Ok(words::capital(&self.name.replace('-', " "))),
        }
    }
}

/// Rejects a required text that is blank.
fn filled(key: &str, words: String) -> Result<Node, Failure> {
    if words.trim().is_empty() { Err(Failure::usage(format!("`{key}` {EMPTY}"))) } else { Ok(Node::Text(words)) }
}
