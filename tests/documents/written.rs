//! Written documents: what a person edited in one is not overwritten, and `report --check` tells which are current.

use std::fs;
use std::path::{Path, PathBuf};

use crate::scene;
use crate::scene::{done, engage, said, without_rights, workspace};

fn document(root: &Path, name: &str) -> PathBuf {
    root.join("engagements/harbor-search/documents").join(name)
}

fn edit(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(from), "{text}");
    fs::write(path, text.replacen(from, to, 1)).unwrap();
}

#[test]
fn an_edited_document_is_refused_with_the_difference_and_force_overwrites_it() {
    let folder = workspace();
    let root = folder.path();
    let default = document(root, "cycle-1-brief.md");
    let (default_place, named_place) = (vec!["report", "brief"], vec!["report", "brief", "-o", "mine.md"]);
    for (path, command) in [(default, default_place), (root.join("mine.md"), named_place)] {
        done(root, &command);
        let untouched = fs::read_to_string(&path).unwrap();
        assert!(untouched.ends_with(" -->\n"), "{untouched}");
        edit(&path, "Port of Aldmouth", "our friends");
        let edited = fs::read(&path).unwrap();
        let refused = engage(root, &command);
        let words = said(&refused);
        assert_eq!((refused.status.code(), fs::read(&path).unwrap()), (Some(3), edited.clone()), "{words}");
        assert!(words.contains("was edited by hand; it was not overwritten"), "{words}");
        assert!(words.lines().any(|line| line.starts_with('-') && line.contains("our friends")), "{words}");
        assert!(words.lines().any(|line| line.starts_with('+') && line.contains("Port of Aldmouth")), "{words}");
        assert!(words.contains("hint: --force overwrites it"), "{words}");
        let dry: Vec<_> = command.iter().copied().chain(["--dry-run"]).collect();
        assert_eq!(engage(root, &dry).status.code(), Some(3), "a dry run says what a run would do");
        let forced: Vec<_> = command.iter().copied().chain(["--force"]).collect();
        done(root, &forced);
        assert_eq!(fs::read_to_string(&path).unwrap(), untouched);
    }
}

#[test]
fn a_file_without_a_digest_is_refused_once() {
    let folder = workspace();
    let root = folder.path();
    let path = root.join("mine.md");
    let text = engage(root, &["report", "brief", "-o", "-"]).stdout;
    assert!(!String::from_utf8(text.clone()).unwrap().contains("<!-- engage"), "standard output has no digest");
    fs::write(&path, &text).unwrap();
    let refused = engage(root, &["report", "brief", "-o", "mine.md"]);
    assert_eq!((refused.status.code(), fs::read(&path).unwrap()), (Some(3), text));
    assert!(said(&refused).contains("does not end with a digest"), "{}", said(&refused));
    done(root, &["report", "brief", "-o", "mine.md", "--force"]);
    done(root, &["set", "belief=pilots search by hand"]);
    done(root, &["report", "brief", "-o", "mine.md"]);
    assert!(fs::read_to_string(&path).unwrap().contains("pilots search by hand"));
}

#[test]
fn a_page_has_its_digest_too() {
    let folder = workspace();
    let root = folder.path();
    done(root, &["report", "brief", "--html"]);
    let path = document(root, "cycle-1-brief.html");
    edit(&path, "Port of Aldmouth", "our friends");
    assert_eq!(engage(root, &["report", "brief", "--html"]).status.code(), Some(3));
}

#[test]
fn converted_line_ends_are_no_edit() {
    let folder = workspace();
    let root = folder.path();
    done(root, &["report", "brief"]);
    let path = document(root, "cycle-1-brief.md");
    let converted = fs::read_to_string(&path).unwrap().replace('\n', "\r\n");
    fs::write(&path, &converted).unwrap();
    assert!(done(root, &["report", "brief"]).contains("is current already"));
    assert_eq!(fs::read_to_string(&path).unwrap(), converted);
    done(root, &["set", "belief=pilots search by hand"]);
    assert!(done(root, &["report", "brief"]).contains("is written"));
}

#[test]
fn all_writes_the_others_and_names_what_it_refused() {
    let folder = workspace();
    let root = folder.path();
    done(root, &["report", "--all"]);
    let (brief, workshop) = (document(root, "cycle-1-brief.md"), document(root, "cycle-1-workshop.md"));
    edit(&brief, "Port of Aldmouth", "our friends");
    done(root, &["set", "title=Search at the berth", "--in", "engagement"]);
    let (edited, earlier) = (fs::read(&brief).unwrap(), fs::read(&workshop).unwrap());
    let refused = engage(root, &["report", "--all"]);
    let words = said(&refused);
    assert_eq!((refused.status.code(), fs::read(&brief).unwrap()), (Some(3), edited), "{words}");
    assert!(words.contains("cycle-1-brief.md was edited by hand"), "{words}");
    assert!(words.contains("`workshop` of harbor-search is written"), "{words}");
    assert_ne!(fs::read(&workshop).unwrap(), earlier);
    done(root, &["report", "--all", "--force"]);
    assert!(!fs::read_to_string(&brief).unwrap().contains("our friends"));
}

