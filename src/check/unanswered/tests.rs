//! When a blank key is asked for, and when it is fine.

mod today_unknown {
    use serde_json::json;

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    #[test]
    fn what_they_do_now_is_asked_for_before_anything_is_built_and_no_more_on_site() {
        let says = |step| Case::at(step, json!({})).says("today-unknown");
        assert_eq!(
            says(Step::Select),
            ["cycle-1/01-hypothesis:today: `today` is not answered: nothing says how they do it now\n\
              engage set -e harbor-search --in cycle-1/01-hypothesis today=\"HOW THEY DO IT NOW\""]
        );
        assert_eq!(says(Step::Dev).len(), 1);
        assert!(says(Step::Validate).is_empty() && says(Step::Onsite).is_empty());
    }

    #[test]
    fn any_hypothesis_may_say_it_and_an_end_ends_it() {
        let mut files = json!({
            "cycle-1/01-hypothesis": { "entered": "2026-03-01" },
            "cycle-1/02-hypothesis": { "entered": "2026-03-02", "today": "they ring the archive" },
            "cycle-1/03-select": { "entered": "2026-03-03" },
        });
        assert!(Case::of(&files).says("today-unknown").is_empty());
        files["cycle-1/02-hypothesis"] = json!({ "entered": "2026-03-02" });
        assert_eq!(Case::of(&files).says("today-unknown").len(), 1);
        files["outcomes/01-called-off"] = json!({ "on": "2026-03-05", "kind": "called-off", "reason": "x" });
        assert!(Case::of(&files).says("today-unknown").is_empty());
    }

    #[test]
    fn what_an_earlier_cycle_looked_at_is_known() {
        let says = |today: &str| {
            let files = json!({
                "cycle-1/01-hypothesis": { "entered": "2026-03-01", "today": today },
                "cycle-2/01-hypothesis": { "entered": "2026-03-08" },
                "cycle-2/02-select": { "entered": "2026-03-09" },
            });
            Case::of(&files).says("today-unknown")
        };
        assert!(says("they ring the archive").is_empty());
        assert!(says("")[0].starts_with("cycle-2/01-hypothesis:today: "));
    }
}

mod no_stop_criterion {
    use serde_json::{Value, json};

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn says(step: Step, answers: &Value) -> Vec<String> {
        Case::at(step, json!({ "cycle-1/01-hypothesis": answers })).says("no-stop-criterion")
    }

    #[test]
    fn a_way_out_is_asked_for_when_both_sides_commit() {
        assert_eq!(
            says(Step::Select, &json!({})),
            ["cycle-1/01-hypothesis:stop_if: `stop_if` is not answered: nothing says what would make us stop\n\
              engage set -e harbor-search --in cycle-1/01-hypothesis stop_if=\"WHAT WOULD END IT\""]
        );
    }

    #[test]
    fn answered_or_before_or_after_it_is_silent() {
        assert!(says(Step::Select, &json!({ "stop_if": "nobody would use it" })).is_empty());
        assert!(says(Step::Validate, &json!({})).is_empty() && says(Step::Dev, &json!({})).is_empty());
    }

    #[test]
    fn what_an_earlier_cycle_answered_is_not_asked_again() {
        let says = |first: &Value| {
            let mut files = json!({
                "cycle-1/01-hypothesis": first,
                "cycle-2/01-hypothesis": { "entered": "2026-03-08" },
                "cycle-2/02-select": { "entered": "2026-03-09" },
            });
            files["cycle-1/01-hypothesis"]["entered"] = "2026-03-01".into();
            Case::of(&files).says("no-stop-criterion")
        };
        assert!(says(&json!({ "stop_if": "nobody would use it" })).is_empty());
        assert!(says(&json!({}))[0].starts_with("cycle-2/01-hypothesis:stop_if: "));
    }
}

