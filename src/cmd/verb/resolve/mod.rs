//! `engage resolve`.

mod choices;
mod file;
mod fork;
mod outcome;
mod resolution;

use crate::cmd::prelude::*;
use crate::cmd::written;
use crate::store::conflict::{self, Conflict, ConflictKind};
use crate::store::git::{NoGit, Repository};
use choices::Choices;
use file::ConflictFile;
use outcome::by_hand;
use resolution::Resolution;

/// Resolve git conflicts field by field, and forks.
///
/// Without an argument, merges every record in conflict and lists all forks. Changes made on only one side are kept.
/// Lists of people, roles, references and short texts combine the additions and removals of both sides; lists
/// of groups, such as `prep` or `evidence`, are merged item by item. Keys that both sides changed are shown, and
/// the file is written only when each is decided with `--ours`, `--theirs` or KEY=VALUE. Comments are kept.
///
/// The file is not staged: review it, then `git add` it. During a rebase, `ours` is the branch you rebase onto.
/// Exits with 3 if anything is left to decide.
///
/// A fork is two steps that follow the same one, entered on two branches. `--keep` names a step of the branch
/// to keep; the other branch is moved to `cycle-N/forks/`, and nothing is deleted.
#[derive(Debug, Args)]
pub struct ResolveArgs {
    /// File in conflict, its record, or an engagement; then values for keys that both sides changed.
    #[arg(value_name = "FILE|ENGAGEMENT] [KEY=VALUE")]
    words: Vec<String>,
    #[command(flatten)]
    on: On,
    /// Take our version of KEY [default: of all undecided keys].
    #[arg(long, value_name = "KEY", num_args = 0..=1, require_equals = true, default_missing_value = "")]
    ours: Vec<String>,
    /// Take their version of KEY [default: of all undecided keys].
    #[arg(long, value_name = "KEY", num_args = 0..=1, require_equals = true, default_missing_value = "")]
    theirs: Vec<String>,
    /// Keep the branch of a fork that contains this step.
    #[arg(long, value_name = "STEP", conflicts_with_all = ["ours", "theirs"])]
    keep: Option<String>,
    /// Show the change as a diff and write nothing.
    #[arg(long)]
    dry_run: bool,
}

impl ResolveArgs {
    pub fn run(self, context: &Context) -> Result<Reply> {
        if let Some(keep) = &self.keep {
            if self.words.len() > 1 {
                bail!(Failure::usage("--keep takes only an engagement"));
            }
            let named = self.on.or(self.words.first().map(String::as_str))?;
            return fork::keep(context, named, keep, self.dry_run);
        }
        let workspace = context.workspace_unnoted()?;
        let is_file = |words: &str| is_file(context, &workspace, words);
        let mut choices = Choices::of(&self.words, is_file, [&self.ours, &self.theirs])?;
        let bare = choices.file.filter(|word| is_engagement(word));
        let id = self.on.or(bare)?;
        let id = id.map(|word| context.id(&workspace, Some(word))).transpose()?;
        choices.file.take_if(|_| bare.is_some());
        let repository = repository(&workspace)?;
        let lock = if self.dry_run { None } else { Some(workspace.lock()?) };
        let conflicts = conflict::all(&workspace, &repository)?;
        let all = conflicts.len();
        let chosen = match choices.file {
            Some(file) => vec![named(context, &workspace, &conflicts, file)?],
            None => conflicts.iter().filter(|one| id.is_none() || one.engagement() == id.as_ref()).collect(),
        };
        if choices.names_keys() && chosen.len() > 1 {
            bail!(
                Failure::usage("several files are in conflict; name one")
                    .details(listed(&workspace, chosen))
                    .hint("engage resolve FILE KEY=VALUE")
            );
        }
        let mut plan = FilePlan::default();
        let mut resolutions = Vec::new();
        for conflict in chosen {
            let (shown, word) = (workspace.shown(&conflict.path), workspace.word(&conflict.path));
            let file = ConflictFile { context, workspace: &workspace, conflict, shown, word, choices: &choices };
            let newer = conflict.engagement().and_then(|id| conflict::newer(&workspace, &conflicts, id));
            let outcome = match newer {
                Some(fault) => by_hand(fault.message, "update engage".to_owned()),
                None => file.resolve(&mut plan)?,
            };
            resolutions.push(Resolution { file, outcome });
        }
        let mut warning = None;
        if let Some(mut lock) = lock {
            warning = written::carry_out(context, &workspace, &plan, &mut lock)?;
        }
        let ids = match id {
            Some(id) => vec![id],
            None if choices.file.is_some() => vec![],
            None => workspace.ids()?.0,
        };
        let forks = fork::all(&workspace, &ids);
        let mut reply = self.reply(context, &workspace, &plan, (&resolutions, all), &forks);
        reply.messages.extend(warning);
        Ok(reply)
    }

