//! Pictures, written into the page itself.

use pulldown_cmark::{Event, Parser, Tag};

use super::safe::OPTIONS;

/// A picture that a page can show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    media: &'static str,
    bytes: Vec<u8>,
}

impl Picture {
    /// A picture in PNG, JPEG or WebP, by its first bytes; none in any other format.
    pub fn of(bytes: Vec<u8>) -> Option<Self> {
        let media = match bytes.as_slice() {
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => "image/png",
            [0xff, 0xd8, 0xff, ..] => "image/jpeg",
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => "image/webp",
            _ => return None,
        };
        Some(Self { media, bytes })
    }

    /// Its address, which holds the whole picture.
    pub fn address(&self) -> String {
        format!("data:{};base64,{}", self.media, base64(&self.bytes))
    }
}

/// The addresses of the pictures in a markdown document.
pub fn pictures(markdown: &str) -> Vec<String> {
    let addresses = Parser::new_ext(markdown, OPTIONS).filter_map(|event| match event {
        Event::Start(Tag::Image { dest_url, .. }) => Some(dest_url.into_string()),
        _ => None,
    });
    addresses.collect()
}

/// The digits of base 64, RFC 4648.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn base64(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * at) & 63) as usize];
            text.push(if at > three.len() { '=' } else { char::from(digit) });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_64_is_that_of_the_standard() {
        for (bytes, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }

    #[test]
    fn a_picture_is_known_by_its_first_bytes() {
        let address = |bytes: &[u8]| Picture::of(bytes.to_vec()).map(|picture| picture.address());
        assert_eq!(address(b"\x89PNG\r\n\x1a\n").unwrap(), "data:image/png;base64,iVBORw0KGgo=");
        assert!(address(b"\xff\xd8\xff\xe0").unwrap().starts_with("data:image/jpeg;"));
        assert!(address(b"RIFF....WEBP").unwrap().starts_with("data:image/webp;"));
        assert!(address(b"<svg xmlns='http://www.w3.org/2000/svg'/>").is_none());
    }
}
