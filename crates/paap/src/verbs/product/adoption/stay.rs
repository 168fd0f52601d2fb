//! How customers begin, and whether they stay.

use super::Counted;
use crate::verbs::product::Part;
use jiff::civil::Date;
use paap_product::adoption::{Begun, Grid, Row, Unit, Who, activation, places, stayed};
use paap_product::events::{DAY, begin};
use paap_product::metric::{Days, eligible};
use serde::Serialize;

/// Of one capability.
#[derive(Default)]
pub(super) struct Stay {
    /// How they begin; None where nobody did.
    pub(super) begun: Option<Start>,
    /// Who was new in each interval that is whole.
    pub(super) cohorts: Vec<Again>,
}

/// Those who began to use a capability.
#[derive(Serialize)]
pub(super) struct Start {
    pub(super) capability: String,
    pub(super) segment: Option<String>,
    pub(super) activated: Reached,
    pub(super) stayed: Reached,
}

/// How many of them came so far.
#[derive(Serialize)]
pub(super) struct Reached {
    #[serde(flatten)]
    pub(super) part: Part,
    pub(super) waiting: u64,
}

/// Who was new in an interval, and active again.
#[derive(Serialize)]
pub(super) struct Again {
    pub(super) capability: String,
    pub(super) segment: Option<String>,
    pub(super) from: String,
    pub(super) size: u64,
    pub(super) classic: Vec<u64>,
    pub(super) rolling: Vec<u64>,
}

impl Reached {
    fn new(own: Begun) -> Self {
        Self { part: Part::of(own.share), waiting: own.waiting }
    }
}

impl Counted<'_> {
    /// Of customers for whom it was at any time of the events; whoever began before the first interval
    /// that is whole is left out, as nobody knows when.
    pub(super) fn stay(
        &self,
        (first, last): (Date, Date),
        whole: &[usize],
        within: u16,
    ) -> Result<Stay, String> {
        let product = self.product;
        let facts = &product.facts;
        let Some(number) = self.number() else { return Ok(Stay::default()) };
        let places = places(facts, &product.customers);
        let eligible = eligible(product, &self.whose(), Days { from: first, to: last })?;
        let who = Who { unit: Unit::Customer, places: &places, among: &eligible };
        let grid = Grid::of(facts, &who, self.spans.clone());
        let Some(row) = grid.row(Some(number)) else { return Ok(Stay::default()) };
        let Some((from, to)) = whole.first().zip(whole.last()) else { return Ok(Stay::default()) };
        // Facts are of days: what is seen ends with the beginning of the last.
        let (now, since) = (begin(last), (*from, self.spans.len()));
        let activated = activation(row, &grid, since.0, since.1, i64::from(within) * DAY, now);
        let stayed = stayed(facts, &who, number, (row, &grid), since, now);
        let someone =
            activated.share.base + activated.waiting + stayed.share.base + stayed.waiting > 0;
        let begun = someone.then(|| Start {
            capability: self.capability.id.clone(),
            segment: self.segment.clone(),
            activated: Reached::new(activated),
            stayed: Reached::new(stayed),
        });
        Ok(Stay { begun, cohorts: self.cohorts(row, *from..*to + 1) })
    }

    fn cohorts(&self, row: &Row, whole: std::ops::Range<usize>) -> Vec<Again> {
        let own = row.cohorts().into_iter().filter(|own| whole.contains(&own.first));
        let again = |own: paap_product::adoption::Cohort| {
            let seen = whole.end - own.first;
            let until = |mut counts: Vec<u64>| {
                counts.truncate(seen);
                counts
            };
            Again {
                capability: self.capability.id.clone(),
                segment: self.segment.clone(),
                from: self.spans.from(own.first).map(|own| own.to_string()).unwrap_or_default(),
                size: own.size,
                classic: until(own.classic),
                rolling: until(own.rolling),
            }
        };
        own.map(again).collect()
    }
}
