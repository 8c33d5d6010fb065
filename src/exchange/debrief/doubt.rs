//! Words that look like a rating or a verdict but could not be read as one: the user is asked.
//!
//! Words in quotation marks are a quote and are left alone.

use crate::model::number::Rating;

/// The words that begin a rating.
pub(super) const LABELS: [&str; 6] = ["impression", "enthusiasm", "imp.", "imp", "enth.", "enth"];

/// Figures in words and in digits.
const FIGURES: [&str; 12] = ["one", "two", "three", "four", "five", "0", "1", "2", "3", "4", "5", "6"];

/// The part of the words that may be a rating.
pub(super) fn rating_in(words: &str) -> Option<String> {
    let unquoted = unquoted(words);
    let tokens: Vec<_> = unquoted.split_whitespace().collect();
    (0..tokens.len()).find_map(|at| {
        let length = rating_at(&tokens[at..])?;
        Some(bare(&tokens[at..at + length].join(" ")).to_owned())
    })
}

/// Why the words are returned to the user.
pub(super) fn why(rating: &str) -> String {
    if let Some(figure) = rating.strip_suffix("/5").filter(|figure| figure.parse::<Rating>().is_ok()) {
        return format!(
            "`{rating}` could be impression {figure}, or impression {figure} and enthusiasm 5; write one of them"
        );
    }
    let figure = rating.chars().find(char::is_ascii_digit).unwrap_or('4');
    format!("`{rating}` may be a rating; write impression {figure}, or put the words in quotation marks")
}

/// How many words at the beginning belong to a rating.
fn rating_at(tokens: &[&str]) -> Option<usize> {
    let word = |at: usize| tokens.get(at).map_or(String::new(), |token| bare(token).to_lowercase());
    let is_figure = |at: usize| FIGURES.contains(&word(at).strip_suffix("/5").unwrap_or(&word(at)));
    if LABELS.contains(&word(0).as_str()) {
        let is_labelled = tokens[0].ends_with([':', '=']);
        let figure = (1..=2).find(|at| is_figure(*at));
        return figure.map(|at| at + 1).or(is_labelled.then_some(2.min(tokens.len())));
    }
    let is_of_five = |figure: &str| figure.starts_with(|c: char| c.is_ascii_digit()) && figure.len() <= 3;
    if word(0).strip_suffix("/5").is_some_and(is_of_five) {
        return Some(1);
    }
    let is_labelled = LABELS.contains(&word(1).as_str());
    let is_out_of_five = || word(1) == "out" && word(2) == "of" && matches!(word(3).as_str(), "5" | "five");
    is_figure(0).then(|| if is_labelled { Some(2) } else { is_out_of_five().then_some(4) })?
}

fn bare(token: &str) -> &str {
    token.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Words without the parts in quotation marks.
fn unquoted(words: &str) -> String {
    let (mut kept, mut rest) = (String::new(), words);
    while let Some(at) = rest.find(['"', '“', '„', '«', '‘']) {
        let open = rest[at..].chars().next().unwrap_or('"');
        let behind = &rest[at + open.len_utf8()..];
        let Some(end) = behind.find(['"', '”', '“', '»', '’']) else { break };
        kept.push_str(&rest[..at]);
        rest = behind[end..].trim_start_matches(['"', '”', '“', '»', '’']);
    }
    kept + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_a_rating_is_found_and_other_words_are_left_alone() {
        for (words, rating) in [
            ("maybe 4 out of 5", "4 out of 5"),
            ("I would say (4/5) or so", "4/5"),
            ("impression was 4 here", "impression was 4"),
            ("impression: high", "impression: high"),
            ("a solid 4 impression", "4 impression"),
            ("4.5/5 for it", "4.5/5"),
            ("imp. four", "imp. four"),
        ] {
            assert_eq!(rating_in(words).as_deref(), Some(rating), "{words}");
        }
        for words in "my first impression was good|fender 7/12|24/7|\"4/5\" he said|two of five|5|".split('|') {
            assert_eq!(rating_in(words), None, "{words}");
        }
    }
}
