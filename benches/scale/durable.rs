//! The minimum of a command that writes: one file, so that it survives a loss of power. A separate program, which
//! the benchmark compiles with `rustc -O`.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::PathBuf;

fn main() -> io::Result<()> {
    let folder = PathBuf::from(std::env::args_os().nth(1).expect("a folder"));
    let (temporary, record) = (folder.join(".record.tmp"), folder.join("record.yaml"));
    let mut file = File::create_new(&temporary)?;
    file.write_all(&[b'a'; 400])?;
    file.sync_all()?;
    fs::rename(&temporary, record)?;
    File::open(folder)?.sync_all()
}
