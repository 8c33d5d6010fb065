//! A canary in every field of the record, and a search of every customer document for those that are ours.
//!
//! Every field is declared here to be one or the other: a new one fails the test until somebody says.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::cage::Cage;
use crate::insight::fixture;
use crate::model::charter::Charter;
use crate::model::entry::{Answers, Common, Rest};
use crate::model::field::{Field, Fields as _, Shape};
use crate::model::pace::Pace;
use crate::model::record::{Outcome, ROWS};
use crate::model::settings::Settings;
use crate::model::step::Step;
use crate::render::{About, Audience, DOCUMENTS, Subject, render};

/// What the customer may see.
const SHARED: &[&str] = &[
    "charter.title",
    "charter.customer",
    "charter.opened",
    "charter.mission",
    "charter.contract.reference",
    "charter.contract.ends",
    "charter.scope.in",
    "charter.scope.out",
    "charter.contract.flexibility",
    "charter.conditions",
    "charter.deliverables.what",
    "charter.deliverables.due",
    "charter.deliverables.goal",
    "charter.customer_provides",
    "charter.acceptance_days",
    "charter.ownership",
    "charter.marking.customer",
    "charter.partners.risk",
    "charter.regulations",
    "charter.partners.name",
    "charter.partners.role",
    "charter.training.owed",
    "charter.training.given",
    "charter.final_state",
    "charter.cadence",
    "entry.entered",
    "hypothesis.today",
    "hypothesis.belief",
    "hypothesis.benefit",
    "validate.met",
    "validate.with",
    "validate.adoption",
    "dev.prototype",
    "dev.trip.site",
    "dev.trip.from",
    "dev.trip.to",
    "dev.trip.people",
    "dev.footprint",
    "onsite.installed",
    "demo.on",
    "demo.to",
    "plan-next.decision",
    "plan-next.next",
    "plan-next.aim",
    "plan-next.kind",
    "person.name",
    "person.side",
    "person.roles",
    "person.organization",
    "person.email",
    "person.phone",
    "person.backup",
    "requirement.statement",
    "requirement.class",
    "requirement.raised",
    "requirement.priority",
    "requirement.status",
    "requirement.fit",
    "requirement.delta",
    "requirement.delta_plan.how",
    "requirement.delta_plan.note",
    "requirement.changes.on",
    "requirement.changes.what",
    "requirement.changes.asked_by",
    "requirement.acceptance",
    "requirement.accepted.on",
    "requirement.accepted.by",
    "requirement.accepted.result",
    "goal.statement",
    "goal.criterion",
    "goal.committed",
    "goal.responsible",
    "goal.theirs",
    "goal.delimitation",
    "goal.due",
    "goal.verdict",
    "goal.judged",
    "goal.measure.baseline",
    "goal.measure.target",
    "goal.result",
    "goal.history.verdict",
    "goal.history.judged",
    "goal.accepted_by",
    "goal.evidence.what",
    "goal.evidence.link",
    "goal.evidence.file",
    "goal.evidence.sha256",
    "goal.next",
    "signoff.on",
    "signoff.of",
    "signoff.by",
    "signoff.covers",
    "signoff.verdict",
    "decision.on",
    "decision.what",
    "decision.instead_of",
    "decision.by",
    "artifact.what",
    "artifact.class",
    "artifact.on",
    "artifact.origin",
    "artifact.cleared_by",
    "artifact.return_by",
    "artifact.returned",
    "outcome.on",
    "outcome.kind",
    "outcome.worth",
    "outcome.message",
];

/// What the customer may see on a condition: the price if the charter says so, the note of a refusal,
/// what meeting them changed if the need was adjusted to it, the value measured where no words tell the result, a unit
/// behind a number.
const CONDITIONAL: &[&str] = &[
    "goal.measure.unit",
    "goal.actual",
    "charter.show_pricing",
    "charter.pricing",
    "charter.budget.amount",
    "charter.budget.currency",
    "signoff.note",
    "validate.adjusted",
];