mod not_rehearsed {
    use serde_json::json;

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    #[test]
    fn on_site_and_at_the_demo_it_is_asked_for() {
        for step in [Step::Onsite, Step::Demo] {
            assert_eq!(
                Case::at(step, json!({})).says("not-rehearsed"),
                ["cycle-1/04-dev:rehearsed: the demonstration was not rehearsed\n\
                  engage set -e harbor-search --in cycle-1/04-dev rehearsed=DATE"]
            );
        }
    }

    #[test]
    fn rehearsed_not_yet_on_site_or_over_is_fine() {
        assert!(Case::at(Step::Dev, json!({})).says("not-rehearsed").is_empty());
        assert!(Case::at(Step::Adjust, json!({})).says("not-rehearsed").is_empty());
        let rehearsed = json!({ "cycle-1/04-dev": { "rehearsed": "2026-03-04" } });
        assert!(Case::at(Step::Onsite, rehearsed).says("not-rehearsed").is_empty());
    }
}

mod nothing_built {
    use serde_json::json;

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    #[test]
    fn what_was_built_is_asked_for_on_site() {
        let says = |step| Case::at(step, json!({})).says("nothing-built");
        assert_eq!(
            says(Step::Onsite),
            ["cycle-1/04-dev:built: `built` is not answered: nothing says what there is to try\n\
              engage set -e harbor-search --in cycle-1/04-dev built=\"WHAT WAS BUILT\"   \
              # or: engage advance harbor-search --to dev"]
        );
        assert_eq!(says(Step::Demo), says(Step::Onsite));
        assert!(says(Step::Dev).is_empty() && says(Step::Adjust).is_empty());
    }

    #[test]
    fn a_demo_without_going_on_site_is_asked_too_and_only_of_the_present_round() {
        let mut files = json!({
            "cycle-1/01-dev": { "entered": "2026-03-01" },
            "cycle-1/02-demo": { "entered": "2026-03-02", "because": "they came", "skipped": ["onsite"] },
        });
        assert_eq!(Case::of(&files).says("nothing-built").len(), 1);
        files["cycle-1/03-adjust"] = json!({ "entered": "2026-03-03", "decision": "repeat" });
        files["cycle-1/04-dev"] = json!({ "entered": "2026-03-04", "built": "an index" });
        files["cycle-1/05-demo"] = json!({ "entered": "2026-03-05" });
        assert!(Case::of(&files).says("nothing-built").is_empty());
    }

    #[test]
    fn answered_or_left_out_it_is_silent() {
        let built = json!({ "cycle-1/04-dev": { "built": "an index" } });
        assert!(Case::at(Step::Onsite, built).says("nothing-built").is_empty());
        let skipped = json!({
            "cycle-1/01-hypothesis": { "entered": "2026-03-01" },
            "cycle-1/02-onsite": { "entered": "2026-03-02", "because": "they have it", "skipped": ["dev"] },
        });
        assert!(Case::of(&skipped).says("nothing-built").is_empty());
    }
}

mod not_reported {
    use serde_json::{Value, json};

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn says(step: Step, answers: &Value) -> Vec<String> {
        Case::at(step, json!({ "cycle-1/08-after-action": answers })).says("not-reported")
    }

    #[test]
    fn once_the_review_is_left_the_report_is_missed() {
        assert_eq!(
            says(Step::PlanNext, &json!({})),
            ["cycle-1/08-after-action:reported: `reported` is not answered: nothing says that management has the \
              report\nengage set -e harbor-search --in cycle-1/08-after-action reported.on=DATE reported.to=\"TO WHOM\""]
        );
    }

    #[test]
    fn during_the_review_and_once_reported_it_is_silent() {
        assert!(says(Step::AfterAction, &json!({})).is_empty());
        assert!(says(Step::PlanNext, &json!({ "reported": { "on": "2026-03-09", "to": "Ruth" } })).is_empty());
    }
}

