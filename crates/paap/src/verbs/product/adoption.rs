//! `paap product adoption`: which customers use what, who came and who went.

mod sheet;
mod stay;

use super::{Part, read};
use crate::args::product::{AdoptionArgs, Interval};
use crate::error::Error;
use crate::output::{self, Outcome};
use jiff::civil::Date;
use paap_analysis::People;
use paap_product::Product;
use paap_product::adoption::{Adoption, Every, Grid, Row, Spans, Unit, Who, places};
use paap_product::events::Request;
use paap_product::fulfilment::fulfilment;
use paap_product::measure::HOUR;
use paap_product::metric::{Days, Whose, eligible, mandated};
use serde::Serialize;
use std::collections::BTreeSet;

pub(super) fn run(args: &AdoptionArgs) -> Result<Outcome, Error> {
    if args.within == 0 {
        return Err(Error::Usage("--within is at least 1".to_owned()));
    }
    let read = read(&args.home.folder, &args.home.key, |_| {})?;
    let product = read.workspace.product.unwrap_or_default();
    if let Some(wanted) = &args.capability
        && !product.capabilities.iter().any(|own| own.id == *wanted)
    {
        let there: Vec<&str> = product.capabilities.iter().map(|own| own.id.as_str()).collect();
        let there = if there.is_empty() { "none".to_owned() } else { there.join(", ") };
        return Err(Error::Usage(format!("there is no capability {wanted}; there are: {there}")));
    }
    let Some((first, last)) = product.facts.days() else {
        return Err(Error::Usage(
            "nothing is kept of events yet: `paap product events FILE…` reads them, and product/events.yaml says \
             what they mean".to_owned(),
        ));
    };
    if product.capabilities.is_empty() {
        let named: Vec<&str> = product.facts.capabilities.iter().take(5).collect();
        let help = "write product/capabilities/NAME.md for each";
        return Err(Error::Usage(format!(
            "there is no capability yet: {help}; events name {}",
            if named.is_empty() { "none".to_owned() } else { named.join(", ") }
        )));
    }
    let every = match args.every {
        Interval::Week => Every::Week,
        Interval::Month => Every::Month,
    };
    let spans = Spans::new(every, first, last);
    let segments: Vec<Option<String>> = match args.by {
        None => vec![None],
        Some(_) => {
            let all: BTreeSet<&String> =
                product.customers.iter().filter_map(|own| own.segment.as_ref()).collect();
            if all.is_empty() {
                let message =
                    "no customer has a segment: write `segment:` in product/customers.yaml";
                return Err(Error::Usage(message.to_owned()));
            }
            all.into_iter().cloned().map(Some).collect()
        }
    };
    // Of an interval that is not over, or had begun before the first event, less is known.
    let whole: Vec<usize> = (0..spans.len())
        .filter(|&at| {
            spans.from(at).is_some_and(|from| from >= first)
                && spans.to(at).is_some_and(|to| to <= last)
        })
        .collect();
    let (mut rows, mut begun, mut cohorts) = (Vec::new(), Vec::new(), Vec::new());
    for segment in &segments {
        let wanted = |own: &&paap_product::Capability| {
            args.capability.as_ref().is_none_or(|wanted| own.id == *wanted)
        };
        for capability in product.capabilities.iter().filter(wanted) {
            let shown = match &args.capability {
                Some(_) => whole.as_slice(),
                None => whole.last().map(std::slice::from_ref).unwrap_or_default(),
            };
            let counted = Counted { product: &product, spans: &spans, capability, segment };
            rows.extend(counted.rows(shown).map_err(Error::Usage)?);
            let stay = counted.stay((first, last), &whole, args.within).map_err(Error::Usage)?;
            begun.extend(stay.begun);
            cohorts.extend(stay.cohorts.into_iter().filter(|_| args.capability.is_some()));
        }
    }
    let requests = product
        .capabilities
        .iter()
        .filter(|own| args.capability.as_ref().is_none_or(|wanted| own.id == *wanted))
        .filter_map(|own| waited(&product, &own.id, (first, last)))
        .collect();
    let view = View {
        requests,
        from: first.to_string(),
        to: last.to_string(),
        every: if every == Every::Week { "week" } else { "month" },
        within: args.within,
        rows,
        begun,
        cohorts,
    };
    output::sheet(&view, sheet::sheet(&view, args), &args.showing)
}

