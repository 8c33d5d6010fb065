//! When a blank key is reported, and when it is fine.

use super::*;

#[test]
fn how_they_do_it_now_is_asked_for_until_it_is_known_or_we_are_on_site() {
    TODAY_UNKNOWN.boundaries(
        "at: dev
         > the same
         at: onsite
         again_at: select
         > cycle-2/01-hypothesis:today: how the customer does it now is not recorded
         > engage set -e harbor-search --in cycle-2/01-hypothesis today=\"HOW THEY DO IT NOW\"
         again_at: select, cycle-1/01-hypothesis: {today: they ring the archive}
         walk: [cycle-1/01-hypothesis, cycle-1/02-hypothesis, cycle-1/03-select]
         > cycle-1/02-hypothesis:today: how the customer does it now is not recorded
         > engage set -e harbor-search --in cycle-1/02-hypothesis today=\"HOW THEY DO IT NOW\"
         walk: [cycle-1/01-hypothesis, cycle-1/02-hypothesis, cycle-1/03-select], cycle-1/02-hypothesis: {today: x}",
    );
}

#[test]
fn what_would_make_us_stop_is_asked_for_once_when_both_sides_commit() {
    NO_STOP_CRITERION.boundaries(
        "at: dev
         again_at: select
         > cycle-2/01-hypothesis:stop_if: there is no stop criterion
         > engage set -e harbor-search --in cycle-2/01-hypothesis stop_if=\"WHAT WOULD END IT\"
         again_at: select, cycle-1/01-hypothesis: {stop_if: nobody would use it}",
    );
}

#[test]
fn a_rehearsal_is_asked_for_up_to_the_demo() {
    NOT_REHEARSED.boundaries(
        "at: demo
         > the same
         at: adjust",
    );
}

#[test]
fn what_was_built_in_this_round_is_asked_for_up_to_the_demo() {
    NOTHING_BUILT.boundaries(
        "at: demo
         > the same
         at: adjust
         walk: [cycle-1/01-hypothesis, cycle-1/02-onsite]
         walk: [cycle-1/01-dev, cycle-1/02-demo]
         > cycle-1/01-dev:built: what was built is not recorded
         > engage set -e harbor-search --in cycle-1/01-dev built=\"WHAT WAS BUILT\"   # or: engage advance \
             harbor-search --to dev
         walk: [cycle-1/01-dev, cycle-1/02-demo, cycle-1/03-adjust, cycle-1/04-dev, cycle-1/05-demo], \
             cycle-1/04-dev: {built: an index}",
    );
}

#[test]
fn any_terms_ask_for_the_kind_of_sale() {
    SALE_UNDECLARED.boundaries(
        "engagement: {pricing: fixed-price, contract: {reference: PA-1}}
         > engagement:sale: there is a contract, a price and a budget, but the kind of sale is not set
         engagement: {pricing: fixed-price, budget: ~}
         > engagement:sale: there is a price, but the kind of sale is not set
         engagement: {pricing: no-charge, budget: ~}
         engagement: {pricing: ~, budget: ~}",
    );
}

#[test]
fn the_law_or_their_data_ask_for_regulations() {
    REGULATIONS_UNCHECKED.boundaries(
        "cycle-1/05-onsite: {data: ~}
         cycle-1/05-onsite: {data: ~}, artifacts/a: {what: logs, class: data, on: 2026-03-05}
         > the same
         requirements/x: {statement: No reports leave., class: regulatory, raised: 2026-03-02}
         > engagement:regulations: `No reports leave` is a regulatory requirement, but no regulations are recorded
         cycle-1/05-onsite: {data: ~}, \
             requirements/x: {statement: x, class: regulatory, raised: 2026-03-02, status: dropped}",
    );
}

#[test]
fn training_is_asked_for_where_something_stays_and_none_is_owed_or_given() {
    TRAINING_UNPLANNED.boundaries(
        "engagement: {training: {given: [an hour at the berth]}}
         engagement: {final_state: Nothing of ours stays.}
         engagement: {final_state: none}
         engagement: {final_state: ~}",
    );
}

#[test]
fn each_sign_that_their_it_matters_asks_for_its_maturity() {
    let bare = Example::of(&IT_MATURITY_UNKNOWN).with("cycle-1/05-onsite: {installed: ~}");
    bare.boundaries(
        "at: onsite
         cycle-1/02-validate: {security_maturity: 2}
         > cycle-1/02-validate:it_maturity: their security maturity was rated, but Harbor's IT maturity is not rated
         cycle-1/02-validate: {it_practices: x}
         > cycle-1/02-validate:it_maturity: their software practices are recorded, but Harbor's IT maturity is not rated
         cycle-1/02-validate: {adoption: proving}
         > cycle-1/02-validate:it_maturity: their adoption was assessed, but Harbor's IT maturity is not rated
         requirements/x: {statement: x, class: technical, raised: 2026-03-02}
         > cycle-1/02-validate:it_maturity: there is a technical requirement, but Harbor's IT maturity is not rated
         people/priya-nair: {name: Priya Nair, side: customer, roles: [operations]}
         > cycle-1/02-validate:it_maturity: someone on their side is in operations, but Harbor's IT maturity is not \
             rated
         people/jon-berg: {name: Jon Berg, side: ours, roles: [operations]}
         again_at: dev, cycle-2/02-validate: {adoption: proving}
         > cycle-2/02-validate:it_maturity: their adoption was assessed, but Harbor's IT maturity is not rated
         > engage set -e harbor-search --in cycle-2/02-validate it_maturity=RATING   # 1 (ad hoc) to 5 (optimising)
         again_at: dev, cycle-1/02-validate: {it_maturity: 3}, cycle-2/02-validate: {adoption: proving}",
    );
}

