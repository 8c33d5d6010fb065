//! Artifacts that must go back: those still here, and those returned or deleted.

use crate::insight::prelude::*;

/// What is still to be returned or deleted, the first due first.
pub fn unreturned(engagement: &Engagement) -> Vec<(&Reference, &Artifact)> {
    let mut unreturned: Vec<_> =
        all(engagement).into_iter().filter(|(_, artifact)| artifact.returned.is_none()).collect();
    unreturned.sort_by_key(|(name, artifact)| (artifact.return_by, *name));
    unreturned
}

/// All that must go back, or went back.
pub fn all(engagement: &Engagement) -> Vec<(&Reference, &Artifact)> {
    let goes_back = |artifact: &Artifact| artifact.return_by.is_some() || artifact.returned.is_some();
    engagement.all::<Artifact>().filter(|(_, artifact)| goes_back(artifact)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;

    #[test]
    fn what_has_a_day_to_go_back_is_owed_until_it_did() {
        let engagement = fixture::engagement(
            r#"{"records": {"artifacts/2026-03-01-a": {"return_by": "2026-06-30"},
                "artifacts/2026-03-01-b": {"return_by": "2026-05-31"},
                "artifacts/2026-03-01-c": {"return_by": "2026-05-31", "returned": "2026-05-02"},
                "artifacts/2026-03-01-d": {"returned": "2026-05-02"}, "artifacts/2026-03-01-e": {"class": "code"}}}"#,
        );
        let words = |found: Vec<(&Reference, &Artifact)>| -> String {
            found.iter().map(|(_, artifact)| artifact.what.as_str()).collect()
        };
        assert_eq!((words(unreturned(&engagement)).as_str(), words(all(&engagement)).as_str()), ("ba", "abcd"));
    }
}
