//! The customer's view: what they said, word for word, and how their impression changed.

use crate::render::documents::prelude::*;
use crate::render::parts::ratings::Ratings;
use crate::render::parts::{ratings, voice};

view! {
    /// What was said in a cycle.
    pub struct Voices {
        /// Each of them.
        all: Vec<Voice>,
        /// The means of the ratings, and how they moved since the cycle before; empty where one voice says it all.
        means: Ratings,
        /// How many people found it of value by their last word.
        verdicts: String,
        /// The mean ratings of each round.
        rounds: Vec<Ratings>,
    }
}

impl Voices {
    /// Whether there is no feedback.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

/// The customer's feedback in a cycle, and how it changed since the one before.
pub fn voices(engagement: &Engagement, cycle: u32) -> Voices {
    let voices = sentiment::voices(engagement, cycle);
    Voices {
        all: voices.into_iter().map(|(_, feedback)| voice::of(engagement, feedback)).collect(),
        means: ratings::of_cycle(engagement, cycle),
        verdicts: verdicts(engagement, cycle),
        rounds: ratings::per_round(engagement, cycle),
    }
}

/// How many people found it of value by their last feedback, as `4 found the result valuable`; empty if nobody said.
fn verdicts(engagement: &Engagement, cycle: u32) -> String {
    let voices = sentiment::voices(engagement, cycle).into_iter();
    let mut last: BTreeMap<_, (Date, BTreeSet<Worth>)> = BTreeMap::new();
    for (feedback, verdict) in voices.filter_map(|(_, feedback)| Some((feedback, feedback.verdict?))) {
        let (day, verdicts) = last.entry(&feedback.from).or_insert((feedback.on, BTreeSet::new()));
        if *day < feedback.on {
            (*day, *verdicts) = (feedback.on, BTreeSet::new());
        }
        verdicts.insert(verdict);
    }
    // two verdicts of one day have no order in the record, so neither is the last
    let number = |worth| last.values().filter(|(_, last)| last.len() == 1 && last.contains(&worth)).count();
    let found = |worth| match worth {
        Worth::ChangedMind => wording::worth(worth).to_owned(),
        _ => format!("found the result {}", wording::worth(worth)),
    };
    words::and_list(wording::counted(Worth::ALL.iter().map(|worth| (number(*worth), found(*worth)))))
}
