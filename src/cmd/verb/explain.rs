//! `engage explain`.

use crate::check::{CHECKS, Check};
use crate::cmd::prelude::*;
use crate::cmd::terminal::table::of_data;

/// Say what a check means: what it notices, why that matters, an example, and what to do about it.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// The check; all of them in a table unless named.
    check: Option<String>,
}

impl ExplainArgs {
    pub fn run(self, context: &Context) -> Result<Reply> {
        let kind = "engagement.checks";
        let Some(id) = &self.check else {
            let rows: Vec<_> = CHECKS.iter().map(data).collect();
            let columns = [("CHECK", "id"), ("LEVEL", "level"), ("GUARDS", "guards"), ("NOTICES THAT", "summary")];
            let text = of_data(&columns, &rows, &["GUARDS", "LEVEL"], context.width);
            return Ok(Reply { text, messages: vec![], kind, data: rows.into() });
        };
        let check = Check::named(id).ok_or_else(|| unknown(id))?;
        Ok(Reply { text: fitted(&whole(check), context.width), messages: vec![], kind, data: data(check) })
    }
}

fn unknown(id: &str) -> Failure {
    Failure::not_found(format!("there is no check `{id}`")).near(Check::nearest(id), "engage explain names them all")
}

fn whole(check: &Check) -> String {
    let gate = check.guards.map_or(String::new(), |step| format!(", a gate: it must hold to go forward from {step}"));
    let mut text = format!("{} ({}{gate})\n{}\n", styled(STRONG, check.id), check.level, check.summary);
    text.push_str(&format!("Speaks {}.\n", check.speaks()));
    text.push_str(&format!("\n{}\n{}\nSource: {}\n", styled(FAINT, "why"), check.why, check.source));
    text.push_str(&format!("\n{}\n{}\n", styled(FAINT, "what to do"), check.remedy));
    let cases = [("it notices", check.case(check.fires)), ("it is silent on", check.case(check.silent))];
    for (title, files) in cases {
        text.push_str(&format!("\n{}\n", styled(FAINT, title)));
        text.push_str(&if files.is_empty() {
            "  an engagement without any of this\n".to_owned()
        } else {
            files.iter().map(file).collect()
        });
    }
    text
}

fn file((name, lines): &(&str, String)) -> String {
    let lines: String = lines.lines().map(|line| format!("    {line}\n")).collect();
    format!("  {name}\n{lines}")
}

fn data(check: &Check) -> Value {
    json!({
        "id": check.id,
        "level": check.level,
        "from": check.from,
        "about": check.about,
        "guards": check.guards,
        "summary": check.summary,
        "why": check.why,
        "remedy": check.remedy,
        "source": check.source,
    })
}
