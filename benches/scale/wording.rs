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
    "Port of Lindholm",
    "Brenner Rail Freight",
    "Marsh County Hospitals",
    "Halden Water Works",
    "Oriel Insurance",
    "Castor Mining",
    "North Coast Rescue",
    "Vega Precision Parts",
];

pub const SUBJECTS: &[&str] = &[
    "Harbor search",
    "Defect triage",
    "Offline manuals",
    "Shift handover",
    "Claims routing",
    "Leak forecast",
    "Route planning",
    "Incident timeline",
    "Spare parts lookup",
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
