//! Prints a page as PDF with an installed browser of the Chromium family.

use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::Duration;

use anyhow::bail;

use crate::store::prelude_above::*;

/// The names of such browsers on PATH, and the places where macOS and Windows install them.
const BROWSERS: &str = include_str!("browsers.txt");

/// The files in a temporary folder: the page, its PDF and the browser's profile.
const FILES: [&str; 3] = ["page.html", "page.pdf", "profile"];

/// The time between two looks whether the browser has ended, and how often to look: a minute in all.
const PAUSE: Duration = Duration::from_millis(20);
const LOOKS: u32 = 3_000;

/// The page as PDF on a paper (`A4`, `letter`); none where no browser is installed. The browser runs with a profile of its own, without network.
///
/// # Errors
/// Returns an error if the browser fails or takes more than a minute.
pub fn pdf(page: &str, paper: &str) -> Result<Option<Vec<u8>>> {
    let folder = tempfile::tempdir().context("failed to create a temporary folder")?;
    let [html, pdf, profile] = FILES.map(|name| folder.path().join(name));
    let page = page.replacen("</head>", &format!("<style>@page {{ size: {paper}; }}</style>\n</head>"), 1);
    fs::write(&html, page).context("failed to write the page for the browser")?;
    let mut ended = None;
    for name in BROWSERS.lines() {
        let Some(mut browser) = start(name, &html, &pdf, &profile)? else { continue };
        let status = wait(&mut browser)?;
        if let Some(printed) = fs::read(&pdf).ok().filter(|bytes| bytes.starts_with(b"%PDF-")) {
            return Ok(Some(printed));
        }
        ended = Some(format!("`{name}` printed nothing ({status})"));
    }
    ended.map_or(Ok(None), |what| bail!(what))
}

/// Starts a browser that prints a page; none if it is not installed.
fn start(name: &str, html: &Path, pdf: &Path, profile: &Path) -> Result<Option<Child>> {
    let mut browser = Command::new(name);
    browser
        .args(["--headless", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer", "--proxy-server=0.0.0.0:1"]);
    // root has no sandbox for it, and the page neither has scripts nor loads anything
    browser.args(is_root(html).then_some("--no-sandbox"));
    browser.arg(format!("--user-data-dir={}", profile.display()));
    browser.arg(format!("--print-to-pdf={}", pdf.display())).arg(html);
    match browser.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn() {
        Ok(browser) => Ok(Some(browser)),
        Err(error) if [ErrorKind::NotFound, ErrorKind::NotADirectory].contains(&error.kind()) => Ok(None),
        Err(error) => Err(error).with_context(|| format!("failed to start `{name}`")),
    }
}

/// Waits until the browser ends; stops it after a minute.
fn wait(browser: &mut Child) -> Result<ExitStatus> {
    for _ in 0..LOOKS {
        if let Some(status) = browser.try_wait().context("failed to wait for the browser")? {
            return Ok(status);
        }
        sleep(PAUSE);
    }
    browser.kill().and_then(|()| browser.wait()).context("failed to stop the browser")?;
    bail!("the browser took more than a minute and was stopped");
}

/// Whether the user is root, by the owner of a file just created.
#[cfg(unix)]
fn is_root(file: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    fs::metadata(file).is_ok_and(|file| file.uid() == 0)
}

#[cfg(not(unix))]
const fn is_root(_file: &Path) -> bool {
    false
}
