//! `engage help`: its topics. The help of a command is printed in `cmd`, where the command line is known.

pub mod tree;

use super::Verb;
use crate::cmd::prelude::*;

/// Show help for a command or a topic.
#[derive(Debug, Args)]
pub struct HelpArgs {
    /// Command or topic [default: list all commands and topics].
    #[arg(value_name = "COMMAND|TOPIC")]
    pub words: Vec<String>,
    /// The command that they name, for `--json`.
    #[arg(skip)]
    pub tree: Option<Value>,
}

/// A page that is not about one command.
#[derive(Debug)]
pub struct Topic {
    /// Its name on the command line.
    pub name: &'static str,
    /// Its text: a title, paragraphs of one line each, and lines that are indented.
    text: &'static str,
}

/// Defines the topics, each with its file.
macro_rules! topics {
    ($($name:literal)*) => {
        &[$(Topic { name: $name, text: include_str!(concat!("help/", $name, ".md")) }),*]
    };
}

/// The topics, in alphabetical order.
pub const TOPICS: &[Topic] = topics!["dates" "environment" "exit-codes" "files" "money" "people" "templates"];

/// The widest line of a page.
const WIDEST: usize = 100;

impl Topic {
    /// What it is about.
    pub fn title(&self) -> &'static str {
        self.text.lines().next().unwrap_or_default().trim_start_matches("# ")
    }

    fn page(&self, width: usize) -> String {
        let lines = self.text.lines().map(|line| match line.trim_start_matches('#') {
            heading if heading.len() < line.len() => format!("{}\n", styled(STRONG, heading.trim_start())),
            _ => in_columns(line, width).unwrap_or_else(|| fitted(&format!("{line}\n"), Some(width))),
        });
        lines.collect()
    }

    fn data(&self) -> Value {
        json!({ "topic": self.name, "title": self.title(), "text": self.text })
    }
}

/// An indented line with its last column wrapped below itself; none if the line has no columns, or fits.
fn in_columns(line: &str, width: usize) -> Option<String> {
    let start =
        line.trim_start().rfind("  ").filter(|_| line.starts_with("    "))? + line.len() - line.trim_start().len();
    let (first, last) = line.split_at(start + 2);
    let lines = hanging(last, width, first, &" ".repeat(first.width()));
    (lines.len() > 1).then(|| lines.join("\n") + "\n")
}

impl HelpArgs {
    pub fn run(self, context: &Context) -> Result<Reply> {
        let kind = "engagement.help";
        if let Some(tree) = self.tree {
            let topics = TOPICS.iter().filter(|_| self.words.is_empty());
            let data = json!({ "command": tree, "topics": topics.map(Topic::data).collect::<Vec<_>>() });
            return Ok(Reply { text: String::new(), messages: vec![], kind, data });
        }
        let words = self.words.join(" ").to_lowercase();
        let topic = TOPICS.iter().find(|topic| topic.name == words).ok_or_else(|| unknown(&self.words))?;
        let text = topic.page(context.width.map_or(WIDEST, |width| width.min(WIDEST)));
        Ok(Reply { text, messages: vec![], kind, data: json!({ "command": null, "topics": [topic.data()] }) })
    }
}

fn unknown(words: &[String]) -> Failure {
    let (words, first) = (words.join(" "), words.first().map_or("", String::as_str));
    let known: Vec<_> = TOPICS.iter().map(|topic| topic.name.to_owned()).chain(Verb::names()).collect();
    let near = nearest(first, known.iter().map(String::as_str)).map(|near| format!("engage help {near}"));
    Failure::usage(format!("`{}` is not a command or a help topic", visible(&words)))
        .near(near, "engage help lists all commands and topics")
}

#[cfg(test)]
mod tests;
