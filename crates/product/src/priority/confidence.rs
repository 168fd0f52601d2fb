//! How sure one may be of a need: by a rule, from its evidence.
//!
//! The rule of `docs/priority.md`. It is coarse on purpose, and the same for every need: what somebody
//! feels may lower it, never raise it.

use jiff::civil::Date;

/// What the evidence of a need is, counted over all its insights.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Strength {
    /// Insights whose evidence is proved or attested.
    pub insights: u64,
    /// Of these, the insights that a reviewer signed as they stand today.
    pub signed: u64,
    /// People behind it: those quoted or counted in interviews, and those who answered the figures'
    /// questions; of each source the most of one figure, as who is in two figures is not known.
    pub people: u64,
    /// Organisations, or where all are of one, customers.
    pub organisations: u64,
    /// Of survey, interviews and use.
    pub methods: u64,
    /// Personas of those who speak, and those that the insights hold for.
    pub personas: u64,
    /// The newest day that anything of it is of.
    pub newest: Option<Date>,
    /// Whether a hypothesis that an insight bears on came out mixed.
    pub disputed: bool,
}

/// How sure one may be, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Confidence {
    /// Per cent, as it goes into the score.
    pub percent: f64,
    /// Per cent, as it follows from the evidence.
    pub earned: u32,
    /// What it follows from: words, and per cent that they give or take.
    pub reasons: Vec<(String, i32)>,
    /// Whether there is no evidence.
    pub assumption: bool,
}

/// What an assumption is worth.
const ASSUMPTION: u32 = 10;

/// The rule: from the evidence, and what somebody lowered it to, in per cent.
pub fn confidence(
    strength: &Strength,
    lowered: Option<f64>,
    today: Date,
    fresh_within: u64,
) -> Confidence {
    let mut reasons: Vec<(String, i32)> = Vec::new();
    let mut add = |words: String, percent: i32| reasons.push((words, percent));
    let assumption = strength.insights == 0;
    if assumption {
        add("an assumption: no insight is proved".to_owned(), 10);
    } else {
        add(count(strength.insights, "proved insight", "proved insights"), 20);
        match strength.people {
            30.. => add(count(strength.people, "", "people"), 30),
            5.. => add(count(strength.people, "", "people"), 20),
            3.. => add(count(strength.people, "", "people"), 10),
            people => add(count(people, "person", "people"), 0),
        }
        for (number, each, one, many) in [
            (strength.methods, 20, "method", "methods"),
            (strength.organisations, 10, "organisation", "organisations"),
            (strength.personas, 10, "persona", "personas"),
        ] {
            add(count(number, one, many), if number >= 2 { each } else { 0 });
        }
        if strength.signed > 0 {
            add("signed by a reviewer".to_owned(), 10);
        }
    }
    let mut earned: i32 = reasons.iter().map(|(_, percent)| percent).sum();
    if strength.disputed {
        reasons.push(("a hypothesis behind it is mixed".to_owned(), -20));
        earned = (earned - 20).max(10);
    }
    let age = strength.newest.and_then(|day| day.until(today).ok()).map(|span| span.get_days());
    if !assumption
        && age.is_none_or(|days| i64::from(days) > i64::try_from(fresh_within).unwrap_or(i64::MAX))
    {
        let words = match strength.newest {
            Some(day) => format!("nothing of it is younger than {day}"),
            None => "nobody wrote down when it was said".to_owned(),
        };
        let half = earned / 2;
        reasons.push((words, half - earned));
        earned = half;
    }
    let earned =
        u32::try_from(earned).unwrap_or(0).clamp(if assumption { ASSUMPTION } else { 5 }, 100);
    let percent = lowered.map_or(f64::from(earned), |own| own.min(f64::from(earned)));
    Confidence { percent, earned, reasons, assumption }
}

fn count(number: u64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TODAY: Date = Date::constant(2026, 11, 26);

    fn full() -> Strength {
        Strength {
            insights: 2,
            signed: 1,
            people: 40,
            organisations: 3,
            methods: 2,
            personas: 2,
            newest: Some(Date::constant(2026, 6, 1)),
            disputed: false,
        }
    }

    #[test]
    fn all_that_can_be_had_is_all() {
        assert_eq!(confidence(&full(), None, TODAY, 365).percent, 100.0);
        assert_eq!(confidence(&Strength::default(), None, TODAY, 365).percent, 10.0);
        let old = Strength { newest: Some(Date::constant(2025, 6, 1)), ..full() };
        assert_eq!(confidence(&old, None, TODAY, 365).percent, 50.0);
        let disputed = Strength { disputed: true, ..full() };
        assert_eq!(confidence(&disputed, None, TODAY, 365).percent, 80.0);
        let few =
            Strength { people: 4, methods: 1, organisations: 1, personas: 1, signed: 0, ..full() };
        assert_eq!(confidence(&few, None, TODAY, 365).percent, 30.0);
    }

    proptest! {
        #[test]
        fn it_can_be_lowered_and_never_raised(
            insights in 0u64..3, people in 0u64..50, methods in 0u64..4, lowered in 0.0f64..100.0,
            disputed: bool,
        ) {
            let own = Strength { insights, people, methods, disputed, ..full() };
            let plain = confidence(&own, None, TODAY, 365);
            let told = confidence(&own, Some(lowered), TODAY, 365);
            prop_assert!(told.percent <= plain.percent && told.percent <= lowered.max(0.0));
            let more = Strength { people: people + 5, methods: methods + 1, ..own };
            prop_assert!(confidence(&more, None, TODAY, 365).percent >= plain.percent);
        }

        #[test]
        fn the_reasons_add_up(people in 0u64..50, methods in 0u64..4, insights in 1u64..3) {
            let own = Strength { insights, people, methods, ..full() };
            let all = confidence(&own, None, TODAY, 365);
            let sum: i32 = all.reasons.iter().map(|(_, percent)| percent).sum();
            prop_assert_eq!(i64::from(sum), i64::from(all.earned));
        }
    }
}
