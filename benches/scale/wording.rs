//! The words of generated engagements, and the random generator that picks them.

/// A xorshift generator (Marsaglia 2003): the same seed, the same numbers, on every machine.
pub struct Random(u64);

impl Random {
    /// A generator with a seed.
    pub fn new(seed: u64) -> Self {
        let mut random = Self((seed + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        for _ in 0..4 {
            random.next();
        }
        random
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number from 0, smaller than `bound`.
    pub fn below(&mut self, bound: u64) -> u64 {
        (self.next() >> 11) % bound
    }

    /// One of these.
    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[usize::try_from(self.below(from.len() as u64)).expect("an index of a slice")]
    }

    /// This many sentences, one per line.
    pub fn prose(&mut self, sentences: usize) -> String {
        (0..sentences).map(|_| self.pick(SENTENCES)).collect::<Vec<_>>().join("\n")
    }

    /// What was learned: mostly something new, sometimes what others learned too.
    pub fn lesson(&mut self) -> String {
        if self.below(8) == 0 {
            return self.pick(LESSONS).to_owned();
        }
        [LESSON_OF, LESSON_WHAT, LESSON_WHERE, LESSON_WHEN].map(|part| self.pick(part)).join(" ")
    }

    /// What was tried.
    pub fn approach(&mut self) -> String {
        format!("{} {}", self.pick(APPROACH_WHAT), self.pick(APPROACH_HOW))
    }

    /// The four base32 characters at the end of a dated name.
    pub fn mark(&mut self) -> String {
        (0..4).map(|_| char::from(self.pick(b"abcdefghijklmnopqrstuvwxyz234567"))).collect()
    }
}

/// The slug of words.
pub fn slug(words: &str) -> String {
    words.to_lowercase().replace(' ', "-")
}

pub const CUSTOMERS: &[&str] = &[
    "Port of Lindholm", "Brenner Rail Freight", "Marsh County Hospitals", "Halden Water Works", "Oriel Insurance",
    "Castor Mining", "North Coast Rescue", "Vega Precision Parts",
];

pub const SUBJECTS: &[&str] = &[
    "Harbor search", "Defect triage", "Offline manuals", "Shift handover", "Claims routing", "Leak forecast",
    "Route planning", "Incident timeline", "Spare parts lookup",
];

pub const OURS: &[&str] = &["Mira Lindqvist", "Jonas Weber", "Priya Nair", "Tomas Oliveira", "Hana Sato"];

pub const THEIRS: &[&str] =
    &["Ana Ortiz", "Pieter van Dam", "Grace Okafor", "Lars Holm", "Elena Petrova", "Samir Haddad"];

pub const MISSIONS: &[&str] = &[
    "ships leave on time",
    "no train waits for paper",
    "clean water for the valley",
    "every claim answered within a week",
    "nobody searches twice for the same thing",
];

pub const BENEFITS: &[&str] =
    &["twenty minutes less per shift", "half of the calls to the back office", "one outage fewer in a year"];

pub const CONDITIONS: &[&str] = &[
    "access to the test server by the first day",
    "a person of theirs for two hours a day",
    "an export of last year's records",
    "network in hall 3",
    "the security officer's word on removable disks",
];

pub const NEEDS: &[&str] = &[
    "works without a network",
    "shows where an answer comes from",
    "runs on the machines they have",
    "keeps names of patients out of the log",
    "can be switched off by the shift lead",
];

pub const LESSONS: &[&str] = &[
    "the export came three days late",
    "the rehearsal found what the tests had not",
    "nobody had told the night shift",
    "the sponsor saw the prototype too late",
];

const LESSON_OF: &[&str] = &[
    "the export of the scanners", "the login for the gateway", "a badge for visitors", "the key of the cabinet",
    "the calendar of the shifts", "our list of spare cables", "the licence of the viewer", "the interpreter",
    "the drawing of the network", "the old part numbers", "their firewall rule", "the projector", "the contract annex",
    "a second pair of hands", "the test account", "the printed checklist", "the time zone of the logs",
    "the union representative", "the trolley for the rack", "the sample of rejected forms", "our demo script",
    "the glossary", "the generator", "a copy of the manuals", "the safety briefing", "the customs form",
    "the weather window", "their backup",
];

const LESSON_WHAT: &[&str] = &[
    "came without its headings",
    "was promised twice and forgotten",
    "took four signatures",
    "had nobody responsible",
    "differed from what we rehearsed",
    "made everybody wait",
    "saved us half a day",
    "convinced the sceptics",
    "broke after an update",
    "turned out to be optional",
    "was known only to one retired engineer",
    "cost more than planned",
    "needed a translation",
    "went to the wrong address",
    "was asked for too late",
    "hid a second problem",
    "expired overnight",
    "could not be found",
    "was better than our own",
    "contradicted the handbook",
    "depended on one supplier",
    "had been replaced in spring",
    "was never tried under load",
    "drew more questions than the prototype",
    "showed duplicates nobody expected",
    "ran out by noon",
];

const LESSON_WHERE: &[&str] = &[
    "at the main gate", "in hall 3", "at the reception", "in the server room", "on the night shift",
    "in the quality office", "at the northern depot", "on board", "in the control room", "at the supplier",
    "in the training centre", "at headquarters", "in the laboratory", "on the loading ramp", "in the dispatch office",
    "at the pumping station", "in purchasing", "in the ward", "at the foundry", "in the archive", "on the test track",
    "in the workshop", "at the second site", "in their cloud account",
];

const LESSON_WHEN: &[&str] = &[
    "on the first morning", "during the audit", "before the second visit", "while the sponsor watched",
    "after the holiday", "in the week of the inventory", "during the storm", "right after the handover",
    "two hours before the demonstration", "while production was stopped", "at the end of the quarter",
    "on the day of the migration", "when the manager changed", "during the maintenance window", "in the last hour",
    "after their reorganisation", "while we were travelling", "before anyone had eaten", "during the fire drill",
    "after the price list changed", "when the contractor left", "as the trial began",
];

const APPROACH_WHAT: &[&str] = &[
    "full-text index of the reports",
    "rules for the common cases",
    "a small model trained on last year",
    "nearest neighbours of past claims",
    "a decision tree that users can read",
    "keyword search with synonyms",
    "OCR of the scanned forms",
    "forecast from weekly averages",
    "a graph of parts and suppliers",
    "clustering of free-text remarks",
    "a form with three buttons",
    "voice notes turned into text",
    "matching names by sound",
    "a nightly reconciliation",
    "a map of all open incidents",
    "ranking by age and severity",
    "templates for the usual answers",
    "a spreadsheet with macros",
];

const APPROACH_HOW: &[&str] = &[
    "on the field laptop", "on their test server", "inside the ticket system", "as a page in the intranet",
    "from a nightly export", "with a queue between both systems", "in the browser, without a network",
    "on a tablet with gloves", "behind their single sign-on", "with the data of one depot",
    "reviewed by the shift lead", "over the radio link", "in a container on the gateway", "with anonymised records",
    "next to the old screen", "as a mail every morning",
];

pub const DECISIONS: &[&str] = &[
    "the first version is in English only",
    "two shifts try it before the third",
    "the export is made by their own people",
    "names stay out of the index",
];

const SENTENCES: &[&str] = &[
    "They keep the reports in a shared folder, sorted by year and then by whoever saved them.",
    "The shift lead reads them aloud at six in the morning; what is not said then is lost.",
    "Two of the five terminals have no network, and nobody knows why.",
    "We showed it on their own records, with the names removed.",
    "It took them four minutes to find the first error, and they were pleased about it.",
    "The list is kept by one person, who retires in spring.",
    "Search is what they ask for; trust in what is found is what they need.",
    "The data is better than they say and worse than they think.",
];
