//! `engage rename`.

mod engagement;
mod record;

use crate::cmd::engagement_lookup;
use crate::cmd::prelude::*;

/// Rename a person, goal, requirement or engagement, and every reference to it.
///
/// NAME is an id, or words to make it from. Words also become the person's name or the engagement's title; to change
/// the statement of a goal or requirement, use `engage set`. The file or folder and all references to it change in one
/// step. Dated records keep their file names, and rendered documents are not changed. Paths in other engagements are
/// not changed; `engage check` finds them.
#[derive(Debug, Args)]
pub struct RenameArgs {
    /// Person, goal, requirement or engagement.
    #[arg(value_name = "PERSON|GOAL|REQUIREMENT|ENGAGEMENT")]
    what: String,
    /// New id, or words such as "Ana Ortiz".
    name: String,
    #[command(flatten)]
    on: On,
    /// Show the change as a diff and write nothing.
    #[arg(long)]
    dry_run: bool,
}

impl RenameArgs {
    pub fn run(self, context: &Context) -> Result<Reply> {
        let workspace = context.workspace_unnoted()?;
        let typed = self.what.trim_end_matches('/');
        let typed = typed.strip_prefix("engagements/").unwrap_or(typed);
        let whole: Option<Slug> = typed.parse().ok();
        if self.on.engagement.is_none() && whole.is_some_and(|id| workspace.is_folder(&id)) {
            return engagement::rename(context, &self);
        }
        let on = self.on.of(context, Some(&self.what));
        let renamed = record::rename(context, &self, on.as_deref());
        let is_unknown =
            |error: &anyhow::Error| error.downcast_ref().is_some_and(|failure: &Failure| failure.exit == 4);
        let Err(error) = renamed else { return renamed };
        if self.on.engagement.is_some() || !is_unknown(&error) {
            return Err(error);
        }
        match engagement_lookup::named(&workspace, &self.what) {
            Ok(id) if fold(id.as_str()).contains(&fold(typed)) => engagement::rename(context, &self),
            like if context.id(&workspace, on.as_deref()).is_err() => {
                let record = || "for a person, goal or requirement, add `-e ENGAGEMENT`".to_owned();
                let hint = like.map_or_else(|_| record(), |id| format!("did you mean `{id}`?"));
                bail!(Failure::not_found(format!("`{}` not found", self.what)).hint(hint))
            }
            _ => Err(error),
        }
    }

    fn writing(&self) -> Writing {
        Writing { dry_run: self.dry_run, ..Writing::default() }
    }

    /// The new id, and the words that it was made from, if it was; `folder` may be typed before it.
    fn new_name(&self, folder: &str) -> Result<(Slug, Option<&str>), Failure> {
        let name = self.name.trim();
        guard::refuse_words("name", name, false)?;
        let inner = name.strip_prefix(folder).and_then(|name| name.strip_prefix('/')).unwrap_or(name);
        let inner = inner.trim_end_matches(".yaml");
        let id = new_id::of(inner, "use an id such as ana-ortiz, or words such as \"Ana Ortiz\"")?;
        // an id that is reserved or too long gives another one, and is still no title
        let words =
            Some(inner).filter(|words| !words.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-')));
        Ok((id, words))
    }
}

/// Plans the words of a person or an engagement, at a key.
fn set_words(writer: &mut Writer, record: &Reference, key: &str, words: Option<&str>) -> Result<()> {
    let Some(words) = words else { return Ok(()) };
    writer.change(record, &vec![(key.to_owned(), KeyEdit::Set(Node::text(words)))])
}

/// The message where only the words change, since they make the same id.
fn words_only(writer: &Writer, record: &Reference, key: &str) -> String {
    let id = &writer.engagement.id;
    match record {
        _ if !writer.plan.0.is_empty() => format!("Set `{key}` in {id}/{record}; its id is the same"),
        Reference::Engagement => format!("{id} already has that name; nothing changed"),
        _ => format!("{record} of {id} already has that name; nothing changed"),
    }
}

/// Writes the plan; the answer has the name before and after.
fn finish(writer: Writer, from: &str, to: &str) -> Result<Reply> {
    let mut reply = writer.finish()?;
    (reply.data["from"], reply.data["to"]) = (json!(from), json!(to));
    Ok(reply)
}

/// The failure that the name is that of something else.
fn taken(shown: &str) -> Failure {
    Failure::refused(format!("{shown} already exists")).hint("choose another name")
}
