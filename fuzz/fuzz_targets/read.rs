//! Reads any bytes as every kind of file in a workspace.
//!
//! Nothing panics; an error has a place inside the text and a message; what the plain builder reads, the parser reads
//! the same way (a tab in a comment forces the parser).

#![no_main]

use engage::model::charter::Charter;
use engage::model::pace::Pace;
use engage::model::record::{Outcome, ROWS};
use engage::model::reference::EntryId;
use engage::model::settings::Settings;
use engage::model::step::Step;
use engage::store::yaml::parse::{locate, tree};
use engage::store::yaml::tree::TreeValue;
use engage::store::yaml::{Fault, read, readable};
use libfuzzer_sys::fuzz_target;

/// Checks that an error has an existing place and a message.
fn place<T>(bytes: &[u8], read: Result<T, Fault>) -> Option<T> {
    match read {
        Ok(value) => Some(value),
        Err(fault) => {
            // YAML also ends a line at a lone carriage return
            let lines = bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count() + 1;
            assert!((1..=lines + 1).contains(&fault.line), "{fault:?}");
            assert!(fault.column >= 1 && fault.column <= bytes.len() + 2, "{fault:?}");
            assert!(!fault.message.trim().is_empty() && !fault.message.contains('\n'), "{fault:?}");
            None
        }
    }
}

/// Checks that a text of keys and values reads the same, positions included, with a comment at its end.
fn by_the_parser(text: &str) {
    let read = place(text.as_bytes(), tree(text));
    let Some(read) = read.filter(|read| matches!(read.value, TreeValue::Map(..))) else { return };
    if text.ends_with('\n') && !text.contains(['\t', '\r']) {
        assert_eq!(tree(&format!("{text}#\t\n")), Ok(read));
    }
}

fuzz_target!(|data: &[u8]| {
    let Some((which, bytes)) = data.split_first() else { return };
    let which = usize::from(*which) % (ROWS.len() + Step::ALL.len() + 4);
    if let Some(row) = ROWS.get(which) {
        drop(place(bytes, read::record(row.kind, bytes)));
    } else if let Some(step) = Step::ALL.get(which - ROWS.len()) {
        let id = EntryId { cycle: 1, number: 1, step: *step };
        if let Some(entry) = place(bytes, read::entry(id, bytes)) {
            assert_eq!(place(bytes, read::entered(bytes)), Some(entry.common));
        }
    } else {
        match which - ROWS.len() - Step::ALL.len() {
            0 => drop(place(bytes, read::file::<Charter>(bytes))),
            1 => drop(place(bytes, read::file::<Pace>(bytes))),
            2 => drop(place(bytes, read::file::<Outcome>(bytes))),
            _ => drop(place(bytes, read::optional_file::<Settings>(bytes))),
        }
    }
    if let Ok(text) = readable(bytes) {
        by_the_parser(text);
        locate(text, &["extra"]);
    }
});
