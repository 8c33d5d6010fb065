//! The cycle went on to build without choosing a starting point.

use crate::check::prelude::*;

pub const CHECK: Check = Check { about: Span::Cycle, run: One(find), ..row!("nothing-selected", Method, Dev) };

fn find(scene: &Scene) -> Option<Finding> {
    let engagement = scene.engagement;
    // once the prototype is shown, a starting point no longer matters
    let cycle = engagement.place().filter(|place| place.step < Step::Demo)?.cycle;
    let selects: Vec<_> =
        engagement.walk.iter().filter(|entry| entry.cycle == cycle && entry.step == Step::Select).collect();
    let read: Vec<_> = selects.iter().filter_map(|entry| engagement.entries.get(*entry)).collect();
    let points = read.iter().filter_map(|entry| entry.at::<Select>()).flat_map(|select| &select.starting_points);
    let points: Vec<_> = points.collect();
    if read.len() < selects.len() || points.iter().any(|point| point.chosen == Some(Flag(true))) {
        return None;
    }
    let last = read.last().filter(|entry| Some(entry.id) != engagement.place())?.id;
    let (sentence, remedy) = if points.is_empty() {
        let add =
            scene.to_add("starting-point", "WHAT").with(["--kind", "KIND", "--chosen"]).note("app, paper or data");
        (format!("cycle {cycle} has no starting point: no app, paper or data set was considered"), add)
    } else {
        let looked = words::count(points.len(), "starting point was|starting points were");
        let set = scene.to_set(&last.into(), ["starting_points.1.chosen=true"]);
        (format!("{looked} considered, but none is chosen"), set)
    };
    Some(Finding::on(last, sentence, remedy).at("starting_points"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn something_is_chosen_before_it_is_shown() {
        CHECK.boundaries(
            "cycle-1/03-select: {starting_points: [{what: a}, {what: b, chosen: false}]}
             > cycle-1/03-select:starting_points: 2 starting points were considered, but none is chosen
             cycle-1/03-select: {starting_points: []}
             > cycle-1/03-select:starting_points: cycle 1 has no starting point: no app, paper or data set was \
                 considered
             > engage add starting-point \"WHAT\" -e harbor-search --kind \"KIND\" --chosen   # app, paper or data
             at: onsite
             > the same
             at: demo
             unreadable: [cycle-1/03-select]
             walk: [cycle-1/01-validate, cycle-1/02-dev]",
        );
    }
}
