//! Two people, two clones of one workspace, plain git: no merge driver, no settings.

#![allow(dead_code, reason = "each test uses its own part")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::scene;
pub use crate::scene::text;

/// One person's clone.
pub struct Clone {
    /// Its folder.
    pub folder: PathBuf,
}

/// Both clones of one repository, and the folder they live in.
pub struct ClonePair {
    /// The clone that merges.
    pub ours: Clone,
    /// The clone that is merged.
    pub theirs: Clone,
    _home: TempDir,
}

/// Runs a command, which never panics.
pub fn run(command: &mut Command) -> Output {
    let output = command.output().unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(!stderr.contains("panicked"), "{command:?}: {stderr}");
    output
}

/// Plain git in a folder, independent of this machine's settings.
pub fn git_in(folder: &Path, arguments: &[&str]) -> Output {
    let mut git = scene::program("git", folder);
    git.args(["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]).args(arguments);
    run(git.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null"))
}

impl Clone {
    /// The output of git, which must succeed.
    pub fn git(&self, arguments: &[&str]) -> String {
        let output = git_in(&self.folder, arguments);
        assert!(output.status.success(), "git {arguments:?}: {}", text(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Runs the program on a day.
    pub fn try_engage(&self, day: &str, arguments: &[&str]) -> Output {
        run(scene::command(&self.folder).args(arguments).env("ENGAGE_TODAY", day))
    }

    /// The output of the program, which must succeed.
    pub fn engage(&self, day: &str, arguments: &[&str]) -> String {
        let output = self.try_engage(day, arguments);
        assert!(output.status.success(), "engage {arguments:?}: {}", text(&output));
        text(&output)
    }

    /// Commits everything.
    pub fn commit(&self) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "--allow-empty", "-m", "work"]);
    }

    /// The names in a folder of the engagement.
    pub fn names(&self, folder: &str) -> Vec<String> {
        let folder = self.folder.join("engagements/harbor-search").join(folder);
        let mut names: Vec<_> = std::fs::read_dir(folder)
            .map(|items| items.map(|item| item.unwrap().file_name().into_string().unwrap()).collect())
            .unwrap_or_default();
        names.sort();
        names
    }

    /// The findings of `status`.
    pub fn findings(&self) -> String {
        self.engage("2026-03-30", &["status", "harbor-search", "--json"])
    }
}

impl ClonePair {
    /// Two clones of a workspace whose engagement advanced through these steps, with all gates waived.
    pub fn walked(steps: &[&str]) -> Self {
        let home = TempDir::new().unwrap();
        let origin = Clone { folder: home.path().join("origin") };
        std::fs::create_dir(&origin.folder).unwrap();
        origin.git(&["init", "-q"]);
        origin.engage("2026-03-01", &["init"]);
        origin.engage("2026-03-01", &["new", "harbor-search", "--customer", "Port of Aldmouth"]);
        origin.engage("2026-03-01", &["add", "person", "Ana Ortiz", "--side", "customer"]);
        for step in steps {
            origin.engage("2026-03-02", &["advance", "--to", step, "--because", "we know them"]);
        }
        origin.commit();
        Self::of(home)
    }

    /// Clones the repository `origin` of a folder twice.
    pub fn of(home: TempDir) -> Self {
        let [ours, theirs] = ["ours", "theirs"].map(|name| {
            let folder = home.path().join(name);
            let output = git_in(home.path(), &["clone", "-q", "origin", name]);
            assert!(output.status.success(), "{}", text(&output));
            Clone { folder }
        });
        Self { ours, theirs, _home: home }
    }

    /// Commits on both sides and merges theirs into ours; returns whether git succeeded.
    pub fn try_merge(&self) -> bool {
        self.ours.commit();
        self.theirs.commit();
        self.ours.git(&["fetch", "-q", "../theirs", "HEAD"]);
        git_in(&self.ours.folder, &["merge", "-q", "--no-edit", "FETCH_HEAD"]).status.success()
    }

    /// Merges; there must be no conflict.
    pub fn merge(&self) {
        assert!(self.try_merge(), "{}", self.ours.git(&["diff"]));
    }
}
