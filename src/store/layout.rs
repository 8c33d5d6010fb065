//! The layout of a workspace: the only place that spells a path.

use std::path::Component;

use crate::model::reference::{cycle_number, entry_in_forks};
use crate::model::system::System;
use crate::model::words::nearest;
use crate::store::prelude::*;

/// The settings of a workspace.
pub const SETTINGS: &str = "engage.yaml";

/// The folder of all engagements.
pub const ENGAGEMENTS: &str = "engagements";

/// The folder of the workspace's own templates.
pub const TEMPLATES: &str = "templates";

/// The suffix of templates and documents.
pub const MARKDOWN: &str = ".md";

/// The suffix of documents rendered as HTML pages.
pub const PAGE: &str = ".html";

/// The words of a language, beside its templates.
pub const LANGUAGE: &str = "language.yaml";

/// The first page of a folder of published pages.
pub const INDEX: &str = "index.html";

/// The workspace's own parts of every page, beside its templates.
pub const FRAME: &str = "page.html";

/// The page name of a markdown document.
pub fn as_page(file: &str) -> String {
    format!("{}{PAGE}", file.strip_suffix(MARKDOWN).unwrap_or(file))
}

/// The suffix of documents printed as PDF.
pub const PRINTED: &str = ".pdf";

/// The PDF name of a page.
pub fn as_pdf(page: &str) -> String {
    format!("{}{PRINTED}", page.strip_suffix(PAGE).unwrap_or(page))
}

/// The workspace's own template of a document.
pub fn template(root: &Path, file: &str) -> PathBuf {
    root.join(TEMPLATES).join(file)
}

/// The default folder of an export.
pub const EXPORT: &str = "export";

/// The file of a record kind in an export's folder.
pub fn exported(folder: &Path, kind: &str, format: &str) -> PathBuf {
    folder.join(format!("{kind}.{format}"))
}

/// The folder of the schemas of files, for editors.
pub const SCHEMAS: &str = "schemas";

/// The schema of a kind of file.
pub fn schema(root: &Path, kind: &str) -> PathBuf {
    root.join(SCHEMAS).join(format!("{kind}.json"))
}

/// The instructions for agents of a workspace.
pub fn agents(root: &Path) -> PathBuf {
    root.join("AGENTS.md")
}

/// The skill for agents, in the shared place and in its mirror.
pub fn skills(root: &Path) -> [PathBuf; 2] {
    [".agents", ".claude"].map(|folder| root.join(folder).join("skills").join("engage").join("SKILL.md"))
}

/// The folder of the settings of VS Code.
pub const VS_CODE: &str = ".vscode";

/// The settings of VS Code for a workspace.
pub fn vs_code(root: &Path) -> PathBuf {
    root.join(VS_CODE).join("settings.json")
}

/// The files of a kind as patterns: those in the engagements, and the drafts of `edit`.
pub fn patterns(kind: &str) -> [String; 2] {
    let inner = match (kind, Kind::named(kind)) {
        (_, Some(kind)) => format!("{}/*", kind.folder()),
        ("engagement", _) => kind.to_owned(),
        ("outcome", _) => format!("{OUTCOMES}/*"),
        ("pace", _) => format!("cycle-*/{kind}"),
        _ => format!("cycle-*/*-{kind}"),
    };
    [format!("{ENGAGEMENTS}/*/{inner}.yaml"), format!("{DRAFTS}/*--{}.yaml", inner.replace('/', "--"))]
}

/// The folder of one engagement.
pub fn engagement(root: &Path, id: &Slug) -> PathBuf {
    root.join(ENGAGEMENTS).join(id.as_str())
}

/// The file of a record.
pub fn record(root: &Path, id: &Slug, reference: &Reference) -> PathBuf {
    let mut path = engagement(root, id);
    path.extend(reference.to_string().split('/'));
    path.as_mut_os_string().push(".yaml");
    path
}

/// Where an entry of a fork's losing branch is kept.
pub fn fork(root: &Path, id: &Slug, entry: EntryId, copy: u32) -> PathBuf {
    cycle(root, id, entry.cycle).join(FORKS).join(format!("{}{}.yaml", entry.name(), numbered(copy)))
}

/// The folder of one cycle.
pub fn cycle(root: &Path, id: &Slug, cycle: u32) -> PathBuf {
    engagement(root, id).join(cycle_name(cycle))
}

/// The same, in the engagement's folder.
pub fn cycle_name(cycle: u32) -> String {
    format!("cycle-{cycle}")
}

/// The folder of losing branches in a cycle's folder.
pub const FORKS: &str = "forks";

