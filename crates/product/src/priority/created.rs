//! What a change is worth to those who need it.

use super::Range;

/// Value created: importance × (satisfaction after − satisfaction before), all shares from 0 to 1; so it is
/// what the opportunity score of the need fell by. `change` is the difference of the two satisfactions.
///
/// Source: D. Olsen, *The Lean Product Playbook* (2015), chapter 4. The bounds are those of interval
/// arithmetic, which takes importance and change for known apart, and are wider than need be.
pub fn value_created(importance: Range, change: Range) -> Range {
    importance.times(change)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::priority::formula::{Formula, OPPORTUNITY};
    use std::collections::BTreeMap;

    #[test]
    fn it_is_what_the_opportunity_fell_by() {
        let importance = Range { value: 0.8, low: 0.7, high: 0.9 };
        let change = Range { value: 0.2, low: -0.1, high: 0.5 };
        let own = value_created(importance, change);
        // 0.8 × (0.5 − 0.3); at worst 0.9 × −0.1, at best 0.9 × 0.5.
        for (is, expected) in [(own.value, 0.16), (own.low, -0.09), (own.high, 0.45)] {
            assert!((is - expected).abs() < 1e-12, "{is} {expected}");
        }
        let score = |satisfaction: f64| {
            let inputs = BTreeMap::from([
                ("importance", Range::exactly(0.8)),
                ("satisfaction", Range::exactly(satisfaction)),
            ]);
            Formula::read(OPPORTUNITY).unwrap().of(&inputs).unwrap().value
        };
        assert!((score(0.3) - score(0.5) - own.value).abs() < 1e-12);
    }
}
