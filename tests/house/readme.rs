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

/// The commands of the first cycle, each with the lines that belong to it; before the last step is left, what there is
/// to read.
fn commands() -> Vec<String> {
    let (mut commands, mut command, mut is_open) = (Vec::new(), String::new(), false);
    for line in block("A first cycle").split_inclusive('\n') {
        command.push_str(line);
        is_open = line.contains("<<'EVENING'") || is_open && line != "EVENING\n";
        if !is_open && !line.ends_with("\\\n") {
            commands.push(std::mem::take(&mut command));
        }
    }
    let closes = commands.iter().rposition(|command| command.starts_with("engage advance")).expect("it is closed");
    commands.splice(closes..closes, ["engage\n".to_owned(), "engage check\n".to_owned()]);
    commands
}

/// What a command prints on both streams.
fn printed(folder: &Path, command: &str) -> String {
    let binaries = Path::new(scene::ENGAGE).parent().unwrap();
    let path = format!("{}:{}", binaries.display(), std::env::var("PATH").unwrap());
    let ran = scene::program("sh", folder)
        .args(["-e", "-c", &format!("exec 2>&1\n{}", command.replace("git init", "git init -q"))])
        .envs([("PATH", path.as_str()), ("ENGAGE_TODAY", "2026-03-20")])
        .envs([("GIT_CONFIG_COUNT", "1"), ("GIT_CONFIG_KEY_0", "init.defaultBranch"), ("GIT_CONFIG_VALUE_0", "main")])
        .output()
        .unwrap();
    let printed = String::from_utf8(ran.stdout).unwrap();
    assert!(ran.status.success(), "{command}{printed}");
    printed
}

/// The lines that tell a finding: `  no-decider: …` where it is listed, `PATH: warning: …` in `check`.
fn findings(printed: &str) -> usize {
    let is_listed = |line: &str| {
        let id = line.strip_prefix("  ").and_then(|line| line.split_once(": "));
        id.is_some_and(|(id, _)| engage::check::CHECKS.iter().any(|check| check.id == id))
    };
    printed.lines().filter(|line| is_listed(line) || line.starts_with("engagements/") && line.ends_with(']')).count()
}

#[test]
fn the_first_cycle_of_the_readme_is_quiet() {
    let folder = tempfile::tempdir().unwrap();
    let mut transcript = "# The first cycle of the README\n\nEach command with all that it prints, but the report.\n\n\
                          ```console\n"
        .to_owned();
    for command in commands() {
        let printed = printed(folder.path(), &command);
        if command.starts_with("engage report") {
            for words in ["# After-action report", "find a report in ten seconds", "this saves me an hour a day"] {
                assert!(printed.contains(words), "{words}: {printed}");
            }
            continue;
        }
        transcript.push_str(&format!("$ {command}{printed}\n"));
        let verb = command.split_whitespace().nth(1).unwrap_or("status");
        let (lines, found) = (printed.lines().count(), findings(&printed));
        assert!(lines <= 12 || !["advance", "status", "set", "add"].contains(&verb), "{command}{printed}");
        assert!(found <= if verb == "check" { 10 } else { 3 }, "{command}{printed}");
    }
    transcript.push_str("```\n");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/house/first-cycle.md");
    snapbox::assert_data_eq!(transcript, snapbox::Data::read_from(&path, None).raw());
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
