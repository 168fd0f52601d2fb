//! How sure one may be of a need: by a rule, from its evidence.
//!
//! The rule of `docs/priority.md`. It is coarse on purpose, and the same for every need: what somebody
//! feels may lower it, never raise it.

use super::{Rules, number};
use jiff::civil::Date;

/// What the evidence of a need is, counted over all its insights.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Strength {
    /// Insights that hold: something is cited, and all of it is proved or attested.
    pub insights: u64,
    /// Of these, the drafts: they count, and are called so.
    pub drafts: u64,
    /// Of these, the insights that a reviewer signed as they stand today.
    pub signed: u64,
    /// Insights that are named and do not hold: they count for nothing.
    pub failing: u64,
    /// People behind it: those quoted or counted in interviews, and those who answered the figures'
    /// questions; of each source the most of one figure, as who is in two figures is not known.
    pub people: u64,
    /// Organisations of those who are quoted.
    pub organisations: u64,
    /// Customers who asked for it.
    pub customers: u64,
    /// Of surveys and interviews.
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
    /// How many people its evidence is of; one of the reasons says it.
    pub people: u64,
    /// Whether there is no evidence.
    pub assumption: bool,
}

impl Confidence {
    /// Whether somebody lowered it below what the evidence earns.
    pub fn is_lowered(&self) -> bool {
        self.percent < f64::from(self.earned)
    }

    /// The same for readers who must not learn how many people there are: their number would tell, beside what
    /// else is published, of the few who are not among them. What they earn says only this much.
    #[must_use]
    pub fn in_bands(&self) -> Self {
        let exact = asked(self.people);
        let band = |percent: i32| match percent {
            30 => "30 people asked, or more",
            20 => "5 to 29 people asked",
            10 => "3 or 4 people asked",
            _ => "few people asked",
        };
        let reason = |(words, percent): &(String, i32)| match *words == exact {
            true => (band(*percent).to_owned(), *percent),
            false => (words.clone(), *percent),
        };
        Self { reasons: self.reasons.iter().map(reason).collect(), ..self.clone() }
    }

    /// How the reasons add up, on one line, each as a share of 1:
    /// `0.4 = 0.2 (1 insight that holds) + 0.3 (128 people asked) − 0.1 (a hypothesis behind it is mixed)`.
    pub fn arithmetic(&self) -> String {
        let share = |percent: i32| number(f64::from(percent) / 100.0);
        let terms = self.reasons.iter().enumerate().map(|(at, (words, percent))| {
            let sign = match (at, *percent < 0) {
                (0, _) => "",
                (_, true) => " − ",
                (_, false) => " + ",
            };
            format!("{sign}{} ({words})", share(percent.abs()))
        });
        let earned = number(f64::from(self.earned) / 100.0);
        let lowered = if self.is_lowered() {
            format!("{}, lowered by hand from ", number(self.percent / 100.0))
        } else {
            String::new()
        };
        format!("{lowered}{earned} = {}", terms.collect::<String>())
    }
}

/// What an assumption is worth, and the least that a mixed hypothesis leaves.
const ASSUMPTION: i32 = 10;

/// The rule: from the evidence, and what somebody lowered it to, in per cent.
pub fn confidence(strength: &Strength, lowered: Option<f64>, rules: &Rules<'_>) -> Confidence {
    let Rules { today, fresh_within, least, .. } = *rules;
    let assumption = strength.insights == 0;
    let mut reasons = match assumption {
        true => vec![(assumed(strength.failing), ASSUMPTION)],
        false => earns(strength, least),
    };
    let mut earned: i32 = reasons.iter().map(|(_, percent)| percent).sum();
    if strength.disputed && !assumption {
        let left = (earned - 20).max(ASSUMPTION);
        reasons.push(("a hypothesis behind it is mixed".to_owned(), left - earned));
        earned = left;
    }
    let age = strength.newest.and_then(|day| day.until(today).ok()).map(|span| span.get_days());
    if !assumption
        && age.is_none_or(|days| i64::from(days) > i64::try_from(fresh_within).unwrap_or(i64::MAX))
    {
        let words = match strength.newest {
            Some(day) => format!("halved: nothing of it is younger than {day}"),
            None => "halved: nothing says when they were asked".to_owned(),
        };
        let half = earned / 2;
        reasons.push((words, half - earned));
        earned = half;
    }
    let earned = u32::try_from(earned).unwrap_or(0).min(100);
    let percent = lowered.map_or(f64::from(earned), |own| own.min(f64::from(earned)));
    let people = if assumption { 0 } else { strength.people };
    Confidence { percent, earned, reasons, people, assumption }
}