mod sale_undeclared {
    use serde_json::{Value, json};

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn says(step: Step, charter: Value) -> Vec<String> {
        let mut files = json!({});
        files["engagement"] = charter;
        Case::at(step, files).says("sale-undeclared")
    }

    #[test]
    fn terms_without_a_kind_of_sale_are_named() {
        let terms = json!({ "contract": { "reference": "PA-1" }, "pricing": "fixed-price" });
        assert_eq!(
            says(Step::Select, terms),
            ["engagement:sale: there is a contract and a price, and nobody said what kind of sale this is\n\
              engage set -e harbor-search --in engagement sale=tactical   # or strategic"]
        );
    }

    #[test]
    fn declared_without_terms_or_too_early_is_fine() {
        assert!(says(Step::Select, json!({ "sale": "strategic", "pricing": "fixed-price" })).is_empty());
        assert!(says(Step::Select, json!({ "pricing": "no-charge" })).is_empty());
        assert!(says(Step::Select, json!({})).is_empty());
        assert!(says(Step::Validate, json!({ "pricing": "fixed-price" })).is_empty());
    }

    #[test]
    fn after_the_end_nothing_is_sold() {
        let ended = json!({ "on": "2026-03-05", "kind": "called-off", "reason": "x" });
        let files = json!({ "engagement": { "pricing": "fixed-price" }, "outcomes/01-called-off": ended });
        assert!(Case::at(Step::Select, files).says("sale-undeclared").is_empty());
    }
}

mod regulations_unchecked {
    use serde_json::{Value, json};

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn says(step: Step, files: Value) -> Vec<String> {
        Case::at(step, files).says("regulations-unchecked")
    }

    fn said(sign: &str) -> [String; 1] {
        [format!(
            "engagement:regulations: {sign}, and no regulation is written down\n\
             engage set -e harbor-search --in engagement regulations+=\"WHICH, AND WHAT IT ASKS\""
        )]
    }

    fn law(status: &str) -> Value {
        json!({ "statement": "Accident reports stay out.", "class": "regulatory", "raised": "2026-03-02",
                "status": status })
    }

    #[test]
    fn the_law_or_their_data_asks_which_regulations_apply() {
        assert_eq!(
            says(Step::Select, json!({ "requirements/x": law("") })),
            said("`Accident reports stay out` is asked for by the law")
        );
        assert_eq!(says(Step::Onsite, json!({ "cycle-1/05-onsite": { "data": "x" } })), said("we had data of theirs"));
        let brought = json!({ "what": "logs", "class": "data", "on": "2026-03-05" });
        assert_eq!(
            says(Step::Onsite, json!({ "artifacts/2026-03-05-x-aaaa": brought })),
            said("we had data of theirs")
        );
    }

    #[test]
    fn written_no_sign_too_early_or_over_is_fine() {
        let written = json!({ "engagement": { "regulations": ["GDPR"] }, "requirements/x": law("") });
        assert!(says(Step::Select, written).is_empty());
        assert!(says(Step::Select, json!({})).is_empty());
        assert!(says(Step::Select, json!({ "requirements/x": law("dropped") })).is_empty());
        assert!(says(Step::Validate, json!({ "requirements/x": law("") })).is_empty());
        let ended = json!({ "on": "2026-03-05", "kind": "called-off", "reason": "x" });
        assert!(says(Step::Select, json!({ "requirements/x": law(""), "outcomes/01-called-off": ended })).is_empty());
    }
}

mod training_unplanned {
    use serde_json::{Value, json};

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn says(step: Step, final_state: &str, training: Value) -> Vec<String> {
        let mut charter = json!({});
        charter["training"] = training;
        if !final_state.is_empty() {
            charter["final_state"] = final_state.into();
        }
        Case::at(step, json!({ "engagement": charter })).says("training-unplanned")
    }

