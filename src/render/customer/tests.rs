//! Tests of single documents for the customer.

use serde_json::{Value, json};

use crate::insight::fixture;
use crate::model::settings::Settings;
use crate::render::canary_fixture::CanaryFixture;
use crate::render::fixture::{CALLED_OFF, HARBOR, about, document, for_customer, rendered};
use crate::render::{OVERVIEWS, render};

/// A document about a first cycle, with more charter fields, entries, records and outcomes than the shared fixture.
fn of_first_cycle(name: &str, more: &Value) -> String {
    let mut json = json!({
        "charter": { "schema": "1", "title": "T", "customer": "C", "opened": "2026-03-02" },
        "entries": { "cycle-1/01-hypothesis": { "entered": "2026-03-02" } },
        "records": { "people/ana": { "name": "Ana", "side": "customer" }, "people/bo": { "name": "Bo", "side": "ours" } },
        "outcomes": {},
    });
    for (table, fields) in more.as_object().unwrap() {
        json[table].as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    }
    rendered(name, &fixture::from(&json), &Settings::default(), Some(1))
}

#[test]
fn why_an_engagement_was_called_off_is_ours() {
    assert!(CALLED_OFF.contains("The region has bought one."));
    for of in for_customer() {
        assert!(!document(of.name, CALLED_OFF, None).contains("bought one"), "{}", of.name);
    }
}

#[test]
fn the_kind_that_is_planned_has_its_section_and_so_have_those_that_fit() {
    let heading = |kind: &str, adoption: &str, settings: &Settings| {
        let engagement = fixture::from(&json!({ "entries": {
            "cycle-1/02-validate": { "entered": "2026-03-02", "adoption": adoption },
            "cycle-1/09-plan-next": { "entered": "2026-03-09", "decision": "continue", "kind": kind } } }));
        let text = rendered("workshop", &engagement, settings, Some(1));
        text.lines().filter_map(|line| line.strip_prefix("## ")).collect::<Vec<_>>().join(" + ")
    };
    let usual = Settings::default();
    for (kind, adoption, sections) in [
        ("", "", "Discovery workshop"),
        ("", "curious", "Discovery workshop"),
        ("", "exploring", "Governance workshop"),
        ("", "proving", "Architecture design session + Pilot or proof of concept"),
        ("", "operating", "Optimisation workshop"),
        ("a pilot of three weeks", "curious", "A pilot of three weeks"),
        ("six tablets", "exploring", "Governance workshop"),
        ("six tablets", "proving", "Architecture design session"),
    ] {
        assert_eq!(heading(kind, adoption, &usual), sections, "{kind} {adoption}");
    }
    let words = ["fault clinic", "design session"].map(|kind| kind.parse().unwrap());
    let own = Settings { adoption: [("operating".to_owned(), words.to_vec())].into(), ..Settings::default() };
    assert_eq!(heading("", "operating", &own), "Fault clinic + Design session");
    assert_eq!(heading("", "curious", &own), "Discovery workshop");
}

/// A document of an engagement whose final state is agreed and whose work is about to end, or has ended.
fn ending(name: &str, outcomes: &Value) -> String {
    let more = json!({ "charter": { "final_state": "It runs on six." }, "outcomes": outcomes, "entries": {
        "cycle-1/05-onsite": { "entered": "2026-03-05", "installed": "On two." },
        "cycle-1/09-plan-next": { "entered": "2026-03-09", "decision": "close" } } });
    of_first_cycle(name, &more)
}

#[test]
fn the_final_state_is_told_as_reached_only_at_the_end() {
    let completed = json!({ "1": { "on": "2026-03-10", "kind": "completed" } });
    let called_off = json!({ "1": { "on": "2026-03-10", "kind": "called-off", "reason": "r" } });
    for (outcomes, expected) in [(json!({}), [true, false]), (completed, [true, true]), (called_off, [false, false])] {
        let texts = ["handover", "close-out"].map(|name| ending(name, &outcomes));
        assert_eq!(texts.map(|text| text.contains("It runs on six.")), expected, "{outcomes}");
    }
}

#[test]
fn an_engagement_that_is_to_end_plans_no_workshop() {
    let [close_out, workshop] = ["close-out", "workshop"].map(|name| ending(name, &json!({})));
    assert!(close_out.contains("Our work together is coming to its end. Thank you"), "{close_out}");
    assert_eq!(
        workshop,
        "# Workshop: T\n\n**C, cycle 1**\\\nAs of 9 March 2026\n\nOur work together is coming to its end.\n"
    );
}

