//! The statement of work: what both sides set out to do in a cycle, and how both will know.

use serde::Serialize;

use super::phrases::{self, Agreed, Line, period, sentence};
use super::shared::{self, Shared};
use crate::model::step::Step;
use crate::model::words;

/// Everything the template can place; what does not apply is empty.
#[derive(Debug, Serialize)]
pub struct View {
    title: String,
    customer: String,
    us: String,
    cycle: u32,
    as_of: String,
    mission: String,
    contract: String,
    ended: String,
    today: String,
    need: String,
    benefit: String,
    adjusted: String,
    aim: String,
    begins: String,
    case: Case,
    goals: Vec<Goal>,
    requirements: Vec<Requirement>,
    scope_in: String,
    scope_out: String,
    deliverables: Vec<Deliverable>,
    customer_provides: Vec<String>,
    conditions: Vec<String>,
    regulations: String,
    prototype: String,
    work: Vec<String>,
    cadence: String,
    people: Vec<Side>,
    cost: String,
    agreed: Vec<Agreed>,
    signed: Vec<String>,
    unsigned: Vec<String>,
    as_delivered: Vec<String>,
    lines: Vec<Line>,
}

/// Why it is worth going on, once they try it out.
#[derive(Debug, Serialize)]
pub struct Case {
    applies: bool,
    proved: Vec<String>,
    asked: Vec<String>,
}

/// A goal as it is proposed.
#[derive(Debug, Serialize)]
pub struct Goal {
    statement: String,
    criterion: String,
    limits: String,
    responsible: String,
    due: String,
}

/// A requirement, and the test that shows it.
#[derive(Debug, Serialize)]
pub struct Requirement {
    statement: String,
    acceptance: String,
}

/// Something that is delivered, by when and for which goal.
#[derive(Debug, Serialize)]
pub struct Deliverable {
    what: String,
    due: String,
    goal: String,
}

/// The people of one side in a line.
#[derive(Debug, Serialize)]
pub struct Side {
    side: String,
    who: String,
}

/// The statement of work of a cycle.
pub fn view(shared: &Shared) -> View {
    let terms = &shared.terms;
    let until = terms.contract_ends.map(|day| format!("until {}", words::date(day)));
    let contract: Vec<_> =
        [Some(terms.contract.clone()), until].into_iter().flatten().filter(|part| !part.is_empty()).collect();
    let is_off = shared.ending.as_ref().is_some_and(|ending| ending.is_called_off);
    View {
        title: shared.title.clone(),
        customer: shared.customer.clone(),
        us: phrases::us(shared),
        cycle: shared.cycle,
        as_of: phrases::day(shared.as_of),
        mission: shared.mission.clone(),
        contract: contract.join(", "),
        ended: phrases::ended(shared),
        today: sentence(&shared.need.today),
        need: sentence(&shared.need.needed),
        benefit: sentence(&shared.need.benefit),
        adjusted: sentence(&shared.need.adjusted),
        aim: sentence(&shared.aim.aim),
        begins: phrases::day(shared.aim.from),
        case: case(shared),
        goals: shared.goals.iter().map(goal).collect(),
        requirements: requirements(shared),
        scope_in: terms.scope_in.join("; "),
        scope_out: terms.scope_out.join("; "),
        deliverables: terms.deliverables.iter().map(deliverable).collect(),
        customer_provides: terms.customer_provides.clone(),
        conditions: conditions(shared),
        regulations: terms.regulations.join("; "),
        prototype: sentence(&shared.work.prototype),
        work: if is_off { vec![] } else { work(shared) },
        cadence: terms.cadence.filter(|_| !is_off).map(cadence).unwrap_or_default(),
        people: people(shared),
        cost: cost(&terms.price),
        agreed: shared.agreed.iter().map(phrases::agreed).collect(),
        signed: signed(shared),
        unsigned: shared.signatures.unsigned.clone(),
        as_delivered: shared.signatures.accepted.clone(),
        lines: lines(shared),
    }
}