    #[test]
    fn what_stays_wants_someone_who_can_run_it() {
        assert_eq!(
            says(Step::Adjust, "Search runs on six tablets.", json!({})),
            ["engagement:training: something stays running with Harbor, and no training is planned\n\
              engage set -e harbor-search --in engagement training.owed+=\"WHO LEARNS WHAT\""]
        );
    }

    #[test]
    fn owed_or_given_is_planned() {
        assert!(says(Step::Adjust, "Search runs.", json!({ "owed": ["an hour each"] })).is_empty());
        assert!(says(Step::Adjust, "Search runs.", json!({ "given": ["9 April: an hour"] })).is_empty());
    }

    #[test]
    fn where_nothing_stays_or_nobody_said_or_before_adjust_it_is_silent() {
        assert!(says(Step::Adjust, "Nothing of ours stays.", json!({})).is_empty());
        assert!(says(Step::Adjust, "none", json!({})).is_empty());
        assert!(says(Step::PlanNext, "", json!({})).is_empty());
        assert!(says(Step::Demo, "Search runs.", json!({})).is_empty());
    }
}

mod it_maturity_unknown {
    use serde_json::{Value, json};

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn says(step: Step, files: Value) -> Vec<String> {
        Case::at(step, files).says("it-maturity-unknown")
    }

    #[test]
    fn each_sign_that_it_matters_asks_for_it() {
        let technical = json!({ "statement": "x", "class": "technical", "raised": "2026-03-02" });
        let priya = json!({ "name": "Priya Nair", "side": "customer", "roles": ["operations"] });
        for (files, sign) in [
            (json!({ "cycle-1/05-onsite": { "installed": "viewer" } }), "something was installed"),
            (json!({ "cycle-1/02-validate": { "security_maturity": "2" } }), "their security maturity was rated"),
            (json!({ "cycle-1/02-validate": { "it_practices": "x" } }), "how they work with software was noted"),
            (json!({ "cycle-1/02-validate": { "adoption": "proving" } }), "their adoption was assessed"),
            (json!({ "requirements/x": technical }), "a technical requirement is kept"),
            (json!({ "people/priya-nair": priya }), "someone of theirs runs it"),
        ] {
            let said = format!(
                "cycle-1/02-validate:it_maturity: {sign}, and Harbor's IT maturity is not known\n\
                 engage set -e harbor-search --in cycle-1/02-validate it_maturity=RATING   \
                 # 1 (ad hoc) to 5 (optimising)"
            );
            assert_eq!(says(Step::Onsite, files), [said]);
        }
    }

    #[test]
    fn known_without_a_sign_or_before_dev_it_is_silent() {
        let known = json!({ "cycle-1/02-validate": { "it_maturity": "3", "security_maturity": "2" } });
        assert!(says(Step::Onsite, known).is_empty());
        assert!(says(Step::Onsite, json!({})).is_empty());
        let ours = json!({ "people/jon-berg": { "name": "Jon Berg", "side": "ours", "roles": ["operations"] } });
        assert!(says(Step::Onsite, ours).is_empty());
        assert!(says(Step::Select, json!({ "cycle-1/02-validate": { "adoption": "proving" } })).is_empty());
    }

    #[test]
    fn what_the_first_cycle_knew_the_second_knows() {
        let case = Case::of(&json!({
            "cycle-1/02-validate": { "entered": "2026-03-02", "it_maturity": "3" },
            "cycle-2/02-validate": { "entered": "2026-04-02", "adoption": "proving" },
            "cycle-2/03-dev": { "entered": "2026-04-03" },
        }));
        assert!(case.says("it-maturity-unknown").is_empty());
    }
}

mod security_maturity_unknown {
    use serde_json::{Value, json};

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn says(step: Step, files: Value) -> Vec<String> {
        Case::at(step, files).says("security-maturity-unknown")
    }

