//! The module paths that code names, use-trees spread out and `self` and `super` resolved.

use super::source::Source;

/// A path as the code names it: `std::fs::read`, `crate::model::date::Date`.
pub struct Named {
    /// Where it begins, as an offset in the file.
    pub at: usize,
    /// Its parts; the first is never `self` or `super`.
    pub parts: Vec<String>,
}

impl Named {
    /// It as text.
    pub fn text(&self) -> String {
        self.parts.join("::")
    }

    /// The parts behind `crate`, for a path inside the house.
    pub fn inside(&self) -> Option<&[String]> {
        let (first, rest) = self.parts.split_first()?;
        (first == "crate").then_some(rest)
    }
}

/// All paths of a file, single words in use-trees included, other single words not.
pub fn named(source: &Source) -> Vec<Named> {
    let tokens = tokens(&source.code);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let begins = tokens[at].is_word() && !(at > 0 && matches!(tokens[at - 1].text, "::" | "."));
        if tokens[at].text == "use" && begins {
            at = spread(&tokens, at + 1, &[], &mut found);
        } else if begins && tokens.get(at + 1).is_some_and(|next| next.text == "::") {
            at = spread(&tokens, at, &[], &mut found);
        } else {
            at += 1;
        }
    }
    let module: Vec<String> = source.module().into_iter().map(str::to_owned).collect();
    found.into_iter().filter_map(|named| absolute(named, &module)).collect()
}

struct Token<'a> {
    at: usize,
    text: &'a str,
}

impl Token<'_> {
    fn is_word(&self) -> bool {
        self.text.starts_with(|first: char| first.is_alphabetic() || first == '_')
    }
}

fn tokens(code: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(first) = code[at..].chars().next() {
        let rest = &code[at..];
        let word = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
        let length = match first {
            _ if rest.starts_with("r#") => 2,
            _ if word > 0 => word,
            ':' if rest.starts_with("::") => 2,
            _ => first.len_utf8(),
        };
        if !first.is_whitespace() && !rest.starts_with("r#") {
            tokens.push(Token { at, text: &rest[..length] });
        }
        at += length;
    }
    tokens
}

/// Reads one branch of a use-tree or one path from `at`; the token after it.
fn spread(tokens: &[Token], mut at: usize, before: &[String], found: &mut Vec<Named>) -> usize {
    let mut parts = before.to_vec();
    let start = tokens.get(at).map_or(0, |token| token.at);
    while let Some(token) = tokens.get(at) {
        match token.text {
            "{" => return spread_group(tokens, at + 1, &parts, found),
            "::" => at += 1,
            "*" => {
                parts.push("*".to_owned());
                at += 1;
                break;
            }
            text if token.is_word() => {
                parts.push(text.to_owned());
                at += 1;
                if tokens.get(at).is_none_or(|next| next.text != "::") {
                    break;
                }
            }
            _ => break,
        }
    }
    if !parts.is_empty() {
        found.push(Named { at: start, parts });
    }
    at.max(1)
}

fn spread_group(tokens: &[Token], mut at: usize, parts: &[String], found: &mut Vec<Named>) -> usize {
    while let Some(token) = tokens.get(at) {
        match token.text {
            "}" => return at + 1,
            "," => at += 1,
            "as" => at += 2,
            text if text == "{" || text == "*" || token.is_word() => at = spread(tokens, at, parts, found),
            _ => return at,
        }
    }
    at
}

/// The path from the crate's root; none for a path inside the file's own reach, such as `Kind::Goal`.
fn absolute(named: Named, module: &[String]) -> Option<Named> {
    let supers = named.parts.iter().take_while(|part| *part == "super").count();
    let first = named.parts.first()?.as_str();
    if first == "self" || supers > 0 {
        let skip = supers.max(1);
        let kept = module.len().saturating_sub(supers);
        let parts = ["crate".to_owned()].into_iter().chain(module[..kept].to_vec()).chain(named.parts[skip..].to_vec());
        return Some(Named { at: named.at, parts: parts.filter(|part| part != "self").collect() });
    }
    Some(Named { at: named.at, parts: named.parts.into_iter().filter(|part| part != "self").collect() })
}

mod tests {
    use super::{Source, named};

    #[test]
    fn use_trees_are_spread_and_relative_paths_resolved() {
        let text = "use std::{env, fs::{self, File}, io::*};\nuse super::{Kind, spend as cost};\n\
                    fn f() { self::g(); $crate::model::h(super::super::x::y); a.b::<C>(); r#in::z() }";
        let source = Source::new("src/model/record/goal.rs", text);
        let found: Vec<_> = named(&source).iter().map(super::Named::text).collect();
        let wanted = [
            "std::env",
            "std::fs",
            "std::fs::File",
            "std::io::*",
            "crate::model::record::Kind",
            "crate::model::record::spend",
            "crate::model::record::goal::g",
            "crate::model::h",
            "crate::model::x::y",
            "in::z",
        ];
        assert_eq!(found, wanted);
    }
}
