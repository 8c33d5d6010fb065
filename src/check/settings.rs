//! Unknown names in the settings, and settings without a reason.

use super::Check;
use crate::insight::secrets;
use crate::model::entry::Adoption;
use crate::model::problem::{FileProblem, ProblemKind};
use crate::model::settings::Settings;
use crate::model::text::one_line;
use crate::model::words::and_list;

/// A problem at a key of the settings, whose position is not known yet.
pub type AtKey<'s> = ([&'s str; 2], FileProblem);

/// All problems of the settings.
pub fn wrong(settings: &Settings) -> Vec<AtKey<'_>> {
    [unknown_checks(settings), unknown_levels(settings), without_reason(settings)].concat()
}

/// The unknown checks that they name.
pub fn unknown_checks(settings: &Settings) -> Vec<AtKey<'_>> {
    let unknown = settings.checks.iter().filter(|(id, _)| Check::named(id).is_none());
    let problems = unknown.map(|(id, setting)| {
        let hint = match Check::nearest(id) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`engage explain` lists all checks".to_owned(),
        };
        let message = format!("unknown check `{}` is set to {}", one_line(id), setting.level);
        problem(["checks", id], ProblemKind::UnknownCheck, &message, hint)
    });
    problems.collect()
}

/// The unknown adoption levels that they name.
pub fn unknown_levels(settings: &Settings) -> Vec<AtKey<'_>> {
    let unknown = settings.adoption.keys().filter(|level| !Adoption::WORDS.contains(&level.as_str()));
    let problems = unknown.map(|level| {
        let hint = format!("the levels are {}", and_list(Adoption::WORDS));
        problem(
            ["adoption", level],
            ProblemKind::Unreadable,
            &format!("`adoption.{level}` is not an adoption level"),
            hint,
        )
    });
    problems.collect()
}

/// The checks whose level they set without a reason.
pub fn without_reason(settings: &Settings) -> Vec<AtKey<'_>> {
    let silent = settings.checks.iter().filter(|(_, setting)| setting.because.is_none());
    let problems = silent.map(|(id, setting)| {
        let holds = Check::only_with_reason(id);
        let message = format!("`{}` is set to {} without a reason{holds}", one_line(id), setting.level);
        problem(["checks", id], ProblemKind::WithoutReason, &message, "add `because: \"WHY\"` next to its level")
    });
    problems.collect()
}

fn problem<'s>(key: [&'s str; 2], kind: ProblemKind, message: &str, hint: impl Into<String>) -> AtKey<'s> {
    (key, FileProblem::whole(String::new(), secrets::masked(message), hint).of(kind))
}
