//! Base64 as RFC 4648 has it: its first alphabet, with padding.

/// What a text says; None where it is no base64.
pub(crate) fn decode(text: &[u8]) -> Option<Vec<u8>> {
    let (whole, rest) = text.as_chunks::<4>();
    if !rest.is_empty() {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    for (place, four) in whole.iter().enumerate() {
        let padding = four.iter().rev().take_while(|byte| **byte == b'=').count();
        if padding > 2 || (padding > 0 && place + 1 < whole.len()) {
            return None;
        }
        let mut bits = 0u32;
        for byte in &four[..4 - padding] {
            bits = bits << 6 | u32::from(value(*byte)?);
        }
        bits <<= 6 * padding;
        let three = bits.to_be_bytes();
        // Bits that are of no byte are zero.
        if three[4 - padding..].iter().any(|byte| *byte != 0) {
            return None;
        }
        bytes.extend_from_slice(&three[1..4 - padding]);
    }
    Some(bytes)
}

fn value(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn the_vectors_of_the_standard() {
        let pairs = [
            ("", ""),
            ("Zg==", "f"),
            ("Zm8=", "fo"),
            ("Zm9v", "foo"),
            ("Zm9vYg==", "foob"),
            ("Zm9vYmE=", "fooba"),
            ("Zm9vYmFy", "foobar"),
            ("eyAieHl6IjogMTIzIH0=", "{ \"xyz\": 123 }"),
        ];
        for (text, bytes) in pairs {
            assert_eq!(decode(text.as_bytes()).as_deref(), Some(bytes.as_bytes()), "{text}");
        }
        for text in [
            "Z",
            "Zg",
            "Zg=",
            "Z===",
            "Zh==",
            "Zg==Zg==",
            "Zm9 ",
            "Zm-_",
            "... base64 encoded string ...",
        ] {
            assert_eq!(decode(text.as_bytes()), None, "{text}");
        }
    }
}
