//! Keys that should be set from a step on, if something shows that they matter: one row each.

use crate::check::prelude::*;

/// How the customer does it now is not set.
pub const TODAY_UNKNOWN: Check = Check {
    about: Span::Cycle,
    run: One(|scene| {
        // Once on site they have seen it, and an earlier cycle's answer still counts.
        let entry = scene.unanswered_since(|answers| answers.today.is_some());
        let entry = entry.filter(|_| scene.stands(Step::Select..=Step::Dev))?;
        let sentence = "how the customer does it now is not recorded";
        Some(scene.asks(entry.id, "today", sentence, ["today=HOW THEY DO IT NOW"]))
    }),
    ..row!("today-unknown", Method, Select)
};

/// Nobody recorded a stop criterion.
pub const NO_STOP_CRITERION: Check = Check {
    level: Level::Advice,
    about: Span::Cycle,
    run: One(|scene| {
        // Asked when both sides commit; during building and demonstrating, other things matter more.
        let entry = scene.unanswered_since(|answers| answers.stop_if.is_some());
        let entry = entry.filter(|_| scene.stands(Step::Select..=Step::Select))?;
        let sentence = "there is no stop criterion";
        Some(scene.asks(entry.id, "stop_if", sentence, ["stop_if=WHAT WOULD END IT"]))
    }),
    ..row!("no-stop-criterion", Method, Select)
};

/// Nobody rehearsed the demonstration.
pub const NOT_REHEARSED: Check = Check {
    level: Level::Advice,
    about: Span::Cycle,
    run: One(|scene| {
        // After the demonstration there is nothing left to rehearse.
        let entry = scene.last_stay(Step::Dev).filter(|_| scene.stands(Step::Onsite..=Step::Demo))?;
        let blank = matches!(&entry.answers, Answers::Dev(dev) if dev.rehearsed.is_none());
        let sentence = "the demo was not rehearsed";
        blank.then(|| scene.asks(entry.id, "rehearsed", sentence, ["rehearsed=DATE"]))
    }),
    ..row!("not-rehearsed", Method, Onsite)
};

/// The cycle left dev, and what was built is not set.
pub const NOTHING_BUILT: Check = Check {
    about: Span::Cycle,
    run: One(|scene| {
        // once it was shown, `shown` says what was built
        let entry = scene.last_stay(Step::Dev).filter(|_| scene.stands(Step::Onsite..=Step::Demo))?;
        let blank = matches!(&entry.answers, Answers::Dev(dev) if dev.built.is_none());
        let sentence = "what was built is not recorded";
        let back = scene.to("advance").flag("to", "dev");
        blank.then(|| scene.asks(entry.id, "built", sentence, ["built=WHAT WAS BUILT"]).or(back))
    }),
    ..row!("nothing-built", Method, Onsite)
};

/// The after-action review is over and was not reported to management.
pub const NOT_REPORTED: Check = Check {
    about: Span::Cycle,
    run: One(|scene| {
        let entry = scene.last_stay(Step::AfterAction).filter(|_| scene.stands(Step::PlanNext..=Step::PlanNext))?;
        let blank = matches!(&entry.answers, Answers::AfterAction(review) if review.reported.is_none());
        let sentence = "no report to management is recorded";
        blank.then(|| scene.asks(entry.id, "reported", sentence, ["reported.on=DATE", "reported.to=TO WHOM"]))
    }),
    ..row!("not-reported", Method, PlanNext)
};

/// There are terms, and the kind of sale is not set.
///
/// It applies once there are terms: a contract, a price to be paid or a budget. Before that nothing is being sold.
pub const SALE_UNDECLARED: Check = Check {
    formal: true,
    level: Level::Advice,
    run: One(|scene| {
        let charter = scene.charter_without(|charter| charter.sale.is_some())?;
        let paid = matches!(charter.pricing, Some(Pricing::TimeAndMaterials | Pricing::FixedPrice));
        let candidates =
            [(charter.contract.is_some(), "a contract"), (paid, "a price"), (charter.budget.is_some(), "a budget")];
        let terms: Vec<_> = candidates.into_iter().filter(|(holds, _)| *holds).map(|(_, what)| what).collect();
        let sentence = format!("there is {}, but the kind of sale is not set", words::and_list(&terms));
        let finding =
            || scene.asks(Reference::Engagement, "sale", sentence, ["sale=WHICH"]).note("tactical or strategic");
        (!terms.is_empty()).then(finding)
    }),
    ..row!("sale-undeclared", Terms, Select)
};

/// Law matters here, and no regulation is recorded.
///
/// It applies once there is a sign of it: data of theirs in our hands, or a legal requirement.
pub const REGULATIONS_UNCHECKED: Check = Check {
    run: One(|scene| {
        scene.charter_without(|charter| !charter.regulations.is_empty())?;
        let sign = match scene.live_requirements().find(|(_, one)| one.class == Class::Regulatory) {
            Some((_, one)) => {
                format!("`{}` is a regulatory requirement", one.statement.one_line().trim_end_matches('.'))
            }
            None if scene.had_their_data() => "we had the customer's data".to_owned(),
            None => return None,
        };
        let sentence = format!("{sign}, but no regulations are recorded");
        Some(scene.asks(Reference::Engagement, "regulations", sentence, ["regulations+=WHICH, AND WHAT IT ASKS"]))
    }),
    ..row!("regulations-unchecked", Terms, Select)
};

