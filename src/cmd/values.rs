//! Values of the command line as a file holds them: days in words, people and references looked up.

use super::failure::Failure;
use super::naming::{self, Names};
use super::prelude_below::*;
use crate::model::field::shape_at;
use crate::model::people::{self, Meant};
use crate::model::problem::ProblemKind;
use crate::store::yaml::Fault;

/// How words at a key, a day or the name of a person or record, stand in a file.
pub type LookUp<'l> = dyn FnMut(Shape, &str, &str) -> Result<Node> + 'l;

/// A value of a shape with the days, people and records in it looked up.
pub fn checked(shape: Shape, key: &str, node: Node, look_up: &mut LookUp) -> Result<Node> {
    Ok(match (shape, node) {
        (Shape::Date, Node::Plain(words)) | (Shape::Person | Shape::Reference, Node::Text(words)) => {
            look_up(shape, key, &words)?
        }
        (Shape::List(item), Node::List(items)) => {
            Node::List(items.into_iter().map(|node| checked(*item, key, node, look_up)).collect::<Result<_>>()?)
        }
        (Shape::Group(fields), Node::Map(pairs)) => {
            let given = |field: &&Field| pairs.iter().any(|(name, node)| name == field.name && !node.is_blank());
            if let Some(missing) = fields.iter().find(|field| field.required && !given(field)) {
                bail!(
                    Failure::usage(format!("`{key}`: `{}` is missing", missing.name))
                        .hint(format!("write {}", shape.in_words()))
                );
            }
            let of_group = pairs.into_iter().map(|(name, node)| {
                let node = checked(shape.inner(&name), &format!("{key}.{name}"), node, look_up)?;
                Ok((name, node))
            });
            Node::Map(of_group.collect::<Result<_>>()?)
        }
        (_, node) => node,
    })
}

impl Names<'_> {
    /// A day in words, someone in `people/`, or a record that is there, as a file names it.
    pub fn looked_up(&self, shape: Shape, key: &str, words: &str) -> Result<Node> {
        match shape {
            Shape::Date => {
                let day = Date::from_words(words, self.context.today);
                Ok(Node::Plain(day.map_err(|error| Failure::usage(format!("`{key}`: {error}")))?.to_string()))
            }
            Shape::Person => match people::find(self.engagement, words) {
                Meant::Known(id) => Ok(Node::text(id)),
                _ => Err(Failure::not_found(format!("`{key}`: `{words}` is not in people/"))
                    .hint(format!("to add them: {}", add_person(self.engagement, key)))
                    .into()),
            },
            _ => Ok(Node::text(self.reference(key, words)?)),
        }
    }

    /// A record that a key names, which must be there; of one kind, a part of its name will do.
    fn reference(&self, key: &str, words: &str) -> Result<Reference, Failure> {
        let Some(expected) = kind_at(key) else {
            return self.record(words).map_err(|failure| {
                Failure::not_found(format!("`{key}`: {failure}"))
                    .hint("name a record as its path reads, such as goals/NAME or cycle-1/06-demo")
            });
        };
        let is_path = words.contains('/');
        let found = if is_path { self.record(words) } else { naming::of_kind(self.engagement, expected, words) };
        match found.map_err(|failure| failure.at(key))? {
            reference @ Reference::Record(kind, _) if kind == expected => Ok(reference),
            other => Err(Failure::usage(format!("`{key}`: `{other}` is not in {}/", expected.folder()))),
        }
    }
}

/// The command that adds somebody first named at a key.
pub fn add_person(engagement: &Engagement, key: &str) -> Remedy {
    Remedy::engage(["add", "person", "NAME", "-e", engagement.id.as_str()]).flag("side", &people::likely_side(key))
}

/// The kind of the records that a key names, where it names one kind only.
fn kind_at(key: &str) -> Option<Kind> {
    match key.rsplit('.').next() {
        Some("waits_for") => Some(Kind::Action),
        Some("goal") => Some(Kind::Goal),
        _ => None,
    }
}

/// What is wrong with values given, under the key that each was given for.
pub fn refused(fields: &[Field], text: &str, fault: &Fault, changes: &[(String, KeyEdit)]) -> Failure {
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
fn missing_beside(fields: &[Field], fault: &Fault, changes: &[(String, KeyEdit)]) -> Option<String> {
    let ProblemKind::MissingKey(name) = &fault.kind else { return None };
    changes.iter().find_map(|(key, _)| {
        let (group, _) = key.rsplit_once('.')?;
        let Ok(Shape::Group(inner)) = shape_at(fields, &group.split('.').collect::<Vec<_>>()) else { return None };
        inner.iter().any(|field| field.required && field.name == name.as_str()).then(|| format!("{group}.{name}"))
    })
}
