//! Ordered answers as parts of a whole: stacked from the left, or centred on their middle.

use crate::canvas::{Canvas, Type, WIDTH, table};
use crate::columns::sane;
use crate::number::{MISSING, count, percent};
use crate::svg::Anchor;
use crate::text::{clean, clean_or_empty};
use crate::values::{NOT_SHOWN, plural};
use crate::{Chart, Frame, Table};

/// Height of a bar.
const BAR: f64 = 22.0;

/// Room for a side's total beside a centred bar.
const SIDE: f64 = 42.0;

/// How many steps the palette from light to dark has; more answers than that share some.
const STEPS: usize = 9;

/// Input of [`scale`] and [`diverging`].
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Stacked {
    /// Id, title and note.
    pub frame: Frame,
    /// The answers from one end of the scale to the other; this order is kept.
    pub answers: Vec<String>,
    /// One row, or one for each row of a grid.
    pub rows: Vec<Row>,
}

/// One bar.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// The grid row's own words; empty where the question has but one.
    pub label: String,
    /// How many gave each answer, in the order of the answers; their sum is the bar's base.
    pub counts: Vec<f64>,
    /// Too few answered to show it: the counts are not used, not even for n.
    pub hidden: bool,
    /// Drawn small at the row's right end behind n, such as `mean 3.4 (3.0–3.8)`; empty for none.
    pub summary: String,
}

impl Row {
    fn total(&self) -> f64 {
        self.counts.iter().copied().map(sane).sum()
    }

    /// Each answer's share; as many as there are answers.
    fn shares(&self, answers: usize) -> Vec<f64> {
        let total = self.total();
        let share = |index| self.counts.get(index).copied().map_or(0.0, sane) / total;
        (0..answers).map(share).collect()
    }

    fn right(&self) -> String {
        let summary = clean_or_empty(&self.summary);
        let n = format!("n = {}", count(self.total()));
        match (self.hidden, summary.is_empty()) {
            (true, _) => String::new(),
            (false, true) => n,
            (false, false) => format!("{n} · {summary}"),
        }
    }

    fn is_drawable(&self) -> bool {
        let total = self.total();
        !self.hidden && total > 0.0 && total.is_finite()
    }
}

/// Stacked bars of 100%, one shade for each answer from light to dark.
pub fn scale(input: &Stacked) -> Chart {
    draw(input, false)
}

/// Bars centred on the middle of the scale, the first answers to the left of it, the last to the
/// right; with an odd number of answers the middle one lies across the line. Beside each bar stand
/// the totals of both sides, the middle answer in neither.
pub fn diverging(input: &Stacked) -> Chart {
    draw(input, true)
}

fn draw(input: &Stacked, centred: bool) -> Chart {
    let mut canvas = Canvas::new(&input.frame);
    let answers: Vec<String> = input.answers.iter().map(|answer| clean(answer)).collect();
    let table = twin(input, &answers, centred);
    if answers.is_empty() || !input.rows.iter().any(Row::is_drawable) {
        return canvas.nothing(table, input.rows.iter().any(|row| row.hidden));
    }

    let class = |index| class(index, answers.len(), centred);
    let key = answers.iter().enumerate().map(|(index, words)| (class(index), words.clone()));
    canvas.key(&key.collect::<Vec<_>>());
    let across = Across::of(input, answers.len(), centred);
    for row in &input.rows {
        canvas.label_with(&clean_or_empty(&row.label), &row.right());
        if row.is_drawable() {
            draw_row(&mut canvas, row, &across, &answers, centred);
        } else {
            canvas.svg.rect("track", across.left, canvas.y, across.right - across.left, BAR);
            let middle = canvas.y + BAR / 2.0 + 4.0;
            let words = if row.hidden { NOT_SHOWN } else { "no answers" };
            canvas.svg.text("small", across.left + 6.0, middle, Anchor::Start, words);
        }
        canvas.y += BAR + 11.0;
    }
    if centred && !answers.len().is_multiple_of(2) {
        canvas.note("Across the line: the middle answer, counted to no side.");
    }
    canvas.finish(&describe(input, &answers, centred), table)
}

/// Where the bars stand.
struct Across {
    left: f64,
    right: f64,
    zero: f64,
    unit: f64,
}

impl Across {
    /// Centred bars share one unit, so that the widest of each side just fits.
    fn of(input: &Stacked, answers: usize, centred: bool) -> Across {
        if !centred {
            return Across { left: 0.0, right: WIDTH, zero: 0.0, unit: WIDTH };
        }
        let drawable = || input.rows.iter().filter(|row| row.is_drawable());
        let reach = |side: fn(&[f64]) -> f64| {
            drawable().map(|row| side(&row.shares(answers))).fold(0.0, f64::max)
        };
        let (left, right) = (SIDE, WIDTH - SIDE);
        let (before, after) = (reach(before_zero), reach(|shares| 1.0 - before_zero(shares)));
        let unit = (right - left) / (before + after).max(f64::MIN_POSITIVE);
        Across { left, right, zero: left + before * unit, unit }
    }
}

/// The part of a bar that lies before the line: its lower answers and half the middle one.
fn before_zero(shares: &[f64]) -> f64 {
    let half = shares.len() / 2;
    let lower: f64 = shares.iter().take(half).sum();
    if shares.len().is_multiple_of(2) {
        lower
    } else {
        lower + shares.get(half).copied().unwrap_or(0.0) / 2.0
    }
}

