//! The available documents: the built-in ones and the workspace's own.

use crate::cmd::output::excerpt_lines;
use crate::cmd::prelude::*;
use crate::model::problem::FileProblem;
use crate::model::reading::names;
use crate::model::words::nearest;
use crate::render::{DOCUMENTS, Document, Language, OwnTemplate, Template, Unfit};
use crate::store::templates::{self, TemplateFile};

/// Names that people use for documents.
const SHORT: [(&str, &str); 3] = [("aar", "after-action"), ("hotwash", "hot-wash"), ("poc", "proof-of-execution")];

/// Why a template in another language has no front matter.
const FRONT: &str = "a template in another language has the audience and summary of the document";

/// All documents of a workspace.
#[derive(Debug, Default)]
pub struct Catalogue {
    own: Vec<OwnTemplate>,
    /// Templates in other languages, each with the name of its document.
    translations: Vec<(String, Template)>,
    /// The workspace's own languages.
    languages: Vec<Language>,
    broken: Vec<(String, Box<FileProblem>)>,
    strays: Vec<FileProblem>,
}

impl Catalogue {
    /// The workspace, if there is one, and its documents.
    pub fn opened(context: &Context) -> Result<(Option<Workspace>, Self)> {
        let workspace = context.root()?.map(|_| context.workspace()).transpose()?;
        let catalogue = Self::of(workspace.as_ref())?;
        Ok((workspace, catalogue))
    }

    /// The documents of a workspace; without one, the built-in ones.
    pub fn of(workspace: Option<&Workspace>) -> Result<Self> {
        let Some(workspace) = workspace else { return Ok(Self::default()) };
        let (files, strays) = templates::all(workspace)?;
        let mut catalogue = Self { strays, ..Self::default() };
        for file in &files {
            if let Some(code) = &file.language {
                if !catalogue.languages.iter().any(|language| language.code == *code) {
                    catalogue.add_language(workspace, code);
                }
                catalogue.translate(workspace, file, code);
                continue;
            }
            if catalogue.is_broken(file.name.as_str()) {
                continue;
            }
            match own(workspace, file) {
                Ok(own) => catalogue.own.push(own),
                Err(unread) => catalogue.broken.push((file.name.to_string(), unread)),
            }
        }
        Ok(catalogue)
    }

