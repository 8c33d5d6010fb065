//! Two people, two clones, plain git: no merge driver, no settings. What one and the other did
//! merges cleanly where it can, and where they walked differently `engage` says so and settles it.

#![expect(clippy::unwrap_used, reason = "a test without its clones cannot go on")]

mod clones;

use clones::{Clone, Pair, text};
use engage::model::entry::Entry;
use engage::model::field::{Field, Shape};
use engage::model::step::Step;

const TO_DEV: [&str; 3] = ["validate", "select", "dev"];
const TO_THE_END: [&str; 8] = ["validate", "select", "dev", "onsite", "demo", "adjust", "after-action", "plan-next"];

#[test]
fn records_added_in_two_clones_merge_cleanly() {
    let pair = Pair::walked(&TO_DEV);
    pair.ours.engage("2026-03-05", &["add", "note", "the quay is closed"]);
    pair.ours.engage("2026-03-05", &["add", "feedback", "faster than the cards", "--from", "ana-ortiz"]);
    pair.theirs.engage("2026-03-05", &["add", "note", "the crane is broken"]);
    pair.theirs.engage("2026-03-05", &["add", "feedback", "slower than I hoped", "--from", "ana-ortiz"]);
    pair.merge();
    assert_eq!(pair.ours.names("notes").len(), 2);
    assert_eq!(pair.ours.names("feedback").len(), 2);
    assert!(pair.ours.findings().contains("\"warnings\": []"));
}

#[test]
fn the_same_fact_told_twice_merges_to_one() {
    let pair = Pair::walked(&TO_DEV);
    for clone in [&pair.ours, &pair.theirs] {
        clone.engage("2026-03-05", &["add", "note", "the quay is closed"]);
    }
    pair.merge();
    assert_eq!(pair.ours.names("notes").len(), 1);
}

#[test]
fn one_advances_while_the_other_notes() {
    let pair = Pair::walked(&TO_DEV);
    pair.ours.engage("2026-03-06", &["advance", "--because", "the boat leaves tonight"]);
    pair.theirs.engage("2026-03-05", &["set", "prototype=search on a laptop"]);
    pair.theirs.engage("2026-03-05", &["add", "note", "the crane is broken"]);
    pair.merge();
    assert_eq!(pair.ours.names("cycle-1").last().unwrap(), "05-onsite.yaml");
    assert!(!pair.ours.findings().contains("walk-forked"));
}

#[test]
fn both_make_the_same_advance() {
    let pair = Pair::walked(&TO_DEV);
    for clone in [&pair.ours, &pair.theirs] {
        clone.engage("2026-03-06", &["advance", "--because", "the boat leaves tonight"]);
        let status = clone.git(&["status", "--porcelain", "-uall"]);
        assert_eq!(status, "?? engagements/harbor-search/cycle-1/05-onsite.yaml\n", "one new file and no change");
    }
    pair.merge();
    assert!(!pair.ours.findings().contains("walk-forked"));
}

#[test]
fn the_same_step_entered_differently_is_one_conflict_and_the_rest_goes_on() {
    let pair = Pair::walked(&TO_DEV);
    pair.ours.engage("2026-03-06", &["advance", "--because", "the boat leaves tonight"]);
    pair.theirs.engage("2026-03-07", &["advance", "--because", "the boat is late"]);
    assert!(!pair.try_merge());
    assert_eq!(
        pair.ours.git(&["diff", "--name-only", "--diff-filter=U"]),
        "engagements/harbor-search/cycle-1/05-onsite.yaml\n"
    );
    let said = pair.ours.engage("2026-03-08", &["show", "harbor-search"]);
    assert!(
        said.contains("cycle-1/05-onsite.yaml") && said.contains("conflict") && said.contains("Ana Ortiz"),
        "{said}"
    );
}

