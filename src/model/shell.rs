//! Words of a command to paste, quoted for the shell of the system.

use std::borrow::Cow;

use super::system::System;
use super::text::{hides, is_hidden};

/// A path, or other words, as one word of a command to paste: quoted for the shell unless it is plain.
///
/// Characters that could control the terminal are spelled out in `$'…'`, which bash, zsh and POSIX 2024 support; so the
/// word is unchanged by `visible`.
///
/// On Windows it is quoted for PowerShell, and for `cmd` too where that is possible.
pub fn for_shell(path: &str) -> Cow<'_, str> {
    if System::here() == System::Windows { for_powershell(path) } else { for_posix(path) }
}

/// Quotes that PowerShell treats alike, single and double, and what it replaces in double quotes.
const SINGLE: &[char] = &['\'', '\u{2018}', '\u{2019}', '\u{201a}', '\u{201b}'];
const DOUBLE: &[char] = &['"', '\u{201c}', '\u{201d}', '\u{201e}', '$', '`', '%'];

fn for_powershell(path: &str) -> Cow<'_, str> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._/=@:+-\\".contains(&byte);
    if !path.is_empty() && !path.starts_with(['-', '@']) && path.bytes().all(is_plain) {
        return path.into();
    }
    let path = if path.starts_with('-') { format!("./{path}") } else { path.to_owned() };
    if !path.contains(DOUBLE) {
        return format!("\"{path}\"").into();
    }
    let doubled = path.chars().flat_map(|sign| std::iter::repeat_n(sign, if SINGLE.contains(&sign) { 2 } else { 1 }));
    format!("'{}'", doubled.collect::<String>()).into()
}

fn for_posix(path: &str) -> Cow<'_, str> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._/=@:+-".contains(&byte);
    if !path.is_empty() && !path.starts_with('-') && path.bytes().all(is_plain) {
        return path.into();
    }
    let path = if path.starts_with('-') { format!("./{path}") } else { path.to_owned() };
    if !hides(&path) && !path.contains(['\n', '\t']) {
        return format!("'{}'", path.replace('\'', r"'\''")).into();
    }
    // a shell without `$'…'` reads `'…'`, which none of its characters can close either
    let is_spelled = |character: char| "'\\".contains(character) || is_hidden(character) || character.is_control();
    let spelled = path.chars().map(|character| match character {
        _ if is_spelled(character) => {
            character.encode_utf8(&mut [0; 4]).bytes().map(|byte| format!("\\{byte:03o}")).collect()
        }
        _ => character.to_string(),
    });
    format!("$'{}'", spelled.collect::<String>()).into()
}

#[cfg(test)]
mod tests {
    use super::super::text::visible;
    use super::*;

    #[test]
    fn a_path_in_a_command_is_one_word_to_the_shell() {
        for (path, word) in [
            ("engagements/a_b/cycle-1/x=1@2:3+4.yaml", "engagements/a_b/cycle-1/x=1@2:3+4.yaml"),
            ("x$(touch pwned);.md", "'x$(touch pwned);.md'"),
            ("it's.md", r"'it'\''s.md'"),
            ("a b", "'a b'"),
            ("~", "'~'"),
            ("", "''"),
            ("-rf", "'./-rf'"),
            ("é", "'é'"),
            ("a\u{1b}[m'\\\n\u{202e}b", r"$'a\033[m\047\134\012\342\200\256b'"),
        ] {
            assert_eq!(for_posix(path), word);
            assert_eq!(visible(&for_posix(path)), word);
        }
    }

    #[test]
    fn a_path_in_a_command_is_one_word_to_powershell() {
        for (path, word) in [
            (r"C:\work\x.yaml", r"C:\work\x.yaml"),
            (r"C:\Program Files\x", r#""C:\Program Files\x""#),
            ("it's.md", r#""it's.md""#),
            ("email=ana@port.example", "email=ana@port.example"),
            ("@notes.txt", r#""@notes.txt""#),
            ("", r#""""#),
            ("-rf", r#""./-rf""#),
            ("$(x) it's \u{2019}", "'$(x) it''s \u{2019}\u{2019}'"),
            (r#"changes+={what: "x"}"#, r#"'changes+={what: "x"}'"#),
        ] {
            assert_eq!(for_powershell(path), word);
        }
    }
}
