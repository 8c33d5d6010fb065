//! The keys of a mapping: each changed to its target, new ones inserted in the order of the fields.

use std::collections::{HashMap, HashSet};

use super::{Rewrite, Wish};
use crate::model::field::{Field, Shape, shape_of};
use crate::store::yaml::tree::{Layout, Pair, Tree, TreeValue};
use crate::store::yaml::{Node, write};

impl<'a> Rewrite<'a> {
    /// Changes a mapping of a shape (`None` at the top of the file); `before` is where its text in the other file
    /// begins.
    pub(super) fn map(
        &mut self,
        tree: &Tree,
        shape: Option<Shape>,
        target: &[(String, Node)],
        theirs: Option<&'a Tree<'a>>,
        mut before: usize,
    ) -> Option<()> {
        let is_flow = matches!(tree.value, TreeValue::Map(_, Layout::Flow));
        let theirs = theirs.filter(|theirs| !is_flow && matches!(theirs.value, TreeValue::Map(_, Layout::Block)));
        let shall: HashMap<&str, &Node> = target.iter().map(|(key, value)| (key.as_str(), value)).collect();
        let their: HashMap<&str, &'a Pair> =
            theirs.map(Tree::pairs).unwrap_or_default().iter().map(|pair| (&*pair.key, pair)).collect();
        for pair in tree.pairs() {
            let of_pair = self.shape_below(shape, &pair.key);
            let Some(target) = shall.get(&*pair.key) else {
                self.cut(tree, pair, is_flow)?;
                continue;
            };
            let their = their.get(&*pair.key).copied();
            self.pair(pair, is_flow, Wish { shape: of_pair, target, theirs: their.map(|pair| &pair.value) }, their)?;
            if let Some(their) = their {
                self.comments_above(before, their.start, pair.start);
                before = their.value.end;
            }
        }
        self.new_keys(tree, shape, target, theirs);
        Some(())
    }

    fn shape_below(&self, shape: Option<Shape>, key: &str) -> Shape {
        shape.map_or_else(|| shape_of(self.fields, key), |shape| shape.inner(key))
    }

    /// Changes the value of a key.
    fn pair(&mut self, pair: &Pair, is_flow: bool, wish: Wish<'_, 'a>, their: Option<&'a Pair<'a>>) -> Option<()> {
        let is_same = Node::of(wish.shape, &pair.value).ok()?.says(wish.target);
        if is_same && their.is_none() {
            return Some(());
        }
        if self.tried(|this| this.inside(&pair.value, wish, their.map_or(0, |their| their.end))).is_some() {
            self.comment_beside(pair.end, pair.value.start, their.map(|their| (their.end, their.value.start)));
            return Some(());
        }
        // a comment beside a different value is about that value
        let their = their.filter(|their| says(wish, their));
        if is_same {
            self.comment_beside(pair.value.end, pair.value.end, their.map(|their| (their.value.end, their.value.end)));
        } else if is_flow {
            let space = if pair.value.value == TreeValue::Nothing { " " } else { "" };
            self.splice(pair.value.start, pair.value.end, &format!("{space}{}", write::flow(wish.target)));
        } else {
            self.replace(pair, wish, their)?;
        }
        Some(())
    }

    /// Replaces the value of a key in a block mapping; the comment on its line stays.
    fn replace(&mut self, pair: &Pair, wish: Wish<'_, 'a>, their: Option<&'a Pair<'a>>) -> Option<()> {
        let (lines, value) = (self.lines, &pair.value);
        let colon = lines.after_colon(pair.end)?;
        // trailing blank lines that a block keeps are part of it
        let last = value.start + lines.text[value.start..value.end].trim_end().len();
        let until = lines.end(colon).max(lines.end(last));
        let column = lines.column(pair.start);
        let words = their.and_then(|their| self.their_value(their, column));
        let (inline, block) = words.unwrap_or_else(|| write::value_text(wish.target, column));
        let own = self.comments.iter().find(|comment| {
            let on_first = (colon..lines.end(colon)).contains(&comment.at);
            !comment.is_alone && (on_first || (last..until).contains(&comment.at))
        });
        let comment = match own {
            Some(own) => lines.with_blanks(own.at, own.words),
            None => their.and_then(|their| self.their_comment(their.end, their.value.end)).unwrap_or_default(),
        };
        let space = if inline.is_empty() { "" } else { " " };
        let block = if block.is_empty() { block } else { format!("\n{}", block.trim_end_matches('\n')) };
        self.splice(colon, until, &format!("{space}{inline}{comment}{block}"));
        Some(())
    }

