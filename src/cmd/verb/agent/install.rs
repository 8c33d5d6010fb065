//! `engage agent install` and `remove`: a block in `AGENTS.md`, and a skill in two places.

use crate::cmd::guide::GUIDE;
use crate::cmd::prelude::*;

/// The arguments of both.
#[derive(Debug, Args)]
pub struct InstallArgs {
    /// Show the change as a diff and write nothing.
    #[arg(long)]
    dry_run: bool,
}

/// The first and the last line of the block.
const MARKS: [&str; 2] = ["<!-- engage:begin -->", "<!-- engage:end -->"];

/// The line by which a skill is known.
const WRITTEN: &str = "<!-- Written by engage agent install, which overwrites it. -->";

impl InstallArgs {
    /// Installs the guide, or removes it.
    pub fn run(self, context: &Context, installs: bool) -> Result<Reply> {
        let workspace = context.workspace()?;
        let lock = if self.dry_run { None } else { Some(workspace.lock()?) };
        let plan = if installs { install(&workspace)? } else { remove(&workspace)? };
        let files = and_list(plan.0.iter().map(|write| workspace.shown(write.path())));
        let said = match (plan.0.is_empty(), installs) {
            (true, true) => "the guide for agents is already up to date".to_owned(),
            (true, false) => "no guide for agents is installed".to_owned(),
            (false, true) => format!("Wrote the guide for agents to {files}"),
            (false, false) => "Removed the guide for agents".to_owned(),
        };
        written(&workspace, None, &plan, vec![said], lock)
    }
}

fn install(workspace: &Workspace) -> Result<FilePlan> {
    let (mut plan, file) = (FilePlan::default(), layout::agents(&workspace.root));
    let old = text_of(&file)?;
    let new = match block(&old, &workspace.shown(&file))? {
        Some((start, end)) => format!("{}{}{}", &old[..start], in_style_of(&old, false), &old[end..]),
        None => format!("{old}{}", in_style_of(&old, !old.is_empty())),
    };
    plan.put(&workspace.root, file, new)?;
    for (skill, _) in skills(workspace)? {
        plan.put(&workspace.root, skill, self::skill())?;
    }
    Ok(plan)
}

fn remove(workspace: &Workspace) -> Result<FilePlan> {
    let (mut plan, file) = (FilePlan::default(), layout::agents(&workspace.root));
    let old = text_of(&file)?;
    if let Some((start, end)) = block(&old, &workspace.shown(&file))? {
        let rest = format!("{}{}", without_last_line_end(&old[..start]), &old[end..]);
        let old = old.into_bytes();
        plan.0.push(if rest.is_empty() { Write::Delete(file, old) } else { Write::Replace(file, old, rest.into()) });
    }
    for (skill, old) in skills(workspace)?.into_iter().filter(|(_, old)| !old.is_empty()) {
        plan.0.push(Write::Delete(skill, old.into_bytes()));
    }
    Ok(plan)
}

/// The text of a file; empty if there is none.
fn text_of(file: &Path) -> Result<String> {
    if save::is_free(file) { Ok(String::new()) } else { save::read_text(file) }
}

/// Where the block begins and ends in a text, with the line end after it.
fn block(text: &str, shown: &str) -> Result<Option<(usize, usize)>, Failure> {
    let [begin, end] = MARKS.map(|mark| text.find(mark));
    match (begin, end) {
        (None, None) => Ok(None),
        (Some(begin), Some(end)) if begin < end && MARKS.iter().all(|mark| text.matches(mark).count() == 1) => {
            let end = end + MARKS[1].len();
            let line_end = ["\r\n", "\n"].iter().find(|line_end| text[end..].starts_with(**line_end));
            Ok(Some((begin, end + line_end.map_or(0, |line_end| line_end.len()))))
        }
        _ => Err(Failure::refused(format!(
            "{shown}: the marks `{}` and `{}` do not enclose one block",
            MARKS[0], MARKS[1]
        ))
        .hint("keep one of each, in this order, or remove them all")),
    }
}

/// The block with the line ends of the text around it; a line end before it keeps it off that text.
fn in_style_of(text: &str, is_after_text: bool) -> String {
    let before = if is_after_text { "\n" } else { "" };
    let block = format!("{before}{}\n{GUIDE}{}\n", MARKS[0], MARKS[1]);
    if text.contains("\r\n") { block.replace('\n', "\r\n") } else { block }
}

fn without_last_line_end(text: &str) -> &str {
    text.strip_suffix("\r\n").or_else(|| text.strip_suffix('\n')).unwrap_or(text)
}

/// The skill: when to use it, and the guide.
fn skill() -> String {
    let when = "Record facts of a customer engagement, see what is open and next, and render its reports with the engage \
                command. Use it in a folder with engage.yaml or engagements/.";
    format!("---\nname: engage\ndescription: {when}\n---\n\n{WRITTEN}\n\n{GUIDE}")
}

/// The skills with their texts; refused if this command did not write one.
fn skills(workspace: &Workspace) -> Result<Vec<(PathBuf, String)>> {
    let skills = layout::skills(&workspace.root).map(|skill| {
        let text = text_of(&skill)?;
        if text.is_empty() || text.contains(WRITTEN) {
            return Ok((skill, text));
        }
        let failure = Failure::refused(format!("{} was not written by engage", workspace.shown(&skill)));
        Err(failure.hint("move it to another folder").into())
    });
    skills.into_iter().collect()
}
