//! Arguments, clock, environment, terminal and exit codes, floor 4: one file per verb.

/// Runs the program.
pub fn main() -> std::process::ExitCode {
    std::process::ExitCode::SUCCESS
}
