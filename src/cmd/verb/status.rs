//! `engage status`.

use crate::check::{Attention, Found};
use crate::cmd::output::none_open;
use crate::cmd::prelude::*;
use crate::model::finding::Level;
use crate::model::portfolio::Overview;
use crate::store::draft::Draft;

/// Say where an engagement stands, what is missing, what is owed, what is late, and what to type next.
///
/// Without an engagement: one line for each open one, those that need attention first. `engage` alone is
/// the same.
#[derive(Debug, Default, Args)]
pub struct StatusArgs {
    #[command(flatten)]
    target: Target,
}

impl StatusArgs {
    pub fn run(self, context: &Context) -> Result<Reply> {
        let workspace = context.workspace()?;
        let named = self.target.named()?;
        if named.is_none() && !context.is_inside_an_engagement(&workspace) {
            return all(context, &workspace);
        }
        let engagement = context.engagement(&workspace, named)?;
        let state = EngagementStatus::of(&engagement, context, &workspace);
        let data = state.data();
        Ok(Reply { text: fitted(&state.whole(), context.width), messages: vec![], kind: "engagement.status", data })
    }
}

fn all(context: &Context, workspace: &Workspace) -> Result<Reply> {
    let ids = context.ids(workspace)?;
    let (overviews, _) = load::overviews(workspace, &ids);
    let open: Vec<_> = overviews.into_iter().filter(Overview::is_open).map(|overview| overview.id).collect();
    let engagements = context.engagements(workspace, &open);
    let mut states: Vec<_> =
        engagements.iter().map(|engagement| EngagementStatus::of(engagement, context, workspace)).collect();
    states.sort_by_key(|state| (std::cmp::Reverse(state.attention.weight()), state.engagement.id.clone()));
    let rows: Vec<_> = states.iter().map(EngagementStatus::row).collect();
    let (text, messages) = match rows.as_slice() {
        [] => (String::new(), vec![none_open(ids.is_empty()).to_owned()]),
        rows => {
            (table(&["ID", "CUSTOMER", "WHERE IT STANDS", "ATTENTION"], rows, &["CUSTOMER"], context.width), vec![])
        }
    };
    let data = Value::Array(states.iter().map(EngagementStatus::data).collect());
    Ok(Reply { text, messages, kind: "engagement.status", data })
}

/// The state of one engagement in full.
struct EngagementStatus<'a> {
    engagement: &'a Engagement,
    attention: Attention,
    days: Option<i64>,
    /// The pending draft of a debrief.
    draft: Option<String>,
}

impl<'a> EngagementStatus<'a> {
    fn of(engagement: &'a Engagement, context: &Context, workspace: &Workspace) -> Self {
        let attention = Attention::of(engagement, &workspace.settings, context.today);
        let days = engagement.current().map(|entry| context.today.days_since(entry.common.entered));
        let draft = Draft::waiting_debrief(workspace, &engagement.id).map(|path| workspace.shown(&path));
        Self { engagement, attention, days, draft }
    }

    fn place(&self) -> String {
        let Some(place) = self.engagement.place() else { return self.nowhere().to_owned() };
        let (EntryId { cycle, step, .. }, round) = (place, self.engagement.round(place));
        format!("cycle {cycle}, round {round}, step {} of 9: {step}", step.number())
    }

    fn nowhere(&self) -> &'static str {
        if self.engagement.closed.is_empty() { "no entry yet" } else { "not readable" }
    }

    fn row(&self) -> Vec<String> {
        let place = self.engagement.place().map(|place| {
            let (EntryId { cycle, step, .. }, round) = (place, self.engagement.round(place));
            let days = self.days.map_or(String::new(), |days| format!(", {}", words::days(days)));
            format!("{cycle}·{round} {}/9 {step}{days}", step.number())
        });
        let place = place.unwrap_or_else(|| self.nowhere().to_owned());
        vec![self.engagement.id.to_string(), self.engagement.customer().to_owned(), place, self.attention.in_words()]
    }

    /// What to do next, and the record it concerns.
    fn next(&self) -> (Remedy, &Reference) {
        let (id, whole) = (self.engagement.id.as_str(), &Reference::Engagement);
        if !self.engagement.is_open() {
            let is_off = self.engagement.last_outcome.is_some_and(|(_, kind)| kind == OutcomeKind::CalledOff);
            return (Remedy::engage(["report", if is_off { "close-out" } else { "after-action" }, id]), whole);
        }
        if self.engagement.charter.is_none() {
            return (Remedy::edit(whole, &self.engagement.id), whole);
        }
        let wrong = self.attention.open_items.iter().find(|found| found.level == Level::Error);
        match wrong.or(self.attention.gates.first()) {
            Some(Found { finding, .. }) => (finding.remedy.start().clone(), &finding.record),
            None => (Remedy::engage(["advance", id]), whole),
        }
    }

    fn whole(&self) -> String {
        let engagement = self.engagement;
        let mut text = headline(engagement);
        text.push_str(&format!("{}{}\n", self.place(), self.since()));
        let leaving = engagement.place().map_or(String::new(), |place| format!("to leave {}", place.step));
        let sections = [
            (ALARM, leaving.as_str(), &self.attention.gates),
            (ALARM, "late", &self.attention.late),
            (WARN, "owed", &self.attention.open_items),
        ];
        for (style, title, found) in sections.into_iter().filter(|(_, _, found)| !found.is_empty()) {
            text.push_str(&format!("\n{}\n", styled(style, title)));
            text.extend(findings::lines(found).into_iter().map(|line| format!("{line}\n")));
        }
        if let Some(draft) = &self.draft {
            let id = &engagement.id;
            text.push_str(&format!("\na debrief waits in {draft}: engage debrief {id} takes it up again\n"));
        }
        text.push_str(&format!("\n{} {}\n", styled(FAINT, "next:"), styled(COMMAND, &self.next().0.to_string())));
        text
    }

    fn since(&self) -> String {
        if let Some((number, kind)) = self.engagement.ending() {
            let outcome = self.engagement.outcomes.get(&(number, kind));
            let on = outcome.map_or(String::new(), |outcome| format!(" on {}", words::date(outcome.on)));
            return format!("; {}{on}", kind.in_words());
        }
        let entered = self.engagement.current().map(|entry| words::date(entry.common.entered));
        let since = entered.zip(self.days);
        since.map_or(String::new(), |(entered, days)| format!(", since {entered} ({})", words::days(days)))
    }

    fn data(&self) -> Value {
        let (place, (next, record)) = (self.engagement.place(), self.next());
        json!({
            "id": self.engagement.id,
            "title": self.engagement.title(),
            "customer": self.engagement.customer(),
            "open": self.engagement.is_open(),
            "entry": place,
            "cycle": place.map(|place| place.cycle),
            "round": place.map(|place| self.engagement.round(place)),
            "step": place.map(|place| place.step),
            "step_number": place.map(|place| place.step.number()),
            "days_in_step": self.days,
            "gates": self.attention.gates.iter().map(findings::data).collect::<Vec<_>>(),
            "owed": self.attention.open_items.iter().map(findings::data).collect::<Vec<_>>(),
            "late": self.attention.late.iter().map(findings::data).collect::<Vec<_>>(),
            "next": (!next.argv.is_empty()).then(|| findings::way(&next, record)),
        })
    }
}
