//! Bytes to characters and back. Texts are held as UTF-8; what leaves the house counts in Unicode
//! code points, as the W3C's selectors and REFI-QDA do.

/// How many bytes lie between two marks: a position is found by counting less than that.
const STEP: usize = 512;

/// Positions in one text, for many questions about it.
#[derive(Debug, Clone)]
pub struct Points<'a> {
    text: &'a str,
    /// Code points before byte `i * STEP`.
    marks: Vec<usize>,
}

impl<'a> Points<'a> {
    /// Counts once through the text.
    pub fn of(text: &'a str) -> Self {
        let mut points = 0;
        let marks = text
            .as_bytes()
            .chunks(STEP)
            .map(|chunk| {
                let before = points;
                points += count(chunk);
                before
            })
            .collect();
        Self { text, marks }
    }

    /// The code points before a byte; those of the whole text for a byte beyond it.
    pub fn at(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let mark = (byte / STEP).min(self.marks.len().saturating_sub(1));
        let before = self.marks.get(mark).copied().unwrap_or(0);
        before + count(self.text.as_bytes().get(mark * STEP..byte).unwrap_or_default())
    }

    /// The byte at which a code point begins; the text's length for one past the last. None beyond.
    pub fn byte(&self, point: usize) -> Option<usize> {
        let mark = self.marks.partition_point(|&before| before <= point).saturating_sub(1);
        let mut left = point - self.marks.get(mark).copied().unwrap_or(0).min(point);
        let from = mark * STEP;
        for (offset, byte) in self.text.as_bytes().get(from..)?.iter().enumerate() {
            if is_start(*byte) {
                if left == 0 {
                    return Some(from + offset);
                }
                left -= 1;
            }
        }
        (left == 0).then_some(self.text.len())
    }
}

fn is_start(byte: u8) -> bool {
    byte & 0xc0 != 0x80
}

fn count(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| is_start(byte)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn positions_are_those_that_counting_gives(text in "\\PC{0,2000}") {
            let points = Points::of(&text);
            let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            for (point, &byte) in starts.iter().enumerate() {
                prop_assert_eq!(points.at(byte), point);
                prop_assert_eq!(points.byte(point), Some(byte));
            }
            prop_assert_eq!(points.byte(starts.len()), None);
        }
    }
}