/// What is ours alone. A name that ends in `*` stands for all below it, a field that is yet to come too.
const OURS: &[&str] = &[
    "charter.schema",
    "charter.sale",
    "charter.budget.tolerance",
    "charter.marking.internal",
    "charter.marking.management",
    "charter.language",
    "charter.forecast.*",
    "charter.source",
    "charter.extra",
    "charter.allow.*",
    "entry.from",
    "entry.because",
    "entry.passed",
    "entry.skipped",
    "entry.source",
    "entry.extra",
    "entry.allow.*",
    "hypothesis.assumptions",
    "hypothesis.evidence",
    "hypothesis.stop_if",
    "validate.confirmed",
    "validate.verdict",
    "validate.it_maturity",
    "validate.it_practices",
    "validate.security_maturity",
    "validate.their_hours",
    "select.starting_points.*",
    "dev.built",
    "dev.code",
    "dev.rehearsed",
    "dev.prep.*",
    "onsite.data",
    "onsite.results",
    "onsite.their_hours",
    "demo.shown",
    "demo.their_hours",
    "adjust.approach",
    "adjust.decision",
    "after-action.with",
    "after-action.summary",
    "after-action.why",
    "after-action.in_brief",
    "after-action.safety",
    "after-action.spend",
    "after-action.reported.*",
    "plan-next.opportunities",
    "plan-next.ask",
    "pace.*",
    "person.source",
    "person.extra",
    "person.allow.*",
    "requirement.asked_by",
    "requirement.ranked_by",
    "requirement.portfolio",
    "requirement.changes.why",
    "requirement.during",
    "requirement.source",
    "requirement.extra",
    "requirement.allow.*",
    "goal.measure.what",
    "goal.history.actual",
    "goal.history.result",
    "goal.history.accepted_by",
    "goal.history.evidence.*",
    "goal.history.next",
    "goal.during",
    "goal.source",
    "goal.extra",
    "goal.allow.*",
    "signoff.during",
    "signoff.source",
    "signoff.extra",
    "signoff.allow.*",
    "feedback.*",
    "spend.*",
    "lesson.*",
    "action.*",
    "decision.why",
    "decision.from",
    "decision.during",
    "decision.source",
    "decision.extra",
    "decision.allow.*",
    "artifact.kept_at",
    "artifact.sha256",
    "artifact.source",
    "artifact.during",
    "artifact.extra",
    "artifact.allow.*",
    "approach.*",
    "note.*",
    "outcome.reason",
    "outcome.source",
    "outcome.extra",
    "outcome.allow.*",
];

fn is_in(list: &[&str], path: &str) -> bool {
    list.iter().any(|name| name.strip_suffix('*').map_or(*name == path, |above| path.starts_with(above)))
}

/// All tables of fields, each with the name its paths begin with.
fn tables() -> Vec<(&'static str, &'static [Field])> {
    let steps = Step::ALL.iter().map(|step| (step.word(), Answers::fields(*step)));
    let rows = ROWS.iter().map(|row| (row.kind.word(), row.fields));
    let others = [
        ("charter", Charter::FIELDS),
        ("entry", Common::FIELDS),
        ("entry", Rest::FIELDS),
        ("pace", Pace::FIELDS),
        ("outcome", Outcome::FIELDS),
    ];
    steps.chain(rows).chain(others).collect()
}

/// The paths below a field that hold something.
fn leaves(path: &str, shape: Shape) -> Vec<String> {
    match shape {
        Shape::List(item) => leaves(path, *item),
        Shape::Group(fields) => {
            fields.iter().flat_map(|field| leaves(&format!("{path}.{}", field.name), field.shape)).collect()
        }
        _ => vec![path.to_owned()],
    }
}

#[test]
fn every_field_is_declared_shared_or_ours_and_nothing_else_is() {
    let tables = tables();
    let paths: BTreeSet<_> = tables
        .iter()
        .flat_map(|(of, fields)| {
            fields.iter().flat_map(move |field| leaves(&format!("{of}.{}", field.name), field.shape))
        })
        .collect();
    let lists = [SHARED, CONDITIONAL, OURS];
    for path in &paths {
        let declared = lists.iter().filter(|list| is_in(list, path)).count();
        assert_eq!(declared, 1, "`{path}` is to be declared once: shared with the customer, or ours");
    }
    for name in lists.concat() {
        assert!(paths.iter().any(|path| is_in(&[name], path)), "`{name}` is no field");
    }
}

/// The longest list of words but that of the roles.
const TURNS: usize = 6;

/// All customer documents of all cycles, with every word of every list of words in turn.
fn documents(shows_price: bool, ends: bool) -> Vec<(String, String, BTreeMap<String, BTreeSet<String>>)> {
    let mut made = Vec::new();
    for turn in 0..TURNS {
        let mut cage = Cage::new(turn);
        let mut engagement = cage.engagement(shows_price);
        if !ends {
            engagement.last_outcome = None;
        }
        let settings = Settings::default();
        for document in DOCUMENTS.iter().filter(|document| document.audience() == Audience::Customer) {
            for cycle in 1..=2 {
                let about = About::Cycle(Subject { engagement: &engagement, settings: &settings, cycle, day: None });
                let text = render(document, &document.builtin(), &about).unwrap();
                made.push((format!("{} of cycle {cycle}, turn {turn}", document.name), text, cage.canaries.clone()));
            }
        }
    }
    made
}

/// The paths whose canary sings in any document.
fn heard(shows_price: bool, ends: bool) -> BTreeMap<String, String> {
    let mut heard = BTreeMap::new();
    for (name, text, canaries) in documents(shows_price, ends) {
        for (path, words) in canaries {
            if words.iter().any(|word| text.contains(word.as_str())) {
                heard.insert(path, name.clone());
            }
        }
    }
    heard
}

