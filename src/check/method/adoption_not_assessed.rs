//! The customer's adoption of this kind of technology is not set.

use crate::check::prelude::*;

pub const CHECK: Check = Check { run: One(find), ..row!("adoption-not-assessed", Method, Select) };

fn find(scene: &Scene) -> Option<Finding> {
    let engagement = scene.engagement;
    let known = adoption::assessed(engagement).iter().any(|of| of.adoption.is_some());
    let validate = engagement.walk.iter().rfind(|entry| entry.step == Step::Validate);
    if known || validate.is_some_and(|entry| !engagement.entries.contains_key(entry)) {
        return None;
    }
    let sentence = "the customer's adoption level is not set";
    Some(match validate {
        Some(entry) => {
            let levels = words::or_list(Adoption::WORDS);
            scene.asks(*entry, "adoption", sentence, ["adoption=LEVEL"]).note(levels)
        }
        None => Finding::on(Reference::Engagement, sentence, scene.to("advance").flag("to", "validate")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_asked_for_where_it_belongs_unless_that_cannot_be_read() {
        CHECK.boundaries(
            "walk: [cycle-1/01-dev]
             > engagement: the customer's adoption level is not set
             > engage advance harbor-search --to validate
             unreadable: [cycle-1/02-validate]",
        );
    }
}
