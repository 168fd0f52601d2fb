//! What each block of a continuum contributes, by a sweep over the marks' bounds.

use super::figure::Layout;
use super::{Continuum, Mark};
use std::collections::BTreeMap;
use std::ops::Range;

/// What one block contributes, to a label or to all.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    pub(super) block: usize,
    /// By [`Layout`]'s columns.
    pub(super) sums: Vec<f64>,
    /// How many of its units somebody marked.
    pub(super) marked: f64,
}

/// All contributions.
#[derive(Debug, Default)]
pub(super) struct Sums {
    /// A row for each block: what does not depend on labels.
    pub(super) base: Vec<Row>,
    /// Rows of blocks where a label is marked, by label.
    labels: Vec<Vec<Row>>,
    /// Units with any label.
    pub(super) marked: f64,
    pub(super) continua: usize,
    pub(super) units: u64,
    pub(super) positions: u64,
}

impl Sums {
    pub(super) fn rows(&self, label: usize) -> &[Row] {
        self.labels.get(label).map_or(&[], Vec::as_slice)
    }
}

type Stretch = Range<u64>;

/// One continuum's raters, blocks and units, brought into order.
struct Frame<'a> {
    continuum: &'a Continuum,
    /// Those who rated it, in order, once.
    raters: Vec<usize>,
    /// The blocks' ends in positions, and in units.
    position_ends: Vec<u64>,
    unit_ends: Vec<u64>,
    /// The first block's number.
    first: usize,
}

pub(super) fn count(continua: &[Continuum], layout: &Layout, labels: usize) -> Sums {
    let mut sums = Sums { labels: vec![Vec::new(); labels], ..Sums::default() };
    for continuum in continua {
        let mut raters: Vec<usize> =
            continuum.raters.iter().copied().filter(|rater| *rater < layout.raters).collect();
        raters.sort_unstable();
        raters.dedup();
        let units = continuum.units.as_ref().map_or(continuum.length, |units| units.len() as u64);
        if raters.len() < 2 || units == 0 || continuum.length == 0 {
            continue;
        }
        let mut position_ends: Vec<u64> =
            continuum.blocks.iter().copied().filter(|end| *end < continuum.length).collect();
        position_ends.push(continuum.length);
        position_ends.sort_unstable();
        position_ends.dedup();
        let unit_ends = position_ends
            .iter()
            .map(|end| match &continuum.units {
                Some(units) => units.partition_point(|unit| unit.start < *end) as u64,
                None => *end,
            })
            .collect();
        let first = sums.base.len();
        let frame = Frame { continuum, raters, position_ends, unit_ends, first };
        frame.base(layout, &mut sums);
        frame.labels(layout, &mut sums);
        sums.continua += 1;
        sums.units += units;
        sums.positions += continuum.length;
    }
    sums
}

