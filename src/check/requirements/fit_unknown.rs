//! Nobody said how well what we have meets a requirement that is built for.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "fit-unknown",
    formal: true,
    summary: "nobody said how well what we have meets a requirement",
    why: "What is taken for a fit and is none costs most, because it is noticed last.",
    remedy: "Hold each requirement against what we have: `fit` is full, partial (then also `delta`) or none.",
    source: "nine-step customer engagement process: fit and delta of each requirement",
    both: &[("requirements/offline", "statement: Search works offline\nclass: user\nraised: 2026-03-02\n")],
    silent: &[("requirements/offline", "fit: full\n")],
    run: Each(find),
    ..super::from(Step::Dev)
};

const LACK: Lack = Lack {
    check: CHECK.id,
    key: "fit",
    one: "was not held against what we have",
    many: "were not held against what we have",
    set: "fit=full",
    hint: "or partial, none",
};

fn find(scene: &Scene) -> Vec<Finding> {
    let unknown = |(_, one): &Named| one.fit.is_none() && one.status != Some(Status::Delivered);
    scene.lacking(scene.built_for().into_iter().filter(unknown).collect(), &LACK)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn says(step: Step, fit: &str, status: &str) -> Vec<String> {
        let one = json!({ "statement": "Search works at the quay.", "class": "user", "raised": "2026-03-02",
                          "fit": fit, "status": status });
        Case::at(step, json!({ "requirements/a": one })).says("fit-unknown")
    }

    #[test]
    fn a_requirement_without_a_fit_asks_for_it() {
        assert_eq!(
            says(Step::Dev, "", "agreed"),
            ["requirements/a:fit: `Search works at the quay` was not held against what we have\n\
              engage set -e harbor-search --in requirements/a fit=full   # or partial, none"]
        );
    }

    #[test]
    fn four_are_one_finding() {
        let one = json!({ "statement": "x", "class": "user", "raised": "2026-03-02" });
        let files: Value =
            ["a", "b", "c", "d"].map(|name| (format!("requirements/{name}"), one.clone())).into_iter().collect();
        assert_eq!(
            Case::at(Step::Dev, files).says("fit-unknown"),
            ["engagement: 4 requirements were not held against what we have: `a`, `b`, `c` and `d`\n\
              engage set -e harbor-search --in requirements/a fit=full   # or partial, none; the others likewise"]
        );
    }

    #[test]
    fn known_delivered_dropped_or_not_yet_dev_is_fine() {
        assert!(says(Step::Dev, "none", "").is_empty());
        assert!(says(Step::Dev, "", "delivered").is_empty());
        assert!(says(Step::Dev, "", "dropped").is_empty());
        assert!(says(Step::Select, "", "agreed").is_empty());
    }
}