    /// Adds the keys that the mapping lacks.
    fn new_keys(&mut self, tree: &Tree, shape: Option<Shape>, target: &[(String, Node)], theirs: Option<&'a Tree<'a>>) {
        let known: HashSet<&str> = tree.pairs().iter().map(|pair| &*pair.key).collect();
        let is_new = |(key, value): &&(String, Node)| {
            // a question that only the other side has is not an answer
            let is_none = value.is_blank() && shape != Some(Shape::Free) && self.is_merge;
            !known.contains(key.as_str()) && !is_none
        };
        let mut new: Vec<_> = target.iter().filter(is_new).collect();
        let table = match shape {
            None => Some(self.fields),
            Some(Shape::Group(fields)) => Some(fields),
            _ => None,
        };
        let rank = |key: &str| table.and_then(|table| table.iter().position(|field: &Field| field.name == key));
        new.sort_by_key(|(key, _)| rank(key));
        let (Some(first), Some(last)) = (tree.pairs().first(), tree.pairs().last()) else {
            // `{}`, or a file of comments
            let new: Vec<_> = new.into_iter().cloned().collect();
            if matches!(tree.value, TreeValue::Map(..)) && !new.is_empty() {
                self.splice(tree.start, tree.end, &write::flow(&Node::Map(new)));
            } else if !new.is_empty() {
                self.put_at_the_end(&write::pairs(new.iter().map(|(key, value)| (key.as_str(), value)), 0));
            }
            return;
        };
        let column = self.lines.column(first.start);
        for (key, value) in new {
            if matches!(tree.value, TreeValue::Map(_, Layout::Flow)) {
                let pair = write::flow(&Node::Map(vec![(key.clone(), value.clone())]));
                self.splice(last.value.end, last.value.end, &format!(", {}", &pair[1..pair.len() - 1]));
                continue;
            }
            let of_key = self.shape_below(shape, key);
            let their = theirs.and_then(|theirs| self.their_pair(theirs, key, column, (of_key, value)));
            let lines = their.unwrap_or_else(|| write::pair(key, value, column));
            let ranked = tree.pairs().iter().filter(|pair| rank(&pair.key).is_some_and(|at| Some(at) < rank(key)));
            match ranked.max_by_key(|pair| rank(&pair.key)) {
                Some(before) => self.put_below(before.value.end, &lines),
                None if table.is_some() && column == self.lines.indent(first.start) => {
                    self.put_above(first.start, &lines);
                }
                None => self.put_below(last.value.end, &lines),
            }
        }
    }

    /// Removes a key of a block with its value; its comments stay, on their own lines.
    fn cut(&mut self, tree: &Tree, pair: &Pair, is_flow: bool) -> Option<()> {
        if is_flow || tree.pairs().len() == 1 {
            return None;
        }
        let (start, end) = (self.lines.start(pair.start), self.lines.next(pair.value.end));
        let pad = &self.lines.text[start..pair.start];
        let kept = self.comments.iter().filter(|comment| (pair.start..end).contains(&comment.at));
        let kept: String = kept.map(|comment| format!("{pad}{}\n", comment.words)).collect();
        pad.trim().is_empty().then(|| self.splice(start, end, &kept))
    }
}

/// Whether the other text's key has the target value.
pub(super) fn says(wish: Wish, their: &Pair) -> bool {
    Node::of(wish.shape, &their.value).is_ok_and(|node| node.says(wish.target))
}
