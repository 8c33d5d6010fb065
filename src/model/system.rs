//! The operating system, where a rule differs by it; rules take it as a parameter, so that each is tested everywhere.

use std::borrow::Cow;

/// An operating system, as far as rules differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum System {
    /// Linux, and any system like it.
    Linux,
    /// macOS.
    Mac,
    /// Windows.
    Windows,
}

impl System {
    /// The system that the program was built for.
    pub const fn here() -> Self {
        if cfg!(windows) {
            Self::Windows
        } else if cfg!(target_os = "macos") {
            Self::Mac
        } else {
            Self::Linux
        }
    }

    /// A path with `/` between its parts, which is how records and messages have it. Elsewhere than on Windows, `\` is a
    /// character like any other.
    pub fn slashed(self, path: &str) -> Cow<'_, str> {
        if self == Self::Windows { path.replace('\\', "/").into() } else { path.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_on_windows_is_a_backslash_the_same_as_a_slash() {
        for (system, path) in [
            (System::Windows, "goals/find-a-report"),
            (System::Mac, r"goals\find-a-report"),
            (System::Linux, r"goals\find-a-report"),
        ] {
            assert_eq!(system.slashed(r"goals\find-a-report"), path);
        }
        assert_eq!(System::Windows.slashed(r".\goals/x"), "./goals/x");
    }
}
