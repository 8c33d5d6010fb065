//! Values of the command line as a file holds them: days in words, people and references looked up.

use anyhow::Result;

use super::context::Context;
use super::failure::Failure;
use super::naming;
use crate::model::date::Date;
use crate::model::engagement::Engagement;
use crate::model::field::Shape;
use crate::model::reference::{PersonId, Reference};
use crate::store::workspace::Workspace;
use crate::store::yaml::Node;

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
            let mut of_group = Vec::new();
            for (key, node) in pairs {
                let shape = fields.iter().find(|field| field.name == key).map_or(Shape::Free, |field| field.shape);
                of_group.push((key.clone(), checked(known, shape, &key, node)?));
            }
            Node::Map(of_group)
        }
        (_, node) => node,
    })
}

/// A record that a key names, which must be there.
pub fn reference(
    context: &Context,
    workspace: &Workspace,
    engagement: &Engagement,
    key: &str,
    words: &str,
) -> Result<Reference> {
    let reference = naming::record(workspace, context, engagement, words).map_err(|failure| {
        Failure::not_found(format!("`{key}`: {failure}"))
            .hint("name a record as its path reads, such as goals/NAME or cycle-1/06-demo")
    })?;
    Ok(reference)
}