#[test]
fn check_tells_which_documents_are_current() {
    let folder = workspace();
    let root = folder.path();
    let check = |arguments: &[&str]| {
        let before = fs::read_dir(document(root, ".")).map_or(0, Iterator::count);
        let output = engage(root, &[&["report", "--check"], arguments].concat());
        assert_eq!(fs::read_dir(document(root, ".")).map_or(0, Iterator::count), before, "it writes nothing");
        (output.status.code().unwrap(), scene::text(&output))
    };
    assert_eq!(check(&[]), (0, "there is no written document to check\n".to_owned()));
    for document in [&["brief"][..], &["workshop", "--html"], &["hot-wash"]] {
        done(root, &[&["report"], document].concat());
    }
    assert_eq!(check(&[]).0, 0);
    fs::write(document(root, "notes.md"), "ours").unwrap();
    edit(&document(root, "cycle-1-hot-wash.md"), "# ", "# Our ");
    done(root, &["set", "title=Search at the berth", "--in", "engagement"]);
    let (exit, words) = check(&["harbor-search"]);
    let expected = "\
engagements/harbor-search/documents/cycle-1-brief.md: out of date
  hint: engage report brief harbor-search --cycle 1
engagements/harbor-search/documents/cycle-1-hot-wash.md: edited by hand
  hint: engage report hot-wash harbor-search --cycle 1 shows the difference
engagements/harbor-search/documents/cycle-1-workshop.html: out of date
  hint: engage report workshop harbor-search --cycle 1 --html
engagements/harbor-search/documents/notes.md: not checked: its name is not that of a document
4 documents: 1 edited by hand, 1 not checked, 2 out of date
";
    assert_eq!((exit, words.as_str()), (3, expected));
    done(root, &["report", "brief"]);
    assert_eq!(check(&["brief"]).0, 0);
    let json: serde_json::Value = serde_json::from_str(&check(&["hot-wash", "--json"]).1).unwrap();
    assert_eq!(json["data"]["documents"][0]["state"], "edited-by-hand");
    done(root, &["report", "portfolio"]);
    assert_eq!(check(&["portfolio"]).0, 0);
    done(root, &["set", "title=Search", "--in", "engagement"]);
    assert_eq!(check(&["portfolio"]).0, 3);
    fs::remove_file(document(root, "cycle-1-brief.md")).unwrap();
    assert_eq!(check(&["brief"]).0, 0);
}

/// A text as git leaves it where both sides changed it.
fn half_merged(text: &str) -> String {
    format!("{text}<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> other\n")
}

#[test]
fn conflict_markers_in_documents_and_templates_are_found() {
    let folder = workspace();
    let root = folder.path();
    done(root, &["report", "brief"]);
    done(root, &["report", "portfolio"]);
    fs::create_dir(root.join("templates")).unwrap();
    fs::write(root.join("templates/week.md"), "---\naudience: internal\nsummary: x\n---\nx\n").unwrap();
    fs::write(document(root, "notes.md"), "Heading\n=======\n\n>>>>>>> a quote\n").unwrap();
    let check = || engage(root, &["check", "--only", "conflict-markers"]);
    assert!(check().status.success(), "{}", scene::text(&check()));
    let portfolio = root.join("engagements/portfolio.md");
    for path in [document(root, "cycle-1-brief.md"), root.join("templates/week.md"), portfolio] {
        fs::write(&path, half_merged(&fs::read_to_string(&path).unwrap())).unwrap();
    }
    let words = scene::text(&check());
    assert_eq!(check().status.code(), Some(3), "{words}");
    assert!(words.contains("documents/cycle-1-brief.md:"), "{words}");
    assert!(words.contains("    engage report brief harbor-search --cycle 1 --force\n"), "{words}");
    assert!(words.contains("    engage report portfolio --force\n"), "{words}");
    assert!(words.contains("templates/week.md:6:1: error: git conflict markers at lines 6, 8 and 10"), "{words}");
    assert!(said(&engage(root, &["report", "brief"])).contains("was edited by hand"));
    done(root, &["report", "brief", "--force"]);
    assert!(!scene::text(&check()).contains("brief.md"));
}

#[test]
fn no_folder_is_made_for_an_engagement_that_does_not_exist() {
    let folder = workspace();
    for name in ["ghost", "GHOST", "harbor"] {
        let place = format!("engagements/{name}/documents/x.md");
        for arguments in
            [&["report", "brief", "harbor-search", "-o", &place][..], &["report", "portfolio", "-o", &place]]
        {
            let refused = engage(folder.path(), arguments);
            assert_eq!(refused.status.code(), Some(4), "{}", said(&refused));
            assert!(said(&refused).contains(&format!("`{name}` does not exist")), "{}", said(&refused));
            assert!(!folder.path().join("engagements").join(name).exists());
        }
    }
    done(folder.path(), &["report", "brief", "-o", "engagements/harbor-search/documents/x.md"]);
    done(folder.path(), &["report", "portfolio", "-o", "engagements/all.md"]);
}

