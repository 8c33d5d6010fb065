//! `engage judge`.

use anyhow::Result;
use clap::Args;
use clap::builder::PossibleValuesParser;

use super::arguments::{On, Writing};
use super::context::Context;
use super::failure::Failure;
use super::naming;
use super::output::Answer;
use super::writing::{Changes, Writer};
use crate::model::record::{Kind, Record};
use crate::model::reference::Reference;
use crate::model::text::Text;
use crate::store::edit::Change;
use crate::store::yaml::Node;
use crate::store::{digest, layout};

/// Judge a goal against its criterion.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  engage judge find-a-report met --evidence evidence/timing.csv --accepted-by ana-ortiz\n  engage judge scanned-pages missed --next \"better scans in the second cycle\""
)]
pub struct Judge {
    /// The goal, by its name or a part of it.
    goal: String,
    /// What became of it.
    #[arg(value_parser = PossibleValuesParser::new(["met", "partly", "missed", "open"]))]
    verdict: String,
    /// What proves it: a file in the workspace (its SHA-256 is kept) or a link; may be repeated.
    #[arg(long, value_name = "FILE-OR-LINK")]
    evidence: Vec<String>,
    /// What the evidence is; the file's name or the link unless told.
    #[arg(long, value_name = "TEXT", requires = "evidence")]
    what: Option<String>,
    /// Who of the customer's accepted the verdict.
    #[arg(long, value_name = "PERSON")]
    accepted_by: Option<String>,
    /// What happens next, when it is not met.
    #[arg(long, value_name = "TEXT")]
    next: Option<String>,
    #[command(flatten)]
    on: On,
    #[command(flatten)]
    writing: Writing,
}

impl Judge {
    pub fn run(self, context: &Context) -> Result<Answer> {
        let mut writer = Writer::begin(context, self.on.given(), &self.writing)?;
        let goal = naming::of_kind(&writer.engagement, Kind::Goal, &self.goal)?;
        let day = if self.verdict == "open" { Change::Clear } else { Change::Set(Node::Plain(writer.day.to_string())) };
        let mut changes: Changes =
            vec![("verdict".into(), Change::Set(Node::text(&self.verdict))), ("judged".into(), day)];
        if let Some(person) = &self.accepted_by {
            let person = writer.person("accepted_by", person)?;
            changes.push(("accepted_by".into(), Change::Set(Node::text(person))));
        }
        for evidence in &self.evidence {
            let proof = self.evidence(&writer, evidence)?;
            if !is_there(&writer, &goal, &proof) {
                changes.push(("evidence".into(), Change::Append(proof)));
            }
        }
        if let Some(next) = &self.next {
            changes.push(("next".into(), Change::Set(Node::Text(context.words(next)?))));
        }
        writer.change(&goal, &changes)?;
        writer.say(format!("judged {goal} of {}: {}", writer.engagement.id, self.verdict));
        writer.finish()
    }

    fn evidence(&self, writer: &Writer, given: &str) -> Result<Node> {
        let link = ["http://", "https://", "mailto:"].iter().any(|scheme| given.starts_with(scheme));
        let what = |name: &str| Node::text(self.what.as_deref().unwrap_or(name));
        if link {
            return Ok(Node::Map(vec![("what".into(), what(given)), ("link".into(), Node::text(given))]));
        }
        let root = layout::normal(&writer.workspace.root);
        let file = layout::normal(&writer.context.here.join(given));
        let Ok(inner) = file.strip_prefix(&root) else {
            return Err(Failure::usage(format!(
                "`{given}` lies outside the workspace, where its digest would prove nothing"
            ))
            .hint("copy it into the engagement's folder, or give a link")
            .into());
        };
        let sha256 = digest::of_file(&file).map_err(|error| {
            let missing = error.kind() == std::io::ErrorKind::NotFound;
            let cause = if missing { "there is no such file".to_owned() } else { error.to_string() };
            Failure::not_found(format!("failed to read the evidence `{given}`: {cause}"))
                .hint("give a file of the workspace, or a link beginning with https://")
        })?;
        let name = file.file_name().map_or_else(|| given.into(), |name| name.to_string_lossy());
        let pairs = [
            ("what", what(&name)),
            ("file", Node::text(layout::shown(&root, &root.join(inner)))),
            ("sha256", Node::text(sha256)),
        ];
        Ok(Node::Map(pairs.map(|(key, node)| (key.to_owned(), node)).into()))
    }
}

/// Whether the goal has this evidence already: the same link, or the same file with the same bytes.
fn is_there(writer: &Writer, goal: &Reference, proof: &Node) -> bool {
    let (Some(Record::Goal(goal)), Node::Map(pairs)) = (writer.engagement.records.get(goal), proof) else {
        return false;
    };
    let said = |key: &str| pairs.iter().find(|(name, _)| name == key).map(|(_, node)| node.clone());
    let node = |words: &Option<Text>| words.as_ref().map(Node::text);
    goal.evidence.iter().any(|had| {
        node(&had.link) == said("link") && node(&had.file) == said("file") && node(&had.sha256) == said("sha256")
    })
}
