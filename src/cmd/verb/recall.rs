//! `engage recall`.

use crate::cmd::prelude::*;
use crate::cmd::remembered::{data, path};
use crate::insight::recall::{Memory, Sort, is_warning, memories, rank, too_common};
use crate::model::words::date;

/// Search what was tried, learned and decided in all engagements.
///
/// Searches approaches, lessons, requirements, decisions and hypotheses, also in closed engagements. A search word
/// matches words that begin with it; case and accents are ignored. The best matches come first.
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
    #[arg(long, value_name = "KIND", value_parser = PossibleValuesParser::new(Sort::WORDS))]
    kind: Vec<String>,
}

impl RecallArgs {
    pub fn run(self, context: &Context) -> Result<Reply> {
        let words = self.words.join(" ");
        if !words.contains(char::is_alphanumeric) {
            bail!(Failure::usage("no search words given").hint("engage recall carbon copies"));
        }
        let workspace = context.workspace()?;
        let named: Vec<_> = self.on.engagement.clone().into_iter().collect();
        let ids = if named.is_empty() { context.ids(&workspace)? } else { context.named(&workspace, &named)? };
        let sorts = self.sorts();
        let kinds: Vec<_> = sorts.iter().filter_map(|sort| sort.kind()).collect();
        let steps: Vec<_> = sorts.iter().flat_map(|sort| sort.steps()).copied().collect();
        let (engagements, unread) = load::parts(&workspace, &ids, &kinds, &steps);
        context.note(unread);
        let all: Vec<_> = engagements.iter().flat_map(memories).collect();
        let all: Vec<_> = all.iter().collect();
        let found = rank::ranked(&all, &words);
        let some = &found[..found.len().min(self.limit as usize)];
        let messages = if found.is_empty() { nothing(&all, &sorts, &words) } else { more(found.len(), some.len()) };
        let in_words = |memory: &&Memory| entry(memory, &words, &workspace, context.width);
        let text = some.iter().map(in_words).collect::<Vec<_>>().join("\n");
        let data = json!({
            "words": words,
            "matches": found.len(),
            "found": some.iter().map(|memory| data(memory, &workspace)).collect::<Vec<_>>(),
            "said": messages,
        });
        Ok(Reply { text, messages, kind: "engagement.recall", data })
    }

    /// The kinds to search.
    fn sorts(&self) -> Vec<Sort> {
        let selected = |sort: &Sort| self.kind.is_empty() || self.kind.iter().any(|kind| kind == sort.word());
        Sort::ALL.iter().copied().filter(selected).collect()
    }
}

/// The message if nothing matches.
fn nothing(all: &[&Memory], sorts: &[Sort], words: &str) -> Vec<String> {
    let kinds: Vec<_> = sorts.iter().map(|sort| sort.word()).collect();
    let common: Vec<_> = too_common(words).iter().map(|word| format!("`{word}`")).collect();
    let sentence = if all.is_empty() {
        format!("no {} is recorded yet", or_list(&kinds))
    } else if !common.is_empty() {
        let are = if common.len() > 1 { "are" } else { "is" };
        return vec![format!("{} {are} too common to search for", and_list(&common))];
    } else {
        format!("no {} contains `{}`", or_list(&kinds), visible(words))
    };
    let meant = rank::meant(all, words);
    let near: Vec<_> = match meant.as_slice() {
        [(_, near)] => vec![format!("`{near}`")],
        several => several.iter().map(|(word, near)| format!("`{near}` for `{word}`")).collect(),
    };
    let near = (!near.is_empty()).then(|| format!("did you mean {}?", and_list(&near)));
    std::iter::once(sentence).chain(near).collect()
}

fn more(found: usize, shown: usize) -> Vec<String> {
    let more = || format!("{shown} of {}; --limit {found} shows all", count(found, "match|matches"));
    (found > shown).then(more).into_iter().collect()
}

/// One match: what it is, its result and day, why, and where it is recorded.
fn entry(memory: &Memory, words: &str, workspace: &Workspace, width: Option<usize>) -> String {
    let width = width.map_or(usize::MAX, |width| width.max(20));
    let style = if is_warning(memory) { WARN } else { STRONG };
    let result = memory.result.map_or_else(String::new, |result| format!(", {result}"));
    let label = format!("{}{result}, {}", memory.sort.word(), date(memory.on));
    let mut lines = hanging(&shown(&format!("{label}: {}", memory.what)), width, "", "  ");
    lines[0] = lines[0].replacen(&label, &format!("{style}{label}{style:#}"), 1);
    for (key, answer) in distinctive(memory, words) {
        lines.extend(hanging(&shown(&format!("{}: {answer}", key.replace('_', " "))), width, "  ", "    "));
    }
    lines.push(format!("  {}", styled(FAINT, &path(memory, workspace))));
    lines.into_iter().map(|line| format!("{line}\n")).collect()
}

/// The details of a match: the most important one, and those that contain a search word; at most three.
fn distinctive<'a>(memory: &'a Memory, words: &str) -> Vec<&'a (&'static str, String)> {
    let answers =
        memory.details.iter().enumerate().filter(|(at, (_, answer))| *at == 0 || rank::has_any(answer, words));
    answers.map(|(_, answer)| answer).take(3).collect()
}
