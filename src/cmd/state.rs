//! The state of one engagement: where it is, what is open, and what to do next.

use super::prelude::*;
use super::{ending, findings};
use crate::check::Attention;
use crate::model::remedy;

/// The state of one engagement in full.
pub struct State<'a> {
    /// The engagement.
    pub engagement: &'a Engagement,
    /// Its gates and open items.
    pub attention: Attention,
    /// All open items, late ones too, the most urgent first.
    pub open: Vec<Found>,
    /// The days since the current step was entered.
    pub days: Option<i64>,
}

impl<'a> State<'a> {
    /// As of a day.
    pub fn of(engagement: &'a Engagement, today: Date, workspace: &Workspace) -> Self {
        let attention = Attention::of(engagement, &workspace.settings, today);
        let days = engagement.current().map(|entry| today.days_since(entry.common.entered));
        let open = attention.open(engagement);
        Self { engagement, attention, open, days }
    }

    /// Where it is, and since when.
    pub fn place_since(&self) -> String {
        format!("{}{}", self.place(), self.since())
    }

    fn place(&self) -> String {
        let Some(place) = self.engagement.place() else { return self.nowhere().to_owned() };
        let (EntryId { cycle, step, .. }, round) = (place, self.engagement.round(place));
        format!("cycle {cycle}, round {round}, step {} of 9: {step}", step.number())
    }

    fn nowhere(&self) -> &'static str {
        if self.engagement.closed.is_empty() { "not started" } else { "not readable" }
    }

    /// The cells of the table of all open engagements.
    pub fn row(&self) -> Vec<String> {
        let (engagement, place) = (self.engagement, self.engagement.place());
        let or_none = |cell: Option<String>| cell.unwrap_or_else(|| "-".to_owned());
        let step = place.map(|place| format!("{}/9 {}", place.step.number(), place.step));
        vec![
            engagement.id.to_string(),
            engagement.customer().to_owned(),
            or_none(place.map(|place| place.cycle.to_string())),
            or_none(place.map(|place| engagement.round(place).to_string())),
            step.unwrap_or_else(|| self.nowhere().to_owned()),
            or_none(self.days.map(|days| days.to_string())),
            self.attention.in_words(),
        ]
    }

    /// What to do next, and the record it concerns.
    pub fn next(&self) -> (Remedy, &Reference) {
        let (id, whole) = (self.engagement.id.as_str(), &Reference::Engagement);
        if let Some((_, kind)) = self.engagement.ending() {
            return (ending::next(kind, &self.engagement.id), whole);
        }
        if self.engagement.charter.is_none() {
            return (Remedy::edit(whole, &self.engagement.id), whole);
        }
        let wrong = self.open.first().filter(|found| found.level == Level::Error);
        match wrong.or(self.attention.gates.first()) {
            Some(Found { finding, .. }) => (finding.remedy.start().clone(), &finding.record),
            None => (Remedy::engage(["advance", id]), whole),
        }
    }

    /// The whole text: errors, gates, open items and the next command.
    pub fn whole(&self, workspace: &Workspace) -> String {
        let engagement = self.engagement;
        let (errors, others): (Vec<&Found>, Vec<&Found>) =
            self.open.iter().partition(|found| found.level == Level::Error);
        let errors = errors.into_iter().take(findings::MOST.max(check::forks(engagement).len()));
        let leaving = engagement.place().map_or(String::new(), |place| format!("to leave {}", place.step));
        let resume = styled(COMMAND, &format!("engage debrief {}", engagement.id));
        let draft = Draft::waiting_debrief(workspace, &engagement.id).into_iter();
        let draft = draft.map(|path| format!("unfinished debrief in {}: {resume}", workspace.shown(&path)));
        let next = format!("{} {}", styled(FAINT, "next:"), styled(COMMAND, &self.next().0.to_string()));
        let blocks = [
            vec![format!("{}{}", headline(engagement), self.place_since())],
            titled("errors", findings::lines(errors)),
            titled(&leaving, findings::lines(&self.attention.gates)),
            findings::in_brief(others, self.open.len(), &engagement.id),
            draft.collect(),
            vec![next],
        ];
        let blocks = blocks.iter().filter(|lines| !lines.is_empty()).map(|lines| lines.join("\n") + "\n");
        blocks.collect::<Vec<_>>().join("\n")
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

    /// As `--json` data.
    pub fn data(&self) -> Value {
        let engagement = self.engagement;
        let place = engagement.place();
        json!({
            "engagement": engagement.id,
            "title": engagement.title(),
            "customer": engagement.customer(),
            "ended": engagement.ending().map(|(_, kind)| kind),
            "entry": place,
            "cycle": place.map(|place| place.cycle),
            "round": place.map(|place| engagement.round(place)),
            "step": place.map(|place| place.step),
            "step_number": place.map(|place| place.step.number()),
            "days_in_step": self.days,
            "gates": self.attention.gates.iter().map(findings::data).collect::<Vec<_>>(),
            "questions": engagement.current().map_or(vec![], |entry| questions(&entry.answers)),
            "open": self.open_data(usize::MAX),
            "open_count": self.open.len(),
            "next": self.next_data(),
        })
    }

    /// The first few open items as `--json` data.
    pub fn open_data(&self, most: usize) -> Vec<Value> {
        let late = |found: &Found| self.attention.late.iter().any(|late| late.is_same(found));
        let item = |found: &Found| {
            let mut item = findings::data(found);
            item["late"] = json!(late(found));
            item
        };
        self.open.iter().take(most).map(item).collect()
    }

    /// What to do next as `--json` data; a file to fix by hand is shown by `check`.
    pub fn next_data(&self) -> Value {
        let (next, record) = self.next();
        if next.argv.is_empty() {
            let check = Remedy::engage(["check", self.engagement.id.as_str()]);
            return check.note(next.note).data(record);
        }
        next.data(record)
    }
}

/// The questions of the step, and which of them are answered.
pub fn questions(answers: &Answers) -> Vec<Value> {
    let given = json!(answers);
    let question = |field: &Field| {
        let (shape, words) = remedy::in_words(field.shape);
        let answered = given.get(field.name).is_some_and(|value| !value.is_null() && *value != json!([]));
        json!({ "key": field.name, "asks": field.question, "shape": shape, "words": words, "answered": answered })
    };
    Answers::fields(answers.step()).iter().map(question).collect()
}

/// Adds to the data of a command that wrote what is next and what is open, in the record as it is now.
pub fn complete(context: &Context, reply: &mut Reply) -> Result<()> {
    let workspace = context.root()?.map(|root| Workspace::open(&root, &context.here));
    let id = reply.data["engagement"].as_str().and_then(|id| id.parse::<Slug>().ok());
    let here = workspace.zip(id).filter(|(workspace, id)| workspace.has(id));
    let loaded = here.as_ref().map(|(workspace, id)| (load::engagement(workspace, id).0, workspace));
    let state = loaded.as_ref().map(|(engagement, workspace)| State::of(engagement, context.today, workspace));
    let first = || Remedy::first_engagement().data(&Reference::Engagement);
    reply.data["next"] = state.as_ref().map_or_else(first, State::next_data);
    reply.data["open"] = state.as_ref().map_or(vec![], |state| state.open_data(findings::MOST)).into();
    reply.data["open_count"] = json!(state.map_or(0, |state| state.open.len()));
    Ok(())
}

/// Lines under a title; nothing where there are none.
fn titled(title: &str, lines: Vec<String>) -> Vec<String> {
    let title = (!lines.is_empty()).then(|| styled(ALARM, title));
    title.into_iter().chain(lines).collect()
}
