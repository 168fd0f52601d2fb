//! Whether what was believed came about.
//!
//! | verdict | |
//! |---|---|
//! | met | It changed in the right direction, and is what it should be. |
//! | moved | It changed in the right direction, and is not there yet. |
//! | not moved | It cannot have changed by as much as was meant. |
//! | worse | It changed in the wrong direction. |
//! | cannot tell | Change as large as was meant, and none, fit what was measured. |
//!
//! It changed where the interval of the difference, at 95%, holds no 0, and where, of a metric that was
//! measured often enough before, the new value lies outside its normal swing.

use paap_analysis::interval::Difference;
use std::fmt;

/// Whether what was believed came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It is what it should be.
    Met,
    /// It changed in the right direction.
    Moved,
    /// It did not change by as much as was meant.
    NotMoved,
    /// It changed in the wrong direction.
    Worse,
    /// It cannot be told.
    CannotTell,
}

impl Verdict {
    /// All.
    pub const ALL: [Self; 5] =
        [Self::Met, Self::Moved, Self::NotMoved, Self::Worse, Self::CannotTell];

    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Moved => "moved",
            Self::NotMoved => "not moved",
            Self::Worse => "worse",
            Self::CannotTell => "cannot tell",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}

/// What a number is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A share, kept from 0 to 1 and written in percent.
    Share,
    /// Whatever the metric is in.
    Own,
}

/// What a metric should be: `>= 50%`, `<= 24`, `< 3.5`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Target {
    /// Whether more is meant.
    pub more: bool,
    /// Whether the number itself will do.
    pub equal: bool,
    /// The number; a share from 0 to 1.
    pub number: f64,
    /// What it is in.
    pub unit: Unit,
}

/// Whether a number is what somebody wrote, as far as they wrote it out: `12%` is anything that rounds to it.
pub fn is_written(text: &str, value: f64, unit: Unit) -> bool {
    let Some((written, own)) = number(text) else { return false };
    let digits =
        text.split(|c: char| !(c.is_ascii_digit() || c == '.')).find(|part| !part.is_empty());
    let after = digits.and_then(|own| own.split_once('.')).map_or(0, |(_, after)| after.len());
    let step = 10f64.powi(-i32::try_from(after).unwrap_or(i32::MAX));
    let scale = if unit == Unit::Share { 100.0 } else { 1.0 };
    own == unit && ((value - written) * scale).abs() <= step / 2.0 + 1e-9
}

/// Reads a number as it is written in outcomes: `12%`, `5.5`, `1,200`; a unit may follow it. A share is from 0 to 1.
pub fn number(text: &str) -> Option<(f64, Unit)> {
    let text = text.trim();
    let end =
        text.find(|c: char| !(c.is_ascii_digit() || "+-−.,".contains(c))).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    // Commas are between thousands: `47,5` is no 475.
    let whole = digits.split('.').next().unwrap_or_default();
    if whole.split(',').skip(1).any(|own| own.len() != 3) || digits.ends_with(',') {
        return None;
    }
    let number: f64 = digits.replace(',', "").replace('−', "-").parse().ok()?;
    let unit = if rest.trim_start().starts_with('%') { Unit::Share } else { Unit::Own };
    Some((if unit == Unit::Share { number / 100.0 } else { number }, unit))
}

impl Target {
    /// Reads a target.
    ///
    /// # Errors
    ///
    /// A sentence that says how one is written.
    pub fn read(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let signs = [
            (">=", true, true),
            ("≥", true, true),
            ("<=", false, true),
            ("≤", false, true),
            (">", true, false),
            ("<", false, false),
        ];
        let found = signs.iter().find_map(|&(sign, more, equal)| {
            let (number, unit) = number(text.strip_prefix(sign)?)?;
            Some(Self { more, equal, number, unit })
        });
        let target =
            found.ok_or_else(|| format!("“{text}” is no target: write “>= 50%” or “<= 24”."))?;
        // Of a share it is known what it can be: a target that is met by both ends, or by neither, says
        // nothing.
        let says = target.is_met(0.0) != target.is_met(1.0);
        match target.unit == Unit::Share && !says {
            true => Err(format!("“{text}” is met by every share, or by none: say one between.")),
            false => Ok(target),
        }
    }

