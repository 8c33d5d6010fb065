//! The handover was refused and not accepted since.
//!
//! It outlives the end: an engagement completed with a refused handover is not done. After calling off it no longer
//! matters.

use crate::check::prelude::*;

pub const CHECK: Check = Check { outlives: true, run: One(find), ..row!("handover-rejected", Terms, Hypothesis) };

fn find(scene: &Scene) -> Option<Finding> {
    let last = scene.last_signoff(Of::Handover).filter(|(_, signoff)| !signoff.is_accepted() && !scene.called_off());
    let (name, signoff) = last?;
    let who: Vec<_> = signoff.by.iter().map(|person| scene.engagement.name_of(person)).collect();
    let who = if who.is_empty() { "the customer".to_owned() } else { words::and_list(&who) };
    let day = words::date(signoff.on);
    let note =
        signoff.note.as_ref().map_or(String::new(), |note| format!(": `{}`", note.one_line().trim_end_matches('.')));
    let sentence = format!("{who} rejected the handover on {day}{note}");
    let mut people: Vec<_> = signoff.by.iter().map(ToString::to_string).collect();
    if people.is_empty() {
        people.push("WHO".to_owned());
    }
    Some(Finding::on(name, sentence, scene.to_sign(Of::Handover, people)).at("verdict"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_outlives_the_end_and_not_a_later_signature() {
        CHECK.boundaries(
            "signoffs/2026-03-08-handover-aaaa: {verdict: accepted}
             signoffs/2026-03-08-handover-aaaa: {by: [], note: ~}
             > signoffs/2026-03-08-handover-aaaa:verdict: the customer rejected the handover on 8 March 2026
             > engage sign-off handover WHO -e harbor-search
             outcomes/01-completed: {on: 2026-03-09, kind: completed}
             > the same
             outcomes/01-called-off: {on: 2026-03-09, kind: called-off, reason: x}",
        );
    }
}
