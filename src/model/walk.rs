//! The walk: where `advance` goes from the current entry. Gates are checked in `check`.

use super::cycle;
use super::entry::{Again, Answers, Onward};
use crate::model::prelude::*;

/// What `advance` does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Move {
    /// A new entry.
    Enter {
        /// The entry.
        to: EntryId,
        /// The steps left out on the way, which need a reason.
        skipped: Vec<Step>,
        /// Whether it goes forward, and so past gates.
        forward: bool,
    },
    /// The engagement closes, as `plan-next` decided.
    Close,
}

/// At `adjust` or `plan-next` without a decision, so the next step is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Undecided;

/// The move from the last entry: to `target`, else to where its answers lead.
///
/// Forward is: the next step or one after it; from `adjust`, another round once that is decided;
/// from `plan-next`, the next cycle. Everything else goes back.
/// A number that is taken is not used again.
pub fn from(taken: &[EntryId], answers: &Answers, at: EntryId, target: Option<Step>) -> Result<Move, Undecided> {
    let entry = |cycle, step| EntryId { cycle, number: cycle::next_number(taken.iter().copied(), cycle), step };
    let leads = leads(answers);
    if target.is_none() && leads == Some(Lead::Close) {
        return Ok(Move::Close);
    }
    let next_cycle = at.step == Step::PlanNext && target.is_none_or(|step| step == Step::Hypothesis);
    if next_cycle && (target.is_some() || leads == Some(Lead::NextCycle)) {
        return Ok(Move::Enter { to: entry(at.cycle + 1, Step::Hypothesis), skipped: vec![], forward: true });
    }
    let ((Some(step), _) | (None, Some(Lead::Step(step)))) = (target, leads) else { return Err(Undecided) };
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

    /// The move from an entry, `> cycle-1/05-demo` forwards and `<` back, with the skipped steps.
    fn go(at: &str, answers: &Answers, target: Option<Step>) -> String {
        let at: EntryId = at.parse().unwrap();
        match from(&[at], answers, at, target) {
            Ok(Move::Enter { to, skipped, forward }) => {
                format!("{} {to} {skipped:?}", if forward { '>' } else { '<' })
            }
            Ok(Move::Close) => "close".to_owned(),
            Err(Undecided) => "undecided".to_owned(),
        }
    }

    #[test]
    fn a_jump_names_what_it_skips_and_going_back_skips_nothing() {
        for (target, to) in [
            (None, "> cycle-1/05-onsite []"),
            (Some(Step::Demo), "> cycle-1/05-demo [Onsite]"),
            (Some(Step::Validate), "< cycle-1/05-validate []"),
            (Some(Step::Dev), "< cycle-1/05-dev []"),
        ] {
            assert_eq!(go("cycle-1/04-dev", &Answers::empty(Step::Dev), target), to);
        }
        let taken = ["cycle-1/04-dev", "cycle-1/05-select", "cycle-1/06-dev"].map(|entry| entry.parse().unwrap());
        let to = "cycle-1/07-onsite".parse().unwrap();
        let next = Move::Enter { to, skipped: vec![], forward: true };
        assert_eq!(
            from(&taken, &Answers::empty(Step::Dev), taken[0], None),
            Ok(next),
            "a number that is taken is left out"
        );
    }

    #[test]
    fn adjust_repeats_or_wraps_up_as_decided() {
        for (decision, target, to) in [
            (None, None, "undecided"),
            (Some(Again::Repeat), None, "> cycle-1/08-dev []"),
            (Some(Again::Repeat), Some(Step::Select), "< cycle-1/08-select []"),
            (Some(Again::WrapUp), None, "> cycle-1/08-after-action []"),
        ] {
            let answers = Answers::Adjust(Adjust { decision, ..Adjust::default() });
            assert_eq!(go("cycle-1/07-adjust", &answers, target), to);
        }
    }

    #[test]
    fn plan_next_opens_the_next_cycle_or_closes() {
        for (decision, target, to) in [
            (None, None, "undecided"),
            (Some(Onward::Continue), None, "> cycle-2/01-hypothesis []"),
            (None, Some(Step::Hypothesis), "> cycle-2/01-hypothesis []"),
            (Some(Onward::Close), None, "close"),
            (Some(Onward::Close), Some(Step::Dev), "< cycle-1/10-dev []"),
        ] {
            let answers = Answers::PlanNext(PlanNext { decision, ..PlanNext::default() });
            assert_eq!(go("cycle-1/09-plan-next", &answers, target), to);
        }
    }
}
