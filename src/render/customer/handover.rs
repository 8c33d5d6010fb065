//! The handover: what is left running, what it does and does not do, and who answers for it.

use serde::Serialize;

use super::phrases::{self, Agreed, Line, sentence};
use super::shared::{Person, Requirement, Shared};
use crate::model::step::Step;
use crate::model::words;

/// Everything the template can place; what does not apply is empty.
#[derive(Debug, Serialize)]
pub struct View {
    title: String,
    customer: String,
    us: String,
    at: String,
    as_of: String,
    ended: String,
    final_state: String,
    installed: String,
    installed_where: String,
    requirements: Vec<Row>,
    deltas: Vec<Delta>,
    decisions: Vec<Agreed>,
    training_given: Vec<String>,
    training_owed: Vec<String>,
    documents: Vec<String>,
    contacts: Vec<Side>,
    rejected: String,
    accepted: Vec<String>,
    lines: Vec<Line>,
}

/// A requirement with its test and what that showed.
#[derive(Debug, Serialize)]
pub struct Row {
    statement: String,
    acceptance: String,
    result: String,
}

/// Something still missing, and how that is closed.
#[derive(Debug, Serialize)]
pub struct Delta {
    statement: String,
    missing: String,
    plan: String,
}

/// The people to reach on one side.
#[derive(Debug, Serialize)]
pub struct Side {
    side: String,
    people: Vec<String>,
}

/// The handover at the end of a cycle.
pub fn view(shared: &Shared) -> View {
    let is_off = shared.ending.as_ref().is_some_and(|ending| ending.is_called_off);
    let refused = phrases::refused(shared);
    View {
        title: shared.title.clone(),
        customer: shared.customer.clone(),
        us: phrases::us(shared),
        at: at(shared),
        as_of: phrases::day(shared.as_of),
        ended: phrases::ended(shared),
        final_state: if is_off { String::new() } else { sentence(&shared.terms.final_state) },
        installed: sentence(&shared.so_far.installed),
        installed_where: installed_where(shared),
        requirements: shared.requirements.iter().map(row).collect(),
        deltas: shared.requirements.iter().filter(|asked| !asked.is_settled()).filter_map(delta).collect(),
        decisions: shared.agreed.iter().filter(|agreed| agreed.is_decision).map(phrases::agreed).collect(),
        training_given: shared.terms.training_given.clone(),
        training_owed: shared.terms.training_owed.clone(),
        documents: documents(shared),
        contacts: contacts(shared),
        rejected: refused.map(|signed| rejected(shared, signed)).unwrap_or_default(),
        accepted: accepted(shared),
        lines: if is_to_sign(shared) { phrases::lines(shared, phrases::HANDOVER, refused.is_some()) } else { vec![] },
    }
}

/// Whether there is something to sign: something was handed over, or asked to be.
fn is_to_sign(shared: &Shared) -> bool {
    let signed =
        |is_theirs| shared.signatures.last(phrases::HANDOVER, is_theirs).is_some_and(|signed| signed.is_accepted);
    if signed(true) && signed(false) {
        return false;
    }
    let handed = !shared.so_far.installed.is_empty() || !shared.requirements.is_empty() || !shared.goals.is_empty();
    handed && !shared.ending.as_ref().is_some_and(|ending| ending.is_called_off)
}

/// At which point of the walk it stands so.
fn at(shared: &Shared) -> String {
    let is_over = shared.ending.is_some() || shared.work.entered.contains_key(&Step::PlanNext);
    format!("{} cycle {}", if is_over { "at the end of" } else { "in" }, shared.cycle)
}

/// `on 7 April 2026, at Aldmouth, Berths 6 to 9`.
fn installed_where(shared: &Shared) -> String {
    let on = shared.so_far.installed_on.map(|day| format!("on {}", words::date(day)));
    let at = Some(&shared.so_far.installed_at).filter(|site| !site.is_empty()).map(|site| format!("at {site}"));
    on.into_iter().chain(at).collect::<Vec<_>>().join(", ")
}

fn row(asked: &Requirement) -> Row {
    let accepted = asked.accepted_on.map(|on| {
        let by = if asked.accepted_by.is_empty() { String::new() } else { format!(" by {}", asked.accepted_by) };
        let result =
            if asked.result.is_empty() { String::new() } else { format!("{}; ", phrases::clause(&asked.result)) };
        format!("{result}accepted{by}, {}", words::date(on))
    });
    Row {
        statement: asked.statement.clone(),
        acceptance: phrases::or_dash(&asked.acceptance),
        result: accepted.unwrap_or_else(|| phrases::or_dash(asked.status)),
    }
}

fn delta(asked: &Requirement) -> Option<Delta> {
    let has_words = !asked.missing.is_empty() || !asked.plan.is_empty();
    has_words.then(|| Delta {
        statement: sentence(&asked.statement),
        missing: sentence(&asked.missing),
        plan: sentence(&asked.plan),
    })
}

fn documents(shared: &Shared) -> Vec<String> {
    shared.taken.iter().filter(|taken| taken.is_document).map(|taken| taken.what.clone()).collect()
}

/// Whom to call, side by side.
fn contacts(shared: &Shared) -> Vec<Side> {
    let sides = [
        (phrases::our_side(shared), call(&shared.people.ours)),
        (shared.customer.clone(), call(&shared.people.theirs)),
        ("Partners".to_owned(), call(&shared.people.partners)),
    ];
    let named = sides.into_iter().filter(|(_, people)| !people.is_empty());
    named.map(|(side, people)| Side { side, people }).collect()
}

/// Whom to call: those who can be reached; where nobody can, those with a role.
pub(super) fn call(people: &[Person]) -> Vec<String> {
    let reached: Vec<_> = people.iter().filter(|one| !reach(one).is_empty()).collect();
    let named: Vec<_> = people.iter().filter(|one| !one.roles.is_empty()).collect();
    if reached.is_empty() { named } else { reached }.into_iter().map(contact).collect()
}

/// `Sam Lindqvist (solution responsible): +46 70 174 06 47, sam@tern.example; when away, Jonas Weil`.
fn contact(person: &Person) -> String {
    let reach = reach(person);
    let reach = if reach.is_empty() { String::new() } else { format!(": {}", reach.join(", ")) };
    let away = if person.backup.is_empty() { String::new() } else { format!("; when away, {}", person.backup) };
    format!("{}{reach}{away}", phrases::with_roles(person))
}

fn reach(person: &Person) -> Vec<&str> {
    [&person.phone, &person.email].into_iter().filter(|way| !way.is_empty()).map(String::as_str).collect()
}

/// That it was refused, and why.
fn rejected(shared: &Shared, signed: &super::shared::Signed) -> String {
    let what =
        format!("The {} was rejected on {} {}", signed.of, words::date(signed.on), phrases::by_whom(shared, signed));
    match signed.why_not.as_str() {
        "" => format!("{what}."),
        why => format!("{what}: {}", sentence(why)),
    }
}

/// Every yes to the handover or to what was delivered.
fn accepted(shared: &Shared) -> Vec<String> {
    let named = |signed: &&super::shared::Signed| !signed.theirs.is_empty() || !signed.ours.is_empty();
    let yes =
        shared.signatures.all.iter().filter(|signed| phrases::HANDOVER.contains(&signed.of) && signed.is_accepted);
    let yes = yes.filter(named);
    let verb = |of| if of == "handover" { "The handover was signed" } else { "What was delivered was accepted" };
    yes.map(|signed| format!("{} on {} {}.", verb(signed.of), words::date(signed.on), phrases::by_whom(shared, signed)))
        .collect()
}
