//! *keep* and *change*: `what went well: why`, `what to change: what to do about it`, `mistake: …`.

use super::{Values, meant};
use crate::model::record::LessonKind;

/// The words before a colon that name the kind of lesson.
const KINDS: [(LessonKind, &str); 3] = [
    (LessonKind::Sustain, "keep, sustain"),
    (LessonKind::Improve, "change, improve"),
    (LessonKind::Mistake, "mistake, our mistake"),
];

/// A lesson of the kind given by its heading or by the line itself.
pub(super) fn read(text: &str, heading: Option<LessonKind>) -> Result<Values, String> {
    let marked = kind(text);
    if heading == Some(LessonKind::Improve) && marked.is_none() && text.to_lowercase().starts_with("mistake ") {
        return Err("if this is a mistake, write `mistake:` and what went wrong".to_owned());
    }
    let own = marked.filter(|(kind, _)| heading.is_none() || *kind == LessonKind::Mistake || Some(*kind) == heading);
    let none = "the line must start with keep, change or mistake";
    let (kind, words) = own.or_else(|| Some((heading?, text))).ok_or(none)?;
    let (issue, more) = parted(words.trim(), kind);
    if issue.trim().is_empty() {
        return Err("the lesson is missing".to_owned());
    }
    let more_is = if kind == LessonKind::Sustain { "why" } else { "recommendation" };
    Ok(vec![("kind", kind.word().to_owned()), ("issue", issue.trim().to_owned()), (more_is, more.trim().to_owned())])
}

/// The kind given by the line itself, and its other words.
fn kind(text: &str) -> Option<(LessonKind, &str)> {
    let ends = [":", "–", "—", " - "].iter().filter_map(|end| text.split_once(end));
    let (word, rest) = ends.min_by_key(|(word, _)| word.len())?;
    Some((meant(&word.trim().to_lowercase(), &KINDS)?, rest))
}

/// What happened, and why or what to do about it.
fn parted(words: &str, kind: LessonKind) -> (&str, &str) {
    // the colon in `10:30` is not a separator
    if let Some((issue, more)) = words.split_once(": ").or_else(|| Some((words.strip_suffix(':')?, ""))) {
        return (issue, more);
    }
    let because = [", because ", " because "].iter().find_map(|word| words.split_once(word));
    because.filter(|(_, why)| kind == LessonKind::Sustain && !why.starts_with("of ")).unwrap_or((words, ""))
}

#[cfg(test)]
mod tests {
    use crate::exchange::debrief::fixture::reads;

    #[test]
    fn a_lesson_is_kept_changed_or_a_mistake() {
        let table = r"
            ## keep
            the rehearsal => kind=sustain; issue=the rehearsal
            the rehearsal: Ana had seen it => kind=sustain; issue=the rehearsal; why=Ana had seen it
            we began at 10:30 because of the tide => kind=sustain; issue=we began at 10:30 because of the tide
            it ran offline because we tried it => kind=sustain; issue=it ran offline; why=we tried it
            : why => ? the lesson is missing
            ## change
            gloves: bigger buttons => kind=improve; issue=gloves; recommendation=bigger buttons
            * gloves => kind=improve; issue=gloves
            Mistake: forgot the adapter: a list => kind=mistake; issue=forgot the adapter; recommendation=a list
            mistake - forgot the adapter => kind=mistake; issue=forgot the adapter
            keep: the plug => kind=improve; issue=keep; recommendation=the plug
            mistake forgot adapter => ? if this is a mistake, write `mistake:` and what went wrong
            - mistake: => ? the lesson is missing
            ## mistakes
            forgot the adapter => kind=mistake; issue=forgot the adapter
            ## lessons
            keep: the rehearsal => kind=sustain; issue=the rehearsal
            gloves => ? the line must start with keep, change or mistake
        ";
        reads(table);
    }
}