/// The engagement and the entry in `forks/` at a path relative to the workspace.
pub fn in_forks(path: &Path) -> Option<(Slug, Reference)> {
    let parts: Vec<&str> = path.iter().map(|part| part.to_str()).collect::<Option<_>>()?;
    let ["engagements", id, cycle, "forks", name] = parts.as_slice() else { return None };
    Some((id.parse().ok()?, entry_in_forks(cycle_number(cycle)?, name.strip_suffix(".yaml")?)?.reference()))
}

/// The folder of outcomes.
pub const OUTCOMES: &str = "outcomes";

/// The charter in an engagement's folder.
pub const CHARTER: &str = "engagement.yaml";

/// The record folder of a path relative to an engagement's folder.
pub fn folder(inner: &str) -> Option<Folder> {
    match inner {
        "" => Some(Folder::Whole),
        "outcomes" => Some(Folder::Outcomes),
        _ => cycle_number(inner).map(Folder::Cycle).or_else(|| Kind::of_folder(inner).map(Folder::Records)),
    }
}

/// A hint where to put a file whose name in an engagement's folder is not part of the record.
pub fn meant(name: &str) -> String {
    let (stem, is_file) = name.rsplit_once('.').map_or((name, false), |(stem, _)| (stem, is_yaml(name)));
    if is_file && nearest(stem, ["engagement"]).is_some() {
        return "rename it to engagement.yaml".to_owned();
    }
    let number = stem.trim_start_matches(|letter: char| !letter.is_ascii_digit()).trim_start_matches('0');
    let cycle = format!("cycle-{number}");
    let cycle = Some(cycle.as_str()).filter(|cycle| cycle_number(cycle).is_some());
    let known = Kind::ALL.iter().map(|kind| kind.folder()).chain(["outcomes"]).chain(cycle);
    match nearest(stem, known) {
        Some(near) if is_file => format!("move it into {near}/ and give it a name of its own"),
        Some(near) => format!("did you mean `{near}`?"),
        None => "move each record into the folder of its kind, such as goals/".to_owned(),
    }
}

/// The folder of an engagement's rendered documents.
pub fn documents(root: &Path, id: &Slug) -> PathBuf {
    engagement(root, id).join(DOCUMENTS)
}

/// The same, in the engagement's folder.
pub const DOCUMENTS: &str = "documents";

/// A rendered document.
pub fn document(root: &Path, id: &Slug, cycle: u32, file: &str) -> PathBuf {
    documents(root, id).join(format!("cycle-{cycle}-{file}"))
}

/// The cycle and the file name of a rendered document.
pub fn parse_document(name: &str) -> Option<(u32, &str)> {
    let at = name.match_indices('-').nth(1)?.0;
    Some((cycle_number(&name[..at])?, &name[at + 1..]))
}

/// The document name of a rendered file.
pub fn document_name(file: &str) -> Option<&str> {
    [MARKDOWN, PAGE].iter().find_map(|end| file.strip_suffix(end))
}

/// A rendered document about the whole workspace, which no command reads back.
pub fn workspace_document(root: &Path, file: &str) -> PathBuf {
    root.join(ENGAGEMENTS).join(file)
}

/// The folder of files local to this machine.
pub const LOCAL: &str = ".engage";

/// The folder of drafts.
pub const DRAFTS: &str = ".engage/drafts";

/// The suffix of a draft's base.
const BASE: &str = "base";

/// The base of a draft: the bytes it was created from.
pub fn draft_base(draft: &Path) -> PathBuf {
    draft.with_extension(BASE)
}

/// Whether a file among the drafts is a base.
pub fn is_draft_base(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == BASE)
}

/// The draft of a record in the user's editor.
pub fn draft(root: &Path, id: &Slug, reference: &Reference) -> PathBuf {
    root.join(DRAFTS).join(format!("{id}--{}.yaml", reference.to_string().replace('/', "--")))
}

/// The engagement of a draft, and its record; no record for a debrief.
pub fn of_draft(path: &Path) -> Option<(Slug, Option<Reference>)> {
    let (id, rest) = path.file_stem()?.to_str()?.split_once("--")?;
    Some((id.parse().ok()?, rest.replace("--", "/").parse().ok()))
}

/// The draft of an engagement's debrief; numbered from 2 if kept beside an existing one.
pub fn debrief(root: &Path, id: &Slug, copy: u32) -> PathBuf {
    root.join(DRAFTS).join(format!("{id}--debrief{}.md", numbered(copy)))
}

fn numbered(copy: u32) -> String {
    if copy > 1 { format!("-{copy}") } else { String::new() }
}

/// The writer's lock.
pub const LOCK: &str = ".engage/lock";

/// The folder of commands that can be undone.
pub const UNDO: &str = ".engage/undo";

/// The file of a command that can be undone.
pub fn undo(root: &Path, number: u64) -> PathBuf {
    root.join(UNDO).join(format!("{number:06}"))
}

