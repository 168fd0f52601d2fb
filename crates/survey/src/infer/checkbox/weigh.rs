//! Weighs for two neighbours, `a, b`, whether they are one option or two.
//!
//! Each reading is given the probability of what is seen if people tick options independently of
//! each other; what the text looks like, and how rarely one option begins another, speak as well.

use super::odds::ln_choose;

/// How much likelier one reading must be to settle the question: a thousand times.
const SETTLED: f64 = 6.907_755_278_982_137;

/// The same where options look like names, none of which has a separator in it.
const SURE: f64 = 4.0 * SETTLED;

/// How much a fragment that begins with a small letter speaks for belonging to what stands
/// before it, where other options begin with a capital: the same.
const SMALL_LETTER: f64 = SETTLED;

/// What a person would have to write at *Other* to make a fragment stand alone by accident.
const WRITE_IN: f64 = -SETTLED;

/// How rarely a form has an option beside a longer one that begins or ends with it: twenty to one.
const ONE_IN_ANOTHER: f64 = -3.0;

/// How much another person with the same words at *Other* speaks against a write-in.
const SAME_WORDS: f64 = 2.0;

/// How much a person speaks for one option who would have ticked an option twice; and where the
/// second time stands last in the cell, so that it may be a write-in.
const TWICE: f64 = SETTLED;
const TWICE_LAST: f64 = 4.0;

/// In how many of these an option is held by one person at least, where it stands last as
/// write-ins do.
const RARE: u64 = 50;

/// What is counted of a phrase, in rows.
#[derive(Clone, Copy, Default)]
pub(super) struct Tally {
    /// Times it occurs.
    pub(super) times: u64,
    /// Times it occurs last in its cell.
    pub(super) last: u64,
}

/// Rows in which one of the two stands twice, and would not if they were one option.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Twice {
    /// All of them.
    pub(super) rows: u64,
    /// Those in which the second time stands last.
    pub(super) last: u64,
}

impl Twice {
    /// How much this speaks for one option.
    pub(super) fn weight(self) -> f64 {
        TWICE * (self.rows - self.last) as f64 + TWICE_LAST * self.last as f64
    }
}

/// Two neighbours.
#[derive(Clone, Copy)]
pub(super) struct Pair {
    pub(super) a: Tally,
    pub(super) b: Tally,
    /// Rows in which they follow each other.
    pub(super) together: u64,
    pub(super) twice: Twice,
    /// Whether the second begins with a small letter.
    pub(super) small: bool,
}

/// The column in which they stand.
#[derive(Clone, Copy)]
pub(super) struct Habits {
    /// Rows with text.
    pub(super) rows: u64,
    /// Whether options begin with small letters.
    pub(super) small: bool,
    /// Whether options are single words, such as `otlpreceiver`.
    pub(super) single_words: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Verdict {
    One,
    Two,
}

use Verdict::{One, Two};

/// The reading to take.
#[derive(Clone, Copy)]
pub(super) struct Reading {
    pub(super) verdict: Verdict,
    /// Whether the data settles it.
    pub(super) settled: bool,
    /// How much speaks for one option, to be compared with that of other pairs.
    pub(super) odds: f64,
}

/// The reading to take. None where both plainly occur apart.
pub(super) fn weigh(pair: &Pair, habits: &Habits) -> Option<Reading> {
    let read = |verdict, settled, odds| Some(Reading { verdict, settled, odds });
    let Pair { a, b, together, twice, small } = *pair;
    let n = habits.rows;
    let (apart_a, apart_b) = (a.times - together, b.times - together);
    let clue = if small && !habits.small { SMALL_LETTER } else { 0.0 };
    if apart_a == 0 && apart_b == 0 {
        // Two options that exactly the same people tick.
        let two = -ln_choose(n, together);
        if habits.single_words && two > -2.0 * SURE {
            return read(Two, two > -SURE, 0.0);
        }
        return read(One, clue - two >= SETTLED, clue - two);
    }
    if apart_a == 0 || apart_b == 0 {
        let alone = apart_a + apart_b;
        // A write-in that is a fragment of the option, once: not an option of its own.
        let stray = alone == 1 && if apart_b == 0 { a.last == 1 } else { b.last > 0 };
        if stray && together >= 8 && clue > 0.0 {
            return read(One, true, clue);
        }
        // As one option: those with the short and those with the long one are two groups that
        // have those in common who would have ticked an option twice. As two: all who tick the
        // one also tick the other.
        let alone = alone.min(n);
        let least = if twice.rows > 0 { (together + alone).saturating_sub(n) } else { 0 };
        let both = twice.rows.max(least).min(alone).min(together);
        let one = ln_choose(alone, both) + ln_choose(n - alone, together - both);
        let two = ln_choose(together + alone, together);
        let odds = one - two + twice.weight();
        let extends = apart_b == 0 && clue > 0.0;
        if !extends && twice.rows == 0 {
            // Nothing in the text says so, and answers depend on each other: the odds alone are
            // told, not followed.
            let doubtful = if habits.single_words { SURE } else { SETTLED };
            return read(Two, odds <= doubtful, odds);
        }
        // People write the same at Other, too; it stands last.
        let perhaps_written = extends && b.last >= together;
        let clue = match extends {
            true if perhaps_written => clue.min(SAME_WORDS * (together - 1) as f64),
            true => clue,
            false => 0.0,
        };
        let odds = odds + clue + ONE_IN_ANOTHER;
        let rare = perhaps_written && twice.rows == 0 && together * RARE < n;
        let verdict = if odds > 0.0 && !rare { One } else { Two };
        let settled = if verdict == One { odds >= SETTLED } else { odds <= -SETTLED };
        return read(verdict, settled, odds);
    }
    if twice.rows > 0 {
        // Nobody can tick an option twice; a few may have written what others tick.
        let enough = twice.rows >= 2 && twice.rows * RARE >= together && twice.weight() >= SETTLED;
        let odds = twice.weight();
        return if enough {
            read(One, true, odds)
        } else if twice.last < twice.rows || twice.rows * 10 >= together {
            read(Two, false, odds)
        } else {
            None
        };
    }
    // Both occur apart, but so rarely that write-ins may explain it.
    let apart = apart_a + apart_b;
    if apart * 200 <= together && apart_a <= a.last && clue > 0.0 {
        let odds = WRITE_IN * apart as f64 + ln_choose(n, together);
        if odds >= SETTLED {
            return read(One, true, odds);
        }
    }
    None
}
