//! The After-Action Report/Improvement Plan in the form of HSEEP (2020), for organizations that must file one.

use crate::insight::rating::{self, Ground};
use crate::render::documents::prelude::*;
use crate::render::language::Language;
use crate::render::parts::goals::Wording;
use crate::render::parts::{actions, lessons, people};

view! {
    /// Everything the template can place.
    pub struct View {
        /// From when to when the cycle went.
        period: String,
        /// What it covers.
        scope: Vec<String>,
        /// The sponsor on the customer's side.
        sponsor: String,
        /// The organizations of those who took part.
        organizations: Vec<String>,
        /// How many people of each side took part.
        taking_part: String,
        /// The person to ask about it.
        contact: String,
        /// What happened, as the lead tells it.
        summary: String,
        /// How many goals have each rating, in words.
        ratings: String,
        /// How many times the PACE plan was switched.
        switches: usize,
        /// How many actions are done, such as `5 of 11 done`.
        actions_done: String,
        /// The goals, each with its criterion.
        goals: Vec<Rated>,
        /// What went well and should stay.
        strengths: Vec<lessons::LessonView>,
        /// What to improve, with the analysis.
        areas: Vec<lessons::LessonView>,
        /// Who does what by when.
        actions: Vec<actions::ActionView>,
        /// Areas for improvement that no recorded action refers to.
        unanswered: Vec<String>,
        /// What is left out because nothing of it is recorded, in one sentence.
        missing: String,
    }

    /// A goal and its rating.
    pub struct Rated {
        /// The wording as it is now.
        now: Wording,
        /// How it is rated: P, S, M or U, from performed without challenges to unable to be performed.
        rating: &'static str,
        /// What the rating rests on.
        ground: String,
    }
}

