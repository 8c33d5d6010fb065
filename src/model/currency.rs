//! The codes of ISO 4217, with the decimals of their amounts; those withdrawn lately stay, as records name them:
//! each line of the file has the decimals, and the codes of the currencies that have as many.

/// The decimals of amounts in the currency of a code; none if there is no such code.
pub fn decimals(code: &str) -> Option<u32> {
    let code: &[u8; 3] = code.as_bytes().try_into().ok()?;
    // three letters and a blank each
    let has = |codes: &str| codes.as_bytes().chunks(4).any(|known| known.starts_with(code));
    let mut lines = include_str!("currency.txt").lines().filter_map(|line| line.split_once(' '));
    lines.find(|(_, codes)| has(codes))?.0.parse().ok()
}
