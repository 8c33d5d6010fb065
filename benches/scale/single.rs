//! The rows of commands on one engagement: reading it, writing to it, and that its neighbours cost nothing.

use std::fs;
use std::path::{Path, PathBuf};

use crate::generate::{self, Generated};
use crate::measure::{By, Cost, cost};
use crate::peers;
use crate::programs::{Programs, engage};
use crate::table::Row;
use crate::workspaces::{self, restore};

const SET: &[&str] = &["set", "--in", "goals/find-it-in-ten-seconds", "criterion=ten of ten searches"];
const ADVANCE: &[&str] = &["advance", "--to", "demo", "--because", "benchmark"];

/// What the rows of one size share.
pub struct Single<'a> {
    pub programs: &'a Programs,
    pub workspace: PathBuf,
    /// A workspace of ten engagements.
    pub small: PathBuf,
    pub runs: usize,
    /// An engagement of both workspaces that has not reached its demo.
    one: Generated,
    /// An engagement of the workspace with an after-action review.
    reviewed: Generated,
    /// A folder on the same disk.
    beside: PathBuf,
}

impl<'a> Single<'a> {
    pub fn new(
        programs: &'a Programs,
        workspace: PathBuf,
        small: PathBuf,
        size: u64,
        runs: usize,
    ) -> Result<Self, String> {
        let one = (0..10).map(generate::engagement).find(before_demo).expect("one of ten is on its way to the demo");
        let reviewed = (0..size).map(generate::engagement).find(|made| has(made, "cycle-1/08-after-action.yaml"));
        let reviewed = reviewed.expect("some have an after-action review");
        restore(&workspace, &one)?;
        restore(&small, &one)?;
        let beside = small.with_extension("beside");
        fs::create_dir_all(&beside).map_err(|error| error.to_string())?;
        Ok(Self { programs, workspace, small, runs, one, reviewed, beside })
    }

    pub fn rows(&'a self) -> Vec<Row<'a>> {
        vec![
            self.report(),
            self.durable("add note", &["add", "note", "the van was late"]),
            self.durable("set", SET),
            self.create(),
            self.durable("advance", ADVANCE),
            self.flat("show, one of all", |program, workspace| {
                cost(engage(program, workspace, &["show"]).arg(&self.one.id))
            }),
            self.flat("advance, one of all", |program, workspace| self.write(program, workspace, ADVANCE)),
        ]
    }

    fn report(&'a self) -> Row<'a> {
        let report = |program: &Path| {
            let words = ["report", "after-action", "-o", "-"];
            cost(engage(program, &self.workspace, &words).arg(&self.reviewed.id))
        };
        let folder = self.workspace.join("engagements").join(&self.reviewed.id);
        let row = Row::new("report after-action", self.runs * 10, report);
        row.against_peer("cat of its files", By::Cpu, 3.0, peers::cat(&folder))
    }

    /// A command that writes to one engagement.
    fn durable(&'a self, title: &str, words: &'static [&str]) -> Row<'a> {
        let row = Row::new(title, self.runs * 10, |program: &Path| self.write(program, &self.workspace, words));
        row.against("one durable write", By::Wall, 2.0, |_| self.programs.write(&self.beside))
    }

    fn write(&self, program: &Path, workspace: &Path, words: &[&str]) -> Result<Cost, String> {
        workspaces::write(engage(program, workspace, words).args(["-e", &self.one.id]), workspace, &self.one)
    }

    fn create(&'a self) -> Row<'a> {
        let create = |program: &Path| {
            let words = ["new", "a-new-one", "--customer", "Port of Aldmouth"];
            let cost = cost(&mut engage(program, &self.workspace, &words))?;
            fs::remove_dir_all(self.workspace.join("engagements/a-new-one")).map_err(|error| error.to_string())?;
            Ok(cost)
        };
        let row = Row::new("new", self.runs * 10, create);
        row.against("one durable write", By::Wall, 2.0, |_| self.programs.write(&self.beside))
    }

    /// A command on one engagement costs the same, however many others there are.
    fn flat(&'a self, title: &str, run: impl Fn(&Path, &Path) -> Result<Cost, String> + Clone + 'a) -> Row<'a> {
        let of_ten = run.clone();
        let row = Row::new(title, self.runs * 10, move |program| run(program, &self.workspace));
        row.against("one of 10", By::Cpu, 1.1, move |program| of_ten(program, &self.small))
    }
}

fn has(engagement: &Generated, path: &str) -> bool {
    engagement.files.iter().any(|(name, _)| name == path)
}

fn before_demo(engagement: &Generated) -> bool {
    let entries = engagement.files.iter().filter(|(path, _)| path.starts_with("cycle-"));
    let last = entries.map(|(path, _)| path.as_str()).filter(|path| !path.ends_with("pace.yaml")).max();
    let open = !engagement.files.iter().any(|(path, _)| path.starts_with("outcomes/"));
    open && last.is_some_and(|last| last.starts_with("cycle-1/03-") || last.starts_with("cycle-1/04-"))
}
