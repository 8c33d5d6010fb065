//! Workspaces of any size: seeded, so that the same numbers give the same bytes, and as people write
//! them: engagements of fifteen files in every step of the walk, some ended.
//!
//! `tests/scale.rs` reads what comes out back into the model, so that it stays in the files' form.

use std::fs;
use std::io;
use std::path::Path;

use chrono::{Days, NaiveDate};

#[path = "wording.rs"]
mod wording;

use wording::{Random, slug};

/// The files of each engagement.
pub const FILES: usize = 15;

/// The steps in their order.
const STEPS: [&str; 9] =
    ["hypothesis", "validate", "select", "dev", "onsite", "demo", "adjust", "after-action", "plan-next"];

/// One engagement, before it is written.
pub struct Engagement {
    /// Its id.
    pub id: String,
    /// Its files: path inside its folder, and text.
    pub files: Vec<(String, String)>,
}

/// Writes a workspace of so many engagements; the first ones are the same in every size.
pub fn workspace(root: &Path, engagements: u64) -> io::Result<()> {
    fs::create_dir_all(root.join("engagements"))?;
    fs::write(root.join("engage.yaml"), "currency: EUR\ncadence: 14\n")?;
    for index in 0..engagements {
        let made = engagement(index);
        let folder = root.join("engagements").join(&made.id);
        for (path, text) in &made.files {
            let file = folder.join(path);
            fs::create_dir_all(file.parent().expect("a file has a folder"))?;
            fs::write(file, text)?;
        }
    }
    Ok(())
}

/// The engagement of that number.
pub fn engagement(index: u64) -> Engagement {
    let mut draft = Draft::new(index);
    draft.charter();
    draft.walk();
    if draft.entries.iter().any(|(_, step)| *step == "dev") {
        draft.pace();
    }
    if draft.ended {
        draft.outcome();
    }
    draft.records();
    Engagement { id: draft.id, files: draft.files }
}

struct Draft {
    id: String,
    customer: &'static str,
    subject: &'static str,
    ours: &'static str,
    theirs: &'static str,
    opened: NaiveDate,
    /// The day of the last entry.
    today: NaiveDate,
    ended: bool,
    /// Whether the feedback sends them round again.
    repeats: bool,
    /// `cycle-1/06-demo` and its step, in order.
    entries: Vec<(String, &'static str)>,
    files: Vec<(String, String)>,
    random: Random,
}

impl Draft {
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

    fn charter(&mut self) {
        let pricing = self.random.pick(&["time-and-materials", "time-and-materials", "fixed-price", "no-charge"]);
        let budget = 12_000 + 500 * self.random.below(60);
        let text = format!(
            "schema: 1\ntitle: {} for {}\ncustomer: {}\nopened: {}\nmission: {}\nsale: strategic\npricing: {pricing}\n\
             contract:\n  reference: FW-{}\n  ends: {}\nbudget:\n  amount: {budget}.00\n  currency: EUR\n  tolerance: 10\n\
             scope:\n  in:\n    - {}\n  out:\n    - replacing the system of record\n\
             # agreed by phone, the letter follows\nconditions:\n  - {}\n",
            self.subject,
            self.customer,
            self.customer,
            self.opened,
            self.random.pick(wording::MISSIONS),
            1000 + self.random.below(9000),
            self.opened + Days::new(365),
            self.subject.to_lowercase(),
            self.random.pick(wording::CONDITIONS),
        );
        self.files.push(("engagement.yaml".to_owned(), text));
    }

    /// Up to nine steps; now and then a second round of the prototype, or a second cycle.
    fn walk(&mut self) {
        let stage = 1 + usize::try_from(self.random.below(12)).expect("small");
        self.repeats = matches!(stage, 10 | 11);
        let first = if self.repeats { 7 } else { stage.min(9) };
        for step in &STEPS[..first] {
            self.entry(1, step);
        }
        match stage {
            10 | 11 => self.entry(1, "dev"),
            12 => self.entry(2, "hypothesis"),
            _ => {}
        }
    }

    fn entry(&mut self, cycle: u32, step: &'static str) {
        let number = 1 + self.entries.iter().filter(|(id, _)| id.starts_with(&format!("cycle-{cycle}/"))).count();
        let id = format!("cycle-{cycle}/{number:02}-{step}");
        if let Some((last, _)) = self.entries.last().cloned() {
            self.today = self.today + Days::new(2 + self.random.below(12));
            let head = format!("entered: {}\nfrom: {last}\n", self.today);
            let passed =
                if step == "plan-next" { "because: the review is on Thursday\npassed: [no-lesson]\n" } else { "" };
            let answers = self.answers(step);
            self.files.push((format!("{id}.yaml"), format!("{head}{passed}{answers}")));
        } else {
            let answers = self.answers(step);
            self.files.push((format!("{id}.yaml"), format!("entered: {}\n{answers}", self.today)));
        }
        self.entries.push((id, step));
    }

