//! `engage check`.

mod annotations;
mod lines;

use clap::ValueEnum;
use lines::{Counts, Group, Line};

use crate::check::Check;
use crate::cmd::findings::PlacedFinding;
use crate::cmd::output::{Pieces, envelope, in_json, is_coloured};
use crate::cmd::prelude::*;
use crate::insight::elsewhere::{Elsewhere, Facts};
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
    #[arg(skip)]
    is_coloured: bool,
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
    pub fn run(mut self, context: &Context) -> Result<Reply> {
        if context.json {
            self.format = OutputFormat::Json;
        }
        self.is_coloured = is_coloured();
        let workspace = context.workspace_unnoted()?;
        let is_for_host = matches!(self.format, OutputFormat::Github | OutputFormat::Gitlab);
        // paths as readers of the findings know them
        let workspace = if is_for_host { workspace.shown_from_repository() } else { workspace };
        let named = self.targets.named();
        let ids = if named.is_empty() { workspace.ids()?.0 } else { context.named(&workspace, &named)? };
        let today = context.today;
        let checked = progress::each("checked", &ids, |id| self.checked(today, &workspace, id));
        let (mut groups, facts): (Vec<_>, Vec<_>) = checked.into_iter().unzip();
        let elsewhere = Elsewhere::of(facts);
        for group in &mut groups {
            group.confirm(&elsewhere);
        }
        groups.insert(0, self.of_workspace(context, &workspace)?);
        self.reply(context, groups)
    }

    /// The findings on one engagement, and what it tells about others. Only this is kept: the next engagement takes its
    /// place in memory.
    fn checked(&self, today: Date, workspace: &Workspace, id: &Slug) -> (Group, Facts) {
        let ((engagement, texts), files) = load::in_full(workspace, id);
        let scene = Scene::of(&engagement, &workspace.settings, today);
        let scene = Scene { files: &files, elsewhere: None, ..scene };
        let places = &mut Places::of(workspace, id, &texts);
        let (found, left_out) = self.selected(&scene);
        let lines = found.into_iter().map(|found| self.line(PlacedFinding::of(places, found))).collect();
        let group = Group::of(Some(id.clone()), lines, left_out);
        (group, if self.targets.named().is_empty() { Facts::of(&engagement) } else { Facts::default() })
    }

    /// Problems in the settings and beside the engagements; empty if an engagement was named.
    fn of_workspace(&self, context: &Context, workspace: &Workspace) -> Result<Group> {
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
        let places = &mut Places::of(workspace, &nobody.id, &texts);
        let found = self.selected(&scene).0.into_iter().filter(|found| found.finding.file.is_some());
        let placed = found.map(|found| PlacedFinding { engagement: None, ..PlacedFinding::of(places, found) });
        Ok(Group::of(None, placed.map(|placed| self.line(placed)).collect(), 0))
    }

    /// The findings of the requested checks, and the number of those left out as formal.
    fn selected(&self, scene: &Scene) -> (Vec<Found>, usize) {
        let selected = |check: &Check| {
            let is = |other: &&Check| other.id == check.id;
            (self.only.is_empty() || self.only.iter().any(is)) && !self.except.iter().any(is)
        };
        let applies = |found: &Found| self.all || !self.only.is_empty() || found.check.applies(scene);
        let (found, left_out): (Vec<_>, Vec<_>) = check::some(scene, selected).into_iter().partition(applies);
        (found, left_out.iter().filter(|found| found.allowed.is_none()).count())
    }

    fn line(&self, placed: PlacedFinding) -> Line {
        Line::of(placed, self.format == OutputFormat::Text, self.is_coloured)
    }

    fn reply(&self, context: &Context, groups: Vec<Group>) -> Result<Reply> {
        let counts = Counts::of(&groups);
        let least = self.fail_on.parse::<Level>().ok();
        if groups.iter().flat_map(Group::open).any(|line| least.is_some_and(|least| line.level >= least)) {
            context.exit.set(3);
        }
        let messages: Vec<_> = counts.summary().into_iter().collect();
        let (kind, is_json) = ("engagement.check", self.format == OutputFormat::Json);
        if self.format == OutputFormat::Text {
            let counted = messages.into_iter().map(|words| format!("{words}\n"));
            let width = context.width;
            let pieces = lines::by_topic(groups).chain(counted).map(move |text| Ok(fitted(&text, width)));
            return context.printed(Pieces(Box::new(pieces)), kind);
        }
        let placed: Vec<_> = groups.iter().flat_map(Group::placed).collect();
        let open: Vec<_> = placed.iter().filter(|placed| placed.found.allowed.is_none()).copied().collect();
        let all = || placed.iter().map(|placed| placed.data()).collect::<Vec<_>>();
        let data = if is_json { json!({ "findings": all(), "counts": counts }) } else { Value::Null };
        let (text, messages) = match self.format {
            OutputFormat::Json if !context.json => (in_json(&envelope(kind, &data, &context.unread())), vec![]),
            OutputFormat::Github => (open.iter().map(|placed| annotations::github(placed)).collect(), messages),
            OutputFormat::Gitlab => (annotations::gitlab(&open), messages),
            OutputFormat::Text | OutputFormat::Json => (String::new(), vec![]),
        };
        Ok(Reply { text, messages, kind, data })
    }
}
