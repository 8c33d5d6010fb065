//! The records beside the entries of a generated engagement: plan, people, goals, feedback and so on.

use chrono::Days;
use engage::model::slug::Slug;

use super::wording::{self, slug};
use super::{DraftFiles, FILES, GeneratedPairs, list, map, plain, words};

impl DraftFiles {
    /// The PACE plan of a cycle.
    pub fn pace(&mut self, cycle: u32) {
        let (ours, need) = (slug(self.ours), self.random.pick(wording::CONDITIONS));
        let line =
            |plan: &str, need: &str| vec![("plan", words(plan)), ("owner", words(&ours)), ("needs", list([need]))];
        let mut primary = line("install on their test server", need);
        primary.push(("leave_when", words("no access by noon of the first day")));
        let alternate = line("run it from the field laptop", "an export of their data on a disk");
        self.file(format!("cycle-{cycle}/pace"), &[("primary", map(primary)), ("alternate", map(alternate))]);
    }

    /// How it ended.
    pub fn outcome(&mut self) {
        let (kind, reason) = if self.entries.len() >= 9 {
            ("completed", "the prototype went into their own hands")
        } else {
            ("called-off", "their budget moved to another programme")
        };
        let pairs = vec![
            ("on", plain(self.today)),
            ("kind", words(kind)),
            ("reason", words(reason)),
            ("worth", words(self.random.prose(1))),
        ];
        self.file(format!("outcomes/01-{kind}"), &pairs);
    }

    /// Adds records until there are fifteen files: those that the walk needs first.
    pub fn records(&mut self) {
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

    pub fn colleague(&mut self) {
        let roles = list(["CFR", "delivery-architect"]);
        let pairs = vec![("name", words(self.ours)), ("side", words("ours")), ("roles", roles)];
        self.file(format!("people/{}", slug(self.ours)), &pairs);
    }

    pub fn counterpart(&mut self) {
        let pairs = vec![
            ("name", words(self.theirs)),
            ("side", words("customer")),
            ("roles", list(["product-owner", "user"])),
            ("organization", words(self.customer)),
        ];
        self.file(format!("people/{}", slug(self.theirs)), &pairs);
    }

    pub fn goal(&mut self) {
        let pairs = vec![
            ("statement", words("a user finds the right answer in ten seconds")),
            ("criterion", words("nine of ten searches, timed on site")),
            ("committed", plain(self.opened)),
            ("responsible", words(slug(self.ours))),
            ("theirs", words(slug(self.theirs))),
            ("due", plain(self.opened + Days::new(60))),
        ];
        self.file("goals/find-it-in-ten-seconds", &pairs);
    }

    pub fn requirement(&mut self) {
        let (need, rank) = (self.random.pick(wording::NEEDS), 1 + self.random.below(5));
        let pairs = vec![
            ("statement", words(need)),
            ("class", words("user")),
            ("raised", plain(self.opened)),
            ("asked_by", words(slug(self.theirs))),
            ("priority", plain(rank)),
            ("status", words("agreed")),
            ("fit", words("partial")),
            ("delta", words(self.random.prose(1))),
        ];
        self.file(format!("requirements/{}-{}", slug(need), self.files.len()), &pairs);
    }

    pub fn feedback(&mut self) {
        let theirs = slug(self.theirs);
        let pairs = vec![
            ("on", plain(self.today)),
            ("from", words(&theirs)),
            ("said", words(self.random.prose(2))),
            ("impression", plain(2 + self.random.below(4))),
            ("enthusiasm", plain(2 + self.random.below(4))),
            ("rated_by", words("them")),
            ("verdict", words("valuable")),
        ];
        self.dated("feedback", &theirs, pairs);
    }

    pub fn spend(&mut self) {
        let what = self.random.pick(&["flights", "hotel", "two laptops", "rented GPU", "rail tickets"]);
        let (euro, cent) = (40 + self.random.below(2000), self.random.below(100));
        let pairs = vec![
            ("on", plain(self.today)),
            ("what", words(what)),
            ("amount", plain(format!("{euro}.{cent:02}"))),
            ("currency", words("EUR")),
            ("category", words("travel")),
            ("who", words(slug(self.ours))),
        ];
        self.dated("spend", what, pairs);
    }

    pub fn lesson(&mut self) {
        let issue = self.random.lesson();
        let kind = self.random.pick(&["improve", "improve", "mistake", "sustain"]);
        let pairs = vec![
            ("on", plain(self.today)),
            ("kind", words(kind)),
            ("issue", words(&issue)),
            ("why", words(self.random.prose(1))),
            ("recommendation", words("ask for it a week before")),
            ("element", words("planning")),
        ];
        self.dated("lessons", &issue, pairs);
    }

    pub fn action(&mut self) {
        let what = self.random.pick(wording::NEEDS);
        let mut pairs = vec![
            ("what", words(what)),
            ("owner", words(slug(self.ours))),
            ("raised", plain(self.today)),
            ("due", plain(self.today + Days::new(14))),
        ];
        if self.random.below(3) > 0 {
            pairs.push(("done", plain(self.today + Days::new(self.random.below(20)))));
        }
        self.dated("actions", what, pairs);
    }

    pub fn artifact(&mut self) {
        let what = "the prototype as shown";
        let pairs = vec![
            ("what", words(what)),
            ("class", words("prototype")),
            ("on", plain(self.today)),
            ("kept_at", words("our archive")),
            ("cleared_by", words(slug(self.theirs))),
        ];
        self.dated("artifacts", what, pairs);
    }

    pub fn approach(&mut self) {
        let what = self.random.approach();
        let result = self.random.pick(&["worked", "worked", "partly", "failed", "abandoned"]);
        let pairs = vec![
            ("what", words(&what)),
            ("tried", plain(self.today)),
            ("result", words(result)),
            ("why", words(self.random.prose(1))),
        ];
        self.dated("approaches", &what, pairs);
    }

    pub fn decision(&mut self) {
        let what = self.random.pick(wording::DECISIONS);
        let pairs = vec![
            ("on", plain(self.today)),
            ("what", words(what)),
            ("why", words(self.random.prose(1))),
            ("by", list([slug(self.theirs), slug(self.ours)])),
        ];
        self.dated("decisions", what, pairs);
    }

    pub fn note(&mut self) {
        let pairs = vec![("on", plain(self.today)), ("text", words(self.random.prose(2)))];
        self.dated("notes", "from the hallway", pairs);
    }

    /// Adds a record of something that happened during the last entry.
    pub fn dated(&mut self, folder: &str, what: &str, mut pairs: GeneratedPairs) {
        let last = self.entries.last().expect("every walk has a first entry");
        pairs.push(("during", words(last)));
        let name = Slug::brief(what).expect("what is recorded has words");
        let mark = self.random.mark();
        self.file(format!("{folder}/{}-{name}-{mark}", self.today), &pairs);
    }
}
