//! Numbers set beside marks in aligned columns: `14 of 22 · 64% (43–80)`.

use crate::canvas::{Canvas, Type, WIDTH};
use crate::number::{MISSING, count, interval, percent, percent_interval};
use crate::svg::Anchor;
use crate::text::width;
use crate::{Interval, Share};

/// Space between two columns, and between the marks and the first.
const GAP: f64 = 8.0;

/// The least room a mark needs to say something.
const LEAST: f64 = 130.0;

/// What stands for numbers that are held back, since they could point at a person.
pub(crate) const NOT_SHOWN: &str = "not shown";

/// One row's texts: a lead in grey, the number itself in bold, its interval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Value {
    pub(crate) lead: String,
    pub(crate) main: String,
    pub(crate) tail: String,
}

impl Value {
    pub(crate) fn of(share: &Share) -> Value {
        if !share.is_drawable() {
            return Value::missing("no answers");
        }
        let tail = share.whisker().map(|Interval { low, high }| interval(low, high));
        Value {
            lead: format!("{} of {}", count(share.count), count(share.base)),
            main: percent(share.share),
            tail: tail.map(|text| format!("({text})")).unwrap_or_default(),
        }
    }

    /// The text of a share that may be held back.
    pub(crate) fn of_shown(share: Option<&Share>) -> Value {
        share.map_or_else(|| Value::missing(NOT_SHOWN), Value::of)
    }

    fn missing(why: &str) -> Value {
        Value { lead: why.to_owned(), main: MISSING.to_owned(), tail: String::new() }
    }
}

/// Where the columns stand, for all rows alike.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Values {
    /// The right end of the marks' room.
    pub(crate) marks: f64,
    /// The numbers are too long to stand beside the marks and go on a line of their own.
    below: bool,
    lead_end: f64,
    main_end: f64,
}

impl Values {
    pub(crate) fn measure(values: &[Value]) -> Values {
        let widest = |of: fn(&Value) -> &str, size: f64| {
            values.iter().map(|value| width(of(value), size)).fold(0.0, f64::max)
        };
        let lead = widest(|value| &value.lead, Type::Small.size());
        // The same face in bold is about a seventh wider.
        let main = widest(|value| &value.main, Type::Value.size()) * 1.14;
        let tail = widest(|value| &value.tail, Type::Small.size());
        let tail_gap = if tail > 0.0 { 4.0 } else { 0.0 };
        let main_end = WIDTH - tail - tail_gap;
        let lead_end = main_end - main - GAP;
        let marks = lead_end - lead - if lead > 0.0 { GAP + 2.0 } else { 2.0 };
        if marks >= LEAST {
            Values { marks, below: false, lead_end, main_end }
        } else {
            Values { marks: WIDTH, below: true, lead_end, main_end }
        }
    }

    /// Draws one row's texts, centred on a mark of `height` whose top is the cursor, and moves the
    /// cursor below both.
    pub(crate) fn draw(&self, canvas: &mut Canvas<'_>, value: &Value, height: f64) {
        let baseline = if self.below {
            canvas.y + height + Type::Value.size() + 2.0
        } else {
            canvas.y + height / 2.0 + 4.5
        };
        canvas.svg.text("small", self.lead_end, baseline, Anchor::End, &value.lead);
        canvas.svg.text("value strong", self.main_end, baseline, Anchor::End, &value.main);
        if !value.tail.is_empty() {
            canvas.svg.text("small", self.main_end + 4.0, baseline, Anchor::Start, &value.tail);
        }
        canvas.y += height + if self.below { Type::Value.leading() + 2.0 } else { 0.0 };
    }
}

/// An interval as a thin line with ends, on the middle of a mark.
pub(crate) fn whisker(canvas: &mut Canvas<'_>, left: f64, right: f64, middle: f64) {
    canvas.svg.line("whisker", left, middle, right, middle);
    for x in [left, right] {
        canvas.svg.line("whisker", x, middle - 3.5, x, middle + 3.5);
    }
}

/// The cells of a share that may be held back: count, base, share, interval.
pub(crate) fn cells_shown(share: Option<&Share>) -> [String; 4] {
    share.map_or_else(|| [NOT_SHOWN, MISSING, MISSING, MISSING].map(str::to_owned), cells)
}

/// The share, where it may be shown and can be drawn.
pub(crate) fn drawable(share: &Option<Share>) -> Option<&Share> {
    share.as_ref().filter(|share| share.is_drawable())
}

/// The cells of a share in a table: count, base, share, interval.
fn cells(share: &Share) -> [String; 4] {
    let interval = share.whisker().map(|Interval { low, high }| percent_interval(low, high));
    let main = if share.is_drawable() { percent(share.share) } else { MISSING.to_owned() };
    [count(share.count), count(share.base), main, interval.unwrap_or_else(|| MISSING.to_owned())]
}

/// A share in a sentence: `14 of 22, 64% (43–80%)`.
pub(crate) fn phrase(share: &Share) -> String {
    let Value { lead, main, tail } = Value::of(share);
    if tail.is_empty() { format!("{lead}, {main}") } else { format!("{lead}, {main} {tail}") }
}

/// `base 22` or `bases from 14 to 22`; nothing where no share has one.
pub(crate) fn bases<'a>(shares: impl Iterator<Item = &'a Share>) -> String {
    let drawable: Vec<f64> = shares.filter(|s| s.is_drawable()).map(|s| s.base).collect();
    let low = drawable.iter().copied().fold(f64::INFINITY, f64::min);
    let high = drawable.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if drawable.is_empty() {
        "no base".to_owned()
    } else if low == high {
        format!("base {}", count(low))
    } else {
        format!("bases from {} to {}", count(low), count(high))
    }
}

/// `1 answer`, `2 answers`.
pub(crate) fn plural(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", count(number as f64), if number == 1 { one } else { many })
}
