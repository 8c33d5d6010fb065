//! The customer's sentiment: impression and enthusiasm, 1 to 5, by round, cycle and demo.
//!
//! A voice is a person, however often they spoke. A mean is over people: the last rating of each in the round,
//! the cycle or the demo counts once.

use crate::insight::demos::{self, Demonstration};
use crate::insight::prelude::*;

/// A mean of ratings in tenths, 10 to 50, rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mean {
    tenths: i64,
}

impl Mean {
    /// The mean of ratings; none without ratings.
    pub fn of(ratings: impl Iterator<Item = Rating>) -> Option<Self> {
        let (sum, count) = ratings.fold((0, 0), |(sum, count), rating| (sum + i64::from(rating.get()), count + 1));
        (count > 0).then(|| Self { tenths: (20 * sum + count) / (2 * count) })
    }

    /// The mean of equally weighted means; none without means.
    pub fn of_means(means: impl Iterator<Item = Self>) -> Option<Self> {
        let (sum, count) = means.fold((0, 0), |(sum, count), mean| (sum + mean.tenths, count + 1));
        (count > 0).then(|| Self { tenths: (2 * sum + count) / (2 * count) })
    }

    /// In tenths, 10 to 50.
    pub const fn tenths(self) -> i64 {
        self.tenths
    }

    /// A number of whole points.
    pub const fn whole(points: i64) -> Self {
        Self { tenths: 10 * points }
    }

    /// How much higher this is than an earlier one, in tenths; negative when lower.
    pub fn tenths_above(self, earlier: Self) -> i64 {
        self.tenths - earlier.tenths
    }
}

impl std::fmt::Display for Mean {
    fn fmt(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(out, "{}.{}", self.tenths / 10, self.tenths % 10)
    }
}

/// The means of some feedback, over people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sentiment {
    /// How many people gave feedback.
    pub voices: usize,
    /// How many times they did.
    pub statements: usize,
    /// Of the technology in its current form.
    pub impression: Option<Mean>,
    /// For continuing with us.
    pub enthusiasm: Option<Mean>,
}

/// The customer's feedback of a cycle, by day.
pub fn voices(engagement: &Engagement, cycle: u32) -> Vec<(&Reference, &Feedback)> {
    in_cycle(engagement, cycle).into_iter().map(|voice| (voice.name, voice.feedback)).collect()
}

/// The customer's feedback of all cycles, by day.
pub fn all_voices(engagement: &Engagement) -> Vec<(&Reference, &Feedback)> {
    voice(engagement).into_iter().map(|voice| (voice.name, voice.feedback)).collect()
}

/// Feedback of the customer, and the entry it belongs to.
struct CustomerVoice<'a> {
    name: &'a Reference,
    feedback: &'a Feedback,
    entry: EntryId,
}

/// All feedback of the customer, by day.
fn voice(engagement: &Engagement) -> Vec<CustomerVoice<'_>> {
    let other = |from| engagement.person(from).is_some_and(|person| matches!(person.side, Side::Ours | Side::Partner));
    let theirs = engagement.all::<Feedback>().filter(|(_, feedback)| !other(&feedback.from));
    let voice = theirs
        .filter_map(|(name, feedback)| Some(CustomerVoice { name, feedback, entry: engagement.stay_of(feedback)? }));
    let mut all: Vec<_> = voice.collect();
    all.sort_by_key(|voice| (voice.feedback.on, voice.name));
    all
}

fn in_cycle(engagement: &Engagement, cycle: u32) -> Vec<CustomerVoice<'_>> {
    let mut all = voice(engagement);
    all.retain(|voice| voice.entry.cycle == cycle);
    all
}

/// The sentiment of a cycle.
pub fn of_cycle(engagement: &Engagement, cycle: u32) -> Sentiment {
    let voices: Vec<_> = voices(engagement, cycle).into_iter().map(|(_, feedback)| feedback).collect();
    sentiment(&voices)
}

/// The sentiment of each round of a cycle that has feedback, by round.
pub fn per_round(engagement: &Engagement, cycle: u32) -> Vec<(usize, Sentiment)> {
    let mut rounds: BTreeMap<usize, Vec<&Feedback>> = BTreeMap::new();
    for CustomerVoice { feedback, entry, .. } in in_cycle(engagement, cycle) {
        rounds.entry(engagement.round(entry)).or_default().push(feedback);
    }
    rounds.into_iter().map(|(round, voices)| (round, sentiment(&voices))).collect()
}

