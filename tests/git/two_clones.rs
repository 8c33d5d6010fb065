//! Two people, two clones, plain git: no merge driver, no settings. What one and the other did
//! merges cleanly where it can, and where they walked differently `engage` says so and settles it.

use crate::clones::{Clone, Pair, text};
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
    let command = format!("engage resolve harbor-search --keep {}", branches[1]);
    for words in [branches[0], branches[1], &command] {
        assert!(status.contains(words), "`{words}` is not said:\n{status}");
    }
    let before = clone.git(&["status", "--porcelain", "-uall"]);
    for arguments in [&["resolve"][..], &["resolve", "harbor"]] {
        let listed = clone.try_engage("2026-03-30", arguments);
        assert!(listed.status.code() == Some(3) && text(&listed).contains(&command), "{}", text(&listed));
    }
    for arguments in [&["advance"][..], &["advance", "--because", "we must"], &["advance", "--to", "hypothesis"]] {
        let refused = clone.try_engage("2026-03-30", arguments);
        assert_eq!(refused.status.code(), Some(3), "engage {arguments:?}: {}", text(&refused));
        assert!(text(&refused).contains("engage resolve harbor-search --keep"), "{}", text(&refused));
    }
    assert_eq!(clone.git(&["status", "--porcelain", "-uall"]), before);
}

#[test]
fn a_fork_within_a_cycle_is_told_and_resolved() {
    let pair = walked_differently();
    pair.theirs.engage("2026-03-09", &["add", "note", "another app fits better"]);
    pair.merge();
    assert_forked(&pair.ours, ["cycle-1/05-select", "cycle-1/05-onsite"]);

    let before: Vec<_> = pair.ours.names("cycle-1");
    pair.ours.engage("2026-03-30", &["resolve", "--keep", "cycle-1/06-demo", "--dry-run"]);
    assert_eq!(pair.ours.names("cycle-1"), before, "a dry run moves nothing");
    pair.ours.engage("2026-03-30", &["resolve", "--keep", "cycle-1/06-demo"]);
    let kept = ["01-hypothesis", "02-validate", "03-select", "04-dev", "05-onsite", "06-demo"];
    let kept: Vec<_> = kept.map(|name| format!("{name}.yaml")).into_iter().chain(["forks".to_owned()]).collect();
    assert_eq!(pair.ours.names("cycle-1"), kept);
    assert_eq!(pair.ours.names("cycle-1/forks"), ["05-select.yaml", "06-dev.yaml"]);
    assert_sound(&pair.ours);
    pair.ours.engage("2026-03-30", &["advance", "--because", "they said it on the phone"]);
}

#[test]
fn a_fork_into_the_next_cycle_is_told_and_resolved_either_way() {
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
        pair.ours.engage("2026-03-30", &["resolve", "harbor-search", "--keep", keep]);
        if keep_next {
            assert_eq!(pair.ours.names("cycle-1/forks"), ["10-dev.yaml"]);
            assert_eq!(pair.ours.names("cycle-2"), ["01-hypothesis.yaml", "02-validate.yaml"]);
        } else {
            assert_eq!(pair.ours.names("cycle-2"), ["forks"]);
            assert_eq!(pair.ours.names("cycle-2/forks"), ["01-hypothesis.yaml", "02-validate.yaml"]);
        }
        assert_sound(&pair.ours);
        let again = pair.ours.try_engage("2026-03-30", &["resolve", "--keep", keep]);
        assert_eq!(again.status.code(), Some(3), "there is nothing left to resolve");
    }
}

/// Both clones at `dev`; ours goes on to `onsite` and `demo`, theirs back to `select` and on to `dev`.
fn walked_differently() -> Pair {
    let pair = Pair::walked(&TO_DEV);
    pair.ours.engage("2026-03-06", &["advance", "--because", "the boat leaves tonight"]);
    pair.ours.engage("2026-03-08", &["advance"]);
    pair.theirs.engage("2026-03-06", &["advance", "--to", "select"]);
    pair.theirs.engage("2026-03-09", &["advance", "--because", "the goal is agreed by phone"]);
    pair
}

/// The fork is resolved, each entry is in the walk or in `forks/`, and the next one has a number of its own.
fn assert_resolved(clone: &Clone, keep: &str, [walk, in_forks]: [&[&str]; 2], next: &str) {
    let said = clone.engage("2026-03-30", &["resolve", "harbor-search", "--keep", keep]);
    let files = |names: &[&str]| names.iter().map(|name| format!("{name}.yaml")).collect::<Vec<_>>();
    assert_eq!(clone.names("cycle-1/forks"), files(in_forks), "{said}");
    assert_eq!(clone.names("cycle-1")[4..4 + walk.len()], files(walk), "{said}");
    assert_sound(clone);
    let again = clone.try_engage("2026-03-30", &["resolve", "--keep", &format!("cycle-1/{}", in_forks[0])]);
    assert_eq!(again.status.code(), Some(3), "what is resolved stays so: {}", text(&again));
    clone.engage("2026-03-30", &["advance", "--to", "after-action", "--because", "they said it on the phone"]);
    let entered = &clone.names("cycle-1")[4 + walk.len()];
    assert!(entered.starts_with(next), "no number is given twice: {entered}");
}

