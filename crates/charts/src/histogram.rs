//! Numbers as a histogram, with the middle marked and open-ended answers kept what they are.

use crate::canvas::{Canvas, Type, WIDTH, table};
use crate::columns::{self, Column, sane};
use crate::number::{MISSING, count, number, percent};
use crate::scale::{Linear, round_step, ticks};
use crate::svg::Anchor;
use crate::text::{clean, clean_or_empty};
use crate::values::whisker;
use crate::{Chart, Estimate, Frame, Interval, Table};

/// Whole numbers that span fewer values than this get a bin each.
const SINGLES: f64 = 16.0;

/// More answers that are not one number are not drawn: the table has them.
const MOST_OPEN: usize = 12;

/// Input of [`histogram`].
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Histogram {
    /// Id, title and note.
    pub frame: Frame,
    /// The answers that are plain numbers, in any order.
    pub values: Vec<f64>,
    /// The answers that are not: `100+`, `8-10`, `about 20`. They are in no bin.
    pub open: Vec<OpenAnswer>,
    /// What the numbers are of ("people"), said behind median and mean; empty for none.
    pub unit: String,
    /// The median of what the caller counts, with its interval.
    pub median: Option<Estimate>,
    /// The mean, with its interval.
    pub mean: Option<Estimate>,
}

/// An answer that is not one number.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenAnswer {
    /// What it is, in words.
    pub label: String,
    /// The least it can mean; `None` for no lower end.
    pub from: Option<f64>,
    /// The most it can mean; `None` for no upper end.
    pub to: Option<f64>,
    /// How many wrote it.
    pub count: f64,
}

/// Equal bins over a list of numbers.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bins {
    /// Every number is whole; a bin from 5 to 10 then holds 5, 6, 7, 8 and 9.
    pub whole: bool,
    /// The width of each bin.
    pub width: f64,
    /// From the lowest number up to the highest, empty ones between included.
    pub bins: Vec<Bin>,
}

/// The numbers from `from` up to but not including `to`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bin {
    /// The lower edge, within.
    pub from: f64,
    /// The upper edge, without.
    pub to: f64,
    /// How many numbers are in it.
    pub count: usize,
}

/// Chooses bins and counts. Whole numbers that span fewer than 16 values get one bin each. Else the
/// width is the smallest of 1, 2 or 5 times a power of ten that needs no more bins than Sturges'
/// rule, ⌈log₂ n⌉ + 1 (Sturges, "The choice of a class interval", JASA 21, 1926), held between 5 and
/// 15; edges are multiples of the width, so one bin more can be needed. Numbers that are not finite
/// are left out.
pub fn bins(values: &[f64]) -> Bins {
    let finite = || values.iter().copied().filter(|value| value.is_finite());
    let n = finite().count();
    if n == 0 {
        return Bins::default();
    }
    let low = finite().fold(f64::INFINITY, f64::min);
    let high = finite().fold(f64::NEG_INFINITY, f64::max);
    let whole = finite().all(|value| value == value.trunc() && value.abs() < 1e15);
    let most = ((n as f64).log2().ceil() + 1.0).clamp(5.0, 15.0);
    let width = if whole && high - low < SINGLES {
        1.0
    } else if low == high {
        round_step(low.abs() / 10.0)
    } else {
        round_step(high / most - low / most).max(if whole { 1.0 } else { 0.0 })
    };
    // A hair of tolerance: 0.3 belongs to the bin that starts at 3 × 0.1.
    let place = |value: f64| (value / width + if whole { 0.0 } else { 1e-9 }).floor();
    let first = place(low);
    let last = (place(high) - first).clamp(0.0, 32.0) as usize;
    let edge = |index: usize| (first + index as f64) * width;
    let bin = |index| Bin { from: edge(index), to: edge(index + 1), count: 0 };
    let mut bins: Vec<Bin> = (0..=last).map(bin).collect();
    for value in finite() {
        let index = (place(value) - first).max(0.0) as usize;
        bins[index.min(last)].count += 1;
    }
    Bins { whole, width, bins }
}

