//! `engage judge`.

use crate::cmd::prelude::*;
use crate::store::evidence;

/// Record whether a goal was met.
///
/// A new verdict moves the earlier one to the goal's `history` and must be accepted again. Repeat the same verdict in
/// the same cycle to add evidence, an acceptance or a result.
#[derive(Debug, Args)]
pub struct JudgeArgs {
    /// Name of the goal, or part of it.
    goal: String,
    /// Verdict.
    #[arg(value_parser = PossibleValuesParser::new(["met", "partly", "missed", "open"]))]
    verdict: String,
    /// Evidence: a file in the workspace (its SHA-256 is recorded) or a link; can be repeated.
    #[arg(long, value_name = "FILE-OR-LINK")]
    evidence: Vec<String>,
    /// Description of the evidence [default: file name or link].
    #[arg(long, value_name = "TEXT", requires = "evidence")]
    what: Option<String>,
    /// Measured value, in the unit of the measure.
    #[arg(long, value_name = "NUMBER")]
    actual: Option<String>,
    /// Measured result, in words.
    #[arg(long, value_name = "TEXT")]
    result: Option<String>,
    /// Who accepted the verdict.
    #[arg(long, value_name = "PERSON")]
    accepted_by: Option<String>,
    /// Follow-up, if it is not met.
    #[arg(long, value_name = "TEXT")]
    next: Option<String>,
    #[command(flatten)]
    on: On,
    #[command(flatten)]
    writing: Writing,
}

impl JudgeArgs {
    pub fn run(self, context: &Context) -> Result<Reply> {
        let mut writer = Writer::begin(context, self.on.engagement.as_deref(), &self.writing)?;
        let goal = naming::of_kind(&writer.engagement, Kind::Goal, &self.goal)?;
        let verdict: Verdict = self.verdict.parse().map_err(|error: String| Failure::usage(error))?;
        let Some(Record::Goal(before)) = writer.engagement.records.get(&goal).cloned() else {
            // an unreadable file is reported with its place; one fixed meanwhile is not judged without its history
            writer.change(&goal, &vec![("verdict".into(), KeyEdit::Set(Node::text(verdict)))])?;
            bail!(Failure::refused(format!("{goal} could not be read")).hint("run the command again"));
        };
        let (_, file) = save::read(&writer.workspace, &writer.engagement.id, &goal)?;
        let file = Node::file(&read::fields(&goal), &String::from_utf8_lossy(&file)).unwrap_or(Node::Empty);
        let replaces = replaces(&writer, &before, verdict);
        let mut changes = if replaces { set_aside(&file, before.verdict()) } else { Changes::new() };
        changes.push(("verdict".into(), KeyEdit::Set(Node::text(verdict))));
        changes.push(("judged".into(), self.judged(&writer, &before, verdict, replaces)));
        let actual = self.actual.as_deref().map(|words| in_unit(words, &before)).transpose()?;
        let given = [
            ("actual", Shape::Decimal, &actual),
            ("result", Shape::Text, &self.result),
            ("accepted_by", Shape::Person, &self.accepted_by),
            ("next", Shape::Text, &self.next),
        ];
        let given = given.into_iter().filter_map(|(key, shape, value)| Some((key, shape, value.as_ref()?)));
        let set = |(key, shape, value): (&str, _, &String)| {
            Ok((key.to_owned(), KeyEdit::Set(writer.node(shape, key, value)?)))
        };
        changes.extend(failure::all(given.map(set))?);
        let proofs = self.evidence.iter().map(|evidence| self.evidence(&writer, evidence));
        let mut proofs = proofs.collect::<Result<Vec<_>>>()?;
        pin(&mut writer, &proofs);
        proofs.retain(|proof| replaces || !has_evidence(&file, proof));
        changes.extend(proofs.into_iter().map(|proof| ("evidence".into(), KeyEdit::Append(proof))));
        writer.change(&goal, &changes)?;
        let id = &writer.engagement.id;
        let how = if verdict == Verdict::Open { "" } else { "judged " };
        let idle = format!("{goal} of {id} is already {how}{verdict}; nothing changed");
        let judged = format!("Judged {goal} of {id}: {verdict}");
        if writer.plan.0.is_empty() {
            writer.say(idle);
        } else {
            writer.done(judged);
        }
        let replaced = acceptance::replaced(&writer.engagement, &goal, &changes).filter(|_| !replaces);
        if let Some(replaced) = replaced {
            writer.say(replaced);
        }
        if replaces {
            writer.say(format!("Moved the earlier verdict to history: {}", in_words(&writer, &before)));
            if verdict != Verdict::Open && self.accepted_by.is_none() {
                writer.say("The new verdict is not accepted yet; record who accepts it with --accepted-by PERSON");
            }
        }
        writer.finish()
    }

