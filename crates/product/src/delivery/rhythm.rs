//! How often there are deployments, in a word.

use super::Deployment;
use crate::adoption::{Every, Spans};
use crate::events::DAY;
use jiff::ToSpan;
use jiff::civil::Date;

/// How often, by the rule of Four Keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rhythm {
    /// In the middle week there were deployments on three days or more.
    Daily,
    /// In the middle week there was one.
    Weekly,
    /// In the middle month there was one.
    Monthly,
    /// There were some, and fewer.
    Rarely,
    /// There was none.
    Never,
}

/// How often there were deployments in the three months before a day, which is not looked at itself.
/// Only whole weeks, from Monday to Sunday, and three months to the day are counted.
pub fn rhythm<'a>(deployments: impl Iterator<Item = &'a Deployment>, before: Date) -> Rhythm {
    let Ok(from) = before.checked_sub(3.months()) else { return Rhythm::Never };
    let number = crate::adoption::number;
    let (first, end) = (number(from), number(before));
    let mut days: Vec<i64> = deployments
        .map(|own| own.time.div_euclid(DAY))
        .filter(|day| (first..end).contains(day))
        .collect();
    days.sort_unstable();
    days.dedup();
    if days.is_empty() {
        return Rhythm::Never;
    }
    let weeks = Spans::new(Every::Week, from, before);
    let whole = |week: &usize| {
        let inside = weeks.from(*week).zip(weeks.to(*week));
        inside.is_some_and(|(monday, sunday)| monday >= from && sunday < before)
    };
    let mut on: Vec<usize> = vec![0; weeks.len()];
    for day in &days {
        if let Some(week) = weeks.of(day * DAY) {
            on[week] += 1;
        }
    }
    let weekly: Vec<usize> = (0..weeks.len()).filter(whole).map(|week| on[week]).collect();
    let months = (0..3).map(|back| {
        let part = |back: i64| before.checked_sub(back.months()).map_or(first, number);
        let month = part(back + 1)..part(back);
        usize::from(days.iter().any(|day| month.contains(day)))
    });
    match (middle(weekly), middle(months.collect())) {
        (week, _) if week >= 3.0 => Rhythm::Daily,
        (week, _) if week >= 1.0 => Rhythm::Weekly,
        (_, month) if month >= 1.0 => Rhythm::Monthly,
        _ => Rhythm::Rarely,
    }
}

/// The median; 0 of nothing.
fn middle(mut counts: Vec<usize>) -> f64 {
    counts.sort_unstable();
    let half = counts.len() / 2;
    match (counts.get(half), half.checked_sub(1).and_then(|below| counts.get(below))) {
        (Some(upper), Some(lower)) if counts.len().is_multiple_of(2) => {
            (upper + lower) as f64 / 2.0
        }
        (Some(middle), _) => *middle as f64,
        (None, _) => 0.0,
    }
}
