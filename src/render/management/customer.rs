//! What the customer thinks of it and how that moved.

use crate::insight::sentiment::{self, AtDemo, Change, Mean};
use crate::insight::won_over;
use crate::model::date::Date;
use crate::model::engagement::Engagement;
use crate::model::words;
use crate::render::view::view;
use crate::render::{draw, said};

view! {
    /// The means of one demonstration.
    pub struct Voice {
        /// The round that they were heard in.
        when: String,
        /// How many people were heard then, and how often.
        voices: String,
        /// The mean impression of the technology, of 5.
        impression: String,
        /// The mean enthusiasm to go on, of 5.
        enthusiasm: String,
    }
}

/// The customer's impressions and enthusiasm by demonstration, each with its change.
pub fn voices(engagement: &Engagement, today: Option<Date>) -> Vec<Voice> {
    let told = today.map(|today| sentiment::per_demo(engagement, today));
    told.unwrap_or_default().iter().map(voice).collect()
}

fn voice(at: &AtDemo) -> Voice {
    let before = || format!("cycle {}, before a demo", at.cycle);
    let enthusiasm = at.sentiment.enthusiasm;
    let drawn = enthusiasm.map(|mean| format!("{} ", draw::bar(mean.tenths() * 2))).unwrap_or_default();
    Voice {
        when: at.demo.map_or_else(before, |demo| format!("demo of {}", words::date(demo.on))),
        voices: said::heard(&at.sentiment),
        impression: mean(at, at.sentiment.impression, at.impression_change),
        enthusiasm: format!("{drawn}{}", mean(at, enthusiasm, at.enthusiasm_change)),
    }
}

fn mean(at: &AtDemo, mean: Option<Mean>, change: Option<Change>) -> String {
    let change = change.map(|change| format!(" ({})", said::moved(&change, at.sentiment.voices))).unwrap_or_default();
    mean.map_or_else(|| said::NOT_RECORDED.to_owned(), |mean| format!("{mean}{change}"))
}

/// Who was won over, each with the day of the verdict before; empty where nobody was.
pub fn won_over(engagement: &Engagement) -> String {
    let since = |(id, day): &(_, Date)| format!("{} (since {})", engagement.name_of(id), words::date(*day));
    words::and_list(&won_over::people(engagement).iter().map(since).collect::<Vec<_>>())
}
