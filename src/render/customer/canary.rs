//! A canary in every field of the record, and a search of every customer document for those that are ours.
//!
//! Every field is declared here to be one or the other: a new one fails the test until somebody says.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use crate::insight::fixture;
use crate::model::engagement::{Charter, Engagement};
use crate::model::entry::{Answers, Common, Rest};
use crate::model::field::{Field, Fields as _, Shape};
use crate::model::number::Amount;
use crate::model::pace::Pace;
use crate::model::record::{Outcome, ROWS};
use crate::model::settings::Settings;
use crate::model::step::Step;
use crate::render::{About, Audience, DOCUMENTS, Subject, render};

/// What the customer may see. A name that ends in `*` stands for all below it.
const SHARED: &[&str] = &[
    "charter.title",
    "charter.customer",
    "charter.opened",
    "charter.mission",
    "charter.contract.reference",
    "charter.contract.ends",
    "charter.scope.*",
    "charter.conditions",
    "charter.regulations",
    "charter.partners.name",
    "charter.partners.role",
    "charter.training.*",
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
    "dev.trip.*",
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
    "requirement.delta_plan.*",
    "requirement.acceptance",
    "requirement.accepted.*",
    "goal.statement",
    "goal.criterion",
    "goal.committed",
    "goal.responsible",
    "goal.theirs",
    "goal.delimitation",
    "goal.due",
    "goal.verdict",
    "goal.judged",
    "goal.accepted_by",
    "goal.evidence.*",
    "goal.next",
    "signoff.on",
    "signoff.of",
    "signoff.by",
    "signoff.covers",
    "signoff.verdict",
    "artifact.what",
    "artifact.class",
    "artifact.on",
    "artifact.origin",
    "artifact.kept_at",
    "artifact.cleared_by",
    "outcome.on",
    "outcome.kind",
    "outcome.worth",
];

/// What the customer may see on a condition: the price if the charter says so, the note of a refusal.
const CONDITIONAL: &[&str] =
    &["charter.show_pricing", "charter.pricing", "charter.budget.amount", "charter.budget.currency", "signoff.note"];

/// What is ours alone.
const OURS: &[&str] = &[
    "charter.schema",
    "charter.sale",
    "charter.contract.flexibility",
    "charter.budget.tolerance",
    "charter.partners.risk",
    "charter.extra",
    "charter.allow.*",
    "entry.from",
    "entry.because",
    "entry.passed",
    "entry.skipped",
    "entry.extra",
    "entry.allow.*",
    "hypothesis.assumptions",
    "hypothesis.evidence",
    "hypothesis.stop_if",
    "validate.confirmed",
    "validate.adjusted",
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
    "after-action.safety",
    "after-action.spend",
    "after-action.reported.*",
    "plan-next.opportunities",
    "plan-next.ask",
    "pace.*",
    "person.extra",
    "person.allow.*",
    "requirement.asked_by",
    "requirement.ranked_by",
    "requirement.portfolio",
    "requirement.changes.*",
    "requirement.extra",
    "requirement.allow.*",
    "goal.extra",
    "goal.allow.*",
    "signoff.extra",
    "signoff.allow.*",
    "feedback.*",
    "spend.*",
    "lesson.*",
    "action.*",
    "artifact.sha256",
    "artifact.during",
    "artifact.extra",
    "artifact.allow.*",
    "approach.*",
    "note.*",
    "outcome.reason",
    "outcome.extra",
    "outcome.allow.*",
];

fn is_in(list: &[&str], path: &str) -> bool {
    list.iter().any(|name| name.strip_suffix('*').map_or(*name == path, |above| path.starts_with(above)))
}