/// How long requests for a capability took, of all days; None where there are none.
fn waited(product: &Product, capability: &str, (first, last): (Date, Date)) -> Option<Waited> {
    let facts = &product.facts;
    let is_of = |own: &Request| {
        own.capability.and_then(|own| facts.capabilities.get(own.into())) == Some(capability)
    };
    let days = Days { from: first, to: last };
    let own = fulfilment(facts, days.times(), days.times().1, is_of);
    (own.times.count() + own.open.count() > 0).then(|| Waited {
        capability: capability.to_owned(),
        fulfilled: own.times.count(),
        median_hours: own.times.median().map(|own| own / HOUR),
        p90_hours: own.times.p90().map(|own| own as f64 / HOUR),
        open: own.open.count(),
        median_open_hours: own.open.median().map(|own| own / HOUR),
        oldest_open_hours: own.open.longest().map(|own| own as f64 / HOUR),
    })
}

/// A capability among some customers.
struct Counted<'a> {
    product: &'a Product,
    spans: &'a Spans,
    capability: &'a paap_product::Capability,
    segment: &'a Option<String>,
}

impl Counted<'_> {
    fn rows(&self, intervals: &[usize]) -> Result<Vec<Line>, String> {
        let product = self.product;
        let facts = &product.facts;
        let places = places(facts, &product.customers);
        let whose = self.whose();
        let told = mandated(product, Some(self.capability))?;
        let mut lines = Vec::new();
        for &at in intervals {
            let Some((from, to)) = self.spans.from(at).zip(self.spans.to(at)) else { continue };
            let days = Days { from, to };
            let eligible = eligible(product, &whose, days)?;
            let who = Who { unit: Unit::Customer, places: &places, among: &eligible };
            let grid = Grid::of(facts, &who, self.spans.clone());
            let row = self.number().and_then(|own| grid.row(Some(own)));
            lines.push(self.line(days, at, row, &eligible, &told));
        }
        Ok(lines)
    }

    /// The number of the capability in the facts.
    fn number(&self) -> Option<u16> {
        let number = self.product.facts.capabilities.find(&self.capability.id)?;
        u16::try_from(number).ok()
    }

    /// Which customers are counted.
    fn whose(&self) -> Whose {
        let filter = self
            .segment
            .as_ref()
            .map(|own| format!("segment = \"{}\"", own.replace('\\', "\\\\").replace('"', "\\\"")));
        Whose { capability: Some(self.capability.id.clone()), mandated: None, filter }
    }

    fn line(
        &self,
        days: Days,
        at: usize,
        row: Option<&Row>,
        eligible: &People,
        told: &People,
    ) -> Line {
        let nobody = People::none(eligible.size());
        let active = row.and_then(|own| own.active.get(at)).unwrap_or(&nobody);
        let own = Adoption::of(active, eligible, told);
        let flow = row.and_then(|own| own.flow(at));
        let count = |people: Option<&People>| people.map_or(0, People::count);
        Line {
            capability: self.capability.id.clone(),
            segment: self.segment.clone(),
            from: days.from.to_string(),
            to: days.to.to_string(),
            all: Part::of(own.all),
            mandated: Part::of(own.mandated),
            voluntary: Part::of(own.voluntary),
            new: count(flow.as_ref().map(|own| &own.new)),
            returning: count(flow.as_ref().map(|own| &own.returning)),
            resurrected: count(flow.as_ref().map(|own| &own.resurrecting)),
            churned: count(flow.as_ref().map(|own| &own.dormant)),
            active_before: flow.map_or(0, |own| own.before),
        }
    }
}

/// What programs get; docs/schema/product-adoption.schema.json.
#[derive(Serialize)]
struct View {
    from: String,
    to: String,
    every: &'static str,
    within: u16,
    rows: Vec<Line>,
    begun: Vec<stay::Start>,
    cohorts: Vec<stay::Again>,
    requests: Vec<Waited>,
}

/// From asking to having.
#[derive(Serialize)]
struct Waited {
    capability: String,
    fulfilled: u64,
    median_hours: Option<f64>,
    p90_hours: Option<f64>,
    open: u64,
    median_open_hours: Option<f64>,
    oldest_open_hours: Option<f64>,
}

#[derive(Serialize)]
struct Line {
    capability: String,
    segment: Option<String>,
    from: String,
    to: String,
    /// Active of eligible customers: all, those who must, and those who chose.
    all: Part,
    mandated: Part,
    voluntary: Part,
    new: u64,
    returning: u64,
    resurrected: u64,
    churned: u64,
    active_before: u64,
}