    fn answers(&mut self, step: &str) -> String {
        let (ours, theirs, subject) = (slug(self.ours), slug(self.theirs), self.subject.to_lowercase());
        let (today, customer) = (self.today, self.customer);
        let remark = self.random.prose(3);
        match step {
            "hypothesis" => format!(
                "# How do they do it now?\ntoday: |\n  {remark}\nbelief: {customer} needs {subject}\nbenefit: {}\n\
                 assumptions:\n  - their data may leave the building\n  - {}\nstop_if: nobody of theirs has time in the first two weeks\n",
                self.random.pick(wording::BENEFITS),
                self.random.pick(wording::CONDITIONS),
            ),
            "validate" => format!(
                "met: {today}\nwith: [{theirs}]\nconfirmed: |\n  {remark}\nadjusted: {}\nverdict: confirmed\nadoption: exploring\n\
                 it_maturity: 3\nit_practices: releases twice a year, by hand\nsecurity_maturity: 2\ntheir_hours: 6\n",
                self.random.pick(wording::CONDITIONS),
            ),
            "select" => format!(
                "starting_points:\n  - what: the search engine of the last prototype\n    kind: app\n    chosen: true\n    why: |\n      {remark}\n  \
                 - what: two years of {subject} records\n    kind: data\n    chosen: true\n",
            ),
            "dev" => format!(
                "prototype: {subject} on one page\nbuilt: |\n  {remark}\ncode: git at prototype/{}\nrehearsed: {today}\n\
                 trip:\n  site: {customer}, hall 3\n  from: {}\n  to: {}\n  people: [{ours}]\n\
                 prep:\n  - task: copy the model to the field laptop\n    hard: true\n    hours: 3\n    done: true\n",
                slug(&subject),
                today + Days::new(7),
                today + Days::new(9),
            ),
            "onsite" => format!(
                "installed: the prototype, on their test server\ndata: |\n  {remark}\nresults:\n  - imports {} records in 4 minutes\n  \
                 - answers in under a second\ntheir_hours: 11.5\n",
                1000 * (1 + self.random.below(90)),
            ),
            "demo" => format!("\"on\": {today}\nto: [{theirs}]\nshown: |\n  {remark}\ntheir_hours: 4\n"),
            "adjust" => {
                format!("approach: |\n  {remark}\ndecision: {}\n", if self.repeats { "repeat" } else { "wrap-up" })
            }
            "after-action" => format!(
                "with: [{ours}, {theirs}]\nsummary: |\n  {remark}\nwhy: {}\nsafety: nothing to report\nspend: none\n",
                self.random.pick(wording::LESSONS),
            ),
            _ => format!(
                "decision: continue\nnext: {}\naim: |\n  {remark}\nopportunities:\n  - {}\n",
                today + Days::new(21),
                self.random.pick(wording::SUBJECTS).to_lowercase(),
            ),
        }
    }

    fn pace(&mut self) {
        let (ours, need) = (slug(self.ours), self.random.pick(wording::CONDITIONS));
        let text = format!(
            "primary:\n  plan: install on their test server\n  owner: {ours}\n  needs:\n    - {need}\n  leave_when: no access by noon of the first day\n\
             alternate:\n  plan: run it from the field laptop\n  owner: {ours}\n  needs:\n    - an export of their data on a disk\n",
        );
        self.files.push(("cycle-1/pace.yaml".to_owned(), text));
    }

    fn outcome(&mut self) {
        let (kind, reason) = if self.entries.len() >= 9 {
            ("completed", "the prototype went into their own hands")
        } else {
            ("called-off", "their budget moved to another programme")
        };
        let text =
            format!("\"on\": {}\nkind: {kind}\nreason: {reason}\nworth: |\n  {}\n", self.today, self.random.prose(1));
        self.files.push((format!("outcomes/01-{kind}.yaml"), text));
    }

    /// Records until there are fifteen files: those without which the walk makes no sense first.
    fn records(&mut self) {
        let made: [fn(&mut Self); 12] = [
            Self::colleague,
            Self::counterpart,
            Self::goal,
            Self::feedback,
            Self::spend,
            Self::requirement,
            Self::action,
            Self::lesson,
            Self::approach,
            Self::artifact,
            Self::decision,
            Self::note,
        ];
        for make in made.iter().chain(made[3..].iter().cycle()) {
            if self.files.len() >= FILES {
                break;
            }
            make(self);
        }
    }

    fn colleague(&mut self) {
        let text = format!("name: {}\nside: ours\nroles: [CFR, delivery-architect]\n", self.ours);
        self.files.push((format!("people/{}.yaml", slug(self.ours)), text));
    }

