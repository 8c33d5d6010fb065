//! Any bytes read as every kind of file that a workspace holds.
//!
//! Nothing panics; what is refused has a place inside the text and a sentence; what is read without a
//! parser is what the parser reads.

#![no_main]

use engage::model::charter::Charter;
use engage::model::pace::Pace;
use engage::model::record::{Outcome, ROWS};
use engage::model::reference::EntryId;
use engage::model::settings::Settings;
use engage::model::step::Step;
use engage::store::locate;
use engage::store::yaml::{Fault, read, screen};
use libfuzzer_sys::fuzz_target;
use serde::de::{Deserialize, DeserializeSeed};
use serde_yaml::Deserializer;

/// What is refused is refused at a place that is there, in words.
fn place<T>(bytes: &[u8], read: Result<T, Fault>) -> Option<T> {
    match read {
        Ok(value) => Some(value),
        Err(fault) => {
            // YAML ends a line at a lone carriage return too
            let lines = bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count() + 1;
            assert!((1..=lines + 1).contains(&fault.line), "{fault:?}");
            assert!(fault.column >= 1 && fault.column <= bytes.len() + 2, "{fault:?}");
            assert!(!fault.message.trim().is_empty() && !fault.message.contains('\n'), "{fault:?}");
            None
        }
    }
}

fuzz_target!(|data: &[u8]| {
    let Some((which, bytes)) = data.split_first() else { return };
    let text = screen(bytes).ok();
    let parser = || Deserializer::from_str(text.expect("what was read passed the screen"));
    let which = usize::from(*which) % (ROWS.len() + Step::ALL.len() + 4);
    if let Some(row) = ROWS.get(which) {
        if let Some(record) = place(bytes, read::record(row.kind, bytes)) {
            assert_eq!(row.kind.deserialize(parser()).ok(), Some(record));
        }
    } else if let Some(step) = Step::ALL.get(which - ROWS.len()) {
        let id = EntryId { cycle: 1, number: 1, step: *step };
        if let Some(entry) = place(bytes, read::entry(id, bytes)) {
            assert_eq!(step.deserialize(parser()).ok(), Some(entry.answers));
            assert_eq!(place(bytes, read::entered(bytes)), Some(entry.common));
        }
    } else {
        match which - ROWS.len() - Step::ALL.len() {
            0 => {
                if let Some(charter) = place(bytes, read::file::<Charter>(bytes)) {
                    assert_eq!(Charter::deserialize(parser()).ok(), Some(charter));
                }
            }
            1 => drop(place(bytes, read::file::<Pace>(bytes))),
            2 => drop(place(bytes, read::file::<Outcome>(bytes))),
            _ => drop(place(bytes, read::optional_file::<Settings>(bytes))),
        }
    }
    if let Some(text) = text {
        locate::key(text, &["extra"]);
        locate::duplicates(text, "extra");
    }
});
