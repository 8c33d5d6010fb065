//! How the program is linked: on Linux at a fixed address, so that no start fills in some 20,000 pointers of its tables.
//! And what `engage --version --verbose` says of the build.

use std::env::var;
use std::process::Command;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let target = |name: &str| var(format!("CARGO_CFG_TARGET_{name}")).unwrap_or_default();
    let is_static = target("FEATURE").split(',').any(|feature| feature == "crt-static");
    if target("OS") == "linux" && target("ENV") == "gnu" && !is_static {
        println!("cargo:rustc-link-arg-bins=-no-pie");
    }
    let rustc = var("RUSTC").ok().and_then(|rustc| Command::new(rustc).arg("--version").output().ok());
    let rustc = rustc.map_or_else(String::new, |output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    println!("cargo:rustc-env=ENGAGE_RUSTC={rustc}");
    println!("cargo:rustc-env=ENGAGE_TARGET={}", var("TARGET").unwrap_or_default());
    println!("cargo:rustc-env=ENGAGE_PROFILE={}", var("PROFILE").unwrap_or_default());
    println!("cargo:rerun-if-env-changed=ENGAGE_COMMIT");
}