    fn counterpart(&mut self) {
        let (name, customer) = (self.theirs, self.customer);
        let text = format!("name: {name}\nside: customer\nroles: [product-owner, user]\norganization: {customer}\n");
        self.files.push((format!("people/{}.yaml", slug(name)), text));
    }

    fn goal(&mut self) {
        let text = format!(
            "statement: a user finds the right answer in ten seconds\ncriterion: nine of ten searches, timed on site\ncommitted: {}\n\
             responsible: {}\ntheirs: {}\ndue: {}\n",
            self.opened,
            slug(self.ours),
            slug(self.theirs),
            self.opened + Days::new(60),
        );
        self.files.push(("goals/find-it-in-ten-seconds.yaml".to_owned(), text));
    }

    fn requirement(&mut self) {
        let (need, rank) = (self.random.pick(wording::NEEDS), 1 + self.random.below(5));
        let text = format!(
            "statement: {need}\nclass: user\nraised: {}\nasked_by: {}\npriority: {rank}\nstatus: agreed\nfit: partial\ndelta: |\n  {}\n",
            self.opened,
            slug(self.theirs),
            self.random.prose(1),
        );
        let name = format!("{}-{}", slug(need), self.files.len());
        self.files.push((format!("requirements/{name}.yaml"), text));
    }

    fn feedback(&mut self) {
        let text = format!(
            "\"on\": {}\nfrom: {}\nsaid: |\n  {}\nimpression: {}\nenthusiasm: {}\nrated_by: them\nverdict: valuable\nduring: {}\n",
            self.today,
            slug(self.theirs),
            self.random.prose(2),
            2 + self.random.below(4),
            2 + self.random.below(4),
            self.last(),
        );
        self.dated("feedback", &slug(self.theirs), text);
    }

    fn spend(&mut self) {
        let what = self.random.pick(&["flights", "hotel", "two laptops", "rented GPU", "rail tickets"]);
        let (euro, cent) = (40 + self.random.below(2000), self.random.below(100));
        let text = format!(
            "\"on\": {}\nwhat: {what}\namount: {euro}.{cent:02}\ncurrency: EUR\ncategory: travel\nwho: {}\nduring: {}\n",
            self.today,
            slug(self.ours),
            self.last(),
        );
        self.dated("spend", &slug(what), text);
    }

    fn lesson(&mut self) {
        let issue = self.random.pick(wording::LESSONS);
        let text = format!(
            "\"on\": {}\nkind: improve\nissue: {issue}\nwhy: |\n  {}\nrecommendation: ask for it a week before\nelement: planning\nduring: {}\n",
            self.today,
            self.random.prose(1),
            self.last(),
        );
        self.dated("lessons", &slug(issue), text);
    }

    fn action(&mut self) {
        let what = self.random.pick(wording::NEEDS);
        let due = self.today + Days::new(14);
        let text = format!("what: {what}\nowner: {}\nraised: {}\ndue: {due}\n", slug(self.ours), self.today);
        self.dated("actions", &slug(what), text);
    }

    fn artifact(&mut self) {
        let text = format!(
            "what: the prototype as shown\nclass: prototype\n\"on\": {}\nkept_at: our archive\ncleared_by: {}\nduring: {}\n",
            self.today,
            slug(self.theirs),
            self.last(),
        );
        self.dated("artifacts", "the-prototype-as-shown", text);
    }

    fn approach(&mut self) {
        let what = self.random.pick(wording::SUBJECTS).to_lowercase();
        let why = self.random.prose(1);
        let text =
            format!("what: {what}\ntried: {}\nresult: partly\nwhy: |\n  {why}\nduring: {}\n", self.today, self.last());
        self.dated("approaches", &slug(&what), text);
    }

    fn decision(&mut self) {
        let what = self.random.pick(wording::DECISIONS);
        let text = format!(
            "\"on\": {}\nwhat: {what}\nwhy: |\n  {}\nby: [{}, {}]\nduring: {}\n",
            self.today,
            self.random.prose(1),
            slug(self.theirs),
            slug(self.ours),
            self.last(),
        );
        self.dated("decisions", &slug(what), text);
    }

    fn note(&mut self) {
        let text = format!("\"on\": {}\ntext: |\n  {}\nduring: {}\n", self.today, self.random.prose(2), self.last());
        self.dated("notes", "from-the-hallway", text);
    }

    fn dated(&mut self, folder: &str, name: &str, text: String) {
        let mark = self.random.mark();
        self.files.push((format!("{folder}/{}-{name}-{mark}.yaml", self.today), text));
    }

    fn last(&self) -> &str {
        self.entries.last().map_or("cycle-1/01-hypothesis", |(id, _)| id.as_str())
    }
}
