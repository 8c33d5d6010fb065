//! What verbs that write share: take the lock, check references, plan files, then write.

mod records;

use std::cell::OnceCell;
use std::collections::HashSet;

use super::arguments::Writing;
use super::context::Context;
use super::echo::Echo;
use super::failure::{self, Failure};
use super::findings;
use super::guard;
use super::naming::Names;
use super::output::Reply;
use super::prelude_below::*;
use super::values;
use super::written::{carry_out, reply};
use crate::store::edit::{self, Refused};
use crate::store::yaml::tree::Tree;
use anyhow::Context as _;

/// A writing command on one engagement: nothing is written before [`Writer::write`] or [`Writer::finish`].
#[derive(Debug)]
pub struct Writer<'a> {
    /// The command's context.
    pub context: &'a Context,
    /// The workspace.
    pub workspace: Workspace,
    /// The engagement, including what is planned.
    pub engagement: Engagement,
    /// The day of the new records.
    pub day: Date,
    /// Its people, as they may be named, once one is.
    index: OnceCell<People>,
    /// The folded names of people who are declared as new.
    pub new_people: HashSet<String>,
    /// How its values were understood.
    pub echo: Echo,
    /// Where its new records come from, unless they say so themselves.
    pub source: Option<String>,
    /// The files to write.
    pub plan: FilePlan,
    /// The new records of the plan.
    made: Vec<Reference>,
    messages: Vec<String>,
    /// Whether to record text that looks like a secret.
    force: bool,
    dry_run: bool,
    /// Held until the plan is written; `None` in a dry run.
    lock: Option<Lock>,
}

/// The most days of new records that are warned about.
const MOST_WARNINGS: usize = 3;

/// Changes of one record: keys and their edits.
pub type Changes = Vec<(String, KeyEdit)>;

/// The keys of a new record and their values.
pub type RecordPairs<'k> = [(&'k str, Node)];

impl<'a> Writer<'a> {
    /// Takes the lock, then loads the engagement.
    pub fn begin(context: &'a Context, given: Option<&str>, writing: &Writing) -> Result<Self> {
        let workspace = context.workspace()?;
        let day = context.day(writing.date.as_deref())?;
        let mut echo = Echo::default();
        writing.date.iter().for_each(|given| echo.note("on", given, &Node::Plain(day.to_string())));
        let id = context.id(&workspace, given)?;
        let lock = if writing.dry_run { None } else { Some(workspace.lock()?) };
        let engagement = context.engagement(&workspace, Some(id.as_str()))?;
        Ok(Self {
            context,
            workspace,
            index: OnceCell::new(),
            engagement,
            day,
            new_people: HashSet::new(),
            echo,
            source: None,
            plan: FilePlan::default(),
            made: vec![],
            messages: vec![],
            force: writing.force,
            dry_run: writing.dry_run,
            lock,
        })
    }

    /// The people of the engagement, as they may be named.
    pub fn index(&self) -> &People {
        self.index.get_or_init(|| People::of(&self.engagement))
    }

    /// Adds a message for when all is written.
    pub fn say(&mut self, sentence: impl AsRef<str>) {
        self.messages.push(visible(sentence.as_ref()).into_owned());
    }

    /// Adds the message that something is done, with the days and amounts as they were understood.
    pub fn done(&mut self, sentence: impl AsRef<str>) {
        self.say(format!("{}{}", sentence.as_ref(), self.echo.in_words()));
    }

    /// Suggests the next command.
    pub fn next(&mut self, next: &Remedy) {
        self.say(format!("next: {next}"));
    }

