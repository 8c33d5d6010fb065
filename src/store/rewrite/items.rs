//! The items of a list: unchanged ones keep their lines, others are changed, removed or inserted.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::{Rewrite, Wish};
use crate::model::field::Shape;
use crate::store::yaml::tree::{Layout, Tree, TreeValue};
use crate::store::yaml::{Node, write};

impl<'a> Rewrite<'a> {
    /// Changes a list of a shape; `before` is where its text in the other file begins.
    pub(super) fn list(
        &mut self,
        list: &Tree,
        shape: Shape,
        target: &[Node],
        theirs: Option<&'a Tree<'a>>,
        before: usize,
    ) -> Option<()> {
        let shape = shape.item();
        let is = list.items().iter().map(|item| Node::of(shape, item).ok().map(|node| write::flow(&node)));
        let is: Vec<_> = is.collect::<Option<_>>()?;
        let shall: Vec<_> = target.iter().map(write::flow).collect();
        let length = shall.len();
        let theirs = theirs.filter(|theirs| matches!(theirs.value, TreeValue::List(_, Layout::Block)));
        let mut items = Items { list, shape, target, theirs: items_of(theirs, shape, before), is, shall };
        if matches!(list.value, TreeValue::List(_, Layout::Flow)) {
            return self.in_brackets(&items);
        }
        let each = DiffOp::Replace { old_index: 0, old_len: length, new_index: 0, new_len: length };
        let in_place = !self.is_merge && items.is.len() == length;
        for op in if in_place { vec![each] } else { capture_diff_slices(Algorithm::Myers, &items.is, &items.shall) } {
            let (old, new) = (op.old_range(), op.new_range());
            let paired = old.len().min(new.len());
            for at in 0..paired {
                self.item(&mut items, old.start + at, new.start + at)?;
            }
            for at in old.start + paired..old.end {
                self.take_out(list, at)?;
            }
            self.put_in(&mut items, old.start + paired, new.start + paired..new.end)?;
        }
        Some(())
    }

    /// A list in brackets: appends items, or replaces some.
    fn in_brackets(&mut self, items: &Items<'_, 'a>) -> Option<()> {
        let Items { list, is, shall, .. } = items;
        if shall.len() < is.len() {
            return None;
        }
        for (at, item) in list.items().iter().enumerate().filter(|(at, _)| is[*at] != shall[*at]) {
            let wish = Wish { shape: items.shape, target: &items.target[at], theirs: None };
            if self.tried(|this| this.inside(item, wish, 0)).is_none() {
                self.splice(item.start, item.end, &shall[at]);
            }
        }
        let end = list.items().last()?.end;
        shall[is.len()..].iter().for_each(|item| self.splice(end, end, &format!(", {item}")));
        Some(())
    }

    /// Changes one item to another, or only adds its comments.
    fn item(&mut self, items: &mut Items<'_, 'a>, at: usize, to: usize) -> Option<()> {
        let (item, target) = (&items.list.items()[at], &items.target[to]);
        let is_same = Node::of(items.shape, item).ok()?.says(target);
        let theirs = take(&mut items.theirs, &[&items.shall[to], &items.is[at]]);
        let wish = Wish { shape: items.shape, target, theirs: theirs.map(|(item, _)| item) };
        let before = theirs.map_or(0, |(item, _)| item.start);
        let inside =
            (!is_same || theirs.is_some()).then(|| self.tried(|this| this.inside(item, wish, before))).flatten();
        if inside.is_none() && !is_same {
            let dash = self.dash(items.list, item)?;
            let column = self.lines.column(dash);
            let beside = item.end..self.lines.end(item.end);
            let has_comment = self.comments.iter().any(|comment| beside.contains(&comment.at));
            let with = match target {
                Node::Text(_) if has_comment => format!("{}- {}", " ".repeat(column), write::flow(target)),
                _ => write::item(target, column),
            };
            self.splice(dash + 1, item.end, with.get(column + 1..)?.trim_end_matches('\n'));
        }
        if let Some((theirs, before)) = theirs {
            if inside.is_none() {
                self.comment_beside(item.end, item.end, Some((theirs.end, theirs.end)));
            }
            self.comments_above(before, theirs.start, self.dash(items.list, item)?);
        }
        Some(())
    }

    fn take_out(&mut self, list: &Tree, at: usize) -> Option<()> {
        let item = &list.items()[at];
        let dash = self.dash(list, item)?;
        let start = self.lines.start(dash);
        self.lines.text[start..dash].trim().is_empty().then(|| self.splice(start, self.lines.next(item.end), ""))
    }

    /// Inserts items before the one at an index.
    fn put_in(&mut self, items: &mut Items<'_, 'a>, before: usize, new: Range<usize>) -> Option<()> {
        if new.is_empty() {
            return Some(());
        }
        let first = self.dash(items.list, items.list.items().first()?)?;
        let column = self.lines.column(first);
        let mut lines = String::new();
        for at in new {
            match take(&mut items.theirs, &[&items.shall[at]])
                .and_then(|(item, before)| self.their_item(item, before, column))
            {
                Some(their) => lines.push_str(&their),
                None => lines.push_str(&write::item(&items.target[at], column)),
            }
        }
        match before.checked_sub(1) {
            Some(above) => self.put_below(items.list.items()[above].end, &lines),
            None if self.lines.text[self.lines.start(first)..first].trim().is_empty() => self.put_above(first, &lines),
            None => return None,
        }
        Some(())
    }

    /// The offset of an item's dash.
    fn dash(&self, list: &Tree, item: &Tree) -> Option<usize> {
        let column = self.lines.column(list.start);
        let mut at = self.lines.start(item.start) + column;
        while self.lines.text.as_bytes().get(at) != Some(&b'-') || at > item.start {
            at = self.lines.start(self.lines.start(at).checked_sub(1)?) + column;
        }
        (at >= list.start).then_some(at)
    }
}

/// A list and its target.
struct Items<'l, 'a> {
    list: &'l Tree<'l>,
    shape: Shape,
    target: &'l [Node],
    theirs: Theirs<'a>,
    /// Its current items, each on one line.
    is: Vec<String>,
    /// The target items in the same form.
    shall: Vec<String>,
}

/// The remaining items of the other text's list: each one's text, and where the item before it ends.
type Theirs<'a> = Vec<(String, &'a Tree<'a>, usize)>;

fn items_of<'a>(list: Option<&'a Tree<'a>>, shape: Shape, before: usize) -> Theirs<'a> {
    let items = list.map(Tree::items).unwrap_or_default();
    let before = std::iter::once(before).chain(items.iter().map(|item| item.end));
    let of = |(item, before)| Some((write::flow(&Node::of(shape, item).ok()?), item, before));
    items.iter().zip(before).filter_map(of).collect()
}

/// Removes and returns the first item that equals one of these.
fn take<'a>(theirs: &mut Theirs<'a>, flows: &[&str]) -> Option<(&'a Tree<'a>, usize)> {
    let at = flows.iter().find_map(|flow| theirs.iter().position(|(known, ..)| known == flow))?;
    let (_, item, before) = theirs.remove(at);
    Some((item, before))
}
