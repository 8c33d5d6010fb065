//! The notice at the top of a document if a part of the record is unreadable.

use super::markdown::{escape, one_line};
use crate::model::words::and_list;

/// The maximum number of files listed; `engage check` lists them all.
const NAMED: usize = 3;

/// A document with a list below its title of the files that it does not include.
pub fn incomplete(document: &str, files: &[String]) -> String {
    if files.is_empty() {
        return document.to_owned();
    }
    let mut named: Vec<_> = files.iter().take(NAMED).map(|file| escape(&one_line(file))).collect();
    let more = files.len().saturating_sub(NAMED);
    named.extend((more > 0).then(|| format!("{more} more (see engage check)")));
    let sentence = format!("> Not included: {} cannot be read.\n", and_list(&named));
    let title = if document.starts_with("# ") { document.find('\n').map_or(0, |end| end + 1) } else { 0 };
    let (title, rest) = document.split_at(title);
    // an unreadable file may contain the data that is missing
    let rest = rest.replace("Nothing is recorded under: ", "Of what can be read, nothing is recorded under: ");
    format!("{title}{}{sentence}\n{}", if title.is_empty() { "" } else { "\n" }, rest.trim_start_matches('\n'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_said_below_the_title() {
        let files = |count: usize| (1..=count).map(|at| format!("goals/a*{at}.yaml")).collect::<Vec<_>>();
        assert_eq!(incomplete("# T\n\ntext\n", &[]), "# T\n\ntext\n");
        assert_eq!(
            incomplete("# T\n\ntext\n", &files(1)),
            "# T\n\n> Not included: goals/a\\*1.yaml cannot be read.\n\ntext\n"
        );
        assert!(
            incomplete("Nothing is recorded under: a.\n", &files(1))
                .contains("Of what can be read, nothing is recorded under: a.")
        );
        assert_eq!(
            incomplete("text\n", &files(5)),
            "> Not included: goals/a\\*1.yaml, goals/a\\*2.yaml, goals/a\\*3.yaml and 2 more (see engage check) \
             cannot be read.\n\ntext\n"
        );
    }
}