/// An answer of the shape asked for.
fn answer(shape: Shape, words: &str) -> String {
    match shape {
        Shape::Text | Shape::Free => words.to_owned(),
        Shape::Date => "2026-03-05".into(),
        Shape::Rating | Shape::Count => "4".into(),
        Shape::Decimal => "12.50".into(),
        Shape::Flag => "true".into(),
        Shape::Choice(choices) => choices[0].to_owned(),
        Shape::Person => "ana-ortiz".into(),
        Shape::Reference => "cycle-1/01-hypothesis".into(),
        Shape::List(item) => format!("[{}]", answer(*item, "one line")),
        Shape::Group(fields) => {
            let required = |field: &&Field| field.required || !fields.iter().any(|field| field.required);
            let pairs = fields.iter().filter(required).map(|field| (field.name, answer(field.shape, "one line")));
            format!("{{{}}}", pairs.map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join(", "))
        }
        Shape::Table(_) => "{a: b}".into(),
    }
}

/// Answers the questions of every entry whose place in it is even (0) or odd (1).
fn answer_every_other(clone: &Clone, parity: usize, words: &str) -> usize {
    let mut answered = 0;
    for (at, step) in Step::ALL.iter().enumerate() {
        let entry = format!("cycle-1/{:02}-{step}", at + 1);
        let scaffold =
            std::fs::read_to_string(clone.folder.join("engagements/harbor-search").join(format!("{entry}.yaml")))
                .unwrap();
        let fields = Entry::fields(*step);
        let asked = fields.iter().filter(|field| scaffold.contains(&format!("\n{}:\n", field.name)));
        let values: Vec<_> = asked
            .skip(parity)
            .step_by(2)
            .map(|field| format!("{}={}", field.name, answer(field.shape, words)))
            .collect();
        answered += values.len();
        if !values.is_empty() {
            let mut arguments = vec!["set", "--in", &entry];
            arguments.extend(values.iter().map(String::as_str));
            clone.engage("2026-03-05", &arguments);
        }
    }
    answered
}

#[test]
fn neighbouring_questions_of_every_scaffold_answered_in_two_clones_merge_cleanly() {
    for words in ["one line", "two lines\nof prose"] {
        let pair = Pair::walked(&TO_THE_END);
        let answered = answer_every_other(&pair.ours, 0, words) + answer_every_other(&pair.theirs, 1, words);
        assert!(answered > 35, "only {answered} questions were asked");
        pair.merge();
        assert!(pair.ours.findings().contains("\"warnings\": []"));
    }
}

/// What both clones agree on after a fork: it is told with both files and the command, and nobody advances.
fn assert_forked(clone: &Clone, branches: [&str; 2]) {
    let status = clone.engage("2026-03-30", &["status", "harbor-search"]);
    let command = format!("engage settle harbor-search --keep {}", branches[1]);
    for words in [branches[0], branches[1], &command] {
        assert!(status.contains(words), "`{words}` is not said:\n{status}");
    }
    let before = clone.git(&["status", "--porcelain", "-uall"]);
    for arguments in [&["advance"][..], &["advance", "--because", "we must"], &["advance", "--to", "hypothesis"]] {
        let refused = clone.try_engage("2026-03-30", arguments);
        assert_eq!(refused.status.code(), Some(3), "engage {arguments:?}: {}", text(&refused));
        assert!(text(&refused).contains("engage settle harbor-search --keep"), "{}", text(&refused));
    }
    assert_eq!(clone.git(&["status", "--porcelain", "-uall"]), before);
}

