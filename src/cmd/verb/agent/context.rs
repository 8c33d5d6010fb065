//! `engage agent context`: what an agent needs to know, in a page of limited size.

use crate::cmd::catalogue::Catalogue;
use crate::cmd::output::unstyled;
use crate::cmd::prelude::*;
use crate::cmd::rendering::rendered;
use crate::cmd::state::{self, State};
use crate::render::{About, Document, Subject};

/// Print where an engagement is, its questions, what is open and its brief.
///
/// The page is cut by section and by whole lines; a line says what is left out and which command shows it. Without
/// ENGAGEMENT, and with none or several open engagements, lists them.
#[derive(Debug, Args)]
pub struct AgentContextArgs {
    #[command(flatten)]
    target: Target,
    /// Maximum size in bytes.
    #[arg(long, value_name = "N", default_value_t = 4096, value_parser = clap::value_parser!(u32).range(512..))]
    bytes: u32,
}

/// A part of the page: its title, its lines, and the command that shows all of it.
struct Section {
    title: &'static str,
    lines: Vec<String>,
    all: String,
}

impl AgentContextArgs {
    pub fn run(self, context: &Context) -> Result<Reply> {
        let workspace = context.workspace()?;
        let named = self.target.named()?;
        let is_named = named.is_some() || context.is_inside_an_engagement(&workspace);
        let mut open = if is_named { vec![] } else { context.ids(&workspace)? };
        open.retain(|id| load::is_open(&workspace, id).0);
        let (id, head, sections) = if is_named || open.len() == 1 {
            let engagement = context.engagement(&workspace, named)?;
            let state = State::of(&engagement, context.today, &workspace);
            let head = unstyled(&format!("# {}{}\n", headline(&engagement), state.place_since()));
            (Some(engagement.id.clone()), head, sections(context, &workspace, &state)?)
        } else {
            let number =
                if open.is_empty() { "No open engagements".to_owned() } else { count(open.len(), "open engagement") };
            let head = format!("# {number}\n");
            (None, head, vec![list(context, &workspace, &open)])
        };
        let (text, left_out) = cut(head, sections, usize::try_from(self.bytes)?);
        let data = json!({ "engagement": id, "bytes": text.len(), "text": text, "left_out": left_out });
        Ok(Reply { text, messages: vec![], kind: "agent.context", data })
    }
}

fn list(context: &Context, workspace: &Workspace, ids: &[Slug]) -> Section {
    let today = context.today;
    let line = |engagement: Engagement| {
        let state = State::of(&engagement, today, workspace);
        let (place, attention, next) = (state.place_since(), state.attention.in_words(), state.next().0);
        format!("- {}: {place}; {attention}; next: `{next}`", engagement.id)
    };
    let mut lines = context.of_open(workspace, ids, line);
    if lines.is_empty() {
        lines.push(format!("To open one: `{}`", Remedy::first_engagement()));
    }
    Section { title: "Engagements", lines, all: "engage list".to_owned() }
}

fn sections(context: &Context, workspace: &Workspace, state: &State) -> Result<Vec<Section>> {
    let id = &state.engagement.id;
    let status = format!("engage status {id} --json");
    let section = |title, lines, all: &str| Section { title, lines, all: all.to_owned() };
    let item = |found: &Found| {
        let remedy = found.finding.remedy.start().to_string();
        format!("- {}: {}\n  `{remedy}`", found.check.id, visible(&found.finding.sentence))
    };
    let question = |question: &Value| {
        let words: Vec<_> = question["words"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let [key, asks, shape] = ["key", "asks", "shape"].map(|key| question[key].as_str().unwrap_or_default());
        let shape = if words.is_empty() { shape.to_owned() } else { or_list(words) };
        let answered = if question["answered"] == true { " Answered." } else { "" };
        format!("- `{key}` ({shape}): {asks}{answered}")
    };
    let questions = state.engagement.current().map_or(vec![], |entry| state::questions(&entry.answers));
    Ok(vec![
        section("Next", vec![format!("`{}`", state.next().0)], &status),
        section("Gates", state.attention.gates.iter().map(item).collect(), &status),
        section("Questions of this step", questions.iter().map(question).collect(), &status),
        section("Open items", state.open.iter().map(item).collect(), &format!("engage check {id}")),
        section("Brief", brief(context, workspace, state.engagement)?, &format!("engage report brief {id} -o -")),
    ])
}

/// The lines of the brief, with its headings below those of the page.
fn brief(context: &Context, workspace: &Workspace, engagement: &Engagement) -> Result<Vec<String>> {
    let Some(document) = Document::named("brief") else { return Ok(vec![]) };
    let (settings, cycle) = (&workspace.settings, document.cycle_for(engagement));
    let about = About::Cycle(Subject { engagement, settings, cycle, day: None, since: None });
    let text = rendered(context, workspace, &Catalogue::of(Some(workspace))?, document, &about, (None, false))?.text;
    let lines = text.lines().skip(1).filter(|line| !line.is_empty());
    Ok(lines.map(|line| if line.starts_with('#') { format!("##{line}") } else { line.to_owned() }).collect())
}

/// The room for the line that names what is left out.
const LAST_LINE: usize = 128;

/// The page of at most so many bytes, and the titles of what is not wholly in it.
fn cut(mut text: String, sections: Vec<Section>, most: usize) -> (String, Vec<&'static str>) {
    let (mut left_out, mut is_missing) = (vec![], false);
    let most = most - LAST_LINE;
    for Section { title, lines, all } in sections.into_iter().filter(|section| !section.lines.is_empty()) {
        let head = format!("\n## {title}\n\n");
        let more = |left: usize| format!("({}: `{all}`)\n", count(left, "more line"));
        let size = |lines: &[String]| lines.iter().map(|line| line.len() + 1).sum::<usize>();
        let left = most.saturating_sub(text.len() + head.len());
        let fits = |count: &usize| {
            let rest = if *count == lines.len() { 0 } else { more(lines.len()).len() };
            size(&lines[..*count]) + rest <= left
        };
        let Some(fitting) = (0..=lines.len()).rev().find(fits) else {
            left_out.push(title);
            is_missing = true;
            continue;
        };
        text.push_str(&head);
        text.extend(lines[..fitting].iter().map(|line| format!("{line}\n")));
        if fitting < lines.len() {
            text.push_str(&more(lines.len() - fitting));
            left_out.push(title);
        }
    }
    if is_missing {
        text.push_str(&format!(
            "\n(cut: {}; `--bytes N` shows more)\n",
            and_list(left_out.iter().map(|title| title.to_lowercase()))
        ));
    }
    (text, left_out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_never_longer_than_asked_for_and_says_what_is_cut() {
        let section = |title, size: usize| {
            let lines = (0..9).map(|line| format!("{line}{}", "x".repeat(size))).collect();
            Section { title, lines, all: "engage status".to_owned() }
        };
        for bytes in 512..3000 {
            let sections = vec![section("Gates", 40), section("Open items", 90), section("Brief", 30)];
            let (text, left_out) = cut("# dock\n".to_owned(), sections, bytes);
            assert!(text.len() <= bytes, "{bytes}: {}", text.len());
            let cuts = text.matches("more line").count() + usize::from(text.contains("(cut: "));
            assert_eq!(left_out.is_empty(), cuts == 0, "{bytes}");
        }
    }
}
