//! How `engage` scales: start-up against an empty program, `list` over 10,000 engagements against
//! a program that makes only the same reads, `show` and `advance` on one of 10,000 against one of 10,
//! `check` and `export` over 1,000 against this program only parsing the same files, the records of
//! the samples against the parser alone, and `set` of one field against `show`.
//!
//! `cargo bench --bench scale` prints medians and their ratios; `-- --quick` takes fewer engagements
//! and fewer runs, and `-- --before FOLDER` compares with an earlier build, whose `engage` and `scale` are in
//! that folder. Workspaces are created in a temporary folder and removed at the end.

mod generate;
mod measure;
mod parse;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Duration;

use generate::Generated;
use measure::{MeasuredPair, MeasuredSide};

/// The date of today in this benchmark.
const TODAY: &str = "2026-06-01";

fn main() -> ExitCode {
    if let Some(done) = parse::requested() {
        return done;
    }
    let quick = std::env::args().any(|argument| argument == "--quick");
    let bench = Bench::new(quick).expect("the workspaces and the programs to compare with can be made");
    let mut measured = vec![bench.start(), bench.list(), bench.show(), bench.advance(), bench.check()];
    measured.extend([bench.export(), bench.set(), bench.read()]);
    if let Some(before) = std::env::args_os().skip_while(|argument| argument != "--before").nth(1) {
        measured.extend(bench.against(Path::new(&before)));
    }
    for failure in measured.iter().filter_map(|pair| pair.as_ref().err()) {
        println!("not measured: {failure}");
    }
    if measured.iter().all(Result::is_ok) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

struct Bench {
    folder: tempfile::TempDir,
    size: u64,
    runs: usize,
    /// A program that does nothing.
    empty: PathBuf,
    /// A program that makes only the reads of `list`.
    reads: PathBuf,
    /// An engagement of both workspaces that has not reached its demo.
    one: Generated,
}

impl Bench {
    fn new(quick: bool) -> std::io::Result<Self> {
        let (size, runs) = if quick { (500, 5) } else { (10_000, 15) };
        let folder = tempfile::tempdir()?;
        println!("{size} engagements of {} files, {} threads", generate::FILES, threads());
        generate::workspace(&folder.path().join("large"), size)?;
        generate::workspace(&folder.path().join("middle"), size / 10)?;
        generate::workspace(&folder.path().join("small"), 10)?;
        settle();
        let empty = compile("empty", "fn main() {}")?;
        let reads = compile("reads", include_str!("reads.rs"))?;
        let one = (0..10).map(generate::engagement).find(before_demo).expect("one of ten is on its way to the demo");
        Ok(Self { folder, size, runs, empty, reads, one })
    }

    fn start(&self) -> Result<MeasuredPair, String> {
        let version = || timed(engage().arg("--version"));
        let empty = || timed(&mut Command::new(&self.empty));
        let sides = [MeasuredSide::new("engage --version", version), MeasuredSide::new("an empty program", empty)];
        measure::pair("start", self.runs * 10, sides, "at most 2")
    }

    fn list(&self) -> Result<MeasuredPair, String> {
        let large = self.workspace("large");
        let listed = stdout(engage().args(["list", "--all", "--workspace"]).arg(&large))?.lines().count() as u64;
        if listed < self.size {
            return Err(format!("`engage list --all` prints {listed} lines for {} engagements", self.size));
        }
        let read = stdout(Command::new(&self.reads).arg(&large))?;
        if !read.starts_with(&format!("{} engagements", self.size)) {
            return Err(format!("the program to compare with reads {read}"));
        }
        let list = || timed(engage().args(["list", "--workspace"]).arg(&large));
        let reads = || timed(Command::new(&self.reads).arg(&large));
        let sides = [MeasuredSide::new("engage list", list), MeasuredSide::new("the same reads", reads)];
        measure::pair("list", self.runs, sides, "at most 3")
    }

    fn show(&self) -> Result<MeasuredPair, String> {
        let of = |name: &str| {
            let workspace = self.workspace(name);
            move || timed(engage().args(["show", &self.one.id, "--workspace"]).arg(&workspace))
        };
        if !stdout(engage().args(["show", &self.one.id, "--workspace"]).arg(self.workspace("large")))?
            .contains(&self.one.id)
        {
            return Err(format!("`engage show {}` does not name it", self.one.id));
        }
        let sides = [
            MeasuredSide::new(&format!("one of {}", self.size), of("large")),
            MeasuredSide::new("one of 10", of("small")),
        ];
        measure::pair("show", self.runs * 10, sides, "no more than 1, but for noise")
    }

    fn advance(&self) -> Result<MeasuredPair, String> {
        let of = |name: &str| {
            let workspace = self.workspace(name);
            move || {
                let arguments = ["advance", &self.one.id, "--to", "demo", "--because", "benchmark", "--workspace"];
                let taken = timed(engage().args(arguments).arg(&workspace))?;
                undo(&workspace, &self.one)?;
                Ok(taken)
            }
        };
        let sides = [
            MeasuredSide::new(&format!("one of {}", self.size), of("large")),
            MeasuredSide::new("one of 10", of("small")),
        ];
        measure::pair("advance", self.runs * 10, sides, "no more than 1, but for noise")
    }

    /// Both as separate programs: `engage check` with its full output, and this one, which loads the same
    /// engagements with the same loader and prints their number.
    fn check(&self) -> Result<MeasuredPair, String> {
        let (workspace, size) = (self.workspace("middle"), self.size / 10);
        let read = stdout(&mut parse(&workspace))?;
        if read != format!("{size} engagements, 0 unread\n") {
            return Err(format!("parsing gives {read}"));
        }
        let arguments = ["check", "--fail-on", "never", "--workspace"];
        let found = stdout(engage().args(arguments).arg(&workspace))?.lines().count() as u64;
        if found < size {
            return Err(format!("`engage check` prints {found} lines for {size} engagements"));
        }
        let check = || timed(engage().args(arguments).arg(&workspace));
        let parse = || timed(&mut parse(&workspace));
        let title = format!("check, {size} engagements");
        measure::pair(
            &title,
            self.runs,
            [MeasuredSide::new("engage check", check), MeasuredSide::new("parsing alone", parse)],
            "at most 3",
        )
    }

    fn export(&self) -> Result<MeasuredPair, String> {
        let workspace = self.workspace("middle");
        let records = stdout(&mut export(&ours(), &workspace))?.lines().count();
        let size = usize::try_from(self.size / 10).expect("small");
        if records != size * generate::FILES {
            return Err(format!("`engage export` prints {records} lines for {size} engagements"));
        }
        let export = || timed(&mut export(&ours(), &workspace));
        let parse = || timed(&mut parse(&workspace));
        let sides = [MeasuredSide::new("engage export", export), MeasuredSide::new("parsing alone", parse)];
        measure::pair(&format!("export, {size} engagements"), self.runs, sides, "at most 3")
    }

    fn set(&self) -> Result<MeasuredPair, String> {
        let workspace = self.workspace("small");
        let show = || timed(engage().args(["show", &self.one.id, "--workspace"]).arg(&workspace));
        let sides = [MeasuredSide::new("engage set", || self.set_by(&ours())), MeasuredSide::new("engage show", show)];
        measure::pair("set", self.runs * 10, sides, "at most 3")
    }

    /// Sets a field of a goal, and restores it.
    fn set_by(&self, program: &Path) -> Result<Duration, String> {
        let workspace = self.workspace("small");
        let goal = "goals/find-it-in-ten-seconds";
        let arguments = ["set", "-e", &self.one.id, "--in", goal, "criterion=ten of ten searches", "--workspace"];
        let taken = timed(by(program).args(arguments).arg(&workspace))?;
        let path = format!("{goal}.yaml");
        let text = self.one.files.iter().find(|(name, _)| *name == path).map(|(_, text)| text);
        let text = text.expect("every engagement has the goal");
        let file = workspace.join("engagements").join(&self.one.id).join(path);
        if fs::read_to_string(&file).is_ok_and(|now| now == *text) {
            return Err("`engage set` writes nothing".to_owned());
        }
        fs::write(file, text).map_err(|error| error.to_string())?;
        Ok(taken)
    }

    fn read(&self) -> Result<MeasuredPair, String> {
        let untyped = || Ok(parse::untyped(root()));
        let sides =
            [MeasuredSide::new("each as its record", || pass(&this())), MeasuredSide::new("the parser alone", untyped)];
        measure::pair("reading the records of the samples once", self.runs, sides, "at most 1")
    }

    /// The same with an earlier build.
    fn against(&self, before: &Path) -> Vec<Result<MeasuredPair, String>> {
        let (old, old_scale) = (&before.join("engage"), &before.join("scale"));
        let (large, middle) = (self.workspace("large"), self.workspace("middle"));
        let list = |program: &Path| timed(by(program).args(["list", "--workspace"]).arg(&large));
        let check =
            |program: &Path| timed(by(program).args(["check", "--fail-on", "never", "--workspace"]).arg(&middle));
        let export = |program: &Path| timed(&mut export(program, &middle));
        let set = |program: &Path| self.set_by(program);
        vec![
            both("list", self.runs, [&ours(), old], list, "at most 1"),
            both("check", self.runs, [&ours(), old], check, "at most 0.77"),
            both("export", self.runs, [&ours(), old], export, "at most 0.77"),
            both("set", self.runs * 10, [&ours(), old], set, "at most 0.67"),
            both("reading the records of the samples once", self.runs, [&this(), old_scale], pass, "at most 0.5"),
        ]
    }

    fn workspace(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

/// One operation with two builds, this one first.
fn both(
    title: &str,
    runs: usize,
    programs: [&Path; 2],
    run: impl Fn(&Path) -> Result<Duration, String>,
    expected: &str,
) -> Result<MeasuredPair, String> {
    let sides = [
        MeasuredSide::new("this build", || run(programs[0])),
        MeasuredSide::new("the earlier build", || run(programs[1])),
    ];
    measure::pair(title, runs, sides, expected)
}

fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Flushes writes to the disk now, not during a measurement.
fn settle() {
    if Command::new("sync").status().is_err() {
        std::thread::sleep(std::time::Duration::from_secs(5));
    }
}

/// Compiles a program with `rustc -O` into cargo's folder for this.
fn compile(name: &str, text: &str) -> std::io::Result<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (source, program) = (folder.join(format!("{name}.rs")), folder.join(name));
    fs::write(&source, text)?;
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let status = Command::new(rustc).args(["-O", "--edition=2024", "-o"]).args([&program, &source]).status()?;
    if status.success() { Ok(program) } else { Err(std::io::Error::other(format!("rustc does not compile {name}.rs"))) }
}

fn before_demo(engagement: &Generated) -> bool {
    let entries = engagement.files.iter().filter(|(path, _)| path.starts_with("cycle-"));
    let last = entries.map(|(path, _)| path.as_str()).filter(|path| !path.ends_with("pace.yaml")).max();
    let open = !engagement.files.iter().any(|(path, _)| path.starts_with("outcomes/"));
    open && last.is_some_and(|last| last.starts_with("cycle-1/03-") || last.starts_with("cycle-1/04-"))
}

/// Undoes an advance: deletes the one file that it created in the cycle.
fn undo(workspace: &Path, engagement: &Generated) -> Result<(), String> {
    let folder = workspace.join("engagements").join(&engagement.id).join("cycle-1");
    let entries = fs::read_dir(&folder).map_err(|error| error.to_string())?.flatten();
    let known = |name: &str| engagement.files.iter().any(|(path, _)| path.strip_prefix("cycle-1/") == Some(name));
    let made: Vec<_> = entries.filter(|entry| !known(&entry.file_name().to_string_lossy())).collect();
    if made.len() != 1 {
        return Err(format!("`engage advance` made {} files in the cycle", made.len()));
    }
    fs::remove_file(made[0].path()).map_err(|error| error.to_string())
}

/// The `engage` of this build.
fn ours() -> PathBuf {
    env!("CARGO_BIN_EXE_engage").into()
}

fn engage() -> Command {
    by(&ours())
}

/// An `engage` of this benchmark, from any build.
fn by(program: &Path) -> Command {
    let mut engage = Command::new(program);
    engage.env("ENGAGE_TODAY", TODAY).env_remove("ENGAGE_WORKSPACE").env_remove("ENGAGE_ENGAGEMENT");
    engage
}

fn export(program: &Path, workspace: &Path) -> Command {
    let mut export = by(program);
    export.args(["export", "--format", "ndjson", "-o", "-", "--workspace"]).arg(workspace);
    export
}

/// This program.
fn this() -> PathBuf {
    std::env::current_exe().expect("a program knows where it is")
}

/// The command that only parses a workspace.
fn parse(workspace: &Path) -> Command {
    let mut parse = Command::new(this());
    parse.arg("--only-parse").arg(workspace);
    parse
}

/// How long a build of this program takes to read the records of the samples once.
fn pass(scale: &Path) -> Result<Duration, String> {
    let nanoseconds = stdout(Command::new(scale).arg("--only-read").arg(root()))?;
    nanoseconds.trim().parse().map(Duration::from_nanos).map_err(|_| format!("no time, but {nanoseconds}"))
}

/// The workspace of the samples.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The duration of a program that must succeed; its output is discarded.
fn timed(command: &mut Command) -> Result<Duration, String> {
    command.stdin(std::process::Stdio::null()).stdout(std::process::Stdio::null());
    let started = std::time::Instant::now();
    let output = command.stderr(std::process::Stdio::piped()).output();
    let taken = started.elapsed();
    succeeded(command, output).map(|_| taken)
}

/// The output of a program that must succeed.
fn stdout(command: &mut Command) -> Result<String, String> {
    let output = command.output();
    succeeded(command, output).map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
}

fn succeeded(command: &Command, output: std::io::Result<std::process::Output>) -> Result<std::process::Output, String> {
    let output = output.map_err(|error| format!("{command:?}: {error}"))?;
    if output.status.success() {
        return Ok(output);
    }
    Err(format!("{command:?}: {}: {}", output.status, String::from_utf8_lossy(&output.stderr).trim()))
}