/// The totals of both sides without the middle.
fn sides(shares: &[f64]) -> (f64, f64) {
    let half = shares.len() / 2;
    (shares.iter().take(half).sum(), shares.iter().rev().take(half).sum())
}

fn draw_row(
    canvas: &mut Canvas<'_>,
    row: &Row,
    across: &Across,
    answers: &[String],
    centred: bool,
) {
    let shares = row.shares(answers.len());
    let mut x = across.zero;
    if centred {
        x -= before_zero(&shares) * across.unit;
    }
    let (start, middle) = (x, canvas.y + BAR / 2.0 + 4.5);
    for (index, share) in shares.iter().enumerate() {
        let wide = share * across.unit;
        let class = class(index, answers.len(), centred);
        if wide > 0.0 {
            // A hair of paper parts two neighbours.
            canvas.svg.rect(&class, x, canvas.y, (wide - 1.0).max(wide.min(0.5)), BAR);
        }
        let text = percent(*share);
        if Type::Small.width(&text) + 4.0 <= wide {
            let class = format!("small on {class}");
            canvas.svg.text(&class, x + (wide - 1.0) / 2.0, middle, Anchor::Middle, &text);
        }
        x += wide;
    }
    if centred {
        // Above and below the bar only: the middle answer's number stands on the line.
        for y in [canvas.y - 4.0, canvas.y + BAR] {
            canvas.svg.line("zero", across.zero, y, across.zero, y + 4.0);
        }
        let (low, high) = sides(&shares);
        canvas.svg.text("value", start - 6.0, middle, Anchor::End, &percent(low));
        canvas.svg.text("value", x + 6.0, middle, Anchor::Start, &percent(high));
    }
}

/// The class of an answer's shade, spread over the palette's steps.
fn class(index: usize, answers: usize, centred: bool) -> String {
    if !centred {
        // Two answers need no extremes.
        let ends = if answers == 2 { (2, STEPS - 1) } else { (1, STEPS) };
        return format!("step-{}", spread(index, answers, ends.0, ends.1));
    }
    let half = answers / 2;
    let odd = !answers.is_multiple_of(2);
    if odd && index == half {
        return "middle".to_owned();
    }
    let (side, far) = if index < half {
        ("low", half - index)
    } else {
        ("high", index + 1 - half - usize::from(odd))
    };
    // One answer on a side takes the middle strength, two the outer ones, more all.
    let strength = match half {
        1 => 2,
        2 => far * 2 - 1,
        _ => spread(far - 1, half, 1, 3),
    };
    format!("{side}-{strength}")
}

fn spread(index: usize, of: usize, from: usize, to: usize) -> usize {
    if of <= 1 {
        return usize::midpoint(from, to);
    }
    from + (index * (to - from) * 2 + of - 1) / ((of - 1) * 2)
}

fn twin(input: &Stacked, answers: &[String], centred: bool) -> Table {
    let mut header = vec!["Row", "n"];
    header.extend(answers.iter().map(String::as_str));
    if centred {
        header.extend(["Lower side", "Upper side"]);
    }
    let with_summary = input.rows.iter().any(|row| !row.summary.trim().is_empty());
    if with_summary {
        header.push("Summary");
    }
    let columns = header.len();
    let rows = input.rows.iter().map(|row| {
        let drawable = row.is_drawable();
        let shares = row.shares(answers.len());
        let label = clean_or_empty(&row.label);
        let label = if label.is_empty() { "All".to_owned() } else { label };
        if row.hidden {
            let mut cells = vec![label, NOT_SHOWN.to_owned()];
            cells.resize(columns, MISSING.to_owned());
            return cells;
        }
        let mut cells = vec![label, count(row.total())];
        let shown = |share: f64| if drawable { percent(share) } else { MISSING.to_owned() };
        cells.extend(shares.iter().enumerate().map(|(index, share)| {
            let number = row.counts.get(index).copied().map_or(0.0, sane);
            format!("{} ({})", count(number), shown(*share))
        }));
        if centred {
            let (low, high) = sides(&shares);
            cells.extend([shown(low), shown(high)]);
        }
        if with_summary {
            cells.push(clean_or_empty(&row.summary));
        }
        cells
    });
    table(&header, rows.collect())
}

fn describe(input: &Stacked, answers: &[String], centred: bool) -> String {
    let form = if centred { "Bars centred on the middle" } else { "Stacked bars" };
    let rows = plural(input.rows.len(), "row", "rows");
    let many = plural(answers.len(), "answer", "answers");
    let mut text = format!("{form}: {rows}, {many} from ");
    if let (Some(first), Some(last)) = (answers.first(), answers.last()) {
        text += &format!("{first} to {last}.");
    }
    // One bar can be said whole; a grid is what the table is for.
    if let [row] = input.rows.as_slice() {
        let shares = row.shares(answers.len());
        let said = answers.iter().zip(&shares).map(|(a, share)| format!("{a} {}", percent(*share)));
        text += &format!(" n = {}: {}.", count(row.total()), said.collect::<Vec<_>>().join(", "));
    }
    text
}
