//! The kept commands: how many, how large, and what becomes of files that changed.

use std::path::Path;

use super::*;
use crate::store::save::Write;

const ABOUT: &str = "add note";

fn about(number: usize) -> About {
    About { day: "2026-03-02".into(), engagement: Some("dock".into()), sentence: format!("{ABOUT} {number}") }
}

fn carried_out(root: &Path, number: usize, writes: Vec<Write>) -> Option<String> {
    let mut lock = Lock::take(root).unwrap();
    carry_out(&FilePlan(writes), &mut lock, about(number)).unwrap()
}

fn create(root: &Path, name: &str, bytes: Vec<u8>) -> Write {
    Write::Create(root.join("engagements/dock").join(name), bytes)
}

fn kept(root: &Path) -> Vec<String> {
    all(root).unwrap().into_iter().map(|done| done.about.sentence).collect()
}

/// Undoes or redoes the last command, or the path of the file that changed since.
fn taken(root: &Path, direction: Direction) -> Result<(), PathBuf> {
    let all = all(root).unwrap();
    let is_undo = direction == Direction::Undo;
    let chosen =
        if is_undo { all.iter().rfind(|done| !done.is_undone) } else { all.iter().find(|done| done.is_undone) };
    let done = chosen.unwrap();
    let plan = done.plan.as_ref().unwrap().towards(direction).unwrap().map_err(|since| since.path().to_owned())?;
    plan.carry_out(&mut Lock::take(root).unwrap()).unwrap();
    done.mark(direction).unwrap();
    Ok(())
}

#[test]
fn the_last_hundred_commands_are_kept_and_what_was_undone_until_the_next() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    for number in 1..=103 {
        assert_eq!(carried_out(root, number, vec![create(root, &format!("notes/{number}.yaml"), b"x".into())]), None);
    }
    assert_eq!((kept(root).len(), kept(root)[0].as_str()), (100, "add note 4"));
    taken(root, Direction::Undo).unwrap();
    taken(root, Direction::Undo).unwrap();
    assert_eq!(kept(root).len(), 100);
    carried_out(root, 104, vec![create(root, "notes/102.yaml", b"y".into())]);
    assert_eq!((kept(root).len(), kept(root)[98].as_str()), (99, "add note 104"));
}

#[test]
fn what_is_too_large_is_named_and_not_kept_and_makes_no_older_command_the_last() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let large = |megabytes: usize| vec![b'x'; megabytes * 1024 * 1024];
    assert_eq!(carried_out(root, 1, vec![create(root, "evidence/a.bin", large(6))]), None);
    assert_eq!(carried_out(root, 2, vec![create(root, "evidence/b.bin", large(6))]), None);
    assert_eq!(kept(root), ["add note 2"]);
    let why = carried_out(root, 3, vec![create(root, "evidence/c.bin", large(11))]);
    assert_eq!(why.as_deref(), Some("it is too large"));
    assert!(all(root).unwrap().pop().unwrap().plan.is_none());
}

#[test]
fn a_file_cut_short_and_a_command_that_did_nothing_are_told_from_others() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let plan = vec![create(root, "notes/1.yaml", b"\xff\0\"one\"\n".into())];
    carried_out(root, 1, plan.clone());
    assert_eq!(all(root).unwrap().pop().unwrap().plan.unwrap().0, plan);
    let taken = vec![create(root, "notes/1.yaml", b"two".into())];
    assert!(carry_out(&FilePlan(taken), &mut Lock::take(root).unwrap(), about(2)).is_err());
    assert_eq!(kept(root), ["add note 1"]);
    let file = root.join(layout::UNDO).join("000001");
    let bytes = fs::read(&file).unwrap();
    fs::write(&file, &bytes[..bytes.len() - 1]).unwrap();
    assert_eq!(kept(root), Vec::<String>::new());
}

#[test]
fn a_changed_file_is_left_alone_also_in_a_folder_that_was_moved_since() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    carried_out(root, 1, vec![create(root, "people/bo.yaml", b"Bo".into())]);
    let [from, to] = ["engagements/dock", "engagements/berth"].map(|name| root.join(name));
    let person = from.join("people/bo.yaml");
    let plan =
        FilePlan(vec![Write::Replace(person, b"Bo".into(), b"Bo Li".into()), Write::Move(from.clone(), to.clone())]);
    keep(root, &plan, about(2)).unwrap();
    fs::write(from.join("people/bo.yaml"), "Bo Li").unwrap();
    fs::rename(&from, &to).unwrap();
    let moved = to.join("people/bo.yaml");
    fs::write(&moved, "Bo Lindqvist").unwrap();
    assert_eq!(taken(root, Direction::Undo), Err(moved.clone()));
    fs::write(&moved, "Bo Li").unwrap();
    let plan = all(root).unwrap().pop().unwrap().plan.unwrap();
    let back = plan.towards(Direction::Undo).unwrap().unwrap();
    let expected =
        [Write::Move(to, from.clone()), Write::Replace(from.join("people/bo.yaml"), b"Bo Li".into(), b"Bo".into())];
    assert_eq!(back.0, expected);
}