impl Bins {
    fn label(&self, bin: &Bin) -> String {
        match (self.whole, self.width == 1.0) {
            (true, true) => number(bin.from),
            (true, false) => format!("{}–{}", edge(bin.from), edge(bin.to - 1.0)),
            (false, _) => format!("{} to under {}", edge(bin.from), edge(bin.to)),
        }
    }

    /// Where a bin's edge is drawn: whole numbers stand in the middle of their own unit.
    fn shift(&self) -> f64 {
        if self.whole { -0.5 } else { 0.0 }
    }
}

/// Edges are multiples of a step: more digits than a measured number would only be noise.
fn edge(value: f64) -> String {
    number((value * 1e9).round() / 1e9)
}

/// One column for each bin, counts above, the median as a line through them; below the axis, on the
/// same axis, the median and mean with their 95% intervals, and every open-ended answer as the range
/// it names.
pub fn histogram(input: &Histogram) -> Chart {
    let mut canvas = Canvas::new(&input.frame);
    let binned = bins(&input.values);
    let open: Vec<&OpenAnswer> = input.open.iter().filter(|open| sane(open.count) > 0.0).collect();
    let table = twin(input, &binned, &open);
    let lost = input.values.len() - binned.bins.iter().map(|bin| bin.count).sum::<usize>();
    let Some(axis) = axis(&binned, &open) else {
        return canvas.nothing(table, false);
    };

    let column = |bin: &Bin| Column {
        class: "bar",
        left: axis.at(bin.from + binned.shift()),
        right: axis.at(bin.to + binned.shift()),
        count: bin.count as f64,
    };
    let top = columns::draw(&mut canvas, &binned.bins.iter().map(column).collect::<Vec<_>>());
    let base = canvas.y;
    draw_axis(&mut canvas, &axis, &binned);
    if let Some(median) = input.median.filter(|median| median.value.is_finite()) {
        let x = axis.at(median.value);
        // Within the plot, but not through the count above the column it falls into.
        let within = |bin: &&Bin| {
            axis.at(bin.from + binned.shift()) <= x && x <= axis.at(bin.to + binned.shift())
        };
        let tallest = binned.bins.iter().map(|bin| bin.count).max().unwrap_or(0).max(1) as f64;
        let own = binned.bins.iter().filter(within).map(|bin| bin.count).min();
        let top = own.map_or(top, |count| base - (base - top) * count as f64 / tallest);
        canvas.svg.line("reference", x, top, x, base);
    }
    for (name, estimate) in [("Median", &input.median), ("Mean", &input.mean)] {
        if let Some(estimate) = estimate.as_ref().filter(|estimate| estimate.value.is_finite()) {
            draw_estimate(
                &mut canvas,
                &axis,
                &format!("{name} {}", said(estimate, &input.unit)),
                estimate,
            );
        }
    }
    if !open.is_empty() {
        canvas.y += 2.0;
        let words = "Answers that are not one number, in no column:";
        canvas.paragraph(Type::Small, 0.0, WIDTH, words);
        for answer in most(&open) {
            draw_open(&mut canvas, &axis, answer);
        }
        if open.len() > MOST_OPEN {
            let more = count((open.len() - MOST_OPEN) as f64);
            canvas.paragraph(Type::Small, 0.0, WIDTH, &format!("{more} more are in the table."));
        }
    }
    if lost > 0 {
        canvas.note(&format!("Left out, not a number: {}.", count(lost as f64)));
    }
    canvas.finish(&describe(input, &binned, &open), table)
}

