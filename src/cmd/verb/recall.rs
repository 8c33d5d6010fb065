//! `engage recall`.

use crate::cmd::prelude::*;
use crate::cmd::remembered::{data, path};
use crate::cmd::searching::{Found, memories, near, search, unsearched};
use crate::insight::recall::{Memory, Query, is_warning, meant, rank, too_common};
use crate::model::inventory::kinds;

/// Search the texts of all records in all engagements.
///
/// What was tried, learned, said and decided, also in closed engagements. A search word matches words that begin with it; case and accents are ignored. The best matches come first. Kinds are those of
/// `export --kind`.
#[derive(Debug, Args)]
pub struct RecallArgs {
    /// Words to search for, or their beginnings.
    #[arg(required = true)]
    words: Vec<String>,
    /// Maximum number of results.
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..))]
    limit: u32,
    #[command(flatten)]
    on: On,
    /// Search only records of this kind; can be repeated.
    #[arg(long, value_name = "KIND", value_parser = PossibleValuesParser::new(kinds()), hide_possible_values = true)]
    kind: Vec<String>,
}

impl RecallArgs {
    pub fn run(self, context: &Context) -> Result<Reply> {
        let words = self.words.join(" ");
        if !words.contains(char::is_alphanumeric) {
            bail!(Failure::usage("no search words given").hint("engage recall carbon copies"));
        }
        let workspace = context.workspace()?;
        // what is noted so far is about the settings and git
        let noted = context.unread().len();
        let named: Vec<_> = self.on.engagement.clone().into_iter().collect();
        let ids = if named.is_empty() { context.ids(&workspace)? } else { context.named(&workspace, &named)? };
        let is_kept = |kind: &&str| self.kind.is_empty() || self.kind.iter().any(|kept| kept == kind);
        let kinds: Vec<_> = kinds().filter(is_kept).collect();
        let query = Query::of(&words);
        let matches = |engagement: &Engagement| rank::matches(engagement, &query);
        let Found { found, files, unread } = search(&workspace, &ids, &kinds, &query, matches);
        context.note(unread);
        let found = rank::ranked(found, files);
        let some = memories(&workspace, &found[..found.len().min(self.limit as usize)], &query);
        let messages = match (found.len(), too_common(&words)) {
            (0, common) if !common.is_empty() => vec![common_words(&common)],
            (0, _) if ids.is_empty() => vec!["nothing is recorded yet".to_owned()],
            (0, _) if files == 0 => vec![self.nothing(&context.unread()[noted..], &kinds, "is recorded yet")],
            (0, _) => {
                let what = format!("contains `{}`", visible(&words));
                let nothing = self.nothing(&context.unread()[noted..], &kinds, &what);
                let meant = meant(&query, &near(&workspace, &ids, &kinds, &query));
                std::iter::once(nothing).chain(suggestion(&meant)).collect()
            }
            (all, _) if all > some.len() => {
                vec![format!("{} of {}; --limit {all} shows all", some.len(), count(all, "match|matches"))]
            }
            _ => vec![],
        };
        let in_words = |memory: &Memory| entry(memory, &query, &workspace, context.width);
        let text = some.iter().map(in_words).collect::<Vec<_>>().join("\n");
        let data = json!({
            "words": words,
            "matches": found.len(),
            "found": some.iter().map(|memory| with_lines(memory, &workspace)).collect::<Vec<_>>(),
            "said": messages,
        });
        Ok(Reply { text, messages, kind: "engagement.recall", data })
    }

    /// The sentence if nothing was found. It claims nothing of what could not be read.
    fn nothing(&self, unread: &[FileProblem], kinds: &[&str], what: &str) -> String {
        let record = if self.kind.is_empty() { "record".to_owned() } else { or_list(kinds) };
        match unsearched(unread, kinds) {
            0 => format!("no {record} {what}"),
            some => {
                let some = count(some, "file or folder|files and folders");
                format!("no {record} that can be read {what}; {some} could not be searched")
            }
        }
    }
}

fn common_words(common: &[String]) -> String {
    let words = common.iter().map(|word| format!("`{word}`"));
    format!("{} {} too common to search for", and_list(words), if common.len() > 1 { "are" } else { "is" })
}

fn suggestion(meant: &[(String, String)]) -> Option<String> {
    let near: Vec<_> = match meant {
        [(_, near)] => vec![format!("`{near}`")],
        several => several.iter().map(|(word, near)| format!("`{near}` for `{word}`")).collect(),
    };
    (!near.is_empty()).then(|| format!("did you mean {}?", and_list(&near)))
}

/// One match: what it is, its result and day, why or where the words are, and where it is recorded.
fn entry(memory: &Memory, query: &Query, workspace: &Workspace, width: Option<usize>) -> String {
    let width = width.map_or(usize::MAX, |width| width.max(20));
    let style = if is_warning(memory) { WARN } else { STRONG };
    let label = [Some(memory.record.word().to_owned()), memory.result.map(ToOwned::to_owned), memory.on.map(date)];
    let label = label.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let what = if memory.what.is_empty() { label.clone() } else { format!("{label}: {}", memory.what) };
    let mut lines = hanging(&shown(&what), width, "", "  ");
    lines[0] = lines[0].replacen(&label, &format!("{style}{label}{style:#}"), 1);
    for (key, answer) in distinctive(memory, query) {
        lines.extend(hanging(&shown(&format!("{}: {answer}", key.replace(['_', '.'], " "))), width, "  ", "    "));
    }
    lines.push(format!("  {}", styled(FAINT, &path(memory, workspace))));
    lines.into_iter().map(|line| format!("{line}\n")).collect()
}

/// The details of a match: the most important one, and those that contain a search word; at most three.
fn distinctive<'a>(memory: &'a Memory, query: &Query) -> Vec<(&'a str, &'a str)> {
    let details = memory.details.iter().enumerate().filter(|(at, (_, answer))| *at == 0 || query.is_in(answer));
    let details = details.map(|(_, (key, answer))| (*key, answer.as_str()));
    let lines = memory.lines.iter().map(|(key, line)| (key.as_str(), line.as_str()));
    details.chain(lines).take(3).collect()
}

/// A match as data, with the lines of its other texts that contain a search word.
fn with_lines(memory: &Memory, workspace: &Workspace) -> Value {
    let mut data = data(memory, workspace);
    let lines = memory.lines.iter().map(|(key, line)| json!({ "key": key, "line": line }));
    data["lines"] = lines.collect();
    data
}
