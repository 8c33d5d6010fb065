//! What of an engagement the customer may see: there is no field for anything else.
//!
//! This is the one projection. What is ours alone stays behind it: lessons, notes, spend, hours,
//! approaches, assumptions and stop criteria, feedback and ratings, reasons of a call-off, passed gates
//! and allowed findings, opportunities, what we ask of management, risks of partners. Pricing and budget
//! come with `show_pricing: true` only; what meeting them taught us, only where it adjusted the need. What
//! nobody wrote down is empty.

mod agreed;
mod goals;
mod people;
mod plan;
mod requirements;
mod signatures;
mod terms;
mod work;

pub use agreed::Agreed;
pub use goals::{Evidence, Goal, Measured};
pub use people::{People, Person};
pub use plan::{Ending, Onward};
pub use requirements::Requirement;
pub use signatures::{Signatures, Signed};
pub use terms::{Deliverable, Partner, Price, Terms};
pub use work::{Taken, Work};

use crate::insight::as_of;
use crate::model::date::Date;
use crate::model::engagement::Engagement;
use crate::model::text::Text;
use crate::render::markdown;
pub use crate::render::markdown::one_line;
use crate::render::subject::Subject;

/// What of one cycle of an engagement the customer may see.
#[derive(Debug, Clone)]
pub struct Shared {
    /// What the engagement is called.
    pub title: String,
    /// Whom it is with.
    pub customer: String,
    /// The customer's mission that it serves.
    pub mission: String,
    /// The cycle.
    pub cycle: u32,
    /// The last day that it tells of.
    pub as_of: Option<Date>,
    /// The day on which the next cycle began, where this one is over.
    pub followed: Option<Date>,
    /// What was agreed for the whole of it.
    pub terms: Terms,
    /// How they do it today, what they need and what it brings them.
    pub need: Need,
    /// How far they are with technology of this kind: `curious`, `exploring`, `proving` or `operating`.
    pub adoption: String,
    /// The kinds of engagement that the workspace's settings suggest for that.
    pub suggested: Vec<String>,
    /// Who takes part.
    pub people: People,
    /// The goals this cycle works on.
    pub goals: Vec<Goal>,
    /// The goals judged in earlier cycles.
    pub earlier: Vec<Goal>,
    /// The requirements asked for by the end of the cycle, the first in rank first.
    pub requirements: Vec<Requirement>,
    /// What both sides agreed.
    pub agreed: Vec<Agreed>,
    /// Who signed what.
    pub signatures: Signatures,
    /// What was done in this cycle, and is to be done.
    pub work: Work,
    /// What was done up to its end.
    pub so_far: Work,
    /// What was brought home by the end of the cycle.
    pub taken: Vec<Taken>,
    /// What the last cycle planned for this one.
    pub aim: Onward,
    /// What this cycle plans for the next one.
    pub next: Onward,
    /// How it ended, if it did in this cycle.
    pub ending: Option<Ending>,
}

/// How they do it today, what they need and what it brings them.
#[derive(Debug, Clone, Default)]
pub struct Need {
    /// How they do it now.
    pub today: String,
    /// What they need.
    pub needed: String,
    /// What they gain, in their own terms.
    pub benefit: String,
    /// What meeting them changed of that, where it was adjusted.
    pub adjusted: String,
}

impl Shared {
    /// What may be shared of a cycle, as the engagement stands.
    pub fn of(subject: &Subject) -> Self {
        let Subject { engagement, cycle, .. } = *subject;
        let (adoption, suggested) = plan::adoption(subject);
        Self {
            title: markdown::one_line(engagement.title()),
            customer: markdown::one_line(engagement.customer()),
            mission: line(engagement.charter.as_ref().and_then(|charter| charter.mission.as_ref())),
            cycle,
            as_of: as_of::day(engagement),
            followed: engagement.followed_by.map(|(_, day)| day),
            terms: terms::of(engagement),
            need: plan::need(engagement, cycle),
            adoption,
            suggested,
            people: people::of(engagement, cycle),
            goals: goals::of_cycle(engagement, cycle),
            earlier: goals::judged_before(engagement, cycle),
            requirements: requirements::of(engagement, cycle),
            agreed: agreed::of(engagement),
            signatures: signatures::of(engagement, cycle),
            work: work::of(engagement, cycle..=cycle),
            so_far: work::of(engagement, 1..=cycle),
            taken: work::taken(engagement, cycle),
            aim: cycle.checked_sub(1).map(|last| plan::onward(engagement, last)).unwrap_or_default(),
            next: plan::onward(engagement, cycle),
            ending: plan::ending(engagement, cycle),
        }
    }
}

/// Words on one line; empty where nobody wrote any.
fn line(text: Option<&Text>) -> String {
    text.map(Text::one_line).unwrap_or_default()
}

/// Words with their lines and paragraphs; empty where nobody wrote any.
fn prose(text: Option<&Text>) -> String {
    text.map(|text| text.as_str().trim().to_owned()).unwrap_or_default()
}

fn lines(texts: &[Text]) -> Vec<String> {
    texts.iter().map(Text::one_line).collect()
}

/// Someone's name; empty where nobody is named.
fn name(engagement: &Engagement, person: Option<&crate::model::reference::PersonId>) -> String {
    person.map(|person| engagement.name_of(person)).unwrap_or_default()
}