    /// Whether a number is what it should be.
    pub fn is_met(&self, number: f64) -> bool {
        match (self.more, self.equal) {
            (_, true) if number == self.number => true,
            (true, _) => number > self.number,
            (false, _) => number < self.number,
        }
    }
}

/// So many spans before a release say what the normal swing of a metric is.
pub const SWING: usize = 6;

/// Between which bounds a metric swings by itself.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Swing {
    /// The lower bound.
    pub low: f64,
    /// The upper bound.
    pub high: f64,
    /// Of how many spans.
    pub spans: usize,
}

/// The normal swing of a metric, of its values in one span after the other; None of fewer than [`SWING`].
///
/// Source: the natural process limits of an XmR chart (W. A. Shewhart; D. J. Wheeler, *Understanding
/// variation*): the mean, and 2.66 times the mean of the moves from one value to the next, to both sides.
pub fn swing(values: &[f64]) -> Option<Swing> {
    if values.len() < SWING {
        return None;
    }
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let moves: Vec<f64> = values.windows(2).map(|pair| (pair[1] - pair[0]).abs()).collect();
    let (middle, width) = (mean(values), 2.66 * mean(&moves));
    Some(Swing { low: middle - width, high: middle + width, spans: values.len() })
}

/// The verdict, and why, in a sentence.
pub fn judge(
    before: f64,
    now: f64,
    difference: Option<Difference>,
    swing: Option<Swing>,
    target: &Target,
) -> (Verdict, String) {
    let Some(difference) = difference else {
        let why = "How sure the difference is cannot be said: too little was measured.";
        return (Verdict::CannotTell, why.to_owned());
    };
    let turn = if target.more { 1.0 } else { -1.0 };
    let (low, high) = match target.more {
        true => (difference.low, difference.high),
        false => (-difference.high, -difference.low),
    };
    let is_usual = swing.is_some_and(|own| (own.low..=own.high).contains(&now));
    let planned = turn * (target.number - before);
    match (low > 0.0, high < 0.0) {
        (true, _) | (_, true) if is_usual => {
            (Verdict::CannotTell, "It lies within its normal swing.".to_owned())
        }
        (true, _) if target.is_met(now) => {
            (Verdict::Met, "It changed, and is what it should be.".to_owned())
        }
        (true, _) => (Verdict::Moved, "It changed, and is not there yet.".to_owned()),
        (_, true) => (Verdict::Worse, "It changed in the wrong direction.".to_owned()),
        // What was there already needs no change.
        _ if planned <= 0.0 && target.is_met(now) => {
            (Verdict::Met, "It was what it should be, and is still.".to_owned())
        }
        _ if high < planned => (
            Verdict::NotMoved,
            "A change as large as was meant does not fit what was measured.".to_owned(),
        ),
        _ => (
            Verdict::CannotTell,
            "No change, and one as large as was meant, both fit what was measured.".to_owned(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn verdict(before: f64, now: f64, bounds: (f64, f64), target: &str) -> Verdict {
        let difference = Difference { effect: now - before, low: bounds.0, high: bounds.1 };
        judge(before, now, Some(difference), None, &Target::read(target).unwrap()).0
    }

    #[test]
    fn each_verdict_has_its_case() {
        let share = |now, bounds| verdict(0.2, now, bounds, ">= 50%");
        assert_eq!(share(0.55, (0.2, 0.5)), Verdict::Met);
        assert_eq!(share(0.40, (0.1, 0.3)), Verdict::Moved);
        assert_eq!(share(0.22, (-0.1, 0.15)), Verdict::NotMoved);
        assert_eq!(share(0.22, (-0.3, 0.35)), Verdict::CannotTell);
        assert_eq!(share(0.05, (-0.3, -0.05)), Verdict::Worse);
        // Fewer hours are better.
        let hours = |now, bounds| verdict(40.0, now, bounds, "<= 24");
        assert_eq!(hours(20.0, (-30.0, -10.0)), Verdict::Met);
        assert_eq!(hours(30.0, (-15.0, -4.0)), Verdict::Moved);
        assert_eq!(hours(41.0, (-4.0, 6.0)), Verdict::NotMoved);
        assert_eq!(hours(60.0, (8.0, 30.0)), Verdict::Worse);
        assert_eq!(hours(38.0, (-20.0, 12.0)), Verdict::CannotTell);
        // It was there already.
        assert_eq!(verdict(0.6, 0.6, (-0.1, 0.1), ">= 50%"), Verdict::Met);
        let target = Target::read(">= 50%").unwrap();
        assert_eq!(judge(0.1, 0.9, None, None, &target).0, Verdict::CannotTell);
    }

    #[test]
    fn what_swings_by_itself_is_no_change() {
        // Mean 0.30, moves of 0.10: limits 0.30 ± 0.266.
        let own = swing(&[0.25, 0.35, 0.25, 0.35, 0.25, 0.35]).unwrap();
        assert!((own.low - 0.034).abs() < 1e-12 && (own.high - 0.566).abs() < 1e-12, "{own:?}");
        assert_eq!(swing(&[0.3; 5]), None);
        let difference = Difference { effect: 0.25, low: 0.05, high: 0.4 };
        let target = Target::read("≥ 50%").unwrap();
        let tell = |swing| judge(0.3, 0.55, Some(difference), swing, &target).0;
        assert_eq!(tell(Some(own)), Verdict::CannotTell);
        assert_eq!(tell(None), Verdict::Met);
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        assert_eq!(number("12%"), Some((0.12, Unit::Share)));
        assert_eq!(number(" 1,200 hours"), Some((1200.0, Unit::Own)));
        assert_eq!(number("−24"), Some((-24.0, Unit::Own)));
        assert_eq!(number("many"), None);
        assert!(is_written("12%", 0.1249, Unit::Share) && !is_written("12%", 0.126, Unit::Share));
        assert!(is_written("5.5 h", 5.54, Unit::Own) && !is_written("5.5", 0.055, Unit::Share));
        assert!(is_written("1,200", 1200.4, Unit::Own));
        assert!(Target::read("50%").is_err() && Target::read(">= all").is_err());
        assert!(
            Target::read("> 50%").unwrap().is_met(0.51)
                && !Target::read("> 50%").unwrap().is_met(0.5)
        );
    }

    proptest! {
        #[test]
        fn a_verdict_turned_round_is_the_same(before in -9.0..9.0f64, now in -9.0..9.0f64, low in -9.0..9.0f64, width in 0.0..9.0f64, number in -9.0..9.0f64) {
            let target = |more, number| Target { more, equal: true, number, unit: Unit::Own };
            let one = Difference { effect: now - before, low, high: low + width };
            let other = Difference { effect: before - now, low: -one.high, high: -one.low };
            let up = judge(before, now, Some(one), None, &target(true, number));
            let down = judge(-before, -now, Some(other), None, &target(false, -number));
            prop_assert_eq!(up, down);
        }
    }

    #[test]
    fn a_target_says_something() {
        let read = |text: &str| Target::read(text).map(|own| own.number).ok();
        assert_eq!(
            (read(">= 1,200"), read(">= 47.5%"), read("<= 24")),
            (Some(1200.0), Some(0.475), Some(24.0))
        );
        assert_eq!(
            (read("> 0%"), read("<= 0%"), read(">= 100%")),
            (Some(0.0), Some(0.0), Some(1.0))
        );
        for text in
            ["> 100%", "< 0%", ">= 47,5%", ">= 1,2", ">= 500%", ">= -5%", ">= 0%", "<= 100%", "50%"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
