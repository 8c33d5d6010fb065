//! Keys that should be set from a step on, if something shows that they matter: one row each.

use crate::check::Topic;
use crate::check::prelude::*;

/// How the customer does it now is not set.
pub const TODAY_UNKNOWN: Check = Check {
    id: "today-unknown",
    about: Span::Cycle,
    summary: "how the customer does it now is not recorded",
    why: "You cannot show that something is better without knowing how they work today.",
    remedy: "Watch them do it once, or ask who does it, how often and how long it takes. Write down a sentence or \
        two.",
    source: "nine-step customer engagement process, step 1: understand their current process",
    fires: &[("cycle-1/01-hypothesis", "belief: search must work without a network\n")],
    silent: &[(
        "cycle-1/01-hypothesis",
        "today: they ring the archive, 25 minutes a report\nbelief: search must work without a network\n",
    )],
    run: One(|scene| {
        // Once on site they have seen it, and an earlier cycle's answer still counts.
        let entry = scene.unanswered_since(|answers| answers.today.is_some());
        let entry = entry.filter(|_| scene.stands(Step::Select..=Step::Dev))?;
        let sentence = "how the customer does it now is not recorded";
        Some(scene.asks(entry.id, "today", sentence, ["today=HOW THEY DO IT NOW"]))
    }),
    ..Check::of(Topic::Method, Step::Select)
};

/// Nobody recorded a stop criterion.
pub const NO_STOP_CRITERION: Check = Check {
    id: "no-stop-criterion",
    level: Level::Advice,
    about: Span::Cycle,
    summary: "there is no stop criterion",
    why: "If you agree beforehand on what would end the work, you can stop early, before it costs the customer more \
        time.",
    remedy: "Name one thing that, if it turns out to be true, means that the work is not worth the customer's time.",
    source: "nine-step customer engagement process, step 1: a hypothesis names what would refute it",
    both: &[("cycle-1/01-hypothesis", "today: they ring the archive\n")],
    silent: &[("cycle-1/01-hypothesis", "stop_if: fewer than 7 pages in 10 can be read\n")],
    run: One(|scene| {
        // Asked when both sides commit; during building and demonstrating, other things matter more.
        let entry = scene.unanswered_since(|answers| answers.stop_if.is_some());
        let entry = entry.filter(|_| scene.stands(Step::Select..=Step::Select))?;
        let sentence = "there is no stop criterion";
        Some(scene.asks(entry.id, "stop_if", sentence, ["stop_if=WHAT WOULD END IT"]))
    }),
    ..Check::of(Topic::Method, Step::Select)
};

/// Nobody rehearsed the demonstration.
pub const NOT_REHEARSED: Check = Check {
    id: "not-rehearsed",
    level: Level::Advice,
    about: Span::Cycle,
    summary: "the demo was not rehearsed",
    why: "A demo that no colleague has seen fails for the first time in front of the customer.",
    source: "nine-step customer engagement process, step 4",
    remedy: "Show it to a colleague from start to finish, on the machine it will run on, and record the day.",
    both: &[("cycle-1/04-dev", "prototype: search in flight mode\n")],
    silent: &[("cycle-1/04-dev", "rehearsed: 2026-03-04\n")],
    run: One(|scene| {
        // After the demonstration there is nothing left to rehearse.
        let entry = scene.last_stay(Step::Dev).filter(|_| scene.stands(Step::Onsite..=Step::Demo))?;
        let blank = matches!(&entry.answers, Answers::Dev(dev) if dev.rehearsed.is_none());
        let sentence = "the demo was not rehearsed";
        blank.then(|| scene.asks(entry.id, "rehearsed", sentence, ["rehearsed=DATE"]))
    }),
    ..Check::of(Topic::Method, Step::Onsite)
};

/// The cycle left dev, and what was built is not set.
pub const NOTHING_BUILT: Check = Check {
    id: "nothing-built",
    about: Span::Cycle,
    summary: "the cycle moved on from dev without recording what was built",
    why: "Without something to try, a trip or a demo is just a meeting. What is not written down cannot be built on \
        in the next round.",
    remedy: "Describe in one sentence what was built. If nothing was built, go back to dev.",
    source: "nine-step customer engagement process, steps 4 and 5: a prototype is built, then installed",
    both: &[("cycle-1/04-dev", "prototype: search in flight mode\n")],
    silent: &[("cycle-1/04-dev", "built: index of the 1988 series, 5.2 GB\n")],
    run: One(|scene| {
        // once it was shown, `shown` says what was built
        let entry = scene.last_stay(Step::Dev).filter(|_| scene.stands(Step::Onsite..=Step::Demo))?;
        let blank = matches!(&entry.answers, Answers::Dev(dev) if dev.built.is_none());
        let sentence = "what was built is not recorded";
        let back = scene.to("advance").flag("to", "dev");
        blank.then(|| scene.asks(entry.id, "built", sentence, ["built=WHAT WAS BUILT"]).or(back))
    }),
    ..Check::of(Topic::Method, Step::Onsite)
};