#[test]
fn nothing_of_ours_alone_stands_in_a_customer_document() {
    for (shows_price, ends) in [(false, false), (false, true), (true, false), (true, true)] {
        for (path, document) in heard(shows_price, ends) {
            assert!(!is_in(OURS, &path), "`{path}` is ours alone, and stands in {document}");
        }
    }
}

#[test]
fn pricing_and_budget_stand_there_only_where_the_charter_says_so() {
    let price = |shows_price| heard(shows_price, false).contains_key("charter.budget.amount");
    assert!(!price(false) && price(true));
    let says_how = |shows_price| {
        let words = ["time and materials", "fixed price", "no charge"];
        documents(shows_price, false).iter().any(|(_, text, _)| words.iter().any(|word| text.contains(word)))
    };
    assert!(!says_how(false) && says_how(true));
}

/// The search can find something: what is shared is there, each word of it.
#[test]
fn everything_that_is_shared_stands_in_some_customer_document() {
    let heard: BTreeSet<_> = [false, true].iter().flat_map(|ends| heard(true, *ends).into_keys()).collect();
    let mut cage = Cage::new(0);
    cage.engagement(true);
    let silent: Vec<_> = cage.canaries.keys().filter(|path| is_in(SHARED, path) && !heard.contains(*path)).collect();
    assert!(silent.is_empty(), "shared, and in no document: {silent:?}");
}

/// Why somebody refused is told; what was said with a signature stays with us.
#[test]
fn the_note_of_a_signature_stands_there_only_with_a_refusal() {
    let signoff = |verdict: &str| {
        json!({ "signoffs/2026-03-06-handover-aaaa":
            { "on": "2026-03-06", "of": "handover", "by": ["ana"], "verdict": verdict, "note": "CanaryNote" },
            "people/ana": { "name": "Ana", "side": "customer" } })
    };
    let tells = |verdict: &str| {
        let engagement = fixture::from(&json!({
            "entries": { "cycle-1/01-hypothesis": { "entered": "2026-03-02" } }, "records": signoff(verdict) }));
        let settings = Settings::default();
        let about = About::Cycle(Subject { engagement: &engagement, settings: &settings, cycle: 1, day: None });
        let documents = DOCUMENTS.iter().filter(|document| document.audience() == Audience::Customer);
        let texts: Vec<_> = documents.map(|document| render(document, &document.builtin(), &about).unwrap()).collect();
        texts.iter().any(|text| text.contains("CanaryNote"))
    };
    assert!(!tells("accepted") && tells("rejected"));
}

/// What we learned is told where the need was adjusted to it; with another verdict it is ours.
#[test]
fn what_meeting_them_changed_stands_there_only_where_the_need_was_adjusted() {
    let tells = |verdict: &str| {
        let engagement = fixture::from(&json!({ "entries": {
            "cycle-1/02-validate": { "entered": "2026-03-02", "adjusted": "CanaryLearned", "verdict": verdict } } }));
        let settings = Settings::default();
        let about = About::Cycle(Subject { engagement: &engagement, settings: &settings, cycle: 1, day: None });
        let documents = DOCUMENTS.iter().filter(|document| document.audience() == Audience::Customer);
        let texts: Vec<_> = documents.map(|document| render(document, &document.builtin(), &about).unwrap()).collect();
        texts.iter().any(|text| text.contains("CanaryLearned"))
    };
    assert_eq!(["adjusted", "confirmed", "rejected"].map(tells), [true, false, false]);
}

/// A decision is told where someone of theirs made it; one among ourselves is ours.
#[test]
fn a_decision_stands_there_only_where_someone_of_theirs_made_it() {
    let tells = |by: &[&str]| {
        let engagement = fixture::from(&json!({
            "entries": { "cycle-1/01-hypothesis": { "entered": "2026-03-02" } },
            "records": {
                "decisions/2026-03-06-a-aaaa": { "on": "2026-03-06", "what": "CanaryDecided", "why": "CanaryWhy", "by": by },
                "people/ana": { "name": "Ana", "side": "customer" }, "people/bo": { "name": "Bo", "side": "ours" } } }));
        let settings = Settings::default();
        let about = About::Cycle(Subject { engagement: &engagement, settings: &settings, cycle: 1, day: None });
        let documents = DOCUMENTS.iter().filter(|document| document.audience() == Audience::Customer);
        let texts: Vec<_> = documents.map(|document| render(document, &document.builtin(), &about).unwrap()).collect();
        assert!(texts.iter().all(|text| !text.contains("CanaryWhy")));
        texts.iter().filter(|text| text.contains("CanaryDecided")).count()
    };
    assert_eq!([&["ana", "bo"][..], &["bo"], &[]].map(tells), [2, 0, 0]);
}