/// The sentiment at one demonstration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AtDemo {
    /// The cycle.
    pub cycle: u32,
    /// The demonstration; none for feedback before the cycle showed anything.
    pub demo: Option<Demonstration>,
    /// The means.
    pub sentiment: Sentiment,
    /// The change of the impression since the previous one.
    pub impression_change: Option<RatingChange>,
    /// The change of the enthusiasm, likewise.
    pub enthusiasm_change: Option<RatingChange>,
}

/// The change of a rating among those who gave it both times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RatingChange {
    /// How many gave it both times.
    pub people: usize,
    /// Their mean the time before.
    pub before: Mean,
    /// Their mean now.
    pub now: Mean,
}

impl RatingChange {
    /// How much higher it is now, in tenths; negative when lower.
    pub fn tenths(&self) -> i64 {
        self.now.tenths_above(self.before)
    }
}

/// The sentiment at each demonstration by the end of a day that has feedback, in order;
/// in each cycle, feedback before the first demonstration comes first.
pub fn per_demo(engagement: &Engagement, today: Date) -> Vec<AtDemo> {
    let mut demos: BTreeMap<u32, Vec<Demonstration>> = BTreeMap::new();
    for demo in demos::by(engagement, today) {
        demos.entry(demo.entry.cycle).or_default().push(demo);
    }
    let of_cycle = |cycle| demos.get(&cycle).map_or(&[][..], Vec::as_slice);
    let mut spoken: BTreeMap<(u32, Option<Demonstration>), Vec<&Feedback>> = BTreeMap::new();
    let mut about: BTreeMap<EntryId, Option<Demonstration>> = BTreeMap::new();
    for CustomerVoice { feedback, entry, .. } in
        voice(engagement).into_iter().filter(|voice| voice.feedback.on <= today)
    {
        let demo = *about.entry(entry).or_insert_with(|| demos::about(engagement, of_cycle(entry.cycle), entry));
        spoken.entry((entry.cycle, demo)).or_default().push(feedback);
    }
    let mut last = [LastRatings::new(), LastRatings::new()];
    spoken.into_iter().map(|(at, voices)| at_demo(at, &voices, &mut last)).collect()
}

/// The last rating of each of several people: the mean of their last day, since the order within a day is not recorded.
type LastRatings<'a> = BTreeMap<&'a PersonId, Mean>;

fn at_demo<'a>(
    (cycle, demo): (u32, Option<Demonstration>),
    voices: &[&'a Feedback],
    [impression, enthusiasm]: &mut [LastRatings<'a>; 2],
) -> AtDemo {
    AtDemo {
        cycle,
        demo,
        sentiment: sentiment(voices),
        impression_change: moved(rated(voices, |feedback| feedback.impression), impression),
        enthusiasm_change: moved(rated(voices, |feedback| feedback.enthusiasm), enthusiasm),
    }
}

/// The last rating of each person.
fn rated<'a>(voices: &[&'a Feedback], of: fn(&Feedback) -> Option<Rating>) -> LastRatings<'a> {
    let mut days: BTreeMap<&PersonId, (Date, Vec<Rating>)> = BTreeMap::new();
    for (feedback, rating) in voices.iter().filter_map(|feedback| Some((feedback, of(feedback)?))) {
        let (day, ratings) = days.entry(&feedback.from).or_insert((feedback.on, vec![]));
        if *day < feedback.on {
            (*day, *ratings) = (feedback.on, vec![]);
        }
        if *day == feedback.on {
            ratings.push(rating);
        }
    }
    days.into_iter().filter_map(|(person, (_, ratings))| Some((person, Mean::of(ratings.into_iter())?))).collect()
}

/// The change among those who rated both times; none if nobody did.
fn moved<'a>(now: LastRatings<'a>, last: &mut LastRatings<'a>) -> Option<RatingChange> {
    if now.is_empty() {
        return None;
    }
    let before = std::mem::replace(last, now);
    let both: Vec<_> = last.iter().filter_map(|(person, now)| Some((*before.get(person)?, *now))).collect();
    Some(RatingChange {
        people: both.len(),
        before: Mean::of_means(both.iter().map(|(before, _)| *before))?,
        now: Mean::of_means(both.iter().map(|(_, now)| *now))?,
    })
}

/// The last demonstration, or time before one, with an enthusiasm rating.
pub fn last_enthusiasm(engagement: &Engagement, today: Date) -> Option<AtDemo> {
    per_demo(engagement, today).into_iter().rfind(|at| at.sentiment.enthusiasm.is_some())
}

