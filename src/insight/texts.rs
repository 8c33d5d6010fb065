//! Every text of an engagement with its record and its key, whatever the field, to search all of them.

use std::cell::OnceCell;

use super::secrets::{self, Secret};
use crate::insight::prelude::*;
use crate::model::field::{Leaf, Leaves};

/// A text and its position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyText {
    /// The dotted path of its key, list items from 1.
    pub key: String,
    /// The text as in the file.
    pub text: String,
}

/// A secret in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The record.
    pub record: Reference,
    /// The dotted path of its key.
    pub key: String,
    /// What it looks like.
    pub secret: Secret,
    /// The secret itself, to find it elsewhere; must not be printed.
    pub words: String,
}

/// The texts of an engagement and the secrets in them, collected when first needed.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    fields: OnceCell<Vec<(Reference, Vec<KeyText>)>>,
    secrets: OnceCell<Vec<Kept>>,
}

impl Texts {
    /// The texts of the engagement that this belongs to.
    pub fn of(&self, engagement: &Engagement) -> &[(Reference, Vec<KeyText>)] {
        self.fields.get_or_init(|| of(engagement))
    }

    /// The secrets in them, in order.
    pub fn secrets(&self, engagement: &Engagement) -> &[Kept] {
        self.secrets.get_or_init(|| self.of(engagement).iter().flat_map(|(name, texts)| kept(name, texts)).collect())
    }
}

/// The texts of each record, including those of free keys; without records that have none.
pub fn of(engagement: &Engagement) -> Vec<(Reference, Vec<KeyText>)> {
    engagement.leaves(texts).filter(|(_, texts)| !texts.is_empty()).collect()
}

fn texts(record: Leaves) -> Vec<KeyText> {
    let mut texts = Vec::new();
    record(&mut |key, leaf| {
        if let Leaf::Words(words) = leaf {
            texts.push(KeyText { key: key.to_string(), text: words.to_string() });
        }
    });
    texts
}

fn kept(record: &Reference, texts: &[KeyText]) -> Vec<Kept> {
    let found = texts.iter().flat_map(|field| {
        let within = secrets::some_within(&field.key, &field.text, secrets::MANY).into_iter();
        within.map(move |(at, secret)| (&field.key, secret, field.text[at].to_owned()))
    });
    found.map(|(key, secret, words)| Kept { record: record.clone(), key: key.clone(), secret, words }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;

    #[test]
    fn texts_come_with_the_path_of_their_key_and_free_keys_are_looked_into() {
        let engagement = fixture::engagement(
            r#"{"charter": {"scope": {"in": ["a"]}}, "entries": {"cycle-1/04-dev": {"entered": "2026-03-02",
                "prep": [{"task": "t"}], "extra": {"wifi": ["w"]}}},
                "outcomes": {"1": {"on": "2026-03-09", "kind": "called-off", "reason": "r"}}}"#,
        );
        let lines: Vec<_> = of(&engagement)
            .into_iter()
            .flat_map(|(name, texts)| {
                texts.into_iter().map(move |field| format!("{name} {}={}", field.key, field.text))
            })
            .collect();
        assert_eq!(
            lines,
            [
                "engagement title=T",
                "engagement customer=C",
                "engagement opened=2026-03-01",
                "engagement scope.in.1=a",
                "cycle-1/04-dev entered=2026-03-02",
                "cycle-1/04-dev prep.1.task=t",
                "cycle-1/04-dev extra.wifi.1=w",
                "outcomes/01-called-off on=2026-03-09",
                "outcomes/01-called-off kind=called-off",
                "outcomes/01-called-off reason=r",
            ]
        );
    }
}
