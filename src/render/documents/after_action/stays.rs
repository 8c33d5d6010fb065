//! What was done at each stay: starting points, built, installed, found, shown, and next steps.

use crate::render::attention;
use crate::render::documents::prelude::*;
use crate::render::parts::timeline;

view! {
    /// One stay at a step, and what was done there.
    pub struct DoneAtStep {
        /// The step, since when and how long.
        stay: StayView,
        /// What was done there.
        pub items: Vec<DoneItem>,
    }

    /// One thing done, in one text or more.
    pub struct DoneItem {
        /// What kind of thing it is.
        what: &'static str,
        /// What the record says of it.
        texts: Vec<String>,
    }
}

/// What the entries of a cycle say was done, stay by stay.
pub fn done(engagement: &Engagement, cycle: u32) -> Vec<DoneAtStep> {
    let stays = durations::stays(engagement, cycle, None).into_iter();
    stays
        .map(|stay| DoneAtStep {
            items: engagement.entries.get(&stay.entry).map(|entry| items(engagement, entry)).unwrap_or_default(),
            stay: timeline::stay(stay),
        })
        .collect()
}

fn items(engagement: &Engagement, entry: &Entry) -> Vec<DoneItem> {
    let all = match &entry.answers {
        Answers::Select(select) => {
            let chosen = select.starting_points.iter().filter(|point| point.chosen.is_some_and(|chosen| chosen.0));
            let chosen: Vec<_> = chosen.map(|point| point.what.one_line()).collect();
            vec![item("started from", chosen.join("; "))]
        }
        Answers::Dev(dev) => vec![one("prototype", dev.prototype.as_ref()), one("built", dev.built.as_ref())],
        Answers::Onsite(onsite) => vec![
            one("installed", onsite.installed.as_ref()),
            one("data used", onsite.data.as_ref()),
            DoneItem { what: "results", texts: onsite.results.iter().map(Text::one_line).collect() },
        ],
        Answers::Demo(demo) if demo.on > as_of::day(engagement) => vec![],
        Answers::Demo(demo) => {
            let on = demo.on.filter(|on| *on != entry.common.entered).map(words::date).unwrap_or_default();
            vec![item("shown on", on), item("shown to", names(engagement, &demo.to)), one("shown", demo.shown.as_ref())]
        }
        Answers::Adjust(adjust) => vec![one("approach", adjust.approach.as_ref())],
        _ => vec![],
    };
    all.into_iter().filter(|item| !item.texts.is_empty()).collect()
}

fn one(what: &'static str, text: Option<&Text>) -> DoneItem {
    item(what, line(text))
}

fn item(what: &'static str, text: String) -> DoneItem {
    DoneItem { what, texts: Some(text).filter(|text| !text.is_empty()).into_iter().collect() }
}

view! {
    /// A step entered against the rules, for a reason.
    pub struct Passed {
        /// On which day, as YYYY-MM-DD.
        on_iso: Date,
        /// The step that was entered so.
        step: String,
        /// What was skipped or waived.
        what: String,
        /// The reason given.
        because: String,
    }
}

/// The steps skipped and gates waived in a cycle, and any other reason given for an entry.
pub fn passed(engagement: &Engagement, cycle: u32) -> Vec<Passed> {
    engagement.entries_in(cycle).filter_map(passed_at).collect()
}

fn passed_at(entry: &Entry) -> Option<Passed> {
    let common = &entry.common;
    let skipped: Vec<_> = common.skipped.iter().map(ToString::to_string).collect();
    let gates: Vec<_> = common.passed.iter().map(|gate| attention::of_check(&gate.one_line())).collect();
    let mut parts = Vec::new();
    if !skipped.is_empty() {
        parts.push(format!("skipped {}", words::and_list(&skipped)));
    }
    if !gates.is_empty() {
        parts.push(format!("waived: {}", gates.join("; ")));
    }
    if parts.is_empty() && common.because.is_none() {
        return None;
    }
    Some(Passed {
        on_iso: common.entered,
        step: entry.id.step.to_string(),
        what: if parts.is_empty() { "entered".to_owned() } else { parts.join("; ") },
        because: line(common.because.as_ref()),
    })
}
