//! `engage show`.

mod record;

use crate::cmd::figures;
use crate::cmd::prelude::*;
use crate::insight::{actions, agreed, durations, hours, returns, spend};
use crate::model::inventory;
use crate::model::record::{
    Action, Approach, Artifact, Decision, Feedback, Lesson, Person, Requirement, Signoff, Spend,
};

const OPERAND: &str = "Engagement id or unique prefix, or a record such as goals/NAME, people/NAME or demo";

const EXAMPLES: &str = include_str!("../examples/show.txt");

/// Show an engagement, or one of its records.
///
/// Shows the terms, people, progress, goals and totals of an engagement, or the content of a record. `engage log` lists
/// the records of an engagement.
#[derive(Debug, Args)]
#[command(mut_arg("bare", |bare| bare.value_name("ENGAGEMENT|RECORD").help(OPERAND)))]
#[command(after_long_help = format!("{EXAMPLES}\n{}", figures::NAMES))]
pub struct ShowArgs {
    #[command(flatten)]
    target: Target,
    /// Show figures: days, waiting times, changes, fit, goals, ratings, spend, effort, actions, recurring topics.
    #[arg(long)]
    figures: bool,
}

impl ShowArgs {
    pub fn run(self, context: &Context) -> Result<Reply> {
        let workspace = context.workspace()?;
        if let Some((engagement, record)) = record::meant(context, &workspace, &self.target)? {
            return record::reply(&workspace, &engagement, &record);
        }
        let engagement = context.engagement(&workspace, self.target.named()?)?;
        if self.figures {
            let figures = figures::of(&engagement, &workspace.settings, context.today);
            let (text, messages) = (figures.text(context.width), findings::forks(&engagement));
            return Ok(Reply { text, messages, kind: "engagement.figures", data: figures.data() });
        }
        let text = [
            head(&engagement),
            people(&engagement),
            walk(&engagement, context),
            hypothesis(&engagement),
            goals(&engagement),
            decisions(&engagement),
            waiting(&engagement),
            returns(&engagement),
            counts(&engagement),
        ];
        let text = text.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n");
        let text = fitted(&text, context.width);
        let data = context.data(|| data(&engagement));
        Ok(Reply { text, messages: findings::forks(&engagement), kind: "engagement.show", data })
    }
}

fn line(name: &str, words: &str) -> String {
    format!("  {} {}\n", styled(FAINT, &format!("{name}:")), shown(words))
}

fn head(engagement: &Engagement) -> String {
    let mut text = headline(engagement);
    let Some(charter) = &engagement.charter else { return text };
    let budget = charter.budget.as_ref().map(|budget| format!("{} {}", budget.amount.grouped(), budget.currency));
    let contract = charter.contract.as_ref().and_then(|contract| contract.reference.as_ref()).map(Text::one_line);
    let terms = [
        ("opened", Some(words::date(charter.opened))),
        ("mission", charter.mission.as_ref().map(Text::one_line)),
        ("pricing", charter.pricing.map(|pricing| pricing.to_string())),
        ("budget", budget),
        ("contract", contract),
        ("outcome", outcome(engagement)),
    ];
    text.extend(terms.into_iter().filter_map(|(name, words)| Some(line(name, &words?))));
    text
}

fn outcome(engagement: &Engagement) -> Option<String> {
    let outcome = engagement.outcomes.values().last()?;
    let reason = outcome.reason.as_ref().map_or(String::new(), |reason| format!(": {}", reason.one_line()));
    let worth = outcome.worth.as_ref().map_or(String::new(), |worth| format!(" Value: {}", worth.one_line()));
    Some(format!("{} on {}{reason}{worth}", outcome.kind.in_words(), words::date(outcome.on)))
}

fn people(engagement: &Engagement) -> String {
    let lines = Side::ALL.iter().filter_map(|side| {
        let of_side = engagement.all::<Person>().filter(|(_, person)| person.side == *side);
        let names: Vec<_> = of_side.map(|(_, person)| with_roles(person)).collect();
        (!names.is_empty()).then(|| line(side.word(), &names.join(", ")))
    });
    titled("people", lines.collect())
}

fn with_roles(person: &Person) -> String {
    let roles: Vec<_> = person.roles.iter().map(|role| role.word()).collect();
    let roles = if roles.is_empty() { String::new() } else { format!(" ({})", roles.join(", ")) };
    format!("{}{roles}", person.name.one_line())
}

fn titled(title: &str, lines: String) -> String {
    if lines.is_empty() { lines } else { format!("{}\n{lines}", styled(STRONG, title)) }
}

/// The cycles with at least one entry.
fn cycles(engagement: &Engagement) -> std::collections::BTreeSet<u32> {
    engagement.walk.iter().map(|entry| entry.cycle).collect()
}

