//! Which engagement is meant on a command line.

use super::failure::Failure;
use super::prelude_below::*;

/// The engagement with an id, a unique beginning of it, or else a unique part of its id, title or customer.
pub fn named(workspace: &Workspace, given: &str) -> Result<Slug> {
    // `engagements/dock/` or `.\engagements\dock\`, as a shell completes it
    let typed = System::here().slashed(given);
    let typed = typed.trim_start_matches("./").trim_start_matches("engagements/").trim_end_matches('/');
    let kebab = fold(typed).replace(' ', "-");
    if let Ok(id) = kebab.parse::<Slug>() {
        if workspace.is_folder(&id) {
            return Ok(id);
        }
        if workspace.has(&id) {
            let shown = workspace.shown(&layout::engagement(&workspace.root, &id));
            let failure = Failure::not_found(format!("{shown} is not a folder, and links are not followed"));
            bail!(failure.hint("move the engagement's folder here"));
        }
    }
    let (ids, _) = workspace.ids()?;
    let begins: Vec<_> =
        ids.iter().filter(|id| !kebab.is_empty() && id.as_str().starts_with(&kebab)).cloned().collect();
    let things = if begins.is_empty() { things(workspace, &ids) } else { vec![] };
    let like = if begins.is_empty() { names::find(typed, &things) } else { begins };
    let near = || names::near(typed, &things).into_iter().next();
    bail!(match like.as_slice() {
        [one] => return Ok(one.clone()),
        [] => Failure::not_found(format!("engagement `{given}` not found")).near(
            nearest(&kebab, ids.iter().map(Slug::as_str)).map(str::to_owned).or_else(|| Some(near()?.to_string())),
            "see `engage list --all`; to open one, run `engage new`"
        ),
        several => ambiguous(&format!("`{given}` could be several engagements"), &several.iter().collect::<Vec<_>>()),
    })
}

/// Whether an engagement was not found because the words mean none.
pub fn is_unknown(error: &anyhow::Error) -> bool {
    error.downcast_ref::<Failure>().is_some_and(|failure| failure.details.is_empty())
}

/// The engagements with what they are called: id, title and customer.
fn things(workspace: &Workspace, ids: &[Slug]) -> Vec<(Slug, Vec<String>)> {
    let overviews = each(ids, |id| load::overview(workspace, id, false).0);
    let named = overviews.into_iter().flatten().map(|overview| {
        let charter = overview.charter.as_ref();
        let texts = charter.map(|charter| [charter.title.one_line(), charter.customer.one_line()]);
        let id = overview.id.to_string();
        (overview.id, texts.into_iter().flatten().chain([id]).collect())
    });
    named.collect()
}

/// The failure that several engagements could be meant.
pub fn ambiguous(message: &str, ids: &[&Slug]) -> Failure {
    let some: Vec<_> = ids.iter().take(20).map(|id| format!("  {id}")).collect();
    let more = ids.len().saturating_sub(some.len());
    let more = (more > 0).then(|| format!("  and {more} more"));
    Failure::not_found(message)
        .details(some.into_iter().chain(more).collect())
        .hint("use `-e ID`, change to its folder, or set ENGAGE_ENGAGEMENT")
}
