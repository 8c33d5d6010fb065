//! Pictures in the workspace: what shows that a goal is met, and material brought home.

use crate::render::parts::prelude::*;

view! {
    /// A picture in the workspace.
    pub struct PictureView {
        /// What it shows.
        pub what: String,
        /// Its file, relative to the document.
        pub address: String,
    }
}

/// The suffixes of pictures that a page can show.
const SUFFIXES: &[&str] = &[".png", ".jpg", ".jpeg", ".webp"];

/// The pictures of a cycle: evidence of its goals, then material that we still have; for the customer only what was
/// cleared.
pub fn of_cycle(engagement: &Engagement, cycle: u32, to: Audience) -> Vec<PictureView> {
    let goals = goals::of_cycle(engagement, cycle).into_iter().flat_map(|(_, goal)| &goal.evidence);
    let evidence = goals.filter_map(|evidence| picture(engagement, &evidence.what, evidence.file.as_ref()));
    let by_now = engagement.all::<Artifact>().filter(|(name, _)| signature::is_by_end_of(engagement, cycle, name));
    let kept = by_now.map(|(_, artifact)| artifact).filter(|artifact| artifact.returned.is_none());
    let shown = kept.filter(|artifact| to != Audience::Customer || artifact.cleared_by.is_some());
    let artifacts = shown.filter_map(|artifact| picture(engagement, &artifact.what, artifact.kept_at.as_ref()));
    evidence.chain(artifacts).collect()
}

/// A picture by its path in the workspace; none if a file is not one.
fn picture(engagement: &Engagement, what: &Text, file: Option<&Text>) -> Option<PictureView> {
    let file = file?.one_line();
    let lower = file.to_lowercase();
    if lower.contains("://") || !SUFFIXES.iter().any(|suffix| lower.ends_with(suffix)) {
        return None;
    }
    // documents are in a folder of the engagement's folder
    let inner =
        file.split_once('/').and_then(|(_, inner)| inner.strip_prefix(engagement.id.as_str())?.strip_prefix('/'));
    let address = inner.map_or_else(|| format!("../../../{file}"), |inner| format!("../{inner}"));
    Some(PictureView { what: what.one_line(), address })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;

    #[test]
    fn a_customer_sees_the_pictures_of_goals_and_those_that_were_cleared() {
        let artifact = |kept_at: &str, more: &str| {
            let artifact =
                format!(r#"{{"what": "A", "class": "other", "on": "2026-03-03", "kept_at": "{kept_at}"{more}}}"#);
            serde_json::from_str::<serde_json::Value>(&artifact).unwrap()
        };
        let engagement = fixture::from(&serde_json::json!({
            "entries": { "cycle-1/01-hypothesis": { "entered": "2026-03-02" } },
            "records": {
                "people/ana": {},
                "goals/g": { "evidence": [{ "what": "Rain", "file": "engagements/harbor-search/evidence/Rain.PNG" },
                    { "what": "Times", "file": "engagements/harbor-search/evidence/times.csv" }] },
                "artifacts/2026-03-03-a-aaaa": artifact("photos/a.jpg", ""),
                "artifacts/2026-03-03-b-aaaa": artifact("photos/b.webp", r#", "cleared_by": "ana""#),
                "artifacts/2026-03-03-c-aaaa": artifact("photos/c.png", r#", "cleared_by": "ana", "returned": "2026-03-04""#),
                "artifacts/2026-03-03-d-aaaa": artifact("https://a.example/d.png", "") } }));
        let shown = |to| of_cycle(&engagement, 1, to).into_iter().map(|picture| picture.address).collect::<Vec<_>>();
        let rain = "../evidence/Rain.PNG";
        assert_eq!(shown(Audience::Internal), [rain, "../../../photos/a.jpg", "../../../photos/b.webp"]);
        assert_eq!(shown(Audience::Customer), [rain, "../../../photos/b.webp"]);
    }
}