fn walk(engagement: &Engagement, context: &Context) -> String {
    let lines = cycles(engagement).into_iter().map(|cycle| {
        let stays = durations::stays(engagement, cycle, Some(context.today));
        let step = |stay: &durations::Stay| match stay.days() {
            Some(days) => format!("{} {days}d", stay.entry.step),
            None => stay.entry.step.to_string(),
        };
        line(&format!("cycle {cycle}"), &stays.iter().map(step).collect::<Vec<_>>().join(" → "))
    });
    titled("progress", lines.collect())
}

fn hypothesis(engagement: &Engagement) -> String {
    let last = engagement.at::<Hypothesis>().rfind(|(_, hypothesis)| hypothesis.belief.is_some());
    let answers = last.map(|(_, last)| [("belief", &last.belief), ("benefit", &last.benefit)]);
    let lines = answers.into_iter().flatten().filter_map(|(name, words)| Some(line(name, words.as_ref()?.as_str())));
    titled("hypothesis", lines.collect())
}

fn goals(engagement: &Engagement) -> String {
    let lines = engagement.all::<Goal>().map(|(name, goal)| {
        let due = goal.due.filter(|_| goal.verdict() == Verdict::Open);
        let due = due.map_or(String::new(), |due| format!(", due {}", words::date(due)));
        let name = name.to_string();
        line(name.trim_start_matches("goals/"), &format!("{} [{}{due}]", goal.statement.one_line(), goal.verdict()))
    });
    titled("goals", lines.collect())
}

fn decisions(engagement: &Engagement) -> String {
    let lines = engagement.all::<Decision>().map(|(_, decision)| {
        let names: Vec<_> = decision.by.iter().map(|person| engagement.name_of(person)).collect();
        let by = if names.is_empty() { String::new() } else { format!(" ({})", words::and_list(&names)) };
        line(&decision.on.to_string(), &format!("{}{by}", agreed::decided(decision)))
    });
    titled("decisions", lines.collect())
}

/// The open actions that wait for others.
fn waiting(engagement: &Engagement) -> String {
    let owned = |action: &Action| format!("{} ({})", action.what.one_line(), engagement.name_of(&action.owner));
    let lines = actions::open(engagement).into_iter().filter_map(|(_, action)| {
        let others: Vec<_> = actions::waits_for(engagement, action).into_iter().map(owned).collect();
        (!others.is_empty()).then(|| line(&owned(action), &format!("waits for {}", words::and_list(&others))))
    });
    titled("waiting actions", lines.collect())
}

/// The materials that are to be returned, or were.
fn returns(engagement: &Engagement) -> String {
    let lines = returns::all(engagement).into_iter().map(|(_, artifact)| {
        let by = artifact.return_by.map(|day| format!("due {}", words::date(day)));
        let done = artifact.returned.map(|day| format!("returned or deleted {}", words::date(day)));
        line(&artifact.what.one_line(), &done.or(by).unwrap_or_default())
    });
    titled("to return or delete", lines.collect())
}

fn counts(engagement: &Engagement) -> String {
    let open = engagement.all::<Action>().filter(|(_, action)| action.done.is_none()).count();
    let actions = engagement.all::<Action>().count();
    let spent = spend::up_to_cycle(engagement, u32::MAX);
    let spent = spent.iter().map(|spending| format!("{} {}", spending.total.grouped(), spending.currency));
    let spent: Vec<_> = spent.collect();
    let hours: Amount = cycles(engagement).into_iter().map(|cycle| hours::theirs(engagement, cycle).total).sum();
    let counted = [
        (engagement.all::<Requirement>().count(), "requirement"),
        (engagement.all::<Feedback>().count(), "piece of feedback|pieces of feedback"),
        (engagement.all::<Lesson>().count(), "lesson"),
        (engagement.all::<Approach>().count(), "approach|approaches"),
        (engagement.all::<Artifact>().count(), "artifact"),
        (engagement.all::<Signoff>().count(), "sign-off"),
        (engagement.all::<Spend>().count(), "spend item"),
    ];
    let counted = counted.into_iter().filter(|(number, _)| *number > 0);
    let counted: Vec<_> = counted.map(|(number, what)| count(number, what)).collect();
    let lines = [
        (!counted.is_empty()).then(|| line("records", &counted.join(", "))),
        (actions > 0).then(|| line("actions", &format!("{open} of {actions} open"))),
        (!spent.is_empty()).then(|| line("spent", &spent.join(", "))),
        (hours != Amount::ZERO).then(|| line("customer's hours", &hours.plain())),
    ];
    titled("totals", lines.into_iter().flatten().collect())
}

fn data(engagement: &Engagement) -> Value {
    let rounds = engagement.entries.keys().map(|id| json!({ "entry": id, "round": engagement.round(*id) }));
    let records = inventory::items(engagement).into_iter();
    let records = records.map(|item| json!({ "record": item.reference, "kind": item.kind, "fields": item.answered }));
    json!({
        "engagement": engagement.id,
        "title": engagement.title(),
        "customer": engagement.customer(),
        "ended": engagement.ending().map(|(_, kind)| kind),
        "steps": rounds.collect::<Vec<_>>(),
        "records": records.collect::<Vec<_>>(),
    })
}
