//! A colour as a style sheet writes it.

use super::field::{Shape, scalar};

/// A colour: `#rgb` or `#rrggbb`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colour(String);

scalar!(Colour, Shape::Text, text, shown, read);

impl Colour {
    /// Whether a drawing in it is seen on another colour: their contrast is at least 3 to 1 (WCAG 2.2, 1.4.11).
    pub fn is_seen_on(&self, other: &Self) -> bool {
        let (one, other) = (self.luminance() + 0.05, other.luminance() + 0.05);
        one.max(other) / one.min(other) >= 3.0
    }

    /// The relative luminance of WCAG 2.2, from 0 to 1.
    fn luminance(&self) -> f64 {
        let digits: Vec<_> = self.0.chars().filter_map(|digit| digit.to_digit(16)).collect();
        let short = digits.len() == 3;
        let part = |at: usize| if short { digits[at] * 17 } else { digits[2 * at] * 16 + digits[2 * at + 1] };
        let linear = |part: u32| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(part(0)) + 0.7152 * linear(part(1)) + 0.0722 * linear(part(2))
    }

    /// Reads it, or says what is wrong.
    fn read(text: &str) -> Result<Self, String> {
        let digits = text.strip_prefix('#').unwrap_or_default();
        let is_colour = [3, 6].contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        is_colour.then(|| Self(text.into())).ok_or_else(|| format!("`{text}` is not a colour; use #rrggbb or #rgb"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_seen_where_it_contrasts_enough() {
        let colour = |text: &str| text.parse::<Colour>().unwrap();
        for (one, on_white, on_black) in [("#1f4e79", true, false), ("#FFD400", false, true), ("#777", true, true)] {
            let seen = ["#fff", "#000"].map(|paper| colour(one).is_seen_on(&colour(paper)));
            assert_eq!(seen, [on_white, on_black], "{one}");
        }
        for text in ["blue", "#12", "1f4e79", "#1f4e7g", "#1f4e79;}", ""] {
            assert!(text.parse::<Colour>().is_err(), "{text}");
        }
    }
}
