//! Whole documents for the customer: of a rich engagement, of a bare one, of one called off, of hostile words.

use super::fixture::Cage;
use crate::insight::fixture;
use crate::model::engagement::Engagement;
use crate::model::settings::Settings;
use crate::render::fixture::{self as whole, BARE, CALLED_OFF, HARBOR};
use crate::render::{About, Audience, DOCUMENTS, Document, Subject, render};

fn document(document: &Document<'static>, engagement: &Engagement, settings: &Settings, cycle: u32) -> String {
    render(document, &document.builtin(), &About::Cycle(Subject { engagement, settings, cycle, day: None })).unwrap()
}

fn named(name: &str, json: &str) -> String {
    whole::document(name, json, None)
}

/// All of the customer's documents of an engagement's cycles.
fn all(engagement: &Engagement) -> Vec<String> {
    let for_customer = DOCUMENTS.iter().filter(|document| document.audience() == Audience::Customer);
    let cycles = 1..=engagement.cycle() + 1;
    for_customer
        .flat_map(|of| cycles.clone().map(|cycle| document(of, engagement, &Settings::default(), cycle)))
        .collect()
}

#[test]
fn a_rich_record_makes_whole_documents() {
    snapbox::assert_data_eq!(
        named("statement-of-work", HARBOR),
        snapbox::file!["../testdata/statement-of-work.md"].raw()
    );
    snapbox::assert_data_eq!(named("workshop", HARBOR), snapbox::file!["../testdata/workshop.md"].raw());
    snapbox::assert_data_eq!(
        named("proof-of-execution", HARBOR),
        snapbox::file!["../testdata/proof-of-execution.md"].raw()
    );
    snapbox::assert_data_eq!(named("handover", HARBOR), snapbox::file!["../testdata/handover.md"].raw());
    snapbox::assert_data_eq!(named("close-out", HARBOR), snapbox::file!["../testdata/close-out.md"].raw());
}

#[test]
fn one_called_off_is_closed_with_courtesy_and_without_its_reason() {
    snapbox::assert_data_eq!(
        named("close-out", CALLED_OFF),
        snapbox::file!["../testdata/close-out-called-off.md"].raw()
    );
    assert!(CALLED_OFF.contains("The region has bought one."));
    let documents = all(&fixture::engagement(CALLED_OFF));
    assert!(documents.iter().all(|document| !document.contains("bought one")));
}

#[test]
fn no_document_has_a_blank_a_none_or_a_loose_end() {
    let written = [HARBOR, BARE, CALLED_OFF].map(fixture::engagement);
    let caged = (0..3).map(|turn| Cage::new(turn).engagement(true));
    for document in written.into_iter().chain(caged).flat_map(|engagement| all(&engagement)) {
        assert!(document.ends_with('\n') && !document.contains("\n\n\n"), "{document}");
        let next = document.lines().skip(1).filter(|line| !line.is_empty()).chain([""]);
        for (line, next) in document.lines().filter(|line| !line.is_empty()).zip(next) {
            assert_eq!(line, line.trim_end());
            let leads = line.starts_with('#') && next.starts_with('#') && !line.starts_with("# ");
            assert!(!(leads || line.starts_with("##") && next.is_empty()), "an empty heading: {line} in {document}");
            let words = line.trim_start();
            for slip in ["  ", "|  |", "None", "Some(", "..", " .", " ,", ": ;", "()", "not recorded"] {
                assert!(!words.contains(slip), "`{slip}` in {line}");
            }
        }
    }
}

