//! Values of the command line as a file holds them: days in words, people and references looked up.

use anyhow::Result;

use super::context::Context;
use super::failure::Failure;
use super::naming;
use crate::model::date::Date;
use crate::model::engagement::Engagement;
use crate::model::field::{Field, Shape, shape_at};
use crate::model::problem::ProblemKind;
use crate::model::record::Kind;
use crate::model::reference::{PersonId, Reference};
use crate::store::edit::Change;
use crate::store::workspace::Workspace;
use crate::store::yaml::{Fault, Node};

/// What a value may name.
pub trait Known {
    /// The day from which days in words are reckoned.
    fn today(&self) -> Date;
    /// The person that words at a key mean.
    fn person(&mut self, key: &str, words: &str) -> Result<PersonId>;
    /// The record that words at a key mean.
    fn reference(&mut self, key: &str, words: &str) -> Result<Reference>;
}

/// A value of a shape with the days, people and records in it as a file names them.
pub fn checked(known: &mut impl Known, shape: Shape, key: &str, node: Node) -> Result<Node> {
    Ok(match (shape, node) {
        (Shape::Date, Node::Plain(words)) => {
            let day = Date::from_words(&words, known.today());
            Node::Plain(day.map_err(|error| Failure::usage(format!("`{key}`: {error}")))?.to_string())
        }
        (Shape::Person, Node::Text(words)) => Node::text(known.person(key, &words)?),
        (Shape::Reference, Node::Text(words)) => Node::text(known.reference(key, &words)?),
        (Shape::List(item), Node::List(items)) => {
            Node::List(items.into_iter().map(|node| checked(known, *item, key, node)).collect::<Result<_>>()?)
        }
        (Shape::Group(fields), Node::Map(pairs)) => {
            let given = |field: &&Field| pairs.iter().any(|(name, node)| name == field.name && !node.is_blank());
            if let Some(missing) = fields.iter().find(|field| field.required && !given(field)) {
                return Err(Failure::usage(format!("`{key}`: `{}` is missing", missing.name))
                    .hint(format!("write {}", shape.in_words()))
                    .into());
            }
            let mut of_group = Vec::new();
            for (name, node) in pairs {
                let shape =
                    fields.iter().find(|field| field.name == name.as_str()).map_or(Shape::Free, |field| field.shape);
                let node = checked(known, shape, &format!("{key}.{name}"), node)?;
                of_group.push((name, node));
            }
            Node::Map(of_group)
        }
        (_, node) => node,
    })
}

/// The kind of the records that a key names, where it names one kind only.
fn kind_at(key: &str) -> Option<Kind> {
    match key.rsplit('.').next() {
        Some("waits_for") => Some(Kind::Action),
        Some("goal") => Some(Kind::Goal),
        _ => None,
    }
}

/// A record that a key names, which must be there; of one kind, a part of its name will do.
pub fn reference(
    context: &Context,
    workspace: &Workspace,
    engagement: &Engagement,
    key: &str,
    words: &str,
) -> Result<Reference> {
    let found = match kind_at(key) {
        Some(kind) if !words.contains('/') => naming::of_kind(engagement, kind, words),
        _ => naming::record(workspace, context, engagement, words),
    };
    let reference = found.map_err(|failure| match kind_at(key) {
        Some(_) => failure.at(key),
        None => Failure::not_found(format!("`{key}`: {failure}"))
            .hint("name a record as its path reads, such as goals/NAME or cycle-1/06-demo"),
    })?;
    match (kind_at(key), &reference) {
        (Some(wanted), Reference::Record(kind, _)) if *kind == wanted => Ok(reference),
        (Some(wanted), _) => {
            Err(Failure::usage(format!("`{key}`: `{reference}` is not in {}/", wanted.folder())).into())
        }
        (None, _) => Ok(reference),
    }
}

/// What is wrong with values given, under the key that each was given for.
pub fn refused(fields: &[Field], text: &str, fault: &Fault, changes: &[(String, Change)]) -> Failure {
    if let Some(missing) = missing_beside(fields, fault, changes) {
        return Failure::usage(format!("`{missing}` is missing")).hint(format!("set it too: {missing}=VALUE"));
    }
    let of_line = text.lines().nth(fault.line.saturating_sub(1)).and_then(|line| line.split(':').next());
    let key = match changes {
        [(key, _)] => key,
        _ => of_line.map_or("", |key| key.trim_matches([' ', '-', '"'])),
    };
    let message = &fault.message;
    let named =
        message.contains(&format!("`{key}`")) || matches!(fault.kind, ProblemKind::MissingKey(_)) && changes.len() != 1;
    Failure::usage(if key.is_empty() || named { message.clone() } else { format!("`{key}`: {message}") })
}

/// The key that a group lacks of which only others are set: `measure.what`, where `measure.target` is.
fn missing_beside(fields: &[Field], fault: &Fault, changes: &[(String, Change)]) -> Option<String> {
    let ProblemKind::MissingKey(name) = &fault.kind else { return None };
    changes.iter().find_map(|(key, _)| {
        let (group, _) = key.rsplit_once('.')?;
        let Ok(Shape::Group(inner)) = shape_at(fields, &group.split('.').collect::<Vec<_>>()) else { return None };
        inner.iter().any(|field| field.required && field.name == name.as_str()).then(|| format!("{group}.{name}"))
    })
}
