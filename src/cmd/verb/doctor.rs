//! `engage doctor`.

use crate::cmd::prelude::*;
use crate::store::git::NoGit;

/// Check the installation, workspace and git setup for problems.
///
/// Checks versions, workspace, settings, git, permissions, leftover files and the clock; changes nothing.
/// The output is safe to paste into an issue: it has no paths, no names of people, customers, engagements or
/// branches, and nothing from a record. Exits with 3 if it finds a problem.
#[derive(Debug, Args)]
pub struct DoctorArgs {}

/// The results: lines to read, and what to do.
#[derive(Default)]
struct Diagnosis {
    lines: Vec<(&'static str, String)>,
    problems: Vec<(String, Remedy)>,
}

impl Diagnosis {
    fn tell(&mut self, about: &'static str, words: impl Into<String>) {
        self.lines.push((about, words.into()));
    }

    fn problem(&mut self, words: impl Into<String>, remedy: impl Into<Remedy>) {
        self.problems.push((words.into(), remedy.into()));
    }

    fn text(&self) -> String {
        let about = |about: &str| styled(STRONG, &format!("{about:<12}"));
        let mut text: String = self.lines.iter().map(|(is, words)| format!("{} {words}\n", about(is))).collect();
        if !self.problems.is_empty() {
            text.push_str(&format!("\n{}\n", styled(STRONG, "to do")));
        }
        for (words, remedy) in &self.problems {
            text.push_str(&format!("  {}\n    {}\n", styled(ALARM, words), styled(COMMAND, &remedy.to_string())));
        }
        text
    }

