//! The record contains a key, a token or a password, which is never printed.

use crate::check::prelude::*;
use crate::insight::secrets::more;
use crate::insight::texts::Kept;

pub const CHECK: Check = Check { run: Each(find), ..row!("secret-in-record", Files, Hypothesis) };

fn find(scene: &Scene) -> Vec<Finding> {
    let kept = scene.texts.secrets(scene.engagement).chunk_by(|a, b| a.record == b.record);
    let of_files = scene.files_that_are(|kind| matches!(kind, ProblemKind::Secret));
    kept.map(|kept| secret(scene, kept)).chain(of_files).collect()
}

/// How many secrets of a record are listed one by one; the others are counted.
const LISTED: usize = 10;

/// The finding on the secrets of one record.
fn secret(scene: &Scene, kept: &[Kept]) -> Finding {
    let Kept { record: name, key, .. } = &kept[0];
    let each = kept
        .iter()
        .take(LISTED)
        .map(|kept| format!("`{}` contains what looks like {}", kept.key, kept.secret.described()));
    let more = (kept.len() > LISTED).then(|| more(kept.len() - LISTED));
    let listed = words::and_list(each.chain(more));
    let (sentence, remedy) = if is_in_name(&name.to_string(), kept) {
        let advice =
            "names the file: remove it there, `git mv` the file to a name without it, and revoke it where it is used";
        let sentence = format!("{listed}, and so does the file name");
        (sentence, scene.to("check").note(format!("{advice}; git keeps the old version")))
    } else {
        (listed, scene.to_edit(name).note("remove it, and revoke it where it is used; git keeps the old version"))
    };
    Finding::on(name, sentence, remedy).at(key)
}

/// Whether a name was made from a secret, or from its beginning.
fn is_in_name(name: &str, kept: &[Kept]) -> bool {
    const BEGINNING: usize = 12;
    let letters = name.replace('-', "");
    let may_be = |words: &str| {
        let begins: String = words.chars().filter(char::is_ascii_alphanumeric).take(4).collect();
        !words.is_ascii() || letters.contains(&begins.to_ascii_lowercase())
    };
    kept.iter().filter(|kept| may_be(&kept.words)).any(|kept| {
        let Some(slug) = Slug::from_words(&kept.words) else { return false };
        let begins = slug.as_str().get(..BEGINNING).unwrap_or(slug.as_str());
        begins.len() > 3 && name.contains(begins)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kind_key_and_length_are_told_and_the_secret_is_not() {
        CHECK.boundaries(
            "notes/2026-03-04-wifi-aaaa: {text: 'password: hunter22', extra: {vpn_password: tr0ub4dor}}
             > notes/2026-03-04-wifi-aaaa:text: `text` contains what looks like a password (8 characters) and \
                 `extra.vpn_password` contains what looks like a password (9 characters)
             notes/2026-03-04-wifi-aaaa: ~, notes/password-hunter2secret99-64bb: {on: 2026-03-01, \
                 text: 'password: hunter2secret99'}
             > notes/password-hunter2secret99-64bb:text: `text` contains what looks like a password (15 characters), \
                 and so does the file name
             > engage check harbor-search   # names the file: remove it there, `git mv` the file to a name without \
                 it, and revoke it where it is used; git keeps the old version
             notes/2026-03-04-wifi-aaaa: ~, artifacts/a: {what: x, class: data, on: 2026-03-01, \
                 sha256: 61eed761c5af8312ba51968ade6d6d48feb4519c9328ad3e4046d55fec68fe4d}
             notes/2026-03-04-wifi-aaaa: ~, goals/a: {statement: s, criterion: c, committed: 2026-03-01, \
                 evidence: [{what: x, \
                 file: a.csv, sha256: 61eed761c5af8312ba51968ade6d6d48feb4519c9328ad3e4046d55fec68fe4d}]}",
        );
    }

    #[test]
    fn no_other_finding_shows_it() {
        let token = format!("ghp_{}", "Ab3".repeat(12));
        let action = format!("actions/a: {{what: Rotate {token}, owner: x, raised: 2026-03-01, due: 2026-03-02}}");
        assert_eq!(
            Example::of(&CHECK).with(&action).case().says("action-overdue"),
            ["actions/a:due: `Rotate [a GitHub token of 40 characters]` was due from x on 2 March 2026, 8 days ago\n\
              engage done a -e harbor-search   # or: engage set -e harbor-search --in actions/a due=DATE"]
        );
    }
}