#[test]
fn the_kind_that_is_planned_has_its_section_and_so_have_those_that_fit() {
    let heading = |kind: &str, adoption: &str, settings: &Settings| {
        let engagement = fixture::from(&serde_json::json!({ "entries": {
            "cycle-1/02-validate": { "entered": "2026-03-02", "adoption": adoption },
            "cycle-1/09-plan-next": { "entered": "2026-03-09", "decision": "continue", "kind": kind } } }));
        let text = document(Document::named("workshop").unwrap(), &engagement, settings, 1);
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

const HOSTILE: &str = "# x | `y` *z* _w_ <script>alert(1)</script> [a](javascript:b) ![i](//e) @n https://e.e ~~s~~ &lt; {{ 7*7 }}\n---\n- q";

/// The headings by their depth, and how many cells each row of a table has.
fn shape(document: &str) -> (Vec<usize>, Vec<usize>) {
    let headings = document.lines().filter(|line| line.starts_with('#'));
    let rows = document.lines().filter(|line| line.starts_with('|'));
    let depth = |line: &str| line.bytes().take_while(|byte| *byte == b'#').count();
    (headings.map(depth).collect(), rows.map(|row| row.replace("\\|", "").matches('|').count()).collect())
}

#[test]
fn hostile_words_leave_the_documents_their_shape() {
    for turn in [0, 4] {
        let plain = all(&Cage::new(turn).engagement(true));
        let hostile = all(&Cage::with(turn, HOSTILE).engagement(true));
        for (hostile, plain) in hostile.iter().zip(&plain) {
            assert_eq!(shape(hostile), shape(plain), "{hostile}");
            let hostile = hostile.replace("\\\\", "");
            for markup in ["<script", "[a](", "`y`", "*z*", "@n", "~~s~~", "&lt;", "{{ 49 }}"] {
                for (at, _) in hostile.match_indices(markup) {
                    assert_eq!(&hostile[at - 1..at], "\\", "{markup}");
                }
            }
        }
    }
}

/// An engagement whose end state is agreed, at the end of its first cycle.
fn ending_with(outcome: &serde_json::Value) -> Vec<String> {
    let engagement = fixture::from(&serde_json::json!({
        "charter": { "schema": "1", "title": "T", "customer": "C", "opened": "2026-03-02", "final_state": "It runs on six." },
        "entries": {
            "cycle-1/05-onsite": { "entered": "2026-03-05", "installed": "On two." },
            "cycle-1/09-plan-next": { "entered": "2026-03-09", "decision": "close" } },
        "outcomes": outcome }));
    ["handover", "close-out", "workshop"]
        .map(|name| document(Document::named(name).unwrap(), &engagement, &Settings::default(), 1))
        .into()
}

#[test]
fn the_state_agreed_for_the_end_is_told_as_reached_only_at_the_end() {
    let told = |outcome: serde_json::Value| {
        let documents = ending_with(&outcome);
        (documents[0].contains("It runs on six."), documents[1].contains("It runs on six."))
    };
    assert_eq!(told(serde_json::json!({})), (true, false));
    assert_eq!(told(serde_json::json!({ "1": { "on": "2026-03-10", "kind": "completed" } })), (true, true));
    let off = serde_json::json!({ "1": { "on": "2026-03-10", "kind": "called-off", "reason": "r" } });
    assert_eq!(told(off), (false, false));
}

#[test]
fn an_engagement_that_is_to_end_plans_no_workshop() {
    let documents = ending_with(&serde_json::json!({}));
    assert!(documents[1].contains("Our work together is coming to its end. Thank you"), "{}", documents[1]);
    assert_eq!(documents[2], "# Workshop: T\n\nFor C, as of 9 March 2026. Our work together is coming to its end.\n");
}

/// A document about the first cycle of an engagement with these entries beside the first, records and charter.
fn of_first_cycle(name: &str, charter: &serde_json::Value, entries: &str, records: &str) -> String {
    let mut engagement: serde_json::Value = serde_json::from_str(&format!(
        r#"{{"entries": {{"cycle-1/01-hypothesis": {{"entered": "2026-03-02"}}{entries}}}, "records": {{
            "people/ana": {{"name": "Ana", "side": "customer"}}{records}}}}}"#
    ))
    .unwrap();
    engagement["charter"] = serde_json::json!({ "schema": "1", "title": "T", "customer": "C", "opened": "2026-03-02" });
    for (key, value) in charter.as_object().unwrap() {
        engagement["charter"][key] = value.clone();
    }
    let engagement = fixture::from(&engagement);
    document(Document::named(name).unwrap(), &engagement, &Settings::default(), 1)
}

#[test]
fn a_document_of_a_finished_cycle_tells_how_it_stood_at_its_end() {
    let planned = |later: &str| {
        let entries = format!(
            r#", "cycle-1/09-plan-next": {{"entered": "2026-03-20", "decision": "continue", "next": "2026-04-01"}}{later}"#
        );
        let asked = r#", "requirements/r": {"statement": "r", "class": "user", "raised": "2026-03-04",
            "status": "delivered", "accepted": {"on": "2026-04-09", "by": "ana"}}"#;
        ["handover", "close-out"].map(|name| of_first_cycle(name, &serde_json::json!({}), &entries, asked))
    };
    let over = planned(r#", "cycle-2/01-hypothesis": {"entered": "2026-04-02"}"#);
    assert!(over[0].contains("as of 2 April 2026.") && over[0].contains("| delivered |"));
    assert!(over[1].contains("The next cycle began on 2 April 2026."), "{}", over[1]);
    let waiting = planned("");
    assert!(waiting[0].contains("as of 9 April 2026.") && waiting[0].contains("accepted by Ana, 9 April 2026"));
    assert!(waiting[1].contains("The next cycle was to begin on 1 April 2026."), "{}", waiting[1]);
}

#[test]
fn the_close_out_knows_that_the_handover_was_refused() {
    let signoff = r#", "signoffs/2026-03-10-handover-aaaa": {"on": "2026-03-10", "of": "handover", "by": ["ana"],
        "verdict": "rejected", "note": "It loses the 1962 pages."}"#;
    let text = of_first_cycle("close-out", &serde_json::json!({}), "", signoff);
    let told =
        "- The handover was not accepted on 10 March 2026: It loses the 1962 pages. We are sorry that this stays open.";
    assert!(text.contains(told), "{text}");
}

