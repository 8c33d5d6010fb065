//! Digests: the suffix of a record's name, the wording that was signed, and the text of a written document.

use sha2::{Digest, Sha256};

/// SHA-256 of a text, in hexadecimal.
pub fn of_text(text: &str) -> String {
    format!("{:x}", Sha256::digest(text))
}

/// SHA-256 of bytes in base32 (RFC 4648, lower case), cut to this length.
pub fn base32(bytes: &[u8], length: usize) -> String {
    const LETTERS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let digest = Sha256::digest(bytes);
    let bit = |at: usize| digest[at / 8] >> (7 - at % 8) & 1;
    let letter = |at: usize| (0..5).fold(0, |value, next| value << 1 | bit(at * 5 + next));
    (0..length.min(51)).map(|at| char::from(LETTERS[usize::from(letter(at))])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_is_that_of_the_standard() {
        // SHA-256 of the empty text is e3b0c442…, which is 4oymi… in base32
        assert_eq!(base32(b"", 5), "4oymi");
        assert!(of_text("abc").starts_with("ba7816bf8f01cfea"));
    }
}
