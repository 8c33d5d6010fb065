//! `engage resolve`.

mod choices;
mod fork;
mod told;

use anyhow::Result;
use clap::Args;
use serde_json::json;

use super::context::Context;
use super::failure::Failure;
use super::output::{Answer, COMMAND, STRONG, styled};
use super::written::written;
use crate::model::finding::Finding;
use crate::model::reference::Reference;
use crate::model::slug::Slug;
use crate::model::text::visible;
use crate::model::words::{and_list, count};
use crate::store::conflict::{self, Conflict, State, What};
use crate::store::git::{self, Found, Repository, Unasked};
use crate::store::merge::{self, Versions};
use crate::store::save::Plan;
use crate::store::workspace::Workspace;
use crate::store::{layout, load, save};
use choices::{Choices, Given};
use told::{Outcome, Told};

/// Resolve git's conflicts field by field, and forks.
///
/// Without an operand it merges every record in conflict and lists all forks. Takes what both sides began from, ours and theirs from git's index. What one side changed is
/// taken, what both changed alike stands. Lists of people, roles, references and short texts are
/// united: what either side added is there, what either took out is not. Lists of groups, such as
/// `prep` or `evidence`, are merged item by item, told apart by their first keys. What truly
/// disagrees is shown, and nothing is written until all of it is decided: --ours, --theirs or
/// KEY=VALUE. Comments survive; one that finds no place is named.
///
/// The file is written and not staged: `git add` says that you have looked at it. While git rebases,
/// `ours` is what you rebase onto. Exits with 3 when something is left to decide.
///
/// A fork is two entries that came from the same one: two people went on differently. --keep names an entry of the
/// branch to keep; the others are moved to `cycle-N/forks/`, and nothing is deleted.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  engage resolve                              # every record in conflict\n  engage resolve engagements/harbor-search/cycle-1/05-onsite.yaml --dry-run\n  engage resolve harbor-search/goals/find-a-report criterion=\"nine of ten\" --theirs\n  engage resolve --ours=verdict --theirs=judged\n  engage resolve harbor-search --keep cycle-1/05-onsite"
)]
pub struct Resolve {
    /// A file in conflict, or its record as its path reads, or an engagement; then values for keys that disagree.
    #[arg(value_name = "FILE|ENGAGEMENT] [KEY=VALUE")]
    words: Vec<String>,
    /// Take ours where both disagree; of one KEY, or of all that is not decided otherwise.
    #[arg(long, value_name = "KEY", num_args = 0..=1, require_equals = true, default_missing_value = "")]
    ours: Vec<String>,
    /// Take theirs where both disagree; of one KEY, or of all that is not decided otherwise.
    #[arg(long, value_name = "KEY", num_args = 0..=1, require_equals = true, default_missing_value = "")]
    theirs: Vec<String>,
    /// Keep the branch of a fork that has this entry.
    #[arg(long, value_name = "ENTRY", conflicts_with_all = ["ours", "theirs"])]
    keep: Option<String>,
    /// Show the change as a diff and write nothing.
    #[arg(long)]
    dry_run: bool,
}