#[test]
fn a_fork_within_a_cycle_is_told_and_settled() {
    let pair = Pair::walked(&TO_DEV);
    pair.ours.engage("2026-03-06", &["advance", "--because", "the boat leaves tonight"]);
    pair.ours.engage("2026-03-08", &["advance"]);
    pair.theirs.engage("2026-03-06", &["advance", "--to", "select"]);
    pair.theirs.engage("2026-03-07", &["add", "note", "another app fits better"]);
    pair.theirs.engage("2026-03-09", &["advance", "--because", "the goal is agreed by phone"]);
    pair.merge();
    assert_forked(&pair.ours, ["cycle-1/05-select", "cycle-1/05-onsite"]);

    let before: Vec<_> = pair.ours.names("cycle-1");
    pair.ours.engage("2026-03-30", &["settle", "--keep", "cycle-1/06-demo", "--dry-run"]);
    assert_eq!(pair.ours.names("cycle-1"), before, "a dry run moves nothing");
    pair.ours.engage("2026-03-30", &["settle", "--keep", "cycle-1/06-demo"]);
    let kept = ["01-hypothesis", "02-validate", "03-select", "04-dev", "05-onsite", "06-demo"];
    let kept: Vec<_> = kept.map(|name| format!("{name}.yaml")).into_iter().chain(["forks".to_owned()]).collect();
    assert_eq!(pair.ours.names("cycle-1"), kept);
    assert_eq!(pair.ours.names("cycle-1/forks"), ["05-select.yaml", "06-dev.yaml"]);
    assert_sound(&pair.ours);
    pair.ours.engage("2026-03-30", &["advance", "--because", "they said it on the phone"]);
}

#[test]
fn a_fork_into_the_next_cycle_is_told_and_settled_either_way() {
    for keep_next in [true, false] {
        let pair = Pair::walked(&TO_THE_END);
        pair.ours.engage("2026-03-06", &["set", "decision=continue", "next=2026-04-10", "aim=ten seconds"]);
        pair.ours.engage("2026-03-06", &["advance"]);
        pair.ours.engage("2026-03-07", &["advance", "--because", "we know them by now"]);
        pair.ours.engage("2026-03-07", &["add", "note", "they asked us to come back"]);
        pair.theirs.engage("2026-03-06", &["advance", "--to", "dev"]);
        pair.theirs.engage("2026-03-07", &["add", "note", "one more round first"]);
        pair.merge();
        assert_forked(&pair.ours, ["cycle-1/10-dev", "cycle-2/01-hypothesis"]);

        let keep = if keep_next { "cycle-2/01-hypothesis" } else { "cycle-1/10-dev" };
        pair.ours.engage("2026-03-30", &["settle", "harbor-search", "--keep", keep]);
        if keep_next {
            assert_eq!(pair.ours.names("cycle-1/forks"), ["10-dev.yaml"]);
            assert_eq!(pair.ours.names("cycle-2"), ["01-hypothesis.yaml", "02-validate.yaml"]);
        } else {
            assert_eq!(pair.ours.names("cycle-2"), ["forks"]);
            assert_eq!(pair.ours.names("cycle-2/forks"), ["01-hypothesis.yaml", "02-validate.yaml"]);
        }
        assert_sound(&pair.ours);
        let again = pair.ours.try_engage("2026-03-30", &["settle", "--keep", keep]);
        assert_eq!(again.status.code(), Some(3), "there is nothing left to settle");
    }
}

/// A fork that was settled, and its losing branch walked on and merged again: what came back is told, and the walk
/// goes by the branch that was kept.
fn assert_revived(clone: &Clone, came: &str, from: &str, [kept, glance]: [&str; 2]) {
    let check = text(&clone.try_engage("2026-03-30", &["check", "--only", "walk-forked"]));
    let status = clone.engage("2026-03-30", &["status", "harbor-search"]);
    for words in
        [format!("`{came}` came from `{from}`"), format!("engage settle harbor-search --keep {kept}   # or {came}")]
    {
        assert!(check.contains(&words) && status.contains(&words), "`{words}` is not said:\n{check}{status}");
    }
    assert!(check.ends_with("\n1 error\n"), "{check}");
    assert!(clone.findings().contains(&format!("\"entry\": \"{kept}\"")), "{}", clone.findings());
    let list = clone.engage("2026-03-30", &["list"]);
    assert!(list.contains(glance), "{list}");
    assert_forked(clone, [came, kept]);
    clone.engage("2026-03-30", &["set", "extra.tried=yes"]);
    assert_eq!(clone.git(&["diff", "--name-only"]), format!("engagements/harbor-search/{kept}.yaml\n"));
    clone.git(&["checkout", "-q", "."]);
}

