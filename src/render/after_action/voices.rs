//! The customer's view: what they said, word for word, and how their impression moved.

use std::collections::{BTreeMap, BTreeSet};

use crate::insight::sentiment::{self, Mean, Sentiment};
use crate::model::date::Date;
use crate::model::engagement::Engagement;
use crate::model::record::Worth;
use crate::model::words;
use crate::render::parts::voice::{self, Voice};
use crate::render::view::view;
use crate::render::{draw, said};

view! {
    /// What was said in a cycle.
    pub struct Voices {
        /// Each of them.
        all: Vec<Voice>,
        /// The means of the ratings, and how they moved since the cycle before.
        means: String,
        /// The mean ratings of each round.
        rounds: Vec<Round>,
    }

    /// The means of a round.
    pub struct Round {
        /// The round, from 1.
        number: usize,
        /// How many people were heard in it, and how often.
        voices: String,
        /// The mean impression of the technology, of 5, with a bar.
        impression: String,
        /// The mean enthusiasm to go on, of 5, with a bar.
        enthusiasm: String,
    }
}

impl Voices {
    /// Whether nobody was heard.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

/// The customer's voices of a cycle, and how they moved since the one before.
pub fn voices(engagement: &Engagement, cycle: u32) -> Voices {
    let voices = sentiment::voices(engagement, cycle);
    let rounds = sentiment::per_round(engagement, cycle);
    let rounds = if rounds.len() > 1 { rounds.into_iter().map(round).collect() } else { vec![] };
    Voices {
        all: voices.into_iter().map(|(_, feedback)| voice::of(engagement, feedback)).collect(),
        means: means(engagement, cycle),
        rounds,
    }
}

fn mean(mean: Option<Mean>) -> String {
    mean.map_or_else(|| said::NOT_RECORDED.to_owned(), |mean| format!("{mean} of 5"))
}

/// A mean with a bar of it: all of 5 is full.
fn drawn(of: Option<Mean>) -> String {
    of.map_or_else(|| mean(of), |rated| format!("{} {}", draw::bar(rated.tenths() * 2), mean(of)))
}

fn round((number, sentiment): (usize, Sentiment)) -> Round {
    Round {
        number,
        voices: said::heard(&sentiment),
        impression: drawn(sentiment.impression),
        enthusiasm: drawn(sentiment.enthusiasm),
    }
}

/// The means of a cycle and their change; nothing where one voice says it all.
fn means(engagement: &Engagement, cycle: u32) -> String {
    let now = sentiment::of_cycle(engagement, cycle);
    let last = cycle.checked_sub(1).map(|last| sentiment::of_cycle(engagement, last)).unwrap_or_default();
    let moved = |now: Option<Mean>, last: Option<Mean>| {
        let change = now.zip(last).map(|(now, last)| change(now.tenths_above(last)));
        format!("{}{}", mean(now), change.unwrap_or_default())
    };
    if now.statements == 1 && last.voices == 0 {
        return String::new();
    }
    format!(
        "{}{}; mean impression {}, mean enthusiasm {}",
        said::heard(&now),
        verdicts(engagement, cycle),
        moved(now.impression, last.impression),
        moved(now.enthusiasm, last.enthusiasm)
    )
}

/// How many people found it of value by their last word; nothing where nobody said.
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
    let is_last = |verdicts: &BTreeSet<Worth>, worth| verdicts.len() == 1 && verdicts.contains(&worth);
    let of = |worth: Worth| match last.values().filter(|(_, verdicts)| is_last(verdicts, worth)).count() {
        0 => None,
        number => Some(format!("{number} {}", said::worth(worth))),
    };
    let counts: Vec<_> = Worth::ALL.iter().filter_map(|worth| of(*worth)).collect();
    if counts.is_empty() { String::new() } else { format!("; by their last word {}", words::and_list(&counts)) }
}

fn change(tenths: i64) -> String {
    let by = format!("{}.{}", tenths.abs() / 10, tenths.abs() % 10);
    match tenths {
        0 => " (unchanged since the last cycle)".to_owned(),
        up if up > 0 => format!(" (up by {by} since the last cycle)"),
        _ => format!(" (down by {by} since the last cycle)"),
    }
}