impl Resolve {
    pub fn run(self, context: &Context) -> Result<Answer> {
        if let Some(keep) = &self.keep {
            if self.words.len() > 1 {
                return Err(Failure::usage("--keep takes an engagement and nothing else").into());
            }
            return fork::keep(context, self.words.first().map(String::as_str), keep, self.dry_run);
        }
        let workspace = context.workspace_unnoted()?;
        let is_file = |words: &str| is_file(context, &workspace, words);
        let mut choices = Choices::of(&self.words, is_file, &self.ours, &self.theirs)?;
        let id = choices.file.filter(|word| is_engagement(word));
        let id = id.map(|word| context.id(&workspace, Some(word))).transpose()?;
        choices.file.take_if(|_| id.is_some());
        let repository = repository(&workspace)?;
        let lock = if self.dry_run { None } else { Some(workspace.lock()?) };
        let conflicts = conflict::all(&workspace, &repository)?;
        let all = conflicts.len();
        let chosen = match choices.file {
            Some(file) => vec![named(context, &workspace, &conflicts, file)?],
            None => conflicts.iter().filter(|one| id.is_none() || one.engagement() == id.as_ref()).collect(),
        };
        if choices.names_keys() && chosen.len() > 1 {
            return Err(Failure::usage("several files are in conflict: say whose key it is")
                .details(listed(&workspace, &chosen))
                .hint("engage resolve FILE KEY=VALUE")
                .into());
        }
        let mut plan = Plan::default();
        let mut told = Vec::new();
        for conflict in chosen {
            let shown = workspace.shown(&conflict.path);
            let newer = conflict.engagement().and_then(|id| conflict::newer(&workspace, &conflicts, id));
            let outcome = match newer {
                Some(fault) => Outcome::Newer(fault.message),
                None => resolved(context, &workspace, conflict, &choices, &mut plan)?,
            };
            let added = added(&workspace, conflict);
            let word = workspace.word(&conflict.path);
            told.push(Told { shown, word, base: conflict.base.is_some(), fields: conflict.fields(), added, outcome });
        }
        if let Some(mut lock) = lock {
            plan.carry_out(&mut lock)?;
        }
        let ids = match id {
            Some(id) => vec![id],
            None if choices.is_about_one() => vec![],
            None => workspace.ids()?.0,
        };
        let forks = fork::all(&workspace, &ids);
        Ok(self.answer(context, &workspace, &repository, &plan, (&told, all), &forks))
    }

    fn answer(
        &self,
        context: &Context,
        workspace: &Workspace,
        repository: &Repository,
        plan: &Plan,
        (told, all): (&[Told], usize),
        forks: &[(Slug, Finding)],
    ) -> Answer {
        let open = told.iter().filter(|one| one.is_open()).count();
        if open > 0 || !forks.is_empty() {
            context.exit_with(3);
        }
        let mut said: Vec<String> = told.iter().flat_map(Told::said).collect();
        let ready: Vec<_> = told.iter().filter(|one| one.is_ready()).map(|one| one.word.as_str()).collect();
        let unfinished = repository.unfinished();
        if told.is_empty() && forks.is_empty() {
            said.push("git has no file of this workspace in conflict".to_owned());
        }
        if open > 0 && unfinished == Some(git::Unfinished::Rebase) {
            said.push("git rebases: ours is what you rebase onto, theirs the commit of yours".to_owned());
        }
        if !ready.is_empty() && !self.dry_run {
            let then = match unfinished {
                Some(git::Unfinished::Merge) | None => "git commit".to_owned(),
                Some(unfinished) => format!("{} --continue", unfinished.command()),
            };
            let then = if open == 0 && told.len() == all { format!("   # then: {then}") } else { String::new() };
            said.push(visible(&format!("next: git add {}{then}", ready.join(" "))).into_owned());
        }
        if open > 0 {
            said.push(format!("{} left to decide", count(open, "file")));
        }
        let mut answer = written(workspace, None, plan, said, self.dry_run);
        let words: String = told.iter().map(Told::text).collect();
        answer.text.push_str(&words);
        answer.text.extend(forks.iter().map(|(id, fork)| {
            format!("{}: {}\n    {}\n", styled(STRONG, id.as_str()), fork.sentence, styled(COMMAND, &fork.remedy))
        }));
        answer.data["forks"] = forks
            .iter()
            .map(|(id, fork)| json!({ "engagement": id, "sentence": fork.sentence, "remedy": fork.remedy }))
            .collect();
        answer.data["conflicts"] = json!(told.iter().map(Told::data).collect::<Vec<_>>());
        answer
    }
}

/// Whether a word is the id of an engagement, or its beginning; a record's name has a slash, and a charter's one word.
fn is_engagement(word: &str) -> bool {
    word.parse::<Slug>().is_ok() && word != Reference::Engagement.to_string()
}

