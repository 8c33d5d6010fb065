//! An action is past its due date and not done.

use crate::check::prelude::*;

pub const CHECK: Check = Check { outlives: true, run: Each(find), ..row!("action-overdue", People, Hypothesis) };

fn find(scene: &Scene) -> Vec<Finding> {
    // an action outlives a completed engagement; after calling off it is reported on that day only
    let is_over = scene.called_off() && !scene.called_off_today();
    if is_over { vec![] } else { scene.each(overdue) }
}

fn overdue(scene: &Scene, name: &Reference, action: &Action) -> Option<Finding> {
    let due = action.due.filter(|due| *due < scene.today && action.done.is_none())?;
    let sentence = format!(
        "`{}` was due from {} on {}, {} ago",
        action.what.one_line(),
        scene.engagement.name_of(&action.owner),
        words::date(due),
        words::days(scene.today.days_since(due))
    );
    let done = Remedy::engage(["done", id(name), "-e", scene.engagement.id.as_str()]);
    Some(Finding::on(name, sentence, done.or(scene.to_set(name, ["due=DATE"]))).at("due").late())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_overdue_from_the_day_after_and_outlives_a_completed_engagement() {
        CHECK.boundaries(
            "actions/2026-03-02-ship-the-disk-aaaa: {due: 2026-03-09}
             > actions/2026-03-02-ship-the-disk-aaaa:due: `ship the disk` was due from Ana Ortiz on 9 March 2026, 1 \
                 day ago
             actions/2026-03-02-ship-the-disk-aaaa: {due: 2026-03-10}
             actions/2026-03-02-ship-the-disk-aaaa: {due: ~}
             outcomes/01-completed: {on: 2026-03-09, kind: completed}
             > the same
             outcomes/01-called-off: {on: 2026-03-09, kind: called-off, reason: x}
             outcomes/01-called-off: {on: 2026-03-10, kind: called-off, reason: x}
             > the same",
        );
    }
}