#[test]
fn a_settled_branch_that_is_walked_on_and_merged_again_is_told_and_settled_either_way() {
    for keep in ["cycle-1/06-demo", "cycle-1/07-onsite", "cycle-1/08-dev"] {
        let pair = Pair::walked(&TO_DEV);
        pair.ours.engage("2026-03-06", &["advance", "--because", "the boat leaves tonight"]);
        pair.ours.engage("2026-03-08", &["advance"]);
        pair.theirs.engage("2026-03-06", &["advance", "--to", "select"]);
        pair.theirs.engage("2026-03-09", &["advance", "--because", "the goal is agreed by phone"]);
        pair.merge();
        pair.ours.engage("2026-03-10", &["settle", "--keep", "cycle-1/05-onsite"]);
        pair.theirs.engage("2026-03-10", &["set", "built=another app"]);
        pair.theirs.engage("2026-03-11", &["advance", "--because", "we are there already"]);
        pair.theirs.engage("2026-03-12", &["advance", "--to", "dev"]);
        pair.merge();
        assert_revived(&pair.ours, "cycle-1/07-onsite", "cycle-1/06-dev", ["cycle-1/06-demo", "6/9 demo"]);

        let said = pair.ours.engage("2026-03-30", &["settle", "--keep", keep]);
        let [ours, theirs] =
            [["05-onsite", "06-demo"].as_slice(), ["05-select", "06-dev", "07-onsite", "08-dev"].as_slice()]
                .map(|names| names.iter().map(|name| format!("{name}.yaml")).collect::<Vec<_>>());
        let (walk, aside) = if keep == "cycle-1/06-demo" { (ours, theirs) } else { (theirs, ours) };
        assert_eq!(pair.ours.names("cycle-1/forks"), aside, "{said}");
        assert_eq!(pair.ours.names("cycle-1")[4..pair.ours.names("cycle-1").len() - 1], walk, "{said}");
        assert_sound(&pair.ours);
        pair.ours.engage("2026-03-30", &["advance", "--because", "they said it on the phone"]);
        let place = pair.ours.names("cycle-1")[4 + walk.len()].clone();
        assert!(place.starts_with("09-"), "no number is given twice: {place}");
    }
}

#[test]
fn a_settled_branch_that_is_walked_on_into_the_next_cycle_is_told_and_settled_either_way() {
    for keep_next in [true, false] {
        let pair = Pair::walked(&TO_THE_END);
        pair.theirs.engage("2026-03-06", &["set", "decision=continue", "next=2026-04-10", "aim=ten seconds"]);
        pair.theirs.engage("2026-03-06", &["advance"]);
        pair.ours.engage("2026-03-06", &["advance", "--to", "dev"]);
        pair.merge();
        pair.ours.engage("2026-03-07", &["settle", "--keep", "cycle-1/10-dev"]);
        pair.theirs.engage("2026-03-08", &["advance", "--because", "we know them by now"]);
        pair.merge();
        let [came, from] = ["cycle-2/02-validate", "cycle-2/01-hypothesis"];
        assert_revived(&pair.ours, came, from, ["cycle-1/10-dev", "1·2"]);

        pair.ours.engage("2026-03-30", &["settle", "--keep", if keep_next { came } else { "cycle-1/10-dev" }]);
        if keep_next {
            assert_eq!(pair.ours.names("cycle-1/forks"), ["10-dev.yaml"]);
            assert_eq!(pair.ours.names("cycle-2"), ["01-hypothesis.yaml", "02-validate.yaml", "forks"]);
        } else {
            assert_eq!(pair.ours.names("cycle-2/forks"), ["01-hypothesis.yaml", "02-validate.yaml"]);
        }
        assert_sound(&pair.ours);
    }
}