/// Whether words of the command line name a file: one that is there, or a record's.
fn is_file(context: &Context, workspace: &Workspace, words: &str) -> bool {
    let paths = [&context.here, &workspace.root].map(|folder| layout::normal(&folder.join(words)));
    let root = layout::normal(&workspace.root);
    paths
        .iter()
        .any(|path| !save::is_free(path) || path.strip_prefix(&root).is_ok_and(|path| layout::parse(path).is_some()))
}

/// What is left to do where git knows of no conflict.
const BY_HAND: &str = "conflict markers that were committed are taken out by hand: engage check names their lines";

fn repository(workspace: &Workspace) -> Result<Repository> {
    match git::find(&workspace.root) {
        Found::In(repository) => Ok(repository),
        Found::NoProgram => Err(Failure::failed("the program `git` is not there, and it knows both versions")
            .hint("install git, or take the conflict markers out by hand")
            .into()),
        Found::Nowhere => Err(Failure::refused("this workspace is in no repository of git, so nothing is in conflict")
            .hint(BY_HAND)
            .into()),
        Found::Refused(why) => Err(Unasked(why).into()),
    }
}

/// The conflict of a file, named by its path from here or from the workspace, or as its record's path reads.
fn named<'c>(
    context: &Context,
    workspace: &Workspace,
    conflicts: &'c [Conflict],
    words: &str,
) -> Result<&'c Conflict, Failure> {
    let paths = [context.here.join(words), workspace.root.join(words)].map(|path| layout::normal(&path));
    let is_of = |one: &Conflict| match &one.what {
        What::Record(id, reference) => format!("{id}/{reference}") == words || reference.to_string() == words,
        _ => false,
    };
    if let Some(one) = conflicts.iter().find(|one| paths.contains(&layout::normal(&one.path))) {
        return Ok(one);
    }
    match conflicts.iter().filter(|one| is_of(one)).collect::<Vec<_>>().as_slice() {
        [one] => Ok(one),
        several @ [_, ..] => Err(Failure::not_found(format!("`{words}` is in conflict in several engagements"))
            .details(listed(workspace, several))
            .hint("name its file")),
        [] if conflicts.is_empty() => Err(Failure::refused(format!("git has no conflict in `{words}`")).hint(BY_HAND)),
        [] => Err(Failure::refused(format!("git has no conflict in `{words}`"))
            .details(listed(workspace, &conflicts.iter().collect::<Vec<_>>()))
            .hint("those above are in conflict")),
    }
}

/// Files on lines of their own.
fn listed(workspace: &Workspace, conflicts: &[&Conflict]) -> Vec<String> {
    conflicts.iter().map(|one| format!("  {}", visible(&workspace.shown(&one.path)))).collect()
}

/// Of a record that both sides added: the key that says what it is, and a file that is free for the other one.
fn added(workspace: &Workspace, conflict: &Conflict) -> Option<(&'static str, String)> {
    let What::Record(id, Reference::Record(kind, name)) = &conflict.what else { return None };
    if conflict.base.is_some() {
        return None;
    }
    let place = |copy| layout::record(&workspace.root, id, &Reference::Record(*kind, format!("{name}-{copy}")));
    let free = (2..100).map(place).find(|path| save::is_free(path))?;
    Some((kind.row().text, workspace.word(&free)))
}

