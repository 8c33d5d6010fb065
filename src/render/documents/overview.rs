//! The page of an engagement among published pages: where it is, what is next, goals, voices and open actions.

use crate::render::documents::prelude::*;
use crate::render::parts::{actions, forecast, goals, next, timeline, voice};
use crate::render::{attention, progress};

view! {
    /// Everything the template can place.
    pub struct View {
        /// The current step, or how it ended.
        standing: String,
        /// What needs attention, the most important first.
        attention: Few<String>,
        /// What is planned after this cycle.
        next: NextCycle,
        /// The forecast; empty where none is recorded.
        forecast: ForecastView,
        /// The goals that were judged in earlier cycles, then those that the cycle works on.
        goals: Vec<GoalView>,
        /// The timeline of the cycle.
        timeline: Timeline,
        /// What the customer said in the cycle, the latest first; where nothing is recorded, what the sponsor said last.
        voices: Few<Voice>,
        /// The actions that are not done, the first due first.
        actions: Few<ActionView>,
    }
}

/// The most sentences, voices and actions that are listed.
const MOST: usize = 5;

/// The page of a cycle.
pub fn view(subject: &Subject) -> View {
    let Subject { engagement, settings, cycle, .. } = *subject;
    let today = as_of::day(engagement);
    let attention = today.map(|today| Attention::of(engagement, settings, today));
    let sentences = attention.iter().flat_map(|attention| attention::sentences(engagement, attention));
    View {
        standing: progress::of(engagement),
        attention: Few::of(sentences.collect(), MOST),
        next: next::of_cycle(engagement, cycle),
        forecast: forecast::of(engagement, today),
        goals: [goals::judged_before, goals::of_cycle]
            .iter()
            .flat_map(|of| of(engagement, cycle, Audience::Internal))
            .collect(),
        timeline: timeline::of_cycle(engagement, settings, cycle),
        voices: Few::of(voices(engagement, cycle), MOST),
        actions: Few::of(open(engagement, cycle), 2 * MOST),
    }
}

fn voices(engagement: &Engagement, cycle: u32) -> Vec<Voice> {
    let mut said: Vec<_> = sentiment::voices(engagement, cycle).into_iter().map(|(_, feedback)| feedback).collect();
    said.retain(|feedback| feedback.said.is_some());
    if said.is_empty() {
        let is_sponsor = |from| engagement.person(from).is_some_and(|person| person.roles.contains(&Role::Sponsor));
        let mut all = sentiment::all_voices(engagement).into_iter().map(|(_, feedback)| feedback);
        said.extend(all.rfind(|feedback| feedback.said.is_some() && is_sponsor(&feedback.from)));
    }
    said.sort_by_key(|voice| std::cmp::Reverse(voice.on));
    said.into_iter().map(|feedback| voice::of(engagement, feedback)).collect()
}

fn open(engagement: &Engagement, cycle: u32) -> Vec<ActionView> {
    let mut open: Vec<_> = engagement.all::<Action>().map(|(_, action)| action).collect();
    open.retain(|action| action.done.is_none());
    open.sort_by_key(|action| (action.due.is_none(), action.due));
    open.into_iter().map(|action| actions::action(engagement, cycle, action)).collect()
}

#[cfg(test)]
mod tests {
    use crate::insight::fixture;
    use crate::model::settings::Settings;
    use crate::render::fixture::{HARBOR, about};
    use crate::render::{OVERVIEWS, render};

    #[test]
    fn the_page_of_an_engagement_has_where_it_is_and_the_customer_sees_what_is_theirs() {
        let (engagement, settings) = (fixture::engagement(HARBOR), Settings::default());
        let files = [
            snapbox::file!["../testdata/overview-harbor.md"],
            snapbox::file!["../testdata/overview-harbor-customer.md"],
        ];
        for (overview, file) in OVERVIEWS.iter().zip(files) {
            let page = render(overview, &overview.builtin(), &about(overview, &engagement, &settings, None)).unwrap();
            snapbox::assert_data_eq!(page, file.raw());
        }
    }
}