#[test]
fn a_document_of_a_finished_cycle_tells_how_it_stood_at_its_end() {
    let mut more = json!({
        "entries": { "cycle-1/09-plan-next": { "entered": "2026-03-20", "decision": "continue", "next": "2026-04-01" } },
        "records": { "requirements/r": { "statement": "r", "class": "user", "raised": "2026-03-04",
            "status": "delivered", "accepted": { "on": "2026-04-09", "by": "ana" } } } });
    let [handover, close_out] = ["handover", "close-out"].map(|name| of_first_cycle(name, &more));
    assert!(handover.contains("As of 9 April 2026\n") && handover.contains("| Ana, 9 Apr |"));
    assert!(close_out.contains("Planned start of the next cycle: 1 April 2026."), "{close_out}");
    more["entries"]["cycle-2/01-hypothesis"] = json!({ "entered": "2026-04-02" });
    let [handover, close_out] = ["handover", "close-out"].map(|name| of_first_cycle(name, &more));
    assert!(handover.contains("As of 2 April 2026\n") && !handover.contains("Delivered"));
    assert!(close_out.contains("The next cycle began on 2 April 2026."), "{close_out}");
}

#[test]
fn the_price_is_of_the_whole_engagement_and_what_is_left_is_told_of_time_and_materials() {
    for (pricing, cost) in [
        (
            "time-and-materials",
            "Time and materials, within a budget of EUR 48,000 for the whole engagement. \
             Fee left on 5 March 2026: EUR 47,000.",
        ),
        ("fixed-price", "Fixed price of EUR 48,000 for the whole engagement."),
        ("no-charge", "The work is free of charge."),
    ] {
        let charter = json!({ "show_pricing": "true", "pricing": pricing,
            "budget": { "amount": "48000", "currency": "EUR" } });
        let spend = json!({ "on": "2026-03-05", "what": "x", "amount": "1000", "currency": "EUR" });
        let records = json!({ "spend/2026-03-05-x-aaaa": spend });
        let text = of_first_cycle("statement-of-work", &json!({ "charter": charter, "records": records }));
        assert!(text.contains(&format!("## Price\n\n{cost}\n")), "{text}");
    }
}

#[test]
fn what_was_accepted_as_it_changed_is_not_to_be_signed_again() {
    let text = |accepted: &Value| {
        let mut requirement = json!({ "statement": "By chainage", "class": "user", "raised": "2026-03-08" });
        requirement.as_object_mut().unwrap().extend(accepted.as_object().unwrap().clone());
        let signoff = json!({ "on": "2026-03-06", "of": "scope", "by": ["ana"], "verdict": "accepted", "covers": {} });
        let records = json!({ "requirements/r": requirement, "signoffs/2026-03-06-scope-aaaa": signoff });
        of_first_cycle("statement-of-work", &json!({ "records": records }))
    };
    let open = text(&json!({}));
    assert!(open.contains("and waiting to be signed:\n\n- By chainage\n"), "{open}");
    let accepted = text(&json!({ "status": "delivered", "accepted": { "on": "2026-03-09", "by": "ana" } }));
    assert!(accepted.contains("and accepted as delivered:\n\n- By chainage\n"), "{accepted}");
    assert!(!accepted.contains("waiting to be signed"), "{accepted}");
}

#[test]
fn a_refusal_of_theirs_is_told_with_its_reason_and_why_we_refused_is_ours() {
    let refused = |name: &str, of: &str, by: &str| {
        let signoff =
            json!({ "on": "2026-03-10", "of": of, "by": [by], "verdict": "rejected", "note": "It loses pages." });
        let requirement = json!({ "statement": "r", "class": "user", "raised": "2026-03-04" });
        let records = json!({ "requirements/r": requirement, format!("signoffs/2026-03-10-{of}-aaaa"): signoff });
        of_first_cycle(name, &json!({ "records": records }))
    };
    let text = refused("close-out", "handover", "ana");
    assert!(text.contains("The handover was rejected on 10 March 2026: It loses pages.\n"), "{text}");
    let text = refused("statement-of-work", "scope", "bo");
    assert!(text.contains("Bo declined the scope on 10 March 2026.\n") && !text.contains("loses"), "{text}");
}

#[test]
fn what_we_hold_is_told_with_its_day_or_digest_and_not_with_where_we_keep_it() {
    let file = "engagements/t/evidence/times.csv";
    let artifact = json!({ "what": "Times", "class": "document", "on": "2026-03-06", "cleared_by": "ana",
        "kept_at": format!("vault 3, {file}") });
    for (name, what, expected) in [
        ("close-out", "the times", "| Times | 6 Mar | Ana |\n"),
        ("proof-of-execution", "the times", "- Evidence: the times[^0123456789ab]\n"),
        ("proof-of-execution", file, "[^0123456789ab]: SHA-256 of times.csv: 0123456789abcdef\n"),
    ] {
        let evidence = json!([{ "what": what, "file": file, "sha256": "0123456789abcdef" }]);
        let goal = json!({ "statement": "g", "criterion": "c", "committed": "2026-03-03", "verdict": "met",
            "judged": "2026-03-04", "evidence": evidence });
        let records = json!({ "artifacts/2026-03-06-t-aaaa": artifact, "goals/g": goal });
        let text = of_first_cycle(name, &json!({ "records": records }));
        assert!(text.contains(expected) && !text.contains("vault") && !text.contains("engagements/"), "{text}");
        assert_eq!(text.contains("times.csv"), name == "proof-of-execution", "{text}");
    }
}