/// What becomes of one file; what is to be written is planned.
fn resolved(
    context: &Context,
    workspace: &Workspace,
    conflict: &Conflict,
    choices: &Choices,
    plan: &mut Plan,
) -> Result<Outcome> {
    if conflict.what == What::Stranger {
        return Ok(Outcome::Stranger);
    }
    if let Some(side) = conflict.too_large {
        return Ok(Outcome::Broken(format!("its version of {side} is larger than a record may be")));
    }
    match conflict.state() {
        State::Settled => {
            return Ok(match conflict.now.as_ref().and_then(|now| conflict.check(now).err()) {
                Some(fault) => Outcome::Broken(format!("line {}: {}", fault.line, fault.message)),
                None if choices.decides_one() => Outcome::Undone,
                None => Outcome::Settled,
            });
        }
        State::Whole { left: false, .. } if !choices.decides_one() => return Ok(Outcome::Settled),
        State::Whole { side, left: true } if !choices.is_about_one() => return Ok(Outcome::Whole(side)),
        State::Touched(line) => return Ok(Outcome::Touched(line)),
        State::Whole { .. } | State::Open => {}
    }
    let sides = [("what both began from", &conflict.base), ("ours", &conflict.ours), ("theirs", &conflict.theirs)];
    let mut texts = Vec::new();
    for (side, bytes) in sides {
        let Some(bytes) = bytes else {
            texts.push(None);
            continue;
        };
        match (conflict.check(bytes), std::str::from_utf8(bytes)) {
            (Ok(()), Ok(text)) => texts.push(Some(text)),
            (fault, _) => {
                let why = fault.err().map(|fault| format!(": line {}: {}", fault.line, fault.message));
                return Ok(Outcome::Broken(format!("{side} cannot be read{}", why.unwrap_or_default())));
            }
        }
    }
    match texts.as_slice() {
        [base, Some(ours), Some(theirs)] => {
            let fields = conflict.fields();
            let engagement = conflict.engagement().filter(|_| choices.names_keys());
            let engagement = engagement.map(|id| load::engagement(workspace, id).0);
            let mut given = Given { context, workspace, engagement: engagement.as_ref() };
            merged(&mut given, conflict, Versions { fields: &fields, base: *base, ours, theirs }, choices, plan)
        }
        [base, ours, theirs] => Ok(one_sided(conflict, *base, *ours, *theirs, choices, plan)),
        _ => Ok(Outcome::Stranger),
    }
}

/// The merge of a file that both sides have.
fn merged(
    given: &mut Given,
    conflict: &Conflict,
    versions: Versions,
    choices: &Choices,
    plan: &mut Plan,
) -> Result<Outcome> {
    let broken = || Outcome::Broken("its versions cannot be told apart key by key".to_owned());
    let Some(first) = merge::merge(versions, &merge::Decided::default()) else { return Ok(broken()) };
    let decided = choices.decided(given, versions.fields, &first.open)?;
    let merged = if first.open.is_empty() { Some(first) } else { merge::merge(versions, &decided) };
    let Some(merged) = merged else { return Ok(broken()) };
    if !merged.open.is_empty() {
        return Ok(Outcome::Disagree { taken: merged.taken, open: merged.open });
    }
    let Some(file) = merged.file else { return Ok(Outcome::Unwritten) };
    if let Err(fault) = conflict.check(file.text.as_bytes()) {
        return Ok(Outcome::Broken(format!("what comes of it is no sound record: {}", fault.message)));
    }
    put(conflict, &file.text, plan);
    Ok(Outcome::Merged { taken: merged.taken, left: file.left })
}

/// A file that one side deleted: it stays or goes as somebody says.
fn one_sided(
    conflict: &Conflict,
    base: Option<&str>,
    ours: Option<&str>,
    theirs: Option<&str>,
    choices: &Choices,
    plan: &mut Plan,
) -> Outcome {
    let kept = ours.or(theirs);
    let side = if ours.is_some() { merge::From::Ours } else { merge::From::Theirs };
    match (base, kept, choices.side()) {
        (_, None, _) => Outcome::Gone,
        (Some(_), Some(_), None) => Outcome::Deleted { kept: side },
        (Some(_), Some(_), Some(chosen)) if chosen != side => Outcome::Drop { by: chosen },
        (_, Some(text), _) => {
            put(conflict, text, plan);
            Outcome::Kept { side }
        }
    }
}

fn put(conflict: &Conflict, text: &str, plan: &mut Plan) {
    match &conflict.now {
        Some(now) => plan.replace(conflict.path.clone(), now.clone(), text),
        None => plan.create(conflict.path.clone(), text),
    }
}

/// Keys in a sentence.
fn keys(keys: &[&str]) -> String {
    and_list(&keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>())
}
