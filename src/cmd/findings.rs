//! How findings are said: the check, the case, and the command that mends it.

use serde_json::{Value, json};

use super::output::{ALARM, COMMAND, STRONG, WARN, styled};
use crate::check::Found;
use crate::model::cycle;
use crate::model::engagement::Engagement;
use crate::model::finding::Level;
use crate::model::text::visible;
use crate::model::words::and_list;

/// Lines for findings: check and sentence, and each remedy below.
pub fn lines(found: &[Found]) -> Vec<String> {
    found.iter().flat_map(of_one).collect()
}

fn of_one(found: &Found) -> Vec<String> {
    let style = match found.level {
        Level::Error => ALARM,
        Level::Warning => WARN,
        _ => STRONG,
    };
    let head = format!("  {}: {}", styled(style, found.check.id), visible(&found.finding.sentence));
    let remedies = found.finding.remedy.lines().map(|remedy| format!("    {}", styled(COMMAND, remedy)));
    std::iter::once(head).chain(remedies).collect()
}

/// A finding as `--json` data.
pub fn data(found: &Found) -> Value {
    json!({
        "check": found.check.id,
        "level": found.level,
        "record": found.finding.record,
        "key": found.finding.key,
        "sentence": found.finding.sentence,
        "remedy": found.finding.remedy,
    })
}

/// Sentences on the forks of a walk, for readers that show it as one line.
pub fn forks(engagement: &Engagement) -> Vec<String> {
    let told = cycle::forks(&engagement.entries).into_iter().map(|fork| {
        let branches: Vec<_> = fork.branches.iter().map(ToString::to_string).collect();
        let settle = format!("engage settle {} --keep {}", engagement.id, branches[0]);
        format!("the walk has a fork: {} came from {}; {}", and_list(&branches), fork.from, styled(COMMAND, &settle))
    });
    told.collect()
}
