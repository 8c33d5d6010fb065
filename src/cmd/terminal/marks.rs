//! Comments that say in a draft what is wrong with it; they are removed when it comes back.

/// How such a comment begins.
const MARK: &str = "# engage: ";

/// What some editors put before UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// A draft with comments above a line, and at the top where to look; without a line, all of them at the top.
pub fn with_marks(draft: &[u8], line: Option<usize>, comments: &[String]) -> Vec<u8> {
    let above = line.map_or(0, |line| line.saturating_sub(1));
    let mut marked = match line {
        Some(line) => mark(&format!(
            "fix line {} and save, or save it unchanged to stop and keep the draft",
            line + comments.len() + 1
        )),
        None => mark("fix this and save, or save it unchanged to stop and keep the draft"),
    };
    let lines: Vec<_> = draft.split_inclusive(|byte| *byte == b'\n').collect();
    let (before, after) = lines.split_at(above.min(lines.len().saturating_sub(1)));
    marked.extend(before.concat());
    marked.extend(comments.iter().flat_map(|comment| mark(comment)));
    marked.extend(after.concat());
    marked
}

fn mark(words: &str) -> Vec<u8> {
    format!("{MARK}{}\n", words.trim().replace('\n', " ")).into_bytes()
}

/// A draft without such comments; one that the record itself has stays.
pub fn without_marks(draft: &[u8], record: &[u8]) -> Vec<u8> {
    let draft = as_handed_out(draft, record);
    let own: Vec<_> =
        record.split_inclusive(|byte| *byte == b'\n').filter(|line| line.starts_with(MARK.as_bytes())).collect();
    let lines = draft.split_inclusive(|byte| *byte == b'\n');
    lines.filter(|line| !line.starts_with(MARK.as_bytes()) || own.contains(line)).collect::<Vec<_>>().concat()
}

/// A draft without the byte order mark and the carriage returns that an editor on Windows added.
fn as_handed_out(draft: &[u8], record: &[u8]) -> Vec<u8> {
    let has_mark = record.starts_with(BYTE_ORDER_MARK);
    let draft = draft.strip_prefix(BYTE_ORDER_MARK).filter(|_| !has_mark).unwrap_or(draft);
    if record.contains(&b'\r') {
        return draft.to_owned();
    }
    let next = draft.iter().skip(1).map(Some).chain([None]);
    let kept = draft.iter().zip(next).filter(|pair| *pair != (&b'\r', Some(&b'\n')));
    kept.map(|(byte, _)| *byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_comes_back_as_it_was_and_its_own_comments_stay() {
        let record = "# engage: ask Ana\nname: Ana\nsied: ours\n";
        for (line, expected) in [
            (
                Some(3),
                "# engage: fix line 5 and save, or save it unchanged to stop and keep the draft\n# engage: ask Ana\nname: Ana\n# engage: unknown key\nsied: ours\n",
            ),
            (
                None,
                "# engage: fix this and save, or save it unchanged to stop and keep the draft\n# engage: unknown key\n# engage: ask Ana\nname: Ana\nsied: ours\n",
            ),
        ] {
            let marked = with_marks(record.as_bytes(), line, &["unknown key".to_owned()]);
            assert_eq!(String::from_utf8_lossy(&marked), expected);
            assert_eq!(without_marks(&marked, record.as_bytes()), record.as_bytes());
        }
        let saved = format!("\u{feff}{}", String::from_utf8_lossy(&with_marks(record.as_bytes(), None, &[])));
        assert_eq!(without_marks(saved.replace('\n', "\r\n").as_bytes(), record.as_bytes()), record.as_bytes());
        for odd in ["", "a: 1", "\u{feff}a: 1\r\nb: 2\r\n"] {
            let marked = with_marks(odd.as_bytes(), Some(9), &["x".to_owned()]);
            assert_eq!(without_marks(&marked, odd.as_bytes()), odd.as_bytes(), "{odd:?}");
        }
    }
}
