//! A value is still the placeholder from a suggested command.

use crate::check::prelude::*;
use crate::model::placeholder::is_placeholder;

pub const CHECK: Check = Check { run: Each(find), ..row!("placeholder-left", Files, Hypothesis) };

fn find(scene: &Scene) -> Vec<Finding> {
    let texts = scene.texts.of(scene.engagement).iter();
    let found = texts.filter_map(|(name, texts)| {
        let left: Vec<_> = texts.iter().filter(|field| is_placeholder(&field.text)).collect();
        let first = left.first()?;
        let each: Vec<_> = left.iter().map(|field| format!("`{}` is `{}`", field.key, field.text.trim())).collect();
        let sentence = format!("{}, a placeholder from a suggested command", words::and_list(&each));
        let remedy = scene.to_edit(name).note("write the answer, or clear it");
        Some(Finding::on(name, sentence, remedy).at(&first.key))
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_placeholder_of_a_record_is_named_and_real_words_are_not() {
        CHECK.boundaries(
            "cycle-1/01-hypothesis: {belief: x}, notes/a: {on: 2026-03-01, text: WHAT THEY SAID, extra: {a: [REASON, \
                 IT, Why]}}
             > notes/a:text: `text` is `WHAT THEY SAID` and `extra.a.1` is `REASON`, a placeholder from a suggested \
                 command
             > engage edit notes/a -e harbor-search   # write the answer, or clear it",
        );
    }
}
