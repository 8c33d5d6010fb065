//! Names of files and folders, and what they stand for.

use super::*;

#[test]
fn a_record_lies_where_its_reference_says() {
    let root = Path::new("/w");
    let id: Slug = "harbor-search".parse().unwrap();
    for reference in ["engagement", "goals/find-a-report", "cycle-1/06-demo", "cycle-2/pace", "outcomes/01-called-off"]
    {
        let path = record(root, &id, &reference.parse().unwrap());
        assert_eq!(shown(root, &path), format!("engagements/harbor-search/{reference}.yaml"));
        assert_eq!(parse(path.strip_prefix(root).unwrap()), Some((id.clone(), reference.parse().unwrap())));
    }
}

#[test]
fn only_documents_may_stand_among_the_records() {
    for kept in [
        "",
        "engagements",
        "engagements/harbor-search",
        "engagements/harbor-search/evidence/timing.csv",
        "engagements/harbor-search/brief.md",
        "engagements/harbor-search/documents",
        "engagements/harbor-search/documents/x.YML",
        "engagements/harbor-search/people/new.md",
        "templates/x.md",
        ".git/x",
        ".GIT/x",
        ".engage/x",
        "a/b.yaml",
    ] {
        assert!(is_for_records(Path::new(kept)), "{kept}");
    }
    for free in ["engagements/portfolio.md", "engagements/harbor-search/documents/x.md", "x.md", "a/templates/x.md"] {
        assert!(!is_for_records(Path::new(free)), "{free}");
    }
    assert_eq!(shown(Path::new("/w"), Path::new("/w")), ".");
}

#[test]
fn a_name_that_is_none_of_the_record_is_told_where_it_belongs() {
    for (name, hint) in [
        ("lesson", "did you mean `lessons`?"),
        ("Cycle-02", "did you mean `cycle-2`?"),
        ("outcome", "did you mean `outcomes`?"),
        ("engagement.yml", "rename it to engagement.yaml"),
        ("goal.yaml", "move it into goals/ and give it a name of its own"),
        ("cycle-99999", "move each record into the folder of its kind, such as goals/"),
        ("2026", "move each record into the folder of its kind, such as goals/"),
    ] {
        assert_eq!(folder(name), None, "{name}");
        assert_eq!(meant(name), hint, "{name}");
    }
}

#[test]
fn what_editors_leave_behind_is_litter() {
    for name in [
        ".x.swp",
        "x.yaml~",
        "#x#",
        "#x",
        "x#",
        ".#x",
        "x.yaml.orig",
        "x.yaml.rej",
        "x.yaml.bak",
        "x.yaml.tmp",
        "x.yaml.swp",
        "x_BACKUP_1.yaml",
        "x_BASE_1.yaml",
        "x_LOCAL_1.yaml",
        "x_REMOTE_1.yaml",
        ".DS_Store",
        "Thumbs.db",
        "desktop.ini",
        "a (conflicted copy).yaml",
        "a.sync-conflict-20260504-101500-7K2M.yaml",
        "a.yaml.mine",
        "~$a.yaml",
    ] {
        assert!(is_litter(name), "{name}");
    }
    assert!(!is_litter("ana-ortiz.yaml"));
}
