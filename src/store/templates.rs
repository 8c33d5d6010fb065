//! The workspace's own templates: their names, texts and front matter.

use super::save::is_free;
use super::workspace::STRANGE;
use super::yaml::bytes::place;
use super::yaml::parse;
use crate::model::front::{Front, LONGEST, Words};
use crate::store::prelude_above::*;

/// A file in the workspace's `templates/`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct TemplateFile {
    /// The document's name: the file name without its suffix.
    pub name: Slug,
    /// The file's name, below the folder of its language.
    pub file: String,
    /// The language whose folder it is in.
    pub language: Option<String>,
    path: PathBuf,
}

/// A template's text and front matter.
#[derive(Debug, Clone, PartialEq)]
pub struct TemplateText {
    /// The display path of the file.
    pub shown: String,
    /// The whole text.
    pub text: String,
    /// The front matter between the first two lines of `---`, if there is any.
    pub front: Option<Front>,
    front_ends: usize,
}

/// The templates by name, and the files that are not valid templates.
pub fn all(workspace: &Workspace) -> Result<(Vec<TemplateFile>, Vec<FileProblem>)> {
    let folder = workspace.root.join(layout::TEMPLATES);
    if fs::symlink_metadata(&folder).is_ok_and(|kind| !kind.is_dir()) {
        let hint = "put the real templates folder here";
        return Ok((vec![], vec![FileProblem::whole(workspace.shown(&folder), STRANGE, hint)]));
    }
    let (mut files, mut unread) = (Vec::new(), Vec::new());
    let mut found = |folder: PathBuf, language: Option<&str>| -> Result<Vec<String>> {
        let mut languages = Vec::new();
        for FolderEntry { name: file, kind } in inside(&folder).with_context(|| NotRead::at(&folder))? {
            let path = folder.join(&file);
            if file == if language.is_some() { layout::LANGUAGE } else { layout::FRAME } {
                continue;
            }
            if kind == FileKind::Folder && language.is_none() && is_language(&file) {
                languages.push(file);
                continue;
            }
            match named(&file) {
                Ok(name) => files.push(TemplateFile { name, file, language: language.map(str::to_owned), path }),
                Err((message, hint)) => unread.push(FileProblem::whole(workspace.shown(&path), message, hint)),
            }
        }
        Ok(languages)
    };
    for language in found(folder.clone(), None)? {
        found(folder.join(&language), Some(&language))?;
    }
    files.sort_unstable();
    Ok((files, unread))
}

/// Whether a folder has the code of a language as its name: `fr`, `pt-br`.
pub fn is_language(folder: &str) -> bool {
    let first = folder.split('-').next().unwrap_or_default();
    (2..=3).contains(&first.len()) && folder.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
}

/// The display path of a language's words, and the words that the workspace adds, by key.
pub fn words(workspace: &Workspace, language: &str) -> Result<(String, BTreeMap<String, String>), Box<FileProblem>> {
    let path = workspace.root.join(layout::TEMPLATES).join(language).join(layout::LANGUAGE);
    let shown = workspace.shown(&path);
    if is_free(&path) {
        return Ok((shown, BTreeMap::new()));
    }
    let bytes = bytes(&path).map_err(|error| Box::new(FileProblem::unreadable(shown.clone(), &error)))?;
    let words =
        read::optional_file::<Words>(&bytes).map_err(|fault| Box::new(workspace.unread(&path, &bytes, fault)))?;
    Ok((shown, words.words.into_iter().map(|(key, word)| (key, word.as_str().to_owned())).collect()))
}

/// The file and text of the workspace's own template of a name, valid or not.
pub fn text(workspace: &Workspace, name: &str) -> Result<Option<(String, String)>> {
    let is_name = name.parse::<Slug>().is_ok();
    if is_name { own(workspace, &format!("{name}{}", layout::MARKDOWN)) } else { Ok(None) }
}

/// The file and text of the workspace's own parts of a page, valid or not.
pub fn page(workspace: &Workspace) -> Result<Option<(String, String)>> {
    own(workspace, layout::FRAME)
}

fn own(workspace: &Workspace, file: &str) -> Result<Option<(String, String)>> {
    let path = layout::template(&workspace.root, file);
    let shown = workspace.shown(&path);
    if is_free(&path) {
        return Ok(None);
    }
    atomic::within(&workspace.root, &path)?;
    let bytes = bytes(&path).with_context(|| NotRead(shown.clone()))?;
    let text = readable(&bytes).map_err(|fault| anyhow::anyhow!("failed to read {shown}: {}", fault.message))?;
    Ok(Some((shown, text.to_owned())))
}