/// Why there is nothing but an assumption.
fn assumed(failing: u64) -> String {
    match failing {
        0 => "an assumption: no insight stands behind it".to_owned(),
        1 => "an assumption: its 1 insight does not hold".to_owned(),
        several => format!("an assumption: none of its {several} insights holds"),
    }
}

/// What evidence that holds earns. What earns nothing yet is named, too: it says what would.
fn earns(strength: &Strength, least: u64) -> Vec<(String, i32)> {
    let mut reasons: Vec<(String, i32)> = Vec::new();
    let mut add = |words: String, percent: i32| reasons.push((words, percent));
    add(holding(strength), 20);
    if strength.failing > 0 {
        let insights = count(strength.failing, "insight does", "insights do");
        add(format!("{insights} not hold"), 0);
    }
    let earned = match strength.people {
        people if people < least => 0,
        30.. => 30,
        5.. => 20,
        3.. => 10,
        _ => 0,
    };
    add(asked(strength.people), earned);
    add(count(strength.methods, "method", "methods"), if strength.methods >= 2 { 20 } else { 0 });
    let (customers, organisations) = (strength.customers, strength.organisations);
    let from = match (customers, organisations) {
        (0, 0) => "nobody said of which organisation they are".to_owned(),
        _ if customers >= organisations => count(customers, "customer asked", "customers asked"),
        _ => format!("quoted of {}", count(organisations, "organisation", "organisations")),
    };
    add(from, if customers.max(organisations) >= 2 { 10 } else { 0 });
    let personas = count(strength.personas, "persona", "personas");
    add(personas, if strength.personas >= 2 { 10 } else { 0 });
    match strength.signed {
        0 => add("not signed off".to_owned(), 0),
        _ => add("signed off".to_owned(), 10),
    }
    reasons
}

fn asked(people: u64) -> String {
    count(people, "person asked", "people asked")
}

/// The insights that hold, and which of them are drafts.
fn holding(strength: &Strength) -> String {
    match (strength.insights, strength.drafts) {
        (1, 1) => "1 draft that holds".to_owned(),
        (all, drafts) if drafts == all => format!("{all} drafts that hold"),
        (1, _) => "1 insight that holds".to_owned(),
        (all, 0) => format!("{all} insights that hold"),
        (all, 1) => format!("{all} insights that hold, 1 of them a draft"),
        (all, drafts) => format!("{all} insights that hold, {drafts} of them drafts"),
    }
}