    #[test]
    fn each_sign_that_it_matters_asks_for_it() {
        let kept =
            |class: &str| json!({ "requirements/x": { "statement": "x", "class": class, "raised": "2026-03-02" } });
        let brought = json!({ "what": "logs", "class": "data", "on": "2026-03-05" });
        let architect = json!({ "name": "Jon Berg", "side": "ours", "roles": ["security-architect"] });
        for (files, sign) in [
            (json!({ "cycle-1/05-onsite": { "data": "reports" } }), "we had data of theirs"),
            (json!({ "artifacts/2026-03-05-logs-aaaa": brought }), "we had data of theirs"),
            (kept("security"), "a requirement of security or of the law is kept"),
            (kept("regulatory"), "a requirement of security or of the law is kept"),
            (json!({ "people/jon-berg": architect }), "a security architect is named"),
            (json!({ "cycle-1/02-validate": { "it_maturity": "2" } }), "their IT maturity was rated"),
        ] {
            let said = format!(
                "cycle-1/02-validate:security_maturity: {sign}, and Harbor's security maturity is not known\n\
                 engage set -e harbor-search --in cycle-1/02-validate security_maturity=RATING   \
                 # 1 (ad hoc) to 5 (optimising)"
            );
            assert_eq!(says(Step::Onsite, files), [said]);
        }
    }

    #[test]
    fn known_without_a_sign_before_dev_or_over_it_is_silent() {
        let known = json!({ "cycle-1/02-validate": { "it_maturity": "3", "security_maturity": "2" } });
        assert!(says(Step::Onsite, known).is_empty());
        assert!(says(Step::Onsite, json!({})).is_empty());
        let sign = json!({ "cycle-1/02-validate": { "it_maturity": "3" } });
        assert!(says(Step::Select, sign.clone()).is_empty());
        let mut ended = sign;
        ended["outcomes/01-called-off"] = json!({ "on": "2026-03-05", "kind": "called-off", "reason": "x" });
        assert!(says(Step::Onsite, ended).is_empty());
    }
}

mod fit_unknown {
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

mod delta_without_plan {
    use serde_json::{Value, json};

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn says(step: Step, more: Value) -> Vec<String> {
        let mut one = json!({ "statement": "Search works at the quay.", "class": "user", "raised": "2026-03-02" });
        let Value::Object(more) = more else { return vec![] };
        more.into_iter().for_each(|(key, value)| one[key] = value);
        Case::at(step, json!({ "requirements/a": one })).says("delta-without-plan")
    }

    #[test]
    fn a_gap_asks_how_it_is_closed() {
        let said = ["requirements/a:delta_plan: `Search works at the quay` has a delta, and nobody said how it is \
                     closed\nengage set -e harbor-search --in requirements/a delta_plan.how=build   \
                     # or buy, partner, drop"];
        assert_eq!(says(Step::Dev, json!({ "fit": "partial" })), said);
        assert_eq!(says(Step::Dev, json!({ "fit": "none" })), said);
        assert_eq!(says(Step::Dev, json!({ "delta": "too big" })), said);
    }

    #[test]
    fn planned_full_unknown_delivered_or_not_yet_dev_is_fine() {
        assert!(says(Step::Dev, json!({ "fit": "none", "delta_plan": { "how": "drop" } })).is_empty());
        assert!(says(Step::Dev, json!({ "fit": "full", "delta": "a colour" })).is_empty());
        assert!(says(Step::Dev, json!({})).is_empty());
        assert!(says(Step::Dev, json!({ "fit": "none", "status": "delivered" })).is_empty());
        assert!(says(Step::Select, json!({ "fit": "none" })).is_empty());
    }
}

mod requirement_unranked {
    use serde_json::{Value, json};

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn one(raised: &str, priority: &str, status: &str) -> Value {
        let statement = "Search works at the quay.";
        json!({ "statement": statement, "class": "user", "raised": raised, "priority": priority, "status": status })
    }

    fn says(step: Step, files: Value) -> Vec<String> {
        Case::at(step, files).says("requirement-unranked")
    }

