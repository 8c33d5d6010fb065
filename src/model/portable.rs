//! File names that are valid on every machine, and which of them collide somewhere.

use unicode_normalization::UnicodeNormalization as _;

use super::system::System;

/// A name or path as seen by a file system that ignores case and Unicode normalization.
pub fn folded(name: &str) -> String {
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    name.nfc().collect::<String>().to_lowercase().nfc().collect()
}

/// A path as a record has it: on macOS as git stores it, composed, while the file system may list it decomposed.
pub fn recorded(path: &str, system: System) -> String {
    if system == System::Mac { path.nfc().collect() } else { path.to_owned() }
}

/// Whether Windows treats a name as a device, whatever its extension.
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_lowercase();
    let numbered = |kind| stem.strip_prefix(kind).is_some_and(|rest: &str| matches!(rest.as_bytes(), [b'1'..=b'9']));
    ["con", "prn", "aux", "nul"].contains(&stem.as_str()) || numbered("com") || numbered("lpt")
}

/// Why some file system rejects a name.
pub fn unportable(name: &str) -> Option<String> {
    if is_device(name) {
        return Some("is a reserved device name on Windows".into());
    }
    if let Some(character) = name.chars().find(|character| r#"<>:"|?*\"#.contains(*character) || character.is_control())
    {
        return Some(format!("contains `{}`, which Windows rejects", character.escape_debug()));
    }
    if name.ends_with(['.', ' ']) {
        return Some("ends in a dot or a space, which Windows removes".into());
    }
    (name.len() > 100).then(|| format!("has {} bytes; some file systems and archives allow at most 100", name.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_windows_refuses_is_said() {
        for name in ["CON", "prn", "aux.yaml", "nul", "com1.yaml", "LPT9.yaml", "x.", "x ", &"a".repeat(101)] {
            assert!(unportable(name).is_some(), "{name}");
        }
        for character in ['<', '>', ':', '"', '|', '?', '*', '\\', '\u{7}'] {
            assert!(unportable(&format!("a{character}b.yaml")).is_some(), "{character:?}");
        }
        for name in ["console.yaml", "com10.yaml", "com0", "ana-ortiz.yaml", "2026-03-02-x-aaaa.yaml"] {
            assert_eq!(unportable(name), None, "{name}");
        }
    }

    #[test]
    fn a_path_that_macos_decomposes_is_recorded_as_git_stores_it() {
        let decomposed = "evidence/Zu\u{308}rich.csv";
        assert_eq!(recorded(decomposed, System::Mac), "evidence/Z\u{fc}rich.csv");
        assert_eq!(recorded(decomposed, System::Linux), decomposed);
    }

    #[test]
    fn case_and_unicode_form_make_no_other_name() {
        assert_eq!(folded("Ana.yaml"), folded("ana.yaml"));
        assert_eq!(folded("stra\u{df}e"), folded("STRA\u{df}E"));
        assert_eq!(folded("in\u{ea}s"), folded("ine\u{302}s"));
        assert_ne!(folded("ines"), folded("in\u{ea}s"));
    }
}