/// The most frequent ones, in their order.
fn most<'a>(open: &[&'a OpenAnswer]) -> Vec<&'a OpenAnswer> {
    let mut ranked: Vec<usize> = (0..open.len()).collect();
    ranked.sort_by(|a, b| open[*b].count.total_cmp(&open[*a].count));
    ranked.truncate(MOST_OPEN);
    ranked.sort_unstable();
    ranked.into_iter().map(|index| open[index]).collect()
}

/// The bins' stretch, widened for the ends of open answers as long as the bins keep two fifths.
fn axis(binned: &Bins, open: &[&OpenAnswer]) -> Option<Linear> {
    let ends = || open.iter().flat_map(|o| [o.from, o.to]).flatten().filter(|end| end.is_finite());
    let (mut from, mut to) = match (binned.bins.first(), binned.bins.last()) {
        (Some(first), Some(last)) => (first.from + binned.shift(), last.to + binned.shift()),
        _ => {
            let low = ends().fold(f64::INFINITY, f64::min);
            let high = ends().fold(f64::NEG_INFINITY, f64::max);
            if low > high {
                return None;
            }
            let spare = (high / 10.0 - low / 10.0).max(1.0);
            (low - spare, high + spare)
        }
    };
    let most = (to / 2.0 - from / 2.0) * 5.0;
    let spare = (to / 2.0 - from / 2.0) / 8.0;
    for end in ends() {
        if end > to && end + spare - from <= most {
            to = end + spare;
        }
        if end < from && to - (end - spare) <= most {
            from = end - spare;
        }
    }
    Some(Linear { from, to, left: 0.0, right: WIDTH })
}

fn draw_axis(canvas: &mut Canvas<'_>, axis: &Linear, binned: &Bins) {
    let mut free = f64::NEG_INFINITY;
    let mut mark = |canvas: &mut Canvas<'_>, value: f64, text: &str, tick: bool| {
        let x = axis.at(value);
        let half = Type::Small.width(text) / 2.0;
        let middle = x.clamp(half, (WIDTH - half).max(half));
        if middle - half < free {
            return;
        }
        free = middle + half + 4.0;
        if tick {
            canvas.svg.line("axis", x, canvas.y, x, canvas.y + 4.0);
        }
        canvas.svg.text("small", middle, canvas.y + 17.0, Anchor::Middle, text);
    };
    let fits = |bin: &Bin| {
        let room = axis.at(bin.to + binned.shift()) - axis.at(bin.from + binned.shift());
        Type::Small.width(&binned.label(bin)) <= room - 2.0
    };
    if binned.whole && !binned.bins.is_empty() && binned.bins.iter().all(fits) {
        for bin in &binned.bins {
            let middle = f64::midpoint(bin.from, bin.to) + binned.shift();
            mark(canvas, middle, &binned.label(bin), false);
        }
        let end = binned.bins.last().map_or(axis.to, |bin| bin.to);
        for tick in ticks(end, axis.to, 2).into_iter().filter(|tick| *tick > end) {
            mark(canvas, tick, &edge(tick), true);
        }
    } else {
        for tick in ticks(axis.from, axis.to, 6) {
            mark(canvas, tick, &edge(tick), true);
        }
    }
    canvas.y += 28.0;
}

/// `7.5 people (95%: 5 to 12)`.
fn said(estimate: &Estimate, unit: &str) -> String {
    let mut text = number(estimate.value);
    let unit = clean_or_empty(unit);
    if !unit.is_empty() && estimate.value.is_finite() {
        text += &format!(" {unit}");
    }
    if let Some(Interval { low, high }) = estimate.interval.filter(|ends| ends.is_drawable()) {
        text += &format!(" (95%: {} to {})", number(low), number(high));
    }
    text
}