/// The `.gitignore` of the local folder.
pub const LOCAL_IGNORE: &str = ".engage/.gitignore";

/// The `.gitattributes` of a workspace.
pub const ATTRIBUTES: &str = ".gitattributes";

/// A repository path that does not exist, to run git without one.
pub const NOWHERE: &str = "/dev/null";

/// Whether a folder is a workspace.
pub fn is_workspace(folder: &Path) -> bool {
    folder.join(SETTINGS).is_file() || folder.join(ENGAGEMENTS).is_dir()
}

/// The root of the git repository that contains a folder: the nearest upwards; `None` outside of one.
pub fn repository(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|folder| folder.join(GIT).exists())
}

/// Git's own folder in a repository; in another work tree, a file that names one.
pub const GIT: &str = ".git";

/// The engagement and record at a path relative to the workspace.
pub fn parse(path: &Path) -> Option<(Slug, Reference)> {
    let parts: Vec<&str> = path.iter().map(|part| part.to_str()).collect::<Option<_>>()?;
    let ["engagements", id, inner @ ..] = parts.as_slice() else { return None };
    let name = inner.join("/");
    Some((id.parse().ok()?, name.strip_suffix(".yaml")?.parse().ok()?))
}

/// The engagement whose folder contains a path relative to the workspace.
pub fn engagement_of(path: &Path) -> Option<&str> {
    let mut parts = path.iter();
    (parts.next()? == "engagements").then(|| parts.next()?.to_str()).flatten()
}

/// Whether a path is reserved for records, settings, templates or local files, or is the workspace itself.
///
/// In an engagement's folder only `documents/` is not reserved; beside those folders, only document names are not.
pub fn is_for_records(inner: &Path) -> bool {
    let parts: Vec<_> = inner.iter().map(|part| part.to_string_lossy()).collect();
    let parts: Vec<&str> = parts.iter().map(AsRef::as_ref).collect();
    let kept = match parts.as_slice() {
        [first, ..] if first.eq_ignore_ascii_case(".git") => true,
        ["engagements", file] => document_name(file).is_none(),
        ["engagements", _, "documents", _, ..] => false,
        [] | ["engagements" | ".engage" | "templates", ..] => true,
        _ => false,
    };
    kept || is_yaml(&inner.to_string_lossy())
}

/// Whether a path relative to the workspace is in a folder of evidence among the engagements.
pub fn is_in_evidence(inner: &Path) -> bool {
    let is_evidence = |folder: &Path| folder.iter().any(|folder| folder == "evidence");
    inner.starts_with("engagements") && inner.parent().is_some_and(is_evidence)
}

/// Whether a name has a YAML suffix, in any case.
pub fn is_yaml(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [".yaml", ".yml"].iter().any(|end| name.ends_with(end))
}

/// Leftover files of editors, merges and file systems: never a record.
pub fn is_litter(name: &str) -> bool {
    let is_plain = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
    if name.strip_suffix(".yaml").unwrap_or(name).bytes().all(is_plain) {
        return false;
    }
    name.starts_with(['.', '#'])
        || name.ends_with(['~', '#'])
        || name.starts_with("~$")
        || [".orig", ".rej", ".bak", ".tmp", ".swp", ".mine"].iter().any(|end| name.ends_with(end))
        || ["_BACKUP_", "_BASE_", "_LOCAL_", "_REMOTE_", "conflicted copy", ".sync-conflict-"]
            .iter()
            .any(|mark| name.contains(mark))
        || OF_FILE_MANAGERS.contains(&name)
}

/// Files that file managers write into any folder they show.
pub const OF_FILE_MANAGERS: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// The prefix and suffix of temporaries.
pub const TEMPORARY: (&str, &str) = (".engage-", ".tmp");

/// Whether a name is that of a temporary.
pub fn is_temporary(name: &str) -> bool {
    let (begin, end) = TEMPORARY;
    name.starts_with(begin) && name.ends_with(end)
}

/// A path with `/`, relative to a base if it is inside, on one line.
pub fn shown(base: &Path, path: &Path) -> String {
    one_line(&from(base, path))
}

/// A path on one line.
pub fn one_line(path: &str) -> String {
    path.replace('\n', "\\u{a}").replace('\t', "\\u{9}")
}

/// A path with `/`, relative to a base if it is inside.
pub fn from(base: &Path, path: &Path) -> String {
    let inner = path.strip_prefix(base).unwrap_or(path);
    let plain: PathBuf = inner.components().collect();
    let shown = System::here().slashed(&plain.to_string_lossy()).into_owned();
    if shown.is_empty() { ".".to_owned() } else { shown }
}

/// A path with `.` and `..` resolved, without disk access.
pub fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                normal.pop();
            }
            part => normal.push(part),
        }
    }
    normal
}

#[cfg(test)]
mod tests;