    #[test]
    fn one_among_ranked_ones_is_named_at_its_place() {
        assert_eq!(
            says(
                Step::Dev,
                json!({ "requirements/a": one("2026-03-02", "", ""), "requirements/b": one("2026-03-02", "1", "") })
            ),
            ["requirements/a:priority: `Search works at the quay` is not ranked\n\
              engage set -e harbor-search --in requirements/a priority=NUMBER   # 1 first"]
        );
    }

    #[test]
    fn many_are_one_finding_and_an_allowed_one_keeps_its_own() {
        let mut files = json!({});
        for name in ["a", "b", "c", "d", "e"] {
            files[format!("requirements/{name}")] = one("2026-03-02", "", "");
        }
        files["requirements/e"]["allow"] = json!([{ "check": "requirement-unranked", "because": "it is last" }]);
        assert_eq!(
            says(Step::Dev, files),
            ["engagement: 4 requirements are not ranked: `a`, `b`, `c` and `d`\n\
              engage set -e harbor-search --in requirements/a priority=NUMBER   # 1 first; the others likewise"]
        );
    }

    #[test]
    fn a_single_one_and_what_is_delivered_dropped_or_came_after_dev_began_is_fine() {
        let mut files = json!({ "requirements/a": one("2026-03-02", "", "") });
        assert!(says(Step::Dev, files.clone()).is_empty());
        files["requirements/b"] = one("2026-03-02", "", "delivered");
        files["requirements/c"] = one("2026-03-02", "", "dropped");
        files["requirements/d"] = one("2026-03-05", "", "proposed");
        assert!(says(Step::Onsite, files.clone()).is_empty());
        files["requirements/d"] = one("2026-03-05", "", "agreed");
        assert_eq!(says(Step::Onsite, files).len(), 2);
    }

    #[test]
    fn before_dev_nothing_is_ranked_yet() {
        let files = json!({ "requirements/a": one("2026-03-02", "", ""), "requirements/b": one("2026-03-02", "", "") });
        assert!(says(Step::Select, files).is_empty());
    }
}

mod requirement_untested {
    use serde_json::{Value, json};

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn one(more: &Value) -> Value {
        let mut one = json!({ "statement": "Search works at the quay.", "class": "user", "raised": "2026-03-02" });
        more.as_object().unwrap().iter().for_each(|(key, value)| one[key] = value.clone());
        one
    }

    fn says(step: Step, more: &Value) -> Vec<String> {
        Case::at(step, json!({ "requirements/a": one(more) })).says("requirement-untested")
    }

    #[test]
    fn without_a_test_it_is_asked_for_delivered_or_not() {
        let said = ["requirements/a:acceptance: `Search works at the quay` has no acceptance test\n\
                     engage set -e harbor-search --in requirements/a acceptance=\"THE TEST\""];
        assert_eq!(says(Step::Dev, &json!({})), said);
        assert_eq!(says(Step::Dev, &json!({ "status": "delivered" })), said);
    }

    #[test]
    fn four_are_one_finding() {
        let files = ["a", "b", "c", "d"].map(|name| (format!("requirements/{name}"), one(&json!({}))));
        assert_eq!(
            Case::at(Step::Dev, files.into_iter().collect()).says("requirement-untested"),
            ["engagement: 4 requirements have no acceptance test: `a`, `b`, `c` and `d`\n\
              engage set -e harbor-search --in requirements/a acceptance=\"THE TEST\"   # the others likewise"]
        );
    }

    #[test]
    fn with_a_test_accepted_dropped_or_not_yet_dev_is_fine() {
        assert!(says(Step::Dev, &json!({ "acceptance": "ten of ten" })).is_empty());
        assert!(says(Step::Dev, &json!({ "accepted": { "on": "2026-03-04", "by": "ana-ortiz" } })).is_empty());
        assert!(says(Step::Dev, &json!({ "status": "dropped" })).is_empty());
        assert!(says(Step::Select, &json!({})).is_empty());
    }
}