fn draw_estimate(canvas: &mut Canvas<'_>, axis: &Linear, words: &str, estimate: &Estimate) {
    canvas.paragraph(Type::Value, 0.0, WIDTH, words);
    let middle = canvas.y + 7.0;
    canvas.svg.line("grid", 0.0, middle, WIDTH, middle);
    if let Some(interval) = estimate.interval.filter(|interval| interval.is_drawable()) {
        whisker(canvas, axis.at(interval.low), axis.at(interval.high), middle);
    }
    // A dot at a place that is not its own would lie.
    if axis.contains(estimate.value) {
        let x = axis.at(estimate.value).clamp(4.5, WIDTH - 4.5);
        canvas.svg.circle("dot", x, middle, 4.5);
    }
    canvas.y += 20.0;
}

/// A range as a bar on the axis; an end that is open, or beyond the axis, is an arrow.
fn draw_open(canvas: &mut Canvas<'_>, axis: &Linear, answer: &OpenAnswer) {
    let words = format!("{} · {}", clean(&answer.label), count(answer.count));
    canvas.paragraph(Type::Value, 0.0, WIDTH, &words);
    let middle = canvas.y + 7.0;
    let shown = |end: Option<f64>| end.filter(|end| end.is_finite());
    let (from, to) = (shown(answer.from), shown(answer.to));
    if from.is_none() && to.is_none() {
        canvas.y += 4.0;
        return;
    }
    let (left, right) = (axis.at(from.unwrap_or(axis.from)), axis.at(to.unwrap_or(axis.to)));
    canvas.svg.line("range", left, middle, right, middle);
    for (end, x, size) in [(from, left, -8.0), (to, right, 8.0)] {
        if end.is_some_and(|end| axis.contains(end)) {
            canvas.svg.line("range", x, middle - 4.0, x, middle + 4.0);
        } else {
            canvas.svg.arrow("arrow", x, middle, size);
        }
    }
    canvas.y += 18.0;
}

fn twin(input: &Histogram, binned: &Bins, open: &[&OpenAnswer]) -> Table {
    let in_bins: usize = binned.bins.iter().map(|bin| bin.count).sum();
    let total = in_bins as f64 + open.iter().map(|open| open.count).sum::<f64>();
    let share = |part: f64| if total > 0.0 { percent(part / total) } else { MISSING.to_owned() };
    let mut rows: Vec<Vec<String>> = Vec::new();
    for bin in &binned.bins {
        let number = bin.count as f64;
        rows.push(vec![binned.label(bin), count(number), share(number)]);
    }
    for answer in open {
        let label = format!("{} (not one number)", clean(&answer.label));
        rows.push(vec![label, count(answer.count), share(answer.count)]);
    }
    for (name, estimate) in [("Median", &input.median), ("Mean", &input.mean)] {
        if let Some(estimate) = estimate {
            rows.push(vec![name.to_owned(), said(estimate, &input.unit), String::new()]);
        }
    }
    table(&["Value", "Count", "Share"], rows)
}

fn describe(input: &Histogram, binned: &Bins, open: &[&OpenAnswer]) -> String {
    let in_bins: usize = binned.bins.iter().map(|bin| bin.count).sum();
    let mut text = format!("Histogram of {} numbers", count(in_bins as f64));
    if let (Some(first), Some(last)) = (binned.bins.first(), binned.bins.last()) {
        let end = if binned.whole { last.to - 1.0 } else { last.to };
        let bins = count(binned.bins.len() as f64);
        text += &format!(" in {bins} bins from {} to {}", edge(first.from), edge(end));
    }
    text.push('.');
    for (name, estimate) in [("Median", &input.median), ("Mean", &input.mean)] {
        if let Some(estimate) = estimate.as_ref().filter(|estimate| estimate.value.is_finite()) {
            text += &format!(" {name} {}.", said(estimate, &input.unit));
        }
    }
    let ranges: f64 = open.iter().map(|open| open.count).sum();
    if ranges > 0.0 {
        let named: Vec<String> = most(open).iter().map(|answer| clean(&answer.label)).collect();
        text += &format!(
            " In no bin, as they are not one number: {} ({}).",
            count(ranges),
            named.join(", "),
        );
    }
    text
}

#[cfg(test)]
mod tests;
