//! Puts a canary in every field of the record, and searches all that a customer's template is given for internal ones.
//!
//! Every field is declared here as internal or shared: a new one fails the test until it is declared.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use crate::insight::fixture;
use crate::model::charter::Charter;
use crate::model::engagement::Engagement;
use crate::model::entry::{Answers, Common, Rest};
use crate::model::field::{Field, Fields as _, Shape};
use crate::model::pace::Pace;
use crate::model::record::{Outcome, ROWS};
use crate::model::settings::Settings;
use crate::model::step::Step;
use crate::render::canary_fixture::CanaryFixture;
use crate::render::fixture::{about, for_customer};
use crate::render::{OVERVIEWS, context, render};

use Whose::{Ours, Shared, Sometimes};

/// Who may see a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whose {
    /// The customer may see it.
    Shared,
    /// The customer may see it on a condition: the price if the charter says so, the note of a refusal, what changed
    /// our view if the need was adjusted, a deliverable of the cycle, the value measured if no text gives the result, a unit behind a number, an
    /// action of theirs or from a goal, a requirement or their feedback.
    Sometimes,
    /// It is internal.
    Ours,
}

/// Each table of fields, and who may see which of them. A name that ends in `*` covers all fields below it, including
/// future ones.
const FIELDS: &[(&str, Whose, &str)] = &[
    (
        "charter",
        Shared,
        "title customer opened mission contract.reference contract.ends scope.in scope.out contract.flexibility \
         conditions deliverables.due deliverables.goal customer_provides acceptance_days ownership \
         marking.customer partners.risk regulations partners.name partners.role training.owed training.given \
         final_state cadence forecast.next_demo",
    ),
    ("charter", Sometimes, "show_pricing pricing budget.amount budget.currency deliverables.what"),
    (
        "charter",
        Ours,
        "schema sale budget.tolerance marking.internal marking.management language forecast.on forecast.total forecast.ends \
         forecast.by source extra allow.*",
    ),
    ("entry", Shared, "entered"),
    ("entry", Ours, "from because passed skipped source extra allow.*"),
    ("hypothesis", Shared, "today belief benefit"),
    ("hypothesis", Ours, "assumptions evidence stop_if"),
    ("validate", Shared, "met with adoption"),
    ("validate", Sometimes, "adjusted"),
    ("validate", Ours, "confirmed verdict it_maturity it_practices security_maturity their_hours"),
    ("select", Ours, "starting_points.*"),
    ("dev", Shared, "prototype trip.site trip.from trip.to trip.people footprint"),
    ("dev", Ours, "built code rehearsed prep.*"),
    ("onsite", Shared, "installed"),
    ("onsite", Ours, "data results their_hours"),
    ("demo", Shared, "on to"),
    ("demo", Ours, "shown their_hours"),
    ("adjust", Ours, "approach decision"),
    ("after-action", Ours, "with summary why in_brief safety spend reported.*"),
    ("plan-next", Shared, "decision next aim kind"),
    ("plan-next", Ours, "opportunities ask"),
    ("pace", Ours, "*"),
    ("person", Shared, "name side roles organization email phone backup"),
    ("person", Ours, "source extra allow.*"),
    (
        "requirement",
        Shared,
        "statement class raised priority status fit delta delta_plan.how delta_plan.note changes.on changes.what \
         changes.asked_by acceptance accepted.on accepted.by accepted.result",
    ),
    ("requirement", Ours, "asked_by ranked_by portfolio changes.why during source extra allow.*"),
    (
        "goal",
        Shared,
        "statement criterion committed responsible theirs delimitation due verdict judged measure.baseline \
         measure.target result history.verdict history.judged accepted_by evidence.what evidence.link evidence.file \
         evidence.sha256 next",
    ),
    ("goal", Sometimes, "measure.unit actual"),
    (
        "goal",
        Ours,
        "measure.what history.actual history.result history.accepted_by history.evidence.* history.next during source \
         extra allow.*",
    ),
    ("signoff", Shared, "on of by covers verdict"),
    ("signoff", Sometimes, "note"),
    ("signoff", Ours, "during source extra allow.*"),
    ("decision", Shared, "on what instead_of by"),
    ("decision", Ours, "why from during source extra allow.*"),
    ("artifact", Shared, "what class on origin cleared_by return_by returned"),
    ("artifact", Ours, "kept_at sha256 source during extra allow.*"),
    ("feedback", Ours, "*"),
    ("spend", Ours, "*"),
    ("lesson", Ours, "*"),
    ("action", Sometimes, "what owner due done"),
    ("action", Ours, "raised start element from waits_for result during source extra allow.*"),
    ("approach", Ours, "*"),
    ("note", Ours, "*"),
    ("outcome", Shared, "on kind worth message"),
    ("outcome", Ours, "reason source extra allow.*"),
];

/// How often a field is declared, and how.
fn declared(path: &str) -> Vec<Whose> {
    let is_in = |of: &str, name: &str| match name.strip_suffix('*') {
        Some(above) => path.starts_with(&format!("{of}.{above}")),
        None => path == format!("{of}.{name}"),
    };
    let rows = FIELDS.iter().flat_map(|(of, whose, names)| names.split(' ').map(move |name| (*of, *whose, name)));
    rows.filter(|(of, _, name)| is_in(of, name)).map(|(_, whose, _)| whose).collect()
}

/// All tables of fields, each with the prefix of its paths.
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

/// The paths below a field that have a value.
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
    for path in &paths {
        assert_eq!(declared(path).len(), 1, "`{path}` is to be declared once: shared with the customer, or ours");
    }
    for (of, _, names) in FIELDS {
        for name in names.split(' ') {
            let (is_group, begin) = (name.ends_with('*'), format!("{of}.{}", name.trim_end_matches('*')));
            let exists = |path: &String| if is_group { path.starts_with(&begin) } else { *path == begin };
            assert!(paths.iter().any(exists), "`{of}.{name}` is no field");
        }
    }
}

