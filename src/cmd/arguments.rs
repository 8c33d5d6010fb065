//! Arguments that several verbs share.

use std::ffi::OsString;

use clap::builder::{PossibleValuesParser, TypedValueParser as _, ValueParser};
use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};

use super::context::Context;
use super::failure::Failure;
use super::naming;
use crate::model::reading::fold::fold;
use crate::model::words::synonyms;

/// What every command that writes takes.
#[derive(Debug, Default, Clone, Args)]
pub struct Writing {
    /// Date it happened, such as 2026-03-20, friday or -2d [default: today].
    #[arg(long, value_name = "DAY")]
    pub date: Option<String>,
    /// Show the change as a diff and write nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Record text that looks like a key, token or password.
    #[arg(long)]
    pub force: bool,
}

/// `-e ENGAGEMENT`, for commands that take content.
#[derive(Debug, Default, Clone, Args)]
pub struct On {
    /// Engagement id or unique prefix.
    #[arg(short = 'e', long = "engagement", value_name = "ENGAGEMENT")]
    pub engagement: Option<String>,
}

/// An engagement, bare or as `-e`, for commands whose operand it is.
#[derive(Debug, Default, Clone, Args)]
pub struct Target {
    /// Engagement id or unique prefix.
    #[arg(value_name = "ENGAGEMENT")]
    pub bare: Option<String>,
    /// Engagement id or unique prefix.
    #[command(flatten)]
    pub on: On,
}

/// Several engagements, bare or as `-e`.
#[derive(Debug, Default, Clone, Args)]
pub struct Targets {
    /// Engagement ids or unique prefixes [default: all engagements].
    #[arg(value_name = "ENGAGEMENT")]
    bare: Vec<String>,
    /// Engagement id or unique prefix.
    #[arg(short = 'e', long = "engagement", value_name = "ENGAGEMENT")]
    flags: Vec<String>,
}

impl On {
    /// The engagement of the flag, or else the one that a record is typed with.
    pub fn of(&self, context: &Context, record: Option<&str>) -> Option<String> {
        self.engagement.clone().or_else(|| naming::engagement_of(context, record?))
    }

    /// The engagement of the flag and of an operand; two different ones are refused.
    pub fn or<'a>(&'a self, bare: Option<&'a str>) -> Result<Option<&'a str>, Failure> {
        let (Some(bare), Some(flag)) = (bare, self.engagement.as_deref()) else {
            return Ok(bare.or(self.engagement.as_deref()));
        };
        let (short, long) = if bare.len() < flag.len() { (bare, flag) } else { (flag, bare) };
        if fold(long).starts_with(&fold(short)) {
            return Ok(Some(long));
        }
        Err(Failure::usage(format!("`{bare}` and `-e {flag}` are different engagements; name one")))
    }
}

impl Target {
    /// The engagement as it was named, if it was.
    pub fn named(&self) -> Result<Option<&str>, Failure> {
        self.on.or(self.bare.as_deref())
    }
}

impl Targets {
    /// The engagements as they were named.
    pub fn named(&self) -> Vec<String> {
        self.bare.iter().chain(&self.flags).cloned().collect()
    }
}

/// The arguments of a verb, which are made only if it is typed or its help is shown.
#[derive(Debug, Clone)]
pub struct Deferred<T>(pub T);

impl<T: Args> Args for Deferred<T> {
    fn augment_args(command: Command) -> Command {
        command.defer(|command| with_quiet(with_dashes(T::augment_args(command))))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl<T: FromArgMatches> FromArgMatches for Deferred<T> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        T::from_arg_matches(matches).map(Self)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        self.0.update_from_arg_matches(matches)
    }
}

/// The flag that [`with_quiet`] gives.
pub const QUIET: &str = "quiet";

