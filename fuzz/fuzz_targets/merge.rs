//! Merges three versions of a record: changes of one side only are taken in full, and a written result is valid.
//!
//! The first byte chooses the kind of file; the versions are separated by NUL: base, ours, theirs.

#![no_main]

mod table;

use engage::store::merge::{Choice, Decided, MergedFile, Source, merge};
use engage::store::yaml::parse::tree;
use engage::store::yaml::readable;
use libfuzzer_sys::fuzz_target;
use table::table;

fn reads(text: &str) -> bool {
    readable(text.as_bytes()).and_then(tree).is_ok()
}

fn text(merged: &Option<MergedFile>) -> Option<&str> {
    let merged = merged.as_ref()?;
    assert!(merged.open.is_empty(), "one side alone changed it: {:?}", merged.open);
    merged.file.as_ref().map(|file| file.text.as_str())
}

fuzz_target!(|data: &[u8]| {
    let Some((kind, rest)) = data.split_first() else { return };
    let Ok(rest) = std::str::from_utf8(rest) else { return };
    let mut parts = rest.splitn(3, '\0');
    let (Some(base), Some(ours), Some(theirs)) = (parts.next(), parts.next(), parts.next()) else { return };
    if [base, ours, theirs].iter().any(|text| !reads(text)) {
        return;
    }
    let fields = table(*kind);
    let undecided = Decided::default();
    // if theirs changed nothing, the result is ours, byte for byte
    if let Some(made) = text(&merge(&fields, [base, ours, base], &undecided)) {
        assert_eq!(made, ours);
    }
    // if ours changed nothing, the result is valid and has the values of theirs
    let taken = merge(&fields, [base, base, theirs], &undecided);
    if let Some(made) = text(&taken) {
        assert!(reads(made), "{made}");
        let differs = merge(&fields, [theirs, theirs, made], &undecided);
        assert!(differs.is_some_and(|differs| differs.taken.is_empty()), "{made}");
    }
    // whatever was decided, a written result is valid
    let decided = Decided::from([(String::new(), Choice::Side(Source::Theirs))]);
    if let Some(MergedFile { file: Some(file), open, .. }) = merge(&fields, [base, ours, theirs], &decided) {
        assert!(open.is_empty(), "{open:?}");
        assert!(reads(&file.text), "{}", file.text);
    }
});
