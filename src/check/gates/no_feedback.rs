//! Gate of `demo`: someone on the customer's side gave feedback in this round.

use crate::check::prelude::*;

pub const CHECK: Check = Check { run: One(find), ..row!("no-feedback", Gates, Demo) };

fn find(scene: &Scene) -> Option<Finding> {
    let engagement = scene.engagement;
    let place = engagement.place()?;
    if engagement.records.values().any(|record| is_theirs(scene, record, place)) {
        return None;
    }
    let sentence = format!("nobody on the customer's side gave feedback in round {}", engagement.round(place));
    let saw_it = someone_who_saw_it(scene).map(|person| (None, person));
    let (add, who) = saw_it.unwrap_or_else(|| scene.naming(Side::Customer));
    Some(Finding::on(place, sentence, scene.to_add("feedback", "THEIR WORDS").flag("from", &who).after(add)))
}

fn is_theirs(scene: &Scene, record: &Record, place: EntryId) -> bool {
    let engagement = scene.engagement;
    let Record::Feedback(feedback) = record else { return false };
    let in_round = |entry: EntryId| entry.cycle == place.cycle && engagement.round(entry) == engagement.round(place);
    engagement.is_of(&feedback.from, Side::Customer) && engagement.entry_of(record).is_some_and(in_round)
}

fn someone_who_saw_it(scene: &Scene) -> Option<String> {
    let Answers::Demo(demo) = &scene.engagement.current()?.answers else { return None };
    demo.to.iter().find(|person| scene.engagement.is_of(person, Side::Customer)).map(ToString::to_string)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_they_said_in_this_round_counts() {
        CHECK.boundaries(
            "cycle-1/06-demo: {to: [jon-berg, dee-lund]}, people/dee-lund: {name: Dee Lund, side: customer}
             > cycle-1/06-demo: nobody on the customer's side gave feedback in round 1
             > engage add feedback \"THEIR WORDS\" -e harbor-search --from dee-lund
             people/ana-ortiz: {name: Ana Ortiz, side: customer}, feedback/a: {on: 2026-03-07, from: ana-ortiz, \
                 during: cycle-1/06-demo}
             walk: [cycle-1/06-demo, cycle-1/07-adjust, cycle-1/08-dev, cycle-1/09-demo], \
                 people/ana-ortiz: {name: Ana Ortiz, side: customer}, feedback/a: {on: 2026-03-01, from: ana-ortiz}
             > cycle-1/09-demo: nobody on the customer's side gave feedback in round 2
             > engage add feedback \"THEIR WORDS\" -e harbor-search --from ana-ortiz
             walk: [cycle-1/06-demo, cycle-1/07-adjust, cycle-1/08-dev, cycle-1/09-demo], \
                 people/ana-ortiz: {name: Ana Ortiz, side: customer}, feedback/a: {on: 2026-03-04, from: ana-ortiz}
             again_at: demo, people/ana-ortiz: {name: Ana Ortiz, side: customer}, feedback/a: {on: 2026-03-06, \
                 from: ana-ortiz}
             > cycle-2/06-demo: nobody on the customer's side gave feedback in round 1
             > engage add feedback \"THEIR WORDS\" -e harbor-search --from ana-ortiz",
        );
    }
}