/// Both settle the fork that is there, each in another way, and merge: that no branch is left in the walk is told.
fn settle_in_two_ways(pair: &Pair, from: &str, [ours, theirs]: [&str; 2]) {
    pair.merge();
    pair.theirs.git(&["pull", "-q", "../ours", "HEAD"]);
    pair.ours.engage("2026-03-10", &["settle", "--keep", ours]);
    pair.theirs.engage("2026-03-10", &["settle", "--keep", theirs]);
    for clone in [&pair.ours, &pair.theirs] {
        assert!(!clone.findings().contains("walk-forked"), "one way is no fork: {}", clone.findings());
    }
    pair.merge();
    let check = text(&pair.ours.try_engage("2026-03-30", &["check", "--only", "walk-forked"]));
    let told = format!("both branches that came from `{from}` were moved aside: the fork was settled in two ways");
    assert!(check.contains(&told) && check.ends_with("\n1 error\n"), "{check}");
    assert!(check.contains(&format!("engage settle harbor-search --keep {ours}   # or {theirs}")), "{check}");
    assert_forked(&pair.ours, [theirs, ours]);
    let log = pair.ours.engage("2026-03-30", &["log", "harbor-search"]);
    assert!(log.contains(&format!("engage settle harbor-search --keep {ours}")), "{log}");
    let neither = pair.ours.try_engage("2026-03-30", &["settle", "--keep", from]);
    assert_eq!(neither.status.code(), Some(3), "{}", text(&neither));
}

#[test]
fn a_fork_that_two_people_settle_in_two_ways_is_told_and_settled_either_way() {
    for keep in ["cycle-1/05-onsite", "cycle-1/06-demo", "cycle-1/06-dev"] {
        let pair = Pair::walked(&TO_DEV);
        pair.ours.engage("2026-03-06", &["advance", "--because", "the boat leaves tonight"]);
        pair.ours.engage("2026-03-08", &["advance"]);
        pair.theirs.engage("2026-03-06", &["advance", "--to", "select"]);
        pair.theirs.engage("2026-03-09", &["advance", "--because", "the goal is agreed by phone"]);
        settle_in_two_ways(&pair, "cycle-1/04-dev", ["cycle-1/06-dev", "cycle-1/06-demo"]);

        let said = pair.ours.engage("2026-03-30", &["settle", "--keep", keep]);
        assert!(said.contains("2 entries brought back, 0 entries moved aside"), "{said}");
        let [ours, theirs] = [["05-onsite.yaml", "06-demo.yaml"], ["05-select.yaml", "06-dev.yaml"]];
        let (walk, aside) = if keep == "cycle-1/06-dev" { (theirs, ours) } else { (ours, theirs) };
        assert_eq!(pair.ours.names("cycle-1/forks"), aside, "{said}");
        assert_eq!(pair.ours.names("cycle-1")[4..6], walk, "{said}");
        assert_sound(&pair.ours);
        let other = format!("cycle-1/{}", aside[1].trim_end_matches(".yaml"));
        let again = pair.ours.try_engage("2026-03-30", &["settle", "--keep", &other]);
        assert_eq!(again.status.code(), Some(3), "what is settled stays so: {}", text(&again));
        pair.ours.engage("2026-03-30", &["advance", "--because", "they said it on the phone"]);
    }
}

#[test]
fn a_fork_into_the_next_cycle_that_two_people_settle_in_two_ways_is_told_and_settled_either_way() {
    for keep in ["cycle-1/10-dev", "cycle-2/01-hypothesis"] {
        let pair = Pair::walked(&TO_THE_END);
        pair.theirs.engage("2026-03-06", &["set", "decision=continue", "next=2026-04-10", "aim=ten seconds"]);
        pair.theirs.engage("2026-03-06", &["advance"]);
        pair.ours.engage("2026-03-06", &["advance", "--to", "dev"]);
        settle_in_two_ways(&pair, "cycle-1/09-plan-next", ["cycle-1/10-dev", "cycle-2/01-hypothesis"]);

        pair.ours.engage("2026-03-30", &["settle", "--keep", keep]);
        let aside = [pair.ours.names("cycle-1/forks"), pair.ours.names("cycle-2/forks")].concat();
        assert_eq!(aside, [if keep == "cycle-1/10-dev" { "01-hypothesis.yaml" } else { "10-dev.yaml" }]);
        assert!(pair.ours.folder.join(format!("engagements/harbor-search/{keep}.yaml")).is_file());
        assert_sound(&pair.ours);
    }
}

