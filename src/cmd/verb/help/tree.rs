//! The command line as `--json` data: each command with its arguments and commands.

use clap::builder::PossibleValue;
use clap::{Arg, Command};

use crate::cmd::arguments::repeats;
use crate::cmd::prelude::*;

/// A command, whose help is built.
pub fn of(command: &Command) -> Value {
    let global = command.get_name() == "engage";
    let shown = |arg: &&Arg| !arg.is_hide_set() && (global || !arg.is_global_set()) && arg.get_id() != "help";
    let commands = command.get_subcommands().filter(|inner| !inner.is_hide_set());
    json!({
        "name": command.get_name(),
        "about": command.get_about().map(ToString::to_string),
        "aliases": command.get_visible_aliases().collect::<Vec<_>>(),
        "args": command.get_arguments().filter(shown).map(argument).collect::<Vec<_>>(),
        "commands": commands.map(of).collect::<Vec<_>>(),
    })
}

fn argument(arg: &Arg) -> Value {
    let names = arg.get_value_names().unwrap_or_default();
    let takes_value = arg.get_action().takes_values();
    let values = arg.get_possible_values();
    let default: Vec<_> =
        arg.get_default_values().iter().filter(|_| takes_value).map(|value| value.to_string_lossy()).collect();
    json!({
        "name": arg.get_id().as_str(),
        "long": arg.get_long(),
        "short": arg.get_short(),
        "value": names.first().filter(|_| takes_value).map(ToString::to_string),
        "values": values.iter().filter(|_| takes_value).map(PossibleValue::get_name).collect::<Vec<_>>(),
        "default": default.first(),
        "required": arg.is_required_set(),
        "repeats": repeats(arg),
        "help": arg.get_help().map(ToString::to_string),
    })
}
