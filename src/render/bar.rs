//! Small bars of text, for where looking beats reading.

/// How many cells a bar has.
const CELLS: i64 = 10;

/// A bar of so many percent, 0 to 100 and not beyond; something is never drawn as nothing.
pub fn of_percent(percent: i64) -> String {
    let percent = percent.clamp(0, 100);
    let full = ((percent * CELLS + 50) / 100).max(i64::from(percent > 0));
    (0..CELLS).map(|cell| if cell < full { '█' } else { '░' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_full_as_its_percentage() {
        assert_eq!(of_percent(0), "░░░░░░░░░░");
        assert_eq!(of_percent(1), "█░░░░░░░░░");
        assert_eq!(of_percent(94), "█████████░");
        assert_eq!(of_percent(95), "██████████");
        assert_eq!(of_percent(250), "██████████");
        assert_eq!(of_percent(-5), "░░░░░░░░░░");
    }
}