/// The after-action review is over and was not reported to management.
pub const NOT_REPORTED: Check = Check {
    id: "not-reported",
    about: Span::Cycle,
    summary: "the after-action review ended without a report to management",
    why: "Management decides on the next cycle either way. Without the report, it decides based on hearsay.",
    remedy: "Send the after-action report to the person who decides, and record when and to whom.",
    source: "nine-step customer engagement process, step 8: report to management",
    both: &[("cycle-1/08-after-action", "summary: two rounds in a week\n")],
    silent: &[("cycle-1/08-after-action", "reported:\n  \"on\": 2026-03-09\n  to: the delivery board\n")],
    run: One(|scene| {
        let entry = scene.last_stay(Step::AfterAction).filter(|_| scene.stands(Step::PlanNext..=Step::PlanNext))?;
        let blank = matches!(&entry.answers, Answers::AfterAction(review) if review.reported.is_none());
        let sentence = "no report to management is recorded";
        blank.then(|| scene.asks(entry.id, "reported", sentence, ["reported.on=DATE", "reported.to=TO WHOM"]))
    }),
    ..Check::of(Topic::Method, Step::PlanNext)
};

/// There are terms, and the kind of sale is not set.
///
/// It applies once there are terms: a contract, a price to be paid or a budget. Before that nothing is being sold.
pub const SALE_UNDECLARED: Check = Check {
    id: "sale-undeclared",
    formal: true,
    level: Level::Advice,
    summary: "there are terms, but the kind of sale (tactical or strategic) is not set",
    why: "A single deal and a long-term account justify different investments. If nobody says which it is, \
        colleagues pull in different directions.",
    remedy: "Agree among yourselves whether this is a single deal (tactical) or a long-term account (strategic), and \
        record it.",
    source: "ten common errors of customer engagements: the kind of sale",
    fires: &[("engagement", "pricing: time-and-materials\nbudget:\n  amount: 48000\n  currency: EUR\n")],
    silent: &[(
        "engagement",
        "sale: tactical\npricing: time-and-materials\nbudget:\n  amount: 48000\n  currency: EUR\n",
    )],
    run: One(|scene| {
        let charter = scene.charter_without(|charter| charter.sale.is_some())?;
        let paid = matches!(charter.pricing, Some(Pricing::TimeAndMaterials | Pricing::FixedPrice));
        let candidates =
            [(charter.contract.is_some(), "a contract"), (paid, "a price"), (charter.budget.is_some(), "a budget")];
        let terms: Vec<_> = candidates.into_iter().filter(|(holds, _)| *holds).map(|(_, what)| what).collect();
        let sentence = format!("there is {}, but the kind of sale is not set", words::and_list(&terms));
        let finding = || scene.asks(Reference::Engagement, "sale", sentence, ["sale=tactical"]).note("or strategic");
        (!terms.is_empty()).then(finding)
    }),
    ..Check::of(Topic::Terms, Step::Select)
};

/// Law matters here, and no regulation is recorded.
///
/// It applies once there is a sign of it: data of theirs in our hands, or a legal requirement.
pub const REGULATIONS_UNCHECKED: Check = Check {
    id: "regulations-unchecked",
    summary: "we had the customer's data or there is a regulatory requirement, but no regulations are recorded",
    why: "The law decides where data may be stored and who may see it. Find out before anyone copies it.",
    remedy: "Ask the customer which laws and rules apply, and record them. If none apply, record that too.",
    source: "ten common errors of customer engagements: regulations",
    at: Step::Onsite,
    fires: &[
        ("cycle-1/02-validate", "it_maturity: 3\nsecurity_maturity: 4\n"),
        ("cycle-1/05-onsite", "data: The 1988 series, 6,128 reports\n"),
    ],
    silent: &[
        ("engagement", "regulations:\n  - 'GDPR: accident reports name injured people'\n"),
        ("cycle-1/02-validate", "it_maturity: 3\nsecurity_maturity: 4\n"),
        ("cycle-1/05-onsite", "data: The 1988 series, 6,128 reports\n"),
    ],
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
    ..Check::of(Topic::Terms, Step::Select)
};

