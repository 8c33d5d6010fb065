//! Whole portfolios: several engagements of every kind, a single one, none.

use crate::insight::fixture;
use crate::model::engagement::Engagement;
use crate::model::settings::Settings;
use crate::render::fixture::{BARE, CALLED_OFF, HARBOR};
use crate::render::{About, Document, render};

fn portfolio(engagements: &[Engagement]) -> String {
    let (document, settings) = (Document::named("portfolio").unwrap(), Settings::default());
    let about = About::Workspace(crate::render::fixture::portfolio(engagements, &settings));
    render(document, &document.builtin(), &about).unwrap()
}

fn named(id: &str, json: &str) -> Engagement {
    let mut engagement = fixture::engagement(json);
    engagement.id = id.parse().unwrap();
    engagement
}

/// An engagement over budget and losing the customer, with an approach and a lesson in common with the harbor.
const SLIPPING: &str = r#"{
  "charter": {"title": "Tides | *now*", "customer": "Pilots <of> Aldmouth", "opened": "2026-02-20",
    "budget": {"amount": "1000", "currency": "EUR", "tolerance": "5"}},
  "entries": {"cycle-1/01-dev": "2026-02-21", "cycle-1/04-dev": "2026-03-02", "cycle-1/06-adjust": "2026-03-10",
    "cycle-1/02-demo": {"entered": "2026-02-28", "on": "2026-03-01", "their_hours": "2.5"},
    "cycle-1/03-adjust": {"entered": "2026-03-02", "decision": "repeat"},
    "cycle-1/05-demo": {"entered": "2026-03-08", "on": "2026-03-09"}},
  "records": {"people/ana": {}, "people/bo": {"side": "ours", "roles": ["ACR", "CSR", "CFR"]},
    "feedback/2026-03-01-ana-aaaa": {"impression": "4", "enthusiasm": "5"},
    "feedback/2026-03-09-ana-aaaa": {"impression": "3", "enthusiasm": "2"},
    "spend/2026-03-02-x": {"amount": "1200"}, "actions/2026-03-02-disk": {"what": "ship the disk", "due": "2026-03-05"},
    "lessons/2026-03-09-a": {"kind": "mistake", "issue": "Nobody tried the account"},
    "approaches/2026-03-09-a": {"what": "names of ships as synonyms", "result": "worked"}}}"#;

/// The engagements of a workspace, one in each state.
fn mixed() -> Vec<Engagement> {
    vec![
        named("broken-buoy", BARE),
        named("called-off", CALLED_OFF),
        named("harbor-search", HARBOR),
        named("tide-tables", SLIPPING),
        named("untouched", "{}"),
    ]
}

#[test]
fn those_that_need_attention_come_first_with_the_reason_and_the_ended_last() {
    let mut engagements = mixed();
    engagements[0].unread = vec!["goals/find-a-report".parse().unwrap()];
    snapbox::assert_data_eq!(portfolio(&engagements), snapbox::file!["../../testdata/portfolio.md"].raw());
}

#[test]
fn a_workspace_with_one_untouched_engagement_has_few_figures_and_one_with_none_says_so() {
    let untouched = "# Portfolio\n\n**1 open engagement**\\\nFor management\n\n## Engagements\n\n| Engagement |";
    assert!(portfolio(&[named("untouched", "{}")]).starts_with(untouched));
    assert_eq!(portfolio(&[]), "# Portfolio\n\nThere is no engagement in this workspace.\n");
}

/// A number of engagements: every tenth is slipping, every fifth of the others was called off.
fn many(number: usize) -> Vec<Engagement> {
    let json = |at: usize| match at {
        at if at % 10 == 0 => SLIPPING,
        at if at % 5 == 0 => CALLED_OFF,
        _ => r#"{"entries": {"cycle-1/01-hypothesis": "2026-03-01"}}"#,
    };
    (0..number).map(|at| named(&format!("e-{at:05}"), json(at))).collect()
}

#[test]
fn of_many_the_most_urgent_have_a_line_and_the_others_are_counted() {
    let portfolio = portfolio(&many(400));
    let lines: Vec<_> =
        portfolio.lines().filter(|line| line.starts_with("| Tides") || line.starts_with("| e-")).collect();
    assert_eq!(lines.len(), 50, "{portfolio}");
    assert!(lines[..40].iter().all(|line| line.contains("Tides")), "the slipping ones come first: {portfolio}");
    let counts = "350 more engagements are not listed: 310 open (310 at hypothesis), 40 called off. \
                  `engage list --all --attention` lists every engagement.\n";
    assert!(portfolio.contains(counts), "{portfolio}");
    assert!(portfolio.contains("\n**360 open engagements, 40 called off**"), "the figures are of all: {portfolio}");
    assert!(
        portfolio.contains("(tried: 40 worked), 40 times: e-00000, e-00010, e-00020, e-00030, e-00040 and 35 more"),
        "{portfolio}"
    );
    assert!(!self::portfolio(&many(50)).contains("not listed"));
    assert!(self::portfolio(&many(51)).contains("1 more engagement is not listed: 1 called off. "));
}

/// `engage list --attention` counts the same findings as the portfolio, in the same words and order.
#[test]
fn the_portfolio_tells_of_the_attention_that_the_list_tells_of() {
    let engagements = mixed();
    let portfolio = portfolio(&engagements);
    let last = engagements.iter().filter_map(crate::insight::as_of::day).max().unwrap();
    for engagement in &engagements {
        let attention = crate::check::Attention::of(engagement, &Settings::default(), last).in_words();
        let title = format!("| {} |", crate::render::markdown::escape(engagement.title()));
        let row = portfolio.lines().find(|line| line.starts_with(&title));
        let cell = row.unwrap().rsplit(" | ").next().unwrap();
        assert!(cell.starts_with(&attention), "{attention}: {cell}");
    }
}