#[test]
fn the_cost_says_that_it_is_of_the_whole_engagement() {
    let cost = |pricing: &str| {
        let charter = serde_json::json!({ "show_pricing": "true", "pricing": pricing,
            "budget": { "amount": "48000", "currency": "EUR" } });
        let text = of_first_cycle("statement-of-work", &charter, "", "");
        text.lines().find_map(|line| line.strip_prefix("The work is ")).unwrap_or_default().to_owned()
    };
    assert_eq!(
        cost("time-and-materials"),
        "paid by time and materials, within a budget of EUR 48,000.00 for the engagement."
    );
    assert_eq!(cost("fixed-price"), "paid at a fixed price of EUR 48,000.00 for the engagement.");
    assert_eq!(cost("no-charge"), "at no charge.");
}

#[test]
fn what_was_accepted_as_it_changed_is_not_to_be_signed_again() {
    let text = |accepted: &str| {
        let records = format!(
            r#", "signoffs/2026-03-06-scope-aaaa": {{"on": "2026-03-06", "of": "scope", "by": ["ana"],
                "verdict": "accepted", "covers": {{}}}},
            "requirements/r": {{"statement": "By chainage", "class": "user", "raised": "2026-03-08"{accepted}}}"#
        );
        of_first_cycle("statement-of-work", &serde_json::json!({}), "", &records)
    };
    let open = text("");
    assert!(open.contains("and are not signed yet:\n\n- By chainage\n"), "{open}");
    let accepted = text(r#", "status": "delivered", "accepted": {"on": "2026-03-09", "by": "ana"}"#);
    assert!(accepted.contains("though they came in or changed since:\n\n- By chainage\n"), "{accepted}");
    assert!(!accepted.contains("not signed yet"), "{accepted}");
}

#[test]
fn what_we_took_is_told_with_its_day_and_not_with_where_we_keep_it() {
    let artifact = r#", "artifacts/2026-03-06-t-aaaa": {"what": "Times", "class": "document", "on": "2026-03-06",
        "kept_at": "vault 3, engagements/t/evidence/times.csv", "cleared_by": "ana"}"#;
    let text = |name| of_first_cycle(name, &serde_json::json!({}), "", artifact);
    let (close_out, handover) = (text("close-out"), text("handover"));
    assert!(close_out.contains("- Times, taken on 6 March 2026. Cleared by Ana.\n"), "{close_out}");
    assert!(handover.contains("- Times\n"), "{handover}");
    assert!(!close_out.contains("vault") && !handover.contains("vault"));
}

#[test]
fn evidence_is_told_by_its_name_and_digest_and_not_by_our_folders() {
    let goal = |what: &str| {
        format!(
            r#", "goals/g": {{"statement": "g", "criterion": "c", "committed": "2026-03-03", "verdict": "met",
            "judged": "2026-03-04", "evidence": [{{"what": "{what}", "file": "engagements/t/evidence/times.csv",
            "sha256": "0123456789abcdef"}}]}}"#
        )
    };
    for what in ["the times", "engagements/t/evidence/times.csv"] {
        let text = of_first_cycle("proof-of-execution", &serde_json::json!({}), "", &goal(what));
        assert!(text.contains("times.csv") && text.contains("- SHA-256: 0123456789abcdef"), "{text}");
        assert!(!text.contains("engagements/"), "{text}");
    }
}

#[test]
fn why_we_refused_is_ours() {
    let signoff = r#", "people/bo": {"name": "Bo", "side": "ours"}, "signoffs/2026-03-10-scope-aaaa": {
        "on": "2026-03-10", "of": "scope", "by": ["bo"], "verdict": "rejected", "note": "They pay too late."},
        "requirements/r": {"statement": "r", "class": "user", "raised": "2026-03-04"}"#;
    let text = of_first_cycle("statement-of-work", &serde_json::json!({}), "", signoff);
    assert!(text.contains("The scope was declined on 10 March 2026 by Bo") && !text.contains("too late"), "{text}");
}

#[test]
fn one_goal_is_told_of_as_one() {
    let records = r#", "goals/g": {"statement": "Goal 2 is done", "criterion": "x", "committed": "2026-03-04"},
        "signoffs/2026-03-06-scope-aaaa": {"on": "2026-03-06", "of": "scope", "by": ["ana"], "verdict": "accepted",
            "covers": {"goals/g": {"hash": "00", "wording": "statement: Goal 2 is done\ncriterion: x"}}}"#;
    let text = of_first_cycle("proof-of-execution", &serde_json::json!({}), "", records);
    let tally = "The one goal of this cycle is not judged yet. It stands here as it was signed on 6 March 2026.";
    assert!(text.contains(tally) && text.contains("- Goal 1, not judged yet: Goal 2 is done."), "{text}");
}
