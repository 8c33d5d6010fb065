//! The man pages, made from the help into `target/tmp/man`; `.ci/run dist` copies them to `target/dist/man` for packages.

use std::fs;
use std::path::Path;

use crate::scene;
use clap_mangen::Man;

/// The page of a command as `man` reads it, without what its linters object to.
fn page(command: &clap::Command) -> (String, String) {
    let (mut page, program) = (Vec::new(), concat!("engage ", env!("CARGO_PKG_VERSION")));
    let man = Man::new(command.clone()).date("DATE").source(program).manual("engage");
    man.render(&mut page).unwrap();
    let lines =
        String::from_utf8(page).unwrap().lines().map(|line| format!("{}\n", line.trim_end())).collect::<String>();
    let text = lines.replace(" DATE ", " \"\" ").replace(".br\n\n.br\n", ".br\n");
    let text = match text.split_once("\n.SH EXTRA\n") {
        Some((text, after)) if command.get_name() != "engage" => {
            let (heading, lines) = after.split_once(":\n").unwrap();
            format!("{text}\n.SH {}\n.nf\n{lines}.fi\n", heading.to_uppercase())
        }
        _ => text.replace(".SH EXTRA", ".SH NOTES"),
    };
    (man.get_filename(), text)
}

fn pages(command: &clap::Command) -> Vec<(String, String)> {
    let below = command.get_subcommands().filter(|below| !below.is_hide_set()).flat_map(pages);
    std::iter::once(page(command)).chain(below).collect()
}

#[test]
fn every_command_has_its_page_in_the_manual() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("man");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let mut command = engage::cmd::command_tree();
    command.build();
    let pages = pages(&command);
    for (name, page) in &pages {
        fs::write(folder.join(name), page).unwrap();
    }
    assert!(pages.len() > 40, "{}", pages.len());
    let (_, page) = pages.iter().find(|(name, _)| name == "engage-pace-switch.1").unwrap();
    let about = scene::done(&folder, &["pace", "switch", "--help"]).lines().next().unwrap().to_owned();
    assert!(page.contains(&format!("\n.SH DESCRIPTION\n{about}\n")), "{page}");
}