    /// The day of the judgement; an addition to it keeps its day, unless another is given.
    fn judged(&self, writer: &Writer, before: &Goal, verdict: Verdict, replaces: bool) -> KeyEdit {
        let kept = before.judged.filter(|_| !replaces && before.verdict() == verdict && self.writing.date.is_none());
        if verdict == Verdict::Open && !replaces && kept.is_none() {
            return KeyEdit::Clear;
        }
        KeyEdit::Set(Node::Plain(kept.unwrap_or(writer.day).to_string()))
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
            let message = format!("`{given}` is outside the workspace");
            bail!(Failure::usage(message).hint("copy it into the engagement's folder, or use a link"));
        };
        atomic::within(&root, &file)?;
        let sha256 = evidence::of_file(&file).map_err(|error| {
            let missing = error.kind() == std::io::ErrorKind::NotFound;
            let cause = if missing { "file not found".to_owned() } else { error.to_string() };
            Failure::not_found(format!("failed to read the evidence `{given}`: {cause}"))
                .hint("use a file in the workspace, or a link that starts with https://")
        })?;
        let name = file.file_name().map_or_else(|| given.into(), |name| name.to_string_lossy());
        let shown = portable::recorded(&layout::shown(&root, &root.join(inner)), System::here());
        let pairs = [("what", what(&name)), ("file", Node::text(shown)), ("sha256", Node::text(sha256))];
        Ok(Node::Map(pairs.map(|(key, node)| (key.to_owned(), node)).into()))
    }
}

/// A measured value without the unit of the goal's measure; another unit is refused where it is a sign.
fn in_unit(words: &str, goal: &Goal) -> Result<String, Failure> {
    let unit = goal.measure.as_ref().and_then(|measure| measure.unit.as_ref()).map(Text::one_line).unwrap_or_default();
    let sign = if unit == "percent" { "%" } else { unit.as_str() };
    let number = words.trim_end().strip_suffix(sign).map_or(words, str::trim_end);
    if !number.ends_with('%') {
        return Ok(number.to_owned());
    }
    let why = if unit.is_empty() { "the goal's measure has no unit".into() } else { format!("the unit is `{unit}`") };
    Err(Failure::usage(format!("`actual`: `{words}` is in percent, but {why}")).hint("use the number in that unit"))
}

/// Plans the git attributes that keep line ends of evidence files unchanged.
fn pin(writer: &mut Writer, proofs: &[Node]) {
    let file = |proof: &Node| if let Node::Text(file) = proof.at("file") { Some(file.clone()) } else { None };
    let files: Vec<_> = proofs.iter().filter_map(file).collect();
    if files.is_empty() {
        return;
    }
    match attributes::plan(&writer.workspace.root, &files, &mut writer.plan) {
        Ok(added) if added.is_empty() => {}
        Ok(added) => writer.say(format!("Added to .gitattributes: {}", added.join("; "))),
        Err(why) => {
            writer.say(format!("warning: could not update .gitattributes, so git may convert the evidence: {why}"));
        }
    }
}

/// Whether a verdict replaces the current judgement: it differs, or another cycle has begun since.
fn replaces(writer: &Writer, before: &Goal, verdict: Verdict) -> bool {
    if before.verdict() == Verdict::Open && before.history.is_empty() {
        return false;
    }
    let began = writer.engagement.entries_in(writer.engagement.cycle()).next().map(|entry| entry.common.entered);
    let began = began.filter(|_| writer.engagement.cycle() > 1);
    let is_earlier = |judged: Date| judged < writer.day && began.is_some_and(|began| judged <= began);
    before.verdict() != verdict || before.judged.is_some_and(is_earlier)
}

/// The changes that move a goal's judgement to the end of its history.
fn set_aside(goal: &Node, verdict: Verdict) -> Changes {
    let keys = ["judged", "actual", "result", "accepted_by", "evidence", "next"];
    let verdict = ("verdict".to_owned(), Node::text(verdict));
    let more = keys.map(|key| (key.to_owned(), goal.at(key).clone())).into_iter().filter(|(_, node)| !node.is_blank());
    let judgement = Node::Map(std::iter::once(verdict).chain(more).collect());
    let cleared = keys[1..].iter().map(|key| ((*key).to_owned(), KeyEdit::Clear));
    std::iter::once(("history".to_owned(), KeyEdit::Append(judgement))).chain(cleared).collect()
}

/// `met, 6 April 2026, accepted by Ana Ortiz`.
fn in_words(writer: &Writer, goal: &Goal) -> String {
    let on = goal.judged.map(|day| format!(", {}", words::date(day))).unwrap_or_default();
    let by = goal.accepted_by.as_ref().map(|person| format!(", accepted by {}", writer.engagement.name_of(person)));
    format!("{}{on}{}", goal.verdict(), by.unwrap_or_default())
}

/// Whether the goal has this evidence already: the same link, or the same file with the same bytes.
fn has_evidence(goal: &Node, given: &Node) -> bool {
    let Node::List(evidence) = goal.at("evidence") else { return false };
    evidence.iter().any(|had| ["link", "file", "sha256"].iter().all(|key| had.at(key) == given.at(key)))
}
