//! The swept commands, each in a workspace where it has something to do, and the files before and after.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Output;

use tempfile::TempDir;

use crate::scene::{self, done, text};

/// The bytes of the files of a workspace by their paths, without files local to the machine.
pub type SweptFiles = BTreeMap<String, Vec<u8>>;

/// A command and its initial workspace.
pub struct SweepScene {
    /// The verb.
    pub name: &'static str,
    /// The command.
    pub command: &'static [&'static str],
    /// The command that completes an interrupted change, if it is another one.
    pub finish: Option<&'static [&'static str]>,
    prepare: fn(&Path),
}

/// A debrief with a new person.
const DEBRIEF: &str = "day: 2026-03-01\n## said\nKim Berg (new): faster than the cards (4/3)\n## keep\n\
                       the rehearsal: they had seen it before\n## spent\ntaxi to the port, 45.50 EUR travel\n";

/// The commands of the sweep.
pub const SCENES: &[SweepScene] = &[
    SweepScene {
        name: "new",
        command: &["new", "quay-two", "--customer", "Port of Sel"],
        finish: Some(&["advance", "quay-two"]),
        prepare: |_| {},
    },
    SweepScene {
        name: "advance",
        // to the step that searches the other engagements
        command: &["advance", "harbor-search", "--to", "select", "--again"],
        finish: None,
        prepare: |_| {},
    },
    SweepScene {
        name: "add",
        command: &["add", "feedback", "it is fast", "--from", "Kim Berg", "--impression", "4", "-e", "harbor-search"],
        finish: None,
        prepare: |_| {},
    },
    SweepScene {
        name: "import",
        command: &["import", "people", "team.csv", "-e", "harbor-search"],
        finish: None,
        prepare: |root| fs::write(root.join("team.csv"), "Name,Side\nKim Berg,ours\nJo Lund,customer\n").unwrap(),
    },
    SweepScene {
        name: "add in a fresh clone",
        command: &["add", "note", "the first here", "-e", "harbor-search"],
        finish: None,
        prepare: |root| fs::remove_dir_all(root.join(".engage")).unwrap(),
    },
    SweepScene {
        name: "set",
        command: &["set", "-e", "harbor-search", "--in", "goals/find-a-report", "criterion=ten of ten"],
        finish: None,
        prepare: |_| {},
    },
    SweepScene {
        name: "sign-off",
        command: &["sign-off", "scope", "ana-ortiz", "Kim Berg", "-e", "harbor-search"],
        finish: None,
        prepare: |_| {},
    },
    SweepScene {
        name: "judge",
        command: &["judge", "find-a-report", "met", "--accepted-by", "Kim Berg", "-e", "harbor-search"],
        finish: None,
        prepare: |_| {},
    },
    SweepScene {
        name: "debrief",
        command: &["debrief", "harbor-search", "evening.md"],
        finish: None,
        prepare: |root| fs::write(root.join("evening.md"), DEBRIEF).unwrap(),
    },
    SweepScene { name: "report", command: &["report", "harbor-search"], finish: None, prepare: |_| {} },
    SweepScene {
        name: "report again",
        command: &["report", "harbor-search"],
        finish: None,
        prepare: |root| {
            done(root, &["report", "harbor-search"]);
            done(root, &["add", "lesson", "bring gloves", "--kind", "improve", "-e", "harbor-search"]);
        },
    },
    SweepScene {
        name: "call-off",
        command: &["call-off", "harbor-search", "--reason", "the budget is gone"],
        finish: None,
        prepare: |_| {},
    },
    SweepScene {
        name: "rm",
        command: &["rm", "goals/find-a-report", "-e", "harbor-search"],
        finish: None,
        prepare: |_| {},
    },
    SweepScene {
        name: "rename",
        command: &["rename", "ana-ortiz", "Ana Vega", "-e", "harbor-search"],
        finish: None,
        prepare: |root| {
            done(root, &["add", "feedback", "it is fast", "--from", "ana-ortiz", "-e", "harbor-search"]);
        },
    },
    SweepScene {
        name: "rename an engagement",
        command: &["rename", "harbor-search", "harbor-search-two"],
        finish: None,
        prepare: |root| {
            let evidence = "engagements/harbor-search/evidence/times.csv";
            fs::create_dir(root.join("engagements/harbor-search/evidence")).unwrap();
            fs::write(root.join(evidence), "nine of ten").unwrap();
            done(root, &["judge", "find-a-report", "met", "--evidence", evidence, "-e", "harbor-search"]);
        },
    },
    SweepScene {
        name: "resolve a fork",
        command: &["resolve", "harbor-search", "--keep", "cycle-1/04-dev"],
        finish: None,
        prepare: |root| {
            let cycle = root.join("engagements/harbor-search/cycle-1");
            fs::write(cycle.join("04-dev.yaml"), "entered: 2026-03-02\nfrom: cycle-1/03-select\n").unwrap();
            fs::write(cycle.join("04-validate.yaml"), "entered: 2026-03-01\nfrom: cycle-1/03-select\n").unwrap();
            fs::write(cycle.join("05-select.yaml"), "entered: 2026-03-02\nfrom: cycle-1/04-validate\n").unwrap();
        },
    },
    SweepScene {
        name: "resolve",
        command: &["resolve", "--theirs"],
        finish: None,
        prepare: |root| {
            let criterion = |words: &str| {
                done(
                    root,
                    &["set", "-e", "harbor-search", "--in", "goals/find-a-report", &format!("criterion={words}")],
                );
                git(root, &["commit", "-q", "-a", "-m", words]);
            };
            git(root, &["init", "-q", "--template="]);
            git(root, &["add", "-A"]);
            git(root, &["commit", "-q", "-m", "opened"]);
            git(root, &["checkout", "-q", "-b", "theirs"]);
            criterion("ten of ten");
            git(root, &["checkout", "-q", "main"]);
            criterion("eight of ten");
            assert!(!git_in(root, &["merge", "-q", "theirs"]).status.success());
        },
    },
    SweepScene { name: "report all", command: &["report", "--all", "harbor-search"], finish: None, prepare: |_| {} },
    SweepScene { name: "report portfolio", command: &["report", "portfolio"], finish: None, prepare: |_| {} },
    SweepScene { name: "export csv", command: &["export", "--format", "csv"], finish: None, prepare: |_| {} },
    SweepScene {
        name: "export ndjson",
        command: &["export", "--format", "ndjson", "-o", "tables/all.ndjson"],
        finish: None,
        prepare: |_| {},
    },
    SweepScene {
        name: "template eject",
        command: &["template", "eject", "after-action"],
        finish: None,
        prepare: |_| {},
    },
    SweepScene { name: "init sample", command: &["init", "--sample"], finish: None, prepare: |_| {} },
    SweepScene {
        name: "edit",
        command: &["edit", "goals/find-a-report", "-e", "harbor-search"],
        finish: None,
        prepare: |_| {},
    },
    SweepScene { name: "undo", command: &["undo"], finish: None, prepare: add_feedback },
    SweepScene {
        name: "redo",
        command: &["redo"],
        finish: None,
        prepare: |root| {
            add_feedback(root);
            done(root, &["undo"]);
        },
    },
];

