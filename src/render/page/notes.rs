//! Footnotes: numbered as they are referred to, and put at the end.

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

/// The parts without the footnotes, with a link for each reference, and the footnotes in their order.
pub fn apart(events: Vec<Event>) -> (Vec<Event>, Vec<Vec<Event>>) {
    let mut names: Vec<CowStr> = vec![];
    let mut notes: Vec<(CowStr, Vec<Event>)> = vec![];
    let mut kept = vec![];
    let mut is_inside = false;
    for event in events {
        match event {
            Event::Start(Tag::FootnoteDefinition(name)) => {
                is_inside = true;
                notes.push((name, vec![]));
            }
            Event::End(TagEnd::FootnoteDefinition) => is_inside = false,
            Event::FootnoteReference(name) => kept.push(reference(&mut names, name)),
            other => match notes.last_mut().filter(|_| is_inside) {
                Some((_, note)) => note.push(other),
                None => kept.push(other),
            },
        }
    }
    let mut note = |name| notes.iter_mut().find(|(of, _)| of == name).map(|(_, note)| std::mem::take(note));
    let notes = names.iter().map(|name| note(name).unwrap_or_default()).collect();
    (kept, notes)
}

/// A link to a footnote.
fn reference<'a>(names: &mut Vec<CowStr<'a>>, name: CowStr<'a>) -> Event<'a> {
    let known = names.iter().position(|known| *known == name);
    let number = known.unwrap_or(names.len()) + 1;
    let id = if known.is_none() { format!(" id=\"to_{number}\"") } else { String::new() };
    if known.is_none() {
        names.push(name);
    }
    Event::InlineHtml(format!("<sup><a{id} href=\"#note_{number}\">{number}</a></sup>").into())
}