/// The document name of a file name.
fn named(file: &str) -> Result<Slug, (String, &'static str)> {
    let Some(stem) = layout::document_name(file) else {
        return Err(("not a template".to_owned(), "a template's name ends in .md; move other files elsewhere"));
    };
    stem.parse().map_err(|message| (format!("not a template: {message}"), "rename the file"))
}

impl TemplateFile {
    /// The display path of the file.
    pub fn shown(&self, workspace: &Workspace) -> String {
        workspace.shown(&self.path)
    }

    /// Reads the file; links are not followed.
    pub fn read(&self, workspace: &Workspace) -> Result<TemplateText, Box<FileProblem>> {
        let shown = self.shown(workspace);
        let wrong = |message, hint: &str| FileProblem::whole(shown.clone(), message, hint);
        if self.file.ends_with(layout::PAGE) {
            let hint = format!("write it in Markdown as {}{}; --html creates the page", self.name, layout::MARKDOWN);
            return Err(Box::new(wrong("is HTML, but templates are Markdown", &hint).at((1, 1))));
        }
        let bytes = bytes(&self.path).map_err(|error| Box::new(FileProblem::unreadable(shown.clone(), &error)))?;
        if bytes.len() > LONGEST {
            let message = "exceeds the limit of 128 KiB for a template";
            return Err(Box::new(wrong(message, "shorten it, or split it into two documents")));
        }
        let unread = |fault| Box::new(workspace.unread(&self.path, &bytes, fault));
        let text = readable(&bytes).map_err(unread)?;
        let (front, front_ends) = front(text).map_err(unread)?;
        Ok(TemplateText { shown, text: text.to_owned(), front, front_ends })
    }
}

impl TemplateText {
    /// The text with the front matter blanked out, so that line numbers stay the same.
    pub fn body(&self) -> String {
        let (front, body) = self.text.split_at(self.front_ends);
        "\n".repeat(front.matches('\n').count()) + body
    }

    /// A problem with a key of the front matter, or with all of it.
    pub fn unread(&self, key: Option<&str>, message: String, hint: String) -> Box<FileProblem> {
        let place = |key| {
            let (front, _) = inner(&self.text)?;
            Some(place(front, parse::tree(front).ok()?.pair(key)?.value.start))
        };
        let (line, column) = key.and_then(place).map_or((1, 1), |(line, column)| (line + 1, column));
        let excerpt = self.text.lines().nth(line - 1).map(|line| line.trim_end().to_owned());
        let wrong = FileProblem::whole(self.shown.clone(), message, hint).at((line, column));
        Box::new(FileProblem { excerpt, ..wrong })
    }
}

/// The front matter of a text, and where the rest begins; `None` if the first line is not `---`.
fn front(text: &str) -> Result<(Option<Front>, usize), Fault> {
    if text.lines().next().is_none_or(|first| first.trim_end() != MARK) {
        return Ok((None, 0));
    }
    let Some((inner, end)) = inner(text) else {
        let hint = "close it with a `---` line before the text of the document";
        return Err(Fault::new(1, 1, "this front matter is not closed").hint(hint));
    };
    let front = read::optional_file::<Front>(inner.as_bytes()).map_err(|fault| Fault {
        line: fault.line + 1,
        message: fault.message.replace("one item per line after `- `", "such as `[demo, adjust]`"),
        ..fault
    })?;
    Ok((Some(front), end))
}

/// The line that opens and closes the front matter.
const MARK: &str = "---";

