//! Sets of who was active, for every capability and interval, from one pass over all uses.

use super::{Cohort, Spans};
use crate::events::{Facts, Use};
use paap_analysis::People;

/// Who is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Teams.
    Customer,
    /// People, whose events say which of them it was.
    Person,
}

/// Whose uses are looked at.
#[derive(Debug, Clone)]
pub struct Who<'a> {
    /// Teams or people.
    pub unit: Unit,
    /// Which customer of the platform each customer of the facts is.
    pub places: &'a [Option<usize>],
    /// The customers whose uses count: out of as many as the platform has.
    pub among: &'a People,
}

impl Who<'_> {
    /// The customer of the platform whom a customer of the facts is, where their uses count.
    fn place(&self, customer: usize) -> Option<usize> {
        self.places.get(customer).copied().flatten().filter(|own| self.among.contains(*own))
    }

    /// Whose use it is, as a place in the sets; None where it does not count.
    pub(super) fn unit_of(&self, own: &Use) -> Option<usize> {
        let customer = self.place(own.customer as usize)?;
        match self.unit {
            Unit::Customer => Some(customer),
            Unit::Person => own.person.map(|person| person as usize),
        }
    }
}

/// Who used what when.
#[derive(Debug, Clone)]
pub struct Grid {
    /// The intervals.
    pub spans: Spans,
    /// One for each capability by its number in the facts, and one for all together.
    rows: Vec<Row>,
}

/// Who used one capability, or any.
#[derive(Debug, Clone)]
pub struct Row {
    /// Who was active in each interval.
    pub active: Vec<People>,
    /// Who was active before the first interval.
    pub earlier: People,
    /// Who was active in the interval just before the first.
    pub previous: People,
    /// When each began, by any use at all; [`i64::MAX`] where they did not.
    pub began: Vec<i64>,
    /// When each first got something out of it; [`i64::MAX`] where they did not.
    pub valued: Vec<i64>,
    /// How many uses of value there were in each interval.
    pub uses: Vec<u64>,
}

/// Who came and went from one interval to the next.
#[derive(Debug, Clone, PartialEq)]
pub struct Flow {
    /// Active for the first time ever.
    pub new: People,
    /// Active, and in the interval before.
    pub returning: People,
    /// Active, not in the interval before, but earlier.
    pub resurrecting: People,
    /// Active in the interval before, and not any more.
    pub dormant: People,
    /// How many were active in the interval before: the base of churn.
    pub before: u64,
}

impl Grid {
    /// One pass over all uses. What happened after the last interval is not looked at.
    pub fn of(facts: &Facts, who: &Who, spans: Spans) -> Self {
        let size = match who.unit {
            Unit::Customer => who.among.size(),
            Unit::Person => facts.persons as usize,
        };
        let row = || Row {
            active: vec![People::none(size); spans.len()],
            earlier: People::none(size),
            previous: People::none(size),
            began: vec![i64::MAX; size],
            valued: vec![i64::MAX; size],
            uses: vec![0; spans.len()],
        };
        let any = facts.capabilities.len();
        let mut rows: Vec<Row> = (0..=any).map(|_| row()).collect();
        let places: Vec<Option<usize>> =
            (0..facts.customers.len()).map(|at| who.place(at)).collect();
        let before = spans.before();
        for own in facts.uses.iter() {
            let Some(customer) = places.get(own.customer as usize).copied().flatten() else {
                continue;
            };
            let unit = match who.unit {
                Unit::Customer => customer,
                Unit::Person => match own.person {
                    Some(person) => person as usize,
                    None => continue,
                },
            };
            let interval = spans.of(own.time);
            let is_earlier = before.is_some_and(|(_, first)| own.time < first);
            if interval.is_none() && !is_earlier {
                continue;
            }
            let Some(row) = rows.get_mut(usize::from(own.capability)) else { continue };
            row.began[unit] = row.began[unit].min(own.time);
            if !own.value {
                continue;
            }
            row.valued[unit] = row.valued[unit].min(own.time);
            match interval {
                Some(at) => {
                    row.active[at].insert(unit);
                    row.uses[at] += 1;
                }
                None => {
                    row.earlier.insert(unit);
                    if before.is_some_and(|(from, _)| own.time >= from) {
                        row.previous.insert(unit);
                    }
                }
            }
        }
        // All together follow from each.
        if let Some((all, each)) = rows.split_last_mut() {
            each.iter().for_each(|own| all.join(own));
        }
        Self { spans, rows }
    }

    /// Who used a capability; None is for any.
    pub fn row(&self, capability: Option<u16>) -> Option<&Row> {
        match capability {
            Some(own) => {
                self.rows.get(usize::from(own)).filter(|_| usize::from(own) + 1 < self.rows.len())
            }
            None => self.rows.last(),
        }
    }
}

impl Row {
    fn join(&mut self, other: &Self) {
        for (own, other) in self.active.iter_mut().zip(&other.active) {
            *own = own.or(other);
        }
        self.earlier = self.earlier.or(&other.earlier);
        self.previous = self.previous.or(&other.previous);
        for (own, other) in self.began.iter_mut().zip(&other.began) {
            *own = (*own).min(*other);
        }
        for (own, other) in self.valued.iter_mut().zip(&other.valued) {
            *own = (*own).min(*other);
        }
        for (own, other) in self.uses.iter_mut().zip(&other.uses) {
            *own += other;
        }
    }

    /// Who was ever active before an interval.
    fn until(&self, interval: usize) -> People {
        let before = self.active.get(..interval).unwrap_or_default();
        before.iter().fold(self.earlier.clone(), |all, own| all.or(own))
    }

    /// Who came and went in an interval.
    pub fn flow(&self, interval: usize) -> Option<Flow> {
        let active = self.active.get(interval)?;
        let before = match interval.checked_sub(1) {
            Some(before) => self.active.get(before)?,
            None => &self.previous,
        };
        let ever = self.until(interval);
        Some(Flow {
            new: active.minus(&ever),
            returning: active.and(before),
            resurrecting: active.and(&ever).minus(before),
            dormant: before.minus(active),
            before: before.count(),
        })
    }

    /// Who was active for the first time in each interval, and how many of them were again. Who was
    /// active before the first interval is in no cohort.
    pub fn cohorts(&self) -> Vec<Cohort> {
        let mut ever = self.earlier.clone();
        let mut cohorts = Vec::with_capacity(self.active.len());
        for (first, active) in self.active.iter().enumerate() {
            let new = active.minus(&ever);
            ever = ever.or(active);
            let mut still = new.clone();
            let (mut classic, mut rolling) = (Vec::new(), Vec::new());
            for after in &self.active[first..] {
                classic.push(new.count_both(after));
                still = still.and(after);
                rolling.push(still.count());
            }
            cohorts.push(Cohort { first, size: new.count(), classic, rolling });
        }
        cohorts
    }
}