#[test]
fn a_fork_settled_in_two_ways_and_walked_on_is_told_with_what_came_back() {
    for keep in ["cycle-1/05-onsite", "cycle-1/05-select", "cycle-1/06-demo"] {
        let pair = Pair::walked(&TO_DEV);
        pair.ours.engage("2026-03-06", &["advance", "--because", "the boat leaves tonight"]);
        pair.theirs.engage("2026-03-06", &["advance", "--to", "select"]);
        settle_in_two_ways(&pair, "cycle-1/04-dev", ["cycle-1/05-select", "cycle-1/05-onsite"]);
        // they walk on before they hear of it
        pair.theirs.engage("2026-03-11", &["advance", "--because", "we are there already"]);
        pair.merge();
        let came = "cycle-1/06-demo";
        let check = text(&pair.ours.try_engage("2026-03-30", &["check", "--only", "walk-forked"]));
        assert!(check.contains(&format!("--keep cycle-1/05-select   # or {came}")), "{check}");
        let said = pair.ours.engage("2026-03-30", &["settle", "--keep", keep]);
        let walk: &[&str] =
            if keep == "cycle-1/05-select" { &["05-select.yaml"] } else { &["05-onsite.yaml", "06-demo.yaml"] };
        assert_eq!(pair.ours.names("cycle-1")[4..4 + walk.len()], *walk, "{said}");
        assert_sound(&pair.ours);
    }
}

/// No fork, no reference into the void, no file that cannot be read; and every entry is still there.
fn assert_sound(clone: &Clone) {
    let findings = clone.findings();
    assert!(!findings.contains("walk-forked") && !findings.contains("dangling-reference"), "{findings}");
    assert!(findings.contains("\"warnings\": []"), "{findings}");
    clone.engage("2026-03-30", &["report", "harbor-search", "-o", "-"]);
    let gone = clone.git(&["log", "--diff-filter=D", "--name-only", "--format="]);
    assert_eq!(gone, "", "nothing is deleted");
    clone.commit();
    let renamed = clone.git(&["show", "--diff-filter=DM", "-M100%", "--name-only", "--format="]);
    assert_eq!(renamed, "", "settling only moves");
}

#[test]
fn set_of_one_field_changes_that_line_only() {
    let pair = Pair::walked(&TO_DEV);
    let file = pair.ours.folder.join("engagements/harbor-search/goals/find-a-report.yaml");
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    let goal = "# agreed in the canteen\nstatement:   \"find a report\"  # theirs\n\ncriterion: 'nine of ten'\ncommitted: 2026-03-02\nextra: {theirs: [1, 2]}   # from their tracker\n";
    std::fs::write(&file, goal).unwrap();
    pair.ours.commit();
    pair.ours.engage("2026-03-05", &["set", "--in", "goals/find-a-report", "criterion=ten of ten"]);
    let diff = pair.ours.git(&["diff", "-U0"]);
    let changed: Vec<_> = diff.lines().filter(|line| line.starts_with(['+', '-'])).skip(2).collect();
    assert_eq!(changed, ["-criterion: 'nine of ten'", "+criterion: ten of ten"]);
    pair.ours.engage("2026-03-05", &["set", "--in", "goals/find-a-report", "criterion=ten of ten"]);
    assert_eq!(pair.ours.git(&["diff", "-U0"]), diff, "what is there already is not written");
}