/// The text between the first two lines of `---`, and where the line after them begins.
fn inner(text: &str) -> Option<(&str, usize)> {
    let begin = text.find('\n')? + 1;
    let lines = text[begin..].split_inclusive('\n');
    let end = begin + lines.take_while(|line| line.trim_end() != MARK).map(str::len).sum::<usize>();
    let mark = text[end..].split_inclusive('\n').next()?;
    Some((&text[begin..end], end + mark.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<TemplateText, Box<FileProblem>> {
        let folder = tempfile::tempdir().unwrap();
        let path = layout::template(folder.path(), "weekly.md");
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        let workspace = Workspace::open(folder.path(), folder.path());
        let (files, unread) = all(&workspace).unwrap();
        assert_eq!((files.len(), unread), (1, vec![]));
        files[0].read(&workspace)
    }

    #[test]
    fn front_matter_is_read_and_leaves_the_rest_in_its_place() {
        let template =
            read("---\naudience: internal\nsummary: the week\ndue: [dev, demo]\n---\n# é {{ title }}\n").unwrap();
        let front = template.front.as_ref().unwrap();
        assert_eq!(front.audience.unwrap().word(), "internal");
        assert_eq!(front.due.len(), 2);
        let body = template.body();
        assert_eq!((body.lines().count(), body.trim()), (6, "# é {{ title }}"));
        let crlf = read("---\r\naudience: internal\r\n---\r\nx\r\n").unwrap();
        assert_eq!((crlf.body().trim(), crlf.front.unwrap().audience.is_some()), ("x", true));
    }

    #[test]
    fn a_text_without_front_matter_is_all_body() {
        let template = read("# x\n\n---\n\ny\n").unwrap();
        assert_eq!((template.front.as_ref(), template.body()), (None, template.text.clone()));
        assert_eq!(read("---\n---\nx\n").unwrap().front, Some(Front::default()));
    }

    #[test]
    fn what_is_wrong_with_front_matter_is_told_with_its_place() {
        let message = |text: &str| {
            let unread = read(text).unwrap_err();
            format!("{}: {}; {}", unread.place(), unread.message, unread.hint.unwrap_or_default())
        };
        for (text, expected) in [
            ("---\nx\n", "templates/weekly.md:1:1: this front matter is not closed; "),
            ("---\nsummary: a\naudiance: internal\n---\n", "templates/weekly.md:3:1: unknown key `audiance`; "),
            ("---\naudience: all\n---\n", "templates/weekly.md:2:11: `all` is not a valid value; use "),
            ("---\ndue: [lunch]\n---\n", "templates/weekly.md:2:7: `lunch` is not a valid value; use "),
            ("---\nsummary: a\nsummary: b\n---\n", "templates/weekly.md:3:1: `summary` occurs on lines "),
            ("<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n", "templates/weekly.md:1:1: "),
        ] {
            assert!(message(text).starts_with(expected), "{} for {text}", message(text));
        }
        let list = message("---\nsummary: a\ndue: demo\n---\n");
        assert!(list.contains("expected a list, such as `[demo, adjust]`"), "{list}");
        let template = read("---\nbased-on: brieff\n---\n").unwrap();
        assert_eq!(template.unread(Some("based-on"), "m".into(), "h".into()).column, 11);
        let long = read(&"x".repeat(LONGEST + 1)).unwrap_err();
        assert_eq!(long.message, "exceeds the limit of 128 KiB for a template");
        assert!(message("---\nx: a\n---\n").ends_with("the valid keys are audience, summary, due and based-on"));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_not_followed() {
        let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::write(elsewhere.path().join("secret.md"), "x").unwrap();
        let workspace = Workspace::open(folder.path(), folder.path());
        std::os::unix::fs::symlink(elsewhere.path(), folder.path().join(layout::TEMPLATES)).unwrap();
        let (files, unread) = all(&workspace).unwrap();
        assert_eq!((files.len(), unread[0].message.as_str()), (0, "not a folder (links are not followed)"));
        fs::remove_file(folder.path().join(layout::TEMPLATES)).unwrap();
        fs::create_dir(folder.path().join(layout::TEMPLATES)).unwrap();
        let linked = layout::template(folder.path(), "secret.md");
        std::os::unix::fs::symlink(elsewhere.path().join("secret.md"), linked).unwrap();
        let (files, _) = all(&workspace).unwrap();
        assert!(files[0].read(&workspace).unwrap_err().message.contains("links are not followed"));
    }

    #[test]
    fn a_file_that_can_be_no_template_is_named() {
        let folder = tempfile::tempdir().unwrap();
        for file in ["Read Me.md", "logo.png", "week.md", "week.md~", "card.html", "page.html"] {
            let path = layout::template(folder.path(), file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        let workspace = Workspace::open(folder.path(), folder.path());
        let (files, unread) = all(&workspace).unwrap();
        assert_eq!(files.iter().map(|file| file.file.as_str()).collect::<Vec<_>>(), ["card.html", "week.md"]);
        let paths: Vec<_> = unread.iter().map(|unread| unread.path.as_str()).collect();
        assert_eq!(paths, ["templates/Read Me.md", "templates/logo.png"]);
        let page = files[0].read(&workspace).unwrap_err();
        assert_eq!(page.message, "is HTML, but templates are Markdown");
        assert_eq!(page.hint, Some("write it in Markdown as card.md; --html creates the page".into()));
    }
}