#[test]
fn a_goal_is_counted_by_its_verdict_in_the_wording_that_was_signed() {
    let covers = json!({ "goals/g": { "hash": "00", "wording": "statement: Goal 2 is done\ncriterion: x" } });
    let records = json!({
        "goals/g": { "statement": "Goal 2 is done", "criterion": "x", "committed": "2026-03-04" },
        "signoffs/2026-03-06-scope-aaaa": { "on": "2026-03-06", "of": "scope", "by": ["ana"], "verdict": "accepted",
            "covers": covers } });
    let text = of_first_cycle("proof-of-execution", &json!({ "records": records }));
    let tally = "**Result:** 0 of 1 goal met, 1 not judged yet. Goals are worded as signed on 6 March 2026.";
    assert!(text.contains(tally) && text.contains("| 1 | Goal 2 is done | Not judged yet |"), "{text}");
}

#[test]
fn the_weekly_update_has_the_actions_of_theirs_and_those_from_goals_requirements_and_their_feedback() {
    let shown = |owner: &str, from: &str, done: Option<&str>| {
        let mut action = json!({ "what": "Ship it.", "owner": owner, "raised": "2026-03-02", "due": "2026-03-20" });
        action["from"] = json!(from);
        done.inspect(|done| action["done"] = json!(done));
        let text = of_first_cycle(
            "weekly",
            &json!({ "records": { "actions/2026-03-02-a": action, "goals/g": {},
            "feedback/2026-03-03-ana-aaaa": { "on": "2026-03-03", "from": "ana" },
            "feedback/2026-03-09-bo-aaaa": { "on": "2026-03-09", "from": "bo" },
            "lessons/2026-03-03-a": { "on": "2026-03-03", "kind": "sustain", "issue": "i" } } }),
        );
        let before = text.split("- Ship it").next().filter(|before| before.len() < text.len());
        before.and_then(|before| before.rsplit("**").nth(1)).unwrap_or_default().to_owned()
    };
    for (owner, from, done, heading) in [
        ("ana", "lessons/2026-03-03-a", None, "What we need from you:"),
        ("bo", "lessons/2026-03-03-a", None, ""),
        ("bo", "goals/g", None, "Next:"),
        ("bo", "feedback/2026-03-03-ana-aaaa", None, "Next:"),
        ("bo", "feedback/2026-03-09-bo-aaaa", None, ""),
        ("bo", "goals/g", Some("2026-03-03"), "Done:"),
        ("bo", "goals/g", Some("2026-03-02"), ""),
        ("bo", "lessons/2026-03-03-a", Some("2026-03-08"), ""),
    ] {
        assert_eq!(shown(owner, from, done), heading, "{owner} {from} {done:?}");
    }
}

/// The headings by level, the cells of each row of a table, and the canaries of a document.
fn form(text: &str) -> (Vec<usize>, Vec<usize>, Vec<&str>) {
    let lines = |mark: char| text.lines().filter(move |line| line.starts_with(mark));
    let level = |line: &str| line.bytes().take_while(|byte| *byte == b'#').count();
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.starts_with("Canary"));
    let mut words: Vec<_> = words.collect();
    words.sort_unstable();
    words.dedup();
    (lines('#').map(level).collect(), lines('|').map(|row| row.matches('|').count()).collect(), words)
}

#[test]
fn a_document_in_german_has_all_that_the_english_one_has_and_no_english_word() {
    const ENGLISH: [&str; 9] = [" the ", " and ", " of ", " by ", " on ", " not ", " for ", " is ", " your "];
    let turns = (0..6).map(|turn| CanaryFixture::new(turn).engagement(turn % 2 == 0));
    let settings = Settings::default();
    let mut open = CanaryFixture::new(0).engagement(true);
    open.last_outcome = None;
    for engagement in turns.chain([open, fixture::engagement(HARBOR), fixture::engagement(CALLED_OFF)]) {
        for (document, cycle) in
            for_customer().chain(OVERVIEWS.last()).flat_map(|document| [(document, 1), (document, 2)])
        {
            let about = about(document, &engagement, &settings, Some(cycle));
            let [english, german] = ["en", "de"].map(|language| {
                let template = document.builtin_in(language).unwrap_or_else(|| document.builtin());
                render(document, &template, &about).unwrap()
            });
            assert_eq!(form(&german), form(&english), "{}: {german}", document.name);
            let is_canary = german.contains("Canary");
            let slip = ENGLISH.iter().find(|word| is_canary && german.contains(*word));
            assert_eq!(slip, None, "{}: {german}", document.name);
            assert_ne!(english, german, "{}: {german}", document.name);
        }
    }
}
