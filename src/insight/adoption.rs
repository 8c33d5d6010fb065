//! How far the customer is: the assessment of each meeting, and its change from cycle to cycle.

use crate::insight::prelude::*;

/// The assessment of one meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assessed {
    /// The entry that records it.
    pub entry: EntryId,
    /// The day they met, else the day of the entry.
    pub on: Date,
    /// How far they are.
    pub adoption: Option<Adoption>,
    /// How they run software, 1 to 5.
    pub it: Option<Rating>,
    /// How they keep it safe, 1 to 5.
    pub security: Option<Rating>,
}

/// The assessments, meeting by meeting, without meetings that assessed nothing.
pub fn assessed(engagement: &Engagement) -> Vec<Assessed> {
    let all = engagement.at::<Validate>().map(|(entry, validate)| Assessed {
        entry: entry.id,
        on: entry.day(),
        adoption: validate.adoption,
        it: validate.it_maturity,
        security: validate.security_maturity,
    });
    all.filter(|of| of.adoption.is_some() || of.it.is_some() || of.security.is_some()).collect()
}

/// One level, and the meeting that assessed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen<L> {
    /// The entry that records it.
    pub entry: EntryId,
    /// Its day.
    pub on: Date,
    /// The level.
    pub level: L,
}

/// The last level of one kind, such as the adoption.
pub fn last<L>(assessed: &[Assessed], of: impl Fn(&Assessed) -> Option<L>) -> Option<Seen<L>> {
    per_cycle(assessed, of).pop()
}

/// The last level of each cycle, in order, without cycles that assessed none.
pub fn per_cycle<L>(assessed: &[Assessed], of: impl Fn(&Assessed) -> Option<L>) -> Vec<Seen<L>> {
    let mut cycles: Vec<Seen<L>> = Vec::new();
    for (meeting, level) in assessed.iter().filter_map(|meeting| Some((meeting, of(meeting)?))) {
        let seen = Seen { entry: meeting.entry, on: meeting.on, level };
        match cycles.last_mut().filter(|last| last.entry.cycle == seen.entry.cycle) {
            Some(last) => *last = seen,
            None => cycles.push(seen),
        }
    }
    cycles
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;

    #[test]
    fn the_last_meeting_of_a_cycle_counts_each_level_for_itself() {
        let engagement = fixture::engagement(
            r#"{"entries": {"cycle-1/01-hypothesis": "2026-03-01", "cycle-1/02-validate": {"entered": "2026-03-02",
                "met": "2026-03-03", "adoption": "curious", "it_maturity": "2"},
                "cycle-1/03-validate": {"entered": "2026-03-05", "adoption": "exploring"},
                "cycle-2/02-validate": "2026-04-05",
                "cycle-3/02-validate": {"entered": "2026-05-05", "adoption": "operating"}}}"#,
        );
        let meetings = assessed(&engagement);
        let lines: Vec<_> = per_cycle(&meetings, |of| of.adoption)
            .iter()
            .map(|seen| format!("{} {} {}", seen.entry, seen.on, seen.level))
            .collect();
        assert_eq!(lines, ["cycle-1/03-validate 2026-03-05 exploring", "cycle-3/02-validate 2026-05-05 operating"]);
        assert_eq!(last(&meetings, |of| of.it).map(|seen| seen.on.to_string()), Some("2026-03-03".into()));
        assert_eq!(last(&meetings, |of| of.security), None);
    }
}
