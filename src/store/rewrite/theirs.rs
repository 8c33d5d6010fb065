//! What a merge takes from the other text: values as they are written there, and its own comments.

use super::keys::says;
use super::{Rewrite, Wish};
use crate::model::field::Shape;
use crate::store::yaml::Node;
use crate::store::yaml::comments::Comment;
use crate::store::yaml::tree::{Pair, Tree};

impl<'a> Rewrite<'a> {
    /// Their value of a key, on the key's line and below it.
    pub(super) fn their_value(&mut self, their: &Pair, column: usize) -> Option<(String, String)> {
        let lines = self.their_lines;
        if lines.column(their.start) != column {
            return None;
        }
        let colon = lines.after_colon(their.end)?;
        let first = lines.end(colon).min(their.value.end.max(colon));
        let header = self.comment_of_theirs(colon, lines.end(colon)).map_or(first, |(at, _)| at.min(first));
        let (inline, below) = (lines.text[colon..header].trim(), &lines.text[first..their.value.end.max(first)]);
        let below = below.trim_start_matches(['\r', '\n']);
        // comments inside the value are included
        self.place_between(first, their.value.end);
        let below = if below.is_empty() { String::new() } else { format!("{below}\n") };
        Some((inline.to_owned(), below))
    }

    /// Their lines of a key, if it has the target value, with their own comments above it.
    pub(super) fn their_pair(
        &mut self,
        theirs: &Tree,
        key: &str,
        column: usize,
        (shape, target): (Shape, &Node),
    ) -> Option<String> {
        let lines = self.their_lines;
        let at = theirs.pairs().iter().position(|pair| pair.key == key)?;
        let pair = &theirs.pairs()[at];
        let is_target = says(Wish { shape, target, theirs: None }, pair);
        let pad = &lines.text[lines.start(pair.start)..pair.start];
        if !is_target || !pad.trim().is_empty() || pad.len() != column {
            return None;
        }
        let before = at.checked_sub(1).map_or(0, |before| theirs.pairs()[before].value.end);
        Some(self.their_text(before, pair.start, pair.value.end))
    }

    /// Their lines of an item, with their own comments above it.
    pub(super) fn their_item(&mut self, item: &Tree, before: usize, column: usize) -> Option<String> {
        let lines = self.their_lines;
        let start = lines.start(item.start);
        let dash = &lines.text[start..item.start];
        (dash.trim() == "-" && dash.find('-') == Some(column)).then(|| self.their_text(before, start, item.end))
    }

    /// Their lines of a range, below their own comments since an earlier offset.
    fn their_text(&mut self, before: usize, start: usize, end: usize) -> String {
        let lines = self.their_lines;
        let mut text = self.comment_lines(before, start);
        let (start, end) = (lines.start(start), lines.end(end));
        self.place_between(start, end);
        text.push_str(&format!("{}\n", &lines.text[start..end]));
        text
    }

    /// Their own comments between two offsets that are alone on a line, as lines.
    pub(super) fn comment_lines(&mut self, from: usize, until: usize) -> String {
        let mut between = String::new();
        for comment in self.between(from, until) {
            if comment.is_alone && self.place(comment.at) {
                between.push_str(&format!("{}\n", self.their_lines.with_blanks(comment.at, comment.words)));
            }
        }
        between
    }

    /// Their own comments between two offsets.
    fn between(&self, from: usize, until: usize) -> &'a [&'a Comment<'a>] {
        let own = self.their_comments;
        let first = own.partition_point(|comment| comment.at < from);
        &own[first..own.partition_point(|comment| comment.at < until).max(first)]
    }

    fn place_between(&mut self, from: usize, until: usize) {
        for comment in self.between(from, until) {
            self.place(comment.at);
        }
    }

    /// Inserts their own comments between two offsets above a line of this text.
    pub(super) fn comments_above(&mut self, from: usize, until: usize, at: usize) {
        let lines = self.comment_lines(from, until);
        if !lines.is_empty() {
            self.put_above(at, &lines);
        }
    }

    /// Adds their own comment, on a line between two offsets, to a line of this text that has none.
    pub(super) fn comment_beside(&mut self, from: usize, until: usize, theirs: Option<(usize, usize)>) {
        let Some((their_from, their_until)) = theirs else { return };
        let end = self.lines.end(from);
        let has_one = self.comments.iter().any(|comment| (from..end).contains(&comment.at));
        // a value that begins on the key's line leaves no room for a comment before it
        if has_one || (until > from && until <= end) || (their_until > their_from && until == from) {
            return;
        }
        if let Some(comment) = self.their_comment(their_from, their_until) {
            self.splice(end, end, &comment);
        }
    }

    /// Their own comment on the line of one of two offsets, with the blanks before it; marks it as placed.
    pub(super) fn their_comment(&mut self, from: usize, until: usize) -> Option<String> {
        let lines = self.their_lines;
        let (at, words) = self
            .comment_of_theirs(from, lines.end(from))
            .or_else(|| self.comment_of_theirs(until, lines.end(until)))
            .filter(|(at, _)| self.place(*at))?;
        Some(lines.with_blanks(at, words))
    }

    /// Their own trailing comment between two offsets.
    fn comment_of_theirs(&self, from: usize, until: usize) -> Option<(usize, &'a str)> {
        let comment = self.between(from, until).iter().find(|comment| !comment.is_alone);
        comment.map(|comment| (comment.at, comment.words))
    }
}
