//! The kinds of computed facts that an export has beside the records: their columns.

use super::{Field, Shape, Sheet};

const fn field(name: &'static str, question: &'static str, shape: Shape) -> Field {
    Field { name, question, shape, required: false }
}

const DAY: Field = field("day", "Day of the export.", Shape::Date);

/// Where an engagement is on a day, one line each.
const STATUS: &[Field] = &[
    DAY,
    field("title", "Title.", Shape::Text),
    field("customer", "Customer name.", Shape::Text),
    field("opened", "Date it was opened.", Shape::Date),
    field("ended", "How it ended: completed or called-off.", Shape::Text),
    field("cycle", "Cycle, from 1.", Shape::Count),
    field("round", "Round in the cycle, from 1.", Shape::Count),
    field("step", "Current step.", Shape::Text),
    field("days_in_step", "Days at the current step.", Shape::Count),
    field("unreadable", "Number of files that cannot be read.", Shape::Count),
    field("errors", "Number of open items that are errors.", Shape::Count),
    field("late", "Number of items past their day.", Shape::Count),
    field("warnings", "Number of open items that are warnings.", Shape::Count),
    field("gates", "Number of gates of the current step that are not met.", Shape::Count),
    field("days_without_result", "Days since the customer had something to judge.", Shape::Count),
    field("cadence_days", "Agreed days between two results.", Shape::Count),
    field("budget_amount", "Budget.", Shape::Decimal),
    field("budget_currency", "Currency of the budget.", Shape::Text),
    field("budget_spent", "Spent in that currency.", Shape::Decimal),
    field("forecast_total", "Forecast of the total cost, in the currency of the budget.", Shape::Decimal),
    field("forecast_ends", "Forecast of the end.", Shape::Date),
];

/// What the checks find, one line each.
const FINDING: &[Field] = &[
    DAY,
    field("check", "Id of the check.", Shape::Text),
    field("level", "Level: error, warning or advice.", Shape::Text),
    field("state", "Whether it is a gate, late or open.", Shape::Text),
    field("record", "Record that it is about.", Shape::Text),
    field("key", "Key in that record.", Shape::Text),
    field("sentence", "What was found.", Shape::Text),
];

/// The figures of `engage show --figures`, one line for each number.
const FIGURE: &[Field] = &[
    DAY,
    field("figure", "Name, such as goals.met or spend.total.", Shape::Text),
    field("value", "The number.", Shape::Decimal),
    field("cycle", "Cycle that it is about.", Shape::Count),
    field("currency", "Currency of an amount.", Shape::Text),
    field("of", "Step, round, category or day that it is about.", Shape::Text),
];

/// The kinds with their columns.
pub const FACTS: [(&str, &[Field]); 3] = [("status", STATUS), ("finding", FINDING), ("figure", FIGURE)];

/// The same as sheets.
pub(super) fn sheets() -> impl Iterator<Item = Sheet> {
    FACTS.into_iter().map(|(kind, fields)| Sheet { kind, fields: fields.to_vec(), prefixed: vec![], source: None })
}