/// Gives every command the flag `--quiet`, shown in the help of those that write, which have `--dry-run`.
pub fn with_quiet(command: Command) -> Command {
    let writes = command.get_arguments().any(|argument| argument.get_id() == "dry_run");
    let quiet = Arg::new(QUIET).short('q').long(QUIET).action(ArgAction::SetTrue);
    let quiet = quiet.help("Print only warnings and errors to standard error");
    let command = if command.has_subcommands() { command } else { command.arg(quiet.hide(!writes)) };
    command.mut_subcommands(with_quiet)
}

/// Whether the command was given `--quiet`.
pub fn is_quiet(matches: &ArgMatches) -> bool {
    let own = || matches.try_get_one::<bool>(QUIET).is_ok_and(|given| given == Some(&true));
    matches.subcommand().map_or_else(own, |(_, inner)| is_quiet(inner))
}

/// The command line with an `-e ENGAGEMENT` before the command moved behind it, where each command has its own.
pub fn with_leading_engagement(mut line: Vec<OsString>) -> Vec<OsString> {
    let first = line.get(1).and_then(|first| first.to_str()).unwrap_or_default();
    let length = match first {
        "-e" | "--engagement" => 2,
        _ if first.starts_with("-e") || first.starts_with("--engagement=") => 1,
        _ => return line,
    };
    if line.len() > length + 1 {
        let flag: Vec<_> = line.drain(1..=length).collect();
        let end = line.iter().position(|word| word == "--").unwrap_or(line.len());
        line.splice(end..end, flag);
    }
    line
}

/// Whether an argument takes several values.
pub fn repeats(arg: &Arg) -> bool {
    matches!(arg.get_action(), ArgAction::Append) || arg.get_num_args().is_some_and(|values| values.max_values() > 1)
}

/// The value names of flags whose value may begin with a dash: free text, days, numbers.
const FREE_TEXT: [&str; 7] = ["TEXT", "REASON", "TRIGGER", "TITLE", "CUSTOMER", "DAY", "NUMBER"];

/// Lets flags accept a leading dash: `--reason "- they left"`, `--due -2d`; `--because` and `--reason` are one flag, and
/// the words of a choice are typed in any case.
pub fn with_dashes(command: Command) -> Command {
    command.mut_args(|argument| in_any_case(with_dash(argument))).mut_subcommands(with_dashes)
}

fn in_any_case(argument: Arg) -> Arg {
    let words = argument.get_possible_values();
    let is_text = argument.get_value_parser().type_id() == ValueParser::string().type_id();
    if words.is_empty() || !is_text {
        return argument;
    }
    let words: Vec<_> = words.into_iter().map(|word| word.clone().aliases(synonyms(word.get_name()))).collect();
    let known = words.clone();
    let as_known = move |word: String| {
        known.iter().find(|known| known.matches(&word, true)).map(|known| known.get_name().to_owned())
    };
    let word = PossibleValuesParser::new(words).map(move |word| as_known(word.clone()).unwrap_or(word));
    argument.ignore_case(true).value_parser(word)
}

fn with_dash(argument: Arg) -> Arg {
    let argument = match argument.get_long() {
        Some("because") => argument.alias("reason"),
        Some("reason") => argument.alias("because"),
        Some("trigger") => argument.aliases(["because", "reason"]),
        _ => argument,
    };
    let is_free_text = argument.get_value_names().is_some_and(|names| FREE_TEXT.contains(&names[0].as_str()));
    if argument.get_long().is_none() || !is_free_text {
        return argument;
    }
    argument.allow_hyphen_values(true).value_parser(free_text)
}

/// Parses a value, and rejects the next flag in its place: `--reason --dry-run` lacks its text.
fn free_text(value: &str) -> Result<String, &'static str> {
    let mut signs = value.trim_start_matches('-').chars();
    let is_flag = value.starts_with('-') && signs.next().is_some_and(char::is_alphabetic);
    if is_flag && !value.contains(char::is_whitespace) {
        return Err("expected a value, found a flag");
    }
    Ok(value.to_owned())
}
