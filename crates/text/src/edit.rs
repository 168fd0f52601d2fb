//! How a text became another, and where a place of the first is in the second.

use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices};
use std::ops::Range;

/// The replacements that make one text of another: in order, without overlap.
///
/// All ranges are in bytes, at character boundaries.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Edits {
    replaced: Vec<(Range<usize>, String)>,
}

/// Where a range of the old text is in the new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// Bytes of the new text.
    pub range: Range<usize>,
    /// How many bytes of the old range were not replaced.
    pub kept: usize,
}

/// Larger pieces are not compared word by word: tokens of the one times tokens of the other.
const LARGEST: usize = 16 << 20;

impl Edits {
    /// From replacements in any order: bytes of the old text, and what stands there in the new
    /// one. Of two that overlap the earlier one holds, and of two at the same place the first.
    pub fn of(mut replaced: Vec<(Range<usize>, String)>) -> Self {
        replaced.sort_by_key(|(range, _)| (range.start, range.end));
        let mut end = 0;
        replaced.retain(|(range, _)| {
            let holds = range.start >= end && range.start <= range.end;
            end = if holds { range.end } else { end };
            holds
        });
        Self { replaced }
    }

    /// The replacements: bytes of the old text, and what stands there in the new one.
    pub fn replaced(&self) -> &[(Range<usize>, String)] {
        &self.replaced
    }

    /// Whether the two texts are the same.
    pub fn is_empty(&self) -> bool {
        self.replaced.is_empty()
    }

    /// What makes `new` of `old`: first line by line, then word by word within lines that differ.
    pub fn between(old: &str, new: &str) -> Self {
        let (old_lines, new_lines) = (lines(old), lines(new));
        let mut replaced = Vec::new();
        for op in differences(&old_lines, &new_lines) {
            let (before, after) =
                (span(&old_lines, op.old_range()), span(&new_lines, op.new_range()));
            let (old_words, new_words) = (words(&old[before.clone()]), words(&new[after.clone()]));
            if old_words.len().saturating_mul(new_words.len()) > LARGEST {
                replaced.push((before, new[after].to_owned()));
                continue;
            }
            for op in differences(&old_words, &new_words) {
                let from = span(&old_words, op.old_range());
                let to = span(&new_words, op.new_range());
                let range = before.start + from.start..before.start + from.end;
                replaced
                    .push((range, new[after.start + to.start..after.start + to.end].to_owned()));
            }
        }
        Self { replaced }
    }

    /// The new text.
    pub fn apply(&self, old: &str) -> String {
        let mut new = String::with_capacity(old.len());
        let mut at = 0;
        for (range, text) in &self.replaced {
            new.push_str(old.get(at..range.start).unwrap_or_default());
            new.push_str(text);
            at = range.end;
        }
        new.push_str(old.get(at..).unwrap_or_default());
        new
    }

    /// What makes the old text of the new one.
    #[must_use]
    pub fn inverse(&self, old: &str) -> Self {
        let mut shift = 0isize;
        let back = self.replaced.iter().map(|(range, new)| {
            let start = range.start.saturating_add_signed(shift);
            shift += new.len() as isize - range.len() as isize;
            (start..start + new.len(), old.get(range.clone()).unwrap_or_default().to_owned())
        });
        Self { replaced: back.collect() }
    }

    /// Where a range of the old text is in the new one; `None` where nothing of it is left.
    ///
    /// What is replaced is never cut: a range that begins or ends within it takes all of what
    /// stands there now. What is put in at either end of the range does not belong to it.
    pub fn carry(&self, range: Range<usize>) -> Option<Carried> {
        // Those that end before the range only shift it.
        let mut shift = 0isize;
        let (mut start, mut kept) = (None, range.len());
        for (old, new) in &self.replaced {
            let by = new.len() as isize - old.len() as isize;
            if old.start >= range.end {
                break;
            }
            if old.end <= range.start {
                shift += by;
                continue;
            }
            start.get_or_insert_with(|| old.start.min(range.start).saturating_add_signed(shift));
            kept -= old.end.min(range.end) - old.start.max(range.start);
            shift += by;
        }
        let start = start.unwrap_or_else(|| range.start.saturating_add_signed(shift));
        let last = self.replaced.iter().take_while(|(old, _)| old.start < range.end).last();
        let end = range.end.max(last.map_or(0, |(old, _)| old.end)).saturating_add_signed(shift);
        (start < end).then_some(Carried { range: start..end, kept })
    }
}

/// Lines with their ends: where each begins, and one more.
fn lines(text: &str) -> Vec<(usize, &str)> {
    pieces(text.split_inclusive('\n'))
}

/// Words, and what stands between them character by character, so that a mark can change alone.
fn words(text: &str) -> Vec<(usize, &str)> {
    let mut rest = text;
    pieces(std::iter::from_fn(|| {
        let mut characters = rest.chars();
        let first = characters.next()?;
        let length = match first.is_alphanumeric() {
            true => rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len()),
            false => first.len_utf8(),
        };
        let (word, after) = rest.split_at(length);
        rest = after;
        Some(word)
    }))
}

fn pieces<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<(usize, &'a str)> {
    let mut at = 0;
    let start = |text: &'a str| {
        at += text.len();
        (at - text.len(), text)
    };
    texts.map(start).collect()
}

