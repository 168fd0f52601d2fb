//! What every form takes and gives: the frame, a share, an interval, a level, the chart.

/// A drawn chart and its twin in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// One `<svg>` element, without a fixed size; it needs [`STYLE`](crate::STYLE) in the page.
    pub svg: String,
    /// The same numbers in words. Its texts are cleaned of control characters but not escaped.
    pub table: Table,
}

/// The numbers of a chart for readers who do not see it; every row is as long as the header.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// What the table is of: the chart's title.
    pub caption: String,
    /// One heading for each column.
    pub header: Vec<String>,
    /// The cells, ready to read ("64%", "43–80%").
    pub rows: Vec<Vec<String>>,
}

/// What surrounds a chart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frame {
    /// Unique in the page. The SVG's ids are made of it, whatever characters it has.
    pub id: String,
    /// The chart's accessible name, usually the question. It is not drawn: the page has a heading.
    pub title: String,
    /// Drawn under the chart, wrapped; empty for none. The place to say base, weights, what is left out.
    pub note: String,
}

/// An interval of confidence. The charts call it "95% interval".
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Interval {
    /// Both ends are numbers and in order.
    pub(crate) fn is_drawable(self) -> bool {
        self.low.is_finite() && self.high.is_finite() && self.low <= self.high
    }
}

/// A number with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The estimate itself.
    pub value: f64,
    /// Its interval, if one can be given.
    pub interval: Option<Interval>,
}

/// How many of how many, as a share with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// People who said so; with weights, their sum.
    pub count: f64,
    /// People who could have said so; with weights, their sum.
    pub base: f64,
    /// `count / base`, from 0 to 1. Given, not computed: the caller's engine owns the rule.
    pub share: f64,
    /// Its interval, from 0 to 1.
    pub interval: Option<Interval>,
}

impl Share {
    /// A share without weights and without an interval; a base of zero makes a share that is shown
    /// as missing.
    pub fn new(count: f64, base: f64) -> Share {
        let share = if base > 0.0 { count / base } else { f64::NAN };
        Share { count, base, share, interval: None }
    }

    /// The same share with its interval.
    pub fn with_interval(self, low: f64, high: f64) -> Share {
        Share { interval: Some(Interval { low, high }), ..self }
    }

    pub(crate) fn is_drawable(&self) -> bool {
        self.share.is_finite() && self.base.is_finite() && self.base > 0.0
    }

    /// The interval, where it can be drawn, kept within 0 and 1.
    pub(crate) fn whisker(&self) -> Option<Interval> {
        let found = self.interval.filter(|interval| interval.is_drawable())?;
        Some(Interval { low: found.low.clamp(0.0, 1.0), high: found.high.clamp(0.0, 1.0) })
    }
}

/// How much a number may be trusted; who calls decides by which rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Level {
    /// Enough answers to rely on: drawn solid.
    #[default]
    Finding,
    /// Too few answers, or too unsure: drawn as an outline, and called so.
    Signal,
}

impl Level {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Level::Finding => "finding",
            Level::Signal => "signal",
        }
    }

    /// The class that makes a mark an outline; begins with a space, to be added to another.
    pub(crate) fn class(self) -> &'static str {
        match self {
            Level::Finding => "",
            Level::Signal => " signal",
        }
    }
}