/// All tables of fields, each with the name its paths begin with.
fn tables() -> Vec<(&'static str, &'static [Field])> {
    let steps = Step::ALL.iter().map(|step| (step.word(), Answers::fields(*step)));
    let rows = ROWS.iter().map(|row| (row.word, row.fields));
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

/// An engagement with a canary at every field, and what each is.
struct Cage {
    /// Which word of each list of words is taken.
    turn: usize,
    canaries: BTreeMap<String, BTreeSet<String>>,
    next: i64,
}

impl Cage {
    fn new(turn: usize) -> Self {
        Self { turn, canaries: BTreeMap::new(), next: 700_000 }
    }

    fn group(&mut self, above: &str, fields: &[Field]) -> Map<String, Value> {
        let field =
            |field: &Field| (field.name.to_owned(), self.value(&format!("{above}.{}", field.name), field.shape));
        fields.iter().map(field).collect()
    }

    fn value(&mut self, path: &str, shape: Shape) -> Value {
        match shape {
            Shape::Text | Shape::Free | Shape::Table(_) => self.words(path, shape),
            Shape::Date => json!("2026-03-05"),
            Shape::Rating | Shape::Count => json!("1"),
            Shape::Flag => json!("true"),
            Shape::Decimal => self.amount(path),
            Shape::Choice(words) => json!(words[self.turn % words.len()]),
            Shape::Person => json!("ana"),
            Shape::Reference => json!("cycle-1/01-hypothesis"),
            Shape::List(item) => json!([self.value(path, *item)]),
            Shape::Group(fields) => Value::Object(self.group(path, fields)),
        }
    }

    /// One word of letters only, which no template escapes.
    fn words(&mut self, path: &str, shape: Shape) -> Value {
        let letters: String = path.split(|c: char| !c.is_alphabetic()).collect::<Vec<_>>().join("Q");
        let canary = format!("Canary{letters}Q");
        self.canaries.entry(path.to_owned()).or_default().insert(canary.clone());
        match shape {
            Shape::Text if path == "charter.budget.currency" => json!("EUR"),
            Shape::Free => json!({ canary.clone(): canary }),
            Shape::Table(_) => {
                json!({ "goals/goal-1": { "hash": "00", "wording": format!("statement: {canary}\ncriterion: x") } })
            }
            _ => json!(canary),
        }
    }

    fn amount(&mut self, path: &str) -> Value {
        self.next += 1;
        let amount: Amount = format!("{}.25", self.next).parse().unwrap();
        let canaries = self.canaries.entry(path.to_owned()).or_default();
        canaries.extend([amount.to_string(), amount.grouped()]);
        json!(amount.to_string())
    }

    /// Two whole cycles with one record of each kind or more, under all canaries.
    fn engagement(&mut self, shows_price: bool) -> Engagement {
        let mut charter = self.group("charter", Charter::FIELDS);
        charter.insert("schema".into(), json!("1"));
        charter.insert("show_pricing".into(), json!(if shows_price { "true" } else { "false" }));
        charter["budget"]["currency"] = json!("EUR");
        let mut records = Map::new();
        for row in ROWS {
            for number in 1..=2 {
                let mut record = self.group(row.word, row.fields);
                self.mend(row.word, number, &mut record);
                let name = if row.day.is_some() {
                    format!("2026-03-05-{}-aaa{number}", row.word)
                } else {
                    format!("{}-{number}", row.word)
                };
                let name = if (row.word, number) == ("person", 1) { "ana".to_owned() } else { name };
                records.insert(format!("{}/{name}", row.folder), Value::Object(record));
            }
        }
        let outcome = self.group("outcome", Outcome::FIELDS);
        fixture::from(&json!({
            "charter": charter,
            "entries": self.entries(),
            "paces": { "cycle-1": self.group("pace", Pace::FIELDS), "cycle-2": self.group("pace", Pace::FIELDS) },
            "records": records,
            "outcomes": { "1": outcome },
        }))
    }

    fn entries(&mut self) -> Map<String, Value> {
        let mut entries = Map::new();
        for cycle in 1..=2 {
            for step in Step::ALL {
                let mut entry = self.group("entry", Common::FIELDS);
                entry.extend(self.group("entry", Rest::FIELDS));
                entry.extend(self.group(step.word(), Answers::fields(*step)));
                entry.insert("entered".into(), json!(format!("2026-0{}-0{}", 2 + cycle, step.number())));
                entries.insert(format!("cycle-{cycle}/{:02}-{step}", step.number()), Value::Object(entry));
            }
        }
        entries
    }

    /// What a walk of the fields alone does not make good: a currency, and both sides.
    fn mend(&self, kind: &str, number: usize, record: &mut Map<String, Value>) {
        match kind {
            "spend" => drop(record.insert("currency".into(), json!("EUR"))),
            // one that is done is settled; what is missing of one is told while it is not
            "requirement" if number == 2 => {
                record.remove("accepted");
                record.insert("status".into(), json!("agreed"));
            }
            "person" if number == 1 => drop(record.insert("side".into(), json!("customer"))),
            "signoff" if number == 2 => {
                record.insert("of".into(), json!(["handover", "acceptance", "scope"][self.turn % 3]));
                record.insert("verdict".into(), json!("rejected"));
            }
            "signoff" => drop(record.insert("verdict".into(), json!("accepted"))),
            _ => {}
        }
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
                let about = About::Cycle(Subject { engagement: &engagement, settings: &settings, cycle });
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
    let canaries = Cage::new(0).all();
    let silent: Vec<_> = canaries.iter().filter(|path| is_in(SHARED, path) && !heard.contains(*path)).collect();
    assert!(silent.is_empty(), "shared, and in no document: {silent:?}");
}

impl Cage {
    fn all(mut self) -> Vec<String> {
        self.engagement(true);
        self.canaries.into_keys().collect()
    }
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
        let about = About::Cycle(Subject { engagement: &engagement, settings: &settings, cycle: 1 });
        let documents = DOCUMENTS.iter().filter(|document| document.audience() == Audience::Customer);
        let texts: Vec<_> = documents.map(|document| render(document, &document.builtin(), &about).unwrap()).collect();
        texts.iter().any(|text| text.contains("CanaryNote"))
    };
    assert!(!tells("accepted") && tells("rejected"));
}
