//! The audience: a document for the customer is made from what may be shared, and cannot name the record.

use super::paths::named;
use super::source::Source;

/// The folder of the customer's views.
const VIEWS: &str = "src/render/customer/";

/// The one part of it that sees the record, and makes of it what may be shared.
const PROJECTION: &str = "src/render/customer/shared";

/// What of the house a view may name besides its own folder: words and days.
const PLAIN: &[&[&str]] =
    &[&["render", "customer"], &["render", "view"], &["model", "words"], &["model", "date"], &["model", "step"]];

/// Views of the customer's documents that name anything in which something of ours could stand.
pub fn record(files: &[Source]) -> Vec<String> {
    let views = files.iter().filter(|file| file.path.starts_with(VIEWS) && !file.path.starts_with(PROJECTION));
    views.flat_map(beyond).collect()
}

fn beyond(file: &Source) -> Vec<String> {
    let plain = |parts: &[String]| {
        PLAIN.iter().any(|path| parts.len() >= path.len() && parts.iter().zip(*path).all(|(part, name)| part == name))
    };
    let wrong = named(file).into_iter().filter(|path| path.inside().is_some_and(|parts| !plain(parts)));
    wrong.map(|path| format!("{}: a customer's view names `{}`", file.at(path.at), path.text())).collect()
}

mod tests {
    use super::super::{assert_finds, assert_holds};
    use super::{Source, record};

    #[test]
    fn a_view_for_the_customer_does_not_see_the_record() {
        assert_holds(record);
    }

    #[test]
    fn a_view_that_names_the_record_is_found() {
        for import in [
            "use crate::model::engagement::Engagement;",
            "use crate::insight::spend;",
            "use super::super::subject::Subject;",
            "fn f(lesson: &crate::model::record::Lesson) {}",
        ] {
            assert_finds(record, &[("src/render/customer/handover.rs", import)], "src/render/customer/handover.rs:1");
        }
        let plain = "use super::shared::Shared;\nuse crate::model::{date::Date, words};";
        let files = [
            ("src/render/customer/handover.rs", plain),
            ("src/render/customer/shared/goals.rs", "use crate::model::record::Goal;"),
        ];
        assert_eq!(record(&files.map(|(path, text)| Source::new(path, text))), Vec::<String>::new());
    }
}