    /// The context of name lookups.
    pub fn names(&self) -> Names<'_> {
        Names { context: self.context, workspace: &self.workspace, engagement: &self.engagement }
    }

    /// A value for a key, as its file will store it: dates parsed, people and references checked.
    pub fn node(&mut self, shape: Shape, key: &str, value: &str) -> Result<Node> {
        let words = self.context.words(value)?;
        self.literal(shape, key, &words)
    }

    /// The same for a flag that is repeated for each item of a list.
    pub fn nodes(&mut self, shape: Shape, key: &str, values: &[String]) -> Result<Node> {
        let Shape::List(item) = shape else {
            return self.node(shape, key, values.first().map_or("", String::as_str));
        };
        let shape = if *item == Shape::Text { *item } else { shape };
        let nodes = failure::all(values.iter().map(|value| self.node(shape, key, value)))?;
        Ok(Node::List(
            nodes.into_iter().flat_map(|node| if let Node::List(items) = node { items } else { vec![node] }).collect(),
        ))
    }

    /// A literal text value: never a file or standard input, whatever it begins with.
    pub fn literal(&mut self, shape: Shape, key: &str, words: &str) -> Result<Node> {
        let node = Node::parse(shape, words).map_err(|message| {
            let failure = Failure::usage(format!("`{key}`: {message}"));
            match shape {
                Shape::List(_) => failure.hint(format!("{key}+=VALUE adds one, {key}='[A, B]' sets them all")),
                _ => failure,
            }
        })?;
        values::checked(shape, key, node, &mut |shape, key, words| match shape {
            Shape::Person => self.person(key, words).map(Node::text),
            Shape::List(Shape::Person) => {
                let ids = self.people(key, &[words.to_owned()])?;
                Ok(Node::List(ids.iter().map(Node::text).collect()))
            }
            _ => {
                let node = self.names().looked_up(shape, key, words)?;
                match &node {
                    Node::Text(found) if shape == Shape::Reference && !words.contains('/') => {
                        self.say(format!("`{words}` is {found}"));
                    }
                    _ => self.echo.note(key, words, &node),
                }
                Ok(node)
            }
        })
    }

    fn guard(&self, pairs: &RecordPairs) -> Result<(), Failure> {
        pairs.iter().try_for_each(|(key, node)| guard::refuse(key, node, self.force))
    }

    /// Plans changes of one record's keys; the file must be valid before and after.
    pub fn change(&mut self, reference: &Reference, changes: &Changes) -> Result<()> {
        for (key, change) in changes {
            let (KeyEdit::Set(node) | KeyEdit::Append(node)) = change else { continue };
            guard::refuse(key, node, self.force)?;
        }
        let path = self.path(reference);
        let (shown, old) = (self.workspace.shown(&path), self.content(&path)?);
        let fields = read::fields(reference);
        let at: Vec<_> = changes.iter().map(|(key, change)| (key.split('.').collect(), change)).collect();
        let check = |text: &str, tree: &Tree| read::sound(reference, text, tree);
        let text = std::str::from_utf8(&old).map_err(|_| Refused::Unread);
        let edited = text.and_then(|text| edit::edit(text, &fields, &at, &check));
        let text = edited.map_err(|refused| match (refused, read::check(reference, &old)) {
            (Refused::Unread | Refused::Unsound(..), Err(Fault { line, column, message, .. })) => {
                Failure::refused(format!("{shown}:{line}:{column}: {message}"))
                    .hint("fix the file, then run the command again")
            }
            (Refused::Unsound(text, fault), _) => values::refused(&fields, &text, &fault, changes),
            (Refused::Nowhere(at), _) => nowhere(&shown, &changes[at].0),
            (Refused::TouchesMore(lines), _) => self.touches_more(reference, &shown, changes, &lines),
            (Refused::Unread, _) => self.touches_more(reference, &shown, changes, ""),
        })?;
        self.plan.replace(path, old, text);
        Ok(())
    }

    /// The content of a file, to change or remove it; refused while git has a conflict in it.
    pub fn content(&self, path: &Path) -> Result<Vec<u8>> {
        let (old, shown) = (save::content(path)?, self.workspace.shown(path));
        if git::is_unmerged(&self.workspace.root, path).with_context(|| format!("failed to change {shown}"))? {
            bail!(unmerged(&shown));
        }
        Ok(old)
    }

    /// Plans the removal of a record's file, which need not be a valid record.
    pub fn remove(&mut self, reference: &Reference) -> Result<()> {
        let path = self.path(reference);
        let old = self.content(&path)?;
        self.plan.0.push(save::Write::Delete(path, old));
        Ok(())
    }

    /// The failure that keys must be written by hand, with the lines.
    fn touches_more(&self, reference: &Reference, shown: &str, changes: &Changes, lines: &str) -> Failure {
        let keys = and_list(changes.iter().map(|(key, _)| format!("`{key}`")));
        let first = changes.first().and_then(|(key, _)| key.split('.').next()).unwrap_or_default();
        let edit = Remedy::edit(reference, &self.engagement.id);
        let cannot = "cannot be changed without rewriting other lines, so nothing was written";
        Failure::refused(format!("{shown}: {keys} {cannot}"))
            .details(lines.lines().map(|line| format!("  {}", visible(line))).collect())
            .hint(Remedy::from(format!("write these lines yourself, in place of `{first}`: {edit}")).or(edit))
    }

    /// Plans a new file of the engagement: a new entry with its questions, or only the given keys.
    pub fn create_file(&mut self, reference: &Reference, pairs: &RecordPairs) -> Result<()> {
        self.guard(pairs)?;
        let text = match reference {
            Reference::Entry(id) => scaffold::entry(*id, pairs),
            _ => scaffold::record(pairs),
        };
        read::check(reference, text.as_bytes()).map_err(|fault| Failure::usage(fault.message))?;
        self.plan.create(self.path(reference), text);
        Ok(())
    }

    /// The file of a record.
    pub fn path(&self, reference: &Reference) -> PathBuf {
        layout::record(&self.workspace.root, &self.engagement.id, reference)
    }

    /// The input of the checks: the engagement including what is planned.
    pub fn scene(&self) -> Scene<'_> {
        Scene::of(&self.engagement, &self.workspace.settings, self.context.today)
    }

    /// The open items as of now, including what is planned; the most urgent first.
    pub fn open_items(&self) -> Vec<Found> {
        let mut found = check::open_items(&self.scene());
        check::by_urgency(&self.engagement, &mut found);
        found
    }

    /// Lists up to three open items that are not in `known`, and counts all.
    pub fn say_open_items(&mut self, known: &[Found]) {
        let open = self.open_items();
        // what `finish` warns about is not listed
        let is_warned = |found: &Found| found.check.id == "future-date" && self.made.contains(&found.finding.record);
        let is_new = |found: &&Found| !known.iter().any(|known| known.is_same(found)) && !is_warned(found);
        let new = open.iter().filter(is_new);
        self.messages.extend(findings::in_brief(new, open.len(), &self.engagement.id));
    }

    /// The warning that a new record happened after today, or is due before.
    fn unlikely_day(&self, reference: &Reference) -> Option<String> {
        let (record, today) = (self.engagement.records.get(reference)?, self.context.today);
        let due = if let Record::Action(action) = record { action.due.filter(|_| action.done.is_none()) } else { None };
        let ahead = record.date().filter(|day| *day > today.latest_anywhere());
        let ahead = ahead.map(|day| format!("warning: the date {} is in the future", words::date(day)));
        let late = due.filter(|day| *day < today);
        ahead.or_else(|| Some(format!("warning: the due date {} is in the past", words::date(late?))))
    }

    /// Writes the plan and releases the lock; what a command only says is found out after that.
    pub fn write(&mut self) -> Result<()> {
        let Some(mut lock) = self.lock.take() else { return Ok(()) };
        let warning = carry_out(self.context, &self.workspace, &self.plan, &mut lock)?;
        if let Some(warning) = warning {
            self.say(warning);
        }
        Ok(())
    }

    /// Writes the plan if that is not done yet, or shows it as a diff, and returns the messages.
    pub fn finish(mut self) -> Result<Reply> {
        let unlikely: BTreeSet<_> = self.made.iter().filter_map(|reference| self.unlikely_day(reference)).collect();
        let more = unlikely.len().saturating_sub(MOST_WARNINGS);
        unlikely.into_iter().take(MOST_WARNINGS).for_each(|warning| self.say(warning));
        if more > 0 {
            self.say(format!("warning: {} in the future or in the past", count(more, "more date is|more dates are")));
        }
        self.write()?;
        let id = Some(self.engagement.id.as_str());
        Ok(reply(&self.workspace, id, &self.plan, self.messages, self.dry_run))
    }
}