#[test]
fn a_dry_run_and_a_reading_command_write_nothing() {
    let pair = Pair::walked(&TO_DEV);
    let goal = ["add", "goal", "find a report", "--criterion", "nine of ten"];
    pair.theirs.engage("2026-03-05", &goal);
    pair.theirs.engage("2026-03-05", &["add", "action", "rescan", "--owner", "ana-ortiz"]);
    pair.merge();
    let dry: [&[&str]; 12] = [
        &["sign-off", "scope", "ana-ortiz", "Kim Berg"],
        &["judge", "find", "met"],
        &["done", "rescan"],
        &["pace", "set", "primary", "--plan", "x", "--owner", "Kim Berg"],
        &["pace", "switch", "--to", "alternate", "--trigger", "x"],
        &["call-off", "--reason", "x"],
        &["close"],
        &["report", "harbor-search"],
        &["advance", "--because", "x"],
        &["set", "prototype=x"],
        &["add", "note", "x"],
        &["new", "other", "--customer", "C"],
    ];
    let read: [&[&str]; 7] = [
        &["status"],
        &["list"],
        &["list", "--by", "step"],
        &["show"],
        &["log"],
        &["pace", "show"],
        &["report", "-o", "-"],
    ];
    let dry = dry.iter().map(|words| [*words, &["--dry-run"]].concat());
    for words in dry.chain(read.iter().map(|words| words.to_vec())) {
        pair.ours.engage("2026-03-06", &words);
        let data = pair.ours.engage("2026-03-06", &[&words[..], &["--json"]].concat());
        assert!(data.starts_with("{\n  \"schema_version\": 1,"), "engage {words:?} --json: {data}");
        assert_eq!(pair.ours.git(&["status", "--porcelain", "-uall", "--ignored"]), "", "engage {words:?}");
    }
}

#[test]
fn ended_in_two_ways_in_two_clones_nothing_is_lost() {
    let pair = Pair::walked(&TO_DEV);
    pair.ours.engage("2026-03-05", &["close", "harbor-search", "--worth", "they know what to ask"]);
    pair.theirs.engage("2026-03-06", &["call-off", "harbor-search", "--reason", "the budget is gone"]);
    pair.merge();
    assert_eq!(pair.ours.names("outcomes"), ["01-called-off.yaml", "01-completed.yaml"]);
    let log = pair.ours.engage("2026-03-07", &["log", "harbor-search"]);
    assert!(log.contains("outcomes/01-completed") && log.contains("outcomes/01-called-off"), "{log}");
    let list = pair.ours.engage("2026-03-07", &["list", "--all"]);
    assert!(list.contains("called off"), "{list}");
    pair.ours.engage("2026-03-07", &["reopen", "harbor-search"]);
    assert_eq!(pair.ours.names("outcomes").last().unwrap(), "02-reopened.yaml");
}

#[test]
fn an_edit_that_would_touch_more_is_refused_and_the_editor_is_offered() {
    let pair = Pair::walked(&TO_DEV);
    let file = pair.ours.folder.join("engagements/harbor-search/cycle-1/pace.yaml");
    let plan = "primary:\n  plan: server\n  needs:\n    - power   # from the quay\n    - a login # Priya\n";
    std::fs::write(&file, plan).unwrap();
    pair.ours.commit();
    let refused = pair.ours.try_engage("2026-03-05", &["set", "--in", "cycle-1/pace", "primary.needs=[a table]"]);
    assert_eq!(refused.status.code(), Some(3));
    assert_eq!(
        text(&refused),
        "error: engagements/harbor-search/cycle-1/pace.yaml: `primary.needs` cannot be changed without touching more of the file, so nothing was written\n  primary:\n    plan: server\n    needs:\n      - a table\nhint: write these lines yourself, in the place of `primary`: engage edit cycle-1/pace -e harbor-search\n"
    );
    assert_eq!(std::fs::read_to_string(&file).unwrap(), plan);
    assert_eq!(pair.ours.git(&["status", "--porcelain", "-uall"]), "");
}

