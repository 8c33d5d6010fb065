//! Workspaces of any size: seeded, so that the same numbers give the same bytes, and realistic:
//! engagements of fifteen files at every step of the walk, some ended.
//!
//! The program's own writer produces the text, so the benchmark measures what users have on disk.
//! `tests/documents/scale.rs` reads it back with the program's reader.

use std::fmt::Display;
use std::fs;
use std::io;
use std::path::Path;

use chrono::{Days, NaiveDate};
use engage::model::reference::EntryId;
use engage::model::step::Step;
use engage::store::scaffold;
use engage::store::yaml::{Node, write};

#[path = "long.rs"]
mod long;
#[path = "records.rs"]
mod records;
#[path = "wording.rs"]
mod wording;

pub use long::long;
pub use wording::Random;
use wording::slug;

/// The files of each engagement.
pub const FILES: usize = 15;

/// The keys of a file and their values, in order.
type GeneratedPairs = Vec<(&'static str, Node)>;

/// One engagement, before it is written.
pub struct Generated {
    /// Its id.
    pub id: String,
    /// Its files: path inside its folder, and text.
    pub files: Vec<(String, String)>,
}

/// Writes a workspace with this many engagements; the first ones are the same in every size.
pub fn workspace(root: &Path, engagements: u64) -> io::Result<()> {
    fs::create_dir_all(root.join("engagements"))?;
    (0..engagements).try_for_each(|index| engagement(index).save(root))?;
    fs::write(root.join("engage.yaml"), "currency: EUR\ncadence: 14\n")
}

impl Generated {
    /// Writes it into a workspace.
    pub fn save(&self, root: &Path) -> io::Result<()> {
        let folder = root.join("engagements").join(&self.id);
        for (path, text) in &self.files {
            let file = folder.join(path);
            fs::create_dir_all(file.parent().expect("a file has a folder"))?;
            fs::write(file, text)?;
        }
        Ok(())
    }
}

/// The engagement with that number.
pub fn engagement(index: u64) -> Generated {
    let mut draft = DraftFiles::new(index);
    draft.charter();
    draft.walk();
    if draft.entries.iter().any(|entry| entry.step == Step::Dev) {
        draft.pace(1);
    }
    if draft.ended {
        draft.outcome();
    }
    draft.records();
    Generated { id: draft.id, files: draft.files }
}

/// A plain value: a day, a number.
fn plain(value: impl Display) -> Node {
    Node::Plain(value.to_string())
}

fn words(words: impl Display) -> Node {
    Node::text(words)
}

fn list<T: Display>(items: impl IntoIterator<Item = T>) -> Node {
    Node::List(items.into_iter().map(words).collect())
}

fn map(pairs: GeneratedPairs) -> Node {
    Node::Map(pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

struct DraftFiles {
    id: String,
    customer: &'static str,
    subject: &'static str,
    ours: &'static str,
    theirs: &'static str,
    opened: NaiveDate,
    /// The day of the last entry.
    today: NaiveDate,
    ended: bool,
    /// Whether the feedback leads to another round.
    repeats: bool,
    entries: Vec<EntryId>,
    files: Vec<(String, String)>,
    random: Random,
}

impl DraftFiles {
    fn new(index: u64) -> Self {
        let mut random = Random::new(index);
        let (customer, subject) = (random.pick(wording::CUSTOMERS), random.pick(wording::SUBJECTS));
        let (ours, theirs) = (random.pick(wording::OURS), random.pick(wording::THEIRS));
        let first = NaiveDate::from_ymd_opt(2024, 1, 8).expect("a Monday");
        let opened = first + Days::new(random.below(700));
        let id = format!("{}-{index:05}", slug(subject));
        let (entries, files, ended) = (Vec::new(), Vec::new(), random.below(10) == 0);
        Self {
            id,
            customer,
            subject,
            ours,
            theirs,
            opened,
            today: opened,
            ended,
            repeats: false,
            entries,
            files,
            random,
        }
    }

    /// Adds a file with these keys, as the program writes a new one.
    fn file(&mut self, name: impl Display, pairs: &[(&str, Node)]) {
        self.files.push((format!("{name}.yaml"), scaffold::record(pairs)));
    }

    fn charter(&mut self) {
        let pricing = self.random.pick(&["time-and-materials", "time-and-materials", "fixed-price", "no-charge"]);
        let budget = 12_000 + 500 * self.random.below(60);
        let contract = vec![
            ("reference", words(format!("FW-{}", 1000 + self.random.below(9000)))),
            ("ends", plain(self.opened + Days::new(365))),
        ];
        let budget =
            vec![("amount", plain(format!("{budget}.00"))), ("currency", words("EUR")), ("tolerance", plain(10))];
        let scope =
            vec![("in", list([self.subject.to_lowercase()])), ("out", list(["replacing the system of record"]))];
        let pairs = vec![
            ("schema", plain(1)),
            ("title", words(format!("{} for {}", self.subject, self.customer))),
            ("customer", words(self.customer)),
            ("opened", plain(self.opened)),
            ("mission", words(self.random.pick(wording::MISSIONS))),
            ("sale", words("strategic")),
            ("pricing", words(pricing)),
            ("contract", map(contract)),
            ("budget", map(budget)),
            ("scope", map(scope)),
            ("conditions", list([self.random.pick(wording::CONDITIONS)])),
        ];
        self.file("engagement", &pairs);
    }

    /// Up to nine steps, sometimes with a second round of the prototype, or a second cycle.
    fn walk(&mut self) {
        let stage = 1 + usize::try_from(self.random.below(12)).expect("small");
        self.repeats = matches!(stage, 10 | 11);
        let first = if self.repeats { 7 } else { stage.min(9) };
        for step in &Step::ALL[..first] {
            self.entry(1, *step);
        }
        match stage {
            10 | 11 => self.entry(1, Step::Dev),
            12 => self.entry(2, Step::Hypothesis),
            _ => {}
        }
    }

    /// Adds an entry as the program scaffolds it, with answers below their questions.
    fn entry(&mut self, cycle: u32, step: Step) {
        let before = self.entries.iter().filter(|entry| entry.cycle == cycle).count();
        let id = EntryId { cycle, number: 1 + u32::try_from(before).expect("small"), step };
        let mut common = Vec::new();
        if let Some(last) = self.entries.last() {
            self.today = self.today + Days::new(2 + self.random.below(12));
            common.push(("from", words(last)));
        }
        common.insert(0, ("entered", plain(self.today)));
        if step == Step::PlanNext {
            common.push(("because", words("the review is on Thursday")));
            common.push(("passed", list(["no-lesson"])));
        }
        let mut text = scaffold::entry(id, &common);
        for (key, value) in self.answers(step) {
            let [blank, answered] = [&Node::Empty, &value].map(|value| format!("\n{}", write::pair(key, value, 0)));
            text = text.replacen(&blank, &answered, 1);
        }
        self.files.push((format!("{id}.yaml"), text));
        self.entries.push(id);
    }

    fn answers(&mut self, step: Step) -> GeneratedPairs {
        let (ours, theirs, subject) = (slug(self.ours), slug(self.theirs), self.subject.to_lowercase());
        let (today, customer) = (self.today, self.customer);
        let remark = words(self.random.prose(3));
        match step {
            Step::Hypothesis => vec![
                ("today", remark),
                ("belief", words(format!("{customer} needs {subject}"))),
                ("benefit", words(self.random.pick(wording::BENEFITS))),
                ("assumptions", list(["their data may leave the building", self.random.pick(wording::CONDITIONS)])),
                ("stop_if", words("nobody of theirs has time in the first two weeks")),
            ],
            Step::Validate => vec![
                ("met", plain(today)),
                ("with", list([theirs])),
                ("confirmed", remark),
                ("adjusted", words(self.random.pick(wording::CONDITIONS))),
                ("verdict", words("confirmed")),
                ("adoption", words("exploring")),
                ("it_maturity", plain(3)),
                ("it_practices", words("releases twice a year, by hand")),
                ("security_maturity", plain(2)),
                ("their_hours", plain(6)),
            ],
            Step::Select => {
                let point =
                    |what: &str, kind| vec![("what", words(what)), ("kind", words(kind)), ("chosen", plain(true))];
                let mut first = point("the search engine of the last prototype", "app");
                first.push(("why", remark));
                let second = point(&format!("two years of {subject} records"), "data");
                vec![("starting_points", Node::List(vec![map(first), map(second)]))]
            }
            Step::Dev => vec![
                ("prototype", words(format!("{subject} on one page"))),
                ("built", remark),
                ("code", words(format!("git at prototype/{}", slug(&subject)))),
                ("rehearsed", plain(today)),
                (
                    "trip",
                    map(vec![
                        ("site", words(format!("{customer}, hall 3"))),
                        ("from", plain(today + Days::new(7))),
                        ("to", plain(today + Days::new(9))),
                        ("people", list([ours])),
                    ]),
                ),
                (
                    "prep",
                    Node::List(vec![map(vec![
                        ("task", words("copy the model to the field laptop")),
                        ("hard", plain(true)),
                        ("hours", plain(3)),
                        ("done", plain(true)),
                    ])]),
                ),
            ],
            Step::Onsite => vec![
                ("installed", words("the prototype, on their test server")),
                ("data", remark),
                (
                    "results",
                    list([
                        format!("imports {} records in 4 minutes", 1000 * (1 + self.random.below(90))),
                        "answers in under a second".to_owned(),
                    ]),
                ),
                ("their_hours", plain("11.5")),
            ],
            Step::Demo => {
                vec![("on", plain(today)), ("to", list([theirs])), ("shown", remark), ("their_hours", plain(4))]
            }
            Step::Adjust => {
                vec![("approach", remark), ("decision", words(if self.repeats { "repeat" } else { "wrap-up" }))]
            }
            Step::AfterAction => vec![
                ("with", list([ours, theirs])),
                ("summary", remark),
                ("why", words(self.random.pick(wording::LESSONS))),
                ("safety", words("nothing to report")),
                ("spend", words("none")),
            ],
            Step::PlanNext => vec![
                ("decision", words("continue")),
                ("next", plain(today + Days::new(21))),
                ("aim", remark),
                ("opportunities", list([self.random.pick(wording::SUBJECTS).to_lowercase()])),
            ],
        }
    }
}
