//! `engage advance`.

use crate::cmd::ending;
use crate::cmd::prelude::*;
use crate::cmd::remembered;
use crate::model::entry::Select;
use crate::model::folder::Folder;
use crate::model::walk::{self, Move};

/// Go to the next step.
///
/// Creates one file for the new step and changes no other. To go forward, the gates of the current step must be met.
/// If not, each unmet gate is listed with the command that meets it, and nothing is written (exit code 3). `--because`
/// waives the gates; the reason is kept in the record and shown in the report. Going back has no gates.
#[derive(Debug, Args)]
pub struct AdvanceArgs {
    #[command(flatten)]
    target: Target,
    /// Step to go to [default: next step].
    #[arg(long, value_name = "STEP", value_parser = Step::read)]
    to: Option<Step>,
    /// Waive gates or skip steps, with the reason.
    #[arg(long, value_name = "REASON")]
    because: Option<String>,
    /// Enter the current step again.
    #[arg(long)]
    again: bool,
    #[command(flatten)]
    writing: Writing,
}

impl AdvanceArgs {
    pub fn run(self, context: &Context) -> Result<Reply> {
        let mut writer = Writer::begin(context, self.target.named()?, &self.writing)?;
        let because = self.because.as_deref().map(|words| context.words(words)).transpose()?;
        if because.as_deref().is_some_and(|words| words.trim().is_empty()) {
            bail!(Failure::usage("`--because` needs a reason"));
        }
        may_go_on(&writer)?;
        let Some(at) = writer.engagement.place() else {
            let first = EntryId { cycle: 1, number: 1, step: Step::Hypothesis };
            return enter(writer, first, None, &[], &[]);
        };
        let answers =
            writer.engagement.current().map_or_else(|| Answers::empty(at.step), |entry| entry.answers.clone());
        match walk::from(&writer.engagement.taken(), &answers, at, self.to) {
            Err(walk::Undecided) => Err(undecided(&writer, at).into()),
            Ok(Move::Enter { to, .. }) if (to.cycle, to.step) == (at.cycle, at.step) && !self.again => {
                Err(already_at(&writer, at).into())
            }
            Ok(Move::Close) => {
                let passed = forward(&writer, at, &[], because.is_some(), None)?;
                say_waived(&mut writer, &passed, &[]);
                ending::record(writer, OutcomeKind::Completed, [because, None, None])
            }
            Ok(Move::Enter { to, skipped, forward: true }) => {
                let passed = forward(&writer, at, &skipped, because.is_some(), self.to)?;
                enter(writer, to, because, &passed, &skipped)
            }
            Ok(Move::Enter { to, .. }) => enter(writer, to, because, &[], &[]),
        }
    }
}

/// Fails if the engagement has ended or its progress has a fork.
fn may_go_on(writer: &Writer) -> Result<(), Failure> {
    let engagement = &writer.engagement;
    let is_of_the_walk = |folder: &&Folder| !matches!(folder, Folder::Records(_));
    let closed: Vec<_> = engagement.closed.iter().filter(is_of_the_walk).map(ToString::to_string).collect();
    Failure::where_unread(&engagement.id, &closed, "the current step is unknown")?;
    if let Some((_, kind)) = engagement.ending() {
        return Err(Failure::refused(format!("{} is {}; it has no next step", engagement.id, kind.in_words()))
            .hint(Remedy::engage(["reopen", engagement.id.as_str()])));
    }
    if let Some(fork) = check::forks(engagement).into_iter().next() {
        let why = format!("{} has a fork: {}", engagement.id, fork.sentence);
        return Err(Failure::refused(why).hint(fork.remedy));
    }
    Ok(())
}

/// The gates that going forward waives; fails if a gate or a skipped step has no reason.
fn forward(
    writer: &Writer,
    at: EntryId,
    skipped: &[Step],
    waives: bool,
    to: Option<Step>,
) -> Result<Vec<&'static str>> {
    let (id, gates) = (&writer.engagement.id, &check::gates(&writer.scene()));
    let advance = to_pass(&writer.engagement, to.map(Step::word));
    let uncounted = check::uncounted(&writer.scene());
    Failure::where_unread(id, &uncounted, &format!("the gates of {} cannot be checked", at.step))?;
    if let Some(found) = gates.iter().find(|found| found.check.guards.is_none()) {
        let held = held(writer, at, std::slice::from_ref(found));
        bail!(held.hint("fix the file first; a gate on an unreadable file cannot be waived"));
    }
    if !waives && !gates.is_empty() {
        let (them, gates_in_words) = if gates.len() == 1 { ("it", "the gate") } else { ("them", "the gates") };
        bail!(
            held(writer, at, gates)
                .hint(Remedy::from(format!("meet {them}, or waive {gates_in_words}: {advance}")).or(advance))
        );
    }
    if !waives && !skipped.is_empty() {
        let steps = and_list(skipped.iter().map(|step| step.word()));
        let going = format!("going from {} to {}", at.step, to.map_or("", Step::word));
        bail!(Failure::refused(format!("{going} skips {steps}; a reason is required")).hint(advance));
    }
    Ok(gates.iter().map(|found| found.check.id).collect())
}

fn held(writer: &Writer, at: EntryId, gates: &[Found]) -> Failure {
    let held = count(gates.len(), "gate is not met|gates are not met");
    Failure::refused(format!("{} cannot leave {} yet: {held}", writer.engagement.id, at.step))
        .details(findings::lines(gates))
        .data("gates", gates.iter().map(findings::data).collect())
}

fn undecided(writer: &Writer, at: EntryId) -> Failure {
    let to = if at.step == Step::Adjust { "after-action" } else { "hypothesis" };
    let advance = to_pass(&writer.engagement, Some(to));
    held(writer, at, &check::gates(&writer.scene()))
        .hint(Remedy::from(format!("decide, or name the step to go to: {advance}")).or(advance))
}

