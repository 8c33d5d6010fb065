//! The measurements of a goal (start, target, result), and its earlier verdicts.

use crate::render::parts::prelude::*;

view! {
    /// The values of a goal's measure with their unit; what is not recorded is empty.
    #[derive(Default, PartialEq, Eq)]
    pub struct Measured {
        /// The value before the work began, with its unit.
        pub baseline: String,
        /// The value before the work began, where it is a number.
        pub baseline_number: Option<Amount>,
        /// The value to reach, with its unit.
        pub target: String,
        /// The value to reach, where it is a number.
        pub target_number: Option<Amount>,
        /// What came out, with its unit, or in the words of the result.
        pub actual: String,
        /// What came out, where it is a number.
        pub actual_number: Option<Amount>,
    }
}

impl Measured {
    /// `before: about 25 min; target: 16 of 20; measured: 18 of 20`; empty if nothing is recorded.
    pub fn in_a_line(&self) -> String {
        let parts = [("before", &self.baseline), ("target", &self.target), ("measured", &self.actual)];
        let parts = parts.into_iter().filter(|(_, words)| !words.is_empty());
        parts.map(|(what, words)| format!("{what}: {words}")).collect::<Vec<_>>().join("; ")
    }
}

/// The measurements of a goal.
pub fn of(goal: &Goal) -> Measured {
    let measure = goal.measure.as_ref();
    let unit = measure.and_then(|measure| measure.unit.as_ref()).map(|unit| format!(" {}", unit.one_line()));
    let unit = unit.unwrap_or_default();
    let value = |text: &Text| {
        let words = text.one_line();
        if words.parse::<Amount>().is_ok() { format!("{words}{unit}") } else { words }
    };
    let of_measure = |text: Option<&Text>| text.map(value).unwrap_or_default();
    let number = || goal.actual.map(|number| format!("{number}{unit}")).unwrap_or_default();
    Measured {
        baseline: of_measure(measure.and_then(|measure| measure.baseline.as_ref())),
        target: of_measure(measure.and_then(|measure| measure.target.as_ref())),
        actual: goal.result.as_ref().map_or_else(number, Text::one_line),
        baseline_number: measure.and_then(Measure::baseline_number),
        target_number: measure.and_then(Measure::target_number),
        actual_number: goal.actual,
    }
}

/// `met, 6 April 2026` for each verdict before the last, in order; empty if there is none.
pub fn earlier(goal: &Goal) -> String {
    let verdicts = judged(goal).map(|before| {
        let day = before.judged.map(|day| format!(", {}", words::date(day))).unwrap_or_default();
        format!("{}{day}", wording::verdict(before.verdict))
    });
    verdicts.collect::<Vec<_>>().join("; ")
}

/// The judgements before the last, in order.
pub fn judged(goal: &Goal) -> impl Iterator<Item = &Judgement> {
    goal.history.iter().filter(|before| before.verdict != Verdict::Open)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::insight::fixture;

    fn goal(fields: &Value) -> Goal {
        let engagement = fixture::from(&json!({ "records": { "goals/g": fields } }));
        engagement.all::<Goal>().next().unwrap().1.clone()
    }

    #[test]
    fn a_number_has_its_unit_and_words_have_none() {
        let measure = json!({ "what": "look-ups", "unit": "of 20", "baseline": "about 25 min", "target": "16" });
        let parts = of(&goal(&json!({ "measure": measure, "actual": "18" })));
        assert_eq!(parts.in_a_line(), "before: about 25 min; target: 16 of 20; measured: 18 of 20");
        let parts = of(&goal(&json!({ "measure": measure, "actual": "18", "result": "18 of 20 within 10 s" })));
        assert_eq!(parts.actual, "18 of 20 within 10 s");
        assert_eq!(of(&goal(&json!({}))), Measured::default());
    }

    #[test]
    fn verdicts_before_the_last_are_told_and_a_reopening_is_none() {
        let history = json!([{ "verdict": "partly", "judged": "2026-03-20" },
            { "verdict": "open", "judged": "2026-03-25" }, { "verdict": "met", "judged": "2026-04-06" }]);
        let parts = earlier(&goal(&json!({ "verdict": "missed", "history": history })));
        assert_eq!(parts, "partly met, 20 March 2026; met, 6 April 2026");
    }
}
