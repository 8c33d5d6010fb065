//! The environment of a command, read once and passed down: clock, variables, terminal, standard input.

use std::cell::{Cell, RefCell};
use std::ffi::OsString;
use std::io::{self, IsTerminal as _};

use anyhow::Context as _;

use super::engagement_lookup::{ambiguous, named};
use super::failure::Failure;
use super::output::{Pieces, Reply};

use super::prelude_below::*;
use super::terminal::pager::Pager;
use super::terminal::{editor, progress};
use crate::check::settings::unknown_levels;
use crate::store::places;

/// The environment of a command.
#[derive(Debug)]
pub struct Context {
    /// Today's date.
    pub today: Date,
    /// The current folder.
    pub here: PathBuf,
    /// Whether to print JSON.
    pub json: bool,
    /// The width of tables in columns; `None` if the output is not a terminal.
    pub width: Option<usize>,
    /// What names the workspace, if it is not found upwards: the flag or the variable.
    pub named_by: Option<&'static str>,
    /// The exit code of a command that succeeds but has something to report.
    pub exit: Cell<u8>,
    /// Text that is printed piece by piece, instead of the reply's text.
    pub pieces: RefCell<Option<Pieces>>,
    workspace: Option<PathBuf>,
    unread: RefCell<Vec<FileProblem>>,
    piped: Cell<bool>,
}

impl Context {
    /// Reads clock, environment and terminal. `workspace` comes from the command line, with `ENGAGE_WORKSPACE` as its
    /// default.
    pub fn new(workspace: Option<PathBuf>, json: bool) -> Result<Self> {
        let named = std::env::var_os("ENGAGE_WORKSPACE").filter(|named| !named.is_empty()).map(PathBuf::from);
        let named_by = workspace.as_ref().map(|_| "--workspace").or(named.as_ref().map(|_| "ENGAGE_WORKSPACE"));
        let workspace = workspace.or(named);
        let here = std::env::current_dir().context("failed to find the current folder")?;
        Ok(Self {
            json,
            today: today()?,
            workspace,
            named_by,
            here,
            width: width(),
            unread: RefCell::default(),
            piped: Cell::new(false),
            exit: Cell::new(0),
            pieces: RefCell::default(),
        })
    }

    /// The folder that the command line or the environment names as the workspace.
    pub fn named_workspace(&self) -> Option<PathBuf> {
        self.workspace.clone()
    }

    /// Whether the environment sets the date.
    pub fn is_clock_fixed(&self) -> bool {
        std::env::var("ENGAGE_TODAY").is_ok_and(|day| !day.is_empty())
    }

    /// The workspace folder: the one named, else the nearest upwards; `None` if there is none.
    pub fn root(&self) -> Result<Option<PathBuf>> {
        let Some(named) = &self.workspace else { return Ok(Workspace::discover(&self.here)) };
        let root = layout::normal(&self.here.join(named));
        if layout::is_workspace(&root) {
            return Ok(Some(root));
        }
        let (shown, init) = (named.display(), Remedy::engage(["init", &named.to_string_lossy()]));
        Err(Failure::not_found(format!("`{shown}` is not a workspace: it has neither engage.yaml nor engagements/"))
            .hint(init)
            .into())
    }

    /// The workspace; errors in its settings are noted.
    pub fn workspace(&self) -> Result<Workspace> {
        let workspace = self.workspace_unnoted()?;
        self.note(workspace.unread.iter().cloned());
        self.note(places::in_settings(&workspace, unknown_levels(&workspace.settings)));
        self.note(git::under_way(&workspace.root).map(|(mark, unfinished)| {
            let message = format!("git is in the middle of a {unfinished}");
            FileProblem::whole(mark, message, "see engage doctor")
        }));
        Ok(workspace)
    }

    /// The workspace, for a command that reports errors in the settings itself.
    pub fn workspace_unnoted(&self) -> Result<Workspace> {
        let root = self.root()?.ok_or_else(|| {
            Failure::not_found("not in a workspace: no engage.yaml or engagements/ here or in a parent directory").hint(
                Remedy::from("create one with `engage init`, or use `--workspace DIR`").or(Remedy::engage(["init"])),
            )
        })?;
        Ok(Workspace::open(&root, &self.here))
    }

