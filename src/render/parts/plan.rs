//! What the customer needs, how far they are, what comes next, and how it ended.

use crate::render::parts::prelude::*;
use crate::render::subject::Subject;

view! {
    /// How they do it today, what they need and what it brings them.
    #[derive(Default)]
    pub struct Need {
        /// How the customer does it today.
        pub today: String,
        /// What the customer needs.
        pub needed: String,
        /// What the customer gains.
        pub benefit: String,
        /// What meeting the customer changed of that, where it was adjusted.
        pub adjusted: String,
    }

    /// What a cycle plans for the next one.
    #[derive(Default)]
    pub struct OnwardView {
        /// Whether there is to be one.
        pub goes_on: bool,
        /// Whether the engagement is to end instead.
        pub closes: bool,
        /// What it is to show.
        pub aim: String,
        /// The kind of engagement that it is.
        pub kind: String,
        /// When it is planned to begin, as YYYY-MM-DD.
        pub from_iso: Option<Date>,
        /// When it began, as YYYY-MM-DD.
        pub began_iso: Option<Date>,
    }

    /// How an engagement ended.
    #[derive(Default)]
    pub struct Ending {
        /// Whether it ended in this cycle.
        pub is_over: bool,
        /// Whether it was called off, and did not come to its end.
        pub is_called_off: bool,
        /// On which day, as YYYY-MM-DD.
        pub on_iso: Option<Date>,
        /// What it was worth to the customer.
        pub worth: String,
        /// A sentence for the customer.
        pub message: String,
    }
}

/// The need as a cycle shows it.
pub fn need(engagement: &Engagement, cycle: u32) -> Need {
    let formed = engagement.last_answers::<Hypothesis>(cycle);
    let met = met(engagement, cycle).filter(|met| met.verdict == Some(Understanding::Adjusted));
    Need {
        today: prose(formed.and_then(|formed| formed.today.as_ref())),
        needed: prose(formed.and_then(|formed| formed.belief.as_ref())),
        benefit: prose(formed.and_then(|formed| formed.benefit.as_ref())),
        adjusted: prose(met.and_then(|met| met.adjusted.as_ref())),
    }
}

/// The customer's adoption, by the last meeting up to a cycle, and the workspace's suggestions for it.
pub fn adoption(subject: &Subject) -> (&'static str, Vec<String>) {
    let level = |cycle| met(subject.engagement, cycle).and_then(|met| met.adoption);
    let level = (1..=subject.cycle).rev().find_map(level).map(Adoption::word).unwrap_or_default();
    let kinds = subject.settings.adoption.get(level).map(|kinds| lines(kinds));
    (level, kinds.unwrap_or_default())
}

/// The last meeting of a cycle.
fn met(engagement: &Engagement, cycle: u32) -> Option<&Validate> {
    engagement.last_answers::<Validate>(cycle)
}

/// What a cycle plans for the next one.
pub fn onward(engagement: &Engagement, cycle: u32) -> OnwardView {
    let began_iso = engagement.followed_by.filter(|(next, _)| *next == cycle + 1).map(|(_, began)| began);
    let plan = engagement.last_answers::<PlanNext>(cycle);
    let Some(plan) = plan else { return OnwardView { began_iso, ..OnwardView::default() } };
    if plan.decision == Some(Onward::Close) {
        return OnwardView { closes: true, began_iso, ..OnwardView::default() };
    }
    OnwardView {
        closes: false,
        goes_on: plan.decision == Some(Onward::Continue),
        aim: words::sentence(&line(plan.aim.as_ref())),
        kind: line(plan.kind.as_ref()),
        from_iso: plan.next,
        began_iso,
    }
}

/// How it ended, if it did in this cycle.
pub fn ending(engagement: &Engagement, cycle: u32) -> Ending {
    let last = engagement.last_outcome.filter(|(_, kind)| !kind.is_open() && engagement.cycle() == cycle);
    let Some(outcome) = last.and_then(|last| engagement.outcomes.get(&last)) else { return Ending::default() };
    Ending {
        is_over: true,
        is_called_off: outcome.kind == OutcomeKind::CalledOff,
        on_iso: Some(outcome.on),
        worth: prose(outcome.worth.as_ref()),
        message: prose(outcome.message.as_ref()),
    }
}