    fn data(self) -> Value {
        let problem = |(words, remedy): &(String, Remedy)| json!({ "message": words, "remedy": remedy.to_string(), "do": remedy.ways(&Reference::Engagement) });
        let line = |(about, words): &(&str, String)| json!({ "about": about, "words": words });
        json!({
            "lines": self.lines.iter().map(line).collect::<Vec<_>>(),
            "problems": self.problems.iter().map(problem).collect::<Vec<_>>(),
        })
    }
}

impl DoctorArgs {
    #[expect(clippy::unnecessary_wraps, reason = "every other verb can fail, and this one must not")]
    pub fn run(self, context: &Context) -> Result<Reply> {
        let Self {} = self;
        let mut diagnosis = Diagnosis::default();
        diagnosis.tell("engage", format!("{}, {}", env!("CARGO_PKG_VERSION"), crate::cmd::context::platform()));
        let root = context.root();
        workspace_line(context, root.as_ref(), &mut diagnosis);
        if let Some(root) = root.ok().flatten() {
            let workspace = Workspace::open(&root, &context.here);
            settings_line(&workspace, &mut diagnosis);
            record_line(&workspace, &mut diagnosis);
            git_line(&root, Some(init(context, &root)), &mut diagnosis);
            permission_line(&workspace, &mut diagnosis);
            leftover_line(&workspace, &mut diagnosis);
        } else {
            git_line(&context.here, None, &mut diagnosis);
        }
        let fixed = if context.is_clock_fixed() { ", set by ENGAGE_TODAY" } else { "" };
        diagnosis.tell("clock", format!("{}{fixed}", date(context.today)));
        let is_well = diagnosis.problems.is_empty();
        context.exit.set(if is_well { 0 } else { 3 });
        let messages = is_well.then(|| "no problems found".to_owned()).into_iter().collect();
        let text = fitted(&diagnosis.text(), context.width);
        Ok(Reply { text, messages, kind: "engagement.doctor", data: diagnosis.data() })
    }
}

fn workspace_line(context: &Context, root: Result<&Option<PathBuf>, &anyhow::Error>, diagnosis: &mut Diagnosis) {
    let words = match (root, context.named_by) {
        (Ok(Some(_)), Some(by)) => format!("set by {by}"),
        (Ok(Some(root)), None) => match up(context, root) {
            0 => "this folder".to_owned(),
            up => format!("found {} up", count(up, "folder")),
        },
        (Ok(None), _) => {
            let why = "not in a workspace: no engage.yaml or engagements/ here or in a parent directory";
            diagnosis.problem(why, Remedy::engage(["init"]));
            "none here".to_owned()
        }
        (Err(_), by) => {
            let by = by.unwrap_or("a name");
            let why = format!("the directory in {by} is not a workspace");
            diagnosis.problem(why, "engage init DIR   # or choose another directory");
            format!("{by} is not a workspace")
        }
    };
    diagnosis.tell("workspace", words);
}

/// How many folders the workspace is above the current one.
fn up(context: &Context, root: &Path) -> usize {
    context.here.strip_prefix(root).map_or(0, |inner| inner.components().count())
}

/// The command that fixes what a workspace lacks, from the current folder.
fn init(context: &Context, root: &Path) -> Remedy {
    match (context.named_by, up(context, root)) {
        (Some(_), _) => "engage init DIR   # the workspace's folder".into(),
        (None, 0) => Remedy::engage(["init"]),
        (None, up) => Remedy::engage(["init", &vec![".."; up].join("/")]),
    }
}

fn settings_line(workspace: &Workspace, diagnosis: &mut Diagnosis) {
    let Some(unread) = &workspace.unread else { return diagnosis.tell("settings", "engage.yaml is valid") };
    diagnosis.tell("settings", "engage.yaml cannot be read");
    let place = if unread.line > 0 { format!(" at line {}", unread.line) } else { String::new() };
    diagnosis.problem(format!("engage.yaml cannot be read{place}, so the defaults apply"), Remedy::engage(["check"]));
}

fn record_line(workspace: &Workspace, diagnosis: &mut Diagnosis) {
    let Ok((ids, mut unread)) = workspace.ids() else {
        diagnosis.tell("engagements", "the folder cannot be read");
        return diagnosis.problem("engagements/ cannot be read", "make it a folder that you can read");
    };
    let loaded = progress::each("read", &ids, |id| {
        let (engagement, unread) = load::engagement(workspace, id);
        (engagement.is_open(), unread)
    });
    let open = loaded.iter().filter(|(is_open, _)| *is_open).count();
    unread.extend(loaded.into_iter().flat_map(|(_, unread)| unread));
    unread.sort_unstable();
    unread.dedup_by(|a, b| a.path == b.path);
    let cannot = format!("{} cannot be read", count(unread.len(), "file"));
    let reads = if unread.is_empty() { "all files can be read" } else { &cannot };
    diagnosis.tell("engagements", format!("{}, {open} open; {reads}", ids.len()));
    if !unread.is_empty() {
        diagnosis.problem(cannot, Remedy::engage(["check"]));
    }
}

/// Branch names that reveal nothing.
const PLAIN: [&str; 4] = ["main", "master", "trunk", "develop"];

/// Reports on git; `init` is the command that adds the git attributes, if there is a workspace.
fn git_line(folder: &Path, init: Option<Remedy>, diagnosis: &mut Diagnosis) {
    let version = git::version(folder);
    let about = |words: &str| format!("{}; {words}", version.as_deref().unwrap_or("version unknown"));
    let state = match git::find(folder) {
        Err(NoGit::NoProgram) => return diagnosis.tell("git", "not installed; only `engage resolve` needs it"),
        Ok(None) => return diagnosis.tell("git", about("not a repository")),
        Err(NoGit::Refused(_)) => None,
        Ok(Some(repository)) => repository.branch().and_then(|branch| Ok((branch, repository.unmerged()?.len()))).ok(),
    };
    let Some((branch, unmerged)) = state else {
        // git's own message may contain a path
        diagnosis.tell("git", about("cannot read the repository"));
        return diagnosis.problem("git cannot read the repository of this workspace", "git status   # shows why");
    };
    let plain = branch.as_deref().filter(|branch| PLAIN.contains(branch));
    let other = if branch.is_some() { "another branch" } else { "no branch (detached HEAD)" };
    let on = plain.map_or(other.to_owned(), |branch| format!("branch {branch}"));
    let unfinished = git::under_way(folder).map(|(_, unfinished)| unfinished);
    let begun = unfinished.map_or("no operation in progress".to_owned(), |begun| format!("a {begun} is in progress"));
    let init = init.filter(|_| !attributes::exists(folder));
    let lines = init.as_ref().map_or("", |_| "; .gitattributes has no lines for records and evidence");
    diagnosis.tell("git", about(&format!("{on}; {begun}{lines}")));
    match (unmerged, unfinished) {
        (0, None) => {}
        (0, Some(begun)) => diagnosis.problem(format!("a {begun} is in progress"), format!("git {begun} --continue")),
        (some, _) => {
            diagnosis.problem(format!("{} in conflict", count(some, "file is|files are")), Remedy::engage(["resolve"]));
        }
    }
    if let Some(init) = init {
        let why = "git may convert line endings of records and evidence: .gitattributes has no lines for them";
        diagnosis.problem(why, init);
    }
}

fn permission_line(workspace: &Workspace, diagnosis: &mut Diagnosis) {
    let (root, folders) = (&workspace.root, health::read_only(&workspace.root));
    let wrong = [
        health::is_read_only(root).then(|| "the workspace's folder".to_owned()),
        health::is_read_only(&root.join(layout::LOCAL)).then(|| ".engage/".to_owned()),
        (folders > 0).then(|| format!("{} in engagements/", count(folders, "folder"))),
    ];
    let wrong: Vec<_> = wrong.into_iter().flatten().collect();
    if wrong.is_empty() {
        return diagnosis.tell("permissions", "all folders are writable");
    }
    let words = format!("not writable: {}", and_list(&wrong));
    diagnosis.tell("permissions", words.clone());
    diagnosis.problem(words, "reading works; to write, change the permissions or use a writable copy");
}

fn leftover_line(workspace: &Workspace, diagnosis: &mut Diagnosis) {
    let (temporaries, litter) = (health::temporaries(&workspace.root), health::litter(workspace));
    let (drafts, is_locked) = (health::drafts(&workspace.root), health::is_locked(&workspace.root));
    let of_others = format!("{} left by an editor, a merge or a file manager", count(litter, "file"));
    let swept = count(temporaries, "temporary file");
    let swept = format!("{swept} left by an interrupted command; the next command that writes there removes it");
    let words = [
        (temporaries > 0, swept),
        (litter > 0, of_others.clone()),
        (!drafts.is_empty(), format!("{} in .engage/drafts/", count(drafts.len(), "unrecorded draft"))),
        (is_locked, "another engage process is writing".to_owned()),
    ];
    let words: Vec<_> = words.into_iter().filter_map(|(is_so, words)| is_so.then_some(words)).collect();
    let words = if words.is_empty() { "none".to_owned() } else { words.join("; ") };
    diagnosis.tell("leftovers", words);
    for path in &drafts {
        draft_line(workspace, path, diagnosis);
    }
    if litter > 0 {
        let verb = if litter == 1 { "is" } else { "are" };
        diagnosis
            .problem(format!("{of_others} {verb} among the records"), Remedy::engage(["check", "--only", "litter"]));
    }
}

/// A draft that waits, and the command that opens it.
fn draft_line(workspace: &Workspace, path: &Path, diagnosis: &mut Diagnosis) {
    let shown = workspace.shown(path);
    let open = match layout::of_draft(path) {
        Some((id, Some(record))) => Remedy::edit(&record, &id),
        Some((id, None)) if path == layout::debrief(&workspace.root, &id, 1) => {
            Remedy::engage(["debrief", id.as_str()])
        }
        Some((id, None)) => Remedy::engage(["debrief", id.as_str(), &shown]),
        None => Remedy::from(format!("rm {}", for_shell(&shown))),
    };
    let open = if open.argv.is_empty() { open } else { open.note("or add --discard") };
    diagnosis.problem(format!("unrecorded draft: {shown}"), open);
}
