//! A payment may be recorded twice: same day, amount and currency, and the same words in another spelling.

use crate::check::prelude::*;

pub const CHECK: Check = Check { level: Level::Advice, run: Each(find), ..row!("spend-twice", Files, Hypothesis) };

fn find(scene: &Scene) -> Vec<Finding> {
    let mut alike: BTreeMap<_, Vec<(&Reference, &Spend)>> = BTreeMap::new();
    for (name, spend) in scene.engagement.all::<Spend>() {
        alike.entry((spend.on, plain_words(spend.what.as_str()))).or_default().push((name, spend));
    }
    alike.values().flat_map(|spent| repeated(scene, spent)).collect()
}

/// The payments with the same day and words that nothing distinguishes from an earlier one.
fn repeated(scene: &Scene, spent: &[(&Reference, &Spend)]) -> Vec<Finding> {
    let of = |at: usize| {
        let (earlier, _) = spent[..at].iter().find(|(_, other)| is_one(other, spent[at].1))?;
        Some(finding(scene, earlier, spent[at]))
    };
    (1..spent.len()).filter_map(of).collect()
}

/// The words of a text without capitals and punctuation; the text itself if it has no words.
fn plain_words(text: &str) -> String {
    let lower = text.to_lowercase();
    let words: Vec<_> = lower.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { lower } else { words.join(" ") }
}

/// Whether nothing distinguishes two payments with the same day and words.
fn is_one(one: &Spend, other: &Spend) -> bool {
    let differ = one.who.is_some() && other.who.is_some() && one.who != other.who
        || one.receipt.is_some() && other.receipt.is_some() && one.receipt != other.receipt;
    one.amount == other.amount && one.currency == other.currency && !differ
}

fn finding(scene: &Scene, earlier: &Reference, (name, spend): (&Reference, &Spend)) -> Finding {
    let (currency, amount, day) = (&spend.currency, spend.amount.grouped(), words::date(spend.on));
    let sentence = format!("{currency} {amount} on {day} is also recorded in `{earlier}`, with the same words");
    let remedy = scene.to_edit(name).note("add what sets it apart").or(scene.to_remove(name));
    Finding::on(name, sentence, remedy).at("what")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_and_punctuation_set_no_payment_apart() {
        CHECK.boundaries(
            "spend/c: {on: 2026-03-05, what: 'TAXI, to the dock!', amount: 12.5, currency: EUR}
             > spend/2026-03-05-taxi-bbbb:what: EUR 12.50 on 5 March 2026 is also recorded in \
                 `spend/2026-03-05-taxi-aaaa`, with the same words
             > spend/c:what: EUR 12.50 on 5 March 2026 is also recorded in `spend/2026-03-05-taxi-aaaa`, with the same \
                 words
             > engage edit spend/c -e harbor-search   # add what sets it apart; or: engage rm spend/c -e harbor-search
             spend/2026-03-05-taxi-bbbb: {on: 2026-03-06}
             spend/2026-03-05-taxi-bbbb: {what: taxis to the dock}
             spend/2026-03-05-taxi-bbbb: {amount: 12.51}
             spend/2026-03-05-taxi-bbbb: {currency: SEK}
             spend/2026-03-05-taxi-aaaa: {who: ana}, spend/2026-03-05-taxi-bbbb: {who: jon}
             spend/2026-03-05-taxi-aaaa: {who: ana}
             > the same
             spend/2026-03-05-taxi-aaaa: {receipt: 1}, spend/2026-03-05-taxi-bbbb: {receipt: 2}
             spend/2026-03-05-taxi-aaaa: {what: '!'}, spend/2026-03-05-taxi-bbbb: {what: '?'}",
        );
    }
}