impl Frame<'_> {
    fn base(&self, layout: &Layout, sums: &mut Sums) {
        let (mut unit, mut position) = (0, 0);
        for (units, positions) in self.unit_ends.iter().zip(&self.position_ends) {
            let lengths = ((units - unit) as f64, (positions - position) as f64);
            let row = layout.base_row(&self.raters, lengths);
            sums.base.push(Row { block: sums.base.len(), sums: row, marked: 0.0 });
            (unit, position) = (*units, *positions);
        }
    }

    fn labels(&self, layout: &Layout, sums: &mut Sums) {
        let length = self.continuum.length;
        let inside = |mark: &Mark| Mark { end: mark.end.min(length), ..*mark };
        let mut marks: Vec<Mark> = self.continuum.marks.iter().map(inside).collect();
        marks
            .retain(|mark| mark.start < mark.end && self.raters.binary_search(&mark.rater).is_ok());
        marks.sort_unstable();
        let mut anywhere: Vec<Stretch> = Vec::new();
        for marks in marks.chunk_by(|a, b| a.label == b.label) {
            let Some(rows) = marks.first().and_then(|mark| sums.labels.get_mut(mark.label)) else {
                continue;
            };
            let free: Vec<Vec<Stretch>> = self.stretches(marks, |mark| mark.start..mark.end, false);
            let touched = self.continuum.units.as_ref();
            let touched = touched.map(|_| self.stretches(marks, |mark| self.touched(mark), true));
            let units = touched.as_ref().unwrap_or(&free);
            anywhere.extend(units.iter().flatten().cloned());
            // By block, those alone in which somebody marked something.
            let mut found: BTreeMap<usize, Row> = BTreeMap::new();
            let blank = |block: usize| Row {
                block: self.first + block,
                sums: vec![0.0; layout.columns()],
                marked: 0.0,
            };
            sweep(units, &self.unit_ends, |block, length, present| {
                let row = found.entry(block).or_insert_with(|| blank(block));
                row.marked += length;
                layout.add_units(&mut row.sums, &self.raters, present, length);
            });
            sweep(&free, &self.position_ends, |block, length, present| {
                let row = found.entry(block).or_insert_with(|| blank(block));
                layout.add_positions(&mut row.sums, self.raters.len(), present.len(), length);
            });
            for stretch in free.iter().flatten() {
                // A stretch is one wherever it goes on; it is counted where it begins.
                let block = self.position_ends.partition_point(|end| *end <= stretch.start);
                let row = found.entry(block).or_insert_with(|| blank(block));
                layout.add_square(&mut row.sums, (stretch.end - stretch.start) as f64);
            }
            rows.extend(found.into_values());
        }
        let whole = |stretches: &[Stretch]| -> u64 {
            stretches.iter().map(|stretch| stretch.end - stretch.start).sum()
        };
        anywhere.sort_unstable_by_key(|stretch| (stretch.start, stretch.end));
        sums.marked += whole(&joined(anywhere, true)) as f64;
    }

    /// Each rater's stretches of one label, in the order of `raters`, made one where they overlap
    /// and, where `touching`, where they touch.
    fn stretches(
        &self,
        marks: &[Mark],
        of: impl Fn(&Mark) -> Stretch,
        touching: bool,
    ) -> Vec<Vec<Stretch>> {
        let mut all = vec![Vec::new(); self.raters.len()];
        for own in marks.chunk_by(|a, b| a.rater == b.rater) {
            let place = own.first().and_then(|mark| self.raters.binary_search(&mark.rater).ok());
            if let Some(slot) = place.and_then(|place| all.get_mut(place)) {
                let stretches = own.iter().map(&of).filter(|stretch| stretch.start < stretch.end);
                *slot = joined(stretches.collect(), touching);
            }
        }
        all
    }

    /// The units that a mark touches, by their number.
    fn touched(&self, mark: &Mark) -> Stretch {
        let units = self.continuum.units.as_deref().unwrap_or_default();
        let first = units.partition_point(|unit| unit.end <= mark.start);
        let last = units.partition_point(|unit| unit.start < mark.end);
        first as u64..last as u64
    }
}

/// Stretches in order of their start, made one where they overlap.
fn joined(stretches: Vec<Stretch>, touching: bool) -> Vec<Stretch> {
    let mut joined: Vec<Stretch> = Vec::with_capacity(stretches.len());
    for stretch in stretches {
        match joined.last_mut() {
            Some(last) if stretch.start < last.end || (touching && stretch.start == last.end) => {
                last.end = last.end.max(stretch.end);
            }
            _ => joined.push(stretch),
        }
    }
    joined
}

/// Calls `found(block, length, present)` for each stretch in which the same raters, one at least,
/// have marks; `present` are their places, in order.
fn sweep(raters: &[Vec<Stretch>], ends: &[u64], mut found: impl FnMut(usize, f64, &[usize])) {
    let mut bounds: Vec<(u64, bool, usize)> = Vec::new();
    for (rater, stretches) in raters.iter().enumerate() {
        for stretch in stretches {
            bounds.push((stretch.start, true, rater));
            bounds.push((stretch.end, false, rater));
        }
    }
    // What ends somewhere ends before what begins there: a rater's touching stretches.
    bounds.sort_unstable();
    let mut present: Vec<usize> = Vec::new();
    let (mut at, mut block) = (0, 0);
    for (bound, begins, rater) in bounds {
        while at < bound && !present.is_empty() {
            block += ends.get(block..).map_or(0, |ends| ends.partition_point(|end| *end <= at));
            let end = ends.get(block).map_or(bound, |end| bound.min(*end));
            found(block, (end - at) as f64, &present);
            at = end;
        }
        at = bound;
        match present.binary_search(&rater) {
            Err(place) if begins => present.insert(place, rater),
            Ok(place) if !begins => {
                present.remove(place);
            }
            _ => {}
        }
    }
}
