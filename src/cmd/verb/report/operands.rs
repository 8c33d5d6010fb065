//! The operands of `engage report`: a document, an engagement, or both in either order.

use super::ReportArgs;
use crate::cmd::catalogue::Catalogue;
use crate::cmd::prelude::*;
use crate::render::Document;

impl ReportArgs {
    /// Which operand names a document and which an engagement.
    pub(super) fn operands<'a>(
        &self,
        context: &Context,
        workspace: &Workspace,
        catalogue: &'a Catalogue,
    ) -> Result<(Option<Document<'a>>, Option<String>), Failure> {
        let (document, given) = match self.operands.as_slice() {
            [] => (None, None),
            [one] => self.operand(context, workspace, catalogue, one)?,
            [first, second, ..] => Self::either(catalogue, first, second)?,
        };
        Ok((document, self.on.or(given)?.map(ToOwned::to_owned)))
    }

    /// Whether the only operand is a document or an engagement, by the whole name or else by a part of it.
    fn operand<'a, 'o>(
        &self,
        context: &Context,
        workspace: &Workspace,
        catalogue: &'a Catalogue,
        one: &'o str,
    ) -> Result<(Option<Document<'a>>, Option<&'o str>), Failure> {
        let has_flag = self.on.engagement.is_some();
        match catalogue.named(one)? {
            Some(_) if !has_flag && is_engagement(workspace, one) => return Err(both(one)),
            Some(document) => return Ok((Some(document), None)),
            None if is_engagement(workspace, one) => return Ok((None, Some(one))),
            None => {}
        }
        match (catalogue.meant(one), context.id(workspace, Some(one))) {
            (Ok(Some(document)), Ok(id)) if !has_flag => {
                let message =
                    format!("`{}` could be the document {} or the engagement {id}", visible(one), document.name);
                Err(Failure::not_found(message).hint("type more of the name"))
            }
            (Ok(Some(document)), _) => Ok((Some(document), None)),
            (Err(several), found) if !has_flag || found.is_err() => Err(several),
            _ => Ok((None, Some(one))),
        }
    }

    /// Which of two operands is the document, by the whole name or else by a part of it.
    fn either<'a, 'o>(
        catalogue: &'a Catalogue,
        first: &'o str,
        second: &'o str,
    ) -> Result<(Option<Document<'a>>, Option<&'o str>), Failure> {
        let either = [(first, second), (second, first)];
        for (name, other) in either {
            if let Some(document) = catalogue.named(name)? {
                return Ok((Some(document), Some(other)));
            }
        }
        let meant = either.map(|(name, other)| (catalogue.meant(name), other));
        match meant {
            [(Ok(Some(document)), other), _] | [_, (Ok(Some(document)), other)] => Ok((Some(document), Some(other))),
            [(Err(several), _), _] | [_, (Err(several), _)] => Err(several),
            _ => Err(catalogue.missing("document", &[first, second])),
        }
    }
}

fn is_engagement(workspace: &Workspace, word: &str) -> bool {
    Document::named(word).is_none() && word.parse().is_ok_and(|id| workspace.has(&id))
}

fn both(word: &str) -> Failure {
    Failure::not_found(format!("`{word}` is both a document in templates/ and an engagement"))
        .hint(format!("name both: engage report DOCUMENT {word}, or engage report {word} ENGAGEMENT"))
}

/// The message for a word that is not an engagement and resembles a document.
pub(super) fn misspelt(word: &str, catalogue: &Catalogue) -> Option<Failure> {
    catalogue.nearest(word)?;
    Some(catalogue.missing("document or engagement", &[word]))
}
