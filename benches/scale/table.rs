//! A row of the tables: one command of `engage`, what it is compared with, and the goals. Each comparison is a line.

use std::path::Path;
use std::process::Command;

use crate::measure::{self, By, Cost, Run};
use crate::peers;

/// Fails if a command does not do what is measured.
type Proof<'a> = Box<dyn Fn(&Path) -> Result<(), String> + 'a>;

/// One command and what it is compared with.
pub struct Row<'a> {
    title: String,
    runs: usize,
    run: Run<'a>,
    rivals: Vec<Rival<'a>>,
    memory: Option<f64>,
    calls: Option<Calls<'a>>,
    before: Option<f64>,
    proof: Option<Proof<'a>>,
}

/// What a command is compared with; without a program it is not installed.
struct Rival<'a> {
    name: String,
    by: By,
    at_most: f64,
    run: Option<Run<'a>>,
}

/// A command whose calls of the system are counted, and for how many engagements it makes them.
struct Calls<'a> {
    command: Box<dyn Fn(&Path) -> Command + 'a>,
    engagements: u64,
    at_most: u64,
}

/// The columns, with their widths.
const COLUMNS: [(&str, usize); 9] = [
    ("`engage` …", 30),
    ("wall", 9),
    ("CPU", 9),
    ("memory", 8),
    ("against", 29),
    ("which has", 9),
    ("ratio (min–max)", 18),
    ("goal", 8),
    ("holds", 6),
];

impl<'a> Row<'a> {
    /// A row, with a function that runs the command once with the `engage` that it is given.
    pub fn new(title: &str, runs: usize, run: impl Fn(&Path) -> Result<Cost, String> + 'a) -> Self {
        let (title, run) = (title.to_owned(), Box::new(run));
        Self { title, runs, run, rivals: Vec::new(), memory: None, calls: None, before: None, proof: None }
    }

    /// Adds a comparison: what the ratio is at most.
    pub fn against(self, name: &str, by: By, at_most: f64, run: impl Fn(&Path) -> Result<Cost, String> + 'a) -> Self {
        self.against_peer(name, by, at_most, Some(Box::new(run)))
    }

    /// Adds a comparison with a program that may not be installed.
    pub fn against_peer(mut self, name: &str, by: By, at_most: f64, run: Option<Run<'a>>) -> Self {
        self.rivals.push(Rival { name: name.to_owned(), by, at_most, run });
        self
    }

    /// The memory is at most this, in megabytes.
    pub fn memory(mut self, at_most: f64) -> Self {
        self.memory = Some(at_most);
        self
    }

    /// The calls of the system are at most this many for each of the engagements.
    pub fn calls(mut self, at_most: u64, engagements: u64, command: impl Fn(&Path) -> Command + 'a) -> Self {
        self.calls = Some(Calls { command: Box::new(command), engagements, at_most });
        self
    }

    /// Makes sure once that the command does what is measured.
    pub fn proof(mut self, proof: impl Fn(&Path) -> Result<(), String> + 'a) -> Self {
        self.proof = Some(Box::new(proof));
        self
    }

    /// Compared with an earlier build, the ratio is at most this.
    pub fn before(mut self, at_most: f64) -> Self {
        self.before = Some(at_most);
        self
    }

    /// The title.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Measures and prints the row; `before` is an earlier build.
    pub fn print(&self, engage: &Path, before: Option<&Path>) -> Result<(), String> {
        self.proof.as_ref().map_or(Ok(()), |proof| proof(engage))?;
        let installed = self.rivals.iter().filter_map(|rival| Some((rival, rival.run.as_ref()?)));
        let (rivals, runs): (Vec<_>, Vec<_>) = installed.unzip();
        let mut programs = vec![(&self.run, engage)];
        programs.extend(runs.iter().map(|run| (*run, engage)));
        programs.extend(before.map(|before| (&self.run, before)));
        let costs = measure::turns(self.runs, &programs)?;
        let mut lines = Lines::new(&self.title, measure::middle(&costs[0]));
        for (rival, theirs) in rivals.iter().zip(&costs[1..]) {
            lines.ratio(&rival.name, rival.by, [&costs[0], theirs], Some(rival.at_most));
        }
        for rival in self.rivals.iter().filter(|rival| rival.run.is_none()) {
            lines.print([&rival.name, "", "not installed", "", ""]);
        }
        if before.is_some() {
            let both = [&costs[0], &costs[costs.len() - 1]];
            lines.ratio("the earlier build", By::Wall, both, self.before);
            lines.ratio("the earlier build", By::Cpu, both, self.before);
        }
        self.print_limits(&mut lines, engage)
    }

    /// Prints what is held against a number, not another program.
    fn print_limits(&self, lines: &mut Lines, engage: &Path) -> Result<(), String> {
        if let Some(at_most) = self.memory {
            let memory = lines.cost.memory;
            lines.print(["memory", "", &format!("{memory:.0} MB"), &format!("≤ {at_most} MB"), holds(memory, at_most)]);
        }
        if let Some(calls) = &self.calls {
            let goal = format!("≤ {}", calls.at_most);
            let counted = peers::calls(&(calls.command)(engage))?.map(|all| all / calls.engagements);
            let count = counted.map_or("not installed".to_owned(), |count| count.to_string());
            let holds = counted.map_or("", |count| holds(count, calls.at_most));
            lines.print(["calls an engagement (strace)", "", &count, &goal, holds]);
        }
        Ok(())
    }
}

/// The lines of a row, of which only the first has the title and the cost.
struct Lines {
    title: String,
    cost: Cost,
    first: bool,
}

impl Lines {
    fn new(title: &str, cost: Cost) -> Self {
        Self { title: title.to_owned(), cost, first: true }
    }

    fn ratio(&mut self, name: &str, by: By, [ours, theirs]: [&Vec<Cost>; 2], at_most: Option<f64>) {
        let [median, low, high] = measure::ratio(ours, theirs, by);
        let name = match by {
            By::Wall => name.to_owned(),
            By::Cpu => format!("{name}, CPU"),
        };
        let goal = at_most.map(|at_most| format!("≤ {at_most}")).unwrap_or_default();
        let holds = at_most.map_or("", |at_most| holds(median, at_most));
        let theirs = time(measure::middle(theirs).of(by));
        self.print([&name, &theirs, &format!("{median:.2} ({low:.2}–{high:.2})"), &goal, holds]);
    }

    fn print(&mut self, comparison: [&str; 5]) {
        let cost =
            [self.title.clone(), time(self.cost.wall), time(self.cost.cpu), format!("{:.0} MB", self.cost.memory)];
        let cost = if self.first { cost } else { Default::default() };
        self.first = false;
        print_cells(cost.iter().map(String::as_str).chain(comparison));
    }
}

/// Prints the heads of the columns.
pub fn print_head() {
    print_cells(COLUMNS.iter().map(|(name, _)| *name));
    print_cells(COLUMNS.iter().map(|_| "---"));
}

fn print_cells<'a>(cells: impl Iterator<Item = &'a str>) {
    let cells = cells.zip(COLUMNS).map(|(cell, (_, width))| format!("{cell:<width$}"));
    println!("| {} |", cells.collect::<Vec<_>>().join(" | "));
}

fn holds<N: PartialOrd + Copy>(value: N, at_most: N) -> &'static str {
    if value <= at_most { "yes" } else { "**no**" }
}

fn time(milliseconds: f64) -> String {
    match milliseconds {
        short if short < 10.0 => format!("{short:.2} ms"),
        middle if middle < 1000.0 => format!("{middle:.0} ms"),
        long => format!("{:.2} s", long / 1000.0),
    }
}