/// The bytes that some pieces take.
fn span(pieces: &[(usize, &str)], range: Range<usize>) -> Range<usize> {
    let end = |index: usize| pieces.get(index).map(|(at, text)| at + text.len());
    let start = match pieces.get(range.start) {
        Some((at, _)) => *at,
        None => pieces.len().checked_sub(1).and_then(end).unwrap_or(0),
    };
    let last = range.end.checked_sub(1).filter(|_| !range.is_empty());
    start..last.and_then(end).unwrap_or(start)
}

/// The pieces that differ, in order.
fn differences(old: &[(usize, &str)], new: &[(usize, &str)]) -> Vec<DiffOp> {
    let texts = |pieces: &[(usize, &str)]| -> Vec<String> {
        pieces.iter().map(|(_, text)| (*text).to_owned()).collect()
    };
    let mut ops = capture_diff_slices(Algorithm::Patience, &texts(old), &texts(new));
    ops.retain(|op| op.tag() != DiffTag::Equal);
    ops
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Carries what stands between `[` and `]` in `old`, and marks it in the new text.
    fn check(old: &str, replaced: &[(&str, &str)], expected: &str) {
        let (start, end) = (old.find('[').unwrap(), old.find(']').unwrap() - 1);
        let old = old.replace(['[', ']'], "");
        let edits = replaced.iter().map(|(from, to)| {
            let at = old.find(from).unwrap();
            (at..at + from.len(), (*to).to_owned())
        });
        let edits = Edits::of(edits.collect());
        let mut new = edits.apply(&old);
        if let Some(carried) = edits.carry(start..end) {
            new.insert(carried.range.end, ']');
            new.insert(carried.range.start, '[');
        }
        assert_eq!(new, expected);
    }

    #[test]
    fn a_place_is_carried() {
        check("ask [Ada] now", &[("ask", "I asked")], "I asked [Ada] now");
        check("ask [Ada] now", &[("now", "then")], "ask [Ada] then");
        check("ask [Ada] now", &[("Ada", "PERSON 1")], "ask [PERSON 1] now");
        check("ask [Ada Bo] now", &[("Bo", "B")], "ask [Ada B] now");
        check("ask A[d]a now", &[("Ada", "PERSON 1")], "ask [PERSON 1] now");
        check("a[sk Ad]a now", &[("Ada", "PERSON 1")], "a[sk PERSON 1] now");
        check("ask Ad[a now]", &[("Ada", "PERSON 1")], "ask [PERSON 1 now]");
        check("ask [Ada] now", &[("Ada", "")], "ask  now");
        check("ask [Ada] now", &[("ask ", ""), (" now", "")], "[Ada]");
        check("ask[ Ada] now", &[("ask", "x"), (" now", "")], "x[ Ada]");
    }

    #[test]
    fn what_is_put_in_beside_a_place_is_not_in_it() {
        let edits = Edits::of(vec![(4..4, "dear ".into()), (7..7, ", please".into())]);
        let carried = edits.carry(4..7).map(|carried| carried.range);
        assert_eq!(edits.apply("ask Ada now"), "ask dear Ada, please now");
        assert_eq!(carried, Some(9..12));
    }

    #[test]
    fn a_repaired_word_is_the_only_difference() {
        let edits = Edits::between("We use Kubernets.\nAlways.\n", "We use Kubernetes.\nAlways.\n");
        assert_eq!(edits.replaced(), [(7..16, "Kubernetes".to_owned())]);
    }

    proptest! {
        #[test]
        fn differences_make_the_new_text(old in "[ab \n.é]{0,40}", new in "[ab \n.é]{0,40}") {
            let edits = Edits::between(&old, &new);
            prop_assert_eq!(&edits.apply(&old), &new);
            prop_assert_eq!(edits.inverse(&old).apply(&new), old);
        }

        /// What was not replaced is found as it was, with all its neighbours.
        #[test]
        fn what_is_not_replaced_stays(
            old in "\\PC{1,60}",
            cuts in prop::collection::vec((0usize..60, 0usize..8, "\\PC{0,8}"), 0..6),
            place in (0usize..60, 1usize..20),
        ) {
            let at = |point: usize| old.char_indices().nth(point).map_or(old.len(), |(at, _)| at);
            let replaced = cuts.into_iter().map(|(from, length, new)| (at(from)..at(from + length), new));
            let edits = Edits::of(replaced.collect());
            let new = edits.apply(&old);
            let range = at(place.0)..at(place.0 + place.1);
            if range.is_empty() {
                return Ok(());
            }
            let touched: Vec<_> = edits.replaced().iter().filter(|(cut, _)| cut.start < range.end && cut.end > range.start).collect();
            match edits.carry(range.clone()) {
                // Every character outside what was replaced is in the new place, in order.
                Some(carried) => {
                    let there = new.get(carried.range.clone());
                    prop_assert!(there.is_some());
                    let mut expected = String::new();
                    let mut from = range.start;
                    for (cut, text) in &touched {
                        expected.push_str(old.get(from..cut.start).unwrap_or_default());
                        expected.push_str(text);
                        from = cut.end;
                    }
                    expected.push_str(old.get(from..range.end).unwrap_or_default());
                    prop_assert_eq!(there, Some(expected.as_str()));
                    let gone: usize = touched.iter().map(|(cut, _)| cut.end.min(range.end) - cut.start.max(range.start)).sum();
                    prop_assert_eq!(carried.kept, range.len() - gone);
                }
                None => prop_assert!(touched.iter().all(|(_, text)| text.is_empty())),
            }
        }
    }
}