#[test]
fn a_branch_in_forks_that_is_walked_on_and_merged_again_is_a_fork_like_any_other() {
    for keep in ["cycle-1/06-demo", "cycle-1/05-select", "cycle-1/08-dev"] {
        let pair = walked_differently();
        pair.merge();
        pair.ours.engage("2026-03-10", &["resolve", "--keep", "cycle-1/05-onsite"]);
        pair.theirs.engage("2026-03-10", &["set", "built=another app"]);
        pair.theirs.engage("2026-03-11", &["advance", "--because", "we are there already"]);
        pair.theirs.engage("2026-03-12", &["advance", "--to", "dev"]);
        pair.merge();
        assert_forked(&pair.ours, ["cycle-1/05-select", "cycle-1/05-onsite"]);
        let [ours, theirs] = [["05-onsite", "06-demo"].as_slice(), &["05-select", "06-dev", "07-onsite", "08-dev"]];
        let files = if keep == "cycle-1/06-demo" { [ours, theirs] } else { [theirs, ours] };
        assert_resolved(&pair.ours, keep, files, "09-");
    }
}

#[test]
fn a_branch_in_forks_that_is_walked_on_into_the_next_cycle_is_a_fork_like_any_other() {
    for keep in ["cycle-1/10-dev", "cycle-2/02-validate"] {
        let pair = Pair::walked(&TO_THE_END);
        pair.theirs.engage("2026-03-06", &["set", "decision=continue", "next=2026-04-10", "aim=ten seconds"]);
        pair.theirs.engage("2026-03-06", &["advance"]);
        pair.ours.engage("2026-03-06", &["advance", "--to", "dev"]);
        pair.merge();
        pair.ours.engage("2026-03-07", &["resolve", "--keep", "cycle-1/10-dev"]);
        pair.theirs.engage("2026-03-08", &["advance", "--because", "we know them by now"]);
        pair.merge();
        assert_forked(&pair.ours, ["cycle-1/10-dev", "cycle-2/01-hypothesis"]);
        pair.ours.engage("2026-03-30", &["resolve", "--keep", keep]);
        if keep == "cycle-1/10-dev" {
            assert_eq!(pair.ours.names("cycle-2/forks"), ["01-hypothesis.yaml", "02-validate.yaml"]);
        } else {
            assert_eq!(pair.ours.names("cycle-1/forks"), ["10-dev.yaml"]);
            assert_eq!(pair.ours.names("cycle-2"), ["01-hypothesis.yaml", "02-validate.yaml", "forks"]);
        }
        assert_sound(&pair.ours);
    }
}

#[test]
fn a_branch_that_came_back_whole_is_moved_once_more_and_no_bytes_are_kept_twice() {
    let pair = walked_differently();
    pair.merge();
    let folder = pair.ours.folder.join("engagements/harbor-search/cycle-1");
    let [select, dev] = ["05-select.yaml", "06-dev.yaml"].map(|name| std::fs::read(folder.join(name)).unwrap());
    pair.ours.engage("2026-03-10", &["resolve", "--keep", "cycle-1/05-onsite"]);
    std::fs::write(folder.join("05-select.yaml"), select).unwrap();
    std::fs::write(folder.join("06-dev.yaml"), [&dev[..], b"# later\n"].concat()).unwrap();
    assert_forked(&pair.ours, ["cycle-1/05-select", "cycle-1/05-onsite"]);
    pair.ours.engage("2026-03-30", &["resolve", "--keep", "cycle-1/06-demo"]);
    assert_eq!(pair.ours.names("cycle-1/forks"), ["05-select.yaml", "06-dev-2.yaml", "06-dev.yaml"]);
    assert_eq!(pair.ours.names("cycle-1")[4..6], ["05-onsite.yaml", "06-demo.yaml"]);
    assert_sound(&pair.ours);
}

#[test]
fn a_fork_that_two_people_resolve_in_two_ways_is_a_fork_again() {
    for (keep, walks_on) in [("cycle-1/06-demo", false), ("cycle-1/05-select", false), ("cycle-1/05-onsite", true)] {
        let pair = walked_differently();
        pair.merge();
        pair.theirs.git(&["pull", "-q", "../ours", "HEAD"]);
        pair.ours.engage("2026-03-10", &["resolve", "--keep", "cycle-1/06-dev"]);
        pair.theirs.engage("2026-03-10", &["resolve", "--keep", "cycle-1/06-demo"]);
        for clone in [&pair.ours, &pair.theirs] {
            assert!(!clone.findings().contains("walk-forked"), "one way is no fork: {}", clone.findings());
        }
        if walks_on {
            pair.theirs.engage("2026-03-11", &["advance", "--because", "they said it on the phone"]);
        }
        pair.merge();
        assert_forked(&pair.ours, ["cycle-1/05-select", "cycle-1/05-onsite"]);
        let neither = pair.ours.try_engage("2026-03-30", &["resolve", "--keep", "cycle-1/04-dev"]);
        assert_eq!(neither.status.code(), Some(3), "{}", text(&neither));
        let [ours, theirs] = [["05-select", "06-dev"].as_slice(), &["05-onsite", "06-demo", "07-adjust"]];
        let theirs = if walks_on { theirs } else { &theirs[..2] };
        let files = if keep == "cycle-1/05-select" { [ours, theirs] } else { [theirs, ours] };
        assert_resolved(&pair.ours, keep, files, if walks_on { "08-" } else { "07-" });
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
    assert_eq!(renamed, "", "resolving only moves");
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