fn case(shared: &Shared) -> Case {
    let proved = |goal: &shared::Goal| {
        let mut how = vec![];
        how.extend(goal.judged.map(|day| format!("met on {}", words::date(day))));
        if !goal.accepted_by.is_empty() {
            how.push(format!("accepted by {}", goal.accepted_by));
        }
        let how = if how.is_empty() { String::new() } else { format!(" ({})", how.join(", ")) };
        format!("{}{how}", phrases::clause(&goal.agreed().statement))
    };
    let open = shared.requirements.iter().filter(|asked| asked.is_of_deciders && !asked.is_settled());
    let met = shared.earlier.iter().chain(&shared.goals).filter(|goal| goal.is_met());
    Case {
        applies: matches!(shared.adoption.as_str(), "proving" | "operating"),
        proved: met.map(proved).collect(),
        asked: open.map(|asked| asked.statement.clone()).collect(),
    }
}

fn goal(goal: &shared::Goal) -> Goal {
    let sides = [(&goal.promise.responsible, "for us"), (&goal.theirs, "for you")];
    let named = sides.into_iter().filter(|(name, _)| !name.is_empty());
    let responsible: Vec<_> = named.map(|(name, side)| format!("{name} {side}")).collect();
    Goal {
        statement: goal.promise.statement.clone(),
        criterion: goal.promise.criterion.clone(),
        limits: goal.promise.limits.clone(),
        responsible: words::and_list(&responsible),
        due: phrases::day(goal.promise.due),
    }
}

/// Those that this cycle is to meet: not given up, and not accepted before its scope was chosen.
fn requirements(shared: &Shared) -> Vec<Requirement> {
    let entered = &shared.work.entered;
    let began = entered.get(&Step::Select).or_else(|| entered.values().min());
    let earlier = |asked: &&shared::Requirement| asked.accepted_on.is_some_and(|on| began.is_some_and(|day| on < *day));
    let here = shared.requirements.iter().filter(|asked| !asked.is_dropped && !earlier(asked));
    here.map(|asked| Requirement { statement: sentence(&asked.statement), acceptance: asked.acceptance.clone() })
        .collect()
}

fn conditions(shared: &Shared) -> Vec<String> {
    let footprint = &shared.work.footprint;
    let at_site = (!footprint.is_empty()).then(|| format!("What we take up while we are with you: {footprint}"));
    let terms = &shared.terms;
    let accept = terms.acceptance_days.map(|days| {
        let customer = &shared.customer;
        format!("Acceptance: {customer} has {} to accept or reject a deliverable", words::count(days, "day"))
    });
    let told = |label: &str, words: &str| (!words.is_empty()).then(|| format!("{label}: {words}"));
    let risks = terms.partners.iter().filter_map(|one| told(&format!("Risk with {}", one.name), &one.risk));
    let own = told("Ownership of what is built", &terms.ownership);
    let bends = told("Flexibility of the contract", &terms.flexibility);
    terms.conditions.iter().cloned().chain(at_site).chain(accept).chain(own).chain(bends).chain(risks).collect()
}

fn deliverable(one: &shared::Deliverable) -> Deliverable {
    let what = phrases::clause(&one.what).to_owned();
    Deliverable { what, due: phrases::day(one.due), goal: phrases::clause(&one.goal).to_owned() }
}