    /// The data of `--json`, made only if it is printed.
    pub fn data(&self, of: impl FnOnce() -> Value) -> Value {
        if self.json { of() } else { Value::Null }
    }

    /// The reply of a text in pieces: in a terminal as one, for the pager; else each is printed when it is made, so that
    /// not all of them are in memory.
    pub fn printed(&self, pieces: Pieces, kind: &'static str) -> Result<Reply> {
        let text = if self.width.is_some() {
            pieces.0.collect::<io::Result<_>>()?
        } else {
            self.pieces.replace(Some(pieces));
            String::new()
        };
        Ok(Reply { text, messages: vec![], kind, data: Value::Null })
    }

    /// Notes unreadable files, to be reported at the end of the command.
    pub fn note(&self, unread: impl IntoIterator<Item = FileProblem>) {
        self.unread.borrow_mut().extend(unread);
    }

    /// The noted files.
    pub fn unread(&self) -> Vec<FileProblem> {
        self.unread.borrow().clone()
    }

    /// The ids of all engagements; an unreadable folder is noted.
    pub fn ids(&self, workspace: &Workspace) -> Result<Vec<Slug>> {
        let (ids, unread) = workspace.ids()?;
        self.note(unread);
        Ok(ids)
    }

    /// The ids of the named engagements, without duplicates.
    pub fn named(&self, workspace: &Workspace, given: &[String]) -> Result<Vec<Slug>> {
        let ids = given.iter().map(|given| self.id(workspace, Some(given)));
        Ok(ids.collect::<Result<BTreeSet<_>>>()?.into_iter().collect())
    }

    /// Applies a function to each of several engagements, loaded in full; unreadable files are noted.
    pub fn of_each<T: Send>(&self, workspace: &Workspace, ids: &[Slug], of: impl Fn(Engagement) -> T + Sync) -> Vec<T> {
        self.note_unread(progress::each("read", ids, |id| {
            let (engagement, unread) = load::engagement(workspace, id);
            (Some(of(engagement)), unread)
        }))
    }

    /// The same for those that are open.
    pub fn of_open<T: Send>(&self, workspace: &Workspace, ids: &[Slug], of: impl Fn(Engagement) -> T + Sync) -> Vec<T> {
        self.note_unread(progress::each("read", ids, |id| {
            let (engagement, unread) = load::open(workspace, id);
            (engagement.map(&of), unread)
        }))
    }

    /// What was loaded; unreadable files are noted.
    pub fn note_unread<T>(&self, loaded: Vec<(Option<T>, Vec<FileProblem>)>) -> Vec<T> {
        let noted = loaded.into_iter().filter_map(|(result, unread)| {
            self.note(unread);
            result
        });
        noted.collect()
    }

    /// Applies a function to each engagement, and uses what it makes, in order, before many more are read.
    pub fn in_rounds<T: Send>(
        &self,
        workspace: &Workspace,
        ids: &[Slug],
        of: impl Fn(Engagement) -> T + Sync,
        mut then: impl FnMut(T) -> Result<()>,
    ) -> Result<()> {
        let of = |id: &Slug| {
            let (engagement, unread) = load::engagement(workspace, id);
            (of(engagement), unread)
        };
        progress::in_rounds("read", ids, of, |(result, unread)| {
            self.note(unread);
            then(result)
        })
    }

    /// One engagement, loaded in full; unreadable files are noted, a newer schema is an error.
    pub fn engagement(&self, workspace: &Workspace, given: Option<&str>) -> Result<Engagement> {
        let id = self.id(workspace, given)?;
        let (engagement, unread) = load::engagement(workspace, &id);
        if let Some(newer) = unread.iter().find(|unread| unread.kind == ProblemKind::Newer) {
            let failure = Failure::refused(format!("{}: {}", newer.place(), newer.message));
            bail!(failure.hint(newer.hint.clone().unwrap_or_default()));
        }
        self.note(unread);
        Ok(engagement)
    }

    /// The id of the engagement: from the argument, the current folder, `ENGAGE_ENGAGEMENT`, or the only open one.
    pub fn id(&self, workspace: &Workspace, given: Option<&str>) -> Result<Slug> {
        if let Some(named_or_inside) = given.or_else(|| self.inside(workspace)) {
            return named(workspace, named_or_inside);
        }
        match from_environment() {
            Some(given) => named(workspace, &given).map_err(|error| error.context("ENGAGE_ENGAGEMENT")),
            None => self.only_open(workspace),
        }
    }