    /// All documents: the built-in ones in their order, then the workspace's own by name.
    pub fn documents(&self) -> Vec<Document<'_>> {
        let built_in = DOCUMENTS.iter().filter(|document| !self.is_broken(document.name));
        let built_in = built_in.map(|document| self.own(document.name).map_or(*document, OwnTemplate::document));
        let own = self.own.iter().filter(|own| !own.is_replacement()).map(OwnTemplate::document);
        built_in.chain(own).collect()
    }

    /// The document of a name.
    ///
    /// # Errors
    /// Returns an error if its template exists and is not valid.
    pub fn named(&self, name: &str) -> Result<Option<Document<'_>>, Failure> {
        if let Some((_, unread)) = self.broken.iter().find(|(broken, _)| broken == name) {
            return Err(as_failure(unread));
        }
        Ok(self.own(name).map(OwnTemplate::document).or_else(|| Document::named(name).copied()))
    }

    /// The document of a name, or of a unique part or the initials of one.
    ///
    /// # Errors
    /// Returns an error if several documents are meant, or the template is not valid.
    pub fn meant(&self, words: &str) -> Result<Option<Document<'_>>, Failure> {
        if let Some(document) = self.named(words)? {
            return Ok(Some(document));
        }
        let words = SHORT.iter().find(|(short, _)| words.eq_ignore_ascii_case(short)).map_or(words, |(_, name)| name);
        let names: Vec<_> =
            self.documents().iter().map(|document| (document.name, vec![document.name.to_owned()])).collect();
        match names::find(words, &names).as_slice() {
            [] => Ok(None),
            [one] => self.named(one),
            several => {
                let several = or_list(several.iter().map(|name| format!("`{name}`")));
                Err(Failure::not_found(format!("`{}` could be {several}", visible(words))))
            }
        }
    }

    /// The document whose name is closest to a word.
    pub fn nearest(&self, word: &str) -> Option<&str> {
        nearest(word, self.documents().iter().map(|document| document.name))
    }

    /// The error for words of which none names a document, with what else is accepted and the available documents.
    pub fn missing(&self, what: &str, words: &[&str]) -> Failure {
        let quoted: Vec<_> = words.iter().map(|word| format!("`{}`", visible(word))).collect();
        let failure = Failure::not_found(format!("{what} {} not found", or_list(&quoted)));
        let names: Vec<_> = self.documents().iter().map(|document| document.name).collect();
        let near = words.iter().find_map(|word| self.nearest(word));
        failure.near(near, format!("the documents are {}; see engage report --list", or_list(&names)))
    }

    /// The template of a document in English.
    pub fn template(&self, document: &Document) -> Template {
        let built_in = || Document::named(document.name).map(Document::builtin);
        self.own(document.name).map(OwnTemplate::template).cloned().or_else(built_in).unwrap_or_default()
    }

    /// The template of a document in a language, or else in English.
    ///
    /// # Errors
    /// Returns an error if the template or the words of the language are not valid.
    pub fn template_in(&self, document: &Document, language: &str) -> Result<Template, Failure> {
        let files = [format!("{language}/"), format!("{language}/{}", document.name)];
        if let Some((_, unread)) = self.broken.iter().find(|(broken, _)| files.contains(broken)) {
            return Err(as_failure(unread));
        }
        let is_one =
            |(name, template): &&(String, Template)| name == document.name && template.language.code == language;
        let own = self.translations.iter().find(is_one).map(|(_, template)| template.clone());
        let built_in = || Document::named(document.name)?.builtin_in(language);
        let Some(template) = own.or_else(built_in) else { return Ok(self.template(document)) };
        let own = self.languages.iter().find(|own| own.code == language);
        Ok(Template { language: own.cloned().unwrap_or(template.language), ..template })
    }

    /// The codes of all languages.
    pub fn languages(&self) -> Vec<&str> {
        let mut codes: Vec<&str> = Language::codes().collect();
        codes.extend(self.languages.iter().map(|language| &*language.code));
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    fn add_language(&mut self, workspace: &Workspace, code: &str) {
        let language = templates::words(workspace, code).and_then(|(shown, own)| {
            let fault = |message| Box::new(FileProblem::whole(shown, message, "see docs/languages.md").at((1, 1)));
            Language::named(code).with(own).map_err(fault)
        });
        self.languages.push(language.unwrap_or_else(|unread| {
            self.broken.push((format!("{code}/"), unread));
            Language::named(code)
        }));
    }

    fn translate(&mut self, workspace: &Workspace, file: &TemplateFile, code: &str) {
        let name = file.name.as_str();
        let read = file.read(workspace).and_then(|read| match &read.front {
            Some(_) => Err(read.unread(None, FRONT.to_owned(), "remove the lines between `---`".to_owned())),
            None => {
                Ok(Template { shown: read.shown.clone(), text: read.body().into(), language: Language::named(code) })
            }
        });
        match read {
            Ok(template) => self.translations.push((name.to_owned(), template)),
            Err(unread) => self.broken.push((format!("{code}/{name}"), unread)),
        }
    }

    /// The workspace's own template of a name.
    pub fn own(&self, name: &str) -> Option<&OwnTemplate> {
        self.own.iter().find(|own| own.document().name == name)
    }

    /// The template files that are not valid.
    pub fn unread(&self) -> Vec<FileProblem> {
        self.strays.iter().chain(self.broken.iter().map(|(_, unread)| &**unread)).cloned().collect()
    }

    fn is_broken(&self, name: &str) -> bool {
        self.broken.iter().any(|(broken, _)| broken == name)
    }
}

fn own(workspace: &Workspace, file: &TemplateFile) -> Result<OwnTemplate, Box<FileProblem>> {
    let read = file.read(workspace)?;
    let template = Template { shown: read.shown.clone(), text: read.body().into(), ..Template::default() };
    OwnTemplate::new(file.name.as_str(), &file.file, template, read.front.as_ref())
        .map_err(|Unfit { key, message, hint }| read.unread(key, message, hint))
}

/// A template error as a failure: the file cannot be read, or its content is rejected.
fn as_failure(unread: &FileProblem) -> Failure {
    let excerpt = unread.excerpt.iter().flat_map(|excerpt| excerpt_lines(excerpt, unread.column));
    let message = format!("{}: {}", unread.place(), unread.message);
    let failure = if unread.line == 0 { Failure::failed(message) } else { Failure::refused(message) };
    let failure = failure.details(excerpt.collect());
    Failure { hint: unread.hint.clone().map(Box::new), ..failure }
}