/// Something stays running at the customer's, and nobody is trained for it.
///
/// It applies once the charter says what stays; `nothing …` counts as nothing. Training owed or given is a plan.
pub const TRAINING_UNPLANNED: Check = Check {
    id: "training-unplanned",
    formal: true,
    summary: "something stays running with the customer, but no training is planned or given",
    why: "If nobody there can run it, it is switched off at the first error message.",
    remedy: "Agree on who on the customer's side learns what, and record it in `training.owed`.",
    source: "ten common errors of customer engagements: training",
    both: &[("engagement", "final_state: Search runs on six tablets\n")],
    silent: &[("engagement", "training:\n  owed: [An hour at the berth for each inspector]\n")],
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
    ..Check::of(Topic::Terms, Step::Adjust)
};

/// Something of ours will run on the customer's machines, and their IT maturity is not set.
///
/// It applies once there is a sign that it matters: another question about their maturity is answered, something was
/// installed, a technical requirement is recorded, or someone of theirs is named for operations.
pub const IT_MATURITY_UNKNOWN: Check = Check {
    id: "it-maturity-unknown",
    formal: true,
    summary: "the customer's IT maturity is not rated, although it matters here",
    why: "What their people cannot deploy, run and change stays a demo, however well it works on site.",
    remedy: "Ask how they build, run and change software, and rate it from 1 (ad hoc) to 5 (optimising).",
    source: "ten common errors of customer engagements: IT maturity",
    at: Step::Onsite,
    fires: &[("cycle-1/05-onsite", "installed: Viewer and index on two of their tablets\n")],
    silent: &[
        ("cycle-1/02-validate", "it_maturity: 3\n"),
        ("cycle-1/05-onsite", "installed: Viewer and index on two of their tablets\n"),
    ],
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
    ..Check::of(Topic::Terms, Step::Dev)
};

/// Their security is at stake, and their security maturity is not set.
///
/// It applies once there is a sign that it matters: we had data of theirs, a security or legal requirement
/// is recorded, a security architect is named, or their IT maturity was rated without it.
pub const SECURITY_MATURITY_UNKNOWN: Check = Check {
    id: "security-maturity-unknown",
    formal: true,
    summary: "the customer's security maturity is not rated, although it matters here",
    why: "If it is high, we wait for approvals that nobody planned. If it is low, their risk becomes ours.",
    remedy: "Ask who approves what runs on their network, and rate it from 1 (ad hoc) to 5 (optimising).",
    source: "ten common errors of customer engagements: security maturity",
    at: Step::Onsite,
    fires: &[("cycle-1/05-onsite", "data: The 1988 series, 6,128 reports\n")],
    silent: &[
        ("cycle-1/02-validate", "security_maturity: 4\n"),
        ("cycle-1/05-onsite", "data: The 1988 series, 6,128 reports\n"),
    ],
    run: One(|scene| {
        let signs = [
            (scene.had_their_data(), "we had the customer's data"),
            (!scene.guarding().is_empty(), "there is a security or regulatory requirement"),
            (!scene.holders(Role::SecurityArchitect).is_empty(), "a security architect is named"),
            (scene.met().any(|(_, answers)| answers.it_maturity.is_some()), "their IT maturity was rated"),
        ];
        scene.unrated("security_maturity", "security maturity", |answers| answers.security_maturity.is_some(), &signs)
    }),
    ..Check::of(Topic::Terms, Step::Dev)
};

/// The fit of a requirement that is built for is not set.
pub const FIT_UNKNOWN: Check = Check {
    id: "fit-unknown",
    formal: true,
    summary: "a requirement has no fit assessment",
    why: "The gap that is discovered last costs the most.",
    remedy: "Compare each requirement with our product, and set `fit` to full, partial (then also set `delta`) or \
        none.",
    source: "nine-step customer engagement process: fit and delta of each requirement",
    both: &[("requirements/offline", "statement: Search works offline\nclass: user\nraised: 2026-03-02\n")],
    silent: &[("requirements/offline", "fit: full\n")],
    run: Each(|scene| {
        let lack = Lack {
            check: "fit-unknown",
            is_blank: |one| one.fit.is_none() && one.status != Some(Status::Delivered),
            key: "fit",
            one: "has no fit assessment",
            many: "have no fit assessment",
            set: "fit=full",
            hint: "or partial, none",
        };
        scene.lacking(&lack)
    }),
    ..Check::of(Topic::Requirements, Step::Dev)
};