/// Something stays running at the customer's, and nobody is trained for it.
///
/// It applies once the charter says what stays; `nothing …` counts as nothing. Training owed or given is a plan.
pub const TRAINING_UNPLANNED: Check = Check {
    formal: true,
    run: One(|scene| {
        scene.stays()?;
        let is_planned = |charter: &Charter| {
            charter.training.as_ref().is_some_and(|training| !training.owed.is_empty() || !training.given.is_empty())
        };
        scene.charter_without(is_planned)?;
        let sentence =
            format!("something stays running with {}, but no training is planned", scene.engagement.customer());
        Some(scene.asks(Reference::Engagement, "training", sentence, ["training.owed+=WHO LEARNS WHAT"]))
    }),
    ..row!("training-unplanned", Terms, Adjust)
};

/// Something of ours will run on the customer's machines, and their IT maturity is not set.
///
/// It applies once there is a sign that it matters: another question about their maturity is answered, something was
/// installed, a technical requirement is recorded, or someone of theirs is named for operations.
pub const IT_MATURITY_UNKNOWN: Check = Check {
    formal: true,
    run: One(|scene| {
        let runs = scene.holders(Role::Operations).iter().any(|(_, person)| person.side == Side::Customer);
        let signs = [
            (scene.installed(), "something was installed"),
            (scene.met().any(|(_, answers)| answers.security_maturity.is_some()), "their security maturity was rated"),
            (scene.met().any(|(_, answers)| answers.it_practices.is_some()), "their software practices are recorded"),
            (scene.met().any(|(_, answers)| answers.adoption.is_some()), "their adoption was assessed"),
            (
                scene.live_requirements().any(|(_, one)| one.class == Class::Technical),
                "there is a technical requirement",
            ),
            (runs, "someone on their side is in operations"),
        ];
        scene.unrated("it_maturity", "IT maturity", |answers| answers.it_maturity.is_some(), &signs)
    }),
    ..row!("it-maturity-unknown", Terms, Dev)
};

/// Their security is at stake, and their security maturity is not set.
///
/// It applies once there is a sign that it matters: we had data of theirs, a security or legal requirement
/// is recorded, a security architect is named, or their IT maturity was rated without it.
pub const SECURITY_MATURITY_UNKNOWN: Check = Check {
    formal: true,
    run: One(|scene| {
        let signs = [
            (scene.had_their_data(), "we had the customer's data"),
            (!scene.guarding().is_empty(), "there is a security or regulatory requirement"),
            (!scene.holders(Role::SecurityArchitect).is_empty(), "a security architect is named"),
            (scene.met().any(|(_, answers)| answers.it_maturity.is_some()), "their IT maturity was rated"),
        ];
        scene.unrated("security_maturity", "security maturity", |answers| answers.security_maturity.is_some(), &signs)
    }),
    ..row!("security-maturity-unknown", Terms, Dev)
};

/// The fit of a requirement that is built for is not set.
pub const FIT_UNKNOWN: Check = Check {
    formal: true,
    run: Lacking(&Lack {
        is_blank: |one| one.fit.is_none() && one.status != Some(Status::Delivered),
        key: "fit",
        one: "has no fit assessment",
        set: "fit=full",
        hint: "or partial, none",
    }),
    ..row!("fit-unknown", Requirements, Dev)
};

/// A requirement has a gap, and the plan to close it is not set.
pub const DELTA_WITHOUT_PLAN: Check = Check {
    formal: true,
    run: Lacking(&Lack {
        is_blank: |one| {
            let gap = matches!(one.fit, Some(Fit::Partial | Fit::None)) || (one.fit.is_none() && one.delta.is_some());
            gap && one.delta_plan.is_none() && one.status != Some(Status::Delivered)
        },
        key: "delta_plan",
        one: "has a gap and no plan to close it",
        set: "delta_plan.how=build",
        hint: "or buy, partner, drop",
    }),
    ..row!("delta-without-plan", Requirements, Dev)
};

/// Requirements that are built for have no rank.
///
/// A single one needs none, and delivered ones are no longer ranked.
pub const REQUIREMENT_UNRANKED: Check = Check {
    formal: true,
    run: Each(|scene| {
        let lack = Lack {
            is_blank: |one| one.priority.is_none() && one.status != Some(Status::Delivered),
            key: "priority",
            one: "has no priority",
            set: "priority=NUMBER",
            hint: "1 first",
        };
        // a single one needs no rank, and delivered ones are no longer ranked
        let open = scene.built_for().into_iter().filter(|(_, one)| one.status != Some(Status::Delivered));
        if open.count() < 2 { vec![] } else { scene.lacking("requirement-unranked", &lack) }
    }),
    ..row!("requirement-unranked", Requirements, Dev)
};

/// A requirement that is built for has no acceptance test.
///
/// What the customer has accepted no longer needs a test.
pub const REQUIREMENT_UNTESTED: Check = Check {
    run: Lacking(&Lack {
        is_blank: |one| one.acceptance.is_none() && one.accepted.is_none(),
        key: "acceptance",
        one: "has no acceptance test",
        set: "acceptance=THE TEST",
        hint: "",
    }),
    ..row!("requirement-untested", Requirements, Dev)
};

#[cfg(test)]
mod tests;
