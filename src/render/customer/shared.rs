//! The parts of an engagement that the customer may see, as given to the customer's templates: there is no field for
//! anything else.
//!
//! This is the only projection. Internal data is excluded: lessons, notes, spend, hours, approaches, assumptions and
//! stop criteria, feedback and ratings, actions other than theirs or from goals, requirements and their feedback, reasons of a call-off, waived gates and accepted exceptions, opportunities,
//! requests to management. Pricing and budget are included only with `show_pricing: true`; what changed our view, only
//! if it adjusted the need. Missing data is empty.

pub use crate::render::parts::agreed::AgreedView;
pub use crate::render::parts::goals::GoalView;
pub use crate::render::parts::people::{People, PersonView};
pub use crate::render::parts::pictures::PictureView;
pub use crate::render::parts::plan::{Ending, Need, OnwardView};
pub use crate::render::parts::requirements::RequirementView;
pub use crate::render::parts::signatures::{HANDOVER, Signatures, SignedView};
pub use crate::render::parts::terms::Terms;
pub use crate::render::parts::week::{Task, Week};
pub use crate::render::parts::work::{Entered, Taken, Work, WorkDone};

use crate::insight::as_of;
use crate::model::audience::Audience;
use crate::model::date::Date;
use crate::render::markdown::one_line;
use crate::render::parts::{agreed, goals, line, people, pictures, plan, requirements, signatures, terms, week, work};
use crate::render::subject::Subject;
use crate::render::view::view;

view! {
    /// What of one cycle of an engagement the customer may see.
    pub struct Shared {
        /// What the engagement is called.
        pub title: String,
        /// The customer's name.
        pub customer: String,
        /// The organization that we are of; empty where it is not known or there are several.
        pub us: String,
        /// Who of ours prepared it.
        pub prepared_by: Vec<String>,
        /// Who of the customer's it is addressed to.
        pub prepared_for: Vec<String>,
        /// The number of the cycle it is about, from 1.
        pub cycle: u32,
        /// The last day it covers, as YYYY-MM-DD.
        pub as_of_iso: Option<Date>,
        /// The mark that the document bears for the customer.
        pub marking: String,
        /// The customer's mission that the engagement serves.
        pub mission: String,
        /// What was agreed for the whole engagement.
        pub terms: Terms,
        /// How they do it today, what they need and what it brings them.
        pub need: Need,
        /// How far they are with technology of this kind: `curious`, `exploring`, `proving` or `operating`.
        pub adoption: &'static str,
        /// The kinds of engagement that the workspace's settings suggest for that.
        pub suggested: Vec<String>,
        /// Those who take part, by side.
        pub people: People,
        /// Those of them who can be reached, by side.
        pub contacts: People,
        /// The goals that the cycle works on.
        pub goals: Vec<GoalView>,
        /// The goals that are met, those of earlier cycles first.
        pub met: Vec<GoalView>,
        /// The goals that are not met, those of earlier cycles first.
        pub not_met: Vec<GoalView>,
        /// The requirements asked for by the end of the cycle, the first in rank first.
        pub requirements: Vec<RequirementView>,
        /// What both sides agreed, when and by whom.
        pub agreed: Vec<AgreedView>,
        /// Who signed what, and what waits for a signature.
        pub signatures: Signatures,
        /// What is done in the cycle, and is to be done.
        pub work: Work,
        /// What is done by its end, in earlier cycles too.
        pub so_far: WorkDone,
        /// What was brought home by the end of the cycle, and who cleared it.
        pub taken: Vec<Taken>,
        /// The pictures in the workspace that show a goal, or were cleared.
        pub pictures: Vec<PictureView>,
        /// What the last cycle planned for this one.
        pub plan: OnwardView,
        /// What this cycle plans for the next one.
        pub next: OnwardView,
        /// How the engagement ended, if it did in this cycle.
        pub ending: Ending,
        /// The week that ends on the last day it covers, with the open actions that the customer may see.
        pub week: Week,
    }
}

impl Shared {
    /// The shared parts of a cycle, from the engagement's current state.
    pub fn of(subject: &Subject) -> Self {
        let Subject { engagement, cycle, .. } = *subject;
        let (adoption, suggested) = plan::adoption(subject);
        let people = people::of(engagement, cycle);
        let goals = goals::of_cycle(engagement, cycle, Audience::Customer);
        let all = goals::judged_before(engagement, cycle, Audience::Customer).into_iter().chain(goals.iter().cloned());
        let (met, not_met) = all.partition(GoalView::is_met);
        Self {
            title: one_line(engagement.title()),
            customer: one_line(engagement.customer()),
            us: people.us().unwrap_or_default().to_owned(),
            prepared_by: people::prepared_by(engagement),
            prepared_for: people::prepared_for(engagement),
            cycle,
            as_of_iso: as_of::day(engagement),
            marking: subject.marking(Audience::Customer),
            mission: line(engagement.mission()),
            terms: terms::of(engagement, cycle),
            need: plan::need(engagement, cycle),
            adoption,
            suggested,
            contacts: people.contacts(),
            people,
            goals,
            met,
            not_met,
            requirements: requirements::ranked(engagement, cycle)
                .into_iter()
                .map(|(_, requirement)| requirement)
                .collect(),
            agreed: agreed::of(engagement),
            signatures: signatures::of(engagement, cycle),
            work: work::of(engagement, cycle..=cycle),
            so_far: work::of(engagement, 1..=cycle).done,
            taken: work::taken(engagement, cycle),
            pictures: pictures::of_cycle(engagement, cycle, Audience::Customer),
            plan: cycle.checked_sub(1).map(|last| plan::onward(engagement, last)).unwrap_or_default(),
            next: plan::onward(engagement, cycle),
            ending: plan::ending(engagement, cycle),
            week: week::of(subject),
        }
    }
}
