//! Renders any text as a document's template: the result is a document or an error with its place, within limits, and
//! the same the second time.

#![no_main]

use std::path::Path;
use std::sync::OnceLock;

use engage::model::engagement::Engagement;
use engage::model::settings::Settings;
use engage::render::{About, DOCUMENTS, Document, OwnTemplate, Sheet, Subject, Template, page, render};
use engage::store::load;
use engage::store::workspace::Workspace;
use libfuzzer_sys::fuzz_target;

fn sample() -> &'static (Engagement, Settings) {
    static SAMPLE: OnceLock<(Engagement, Settings)> = OnceLock::new();
    SAMPLE.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("fuzz/ has a parent");
        let id = "harbor-search".parse().expect("a slug");
        let workspace = Workspace::open(root, root);
        (load::engagement(&workspace, &id).0, workspace.settings)
    })
}

fuzz_target!(|data: (u8, &str)| {
    let (which, text) = data;
    let documents: Vec<&Document> = DOCUMENTS.iter().filter(|document| !document.is_about_workspace()).collect();
    let built_in = documents[usize::from(which) % documents.len()];
    let file = built_in.file;
    let template = Template { shown: format!("templates/{file}"), text: text.to_owned().into(), ..Template::default() };
    let Ok(own) = OwnTemplate::new(built_in.name, file, template, None) else { return };
    let (engagement, settings) = sample();
    let about = About::Cycle(Subject { engagement, settings, cycle: 1, day: None, since: None });
    let first = render(&own.document(), own.template(), &about);
    match &first {
        Ok(made) => {
            assert!(made.len() <= 5 * 1024 * 1024);
            if made.len() < 65_536 {
                page(made, &Sheet::default());
            }
        }
        Err(error) => {
            let lines = u32::try_from(text.matches('\n').count() + 1).expect("few lines");
            assert!((1..=lines + 1).contains(&error.line) && error.column >= 1, "{error:?}");
            assert!(!error.message.trim().is_empty(), "{error:?}");
            assert!(error.to_string().starts_with(&format!("templates/{file}:")), "{error}");
        }
    }
    assert_eq!(first, render(&own.document(), own.template(), &about));
});
