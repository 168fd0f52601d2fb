//! What customers did with capabilities, and what was delivered: the facts that events leave behind.
//!
//! Events name people; facts do not. Whoever reads them counts customers (teams), and how many people
//! of theirs there were. Facts are small enough to be files that people review.

use jiff::civil::Date;

/// A day, counted from 1970-01-01.
pub type Day = i32;

/// A day's number.
pub fn day(date: Date) -> Day {
    const FIRST: Date = Date::constant(1970, 1, 1);
    FIRST.until(date).map_or(0, |span| span.get_days())
}

/// A moment: milliseconds since 1970-01-01T00:00Z.
pub type Moment = i64;

/// All facts, with the names that their numbers stand for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// The customers that are named in them; a customer's number is its place.
    pub customers: Vec<String>,
    /// The capabilities.
    pub capabilities: Vec<String>,
    /// The services that are delivered.
    pub services: Vec<String>,
    /// Who used what on which day, by day, capability and customer, each once.
    pub uses: Vec<Use>,
    /// How many people used what in which month, each person once.
    pub people: Vec<UsedBy>,
    /// When customers began with a capability, where events say so; the earliest, once a pair.
    pub starts: Vec<Start>,
    /// What was deployed, in the order of time.
    pub deployments: Vec<Deployment>,
    /// What was asked for, in the order of time.
    pub tickets: Vec<Ticket>,
}

/// A customer's use of a capability on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Use {
    /// The day, in UTC.
    pub day: Day,
    /// The capability's number.
    pub capability: u32,
    /// The customer's number.
    pub customer: u32,
    /// How many value events.
    pub events: u32,
    /// By how many people; 0 where events name none.
    pub people: u32,
}

/// How many people used a capability in a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct UsedBy {
    /// Months since January 1970.
    pub month: i32,
    /// The capability's number; None: any of them, each person once.
    pub capability: Option<u32>,
    /// How many people.
    pub people: u32,
}

/// A customer's beginning with a capability: asked for access, was onboarded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Start {
    /// The capability's number.
    pub capability: u32,
    /// The customer's number.
    pub customer: u32,
    /// The day.
    pub day: Day,
}

/// A deployment of a service to an environment that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deployment {
    /// The service's number.
    pub service: u32,
    /// The customer whose service it is, where that is known.
    pub customer: Option<u32>,
    /// When it was there.
    pub at: Moment,
    /// When its change was merged, where that is known.
    pub changed: Option<Moment>,
    /// Whether it failed: something had to be put right because of it.
    pub failed: bool,
    /// When what failed was right again.
    pub recovered: Option<Moment>,
    /// Whether it was unplanned work: made to put right what an earlier one broke.
    pub rework: bool,
}

/// Something that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ticket {
    /// The capability's number, where that is known.
    pub capability: Option<u32>,
    /// Who asked, where that is known.
    pub customer: Option<u32>,
    /// When.
    pub opened: Moment,
    /// When it was fulfilled; None while it is open.
    pub closed: Option<Moment>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970() {
        assert_eq!(day(Date::constant(1970, 1, 1)), 0);
        assert_eq!(day(Date::constant(2026, 11, 26)), 20_783);
        assert_eq!(day(Date::constant(1969, 12, 31)), -1);
    }
}
