//! A custom template with a mistake, or with a reference to unknown data: reported with its position, within
//! limits, and the earlier document stays unchanged.

use std::fs;

use crate::scene::{engage, workspace};

const EARLIER: &str = "# The report of last week\n";

/// A template, and its error: the position, and words of the message.
const MISTAKES: &[(&str, &str, &str)] = &[
    ("# {{ titel }}\n", ":1:6: ", "`titel` is not defined here; available:"),
    (
        "a\n{% for stay in timeline.stay %}{% endfor %}\n",
        ":2:25: ",
        "`stay` is not defined in `timeline`; available: `stays`",
    ),
    ("{{ title | shout }}\n", ":1:12: ", "unknown filter `shout`; available:"),
    ("{% if title is odd_one %}{% endif %}\n", ":1:16: ", "available:"),
    ("a\n{% if title %}\n", ":2:1: ", "is not closed"),
    ("{{ title \n", ":1:4: ", "unexpected end of input"),
    ("{% include \"../../engage.yaml\" %}\n", ":1:4: ", "`include` is not allowed in a document"),
    ("{% include \"/etc/passwd\" %}\n", ":1:4: ", "`include` is not allowed in a document"),
    ("{% import \"x\" as y %}\n", ":1:4: ", "`import` is not allowed in a document"),
    ("{% extends \"x\" %}\n", ":1:4: ", "`extends` is not allowed in a document"),
    ("{{ get_env(name=\"HOME\") }}\n", ":1:4: ", "unknown function `get_env`"),
    ("{{ load_data(path=\"/etc/passwd\") }}\n", ":1:4: ", "unknown function `load_data`"),
    ("{{ now() }}\n", ":1:4: ", "unknown function `now`"),
    ("{% for i in range(end=1000000000) %}{{ i }}{% endfor %}\n", ":1:13: ", "at most 100,000 numbers"),
    (
        "{% for a in range(end=90000) %}0123456789012345678901234567890123456789012345678901234567890123456789{% endfor %}\n",
        ":1:1: ",
        "is larger than 4 MiB",
    ),
];

#[test]
fn a_mistake_is_said_with_its_place_and_the_earlier_document_stays() {
    let folder = workspace();
    let root = folder.path();
    fs::create_dir_all(root.join("templates")).unwrap();
    let document = root.join("engagements/harbor-search/documents/cycle-1-after-action.md");
    fs::create_dir_all(document.parent().unwrap()).unwrap();
    fs::write(&document, EARLIER).unwrap();
    for (template, place, words) in MISTAKES {
        fs::write(root.join("templates/after-action.md"), template).unwrap();
        let output = engage(root, &["report"]);
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(3), "{template}: {stderr}");
        assert!(stderr.starts_with(&format!("error: templates/after-action.md{place}")), "{template}: {stderr}");
        assert!(stderr.contains(words), "{template}: {stderr}");
        assert_eq!(fs::read_to_string(&document).unwrap(), EARLIER, "{template}");
        assert_eq!(fs::read_dir(document.parent().unwrap()).unwrap().count(), 1, "{template}: something is left there");
    }
}

#[test]
fn the_page_on_languages_shows_the_files_of_the_french_example() {
    let page = include_str!("../../docs/languages.md");
    let [words, close_out] = [
        include_str!("../cmd/report/language.in/templates/fr/language.yaml"),
        include_str!("../cmd/report/language.in/templates/fr/close-out.md"),
    ];
    for (mark, file) in [("yaml", words), ("jinja", close_out)] {
        let block = page.split(&format!("```{mark}\n")).nth(1).and_then(|rest| rest.split("```").next()).unwrap();
        assert!(file.contains(block), "{mark}: {block}");
    }
}