    /// The only open engagement, from the names of the outcomes; no other file is read.
    fn only_open(&self, workspace: &Workspace) -> Result<Slug> {
        let ids = self.ids(workspace)?;
        let looked: Vec<_> = ids.iter().map(|id| (id, load::is_open(workspace, id))).collect();
        let open: Vec<_> = looked.iter().filter(|(_, (is_open, _))| *is_open).map(|(id, _)| *id).collect();
        let others = looked.iter().filter(|(id, _)| open != [*id]);
        self.note(others.flat_map(|(_, (_, unread))| unread).cloned());
        bail!(match open.as_slice() {
            [one] => return Ok((*one).clone()),
            [] if ids.is_empty() => Failure::not_found("no engagements yet").hint(Remedy::first_engagement()),
            [] => ambiguous("no engagement is open; name one that ended", &ids.iter().collect::<Vec<_>>()),
            several => ambiguous("several engagements are open; name one", several),
        })
    }

    /// Whether the current folder or the environment selects an engagement.
    pub fn is_inside_an_engagement(&self, workspace: &Workspace) -> bool {
        self.inside(workspace).is_some() || from_environment().is_some()
    }

    /// The engagement whose folder contains the current one.
    pub fn inside(&self, workspace: &Workspace) -> Option<&str> {
        self.here.strip_prefix(&workspace.root).ok().and_then(layout::engagement_of)
    }

    /// The text of a value: `-` reads standard input, `@FILE` a file, neither may be empty; anything else is literal.
    pub fn words(&self, value: &str) -> Result<String> {
        if value == "-" {
            if self.piped.replace(true) {
                bail!(Failure::usage("standard input was already read; only one value can be `-`"));
            }
            return not_empty("standard input", &save::text_of("standard input", std::io::stdin())?);
        }
        let file = value.strip_prefix('@').filter(|file| !file.is_empty() && !file.contains(char::is_whitespace));
        let Some(file) = file else { return Ok(tidy(value)) };
        let path = self.here.join(file);
        if save::is_free(&path) {
            let failure = Failure::not_found(format!("file `{file}` not found"));
            bail!(failure.hint("for text that starts with @, use `-` and standard input"));
        }
        not_empty(&format!("the file `{file}`"), &save::read_text(&path)?)
    }

    /// The bytes of a file, or of standard input for `-`.
    pub fn bytes(&self, file: &str) -> Result<Vec<u8>> {
        if file == "-" {
            return save::bytes_of("standard input", std::io::stdin());
        }
        let path = self.here.join(file);
        if save::is_free(&path) {
            bail!(Failure::not_found(format!("file `{file}` not found")));
        }
        if save::is_folder(&path) {
            bail!(Failure::usage(format!("`{file}` is a folder; name a file in it")));
        }
        save::read_bytes(&path)
    }

    /// Optional text, as a file holds it.
    pub fn text(&self, value: Option<&str>) -> Result<Node> {
        value.map_or(Ok(Node::Empty), |value| self.words(value).map(Node::Text))
    }

    /// A day on which something happened, from its words; today by default.
    pub fn day(&self, words: Option<&str>) -> Result<Date> {
        words.map_or(Ok(self.today), |words| Ok(days::read(words, self.today, Look::Back).map_err(Failure::usage)?))
    }

    /// The names of the user, `me`: `ENGAGE_ME`, else git's name and e-mail address.
    pub fn me(&self) -> Vec<String> {
        let named = std::env::var("ENGAGE_ME").ok().filter(|name| !name.trim().is_empty());
        named.map_or_else(|| git::user(&self.here), |name| vec![name])
    }

    /// Whether the user is at a terminal and can be asked again.
    pub fn is_interactive(&self) -> bool {
        std::io::stdin().is_terminal()
    }

    /// The command that opens the user's editor; an error if none is set and there is no terminal.
    pub fn editor(&self) -> Result<String, Failure> {
        if let Some((_, editor)) = set(&EDITORS).find(|(_, editor)| !editor.trim().is_empty()) {
            return Ok(editor);
        }
        if !std::io::stdin().is_terminal() {
            return Err(Failure::usage("no editor is set, and this is not a terminal")
                .hint("set ENGAGE_EDITOR, or change the record with `engage set`"));
        }
        Ok(editor::default(git::editor(&self.here), System::here()))
    }
}

