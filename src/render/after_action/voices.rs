//! The customer's view: what they said, word for word, and how their impression moved.

use serde::Serialize;

use crate::insight::sentiment::{self, Mean, Sentiment};
use crate::model::engagement::Engagement;
use crate::model::number::Rating;
use crate::model::record::{Feedback, RatedBy, Worth};
use crate::model::reference::Reference;
use crate::model::words;
use crate::render::said;

/// What it was to those who said so.
#[derive(Debug, Serialize)]
pub struct Verdict {
    verdict: &'static str,
    who: String,
}

/// The verdicts the customer gave in a cycle, each with who gave it and when.
pub fn verdicts(engagement: &Engagement, cycle: u32) -> Vec<Verdict> {
    let voices = sentiment::voices(engagement, cycle);
    let of = |worth: &Worth| {
        let said = voices.iter().filter(|(_, feedback)| feedback.verdict == Some(*worth));
        let who: Vec<_> = said.map(|(_, feedback)| who(engagement, feedback)).collect();
        (!who.is_empty()).then(|| Verdict { verdict: in_words(*worth), who: words::and_list(&who) })
    };
    Worth::ALL.iter().filter_map(of).collect()
}

fn who(engagement: &Engagement, feedback: &Feedback) -> String {
    format!("{} ({})", engagement.name_of(&feedback.from), words::date(feedback.on))
}

fn in_words(worth: Worth) -> &'static str {
    match worth {
        Worth::Valuable => "Valuable",
        Worth::NotValuable => "Not valuable",
        Worth::ChangedMind => "Changed their mind",
    }
}

/// What was said in a cycle.
#[derive(Debug, Serialize)]
pub struct Voices {
    all: Vec<Voice>,
    means: String,
    rounds: Vec<Round>,
}

/// What someone said.
#[derive(Debug, Serialize)]
pub struct Voice {
    name: String,
    on: String,
    impression: String,
    enthusiasm: String,
    rated_by: &'static str,
    verdict: String,
    said: String,
}

/// The means of a round.
#[derive(Debug, Serialize)]
pub struct Round {
    number: usize,
    voices: usize,
    impression: String,
    enthusiasm: String,
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
        all: voices.into_iter().map(|voice| spoken(engagement, voice)).collect(),
        means: means(engagement, cycle),
        rounds,
    }
}

fn spoken(engagement: &Engagement, (_, feedback): (&Reference, &Feedback)) -> Voice {
    Voice {
        name: engagement.name_of(&feedback.from),
        on: words::date(feedback.on),
        impression: rating(feedback.impression),
        enthusiasm: rating(feedback.enthusiasm),
        rated_by: match feedback.rated_by {
            _ if feedback.impression.is_none() && feedback.enthusiasm.is_none() => "",
            Some(RatedBy::Them) => "their own rating",
            Some(RatedBy::Us) => "our reading",
            None => "not recorded whose rating",
        },
        verdict: feedback.verdict.map_or_else(|| "no verdict".to_owned(), |worth| in_words(worth).to_lowercase()),
        said: feedback.said.as_ref().map(|said| said.as_str().to_owned()).unwrap_or_default(),
    }
}

fn rating(rating: Option<Rating>) -> String {
    rating.map_or_else(|| said::NOT_RECORDED.to_owned(), |rating| format!("{rating} of 5"))
}

fn mean(mean: Option<Mean>) -> String {
    mean.map_or_else(|| said::NOT_RECORDED.to_owned(), |mean| format!("{mean} of 5"))
}

fn round((number, sentiment): (usize, Sentiment)) -> Round {
    Round {
        number,
        voices: sentiment.voices,
        impression: mean(sentiment.impression),
        enthusiasm: mean(sentiment.enthusiasm),
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
    if now.voices == 1 && last.voices == 0 {
        return String::new();
    }
    format!(
        "{}; mean impression {}, mean enthusiasm {}",
        words::count(now.voices, "voice"),
        moved(now.impression, last.impression),
        moved(now.enthusiasm, last.enthusiasm)
    )
}

fn change(tenths: i64) -> String {
    let by = format!("{}.{}", tenths.abs() / 10, tenths.abs() % 10);
    match tenths {
        0 => " (unchanged since the last cycle)".to_owned(),
        up if up > 0 => format!(" (up by {by} since the last cycle)"),
        _ => format!(" (down by {by} since the last cycle)"),
    }
}
