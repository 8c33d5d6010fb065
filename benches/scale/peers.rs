//! Programs of others that do comparable work, where they are installed: git, ripgrep, hledger, Taskwarrior,
//! `cat`, and `strace`, which counts calls of the system.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::generate::Random;
use crate::measure::{Run, cost};
use crate::workspaces::{bytes, files};

/// Whether a program is installed.
fn is_installed(program: &str) -> bool {
    let mut version = Command::new(program);
    version.arg("--version").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    version.status().is_ok_and(|status| status.success())
}

/// Runs a program with these arguments, if it is installed.
fn peer<'a>(program: &'a str, prepare: impl Fn(&mut Command) + 'a) -> Option<Run<'a>> {
    let run = move |_: &Path| {
        let mut command = Command::new(program);
        prepare(&mut command);
        cost(&mut command)
    };
    is_installed(program).then(|| Box::new(run) as Run<'a>)
}

pub fn git() -> Option<Run<'static>> {
    peer("git", |git| {
        git.arg("--version");
    })
}

/// ripgrep over the files of a workspace, as many threads as it likes.
pub fn ripgrep(word: &'static str, workspace: PathBuf) -> Option<Run<'static>> {
    peer("rg", move |rg| {
        rg.args(["--no-config", "-i", word]).arg(&workspace);
    })
}

/// `cat` of all files of a folder.
pub fn cat(folder: &Path) -> Option<Run<'static>> {
    let files = files(folder);
    peer("cat", move |cat| {
        cat.args(&files);
    })
}

/// `hledger check` of a journal with as many bytes as the files of a workspace, which is written beside it.
pub fn hledger(workspace: &Path) -> Option<Run<'static>> {
    let (workspace, journal) = (workspace.to_owned(), workspace.with_extension("journal"));
    peer("hledger", move |hledger| {
        if !journal.exists() {
            let written = File::create(&journal).and_then(|file| transactions(file, bytes(&workspace)));
            written.expect("a file can be written beside a workspace");
        }
        hledger.args(["check", "-f"]).arg(&journal);
    })
}

/// Taskwarrior's list of as many open tasks as a workspace has engagements, in a folder of its own beside it.
pub fn taskwarrior(workspace: &Path, tasks: u64) -> Option<Run<'static>> {
    let folder = workspace.with_extension("tasks");
    peer("task", move |task| {
        if !folder.exists() {
            fs::create_dir(&folder).expect("a folder can be created beside a workspace");
            let written = File::create(folder.join("pending.data")).and_then(|file| open_tasks(file, tasks));
            written.expect("a file can be written to a new folder");
        }
        task.env("TASKDATA", &folder).env("TASKRC", "/dev/null").args(["rc.verbose=nothing", "list"]);
    })
}

/// Travel of a team: hotels, trains and flights, by date.
fn transactions(journal: File, bytes: u64) -> io::Result<()> {
    let (mut journal, mut random, mut written) = (BufWriter::new(journal), Random::new(1), 0);
    while written < bytes {
        let what = random.pick(&["flights", "hotel", "rail tickets", "two laptops"]);
        let (euro, cent, who) = (random.below(2000), random.below(100), random.below(9));
        let (month, day, of) = (1 + 12 * written / bytes, 1 + 336 * written / bytes % 28, random.below(10_000));
        let account = what.replace(' ', "-");
        let transaction = format!(
            "2025-{month:02}-{day:02} * {what}  ; engagement: {of:05}\n    expenses:travel:{account}  EUR \
             {euro}.{cent:02}\n    liabilities:colleague{who}\n\n"
        );
        written += transaction.len() as u64;
        journal.write_all(transaction.as_bytes())?;
    }
    journal.flush()
}

/// Open tasks as Taskwarrior stores them.
fn open_tasks(file: File, tasks: u64) -> io::Result<()> {
    let (mut file, mut random) = (BufWriter::new(file), Random::new(2));
    for at in 1..=tasks {
        let (entered, project) = (1_700_000_000 + random.below(50_000_000), random.below(50));
        writeln!(
            file,
            "[description:\"Answer the questions of engagement {at:05}\" entry:\"{entered}\" modified:\"{entered}\" \
             project:\"customer{project}\" status:\"pending\" uuid:\"00000000-0000-4000-8000-{at:012}\"]"
        )?;
    }
    file.flush()
}

/// How many calls of the system a command makes, if `strace` is installed.
pub fn calls(command: &Command) -> Result<Option<u64>, String> {
    if !is_installed("strace") {
        return Ok(None);
    }
    let summary = crate::programs::folder().join("calls.txt");
    let mut strace = Command::new("strace");
    strace.args(["-f", "-c", "-o"]).arg(&summary).arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        if let Some(value) = value {
            strace.env(name, value)
        } else {
            strace.env_remove(name)
        };
    }
    cost(&mut strace)?;
    let summary = fs::read_to_string(summary).map_err(|error| error.to_string())?;
    let total = summary.lines().last().filter(|line| line.ends_with("total"));
    let total = total.and_then(|line| line.split_whitespace().nth(3)?.parse().ok());
    total.map(Some).ok_or(format!("no total in {summary}"))
}
