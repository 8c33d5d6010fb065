//! A security or legal requirement was first raised after dev had begun, and is not signed since.
//!
//! Requirements in a later signature of both sides, delivered ones and dropped ones are settled.

use crate::check::prelude::*;

pub const CHECK: Check = Check { run: Each(find), ..row!("security-late", Requirements, Dev) };

fn find(scene: &Scene) -> Vec<Finding> {
    if !scene.read_all(Kind::Signoff) {
        return vec![];
    }
    let open = scene.guarding().into_iter().filter(|(_, one)| one.status != Some(Status::Delivered));
    open.filter_map(|(name, one)| late(scene, name, one)).collect()
}

fn late(scene: &Scene, name: &Reference, one: &Requirement) -> Option<Finding> {
    let began = dev_began(scene, one.raised).filter(|began| one.raised > *began && !is_signed(scene, name))?;
    let sentence = format!(
        "`{}` was first raised on {}, after dev began on {}",
        one.statement.one_line().trim_end_matches('.'),
        words::date(one.raised),
        words::date(began)
    );
    let remedy = scene.to_sign_scope(&[Side::Customer, Side::Ours]).or(scene.to_set(name, ["status=dropped"]));
    Some(Finding::on(name, sentence, remedy).at("raised"))
}

/// The day on which dev was first entered in the cycle of a day.
fn dev_began(scene: &Scene, day: Date) -> Option<Date> {
    let cycle = scene.engagement.entry_on(day)?.cycle;
    scene.engagement.entries_in(cycle).find(|entry| entry.id.step == Step::Dev).map(|entry| entry.common.entered)
}

/// Whether an accepted scope of the customer covers it.
fn is_signed(scene: &Scene, name: &Reference) -> bool {
    let theirs = |signoff: &Signoff| signoff.by.iter().any(|person| scene.engagement.is_of(person, Side::Customer));
    let name = name.to_string();
    scene.engagement.all::<Signoff>().any(|(_, signoff)| {
        signoff.of == Of::Scope && signoff.is_accepted() && theirs(signoff) && signoff.covers.contains_key(&name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_security_or_the_law_ask_for_after_dev_began_is_late_until_both_settle_it() {
        CHECK.boundaries(
            "requirements/lost-tablet: {class: regulatory}
             > the same
             requirements/lost-tablet: {class: user}
             requirements/lost-tablet: {raised: 2026-03-04}
             requirements/lost-tablet: {raised: 2026-02-20}
             requirements/lost-tablet: {status: delivered}
             requirements/lost-tablet: {status: dropped}
             signoffs/a: {on: 2026-03-06, of: scope, by: [ana-ortiz], covers: {requirements/lost-tablet: {hash: x, \
                 wording: x}}}
             signoffs/a: {on: 2026-03-06, of: scope, by: [jon-berg], covers: {requirements/lost-tablet: {hash: x, \
                 wording: x}}}
             > the same
             again_at: dev, requirements/lost-tablet: {raised: 2026-03-12}
             again_at: dev, requirements/lost-tablet: {raised: 2026-03-14}
             > requirements/lost-tablet:raised: `A lost tablet gives nobody the archive` was first raised on 14 March \
                 2026, after dev began on 13 March 2026",
        );
    }
}
