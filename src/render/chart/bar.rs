//! A small bar in a cell of a table; the figure is the text beside it.

/// A percentage as a bar; above 100 it is full, in the colour of what is over a limit.
pub fn bar(percent: u32) -> String {
    let colour = if percent > 100 { "var(--bad, #b3261e)" } else { "var(--accent, #1f4e79)" };
    format!(
        "<svg aria-hidden=\"true\" width=\"4em\" height=\"0.6em\">\
         <rect width=\"100%\" height=\"100%\" rx=\"2\" style=\"fill: var(--line, #d5dae0)\"/>\
         <rect width=\"{}%\" height=\"100%\" rx=\"2\" style=\"fill: {colour}\"/></svg>",
        percent.min(100)
    )
}
