//! `engage check`.

mod annotations;

use clap::ValueEnum;

use crate::check::{self, Check, Found, Scene};
use crate::cmd::findings::PlacedFinding;
use crate::cmd::output::envelope;
use crate::cmd::prelude::*;
use crate::insight::elsewhere::Elsewhere;
use crate::model::finding::Level;
use crate::model::portable;
use crate::model::problem::{FileProblem, ProblemKind};
use crate::store::each::each;
use crate::store::places::{self, FileTexts, Places};
use crate::store::{documents, names, secrets};

/// The `--fail-on` value that never fails.
const NEVER: &str = "never";

/// Check the records for mistakes, gaps and risks.
///
/// Prints the findings by topic, each with its place and the command that fixes it, then the counts; prints nothing if
/// there are no findings. Formal checks apply where a contract, a fixed price, a budget or a strategic sale is
/// recorded, elsewhere only with `--all`. Exits with 3 if a finding reaches `--fail-on`. The gates of the current step
/// are not findings: `engage status` shows them.
#[derive(Debug, Args)]
pub struct CheckArgs {
    #[command(flatten)]
    targets: Targets,
    /// Include the formal checks for every engagement.
    #[arg(long)]
    all: bool,
    /// Lowest level at which a finding fails the command.
    #[arg(long, value_name = "LEVEL", default_value = "error", value_parser = ["advice", "warning", "error", NEVER])]
    fail_on: String,
    /// Output format.
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "text")]
    format: OutputFormat,
    /// Run only this check; can be repeated.
    #[arg(long, value_name = "CHECK", value_parser = named)]
    only: Vec<&'static Check>,
    /// Leave out this check; can be repeated.
    #[arg(long, value_name = "CHECK", value_parser = named)]
    except: Vec<&'static Check>,
}

/// The output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum OutputFormat {
    /// Sentences with their place and the command that fixes them
    Text,
    /// Same as `--json`
    Json,
    /// Annotations for GitHub Actions; paths from the repository root
    Github,
    /// Code Quality report for GitLab; paths from the repository root
    Gitlab,
}

/// Parses the name of a check on the command line.
fn named(id: &str) -> Result<&'static Check, String> {
    Check::named(id).ok_or_else(|| match Check::nearest(id) {
        Some(near) => format!("check not found; did you mean `{near}`?"),
        None => "check not found; `engage explain` lists them all".to_owned(),
    })
}

impl CheckArgs {
    pub fn run(self, context: &Context) -> Result<Reply> {
        let workspace = self.workspace(context)?;
        let ids = self.ids(context, &workspace)?;
        let loaded = each(&ids, |id| load::in_full(&workspace, id));
        let loaded = loaded.into_iter().map(|((engagement, texts), files)| (engagement, (files, texts)));
        let (engagements, files): (Vec<_>, Vec<_>) = loaded.unzip();
        let elsewhere = Elsewhere::of(if self.targets.named().is_empty() { &engagements } else { &[] });
        let alone: Vec<_> = engagements.iter().zip(&files).collect();
        let today = context.today;
        let placed = each(&alone, |(engagement, (files, texts))| {
            let scene = Scene::of(engagement, &workspace.settings, today);
            let mut places = Places::of(&workspace, &engagement.id, texts);
            self.placed(&mut places, &Scene { files, elsewhere: &elsewhere, ..scene })
        });
        let mut found = self.of_workspace(context, &workspace)?;
        let (placed, left_out): (Vec<_>, Vec<_>) = placed.into_iter().unzip();
        found.extend(placed.into_iter().flatten());
        let reply = self.reply(context, &found, left_out.iter().sum());
        // the process ends soon; freeing a thousand engagements before would take a tenth of its time
        std::mem::forget((engagements, files, found));
        Ok(reply)
    }

    /// The workspace, with paths as readers of the findings know them.
    fn workspace(&self, context: &Context) -> Result<Workspace> {
        let workspace = context.workspace_unnoted()?;
        Ok(match self.format {
            OutputFormat::Text | OutputFormat::Json => workspace,
            OutputFormat::Github | OutputFormat::Gitlab => workspace.shown_from_repository(),
        })
    }

    fn ids(&self, context: &Context, workspace: &Workspace) -> Result<Vec<Slug>> {
        let named = self.targets.named();
        if named.is_empty() { Ok(workspace.ids()?.0) } else { context.named(workspace, &named) }
    }

    /// Problems in the settings and beside the engagements; empty if an engagement was named.
    fn of_workspace(&self, context: &Context, workspace: &Workspace) -> Result<Vec<PlacedFinding>> {
        let mut files: Vec<FileProblem> = workspace.unread.iter().cloned().collect();
        files.extend(places::in_settings(workspace, check::settings::wrong(&workspace.settings)));
        files.extend(secrets::of_settings(workspace));
        if self.targets.named().is_empty() {
            files.extend(workspace.ids()?.1);
            files.extend(names::of_workspace(workspace));
            files.extend(documents::unmerged_of_workspace(workspace));
        }
        let nobody = Engagement::unread("workspace".parse().map_err(Failure::usage)?);
        let scene = Scene { files: &files, ..Scene::of(&nobody, &workspace.settings, context.today) };
        let texts = FileTexts::new();
        let (found, _) = self.placed(&mut Places::of(workspace, &nobody.id, &texts), &scene);
        let found = found.into_iter().filter(|placed| placed.found.finding.file.is_some());
        Ok(found.map(|placed| PlacedFinding { engagement: None, ..placed }).collect())
    }