#[test]
fn litter_is_no_record_and_check_names_each() {
    let pair = Pair::walked(&TO_DEV);
    let note = "on: 2026-03-02\ntext: the quay is closed\n";
    let litter = [
        ".x.swp",
        ".x.yaml.swp",
        "x.yaml~",
        "#x.yaml#",
        ".#x.yaml",
        "x.yaml.orig",
        "x_BACKUP_1.yaml",
        "x_BASE_1.yaml",
        "x_LOCAL_1.yaml",
        "x_REMOTE_1.yaml",
        ".DS_Store",
        "x (Kim's conflicted copy 2026-03-02).yaml",
        "Thumbs.db",
    ];
    let folder = pair.ours.folder.join("engagements/harbor-search/notes");
    std::fs::create_dir_all(&folder).unwrap();
    for name in litter {
        std::fs::write(folder.join(name), note).unwrap();
    }
    let show = pair.ours.engage("2026-03-05", &["show", "harbor-search", "--json"]);
    assert!(!show.contains("the quay is closed") && show.contains("\"warnings\": []"), "{show}");
    let check = text(&pair.ours.try_engage("2026-03-05", &["check", "--only", "litter"]));
    for name in litter {
        assert!(check.contains(&format!("notes/{name}: ")), "{name}\n{check}");
    }
    assert!(check.ends_with(&format!("{} warnings\n", litter.len())), "{check}");
}

/// The entries that the check offers to keep.
fn offered(clone: &Clone) -> Vec<String> {
    let said = text(&clone.try_engage("2026-03-09", &["check", "--only", "walk-forked"]));
    let line = said.lines().find_map(|line| line.trim().strip_prefix("engage settle harbor-search --keep "));
    let words = line.map(|line| line.replace("   # or ", " ").replace(" or ", " ").replace(',', ""));
    words.map(|words| words.split(' ').map(ToOwned::to_owned).collect()).unwrap_or_default()
}

#[test]
fn of_a_fork_only_what_can_be_kept_is_offered() {
    let broken = "entered: [\n";
    let from = |from: &str| format!("entered: 2026-03-03\nfrom: cycle-1/{from}\n");
    let (select, dev) = (from("02-validate"), from("02-validate"));
    for (files, expected) in [
        (vec![("03-select", &select), ("03-dev", &dev)], vec!["cycle-1/03-select", "cycle-1/03-dev"]),
        (vec![("forks/03-select", &select), ("forks/03-dev", &dev)], vec!["cycle-1/03-select", "cycle-1/03-dev"]),
        (
            vec![("forks/03-select", &select), ("forks/03-dev", &dev), ("forks/03-dev-2", &dev)],
            vec!["cycle-1/03-select"],
        ),
        (
            vec![("03-select", &select), ("forks/03-dev", &dev), ("04-onsite", &from("03-dev"))],
            vec!["cycle-1/03-select", "cycle-1/04-onsite"],
        ),
        (
            vec![("03-select", &select), ("forks/03-dev", &broken.to_owned()), ("04-onsite", &from("03-dev"))],
            vec!["cycle-1/03-select"],
        ),
        (vec![("03-select", &select), ("03-dev", &dev), ("04-onsite", &broken.to_owned())], vec![]),
        (
            vec![
                ("forks/03-select", &select),
                ("forks/03-select-2", &select),
                ("forks/03-dev", &dev),
                ("forks/03-dev-2", &dev),
            ],
            vec![],
        ),
    ] {
        let pair = Pair::walked(&["validate"]);
        for (name, text) in &files {
            let file = pair.ours.folder.join(format!("engagements/harbor-search/cycle-1/{name}.yaml"));
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, text).unwrap();
        }
        let (mut offered, mut expected) = (offered(&pair.ours), expected);
        offered.sort_unstable();
        expected.sort_unstable();
        assert_eq!(offered, expected, "{files:?}");
        for keep in offered {
            pair.ours.engage("2026-03-09", &["settle", "harbor-search", "--keep", &keep, "--dry-run"]);
        }
        let said = text(&pair.ours.try_engage("2026-03-09", &["check", "--only", "walk-forked"]));
        let is_told = said.contains("engage settle") || said.contains("; then: engage check harbor-search");
        assert!(is_told, "{said}");
    }
}
