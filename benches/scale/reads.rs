//! The minimum of `engage list`: the same directory and file reads on as many threads. With `--all`, the minimum
//! of a command that needs every record: every file is read. A separate program, which the benchmark compiles
//! with `rustc -O`.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

fn main() {
    let workspace = PathBuf::from(std::env::args_os().nth(1).expect("a workspace"));
    let read = if std::env::args().nth(2).is_some_and(|mode| mode == "--all") { all } else { list };
    let engagements = names(&workspace.join("engagements"));
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let (next, bytes) = (AtomicUsize::new(0), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let mut buffer = Vec::new();
                while let Some(folder) = engagements.get(next.fetch_add(1, Ordering::Relaxed)) {
                    bytes.fetch_add(read(folder, &mut buffer), Ordering::Relaxed);
                }
            });
        }
    });
    println!("{} engagements, {} bytes", engagements.len(), bytes.into_inner());
}

/// Reads one engagement as far as a list needs it; returns the bytes read.
fn list(folder: &Path, buffer: &mut Vec<u8>) -> usize {
    let mut last = None;
    for path in names(folder) {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if name.starts_with("cycle-") {
            let entries = names(&path).into_iter().filter(|entry| !entry.ends_with("pace.yaml"));
            last = last.max(entries.max());
        } else if name == "outcomes" {
            names(&path);
        }
    }
    file(&folder.join("engagement.yaml"), buffer) + last.map_or(0, |entry| file(&entry, buffer))
}

/// Reads every file of a folder and of the folders in it; returns the bytes read.
fn all(folder: &Path, buffer: &mut Vec<u8>) -> usize {
    let Ok(items) = fs::read_dir(folder) else { return 0 };
    let read = |path: PathBuf, is_folder, buffer: &mut _| if is_folder { all(&path, buffer) } else { file(&path, buffer) };
    items.flatten().map(|item| read(item.path(), item.file_type().is_ok_and(|kind| kind.is_dir()), buffer)).sum()
}

fn file(path: &Path, buffer: &mut Vec<u8>) -> usize {
    buffer.clear();
    File::open(path).and_then(|mut file| file.read_to_end(buffer)).unwrap_or_default()
}

fn names(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).map(|items| items.flatten().map(|item| item.path()).collect()).unwrap_or_default()
}
