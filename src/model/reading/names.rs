//! Finds what is meant among things with names, such as records, engagements, steps and documents.

use super::fold::fold;

/// How words may mean a name, both folded.
type Rule = fn(&str, &str) -> bool;

/// The rules of [`find`]: the first that fits any name decides.
const RULES: [Rule; 6] = [
    |name, words| name == words,
    |name, words| name.starts_with(words),
    |name, words| words.len() > 1 && name.contains(&format!(" {words}")),
    |name, words| words.len() > 1 && words.split(' ').all(|part| name.split(' ').any(|word| word.starts_with(part))),
    |name, words| words.len() > 1 && name.split(' ').filter_map(|word| word.chars().next()).eq(words.chars()),
    |name, words| words.len() > 1 && name.contains(words),
];

/// The things that words mean: by the whole name, its beginning, its words, its initials or any other part of it.
///
/// Each thing comes with all its names. More than one thing means that the words are ambiguous.
pub fn find<T: Clone>(words: &str, things: &[(T, Vec<String>)]) -> Vec<T> {
    found(&RULES, words, things)
}

/// The same, but only by the whole name, its beginning or a part of it in one piece.
pub fn find_part<T: Clone>(words: &str, things: &[(T, Vec<String>)]) -> Vec<T> {
    found(&[RULES[0], RULES[1], RULES[2], RULES[5]], words, things)
}

fn found<T: Clone>(rules: &[Rule], words: &str, things: &[(T, Vec<String>)]) -> Vec<T> {
    let words = fold(words);
    if words.is_empty() {
        return vec![];
    }
    let folded: Vec<_> = things.iter().map(|(_, names)| names.iter().map(|name| fold(name)).collect()).collect();
    let like = |rule: &Rule| {
        let is_like = |names: &Vec<String>| names.iter().any(|name| rule(name, &words));
        let like = things.iter().zip(&folded).filter(|(_, names)| is_like(names));
        like.map(|((thing, _), _)| thing.clone()).collect::<Vec<_>>()
    };
    rules.iter().map(like).find(|like| !like.is_empty()).unwrap_or_default()
}

/// The things of which a name has all the words but for typos; at most three.
pub fn near<T: Clone>(words: &str, things: &[(T, Vec<String>)]) -> Vec<T> {
    let words = fold(words);
    let is_near = |part: &str, word: &str| strsim::osa_distance(part, word) <= if part.len() > 5 { 2 } else { 1 };
    let has = |name: &str, part: &str| {
        name.split(' ').any(|word| word == part || part.len() > 3 && (word.starts_with(part) || is_near(part, word)))
    };
    let all = |name: &String| words.split(' ').all(|part| has(&fold(name), part));
    let near = things.iter().filter(|(_, names)| !words.is_empty() && names.iter().any(all));
    near.take(3).map(|(thing, _)| thing.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::{find, find_part, near};

    #[test]
    fn a_typo_in_a_word_is_near() {
        let names = [(1, "get tram access"), (2, "count the ships"), (3, "Müller AG")];
        let names = names.map(|(thing, name)| (thing, vec![name.to_owned()]));
        for (words, found) in
            [("tram acess", &[1][..]), ("coutn", &[2]), ("muler", &[3]), ("tarm", &[1]), ("tax", &[]), ("", &[])]
        {
            assert_eq!(near(words, &names), found, "{words}");
        }
    }

    #[test]
    fn a_thing_is_meant_by_any_part_that_no_other_has() {
        let names = [
            (1, "2026-03-02-buy-power-banks-x7k2|Buy ten power banks for the pier"),
            (2, "2026-03-02-ask-the-port-a2b4|Ask the port for power"),
            (3, "statement-of-work|"),
            (4, "work"),
            (5, "after-action|Übergabe"),
        ];
        let names = names.map(|(thing, names)| (thing, names.split('|').map(ToOwned::to_owned).collect()));
        for (words, found) in [
            ("power banks", &[1][..]),
            ("banks pier", &[1]),
            ("Buy", &[1]),
            ("power", &[1, 2]),
            ("x7k2", &[1]),
            ("ask-the-port", &[2]),
            ("sow", &[3]),
            ("Statement", &[3]),
            ("work", &[4]),
            ("ction", &[5]),
            ("ubergabe", &[5]),
            ("x", &[]),
            ("zzz", &[]),
            ("?", &[]),
        ] {
            assert_eq!(find(words, &names), found, "{words}");
        }
        for (words, found) in [("power-banks", &[1][..]), ("ask-port", &[]), ("sow", &[]), ("x7k2", &[1])] {
            assert_eq!(find_part(words, &names), found, "{words}");
        }
    }
}