#[test]
fn no_html_of_the_workspace_reaches_a_page() {
    let folder = workspace();
    let root = folder.path();
    fs::create_dir(root.join("templates")).unwrap();
    fs::write(root.join("templates/after-action.html"), "<script>alert(1)</script>").unwrap();
    let refused = engage(root, &["report", "after-action", "--html", "-o", "-"]);
    assert_eq!((refused.status.code(), refused.stdout.len()), (Some(3), 0));
    assert!(said(&refused).contains("templates/after-action.html:1:1: is HTML, and a template is markdown"));
    assert!(said(&refused).contains("hint: write it in markdown as after-action.md; --html makes the page"));
    let listed = engage(root, &["report", "--list"]);
    assert!(said(&listed).contains("templates/after-action.html:1:1: is HTML"), "{}", said(&listed));

    fs::remove_file(root.join("templates/after-action.html")).unwrap();
    fs::write(root.join("templates/after-action.md"), "# {{ title }}\n\n<script>alert(1)</script>\n").unwrap();
    let made = engage(root, &["report", "after-action", "--html", "-o", "-"]);
    let page = String::from_utf8(made.stdout.clone()).unwrap();
    assert!(!page.contains("<script") && page.contains("&lt;script&gt;"), "{page}");
    assert!(page.contains("<main>") && page.contains("base-uri 'none'"), "{page}");
    assert_eq!(said(&made), "rendered with the workspace's own template templates/after-action.md\n");
    assert!(!said(&engage(root, &["report", "brief", "-o", "-"])).contains("own template"));
    done(root, &["template", "eject", "brief"]);
    assert!(!done(root, &["report", "brief"]).contains("own template"), "it is the built-in one, word for word");
}

/// A workspace in which a record or a folder of records cannot be read.
#[cfg(unix)]
fn unreadable(inner: &str) -> tempfile::TempDir {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = workspace();
    let root = folder.path();
    done(root, &["add", "goal", "find fast", "--criterion", "nine of ten"]);
    done(root, &["report", "--all"]);
    let path = root.join("engagements/harbor-search").join(inner);
    if path.is_dir() {
        fs::set_permissions(path, fs::Permissions::from_mode(0o000)).unwrap();
    } else {
        fs::write(path, "statement: s\nstatment: s\n").unwrap();
    }
    folder
}

#[cfg(unix)]
#[test]
fn a_customers_document_is_refused_where_the_record_cannot_be_read() {
    for (inner, place) in [("goals/find-fast.yaml", "goals/find-fast.yaml:2:1: "), ("goals", "goals: cannot be read: ")]
    {
        let folder = unreadable(inner);
        let root = folder.path();
        let workshop = fs::read(document(root, "cycle-1-workshop.md")).unwrap();
        for arguments in
            [&["report", "workshop"][..], &["report", "handover", "-o", "-"], &["report", "close-out", "--html"]]
        {
            let refused = without_rights(root).args(arguments).output().unwrap();
            assert_eq!((refused.status.code(), refused.stdout.len()), (Some(3), 0), "{}", said(&refused));
            let words = said(&refused);
            assert!(words.contains("is for the customer, and not all of the record can be read"), "{words}");
            assert!(words.contains(&format!("  engagements/harbor-search/{place}")), "{words}");
        }
        let all = without_rights(root).args(["report", "--all"]).output().unwrap();
        assert_eq!(all.status.code(), Some(3), "{}", said(&all));
        assert!(said(&all).contains("`brief` of harbor-search is written"), "{}", said(&all));
        assert_eq!(fs::read(document(root, "cycle-1-workshop.md")).unwrap(), workshop);
        let check = without_rights(root).args(["report", "--check"]).output().unwrap();
        assert!(scene::text(&check).contains("cycle-1-workshop.md: cannot be rendered: `workshop` is for"));
    }
}

#[cfg(unix)]
#[test]
fn an_internal_document_names_at_its_head_what_it_does_not_include() {
    for (inner, named) in [("goals/find-fast.yaml", "goals/find-fast.yaml"), ("goals", "goals")] {
        let folder = unreadable(inner);
        let from = |here: &Path, document: &str| {
            let made = without_rights(here).args(["report", document, "-o", "-"]).output().unwrap();
            assert!(made.status.success(), "{}", said(&made));
            String::from_utf8(made.stdout).unwrap()
        };
        for document in ["brief", "after-action", "management"] {
            let text = from(folder.path(), document);
            let sentence = format!("\n\n> Not included: {named} cannot be read.\n\n");
            assert!(text.starts_with("# ") && text.contains(&sentence), "{text}");
            assert_eq!(from(&folder.path().join("engagements/harbor-search"), document), text, "wherever one stands");
        }
        let portfolio = from(folder.path(), "portfolio");
        assert!(portfolio.contains(&format!("> Not included: harbor-search/{named} cannot be read.")), "{portfolio}");
    }
}