/// The plan of a cycle.
pub fn view(subject: &Subject) -> View {
    let Subject { engagement, cycle, .. } = *subject;
    let scope = engagement.charter.as_ref().and_then(|charter| charter.scope.as_ref());
    let review = engagement.last_answers::<AfterAction>(cycle);
    let named = review.map(|review| review.in_brief.as_slice()).unwrap_or_default();
    let lessons = |is_to_keep| lessons::of_cycle(engagement, cycle, is_to_keep, named);
    let (strengths, areas) = (lessons(true), lessons(false));
    let actions = actions::of_cycle(engagement, cycle);
    let goals = goals::of_cycle(engagement, cycle);
    let goals: Vec<_> = goals.iter().map(|(name, goal)| rated(engagement, name, goal)).collect();
    View {
        period: period(engagement, cycle),
        scope: scope.map(|scope| lines(&scope.r#in)).unwrap_or_default(),
        sponsor: words::and_list(people::prepared_for(engagement)),
        organizations: organizations(engagement, cycle),
        taking_part: taking_part(engagement, cycle),
        contact: contact(engagement),
        missing: wording::missing(&[
            ("the mission", engagement.mission().is_none()),
            ("the summary", review.is_none_or(|review| review.summary.is_none())),
            ("ratings", goals.is_empty()),
            ("strengths", strengths.is_empty()),
            ("areas for improvement", areas.is_empty()),
            ("corrective actions", actions.is_empty()),
        ]),
        summary: paragraphs(review.and_then(|review| review.summary.as_ref())),
        ratings: ratings(&goals),
        switches: engagement.pace(cycle).map_or(0, |pace| pace.switches.len()),
        actions_done: actions::done(engagement, cycle),
        goals,
        strengths,
        unanswered: areas.iter().filter(|area| !area.has_action).map(|area| area.issue.clone()).collect(),
        areas,
        actions,
    }
}

fn period(engagement: &Engagement, cycle: u32) -> String {
    let Some((first, last)) = durations::span(engagement, cycle) else { return String::new() };
    let over = durations::stays(engagement, cycle, None).last().is_some_and(|stay| stay.until.is_some());
    Language::english().period(Some(first), Some(last).filter(|_| over))
}

/// `2 performed with some challenges, 1 not performed`.
fn ratings(goals: &[Rated]) -> String {
    let of = |rating: &str| goals.iter().filter(|goal| goal.rating == rating).count();
    let all = [
        (of("P"), "performed without challenges"),
        (of("S"), "performed with some challenges"),
        (of("M"), "with major challenges"),
        (of("U"), "not performed"),
    ];
    wording::counted(all).join(", ")
}

/// The organizations of those who took part, each once.
fn organizations(engagement: &Engagement, cycle: u32) -> Vec<String> {
    let here = participants::of_cycle(engagement, cycle).into_iter().filter(|someone| someone.named);
    let mut all: BTreeSet<_> =
        here.filter_map(|someone| Some(someone.person.organization.as_ref()?.one_line())).collect();
    let customer = engagement.customer().to_owned();
    let part = |name: &String| Some(name.strip_prefix(&customer)?.strip_prefix(", ")?.to_owned());
    let parts: Vec<_> = all.iter().filter_map(part).collect();
    all.retain(|name| part(name).is_none() && (parts.is_empty() || *name != customer));
    let ours = (!parts.is_empty()).then(|| format!("{customer} ({})", parts.join(", ")));
    ours.into_iter().chain(all).collect()
}

/// The number of participants of each side.
fn taking_part(engagement: &Engagement, cycle: u32) -> String {
    let here: Vec<_> = participants::of_cycle(engagement, cycle).into_iter().filter(|someone| someone.named).collect();
    let of = |side: Side| here.iter().filter(|someone| someone.person.side == side).count();
    let partner = if of(Side::Partner) == 1 { "partner" } else { "partners" };
    let sides = [(Side::Customer, "from the customer"), (Side::Ours, "of ours"), (Side::Partner, partner)];
    wording::counted(sides.map(|(side, whose)| (of(side), whose))).join(", ")
}

/// Who is responsible for the engagement on our side, and how to reach them.
fn contact(engagement: &Engagement) -> String {
    let ours = |role: Role| {
        let people = engagement.all::<Person>().map(|(_, person)| person);
        people.filter(|person| person.side == Side::Ours).find(|person| person.roles.contains(&role))
    };
    let person = [Role::Acr, Role::Csr, Role::Cfr].into_iter().find_map(ours);
    let contact = |person: &Person| {
        let parts = [Some(&person.name), person.organization.as_ref(), person.email.as_ref(), person.phone.as_ref()];
        parts.into_iter().flatten().map(Text::one_line).collect::<Vec<_>>().join(", ")
    };
    person.map(contact).unwrap_or_default()
}

fn rated(engagement: &Engagement, name: &Reference, goal: &Goal) -> Rated {
    let ground = rating::of(engagement, name, goal);
    Rated {
        now: Wording::of(engagement, goal),
        rating: ground.map_or(wording::DOES_NOT_APPLY, Ground::rating),
        ground: ground.map_or_else(|| "not judged yet".to_owned(), |ground| in_words(ground, goal)),
    }
}

fn in_words(ground: Ground, goal: &Goal) -> String {
    let proofs: Vec<_> = goal.evidence.iter().map(|proof| proof.what.one_line()).collect();
    match (ground, proofs.is_empty()) {
        (Ground::Proved, _) => format!("met; evidence: {}", proofs.join("; ")),
        (Ground::Unproved, _) => "met, but no evidence is recorded".to_owned(),
        (Ground::Late(days), _) => format!("met, {} after it was due", words::days(days)),
        (Ground::WithFollowUp(actions), _) => format!("met, with {}", words::count(actions, "follow-up action")),
        (Ground::Switched, _) => "met".to_owned(),
        (Ground::Mistaken(1), _) => "met, with a mistake of ours on the way".to_owned(),
        (Ground::Mistaken(mistakes), _) => format!("met, with {mistakes} mistakes of ours on the way"),
        (Ground::Partly, true) => "partly met, with no evidence recorded".to_owned(),
        (Ground::Partly, false) => format!("partly met; evidence: {}", proofs.join("; ")),
        (Ground::Missed, _) => "missed".to_owned(),
    }
}
