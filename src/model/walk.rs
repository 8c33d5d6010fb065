//! The walk: where `advance` goes from where the cycle stands. Which gates hold is in `check`.

use super::cycle;
use super::entry::{Again, Answers, Onward};
use super::reference::EntryId;
use super::step::Step;

/// What `advance` does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Move {
    /// A new entry.
    Enter {
        /// The entry.
        to: EntryId,
        /// The steps left out on the way, which need a reason.
        skipped: Vec<Step>,
        /// Whether it goes forward, and so meets the gates.
        forward: bool,
    },
    /// The engagement closes, as `plan-next` decided.
    Close,
}

/// At `adjust` or `plan-next` without a decision, nobody said where to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Undecided;

/// Where the walk goes from its last entry: to `wanted`, else to where its answers lead.
///
/// Forward is: the next step or one after it; from `adjust`, another round once that is decided;
/// from `plan-next`, the next cycle. Everything else goes back.
/// No number is given that is taken.
pub fn from(taken: &[EntryId], answers: &Answers, at: EntryId, wanted: Option<Step>) -> Result<Move, Undecided> {
    let entry = |cycle, step| EntryId { cycle, number: cycle::next_number(taken.iter().copied(), cycle), step };
    let leads = leads(answers);
    if wanted.is_none() && leads == Some(Lead::Close) {
        return Ok(Move::Close);
    }
    let next_cycle = at.step == Step::PlanNext && wanted.is_none_or(|step| step == Step::Hypothesis);
    if next_cycle && (wanted.is_some() || leads == Some(Lead::NextCycle)) {
        return Ok(Move::Enter { to: entry(at.cycle + 1, Step::Hypothesis), skipped: vec![], forward: true });
    }
    let ((Some(step), _) | (None, Some(Lead::Step(step)))) = (wanted, leads) else { return Err(Undecided) };
    let forward = step > at.step || leads == Some(Lead::Step(step));
    Ok(Move::Enter { to: entry(at.cycle, step), skipped: at.step.until(step).to_vec(), forward })
}

/// Where the answers of a step lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lead {
    Step(Step),
    NextCycle,
    Close,
}

fn leads(answers: &Answers) -> Option<Lead> {
    match answers {
        Answers::Adjust(adjust) => adjust.decision.map(|decision| match decision {
            Again::Repeat => Lead::Step(Step::Dev),
            Again::WrapUp => Lead::Step(Step::AfterAction),
        }),
        Answers::PlanNext(plan) => plan.decision.map(|decision| match decision {
            Onward::Continue => Lead::NextCycle,
            Onward::Close => Lead::Close,
        }),
        other => other.step().next().map(Lead::Step),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::entry::{Adjust, PlanNext};

    fn go(at: &str, answers: &Answers, wanted: Option<Step>) -> Result<Move, Undecided> {
        let at: EntryId = at.parse().unwrap();
        from(&[at], answers, at, wanted)
    }

    fn enter(to: &str, skipped: &[Step], forward: bool) -> Move {
        Move::Enter { to: to.parse().unwrap(), skipped: skipped.to_vec(), forward }
    }

    #[test]
    fn the_next_step_follows_and_a_jump_names_what_it_skips() {
        let dev = Answers::empty(Step::Dev);
        assert_eq!(go("cycle-1/04-dev", &dev, None), Ok(enter("cycle-1/05-onsite", &[], true)));
        assert_eq!(go("cycle-1/04-dev", &dev, Some(Step::Demo)), Ok(enter("cycle-1/05-demo", &[Step::Onsite], true)));
    }

    #[test]
    fn a_number_that_is_taken_is_left_out() {
        let taken = ["cycle-1/04-dev", "cycle-1/05-select", "cycle-1/06-dev"].map(|entry| entry.parse().unwrap());
        let to = from(&taken, &Answers::empty(Step::Dev), taken[0], None);
        assert_eq!(to, Ok(enter("cycle-1/07-onsite", &[], true)));
    }

    #[test]
    fn going_back_or_staying_skips_nothing_and_meets_no_gate() {
        let dev = Answers::empty(Step::Dev);
        assert_eq!(go("cycle-1/04-dev", &dev, Some(Step::Validate)), Ok(enter("cycle-1/05-validate", &[], false)));
        assert_eq!(go("cycle-1/04-dev", &dev, Some(Step::Dev)), Ok(enter("cycle-1/05-dev", &[], false)));
    }

    #[test]
    fn adjust_repeats_or_wraps_up_as_decided() {
        let decided = |decision| Answers::Adjust(Adjust { decision, ..Adjust::default() });
        assert_eq!(go("cycle-1/07-adjust", &decided(None), None), Err(Undecided));
        assert_eq!(
            go("cycle-1/07-adjust", &decided(Some(Again::Repeat)), None),
            Ok(enter("cycle-1/08-dev", &[], true))
        );
        assert_eq!(
            go("cycle-1/07-adjust", &decided(Some(Again::Repeat)), Some(Step::Select)),
            Ok(enter("cycle-1/08-select", &[], false))
        );
        assert_eq!(
            go("cycle-1/07-adjust", &decided(Some(Again::WrapUp)), None),
            Ok(enter("cycle-1/08-after-action", &[], true))
        );
    }

    #[test]
    fn plan_next_opens_the_next_cycle_or_closes() {
        let decided = |decision| Answers::PlanNext(PlanNext { decision, ..PlanNext::default() });
        assert_eq!(go("cycle-1/09-plan-next", &decided(None), None), Err(Undecided));
        assert_eq!(
            go("cycle-1/09-plan-next", &decided(Some(Onward::Continue)), None),
            Ok(enter("cycle-2/01-hypothesis", &[], true))
        );
        assert_eq!(
            go("cycle-1/09-plan-next", &decided(None), Some(Step::Hypothesis)),
            Ok(enter("cycle-2/01-hypothesis", &[], true))
        );
        assert_eq!(go("cycle-1/09-plan-next", &decided(Some(Onward::Close)), None), Ok(Move::Close));
        assert_eq!(
            go("cycle-1/09-plan-next", &decided(Some(Onward::Close)), Some(Step::Dev)),
            Ok(enter("cycle-1/10-dev", &[], false))
        );
    }
}