/// Fails if git has an unresolved conflict in a file: it is not overwritten.
fn unmerged(shown: &str) -> Failure {
    let (file, resolve) = (for_shell(shown), Remedy::engage(["resolve", shown]));
    Failure::refused(format!("{shown} still has a conflict in git"))
        .hint(Remedy::from(format!("to keep the file as it is: git add {file}; to resolve it: {resolve}")).or(resolve))
}

/// The failure that the parent of a key does not exist.
fn nowhere(shown: &str, key: &str) -> Failure {
    let keys: Vec<_> = key.split('.').collect();
    let listed = keys.iter().rposition(|key| key.parse::<usize>().is_ok()).unwrap_or(keys.len() - 1);
    let list = keys[..listed].join(".");
    Failure::not_found(format!("{shown} has no item `{key}`"))
        .hint(format!("to set the list: {list}=VALUE; to add an item: {list}+=VALUE"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_records_that_are_refused_together_none_stays_in_the_plan() {
        let context = Context::new(None, false).unwrap();
        let mut writer = Writer {
            context: &context,
            workspace: Workspace::open(&context.here, &context.here),
            engagement: Engagement::unread("harbor-search".parse().unwrap()),
            day: context.today,
            index: OnceCell::new(),
            new_people: HashSet::new(),
            echo: Echo::default(),
            source: None,
            plan: FilePlan::default(),
            made: vec![],
            messages: vec![],
            force: false,
            dry_run: true,
            lock: None,
        };
        assert!(writer.together(|writer| writer.person("from", "Ana Ortiz")).is_ok());
        let refused = writer.together(|writer| {
            writer.person("from", "Jo Lund")?;
            writer.person("from", "-")
        });
        assert!(refused.is_err());
        assert_eq!((writer.plan.0.len(), writer.made.len(), writer.messages.len()), (1, 1, 1));
        assert_eq!(writer.engagement.records.len(), 1);
    }
}