/// The variables that name the user's editor, the one that counts first.
pub const EDITORS: [&str; 3] = ["ENGAGE_EDITOR", "VISUAL", "EDITOR"];

/// Those of some variables that are set, with their values.
pub fn set(names: &[&'static str]) -> impl Iterator<Item = (&'static str, String)> {
    names.iter().filter_map(|name| Some((*name, std::env::var(name).ok()?)))
}

/// The paper of the user's locale: `letter` in North America, else `A4`.
pub fn paper() -> &'static str {
    let locale =
        ["LC_ALL", "LC_PAPER", "LANG"].iter().find_map(|name| std::env::var(name).ok().filter(|set| !set.is_empty()));
    if locale.is_some_and(|locale| ["_US", "_CA"].iter().any(|land| locale.contains(land))) { "letter" } else { "A4" }
}

/// The user's pager: `ENGAGE_PAGER`, `PAGER` or `less`.
pub fn pager() -> Option<Pager> {
    Pager::named(|name| std::env::var(name).ok(), System::here())
}

/// The engagement that the environment selects.
fn from_environment() -> Option<String> {
    std::env::var("ENGAGE_ENGAGEMENT").ok().filter(|given| !given.is_empty())
}

/// The operating system that the program was built for.
pub fn platform() -> &'static str {
    std::env::consts::OS
}

/// The lines of standard input, as they come.
pub fn lines() -> impl Iterator<Item = io::Result<String>> {
    io::stdin().lines()
}

/// The command line, with the program's name first.
pub fn arguments() -> Vec<OsString> {
    std::env::args_os().collect()
}

/// The shell that asks for completions, if one does, and what is typed so far.
pub fn asked_to_complete(variable: &str) -> Option<(String, Vec<OsString>)> {
    let shell = std::env::var(variable).ok().filter(|shell| !shell.is_empty())?;
    Some((shell, arguments().into_iter().skip_while(|word| word != "--").skip(1).collect()))
}

/// Whether the output may be the list of all commands, which is made for it alone.
pub fn lists_commands() -> bool {
    let is_help = |word: OsString| ["-h", "--help", "help"].iter().any(|help| word == *help);
    std::env::args_os().len() == 1 || std::env::args_os().any(is_help)
}

/// Whether the command line is `engage --version`.
pub fn asks_only_for_version() -> bool {
    let mut words = std::env::args_os().skip(1);
    let is_version = words.next().is_some_and(|word| word == "--version" || word == "-V");
    is_version && words.next().is_none()
}

/// Whether the command line is `engage --version --verbose`, or that in short.
pub fn asks_for_verbose_version() -> bool {
    let words: Vec<_> = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    let forms = ["--version --verbose", "--verbose --version", "-V --verbose", "-V -v", "-v -V", "-Vv", "-vV"];
    words.len() < 3 && forms.contains(&words.join(" ").as_str())
}

/// Whether the command line asks for JSON, for when it cannot be parsed.
pub fn asks_for_json() -> bool {
    std::env::args_os().any(|argument| argument == "--json")
}

fn today() -> Result<Date> {
    use chrono::Datelike as _;
    if let Some(day) = std::env::var("ENGAGE_TODAY").ok().filter(|day| !day.is_empty()) {
        return Ok(day.parse().map_err(|error| Failure::usage(format!("ENGAGE_TODAY: {error}")))?);
    }
    let now = chrono::Local::now().date_naive();
    Date::from_parts(now.year(), now.month(), now.day())
        .context("the clock is wrong: the year must be from 1900 to 9999")
}

/// The columns of the terminal; `COLUMNS` overrides them, as tests do.
fn width() -> Option<usize> {
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    columns.or_else(|| super::output::columns(&std::io::stdout()))
}

/// The text read from a source; an empty one is more often an accident than an answer.
fn not_empty(from: &str, words: &str) -> Result<String> {
    if words.trim().is_empty() {
        bail!(Failure::usage(format!("{from} is empty")).hint("give the text on the command line instead"));
    }
    Ok(tidy(words.trim_start_matches('\u{feff}')))
}
