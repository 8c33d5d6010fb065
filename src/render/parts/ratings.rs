//! Ratings by the customer's people: means, and how they changed.

use crate::render::parts::prelude::*;

view! {
    /// The ratings of those heard at one time.
    #[derive(Default)]
    pub struct Ratings {
        /// The round, from 1.
        when: String,
        /// How many people were heard then, and how often.
        pub voices: String,
        /// The mean impression of the technology.
        impression: RatingView,
        /// The mean enthusiasm to go on.
        pub enthusiasm: RatingView,
    }

    /// A mean rating, from 1 to 5; empty where nobody gave one.
    #[derive(Default)]
    pub struct RatingView {
        /// The mean, such as 3.5.
        pub mean: String,
        /// How it moved since the time before, such as +0.5.
        pub moved: String,
    }
}

/// The ratings of each round of a cycle; empty if there is only one.
pub fn per_round(engagement: &Engagement, cycle: u32) -> Vec<Ratings> {
    let rounds = sentiment::per_round(engagement, cycle);
    let has_several = rounds.len() > 1;
    let rounds = rounds.into_iter().filter(|_| has_several);
    rounds.map(|(number, sentiment)| ratings(number.to_string(), &sentiment, [None, None])).collect()
}

/// The ratings of a cycle, and how they changed since the one before; empty if there is a single statement.
pub fn of_cycle(engagement: &Engagement, cycle: u32) -> Ratings {
    let now = sentiment::of_cycle(engagement, cycle);
    let last = cycle.checked_sub(1).map(|last| sentiment::of_cycle(engagement, last)).unwrap_or_default();
    if now.statements == 1 && last.voices == 0 {
        return Ratings::default();
    }
    let moved = |now: Option<Mean>, last| now.zip(last).map(|(now, last)| by(now.tenths_above(last)));
    let moves = [moved(now.impression, last.impression), moved(now.enthusiasm, last.enthusiasm)];
    ratings(String::new(), &now, moves)
}

/// The number of people from which a change of their mean says something.
const ENOUGH: usize = 3;

/// The enthusiasm at a demonstration, and how it changed among those asked before; for a few, how many they are.
pub fn enthusiasm(at: &AtDemo) -> RatingView {
    let few = Some(at.sentiment.voices).filter(|people| *people < ENOUGH);
    let moved = at.enthusiasm_change.filter(|change| change.people >= ENOUGH).map(|change| by(change.tenths()));
    rating(at.sentiment.enthusiasm, few.map(|people| words::count(people, "person|people")).or(moved))
}

fn ratings(when: String, sentiment: &Sentiment, [impression, enthusiasm]: [Option<String>; 2]) -> Ratings {
    Ratings {
        when,
        voices: voices(sentiment),
        impression: rating(sentiment.impression, impression),
        enthusiasm: rating(sentiment.enthusiasm, enthusiasm),
    }
}

fn rating(mean: Option<Mean>, moved: Option<String>) -> RatingView {
    let Some(mean) = mean else { return RatingView::default() };
    RatingView { mean: mean.to_string(), moved: moved.unwrap_or_default() }
}

/// Who gave feedback: `6 statements from 4 people`; the number of statements only if it differs.
fn voices(sentiment: &Sentiment) -> String {
    let people = words::count(sentiment.voices, "person|people");
    match sentiment.statements {
        once if once == sentiment.voices => people,
        often => format!("{} from {people}", words::count(often, "statement")),
    }
}

fn by(tenths: i64) -> String {
    let sign = match tenths.signum() {
        0 => return "unchanged".to_owned(),
        1 => '+',
        _ => '−',
    };
    format!("{sign}{}.{}", tenths.abs() / 10, tenths.abs() % 10)
}
