//! Runs every transcript under `tests/cmd` and the README's, and compares whole outputs.
//!
//! A transcript shows what a person would see: in a ```` ```console ```` block, `$ engage …` and
//! below it both streams as they come, with `? 3` first where the exit code is not 0. Beside
//! `advance.md`, a folder `advance.in/` is where it starts; with a folder `advance.out/` (at least
//! `.keep` in it) it works on a copy, all blocks in the same one, and each file in `advance.out/`
//! must come out with those bytes. Without it nothing may be written. The README runs here in the
//! repository, so its transcripts only read.
//!
//! `TRYCMD=overwrite cargo test --test cmd` writes what came out into the transcripts; read the diff.

#[test]
fn every_transcript_comes_out_as_written() {
    for name in ["ENGAGE_WORKSPACE", "ENGAGE_ENGAGEMENT"] {
        assert!(std::env::var_os(name).is_none(), "{name} is set: the transcripts would look elsewhere");
    }
    trycmd::TestCases::new()
        .register_bin("engage", std::path::PathBuf::from(env!("CARGO_BIN_EXE_engage")))
        .env("ENGAGE_TODAY", "2026-06-01")
        .env("NO_COLOR", "1")
        .case("tests/cmd/**/*.md")
        .case("README.md")
        // pages of checks, which tests/pinned/checks.rs runs
        .skip("tests/cmd/check/*.md")
        // a document that a transcript starts from or renders is no transcript
        .skip("tests/cmd/**/*.in/**/*.md")
        .skip("tests/cmd/**/*.out/**/*.md");
}
