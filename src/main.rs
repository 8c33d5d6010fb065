//! The binary: calls the library, nothing else.

fn main() -> std::process::ExitCode {
    engage::cmd::main()
}