fn count(number: u64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::priority::Formula;
    use proptest::prelude::*;

    const TODAY: Date = Date::constant(2026, 11, 26);

    fn sure(strength: &Strength, lowered: Option<f64>) -> Confidence {
        with_least(strength, lowered, 3)
    }

    fn with_least(strength: &Strength, lowered: Option<f64>, least: u64) -> Confidence {
        let formula = Formula::read("reach").unwrap();
        let rules =
            Rules { formula: &formula, today: TODAY, fresh_within: 365, least, money: None };
        confidence(strength, lowered, &rules)
    }

    fn full() -> Strength {
        Strength {
            insights: 2,
            drafts: 0,
            signed: 1,
            failing: 0,
            people: 40,
            organisations: 3,
            customers: 0,
            methods: 2,
            personas: 2,
            newest: Some(Date::constant(2026, 6, 1)),
            disputed: false,
        }
    }

    #[test]
    fn all_that_can_be_had_is_all() {
        assert_eq!(sure(&full(), None).percent, 100.0);
        assert_eq!(sure(&Strength::default(), None).percent, 10.0);
        let old = Strength { newest: Some(Date::constant(2025, 6, 1)), ..full() };
        assert_eq!(sure(&old, None).percent, 50.0);
        let disputed = Strength { disputed: true, ..full() };
        assert_eq!(sure(&disputed, None).percent, 80.0);
        let few =
            Strength { people: 4, methods: 1, organisations: 1, personas: 1, signed: 0, ..full() };
        assert_eq!(sure(&few, None).percent, 30.0);
    }

    #[test]
    fn how_many_of_few_people_there_are_is_not_told() {
        let of = |people: u64| with_least(&Strength { people, ..full() }, None, 5).percent;
        assert_eq!([1, 3, 4].map(of), [of(0); 3]);
        assert_eq!(of(5), of(4) + 20.0);
        let told = |people: u64| {
            let own = with_least(&Strength { people, ..full() }, None, 5);
            own.in_bands().arithmetic()
        };
        assert_eq!(told(28), told(27));
        assert!(told(28).contains("0.2 (5 to 29 people asked)"), "{}", told(28));
        assert!(told(125).contains("0.3 (30 people asked, or more)"), "{}", told(125));
        assert_eq!(told(1), told(4));
    }

    #[test]
    fn the_arithmetic_is_on_one_line() {
        let words = |own: &Strength, lowered| sure(own, lowered).arithmetic();
        let few = Strength {
            insights: 1,
            drafts: 1,
            signed: 0,
            failing: 1,
            people: 4,
            methods: 1,
            organisations: 1,
            customers: 2,
            personas: 1,
            newest: Some(Date::constant(2025, 6, 1)),
            disputed: true,
        };
        // 20 + 10 + 10, less 20, and half of that.
        assert_eq!(
            words(&few, None),
            "0.1 = 0.2 (1 draft that holds) + 0 (1 insight does not hold) + 0.1 (4 people asked) + 0 (1 method) \
             + 0.1 (2 customers asked) + 0 (1 persona) + 0 (not signed off) − 0.2 (a hypothesis behind it is mixed) \
             − 0.1 (halved: nothing of it is younger than 2025-06-01)"
        );
        let more = Strength { insights: 3, drafts: 1, ..full() };
        assert_eq!(
            words(&more, Some(35.0)),
            "0.35, lowered by hand from 1 = 0.2 (3 insights that hold, 1 of them a draft) + 0.3 (40 people asked) \
             + 0.2 (2 methods) + 0.1 (quoted of 3 organisations) + 0.1 (2 personas) + 0.1 (signed off)"
        );
        let none = Strength { failing: 1, ..Strength::default() };
        assert_eq!(words(&none, None), "0.1 = 0.1 (an assumption: its 1 insight does not hold)");
    }

    proptest! {
        #[test]
        fn it_can_be_lowered_and_never_raised(
            insights in 0u64..3, people in 0u64..50, methods in 0u64..4, lowered in 0.0f64..100.0,
            disputed: bool,
        ) {
            let own = Strength { insights, people, methods, disputed, ..full() };
            let plain = sure(&own, None);
            let told = sure(&own, Some(lowered));
            prop_assert!(told.percent <= plain.percent && told.percent <= lowered.max(0.0));
            let more = Strength { people: people + 5, methods: methods + 1, ..own };
            prop_assert!(sure(&more, None).percent >= plain.percent);
        }

        #[test]
        fn the_reasons_add_up(people in 0u64..50, methods in 0u64..4, insights in 0u64..3, signed in 0u64..2, disputed: bool, old: bool) {
            let newest = if old { None } else { full().newest };
            let own = Strength { insights, people, methods, signed, disputed, newest, ..full() };
            let all = sure(&own, None);
            let sum: i32 = all.reasons.iter().map(|(_, percent)| percent).sum();
            prop_assert_eq!(i64::from(sum), i64::from(all.earned));
        }
    }
}
