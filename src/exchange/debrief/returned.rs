//! The buffer returned to the user: what was typed, with a comment above each line that was not understood.

use std::collections::{HashMap, HashSet};

use super::{Problem, Reading};
use crate::model::text::one_line;
use crate::model::words::count;

/// The prefix of comments that this file adds, and removes the next time.
const MARK: &str = "%!";

/// The buffer without the comments added before.
pub fn typed(text: &str) -> Vec<&str> {
    text.lines().filter(|line| !line.starts_with(MARK)).collect()
}

/// The whole buffer with its problems as comments above their lines.
pub fn annotated(text: &str, problems: &[Problem]) -> String {
    let lines = count(problems.iter().map(|problem| problem.lines.len()).sum(), "line");
    let head = format!(
        "{MARK} {lines} could not be read; each has a comment like this one above it. Fix and save.\n\
         {MARK} If you save it unchanged, the rest is recorded and these lines stay in the draft.\n"
    );
    returned(text, problems, head, |_| true)
}

/// A draft left from last time that can be recorded, with a comment that says what it is.
pub fn continued(text: &str) -> String {
    let head = format!("{MARK} This is the draft of an earlier debrief. Save it to record it, or delete all lines.\n");
    returned(text, &[], head, |_| true)
}

/// Whether a buffer has nothing but headings, comments, its day and lines of the blank one.
pub fn is_unfilled(text: &str, blank: &str) -> bool {
    let is_ours = |line: &str| line.trim().is_empty() || line.starts_with(['%', '#']) || line.starts_with("day:");
    text.lines().all(|line| is_ours(line) || blank.lines().any(|own| own == line))
}

/// The buffer without recorded items: its headings, comments, and what was not understood.
pub fn rest(text: &str, reading: &Reading) -> String {
    let head = format!("{MARK} The rest was recorded. Fix these lines, or delete them.\n");
    let recorded: HashSet<_> = reading.facts.iter().flat_map(|fact| &fact.lines).collect();
    returned(text, &reading.problems, head, |line| !recorded.contains(&line))
}

/// The remaining lines, each with its problems above it, and above the first of its kind the form to write.
fn returned(text: &str, problems: &[Problem], mut back: String, stays: impl Fn(usize) -> bool) -> String {
    let mut of_line: HashMap<usize, Vec<&Problem>> = HashMap::new();
    for problem in problems {
        of_line.entry(problem.line()).or_default().push(problem);
    }
    let mut shown = HashSet::new();
    for (line, number) in text.trim_start_matches('\u{feff}').lines().zip(1..) {
        if line.starts_with(MARK) || !stays(number) {
            continue;
        }
        for problem in of_line.get(&number).into_iter().flatten() {
            back.push_str(&format!("{MARK} {}\n", one_line(&problem.why)));
            if shown.insert(&problem.form) {
                back.push_str(&format!("{MARK} write: {}\n", one_line(&problem.form)));
            }
        }
        back.push_str(line.trim_end_matches('\r'));
        back.push('\n');
    }
    back
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::debrief::fixture::read;

    const TEXT: &str = "% help\nday: 2026-03-20\n\n## said\nAna Ortiz: \nAnna: fast\n\n## keep\n- the plug\n  of Ana\n% mine\n## lunch\nsoup\n";

    #[test]
    fn a_comment_stands_above_each_line_that_is_not_understood() {
        let back = annotated(TEXT, &read(TEXT).problems);
        assert_eq!(
            back,
            "%! 3 lines could not be read; each has a comment like this one above it. Fix and save.\n\
             %! If you save it unchanged, the rest is recorded and these lines stay in the draft.\n\
             % help\nday: 2026-03-20\n\n## said\nAna Ortiz: \n\
             %! `Anna` is not in people/; did you mean Ana Ortiz (ana-ortiz)? if new, write `Anna (new)`\n\
             %! write: Name: what they said, impression 4 enthusiasm 5, valuable\n\
             Anna: fast\n\n## keep\n- the plug\n  of Ana\n% mine\n\
             %! `## lunch` is not a heading of a debrief\n\
             %! write: ## people, ## said, ## decided, ## keep, ## change, ## tried, ## spent, ## brought home, ## who does what by when or ## note\n\
             ## lunch\nsoup\n"
        );
        // found by the fuzzer: a problem about another line had a wrong line number once the comments were added, and
        // a carriage return at the end of the last line became half a line end
        for text in [TEXT, "## keep\nlunch\nAnna\n## said\nAnna: x\n## keep\nlunch\n", "## lunch\r"] {
            let back = annotated(text, &read(text).problems);
            assert_eq!(annotated(&back, &read(&back).problems), back);
        }
    }

    #[test]
    fn the_rest_has_no_line_that_was_recorded_and_every_other() {
        let reading = read(TEXT);
        let back = rest(TEXT, &reading);
        let again = read(&back);
        assert_eq!((again.facts.len(), again.problems.len()), (0, reading.problems.len()));
        let kept: Vec<_> = back.lines().filter(|line| !line.starts_with("%!")).collect();
        let want: Vec<_> = TEXT.lines().filter(|line| !line.contains("the plug") && !line.contains("of Ana")).collect();
        assert_eq!(kept, want);
    }
}
