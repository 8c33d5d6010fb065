//! `engage rename`.

mod engagement;
mod record;

use crate::cmd::engagement_lookup;
use crate::cmd::guard;
use crate::cmd::prelude::*;
use crate::insight::secrets;

/// Rename a person, goal, requirement or engagement, and every reference to it.
///
/// NAME is an id, or words to make it from. Words also become the person's name or the engagement's title; to change
/// the statement of a goal or requirement, use `engage set`. The file or folder and all references to it change in one
/// step. Dated records keep their file names, and rendered documents are not changed.
#[derive(Debug, Args)]
pub struct RenameArgs {
    /// Person, goal, requirement or engagement.
    #[arg(value_name = "RECORD|ENGAGEMENT")]
    what: String,
    /// New id, or words such as "Ana Ortiz".
    name: String,
    #[command(flatten)]
    on: On,
    /// Show the change as a diff and write nothing.
    #[arg(long)]
    dry_run: bool,
}

/// A new name: the id, and the words that it was made from, if it was.
struct NewName<'w> {
    id: Slug,
    words: Option<&'w str>,
}

impl RenameArgs {
    pub fn run(self, context: &Context) -> Result<Reply> {
        let workspace = context.workspace_unnoted()?;
        let typed = self.what.trim_end_matches('/');
        let whole: Option<Slug> = typed.strip_prefix("engagements/").unwrap_or(typed).parse().ok();
        if self.on.engagement.is_none() && whole.is_some_and(|id| workspace.is_folder(&id)) {
            return engagement::rename(context, &self);
        }
        let renamed = record::rename(context, &self);
        let is_unknown =
            |error: &anyhow::Error| error.downcast_ref().is_some_and(|failure: &Failure| failure.exit == 4);
        let is_engagement = || engagement_lookup::named(&workspace, &self.what).is_ok();
        match renamed {
            Err(error) if self.on.engagement.is_none() && is_unknown(&error) && is_engagement() => {
                engagement::rename(context, &self)
            }
            renamed => renamed,
        }
    }

    fn writing(&self) -> Writing {
        Writing { dry_run: self.dry_run, ..Writing::default() }
    }

    /// The new name; `folder` is that of the kind, which may be typed before it.
    fn new_name(&self, folder: &str) -> Result<NewName<'_>, Failure> {
        let name = self.name.trim();
        guard::refuse_words("name", name, false)?;
        let inner = name.strip_prefix(folder).and_then(|name| name.strip_prefix('/')).unwrap_or(name);
        let inner = inner.trim_end_matches(".yaml");
        if let Ok(id) = inner.parse() {
            return Ok(NewName { id, words: None });
        }
        let hint = "use an id such as ana-ortiz, or words such as \"Ana Ortiz\"";
        if inner.contains(['/', '\\']) || inner.starts_with(['.', '~']) {
            return Err(Failure::usage(format!("`{name}` is a path, not a name")).hint(hint));
        }
        let id = Slug::from_words(&secrets::without(inner));
        let none = || Failure::usage(format!("`{name}` has no letters or digits to make an id from")).hint(hint);
        Ok(NewName { id: id.ok_or_else(none)?, words: Some(inner) })
    }
}

/// The failure that the name is that of something else.
fn taken(shown: &str) -> Failure {
    Failure::refused(format!("the name is already taken: {shown}")).hint("choose another name")
}