/// The command that goes on with a reason.
fn to_pass(engagement: &Engagement, to: Option<&str>) -> Remedy {
    let to = to.into_iter().flat_map(|step| ["--to", step]);
    Remedy::engage(["advance", engagement.id.as_str()]).with(to).flag("because", "REASON")
}

/// Catches a repeated command, or the current step given by mistake.
fn already_at(writer: &Writer, at: EntryId) -> Failure {
    let (id, step) = (&writer.engagement.id, at.step);
    let since = writer.engagement.current().map(|entry| format!(" on {}", words::date(entry.common.entered)));
    Failure::refused(format!("{id} is already at {step}; `{at}` was entered{}", since.unwrap_or_default()))
        .hint(Remedy::engage(["advance", id.as_str(), "--to", step.word(), "--again"]).note("to enter it again"))
}

fn enter(mut writer: Writer, to: EntryId, because: Option<String>, passed: &[&str], skipped: &[Step]) -> Result<Reply> {
    let common = [
        ("entered", Node::Plain(writer.day.to_string())),
        ("from", writer.engagement.place().map_or(Node::Empty, Node::text)),
        ("because", because.map_or(Node::Empty, Node::Text)),
        ("passed", Node::List(passed.iter().map(Node::text).collect())),
        ("skipped", Node::List(skipped.iter().map(Node::text).collect())),
    ];
    writer.create_file(&Reference::Entry(to), &common)?;
    let entry =
        read::entry(to, scaffold::entry(to, &common).as_bytes()).map_err(|fault| Failure::usage(fault.message))?;
    writer.write()?;
    let known = writer.open_items();
    let before = writer.engagement.current().map(|entry| (entry.id, entry.common.entered));
    writer.engagement.walk.push(to);
    writer.engagement.entries.insert(to, entry);
    writer.done(place(&writer.engagement, to));
    say_waived(&mut writer, passed, skipped);
    if let Some((before, entered)) = before.filter(|(_, entered)| writer.day < *entered) {
        writer.say(format!("warning: {} is before {before} was entered ({entered})", writer.day));
    }
    let tried = if to.step == Step::Select { tried_before(&mut writer, to.cycle) } else { vec![] };
    let lessons = if to.step == Step::Dev { lessons(&mut writer, to.cycle) } else { vec![] };
    writer.say_open_items(&known);
    let next = next(&writer);
    writer.next(&next);
    let mut reply = writer.finish()?;
    for (key, found) in [("tried_before", tried), ("lessons", lessons)] {
        if !found.is_empty() {
            reply.data[key] = found.into();
        }
    }
    Ok(reply)
}

/// Names the gates that the reason waives, and the steps that are skipped.
fn say_waived(writer: &mut Writer, passed: &[&str], skipped: &[Step]) {
    if !passed.is_empty() {
        writer.say(format!("Waived {}", and_list(passed)));
    }
    if !skipped.is_empty() {
        writer.say(format!("Skipped {}", and_list(skipped.iter().map(|step| step.word()))));
    }
}

/// `Moved harbor-search to step 2 of 9: validate`, with cycle and round after the first ones.
fn place(engagement: &Engagement, to: EntryId) -> String {
    let (EntryId { cycle, step, .. }, round) = (to, engagement.round(to));
    let again = if (cycle, round) == (1, 1) { String::new() } else { format!(" (cycle {cycle}, round {round})") };
    format!("Moved {} to step {} of 9: {step}{again}", engagement.id, step.number())
}

/// The command that meets the first gate of the step; where none is in the way, the one that answers its questions.
fn next(writer: &Writer) -> Remedy {
    match check::gates(&writer.scene()).into_iter().next() {
        Some(Found { finding, .. }) => finding.remedy.start().clone(),
        None => Remedy::engage(["edit", "-e", writer.engagement.id.as_str()]),
    }
}

/// Shows earlier approaches that resemble the hypothesis. Reads all engagements, so no longer under the lock.
fn tried_before(writer: &mut Writer, cycle: u32) -> Vec<Value> {
    let close = remembered::close(writer.context, &writer.workspace, &writer.engagement, cycle);
    if !close.is_empty() {
        writer.say("Similar approaches from earlier:");
    }
    for memory in &close {
        writer.say(remembered::line(memory, writer.context.width));
    }
    close.iter().map(|memory| remembered::data(memory, &writer.workspace)).collect()
}

/// Shows earlier lessons that fit what is built: the mission, the hypothesis, the goals and what we start from.
fn lessons(writer: &mut Writer, cycle: u32) -> Vec<Value> {
    let engagement = &writer.engagement;
    let hypothesis = engagement.last_answers::<Hypothesis>(cycle).into_iter();
    let hypothesis = hypothesis.flat_map(|answers| [&answers.belief, &answers.benefit]).flatten();
    let goals =
        engagement.all::<Goal>().filter(|(_, goal)| goal.verdict() == Verdict::Open).map(|(_, goal)| &goal.statement);
    let start = engagement.last_answers::<Select>(cycle).into_iter().flat_map(|answers| &answers.starting_points);
    let start = start.filter(|start| start.chosen.is_some_and(|chosen| chosen.0)).map(|start| &start.what);
    let mission = engagement.charter.iter().filter_map(|charter| charter.mission.as_ref());
    let texts: Vec<_> = mission.chain(hypothesis).chain(goals).chain(start).map(Text::as_str).collect();
    let found = remembered::lessons(writer.context, &writer.workspace, engagement, &texts.join("\n"));
    remembered::lines(&found).for_each(|line| writer.say(line));
    found.iter().map(|lesson| remembered::data(lesson, &writer.workspace)).collect()
}