/// The steps still before us when the scope is agreed, with the days as far as they are known.
fn work(shared: &Shared) -> Vec<String> {
    let work = &shared.work;
    let site = if work.site.is_empty() { String::new() } else { format!(" at {}", work.site) };
    let from = |step| work.entered.get(&step).map(|day| format!("from {}", words::date(*day))).unwrap_or_default();
    let visit = Some(period(work.visit)).filter(|visit| !visit.is_empty());
    let shown = phrases::days(work.demos.iter().copied());
    let shown = if shown.is_empty() { from(Step::Demo) } else { format!("on {shown}") };
    let steps = [
        ("We build the prototype".to_owned(), from(Step::Dev)),
        (format!("We install it and test it with you{site}"), visit.unwrap_or_else(|| from(Step::Onsite))),
        ("We show it to you and take your feedback".to_owned(), shown),
        ("We adjust it to that, and repeat these steps or wrap up".to_owned(), from(Step::Adjust)),
        ("We look back together: what happened, why, and what to do better".to_owned(), from(Step::AfterAction)),
        ("We plan what comes next with you, or end here".to_owned(), from(Step::PlanNext)),
    ];
    let line =
        |(what, when): (String, String)| if when.is_empty() { sentence(&what) } else { format!("{what}, {when}.") };
    steps.into_iter().map(line).collect()
}

fn cadence(days: usize) -> String {
    format!("At least every {} there is something that you can judge.", words::count(days, "day"))
}

fn people(shared: &Shared) -> Vec<Side> {
    let people = &shared.people;
    let who = |people: &[shared::Person]| people.iter().map(phrases::with_roles).collect::<Vec<_>>();
    let firms = shared.terms.partners.iter().map(|shared::Partner { name, role, .. }| {
        if role.is_empty() { name.clone() } else { format!("{name} ({})", phrases::clause(role)) }
    });
    let of_partners = people.partners.iter().map(|person| match person.organization.as_str() {
        "" => phrases::with_roles(person),
        place => format!("{} of {place}", phrases::with_roles(person)),
    });
    let sides = [
        (shared.customer.clone(), who(&people.theirs)),
        (phrases::our_side(shared), who(&people.ours)),
        ("Partners".to_owned(), firms.chain(of_partners).collect()),
    ];
    let named = sides.into_iter().filter(|(_, who)| !who.is_empty());
    named.map(|(side, who)| Side { side, who: words::and_list(&who) }).collect()
}

/// `paid by time and materials, within a budget of EUR 48,000.00 for the engagement`.
fn cost(price: &shared::Price) -> String {
    match (price.how, price.budget.as_str()) {
        (how, "") => how.to_owned(),
        ("", budget) => format!("within a budget of {budget} for the engagement"),
        (how, budget) if price.is_fixed => format!("{how} of {budget} for the engagement"),
        (how, budget) => format!("{how}, within a budget of {budget} for the engagement"),
    }
}

/// The lines to sign on: none before there is something to sign, and after the end those that were signed.
fn lines(shared: &Shared) -> Vec<Line> {
    let is_over = shared.ending.is_some();
    let is_signed = [true, false].iter().any(|is_theirs| shared.signatures.last(&["scope"], *is_theirs).is_some());
    let is_bare = shared.goals.is_empty() && shared.requirements.is_empty();
    if is_bare || is_over && !is_signed {
        return vec![];
    }
    phrases::lines(shared, &["scope"], !is_over && !shared.signatures.unsigned.is_empty())
}

/// What there is to say of the signatures under the scope beside their lines.
fn signed(shared: &Shared) -> Vec<String> {
    let of_side = |is_theirs| shared.signatures.last(&["scope"], is_theirs);
    let (theirs, ours) = (of_side(true), of_side(false));
    let ours = ours.filter(|ours| theirs.is_none_or(|theirs| theirs.on != ours.on));
    let tells = |signed: &&shared::Signed| !signed.is_accepted || !shared.signatures.unsigned.is_empty();
    let mut last: Vec<_> = theirs.into_iter().chain(ours).filter(tells).collect();
    last.sort_by_key(|signed| signed.on);
    let told = last.into_iter().map(|signed| {
        let (on, by) = (words::date(signed.on), phrases::by_whom(shared, signed));
        match (signed.is_accepted, signed.why_not.as_str()) {
            (true, _) => format!("The scope was signed on {on} {by}."),
            (false, "") => format!("The scope was declined on {on} {by}."),
            (false, why) => format!("The scope was declined on {on} {by}: {}", sentence(why)),
        }
    });
    told.collect()
}
