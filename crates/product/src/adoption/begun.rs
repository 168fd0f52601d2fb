//! What became of those who began: who got something out of it soon, and who was still there later.

use super::{Grid, Row, Who};
use crate::events::{DAY, Facts};
use crate::measure::Share;

/// Of those who began, how many came so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Begun {
    /// Of those who began so long ago that it can be said.
    pub share: Share,
    /// Who began, and still has time.
    pub waiting: u64,
}

/// When one who began is looked at again, and how far back from then, both in days: whoever got
/// something out of it on one of the days 61 to 90 after the first time is still there.
pub const STAYED: (i64, i64) = (90, 30);

/// Of those who began to use something in intervals `from..to`, who had got something out of it `within`
/// milliseconds. Who began later than `within` before `now` still has time, and is not in the base.
pub fn activation(row: &Row, grid: &Grid, from: usize, to: usize, within: i64, now: i64) -> Begun {
    let mut begun = Begun::default();
    for (&began, &valued) in row.began.iter().zip(&row.valued) {
        if is_in(grid, began, from, to) {
            let soon = || valued.saturating_sub(began) <= within;
            begun.add(began.saturating_add(within) <= now, soon);
        }
    }
    begun
}

/// Of those who first got something out of a capability in intervals `from..to`, who did so again on one
/// of the days 61 to 90 after it ([`STAYED`]). Of whom the 90th day is later than `now`, nothing is said yet.
///
/// `row` is that of the capability in `grid`, which was made of the same facts and people.
pub fn stayed(
    facts: &Facts,
    who: &Who,
    capability: u16,
    (row, grid): (&Row, &Grid),
    (from, to): (usize, usize),
    now: i64,
) -> Begun {
    let (after, back) = (STAYED.0 * DAY, STAYED.1 * DAY);
    let mut stays = vec![false; row.valued.len()];
    for own in facts.uses.iter().filter(|own| own.value && own.capability == capability) {
        let Some(unit) = who.unit_of(&own) else { continue };
        let since = own.time.saturating_sub(row.valued[unit]);
        stays[unit] |= (after - back < since) && since <= after;
    }
    let mut begun = Begun::default();
    for (&valued, &stays) in row.valued.iter().zip(&stays) {
        if is_in(grid, valued, from, to) {
            begun.add(valued.saturating_add(after) <= now, || stays);
        }
    }
    begun
}

impl Begun {
    fn add(&mut self, can_be_said: bool, so_far: impl FnOnce() -> bool) {
        match can_be_said {
            true => {
                self.share.base += 1;
                self.share.count += u64::from(so_far());
            }
            false => self.waiting += 1,
        }
    }
}

fn is_in(grid: &Grid, time: i64, from: usize, to: usize) -> bool {
    grid.spans.of(time).is_some_and(|at| (from..to).contains(&at))
}
