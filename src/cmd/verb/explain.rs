//! `engage explain`.

use crate::check::{CHECKS, Check};
use crate::cmd::prelude::*;
use crate::cmd::terminal::table::of_data;

/// Explain a check: what it finds, why it matters and how to fix it.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// Check to explain [default: list all checks]
    check: Option<String>,
}

impl ExplainArgs {
    pub fn run(self, context: &Context) -> Result<Reply> {
        let kind = "engagement.checks";
        let Some(id) = &self.check else {
            let rows: Vec<_> = CHECKS.iter().map(data).collect();
            let columns =
                [("CHECK", "id"), ("LEVEL", "level"), ("KIND", "kind"), ("GATE OF", "guards"), ("FINDING", "summary")];
            let text = of_data(&columns, &rows, &["GATE OF", "KIND", "LEVEL"], context.width);
            return Ok(Reply { text, messages: vec![], kind, data: rows.into() });
        };
        let unknown = || Failure::not_found(format!("check `{id}` not found"));
        let near = || unknown().near(Check::nearest(id), "engage explain lists all checks");
        let check = Check::named(id).ok_or_else(near)?;
        let text = fitted(&whole(check), context.width);
        Ok(Reply { text, messages: vec![], kind: "engagement.explain", data: data(check) })
    }
}

fn whole(check: &Check) -> String {
    let gate = check.guards.map_or(String::new(), |step| format!(", gate of {step}"));
    let (level, kind) = (check.level, check.kind());
    let mut text = format!("{} ({level}, {kind}{gate})\n{}\n", styled(STRONG, check.id), check.summary());
    text.push_str(&format!("Applies {}.\n", check.speaks()));
    if check.formal {
        text.push_str(&format!("{}\n", Check::FORMAL));
    }
    text.push_str(&format!("\n{}\n{}\nSource: {}\n", styled(FAINT, "why"), check.why(), check.source()));
    text.push_str(&format!("\n{}\n{}\n", styled(FAINT, "fix"), check.remedy()));
    let cases = [("with a finding", check.fires()), ("without a finding", check.silent())];
    for (title, files) in cases {
        text.push_str(&format!("\n{}\n", styled(FAINT, title)));
        text.push_str(&if files.is_empty() {
            "  an engagement without these records\n".to_owned()
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
        "kind": check.kind(),
        "from": check.from,
        "about": check.about,
        "guards": check.guards,
        "summary": check.summary(),
        "why": check.why(),
        "remedy": check.remedy(),
        "source": check.source(),
    })
}