    /// The findings of the requested checks, each with its place, and the number of those left out as formal.
    fn placed(&self, places: &mut Places, scene: &Scene) -> (Vec<PlacedFinding>, usize) {
        let selected = |check: &Check| {
            let is = |other: &&Check| other.id == check.id;
            (self.only.is_empty() || self.only.iter().any(is)) && !self.except.iter().any(is)
        };
        let applies = |found: &Found| self.all || !self.only.is_empty() || found.check.applies(scene);
        let (mut found, left_out): (Vec<_>, Vec<_>) = check::some(scene, selected).into_iter().partition(applies);
        once(&mut found);
        let left_out = left_out.iter().filter(|found| found.allowed.is_none()).count();
        (found.into_iter().map(|found| PlacedFinding::of(places, found)).collect(), left_out)
    }

    fn reply(&self, context: &Context, placed: &[PlacedFinding], left_out: usize) -> Reply {
        let (allowed, open): (Vec<&PlacedFinding>, Vec<&PlacedFinding>) =
            placed.iter().partition(|placed| placed.found.allowed.is_some());
        if open.iter().any(|placed| self.fails(placed.found.level)) {
            context.exit.set(3);
        }
        let messages = if open.is_empty() { vec![] } else { vec![summary(&open, allowed.len(), left_out)] };
        let kind = "engagement.check";
        let data = || json!({ "findings": placed.iter().map(PlacedFinding::data).collect::<Vec<_>>(), "counts": counts(&open, allowed.len(), left_out) });
        let data = if context.json || self.format == OutputFormat::Json { data() } else { Value::Null };
        let (text, messages) = match self.format {
            OutputFormat::Text => {
                let counted = messages.iter().map(|words| format!("{words}\n"));
                let text: String = by_topic(&open).into_iter().chain(counted).collect();
                (fitted(&text, context.width), vec![])
            }
            OutputFormat::Json if context.json => (String::new(), vec![]),
            OutputFormat::Json => (envelope(kind, &data, &context.unread()), vec![]),
            OutputFormat::Github => (open.iter().map(|placed| annotations::github(placed)).collect(), messages),
            OutputFormat::Gitlab => (annotations::gitlab(&open), messages),
        };
        Reply { text, messages, kind, data }
    }

    fn fails(&self, level: Level) -> bool {
        self.fail_on.parse::<Level>().is_ok_and(|least| level >= least)
    }
}

/// Drops the finding that a file is not named as a record if another one explains the name.
fn once(found: &mut Vec<Found>) {
    let path = |found: &Found| found.finding.file.as_ref().map(|(path, ..)| portable::folded(path));
    let is =
        |found: &Found, kinds: &[ProblemKind]| found.finding.problem.as_ref().is_some_and(|kind| kinds.contains(kind));
    let is_of_name = |found: &&Found| is(found, &[ProblemKind::NameUnportable, ProblemKind::NameCollision]);
    let named: Vec<_> = found.iter().filter(is_of_name).filter_map(path).collect();
    let is_reported =
        |found: &Found| is(found, &[ProblemKind::Misnamed]) && path(found).is_some_and(|path| named.contains(&path));
    found.retain(|found| !is_reported(found));
}

/// The findings of each engagement under the headings of their topics.
fn by_topic(open: &[&PlacedFinding]) -> Vec<String> {
    let mut ordered: Vec<_> = open.iter().zip(each(open, |placed| placed.text())).collect();
    let of = |placed: &PlacedFinding| (placed.engagement.clone(), placed.found.check.topic);
    ordered.sort_by_key(|(placed, _)| of(placed));
    let names_engagement = open.iter().any(|placed| placed.engagement != open[0].engagement);
    let groups = ordered.chunk_by(|(one, _), (other, _)| of(one) == of(other));
    let group = |group: &[(&&PlacedFinding, String)]| {
        let (engagement, topic) = of(group[0].0);
        let engagement = engagement.filter(|_| names_engagement).map_or(String::new(), |id| format!("{id}: "));
        let lines: String = group.iter().map(|(_, text)| text.as_str()).collect();
        format!("{}\n{lines}\n", styled(STRONG, &format!("{engagement}{topic}")))
    };
    groups.map(group).collect()
}

/// `2 errors, 1 warning, 3 advice; 1 accepted exception; 7 more with --all`.
fn summary(open: &[&PlacedFinding], allowed: usize, left_out: usize) -> String {
    let nouns = [(Level::Error, "error"), (Level::Warning, "warning"), (Level::Advice, "advice|advice")];
    let counted = nouns.map(|(level, noun)| (of(open, level), noun)).into_iter().filter(|(number, _)| *number > 0);
    let counted: Vec<_> = counted.map(|(number, noun)| count(number, noun)).collect();
    let others = [(allowed, "accepted exception"), (left_out, "more with --all|more with --all")];
    let others = others.into_iter().filter(|(number, _)| *number > 0).map(|(number, noun)| count(number, noun));
    [counted.join(", ")].into_iter().chain(others).collect::<Vec<_>>().join("; ")
}

fn counts(open: &[&PlacedFinding], allowed: usize, left_out: usize) -> Value {
    let [error, warning, advice] = [Level::Error, Level::Warning, Level::Advice].map(|level| of(open, level));
    json!({ "error": error, "warning": warning, "advice": advice, "allowed": allowed, "more_with_all": left_out })
}

fn of(open: &[&PlacedFinding], level: Level) -> usize {
    open.iter().filter(|placed| placed.found.level == level).count()
}
