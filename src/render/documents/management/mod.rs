//! The text of the report to management: decisions needed, risks and concerns, cost, the customer's view. A report on
//! an earlier cycle has what was known when that cycle ended.

use crate::check::Attention;
use crate::insight::{as_of, goals as figures, won_over};
use crate::model::audience::Audience;
use crate::model::date::Date;
use crate::model::engagement::Engagement;
use crate::model::entry::{Hypothesis, PlanNext};
use crate::model::record::Verdict;
use crate::model::settings::Settings;
use crate::model::text::Text;
use crate::model::words;
use crate::render::parts;
use crate::render::parts::forecast::{self, ForecastView};
use crate::render::parts::goals::{self, GoalView};
use crate::render::parts::hours::{self, Hours};
use crate::render::parts::next::{self, NextCycle};
use crate::render::parts::ratings::{self, Ratings};
use crate::render::parts::spend::{self, SpendView};
use crate::render::subject::Subject;
use crate::render::{attention, progress, wording};

use crate::render::view::view;
view! {
    /// Everything the template can place.
    pub struct View {
        /// The day used for figures: by default the last day in the record.
        as_of: String,
        /// What the cycle is to reach.
        aim: String,
        /// The current status, or how the engagement ended.
        standing: String,
        /// How many goals there are, by verdict, in words.
        goals: String,
        /// The goals of which something was measured, with what came out.
        measured: Vec<GoalView>,
        /// The decision asked for.
        next: NextCycle,
        /// What worries.
        worries: Worries,
        /// What was spent, by currency and category, against the budget.
        spend: SpendView,
        /// The forecast beside the result so far; empty if none is recorded.
        forecast: ForecastView,
        /// The ratings of the customer's people by demonstration.
        ratings: Vec<Ratings>,
        /// Who found it valuable after they had not, and since when.
        won_over: String,
        /// The hours that it took of our people and of the customer's.
        hours: Hours,
        /// The parts that are left out, named in one sentence.
        missing: String,
    }

    /// What worries, the most serious first.
    struct Worries {
        /// The first few of them.
        shown: Vec<String>,
        /// How many more there are, in words.
        others: String,
    }
}

/// The maximum number of concerns listed one by one.
const MOST: usize = 7;

/// The report about a cycle.
pub fn view(subject: &Subject) -> View {
    let Subject { engagement, cycle, .. } = *subject;
    let is_over = engagement.followed_by.is_some();
    // a cycle that is over is reported as it ended, whatever the day
    let day = subject.day.filter(|_| !is_over && engagement.is_open());
    let today = day.or_else(|| as_of::day(engagement));
    let measured = goals::of_cycle(engagement, cycle, Audience::Internal).into_iter();
    let measured = measured.filter(|goal| !goal.measured_line.is_empty());
    let mut view = View {
        as_of: parts::day(day.or_else(|| as_of::day(engagement))),
        aim: parts::line(aim(engagement, cycle)),
        standing: stands(engagement),
        goals: tally(engagement, cycle),
        measured: measured.collect(),
        next: next::of_cycle(engagement, cycle),
        worries: worries(engagement, subject.settings, today, is_over),
        spend: spend::up_to_cycle(engagement, cycle),
        forecast: forecast::of(engagement, today),
        ratings: ratings::per_demo(engagement, today),
        won_over: won_over(engagement),
        hours: hours::of_cycle(engagement, cycle),
        missing: String::new(),
    };
    view.missing = missing(&view, engagement, !is_over);
    view
}

/// The aim of a cycle: from the plan before it, else from its hypothesis.
fn aim(engagement: &Engagement, cycle: u32) -> Option<&Text> {
    let planned = cycle
        .checked_sub(1)
        .and_then(|last| engagement.last_answers::<PlanNext>(last))
        .and_then(|plan| plan.aim.as_ref());
    let hypothesis = engagement.last_answers::<Hypothesis>(cycle);
    planned.or_else(|| hypothesis.and_then(|hypothesis| hypothesis.benefit.as_ref().or(hypothesis.belief.as_ref())))
}

/// The current status; for a cycle that is over, when the next began.
fn stands(engagement: &Engagement) -> String {
    match engagement.followed_by {
        Some((next, day)) => format!("over; cycle {next} began on {}", words::date(day)),
        None => progress::of(engagement),
    }
}

/// The number of goals by verdict, and which ones are not met.
fn tally(engagement: &Engagement, cycle: u32) -> String {
    let goals = figures::of_cycle(engagement, cycle);
    let verdicts = [
        (Verdict::Met, "met", false),
        (Verdict::Partly, "partly met", true),
        (Verdict::Missed, "missed", true),
        (Verdict::Open, "still open", false),
    ];
    let verdicts = verdicts.into_iter().filter_map(|(verdict, what, is_named)| {
        let these: Vec<_> = goals.iter().filter(|(_, goal)| goal.verdict() == verdict).collect();
        let names: Vec<_> = these.iter().map(|(_, goal)| wording::clause(&goal.statement)).collect();
        let names = if is_named { format!(" ({})", names.join("; ")) } else { String::new() };
        (!these.is_empty()).then(|| format!("{} {what}{names}", these.len()))
    });
    words::and_list(verdicts)
}

/// The risks and concerns on a day; a finished cycle has no open gates.
fn worries(engagement: &Engagement, settings: &Settings, today: Option<Date>, is_over: bool) -> Worries {
    let Some(today) = today else { return Worries { shown: vec![], others: String::new() } };
    let attention = Attention::of(engagement, settings, today);
    let mut all = attention::of(engagement, &attention);
    if !is_over {
        all.extend(attention::gates(engagement, &attention));
    }
    let mut shown = attention::sentences(all);
    let others = match shown.len().saturating_sub(MOST) {
        0 => String::new(),
        1 => "One more thing weighs less.".to_owned(),
        more => format!("{more} more things weigh less."),
    };
    shown.truncate(MOST);
    Worries { shown, others }
}

/// Who was won over, each with the day of the verdict before; empty if nobody was.
fn won_over(engagement: &Engagement) -> String {
    let since = |(id, day): &(_, Date)| format!("{} (since {})", engagement.name_of(id), words::date(*day));
    words::and_list(won_over::people(engagement).iter().map(since))
}

/// The line that lists what is not recorded.
fn missing(view: &View, engagement: &Engagement, is_last: bool) -> String {
    let is_open = engagement.is_open() && is_last;
    wording::missing(&[
        ("the mission", engagement.mission().is_none()),
        ("the aim of this cycle", view.aim.is_empty()),
        ("the goals", view.goals.is_empty()),
        ("the decision asked for", view.next.ask.is_empty() && view.next.decision.is_empty() && is_open),
        ("the spend", view.spend.is_empty()),
        ("the customer's impressions", view.ratings.is_empty()),
        ("the customer's hours", view.hours.is_theirs_empty()),
    ])
}