    fn reply(
        &self,
        context: &Context,
        workspace: &Workspace,
        plan: &FilePlan,
        (resolutions, all): (&[Resolution], usize),
        forks: &[(Slug, Finding)],
    ) -> Reply {
        let open = resolutions.iter().filter(|one| one.is_open()).count();
        if open > 0 || !forks.is_empty() {
            context.exit.set(3);
        }
        let mut messages: Vec<String> = resolutions.iter().flat_map(Resolution::messages).collect();
        let ready: Vec<_> = resolutions.iter().filter(|one| one.is_ready()).map(|one| one.file.word.as_str()).collect();
        let unfinished = git::under_way(&workspace.root).map(|(_, unfinished)| unfinished);
        if resolutions.is_empty() && forks.is_empty() {
            messages.push("No conflicts and no forks".to_owned());
        }
        if open > 0 && unfinished == Some("rebase") {
            let sides = "During a rebase, ours is the branch you rebase onto and theirs is your own commit";
            messages.push(sides.to_owned());
        }
        if !ready.is_empty() && !self.dry_run {
            let then = match unfinished {
                Some("merge") | None => "git commit".to_owned(),
                Some(unfinished) => format!("git {unfinished} --continue"),
            };
            let then = if open == 0 && resolutions.len() == all { format!("   # then: {then}") } else { String::new() };
            messages.push(visible(&format!("next: git add {}{then}", ready.join(" "))).into_owned());
        }
        if open > 0 {
            messages.push(format!("{} left to decide", count(open, "file")));
        }
        let mut reply = written::reply(workspace, None, plan, messages, self.dry_run);
        reply.text.extend(resolutions.iter().map(Resolution::text));
        reply.text.extend(forks.iter().map(|(id, fork)| {
            let (id, remedy) = (styled(STRONG, id.as_str()), styled(COMMAND, &fork.remedy.to_string()));
            format!("{id}: {}\n    {remedy}\n", fork.sentence)
        }));
        let fork = |(id, fork): &(Slug, Finding)| {
            let (remedy, ways) = (fork.remedy.to_string(), fork.remedy.ways(&fork.record));
            json!({ "engagement": id, "sentence": fork.sentence, "remedy": remedy, "do": ways })
        };
        reply.data["forks"] = forks.iter().map(fork).collect();
        reply.data["conflicts"] = resolutions.iter().map(Resolution::data).collect();
        reply
    }
}

/// Whether a word is the id of an engagement or its prefix; a record's name has a slash, and a charter's is one word.
fn is_engagement(word: &str) -> bool {
    word.parse::<Slug>().is_ok() && word != Reference::Engagement.to_string()
}

/// Whether an operand names a file: one that exists, or a record's.
fn is_file(context: &Context, workspace: &Workspace, words: &str) -> bool {
    let root = layout::normal(&workspace.root);
    let is_record = |path: &Path| path.strip_prefix(&root).is_ok_and(|path| layout::parse(path).is_some());
    let mut paths = [&context.here, &workspace.root].map(|folder| layout::normal(&folder.join(words))).into_iter();
    paths.any(|path| !save::is_free(&path) || is_record(&path))
}

/// The hint if git has no conflict.
const BY_HAND: &str = "for committed conflict markers, edit the file; engage check shows their lines";

fn repository(workspace: &Workspace) -> Result<Repository> {
    bail!(match git::find(&workspace.root) {
        Ok(Some(repository)) => return Ok(repository),
        Err(NoGit::NoProgram) => Failure::failed("git is not installed, and only git has both versions")
            .hint("install git, or remove the conflict markers by hand"),
        Ok(None) => {
            Failure::refused("this workspace is not in a git repository").hint(BY_HAND)
        }
        Err(unasked) => return Err(unasked.into()),
    })
}

/// The conflict of a file, named by its path from here or from the workspace, or by its record.
fn named<'c>(context: &Context, workspace: &Workspace, conflicts: &'c [Conflict], words: &str) -> Result<&'c Conflict> {
    let paths = [context.here.join(words), workspace.root.join(words)].map(|path| layout::normal(&path));
    let is_named = |id: &Slug, record: &Reference| record.to_string() == words || format!("{id}/{record}") == words;
    let is_of = |one: &Conflict| matches!(&one.what, ConflictKind::Record(id, record) if is_named(id, record));
    if let Some(one) = conflicts.iter().find(|one| paths.contains(&layout::normal(&one.path))) {
        return Ok(one);
    }
    let none = Failure::refused(format!("`{words}` is not in conflict"));
    bail!(match conflicts.iter().filter(|one| is_of(one)).collect::<Vec<_>>().as_slice() {
        [one] => return Ok(one),
        [] if conflicts.is_empty() => none.hint(BY_HAND),
        [] => none.details(listed(workspace, conflicts)).hint("name one of the files above"),
        several => Failure::not_found(format!("`{words}` is in conflict in several engagements"))
            .details(listed(workspace, several.iter().copied()))
            .hint("name the file"),
    })
}

/// Files on lines of their own.
fn listed<'c>(workspace: &Workspace, conflicts: impl IntoIterator<Item = &'c Conflict>) -> Vec<String> {
    conflicts.into_iter().map(|one| format!("  {}", visible(&workspace.shown(&one.path)))).collect()
}

/// Keys in a sentence.
fn keys<'k>(keys: impl Iterator<Item = &'k str>) -> String {
    and_list(keys.map(|key| format!("`{key}`")))
}
