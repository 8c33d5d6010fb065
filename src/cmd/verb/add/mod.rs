//! `engage add`: one subcommand for each kind of record, with flags from the kind's fields.

mod lines;

use clap::builder::PossibleValue;
use clap::{Arg, ArgAction, ArgMatches, Command, FromArgMatches};

use crate::cmd::arguments::{QUIET, with_dashes};
use crate::cmd::defaults;
use crate::cmd::duplicate::refusal;
use crate::cmd::prelude::*;
use crate::model::field::EMPTY;
use crate::model::record::{ROWS, Row};
use lines::LINES;

/// What to add: a record kind or a line of the current entry, with the values of its flags.
#[derive(Debug)]
pub struct AddArgs {
    what: Addable,
    values: Vec<(&'static Field, Vec<String>)>,
    id: Option<String>,
    again: bool,
    on: On,
    writing: Writing,
}

/// A record kind, or a kind of line in the entry of a step.
#[derive(Debug, Clone, Copy)]
struct Addable {
    /// The name as in `engage add NAME`.
    word: &'static str,
    /// A description in one line.
    summary: &'static str,
    /// Its fields; a line of plain text has one, its text.
    fields: &'static [Field],
    /// The key that TEXT sets.
    text: &'static str,
    to: To,
}

/// Where it is stored.
#[derive(Debug, Clone, Copy)]
enum To {
    Records(&'static Row),
    /// The list of a key in the entry of a step.
    Entry(Step, &'static str),
}

impl Addable {
    fn all() -> impl Iterator<Item = Self> {
        let rows = ROWS.iter().filter(|row| row.kind != Kind::Signoff);
        let records = rows.map(|row @ Row { kind, fields, text, .. }| Self {
            word: kind.word(),
            summary: kind.summary(),
            fields,
            text,
            to: To::Records(row),
        });
        records.chain(LINES.iter().copied())
    }
}

/// The flag of a field: its name in kebab-case, singular for a list.
fn flag(field: &Field) -> String {
    let name = field.name.replace('_', "-");
    match (field.shape, name.strip_suffix('s')) {
        (Shape::List(_), Some(one)) => one.to_owned(),
        _ => name,
    }
}

fn flagged(what: Addable, field: &'static Field) -> Arg {
    let has_default = matches!(what.to, To::Records(_)) && (field.shape == Shape::Date || field.name == "currency");
    let argument = Arg::new(field.name)
        .long(flag(field))
        .help(field.question.trim_end_matches('.'))
        .required(field.required && !has_default);
    let (scalar, argument) = match field.shape {
        Shape::List(item) => (*item, argument.action(ArgAction::Append).alias(field.name.replace('_', "-"))),
        shape => (shape, argument),
    };
    match scalar {
        Shape::Choice(words) => {
            let argument = argument.value_name("WORD").value_parser(PossibleValuesParser::new(words));
            if scalar == field.shape { argument } else { argument.value_delimiter(',') }
        }
        Shape::Flag => argument
            .num_args(0..=1)
            .require_equals(true)
            .default_missing_value("true")
            .value_name("BOOL")
            .value_parser([PossibleValue::new("true").alias("yes"), PossibleValue::new("false").alias("no")]),
        Shape::Date => argument.value_name("DAY"),
        Shape::Rating => argument.value_name("1-5"),
        Shape::Decimal | Shape::Count => argument.value_name("NUMBER"),
        Shape::Person => argument.value_name("PERSON"),
        Shape::Reference => argument.value_name("RECORD"),
        Shape::Text => argument.value_name("TEXT"),
        _ => argument.value_name("YAML"),
    }
}

/// The place of a flag in the help after all others but `--help`.
const LAST: usize = 998;

/// The subcommand of a kind.
fn subcommand(what: Addable) -> Command {
    Command::new(what.word).about(about(what)).defer(with_flags)
}

/// The flags of a kind, which are made only if it is typed or its help is shown.
fn with_flags(command: Command) -> Command {
    let Some(what) = Addable::all().find(|what| what.word == command.get_name()) else { return command };
    let fields = what.fields.iter().filter(|field| !["extra", "allow", "history"].contains(&field.name));
    let mut command = command.args(fields.map(|field| argument(what, field)));
    let again = Arg::new("again").long("again").action(ArgAction::SetTrue);
    command = command.arg(again.help("Record it even if it is already recorded"));
    if let To::Records(row) = what.to {
        let id = Arg::new("id").long("id").value_name("SLUG").help("Name of its file [default: made from the text]");
        command = command.args(row.day.is_none().then_some(id));
    }
    let command = Writing::augment_args(On::augment_args(command));
    // the doc comments of the flattened structs replaced the subcommand's own
    let command = command.about(about(what)).long_about(None);
    // given to every command before its flags; shown as the last of them
    with_dashes(command.mut_arg(QUIET, |quiet| quiet.hide(false).display_order(LAST)))
}

/// `Add a person who takes part`, from what a kind of record is.
fn about(what: Addable) -> String {
    let (first, rest) = what.summary.trim_end_matches('.').split_at(1);
    format!("Add {}{rest}", first.to_lowercase())
}

/// The argument of a field: TEXT for the free text, a flag for all others.
fn argument(what: Addable, field: &'static Field) -> Arg {
    if field.name != what.text {
        return flagged(what, field);
    }
    let help = format!("{}; `-` is standard input, `@FILE` a file", field.question.trim_end_matches('.'));
    Arg::new(field.name).value_name("TEXT").required(field.required).help(help)
}

impl Args for AddArgs {
    fn augment_args(command: Command) -> Command {
        command
            .about("Record a fact: a person, goal, feedback, spend, lesson, action, …")
            .subcommand_required(true)
            .arg_required_else_help(true)
            .subcommands(Addable::all().map(subcommand))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for AddArgs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let missing = || clap::Error::new(clap::error::ErrorKind::MissingSubcommand);
        let (word, matches) = matches.subcommand().ok_or_else(missing)?;
        let what = Addable::all().find(|what| what.word == word).ok_or_else(missing)?;
        let given = |name: &str| matches.try_get_many::<String>(name).ok().flatten();
        let values = what.fields.iter().filter_map(|field| Some((field, given(field.name)?.cloned().collect())));
        Ok(Self {
            what,
            values: values.collect(),
            id: given("id").and_then(|mut ids| ids.next().cloned()),
            again: matches.try_get_one::<bool>("again").ok().flatten().copied().unwrap_or(false),
            on: On::from_arg_matches(matches)?,
            writing: Writing::from_arg_matches(matches)?,
        })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl AddArgs {
    pub fn run(self, context: &Context) -> Result<Reply> {
        let mut writer = Writer::begin(context, self.on.engagement.as_deref(), &self.writing)?;
        match self.what.to {
            To::Records(row) => self.record(&mut writer, row)?,
            To::Entry(step, key) => self.line(&mut writer, step, key)?,
        }
        writer.finish()
    }

    fn record(&self, writer: &mut Writer, row: &'static Row) -> Result<()> {
        let mut pairs: Vec<(&str, Node)> = Vec::new();
        let (mut currency, mut is_refused) = (None, false);
        let nodes = row.fields.iter().map(|field| {
            let node = match (field.name, self.given(field.name)) {
                ("amount", Some(_)) => {
                    let money = self.money(writer);
                    is_refused = money.is_err();
                    let money = money?;
                    currency = money.currency;
                    Node::Plain(money.amount.to_string())
                }
                // told with the amount
                ("currency", _) if is_refused => Node::Empty,
                ("currency", _) if let Some(currency) = &currency => Node::text(currency),
                (_, Some(values)) => node(writer, field, values)?,
                (_, None) => defaults::of(writer, row, field, &pairs)?,
            };
            pairs.push((field.name, node));
            Ok(())
        });
        failure::all(nodes)?;
        let says = ["said", "impression", "enthusiasm", "verdict"];
        let is_empty = pairs.iter().all(|(key, node)| !says.contains(key) || node.is_blank());
        if row.kind == Kind::Feedback && is_empty {
            let instead = "give their words, or `--impression`, `--enthusiasm` or `--verdict`";
            bail!(Failure::usage(format!("the feedback is empty; {instead}")));
        }
        let reference = writer.create(row.kind, &pairs, self.id.clone(), self.again)?;
        writer.done(format!("Added {} to {}: {reference}", row.kind.word(), writer.engagement.id));
        Ok(())
    }

    fn given(&self, name: &str) -> Option<&[String]> {
        self.values.iter().find(|(given, _)| given.name == name).map(|(_, values)| values.as_slice())
    }

    /// The amount, with the currency that it or `--currency` names.
    fn money(&self, writer: &mut Writer) -> Result<Money> {
        let first = |name: &str| self.given(name).and_then(<[String]>::first);
        let named = first("currency").map(|words| writer.context.words(words)).transpose()?;
        let words = writer.context.words(first("amount").map_or("", String::as_str))?;
        let money = writer.names().money(&words, named.as_deref())?;
        let ours = writer.names().currency().cloned();
        writer.echo.note_money("amount", &words, &money, ours.as_ref());
        Ok(money)
    }

    fn line(&self, writer: &mut Writer, step: Step, key: &str) -> Result<()> {
        let entry = lines::entry(&writer.engagement, step, self.what.word)?;
        let pairs = self.values.iter().map(|(field, values)| Ok((field.name.to_owned(), node(writer, field, values)?)));
        let pairs = failure::all(pairs)?;
        let is_plain = self.what.fields.len() == 1;
        let plain = |pairs: Vec<(String, Node)>| pairs.into_iter().next().map_or(Node::Empty, |(_, node)| node);
        let line = if is_plain { plain(pairs) } else { Node::Map(pairs) };
        let entry_file = Reference::Entry(entry);
        if !self.again && lines::has(writer, &entry_file, key, &line)? {
            bail!(refusal(&writer.workspace, &writer.engagement.id, &entry_file, &[]));
        }
        writer.change(&entry_file, &vec![(key.to_owned(), KeyEdit::Append(line))])?;
        writer.done(format!("Added {} to {}/{entry}", self.what.word, writer.engagement.id));
        Ok(())
    }
}

/// The value of a flag; a blank value of a required field is an error.
fn node(writer: &mut Writer, field: &'static Field, values: &[String]) -> Result<Node> {
    let node = writer.nodes(field.shape, field.name, values)?;
    if field.required && node.is_blank() {
        bail!(Failure::usage(format!("`{}` {EMPTY}", field.name)));
    }
    Ok(node)
}