/// A requirement has a gap, and the plan to close it is not set.
pub const DELTA_WITHOUT_PLAN: Check = Check {
    id: "delta-without-plan",
    formal: true,
    summary: "our product meets a requirement only in part or not at all, and there is no plan for the gap",
    why: "A gap without a plan is a promise that nobody will keep. Leaving it open is also a plan, if you record it.",
    remedy: "Decide with the customer how to close the gap: build, buy, partner or drop.",
    source: "nine-step customer engagement process: fit and delta of each requirement",
    both: &[(
        "requirements/offline",
        "statement: Search works offline\nclass: user\nraised: 2026-03-02\nfit: partial\n\
             delta: The index is too big for a tablet\n",
    )],
    silent: &[("requirements/offline", "delta_plan:\n  how: build\n")],
    run: Each(|scene| {
        let lack = Lack {
            check: "delta-without-plan",
            is_blank: |one| {
                let gap =
                    matches!(one.fit, Some(Fit::Partial | Fit::None)) || (one.fit.is_none() && one.delta.is_some());
                gap && one.delta_plan.is_none() && one.status != Some(Status::Delivered)
            },
            key: "delta_plan",
            one: "has a gap and no plan to close it",
            many: "have a gap and no plan to close it",
            set: "delta_plan.how=build",
            hint: "or buy, partner, drop",
        };
        scene.lacking(&lack)
    }),
    ..Check::of(Topic::Requirements, Step::Dev)
};

/// Requirements that are built for have no rank.
///
/// A single one needs none, and delivered ones are no longer ranked.
pub const REQUIREMENT_UNRANKED: Check = Check {
    id: "requirement-unranked",
    formal: true,
    summary: "a requirement of the current build has no priority",
    why: "Without the customer's ranking, the easiest is built first, and time runs out before what they need most.",
    remedy: "Ask the customer to rank what is open, 1 first, and record who did it in `ranked_by`.",
    source: "nine-step customer engagement process: requirements are ranked by the customer",
    both: &[
        ("requirements/offline", "statement: Search works offline\nclass: user\nraised: 2026-03-02\n"),
        ("requirements/years", "statement: All years are in\nclass: user\nraised: 2026-03-02\npriority: 1\n"),
    ],
    silent: &[("requirements/offline", "priority: 2\n")],
    run: Each(|scene| {
        let lack = Lack {
            check: "requirement-unranked",
            is_blank: |one| one.priority.is_none() && one.status != Some(Status::Delivered),
            key: "priority",
            one: "has no priority",
            many: "have no priority",
            set: "priority=NUMBER",
            hint: "1 first",
        };
        // a single one needs no rank, and delivered ones are no longer ranked
        let open = scene.built_for().into_iter().filter(|(_, one)| one.status != Some(Status::Delivered));
        if open.count() < 2 { vec![] } else { scene.lacking(&lack) }
    }),
    ..Check::of(Topic::Requirements, Step::Dev)
};

/// A requirement that is built for has no acceptance test.
///
/// What the customer has accepted no longer needs a test.
pub const REQUIREMENT_UNTESTED: Check = Check {
    id: "requirement-untested",
    summary: "a requirement of the current build has no acceptance test",
    why: "Without a test agreed beforehand, the mood on the last day decides whether it is done.",
    remedy: "Agree with the person who asked for it, in one sentence, on what will show that it is met.",
    source: "nine-step customer engagement process: acceptance of each requirement",
    both: &[("requirements/offline", "statement: Search works offline\nclass: user\nraised: 2026-03-02\n")],
    silent: &[("requirements/offline", "acceptance: No search fails in flight mode from 07:00 to 15:00\n")],
    run: Each(|scene| {
        let lack = Lack {
            check: "requirement-untested",
            is_blank: |one| one.acceptance.is_none() && one.accepted.is_none(),
            key: "acceptance",
            one: "has no acceptance test",
            many: "have no acceptance test",
            set: "acceptance=THE TEST",
            hint: "",
        };
        scene.lacking(&lack)
    }),
    ..Check::of(Topic::Requirements, Step::Dev)
};

#[cfg(test)]
mod tests;