#[test]
fn each_sign_that_their_security_matters_asks_for_its_maturity() {
    let bare = Example::of(&SECURITY_MATURITY_UNKNOWN).with("cycle-1/05-onsite: {data: ~}");
    bare.boundaries(
        "at: onsite
         artifacts/a: {what: logs, class: data, on: 2026-03-05}
         > cycle-1/02-validate:security_maturity: we had the customer's data, but Harbor's security maturity is not \
             rated
         requirements/x: {statement: x, class: security, raised: 2026-03-02}
         > cycle-1/02-validate:security_maturity: there is a security or regulatory requirement, but Harbor's \
                 security maturity is not rated
         requirements/x: {statement: x, class: regulatory, raised: 2026-03-02}
         > cycle-1/02-validate:security_maturity: there is a security or regulatory requirement, but Harbor's \
                 security maturity is not rated
         people/jon-berg: {name: Jon Berg, side: ours, roles: [security-architect]}
         > cycle-1/02-validate:security_maturity: a security architect is named, but Harbor's security maturity is \
             not rated
         cycle-1/02-validate: {it_maturity: 2}
         > cycle-1/02-validate:security_maturity: their IT maturity was rated, but Harbor's security maturity is not \
             rated
         cycle-1/02-validate: {it_maturity: 2, security_maturity: 2}",
    );
}

#[test]
fn the_fit_is_asked_for_of_what_was_there_when_dev_last_began() {
    FIT_UNKNOWN.boundaries(
        "requirements/offline: {fit: none}
         requirements/offline: {status: delivered}
         requirements/offline: {status: dropped}
         again_at: hypothesis, requirements/offline: {raised: 2026-03-04}
         > the same
         again_at: hypothesis, requirements/offline: {raised: 2026-03-05}
         again_at: dev, requirements/offline: {raised: 2026-03-13}
         > the same
         again_at: dev, requirements/offline: {raised: 2026-03-14}",
    );
}

#[test]
fn each_gap_asks_how_it_is_closed() {
    DELTA_WITHOUT_PLAN.boundaries(
        "requirements/offline: {fit: none, delta: ~}
         > the same
         requirements/offline: {fit: ~}
         > the same
         requirements/offline: {fit: full}
         requirements/offline: {fit: ~, delta: ~}
         requirements/offline: {status: delivered}",
    );
}

#[test]
fn of_two_and_more_that_are_built_for_each_has_a_rank() {
    REQUIREMENT_UNRANKED.boundaries(
        "requirements/years: ~
         requirements/years: {status: delivered}
         requirements/years: {priority: ~, status: dropped}
         requirements/years: {priority: ~, raised: 2026-03-05}
         requirements/years: {priority: ~, raised: 2026-03-05, status: agreed}
         > requirements/offline:priority: `Search works offline` has no priority
         > requirements/years:priority: `All years are in` has no priority
         > engage set -e harbor-search --in requirements/years priority=NUMBER   # 1 first",
    );
}

#[test]
fn a_test_is_asked_for_until_it_is_accepted() {
    REQUIREMENT_UNTESTED.boundaries(
        "requirements/offline: {status: delivered}
         > the same
         requirements/offline: {status: dropped}
         requirements/offline: {accepted: {on: 2026-03-04, by: ana-ortiz}}",
    );
}

#[test]
fn more_than_three_that_lack_one_thing_are_one_finding_and_an_allowed_one_keeps_its_own() {
    for (check, lack, change) in [
        (&FIT_UNKNOWN, "have no fit assessment", "fit=full   # or partial, none; repeat for the others"),
        (
            &DELTA_WITHOUT_PLAN,
            "have a gap and no plan to close it",
            "delta_plan.how=build   # or buy, partner, drop; repeat for the others",
        ),
        (&REQUIREMENT_UNRANKED, "have no priority", "priority=NUMBER   # 1 first; repeat for the others"),
        (&REQUIREMENT_UNTESTED, "have no acceptance test", "acceptance=\"THE TEST\"   # repeat for the others"),
    ] {
        let more = "requirements/a: &one {statement: x, class: user, raised: 2026-03-02, delta: x}, \
                    requirements/b: *one, requirements/c: *one, requirements/d: {statement: x, class: user, \
                    raised: 2026-03-02, delta: x, allow: [{check: CHECK, because: x}]}";
        let expected = format!(
            "engagement: 4 requirements {lack}: `a`, `b`, `c` and `offline`\n\
             engage set -e harbor-search --in requirements/a {change}"
        );
        assert_eq!(Example::of(check).with(&more.replace("CHECK", check.id)).lines(), [expected]);
    }
}
