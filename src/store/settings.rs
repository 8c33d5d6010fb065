//! What `engage.yaml` names and there is not, and what it sets without saying why: each with its place.

use super::layout;
use super::workspace::{Workspace, bytes};
use super::yaml::parse::locate;
use crate::check::Check;
use crate::insight::secrets;
use crate::model::entry::Adoption;
use crate::model::problem::{FileProblem, ProblemKind};
use crate::model::text::one_line;
use crate::model::words::and_list;

/// The checks that the settings name and nobody knows.
pub fn unknown_checks(workspace: &Workspace) -> Vec<FileProblem> {
    let unknown = workspace.settings.checks.iter().filter(|(id, _)| Check::named(id).is_none());
    let each = unknown.map(|(id, setting)| {
        let hint = match Check::nearest(id) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`engage explain` names all checks".to_owned(),
        };
        let message = format!("`{}` is set to {}, and there is no such check", one_line(id), setting.level);
        told(workspace, &["checks", id], &message, hint).of(ProblemKind::UnknownCheck)
    });
    each.collect()
}

/// The levels of adoption that the settings name and nobody knows.
pub fn unknown_levels(workspace: &Workspace) -> Vec<FileProblem> {
    let unknown = workspace.settings.adoption.keys().filter(|level| !Adoption::WORDS.contains(&level.as_str()));
    let each = unknown.map(|level| {
        let hint = format!("the levels are {}", and_list(Adoption::WORDS));
        told(workspace, &["adoption", level], &format!("`adoption.{level}` names no level"), hint)
    });
    each.collect()
}

/// The checks that the settings give a level and no reason.
pub fn without_reason(workspace: &Workspace) -> Vec<FileProblem> {
    let silent = workspace.settings.checks.iter().filter(|(_, setting)| setting.because.is_none());
    let each = silent.map(|(id, setting)| {
        let holds = Check::only_with_reason(id);
        let message = format!("`{}` is set to {}, and nothing says why{holds}", one_line(id), setting.level);
        let hint = "write `because: \"WHY\"` beside its level";
        told(workspace, &["checks", id], &message, hint).of(ProblemKind::WithoutReason)
    });
    each.collect()
}

/// Something about a key of the settings, at its place.
fn told(workspace: &Workspace, key: &[&str], message: &str, hint: impl Into<String>) -> FileProblem {
    let path = workspace.root.join(layout::SETTINGS);
    let text = bytes(&path).unwrap_or_default();
    let place = locate(&String::from_utf8_lossy(&text), key).unwrap_or_default();
    FileProblem::whole(workspace.shown(&path), secrets::masked(message), hint).at(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is told of settings, each as `place: message; hint`.
    fn told(of: fn(&Workspace) -> Vec<FileProblem>, settings: &str) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("engage.yaml"), settings).unwrap();
        let told = of(&Workspace::open(folder.path(), folder.path())).into_iter();
        told.map(|one| format!("{}: {}; {}", one.place(), one.message, one.hint.unwrap_or_default())).collect()
    }

    #[test]
    fn settings_that_give_their_reasons_are_fine() {
        let settings = "checks:\n  no-sponsor: {level: off, because: x}\nadoption: {curious: [workshop]}\n";
        assert!(told(unknown_checks, settings).is_empty());
        assert!(told(unknown_levels, settings).is_empty());
        assert!(told(without_reason, settings).is_empty());
        assert!(told(without_reason, "").is_empty());
    }

    #[test]
    fn what_there_is_not_is_named_with_its_place() {
        let settings = "adoption:\n  keen: [workshop]\nchecks:\n  no-sponsors: {level: off, because: x}\n  weather:\n    level: error\n    because: x\n";
        assert_eq!(
            told(unknown_checks, settings),
            [
                "engage.yaml:4:3: `no-sponsors` is set to off, and there is no such check; did you mean `no-sponsor`?",
                "engage.yaml:5:3: `weather` is set to error, and there is no such check; `engage explain` names all checks",
            ]
        );
        assert_eq!(
            told(unknown_levels, settings),
            [
                "engage.yaml:2:3: `adoption.keen` names no level; the levels are curious, exploring, proving and operating"
            ]
        );
    }

    #[test]
    fn a_name_of_several_lines_or_with_a_dot_is_told_on_one_with_its_place() {
        let settings = "checks:\n  \"the\\nweather\": {level: off}\n  a.b: {level: off}\n";
        let told = told(without_reason, settings);
        let heads: Vec<_> = told.iter().filter_map(|told| told.split_once(", ")).map(|(head, _)| head).collect();
        assert_eq!(heads, ["engage.yaml:3:3: `a.b` is set to off", "engage.yaml:2:3: `the weather` is set to off"]);
    }

    #[test]
    fn a_level_without_a_reason_or_with_a_blank_one_is_told() {
        let settings = "cadence: 7\nchecks: {no-sponsor: {level: off, because: \" \"}, unknown-check: {level: off}}\n";
        assert_eq!(
            told(without_reason, settings),
            [
                "engage.yaml:2:10: `no-sponsor` is set to off, and nothing says why; write `because: \"WHY\"` beside its level",
                "engage.yaml:2:50: `unknown-check` is set to off, and nothing says why; this check is allowed or turned off only with a reason; write `because: \"WHY\"` beside its level",
            ]
        );
    }
}
