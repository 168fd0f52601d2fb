//! An interview as one row of characters: what was said, without what stands between.

use super::{Counts, Unit, sentences};
use crate::document::Document;
use crate::selector::Selector;
use paap_text::points::Points;
use std::ops::Range;

/// An interview's words.
pub(super) struct Text {
    version: String,
    /// For each turn that says something: where it is in code points of the body, and where it
    /// begins in the row.
    pieces: Vec<(Range<u64>, u64)>,
    /// Where its units are in the row; None for characters.
    pub(super) units: Option<Vec<Range<u64>>>,
}

impl Text {
    pub(super) fn of(document: &Document, unit: Unit) -> Self {
        let points = Points::of(&document.body);
        // A text without turns is all words.
        let whole = 0..document.body.len();
        let said: Vec<Range<usize>> = match document.turns.as_slice() {
            [] => vec![whole],
            turns => turns.iter().map(|turn| turn.text.clone()).collect(),
        };
        let mut row = 0;
        let mut pieces = Vec::with_capacity(said.len());
        let mut units = Vec::new();
        for bytes in said {
            let (start, end) = (points.at(bytes.start) as u64, points.at(bytes.end) as u64);
            if start >= end {
                continue;
            }
            match unit {
                Unit::Turn => units.push(row..row + end - start),
                Unit::Sentence => {
                    let words = document.body.get(bytes).unwrap_or_default();
                    let inside = sentences(words).into_iter();
                    units.extend(inside.map(|own| row + own.start as u64..row + own.end as u64));
                }
                Unit::Character => {}
            }
            pieces.push((start..end, row));
            row += end - start;
        }
        let units = (unit != Unit::Character).then_some(units);
        Self { version: document.version().0, pieces, units }
    }

    pub(super) fn length(&self) -> u64 {
        self.pieces.last().map_or(0, |(points, row)| row + points.end - points.start)
    }

    /// Where each turn ends.
    pub(super) fn turns(&self) -> Vec<u64> {
        self.pieces.iter().map(|(points, row)| row + points.end - points.start).collect()
    }

    /// Where a coding is in the row; None where that is nowhere.
    pub(super) fn range(&self, place: &Selector, counts: &mut Counts) -> Option<Range<u64>> {
        if place.version.0 != self.version {
            counts.other_version += 1;
            return None;
        }
        let at = |point: u64| {
            let after = self.pieces.partition_point(|(points, _)| points.end <= point);
            self.pieces.get(after).map_or_else(
                || self.length(),
                |(points, row)| row + point.saturating_sub(points.start),
            )
        };
        let range = at(place.start as u64)..at(place.end as u64);
        if range.is_empty() {
            counts.nothing_said += 1;
            return None;
        }
        Some(range)
    }
}
