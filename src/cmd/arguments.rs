//! Arguments that several verbs share.

use clap::{Arg, Args, Command};

/// What every command that writes takes.
#[derive(Debug, Default, Clone, Args)]
pub struct Writing {
    /// The day of it: YYYY-MM-DD, today, yesterday, +3d, -2w.
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    pub date: Option<String>,
    /// Show the change as a diff and write nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Record words that look like a key, token or password.
    #[arg(long)]
    pub force: bool,
}

/// `-e ENGAGEMENT`, for commands that take content.
#[derive(Debug, Default, Clone, Args)]
pub struct On {
    /// The engagement, by its id or the beginning of it.
    #[arg(short = 'e', long = "engagement", value_name = "ENGAGEMENT")]
    pub engagement: Option<String>,
}

/// The value names of flags that take free text.
const FREE_TEXT: [&str; 5] = ["TEXT", "REASON", "TRIGGER", "TITLE", "CUSTOMER"];

/// Lets the flags for free text accept a leading dash: `--reason "- they left"`.
pub fn with_dashes(command: Command) -> Command {
    command.mut_args(with_dash).mut_subcommands(with_dashes)
}

fn with_dash(argument: Arg) -> Arg {
    let is_free_text = argument.get_value_names().is_some_and(|names| FREE_TEXT.contains(&names[0].as_str()));
    if argument.get_long().is_none() || !is_free_text {
        return argument;
    }
    argument.allow_hyphen_values(true).value_parser(free_text)
}

/// Parses text, and rejects the next flag in its place: `--reason --dry-run` lacks its text.
fn free_text(value: &str) -> Result<String, &'static str> {
    let mut signs = value.trim_start_matches('-').chars();
    let is_flag = value.starts_with('-') && signs.next().is_some_and(char::is_alphabetic);
    if is_flag && !value.contains(char::is_whitespace) {
        return Err("expected text, found a flag");
    }
    Ok(value.to_owned())
}