/// Feedback of a new person: two files, the first in their folders.
fn add_feedback(root: &Path) {
    done(root, &["add", "feedback", "it is fast", "--from", "Kim Berg", "-e", "other-place"]);
}

/// The editor of the scene for `edit`.
pub const EDITOR: &str = "sed -i s/nine/ten/";

/// Plain git in a folder; it must succeed.
fn git(root: &Path, arguments: &[&str]) {
    let output = git_in(root, arguments);
    assert!(output.status.success(), "git {arguments:?}: {}", text(&output));
}

fn git_in(root: &Path, arguments: &[&str]) -> Output {
    let mut git = scene::program("git", root);
    git.args(["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]).args(arguments);
    git.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null").output().unwrap()
}

impl SweepScene {
    /// A workspace before the command, with another engagement besides the one it changes.
    pub fn workspace(&self) -> TempDir {
        let folder = TempDir::new().unwrap();
        let root = folder.path();
        let commands: [&[&str]; 7] = [
            &["init"],
            &["new", "other-place", "--customer", "Port of Oss"],
            &["new", "harbor-search", "--customer", "Port of Aldmouth"],
            &["add", "person", "Ana Ortiz", "--side", "customer", "--role", "sponsor", "-e", "harbor-search"],
            &["advance", "harbor-search", "--because", "we know them"],
            &["advance", "harbor-search", "--because", "we know them"],
            &["add", "goal", "find a report", "--criterion", "nine of ten", "-e", "harbor-search"],
        ];
        for command in commands {
            done(root, command);
        }
        (self.prepare)(root);
        folder
    }
}

/// The files of a workspace.
pub fn files(root: &Path) -> SweptFiles {
    let mut files = SweptFiles::new();
    read_below(root, root, &mut files);
    files
}

fn read_below(root: &Path, folder: &Path, files: &mut SweptFiles) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
        if path.is_dir() && name != ".engage" {
            read_below(root, &path, files);
        } else if path.is_file() {
            files.insert(name, fs::read(&path).unwrap());
        }
    }
}

/// Whether a path is a temporary file.
pub fn is_temporary(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| name.starts_with(".engage-"))
}

/// The remaining temporary files, including those in the local folder.
pub fn temporaries(root: &Path) -> Vec<String> {
    let mut all = files(root);
    read_below(&root.join(".engage"), &root.join(".engage"), &mut all);
    all.into_keys().filter(|path| is_temporary(path)).collect()
}

/// A copy of a workspace.
pub fn copy(from: &Path) -> TempDir {
    let to = TempDir::new().unwrap();
    scene::copy(from, to.path());
    to
}
