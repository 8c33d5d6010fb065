//! More notes, or longer answers, than the method recommends.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    outlives: false,
    level: Level::Advice,
    about: Span::Cycle,
    run: Each(find),
    ..row!("record-overgrown", Files, Hypothesis)
};

/// The most notes of a cycle that anyone still reads.
const NOTES: usize = 20;

/// The most characters of an answer before it becomes a document: half a page.
const ENOUGH: usize = 1000;

fn find(scene: &Scene) -> Vec<Finding> {
    let cycle = scene.engagement.cycle();
    let texts = scene.texts.of(scene.engagement).iter();
    let long = texts.filter_map(|(name, texts)| {
        let ours = texts.iter().filter(|text| is_ours(scene.engagement, name, &text.key, cycle));
        let long: Vec<_> = ours.filter_map(|text| too_long(&text.key, text.text.trim_end())).collect();
        overlong(scene, name, &long)
    });
    many_notes(scene, cycle).into_iter().chain(long).collect()
}

fn many_notes(scene: &Scene, cycle: u32) -> Option<Finding> {
    let number = scene.engagement.in_cycle::<Note>(cycle).count();
    let place = scene.engagement.place().filter(|_| number > NOTES)?;
    let sentence = format!("cycle {cycle} has {number} notes; with more than {NOTES}, nobody reads them");
    let remedy = scene.to("log").note("keep what someone will act on, and delete the others");
    Some(Finding::on(place, sentence, remedy))
}

fn overlong(scene: &Scene, record: &Reference, long: &[(&str, usize)]) -> Option<Finding> {
    let (first, _) = long.first()?;
    let sentences: Vec<_> = long.iter().map(|(key, length)| format!("`{key}` has {length} characters")).collect();
    let sentence = format!("{}; half a page ({ENOUGH}) is enough", words::and_list(&sentences));
    Some(Finding::on(record, sentence, scene.to_edit(record)).at(*first))
}

fn too_long<'k>(key: &'k str, text: &str) -> Option<(&'k str, usize)> {
    // A text has at least as many bytes as characters.
    let text = Some(text).filter(|text| text.len() > ENOUGH)?;
    Some((key, text.chars().count())).filter(|(_, length)| *length > ENOUGH)
}

/// Whether a text of the cycle should be kept short: an answer or what a record is about, but not quotes of others;
/// and a note has its own limit.
fn is_ours(engagement: &Engagement, name: &Reference, key: &str, cycle: u32) -> bool {
    match name {
        Reference::Entry(entry) => entry.cycle == cycle && !key.contains('.'),
        Reference::Record(Kind::Feedback | Kind::Note | Kind::Signoff, _) => false,
        Reference::Record(kind, _) if key == kind.row().text => {
            engagement.records.get(name).and_then(|record| engagement.cycle_of(record)) == Some(cycle)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(change: &str) -> Vec<String> {
        Example::of(&CHECK).with("at: adjust, cycle-1/01-hypothesis: {today: x}").with(change).lines()
    }

    #[test]
    fn more_notes_than_anybody_reads_are_counted() {
        let notes = |number: usize| {
            let notes: Vec<_> = (0..number).map(|at| format!("notes/a-{at}: {{on: 2026-03-02, text: a}}")).collect();
            says(&notes.join(", "))
        };
        assert_eq!(
            notes(NOTES + 1),
            ["cycle-1/07-adjust: cycle 1 has 21 notes; with more than 20, nobody reads them\n\
              engage log harbor-search   # keep what someone will act on, and delete the others"]
        );
        assert!(notes(NOTES).is_empty());
    }

    #[test]
    fn our_words_longer_than_a_page_are_one_finding_a_record_and_theirs_are_as_long_as_they_are() {
        let (page, more) = ("ö".repeat(ENOUGH), "ö".repeat(ENOUGH + 1));
        assert_eq!(
            says(&format!(
                "cycle-1/01-hypothesis: {{today: {more}, belief: {more}}}, cycle-1/07-adjust: {{approach: {page}}}, \
                 feedback/a: {{on: 2026-03-02, from: ana, said: {more}}}, \
                 lessons/a: {{on: 2026-03-02, kind: improve, issue: {more}}}"
            )),
            [
                "cycle-1/01-hypothesis:today: `today` has 1001 characters and `belief` has 1001 characters; half a page (1000) is enough",
                "lessons/a:issue: `issue` has 1001 characters; half a page (1000) is enough\n\
                 engage edit lessons/a -e harbor-search"
            ]
        );
    }
}
