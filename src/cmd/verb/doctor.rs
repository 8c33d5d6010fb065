//! `engage doctor`.

use crate::check::{self, Scene};
use crate::cmd::prelude::*;
use crate::model::problem::ProblemKind;
use crate::model::words::date;
use crate::store::git::{self, NoGit};
use crate::store::{attributes, health, lock};

/// Look program, workspace and git over, and say what there is to do.
///
/// Looks at versions, workspace, settings, git, permissions, leftovers and clock, and writes nothing.
/// What it prints is safe to paste into an issue: no path, no name of a person, a customer, an
/// engagement or a branch of your own, and nothing of any record. Exits with 3 when there is
/// something to do.
#[derive(Debug, Args)]
pub struct DoctorArgs {}

/// The results: lines to read, the same as data, and what to do.
#[derive(Default)]
struct Diagnosis {
    lines: Vec<(&'static str, String, Value)>,
    problems: Vec<(String, String)>,
}

impl Diagnosis {
    fn tell(&mut self, about: &'static str, words: impl Into<String>, data: Value) {
        self.lines.push((about, words.into(), data));
    }

    fn problem(&mut self, words: impl Into<String>, remedy: impl Into<String>) {
        self.problems.push((words.into(), remedy.into()));
    }

    fn text(&self) -> String {
        let about = |about: &str| styled(STRONG, &format!("{about:<12}"));
        let mut text: String = self.lines.iter().map(|(is, words, _)| format!("{} {words}\n", about(is))).collect();
        if !self.problems.is_empty() {
            text.push_str(&format!("\n{}\n", styled(STRONG, "to do")));
        }
        for (words, remedy) in &self.problems {
            text.push_str(&format!("  {}\n    {}\n", styled(ALARM, words), styled(COMMAND, remedy)));
        }
        text
    }
}

impl DoctorArgs {
    #[expect(clippy::unnecessary_wraps, reason = "every other verb can fail, and this one must not")]
    pub fn run(self, context: &Context) -> Result<Reply> {
        let Self {} = self;
        let mut diagnosis = Diagnosis::default();
        let (version, platform) = (env!("CARGO_PKG_VERSION"), crate::cmd::context::platform());
        diagnosis.tell("engage", format!("{version}, {platform}"), json!({ "version": version, "platform": platform }));
        let root = context.root();
        workspace_line(context, root.as_ref(), &mut diagnosis);
        if let Some(root) = root.ok().flatten() {
            let workspace = Workspace::open(&root, &context.here);
            settings_line(&workspace, &mut diagnosis);
            let future = record_line(context, &workspace, &mut diagnosis);
            git_line(&root, Some(&init(context, &root)), &mut diagnosis);
            permission_line(&workspace, &mut diagnosis);
            leftover_line(&workspace, &mut diagnosis);
            clock_line(context, Some(future), &mut diagnosis);
        } else {
            git_line(&context.here, None, &mut diagnosis);
            clock_line(context, None, &mut diagnosis);
        }
        if !diagnosis.problems.is_empty() {
            context.exit.set(3);
        }
        let messages = if diagnosis.problems.is_empty() { vec!["nothing to do".to_owned()] } else { vec![] };
        let text = diagnosis.text();
        let problem = |(words, remedy): &(String, String)| json!({ "message": words, "remedy": remedy });
        let problems = ("problems", diagnosis.problems.iter().map(problem).collect());
        let data = diagnosis.lines.into_iter().map(|(about, _, data)| (about, data)).chain([problems]).collect();
        Ok(Reply { text, messages, kind: "engagement.doctor", data })
    }
}

fn workspace_line(
    context: &Context,
    root: Result<&Option<std::path::PathBuf>, &anyhow::Error>,
    diagnosis: &mut Diagnosis,
) {
    let named = context.named_by;
    match (root, named) {
        (Ok(Some(_)), Some(by)) => diagnosis.tell("workspace", format!("named by {by}"), json!({ "found": by })),
        (Ok(Some(root)), None) => {
            let up = up(context, root);
            let found = format!("found {} up", count(up, "folder"));
            let words = if up == 0 { "this folder".to_owned() } else { found };
            diagnosis.tell("workspace", words, json!({ "found": "upwards", "folders_up": up }));
        }
        (Ok(None), _) => {
            diagnosis.tell("workspace", "there is none here", Value::Null);
            diagnosis.problem("no folder upwards holds engage.yaml or engagements/", "engage init");
        }
        (Err(_), by) => {
            let by = by.unwrap_or("a name");
            diagnosis.tell("workspace", format!("{by} names a folder that is none"), Value::Null);
            diagnosis.problem(format!("{by} names no workspace"), "name another, or make one of it: engage init DIR");
        }
    }
}

/// How many folders the workspace is above the current one.
fn up(context: &Context, root: &Path) -> usize {
    context.here.strip_prefix(root).map_or(0, |inner| inner.components().count())
}

/// The command that fixes what a workspace lacks, from the current folder.
fn init(context: &Context, root: &Path) -> String {
    match (context.named_by, up(context, root)) {
        (Some(_), _) => "engage init DIR   # the workspace's folder".to_owned(),
        (None, 0) => "engage init".to_owned(),
        (None, up) => format!("engage init {}", vec![".."; up].join("/")),
    }
}

fn settings_line(workspace: &Workspace, diagnosis: &mut Diagnosis) {
    let Some(unread) = &workspace.unread else {
        return diagnosis.tell("settings", "engage.yaml reads", json!({ "reads": true }));
    };
    diagnosis.tell("settings", "engage.yaml cannot be read", json!({ "reads": false, "line": unread.line }));
    let place = if unread.line > 0 { format!(" at line {}", unread.line) } else { String::new() };
    diagnosis.problem(format!("engage.yaml cannot be read{place}, so the defaults hold"), "engage check");
}

/// Reports on the engagements; returns how many have something dated after today.
fn record_line(context: &Context, workspace: &Workspace, diagnosis: &mut Diagnosis) -> usize {
    let Ok((ids, mut unread)) = workspace.ids() else {
        diagnosis.tell("engagements", "the folder cannot be read", Value::Null);
        diagnosis.problem("engagements/ cannot be read", "make it a folder that you may read");
        return 0;
    };
    let loaded = load::engagements(workspace, &ids);
    unread.extend(loaded.iter().flat_map(|(_, unread)| unread).cloned());
    unread.sort_unstable();
    unread.dedup_by(|a, b| a.path == b.path);
    let open = loaded.iter().filter(|(engagement, _)| engagement.is_open()).count();
    let marked = unread.iter().filter(|unread| unread.kind == ProblemKind::ConflictMarkers).count();
    let cannot = |files| format!("{} cannot be read", count(files, "file"));
    let reads = if unread.is_empty() { "every file reads".to_owned() } else { cannot(unread.len()) };
    let data = json!({ "count": ids.len(), "open": open, "unread": unread.len(), "conflict_markers": marked });
    diagnosis.tell("engagements", format!("{}, {open} open; {reads}", ids.len()), data);
    if marked > 0 {
        let advice = match git::under_way(&workspace.root) {
            Some(_) => "engage resolve",
            None => "engage check --only conflict-markers   # if they were committed, take them out by hand",
        };
        diagnosis.problem(format!("{} git's conflict markers", count(marked, "file holds|files hold")), advice);
    }
    if unread.len() > marked {
        diagnosis.problem(cannot(unread.len() - marked), "engage check");
    }
    let is_ahead = |engagement| {
        let scene = Scene::of(engagement, &workspace.settings, context.today);
        check::some(&scene, |check| check.id == "future-date").iter().any(|found| found.allowed.is_none())
    };
    loaded.iter().filter(|(engagement, _)| is_ahead(engagement)).count()
}

/// Branch names that reveal nothing.
const PLAIN: [&str; 4] = ["main", "master", "trunk", "develop"];

/// Reports on git; `init` is the command that adds the git attributes, if there is a workspace.
fn git_line(folder: &Path, init: Option<&str>, diagnosis: &mut Diagnosis) {
    let version = git::version(folder);
    let about = |words: &str| format!("{}; {words}", version.as_deref().unwrap_or("version unknown"));
    let none = json!({ "version": version, "repository": false });
    let state = match git::find(folder) {
        Err(NoGit::NoProgram) => {
            return diagnosis.tell("git", "not there; only `engage resolve` needs it", none);
        }
        Ok(None) => return diagnosis.tell("git", about("this is no repository"), none),
        Err(NoGit::Refused(_)) => None,
        Ok(Some(repository)) => repository.branch().and_then(|branch| Ok((branch, repository.unmerged()?.len()))).ok(),
    };
    let Some((branch, unmerged)) = state else {
        // git's own message may contain a path
        diagnosis.tell("git", about("it cannot be asked about this folder"), none);
        return diagnosis.problem("git cannot be asked about this folder", "git status   # shows why");
    };
    let plain = branch.as_deref().filter(|branch| PLAIN.contains(branch));
    let other = if branch.is_some() { "a branch of another name" } else { "no branch, the head is detached" };
    let on = plain.map_or(other.to_owned(), |branch| format!("branch {branch}"));
    let unfinished = git::under_way(folder).map(|(_, unfinished)| unfinished);
    let has_lines = attributes::exists(folder);
    let begun = unfinished.map_or("nothing unfinished".to_owned(), |begun| format!("a {begun} is unfinished"));
    let init = init.filter(|_| !has_lines);
    let lines = init.map_or("", |_| "; .gitattributes lacks lines for records and evidence");
    let data = json!({
        "version": version,
        "repository": true,
        "branch": plain,
        "detached": branch.is_none(),
        "unfinished": unfinished.map(|begun| format!("git {begun}")),
        "unmerged": unmerged,
        "attributes": has_lines,
    });
    diagnosis.tell("git", about(&format!("{on}; {begun}{lines}")), data);
    match (unmerged, unfinished) {
        (0, None) => {}
        (0, Some(begun)) => diagnosis.problem(format!("a {begun} is unfinished"), format!("git {begun} --continue")),
        (some, _) => diagnosis.problem(format!("{} in conflict", count(some, "file is|files are")), "engage resolve"),
    }
    if let Some(init) = init {
        diagnosis.problem("git may convert line ends of records and evidence: .gitattributes lacks lines", init);
    }
}

fn permission_line(workspace: &Workspace, diagnosis: &mut Diagnosis) {
    let (root, local) = (&workspace.root, workspace.root.join(layout::LOCAL));
    let (own, local) = (health::is_read_only(root), health::is_read_only(&local));
    let folders = health::read_only(root);
    let wrong = [
        own.then(|| "the workspace's folder".to_owned()),
        local.then(|| ".engage/".to_owned()),
        (folders > 0).then(|| format!("{} in engagements/", count(folders, "folder"))),
    ];
    let wrong: Vec<_> = wrong.into_iter().flatten().collect();
    let data = json!({ "workspace": !own, "local": !local, "folders_read_only": folders });
    let (words, remedy) = match lock::in_the_way(&workspace.root).map(|odd| workspace.shown(&odd)) {
        Some(odd) => (
            format!("nothing can be written: {odd} is in the way of the lock"),
            format!("mv {0} {0}.old   # look into it, then delete it; a new one is made", for_shell(&odd)),
        ),
        None if wrong.is_empty() => return diagnosis.tell("permissions", "everything can be written", data),
        None => (
            format!("not to be written: {}", and_list(&wrong)),
            "reading works; to write, get the right to, or use a copy on a disk that takes writes".to_owned(),
        ),
    };
    diagnosis.tell("permissions", words.clone(), data);
    diagnosis.problem(words, remedy);
}

fn leftover_line(workspace: &Workspace, diagnosis: &mut Diagnosis) {
    let (temporaries, litter) = (health::temporaries(&workspace.root), health::litter(workspace));
    let (drafts, is_locked) = (health::drafts(&workspace.root), health::is_locked(&workspace.root));
    let of_others = format!("{} of an editor, a merge or a file manager", count(litter, "file"));
    let swept = count(temporaries, "temporary|temporaries");
    let swept = format!("{swept} of a killed command, swept by the next that writes there");
    let words = [
        (temporaries > 0, swept),
        (litter > 0, of_others.clone()),
        (drafts > 0, format!("{} in .engage/drafts/", count(drafts, "draft that waits|drafts that wait"))),
        (is_locked, "another engage is writing at this moment".to_owned()),
    ];
    let words: Vec<_> = words.into_iter().filter_map(|(is_so, words)| is_so.then_some(words)).collect();
    let words = if words.is_empty() { "none".to_owned() } else { words.join("; ") };
    let data = json!({ "temporaries": temporaries, "litter": litter, "drafts": drafts, "locked": is_locked });
    diagnosis.tell("leftovers", words, data);
    if litter > 0 {
        let lie = if litter == 1 { "lies" } else { "lie" };
        diagnosis.problem(format!("{of_others} {lie} among the records"), "engage check --only litter");
    }
}

/// Reports on the date; `future` counts the engagements with something dated after it.
fn clock_line(context: &Context, future: Option<usize>, diagnosis: &mut Diagnosis) {
    let fixed = if context.is_clock_fixed() { ", fixed by ENGAGE_TODAY" } else { "" };
    let later = |number| if number == 0 { "nothing is dated".to_owned() } else { engagements_ahead(number) };
    let ahead = future.map_or(String::new(), |number| format!("; {} later", later(number)));
    let data = json!({ "today": context.today, "fixed": context.is_clock_fixed(), "engagements_ahead": future });
    diagnosis.tell("clock", format!("{}{fixed}{ahead}", date(context.today)), data);
    if let Some(some @ 1..) = future {
        let remedy = "engage check --only future-date   # or set the clock";
        diagnosis.problem(format!("{} after today", engagements_ahead(some)), remedy);
    }
}

fn engagements_ahead(number: usize) -> String {
    count(number, "engagement tells of something dated|engagements tell of something dated")
}
