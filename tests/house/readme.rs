//! Runs the README's first cycle unchanged, from an empty folder.

use std::path::Path;

use crate::scene;

/// The lines of the shell block under a heading of the README.
fn block(heading: &str) -> String {
    let readme =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("there is a README");
    let (_, section) = readme.split_once(&format!("\n## {heading}\n")).expect("the heading is there");
    let (_, block) = section.split_once("```sh\n").expect("a shell block follows");
    block.split_once("```").expect("the block ends").0.to_owned()
}

#[test]
fn the_first_cycle_of_the_readme_runs_from_an_empty_folder() {
    let folder = tempfile::tempdir().unwrap();
    let binaries = Path::new(scene::ENGAGE).parent().unwrap();
    let path = format!("{}:{}", binaries.display(), std::env::var("PATH").unwrap());
    let ran = scene::program("sh", folder.path())
        .args(["-e", "-c", &block("A first cycle")])
        .env("PATH", path)
        .env("ENGAGE_TODAY", "2026-03-20")
        .output()
        .unwrap();
    let (report, stderr) = (String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
    assert!(ran.status.success(), "{stderr}");
    for words in
        ["# After-action report", "find a report in ten seconds", "this saves me an hour a day", "rewired until Friday"]
    {
        assert!(report.contains(words), "{words}: {report}");
    }
    let mut names: Vec<_> = std::fs::read_dir(folder.path().join("engagements/harbor-search/cycle-1"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(
        names.join(" "),
        "01-hypothesis.yaml 02-validate.yaml 03-select.yaml 04-dev.yaml 05-onsite.yaml 06-demo.yaml 07-adjust.yaml \
         08-after-action.yaml 09-plan-next.yaml pace.yaml"
    );
}

#[test]
fn a_whole_cycle_is_recorded_in_twenty_commands() {
    let block = block("A first cycle");
    let lines: Vec<_> = block.lines().filter(|line| line.contains("engage ")).collect();
    let begins = lines.iter().position(|line| line.starts_with("engage new ")).expect("it is opened");
    let ends = lines.iter().rposition(|line| line.starts_with("engage advance")).expect("it is walked to its end");
    let commands = &lines[begins..=ends];
    assert!(commands.len() <= 20, "{} commands:\n{}", commands.len(), commands.join("\n"));
    assert!(commands.iter().filter(|line| line.starts_with("engage debrief")).count() >= 2);
}
