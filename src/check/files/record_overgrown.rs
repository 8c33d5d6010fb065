//! More notes, or longer answers, than the method recommends.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "record-overgrown",
    page: include_str!("record-overgrown.txt"),
    outlives: false,
    level: Level::Advice,
    about: Span::Cycle,
    run: Each(find),
    ..super::from(Step::Hypothesis)
};

/// The most notes of a cycle that anyone still reads.
const NOTES: usize = 20;

/// The most characters of an answer before it becomes a document: half a page.
const ENOUGH: usize = 1000;

fn find(scene: &Scene) -> Vec<Finding> {
    let engagement = scene.engagement;
    let cycle = engagement.cycle();
    let entries = engagement.entries_in(cycle).filter_map(|entry| {
        let long: Vec<_> = prose(&entry.answers).into_iter().filter_map(|(key, text)| too_long(key, text?)).collect();
        overlong(scene, &entry.id.reference(), &long)
    });
    let here = engagement.records.iter().filter(|(_, record)| engagement.cycle_of(record) == Some(cycle));
    let records = here.filter_map(|(name, record)| {
        let long: Vec<_> = text_of(record).and_then(|(key, text)| too_long(key, text)).into_iter().collect();
        overlong(scene, name, &long)
    });
    many_notes(scene, cycle).into_iter().chain(entries).chain(records).collect()
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

fn too_long<'k>(key: &'k str, text: &Text) -> Option<(&'k str, usize)> {
    // A text has at least as many bytes as characters.
    let text = Some(text.as_str()).filter(|text| text.len() > ENOUGH)?;
    Some((key, text.chars().count())).filter(|(_, length)| *length > ENOUGH)
}

/// The text of a record that we should keep short: not quotes of others, and a note has its own limit.
fn text_of(record: &Record) -> Option<(&'static str, &Text)> {
    match record {
        Record::Feedback(_) | Record::Note(_) | Record::Signoff(_) => None,
        other => Some((other.kind().row().text, other.text()?)),
    }
}

/// The answers of a step that are prose.
fn prose(answers: &Answers) -> Vec<(&'static str, Option<&Text>)> {
    match answers {
        Answers::Hypothesis(it) => vec![
            ("today", it.today.as_ref()),
            ("belief", it.belief.as_ref()),
            ("benefit", it.benefit.as_ref()),
            ("stop_if", it.stop_if.as_ref()),
        ],
        Answers::Validate(it) => vec![
            ("confirmed", it.confirmed.as_ref()),
            ("adjusted", it.adjusted.as_ref()),
            ("it_practices", it.it_practices.as_ref()),
        ],
        Answers::Select(_) => vec![],
        Answers::Dev(it) => vec![
            ("prototype", it.prototype.as_ref()),
            ("built", it.built.as_ref()),
            ("footprint", it.footprint.as_ref()),
        ],
        Answers::Onsite(it) => vec![("installed", it.installed.as_ref()), ("data", it.data.as_ref())],
        Answers::Demo(it) => vec![("shown", it.shown.as_ref())],
        Answers::Adjust(it) => vec![("approach", it.approach.as_ref())],
        Answers::AfterAction(it) => {
            vec![("summary", it.summary.as_ref()), ("why", it.why.as_ref()), ("safety", it.safety.as_ref())]
        }
        Answers::PlanNext(it) => vec![("aim", it.aim.as_ref()), ("ask", it.ask.as_ref())],
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
