//! The minimum of `engage list`: the same directory and file reads on as
//! many threads. A separate program, which the benchmark compiles with `rustc -O`.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

fn main() {
    let workspace = PathBuf::from(std::env::args_os().nth(1).expect("a workspace"));
    let engagements = names(&workspace.join("engagements"));
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let (next, bytes) = (AtomicUsize::new(0), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(folder) = engagements.get(next.fetch_add(1, Ordering::Relaxed)) {
                    bytes.fetch_add(read(folder), Ordering::Relaxed);
                }
            });
        }
    });
    println!("{} engagements, {} bytes", engagements.len(), bytes.into_inner());
}

/// Reads one engagement as far as a list needs it; returns the bytes read.
fn read(folder: &Path) -> usize {
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
    let charter = fs::read(folder.join("engagement.yaml")).map_or(0, |text| text.len());
    charter + last.and_then(|entry| fs::read(entry).ok()).map_or(0, |text| text.len())
}

fn names(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).map(|items| items.flatten().map(|item| item.path()).collect()).unwrap_or_default()
}
