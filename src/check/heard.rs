//! How it is said that a sponsor was not heard, for the checks that notice it.

use crate::model::date::Date;
use crate::model::words;

/// Who they are, when they last had a part in it, and how that lies to the cadence.
pub(super) fn unheard(sponsors: &[String], last: Option<Date>, days: i64, cadence: u32) -> String {
    let who = words::and_list(sponsors);
    let sponsors = if sponsors.len() == 1 { "the sponsor" } else { "the sponsors" };
    let (days, cadence) = (words::days(days), words::days(cadence.into()));
    match last {
        Some(last) => {
            format!(
                "{who}, {sponsors}, last had a part in it on {}, {days} ago, and the cadence is {cadence}",
                words::date(last)
            )
        }
        None => format!("{who}, {sponsors}, had no part in it for {days}, and the cadence is {cadence}"),
    }
}