/// The means of feedback sorted by day.
fn sentiment(voices: &[&Feedback]) -> Sentiment {
    let people: BTreeSet<_> = voices.iter().map(|feedback| &feedback.from).collect();
    Sentiment {
        voices: people.len(),
        statements: voices.len(),
        impression: Mean::of_means(rated(voices, |feedback| feedback.impression).into_values()),
        enthusiasm: Mean::of_means(rated(voices, |feedback| feedback.enthusiasm).into_values()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;

    /// Ana rated 2 and then 5, Cy 4; Bo of ours does not count.
    fn engagement() -> Engagement {
        fixture::engagement(
            r#"{"entries": {"cycle-1/01-demo": "2026-03-10", "cycle-1/02-adjust": "2026-03-11",
                "cycle-1/03-demo": "2026-03-20"}, "records": {"people/bo": {"side": "ours"},
                "feedback/2026-03-20-ana-aaaa": {"impression": "5", "enthusiasm": "4"},
                "feedback/2026-03-10-ana-aaaa": {"impression": "2"},
                "feedback/2026-03-10-cy-aaaa": {"from": "cy", "impression": "4"},
                "feedback/2026-03-10-bo-aaaa": {"from": "bo", "impression": "1"}}}"#,
        )
    }

    fn shown(mean: Option<Mean>) -> String {
        mean.map_or("-".to_owned(), |mean| mean.to_string())
    }

    #[test]
    fn the_means_are_theirs_and_to_a_tenth_and_a_round_has_its_own() {
        let cycle = of_cycle(&engagement(), 1);
        assert_eq!((cycle.voices, cycle.statements), (2, 3));
        assert_eq!((shown(cycle.impression).as_str(), shown(cycle.enthusiasm).as_str()), ("4.5", "4.0"));
        assert_eq!(of_cycle(&engagement(), 2), Sentiment::default());
        let rounds = per_round(&engagement(), 1);
        let means: Vec<_> = rounds.iter().map(|(round, of)| format!("{round}: {}", shown(of.impression))).collect();
        assert_eq!(means, ["1: 3.0", "2: 5.0"]);
        assert_eq!(rounds[1].1.impression.unwrap().tenths_above(rounds[0].1.impression.unwrap()), 20);
        let mean = |tenths| Mean { tenths };
        assert_eq!(Mean::of_means([mean(30), mean(45)].into_iter()), Some(mean(38)));
        assert_eq!(Mean::of_means(std::iter::empty()), None);
    }

    #[test]
    fn the_last_day_of_a_person_counts_as_one_voice_however_often_they_spoke() {
        let mut records = serde_json::json!({ "feedback/2026-03-09-ana": { "impression": "1" },
            "feedback/2026-03-10-ana": { "impression": "5" }, "feedback/2026-03-10-ana-again": { "impression": "2" } });
        let round = |records: &serde_json::Value| {
            let json = serde_json::json!({ "entries": { "cycle-1/01-demo": "2026-03-10" }, "records": records });
            let (_, round) = per_round(&fixture::from(&json), 1)[0];
            let demo = per_demo(&fixture::from(&json), "2026-03-15".parse().unwrap())[0].sentiment;
            assert_eq!((demo.voices, demo.impression), (round.voices, round.impression));
            (round.voices, round.statements, shown(round.impression))
        };
        assert_eq!(round(&records), (1, 3, "3.5".to_owned()));
        records["feedback/2026-03-10-cy"] = serde_json::json!({ "from": "cy", "impression": "4" });
        for number in 0..60 {
            records[format!("feedback/2026-03-11-ana-{number}")] = serde_json::json!({ "impression": "1" });
        }
        assert_eq!(round(&records), (2, 64, "2.5".to_owned()));
    }

    #[test]
    fn a_demo_is_compared_with_the_last_one_that_has_a_mean() {
        let (before, today) = ("2026-03-15".parse().unwrap(), "2026-03-20".parse().unwrap());
        let first = &per_demo(&engagement(), before)[..];
        let demo = first[0].demo.unwrap().on.to_string();
        assert_eq!((first.len(), demo.as_str(), first[0].sentiment.voices), (1, "2026-03-10", 2));
        assert_eq!((first[0].impression_change, first[0].enthusiasm_change), (None, None));
        let mut later = engagement();
        later.walk.push("cycle-1/04-adjust".parse().unwrap());
        let changes: Vec<_> = per_demo(&later, today).iter().map(|at| at.impression_change).collect();
        // Cy, who rated 4, gave no new feedback; Ana went from 2 to 5
        let ana = RatingChange { people: 1, before: Mean { tenths: 20 }, now: Mean { tenths: 50 } };
        assert_eq!((changes, ana.tenths()), (vec![None, Some(ana)], 30));
        let last = last_enthusiasm(&later, today).unwrap();
        assert_eq!((shown(last.sentiment.enthusiasm).as_str(), last.enthusiasm_change), ("4.0", None));
        assert_eq!(last_enthusiasm(&later, before), None);
    }
}
