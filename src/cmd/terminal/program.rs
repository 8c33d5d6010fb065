//! The program that a user names as editor or pager, with its arguments: run by a shell, or on Windows without one.

use std::io::{self, ErrorKind};
use std::process::Command;

use crate::model::system::System;

/// Signs that only a shell understands.
const FOR_A_SHELL: &[char] = &['|', '&', ';', '<', '>', '(', ')', '$', '`', '\\', '"', '\'', '*', '?', '[', '#', '~'];

/// Starts the program of a command line.
///
/// # Errors
/// Returns why it cannot be started.
pub fn start<T>(line: &str, system: System, start: impl Fn(&mut Command) -> io::Result<T>) -> io::Result<T> {
    let mut last = Err(ErrorKind::NotFound.into());
    for words in attempts(line, system) {
        let (program, arguments) = words.split_first().ok_or(ErrorKind::NotFound)?;
        last = start(Command::new(program).args(arguments));
        if !matches!(&last, Err(error) if error.kind() == ErrorKind::NotFound) {
            break;
        }
    }
    last
}

/// The program and arguments of a command line; where there are several, the first that exists is meant.
///
/// As git does, a shell reads the line only where needed. Windows has none: the line may be the path of a program,
/// blanks and all, and a program such as `code` may be a script.
fn attempts(line: &str, system: System) -> Vec<Vec<String>> {
    if system != System::Windows {
        let by_shell = || ["sh", "-c", line].map(ToOwned::to_owned).to_vec();
        let plain = || line.split_whitespace().map(ToOwned::to_owned).collect();
        return vec![if line.contains(FOR_A_SHELL) { by_shell() } else { plain() }];
    }
    let (words, whole) = (words(line), vec![line.trim().to_owned()]);
    let mut attempts = if words.len() > 1 && !line.contains(['"', '\'']) { vec![whole] } else { vec![] };
    attempts.extend(["", ".cmd", ".bat"].map(|end| {
        let mut words = words.clone();
        words.iter_mut().take(1).for_each(|program| program.push_str(end));
        words
    }));
    attempts
}

/// The words of a line for Windows: quotes of either kind join them, and `\` is part of a path.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), String::new(), None);
    for sign in line.chars().chain([' ']) {
        match quote {
            None if sign == '"' || sign == '\'' => quote = Some(sign),
            None if sign.is_whitespace() => {
                words.extend(Some(std::mem::take(&mut word)).filter(|word| !word.is_empty()));
            }
            Some(open) if open == sign => quote = None,
            _ => word.push(sign),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_reads_only_what_needs_one() {
        for system in [System::Linux, System::Mac] {
            assert_eq!(attempts("less -FRX", system), [["less", "-FRX"]]);
            assert_eq!(attempts("less | cat", system), [["sh", "-c", "less | cat"]]);
        }
    }

    #[test]
    fn windows_finds_a_program_by_its_path_its_name_or_as_a_script() {
        let of = |line| attempts(line, System::Windows).iter().map(|words| words.join("|")).collect::<Vec<_>>();
        assert_eq!(of("code --wait"), ["code --wait", "code|--wait", "code.cmd|--wait", "code.bat|--wait"]);
        assert_eq!(of("notepad"), ["notepad", "notepad.cmd", "notepad.bat"]);
        assert_eq!(of(r"C:\Program Files\Vim\gvim.exe")[0], r"C:\Program Files\Vim\gvim.exe");
        for quoted in [r#""C:\Program Files\Vim\gvim.exe" -f "a b""#, r"'C:\Program Files\Vim\gvim.exe' -f 'a b'"] {
            assert_eq!(of(quoted)[0], r"C:\Program Files\Vim\gvim.exe|-f|a b");
        }
    }
}