/// The length of the longest word list except the roles.
const TURNS: usize = 6;

/// A document of a cycle, the data given to its template, and the canaries in the record.
struct Made {
    name: String,
    text: String,
    given: String,
    canaries: BTreeMap<String, BTreeSet<String>>,
}

/// All customer documents of all cycles, with every word of every word list in turn.
fn documents(shows_price: bool, ends: bool) -> Vec<Made> {
    let mut made = Vec::new();
    for (turn, cycle) in (0..TURNS).flat_map(|turn| [(turn, 1), (turn, 2)]) {
        let mut planted = CanaryFixture::new(turn);
        let mut engagement = planted.engagement(shows_price);
        engagement.last_outcome.take_if(|_| !ends);
        made.extend(of_cycle(&engagement, cycle).map(|(document, text, given)| Made {
            name: format!("{document} of cycle {cycle}, turn {turn}"),
            text,
            given,
            canaries: planted.canaries.clone(),
        }));
    }
    made
}

/// The customer's documents of a cycle: the name, the text, and the data given to the template.
fn of_cycle(engagement: &Engagement, cycle: u32) -> impl Iterator<Item = (&'static str, String, String)> {
    for_customer().chain(OVERVIEWS.last()).map(move |document| {
        let settings = Settings::default();
        let about = about(document, engagement, &settings, Some(cycle));
        let text = render(document, &document.builtin(), &about).unwrap();
        (document.name, text, context(document, &about).to_string())
    })
}

/// The paths whose canary is in any of these texts, each with the document.
fn shown_paths(shows_price: bool, ends: bool, text: fn(&Made) -> &str) -> BTreeMap<String, String> {
    let mut shown_paths = BTreeMap::new();
    for made in documents(shows_price, ends) {
        let sings = |words: &BTreeSet<String>| words.iter().any(|word| text(&made).contains(word.as_str()));
        let paths = made.canaries.iter().filter(|(_, words)| sings(words)).map(|(path, _)| path);
        shown_paths.extend(paths.map(|path| (path.clone(), made.name.clone())));
    }
    shown_paths
}

#[test]
fn nothing_of_ours_alone_is_given_to_a_customers_template() {
    for (shows_price, ends) in [(false, false), (false, true), (true, false), (true, true)] {
        for (path, document) in shown_paths(shows_price, ends, |made| &made.given) {
            assert!(!declared(&path).contains(&Ours), "`{path}` is ours alone, and is given to {document}");
        }
    }
}

#[test]
fn pricing_and_budget_are_given_only_where_the_charter_says_so() {
    let price = |shows_price| shown_paths(shows_price, false, |made| &made.given).contains_key("charter.budget.amount");
    assert_eq!([false, true].map(price), [false, true]);
    let words = ["time and materials", "fixed price", "no charge", "time-and-materials", "fixed-price", "no-charge"];
    let says_how = |made: &Made| words.iter().any(|word| made.given.contains(word));
    assert_eq!([false, true].map(|shows_price| documents(shows_price, false).iter().any(says_how)), [false, true]);
}

/// The search works: shared fields are found, every word of them.
#[test]
fn everything_that_is_shared_stands_in_some_customer_document() {
    let shown_paths: BTreeSet<_> =
        [false, true].iter().flat_map(|ends| shown_paths(true, *ends, |made| &made.text).into_keys()).collect();
    let mut planted = CanaryFixture::new(0);
    planted.engagement(true);
    let silent: Vec<_> = planted
        .canaries
        .keys()
        .filter(|path| declared(path).contains(&Shared) && !shown_paths.contains(*path))
        .collect();
    assert!(silent.is_empty(), "shared, and in no document: {silent:?}");
}

/// Why somebody refused, what changed our view, and what was decided are shown on a condition only.
#[test]
fn what_is_shared_sometimes_stands_there_only_on_its_condition() {
    let signed = |verdict: &str| {
        let signoff = json!({ "of": "handover", "by": ["ana"], "verdict": verdict, "note": "Canary" });
        json!({ "records": { "people/ana": {}, "signoffs/2026-03-06-handover-aaaa": signoff } })
    };
    let met = |verdict: &str| {
        let validate = json!({ "entered": "2026-03-02", "adjusted": "Canary", "verdict": verdict });
        json!({ "entries": { "cycle-1/02-validate": validate } })
    };
    let decided = |key: &str, by: &[&str]| {
        let mut decision = json!({ "by": by });
        decision[key] = json!("Canary");
        json!({ "records": { "people/ana": {}, "people/bo": { "side": "ours" }, "decisions/2026-03-06-a": decision } })
    };
    for (files, in_text, given) in [
        (signed("rejected"), 3, 7),
        (signed("accepted"), 0, 0),
        (met("adjusted"), 1, 7),
        (met("confirmed"), 0, 0),
        (met("rejected"), 0, 0),
        (decided("what", &["ana", "bo"]), 3, 7),
        (decided("what", &["bo"]), 0, 0),
        (decided("what", &[]), 0, 0),
        (decided("why", &["ana", "bo"]), 0, 0),
    ] {
        let mut json = files.clone();
        if json.get("entries").is_none() {
            json["entries"] = json!({ "cycle-1/02-validate": "2026-03-02" });
        }
        let made: Vec<_> = of_cycle(&fixture::from(&json), 1).collect();
        let shown = made.iter().filter(|(_, text, _)| text.contains("Canary")).count();
        let placed = made.iter().filter(|(_, _, given)| given.contains("Canary")).count();
        assert_eq!((shown, placed), (in_text, given), "{files}");
    }
}
