//! What came of the platform: what of it the readers of the site may see.

use super::{Whole, text};
use crate::site::{
    Active, BaselineView, Claimed, Delivery, Invested, Label, Metric, OutcomeView, ReleaseView,
    Satisfied, Uptake, Value, VerdictView,
};
use jiff::civil::Date;
use paap_analysis::interval::{Difference, Interval};
use paap_product::customer::Among;
use paap_product::metric::{self, Days, Measured, Whose, measure};
use paap_product::outcome::Unit;
use paap_product::{Capability, Item, Outcome, Product, Release, names};
use paap_workspace::outcome::{Review, late};

impl Whole<'_> {
    /// What went out and may be seen, the latest first.
    pub(super) fn releases(&self, product: &Product) -> Vec<ReleaseView> {
        let mut releases: Vec<&Release> =
            product.releases.iter().filter(|own| self.shows(own.public)).collect();
        releases.sort_by(|a, b| (b.date, &a.id).cmp(&(a.date, &b.id)));
        let release = |own: &Release| {
            let items = names(&own.items).filter_map(|id| self.item(product, id));
            let items: Vec<&Item> = items.collect();
            let mut needs: Vec<String> = Vec::new();
            for need in items.iter().flat_map(|own| names(&own.needs)) {
                if !needs.iter().any(|own| own == need) {
                    needs.push(need.to_owned());
                }
            }
            ReleaseView {
                id: own.id.clone(),
                title: own.title.clone(),
                date: own.date.map(|day| day.to_string()),
                version: own.version.clone(),
                told: told(product, own),
                notes: text(&own.body, &format!("product/releases/{}.md", own.id)),
                items: items.iter().map(|own| Label::new(&own.title, own.public)).collect(),
                needs,
                internal: !own.public,
            }
        };
        releases.into_iter().map(release).collect()
    }

    /// What should change by roadmap items that may be seen, the first review first.
    pub(super) fn outcomes(&self, product: &Product, today: Date) -> Vec<OutcomeView> {
        let public = product.outcomes.iter();
        let mut public: Vec<(&Outcome, &Item)> =
            public.filter_map(|own| Some((own, self.item(product, &own.item.name)?))).collect();
        public.sort_by_key(|(own, _)| (own.review.map(|(day, _)| day), &own.id));
        let reviews = self.workspace.reviews_for(today, &self.seen(product));
        let outcome = |(own, item): (&Outcome, &Item)| {
            let review = reviews.iter().find(|review| review.outcome == own.id);
            let may = self.may_tell(own);
            let baseline = own.baseline.as_ref().filter(|_| may);
            // What nobody here was told of was not released, as far as they know.
            let released = self.released(product, &item.id);
            let compared = review.filter(|_| !released.is_empty()).and_then(verdict);
            let withheld = !may && compared.is_some();
            let verdict = compared.filter(|_| may);
            let review = own.review.map(|(day, _)| day);
            OutcomeView {
                id: own.id.clone(),
                title: own.title.clone(),
                item: Label::new(&item.title, item.public),
                needs: names(&item.needs).map(str::to_owned).collect(),
                released,
                metric: own.metric.name.clone(),
                baseline: baseline.map(|own| BaselineView {
                    value: own.value.name.clone(),
                    from: own.from.to_string(),
                    to: own.to.to_string(),
                }),
                target: own.target.name.clone(),
                review: review.map(|day| day.to_string()),
                due: review.is_some_and(|day| day <= today),
                withheld,
                verdict,
                learned: text(&own.body, &format!("product/outcomes/{}.md", own.id)),
            }
        };
        public.into_iter().map(outcome).collect()
    }

    /// What the page for executives says beside outcomes, needs and maturity.
    pub(super) fn value(&self, product: &Product) -> Value {
        let shown = product.items.iter().filter(|own| self.shows(own.public));
        let shown: Vec<&Item> = shown.collect();
        let weeks: Vec<f64> = shown.iter().filter_map(|own| own.invested).collect();
        let invested = Invested {
            weeks: weeks.iter().sum(),
            items: weeks.len() as u64,
            of: shown.len() as u64,
        };
        let among = Among::of(product);
        let satisfied = product.needs.iter().filter_map(|need| {
            let measure = need.satisfaction.as_ref().filter(|own| self.may_count(own))?;
            let counted = self.workspace.count(measure, &among).ok()?;
            Some(Satisfied {
                need: need.id.clone(),
                share: counted.range.value,
                low: counted.range.low,
                high: counted.range.high,
                of: counted.words,
            })
        });
        let claims = product.capabilities.iter().filter_map(|own| {
            let (saves, _) = own.time_saved.as_ref()?;
            Some(Claimed { capability: own.title.clone(), saves: duration(saves) })
        });
        Value {
            invested: (!weeks.is_empty()).then_some(invested),
            adoption: uptake(product),
            delivery: delivery(product),
            satisfaction: satisfied.collect(),
            claims: claims.collect(),
        }
    }

    /// When an item went out, and in what, as far as the readers of the site may know.
    pub(super) fn released(&self, product: &Product, item: &str) -> Vec<(String, Label)> {
        let has =
            |own: &&Release| self.shows(own.public) && names(&own.items).any(|name| name == item);
        let day = |own: &Release| Some((own.date?.to_string(), Label::new(&own.title, own.public)));
        product.releases.iter().filter(has).filter_map(day).collect()
    }

    /// What was planned, went out and came of it, as far as the readers of the site may know.
    pub(super) fn seen(&self, product: &Product) -> Product {
        let outcomes = product.outcomes.iter().filter(|own| self.may_tell(own));
        Product {
            items: product.items.iter().filter(|own| self.shows(own.public)).cloned().collect(),
            releases: product
                .releases
                .iter()
                .filter(|own| self.shows(own.public))
                .cloned()
                .collect(),
            outcomes: outcomes.cloned().collect(),
            ..Product::default()
        }
    }

    /// Whether the numbers of an outcome may be said.
    fn may_tell(&self, own: &Outcome) -> bool {
        // A metric of use or delivery has no source, and counts teams and deployments.
        let mut sources = own.sources();
        self.workspace.withheld(own).is_none()
            && sources.all(|at| self.may_count_as(&own.metric.name, &at.name))
    }

    /// A roadmap item that the readers of the site may see.
    fn item<'a>(&self, product: &'a Product, id: &str) -> Option<&'a Item> {
        product.items.iter().find(|own| own.id == id && self.shows(own.public))
    }
}

/// What came of an outcome.
fn verdict(review: &Review) -> Option<VerdictView> {
    let (verdict, because) = review.verdict.as_ref()?;
    let late = late(review.fixed, review.released);
    let because = [Some(because.as_str()), late.as_deref()];
    let now = review.now.as_ref().ok();
    Some(VerdictView {
        word: verdict.words().to_owned(),
        now: now.map(|own| number(own.number, own.unit) + metric::Metric::unit(&review.metric)),
        interval: now.and_then(|own| Some(bounds(own.value.interval()?, own.unit))),
        changed: review
            .difference
            .zip(now)
            .map(|(own, now)| changed(own, now.unit) + metric::Metric::unit(&review.metric)),
        because: because.into_iter().flatten().collect::<Vec<_>>().join(" "),
        date: Some(review.due.to_string()),
    })
}

/// A number, ready to read.
fn number(number: f64, unit: Unit) -> String {
    match unit {
        Unit::Share => paap_charts::percent(number),
        Unit::Own => paap_charts::number(number),
    }
}

/// The interval of a difference, ready to read.
fn changed(own: Difference, unit: Unit) -> String {
    match unit {
        Unit::Share => {
            format!("{} to {} points", paap_charts::points(own.low), paap_charts::points(own.high))
        }
        Unit::Own => {
            format!("{} to {}", paap_charts::signed(own.low), paap_charts::signed(own.high))
        }
    }
}

/// An interval, ready to read.
fn bounds(own: Interval, unit: Unit) -> String {
    match unit {
        Unit::Share => paap_charts::percent_interval(own.low, own.high),
        Unit::Own => {
            format!("{} to {}", paap_charts::number(own.low), paap_charts::number(own.high))
        }
    }
}

/// So many days are looked at for who uses what.
const USE: u16 = 28;
/// And for delivery.
const DELIVERY: u16 = 90;

/// Who uses what, in the last four weeks of which there are events.
fn uptake(product: &Product) -> Option<Vec<Uptake>> {
    if product.facts.uses.is_empty() {
        return None;
    }
    let days = Days::last(&product.facts, USE)?;
    let active = |capability: &str, mandated: bool| {
        let whose = Whose {
            capability: Some(capability.to_owned()),
            mandated: Some(mandated),
            filter: None,
        };
        let value = measure(product, Measured::Adoption, &whose, days).ok()?;
        let (share, interval) = (value.number()?, value.interval()?);
        let metric::Value::Share { count, base, .. } = value else { return None };
        let Interval { low, high } = interval;
        Some(Active { active: count, eligible: base, share, low, high })
    };
    let used = |own: &&Capability| product.facts.capabilities.find(&own.id).is_some();
    let one = |own: &Capability| Uptake {
        capability: own.title.clone(),
        until: days.to.to_string(),
        voluntary: active(&own.id, false),
        mandated: active(&own.id, true),
    };
    Some(product.capabilities.iter().filter(used).map(one).collect())
}

/// The five metrics of delivery, of the last quarter of which there are events.
fn delivery(product: &Product) -> Option<Delivery> {
    if product.facts.deliveries.is_empty() {
        return None;
    }
    let days = Days::last(&product.facts, DELIVERY)?;
    let metric = |measured: Measured, things: &str| {
        let value = measure(product, measured, &Whose::default(), days).ok()?;
        let (written, interval) = match &value {
            metric::Value::Share { .. } => (Unit::Share, value.interval()),
            _ => (Unit::Own, value.interval()),
        };
        let of = match &value {
            metric::Value::Share { count, base, .. } => format!("{count} of {base} {things}"),
            metric::Value::Median(values) => format!("{} {things}", values.len()),
            metric::Value::Rate(times, _) => format!("{times} {things}"),
            metric::Value::Number(..) => things.to_owned(),
        };
        Some(Metric {
            value: number(value.number()?, written) + measured.unit(),
            interval: interval.map(|own| bounds(own, written)),
            of,
        })
    };
    Some(Delivery {
        from: days.from.to_string(),
        to: days.to.to_string(),
        frequency: metric(Measured::Deployments, "deployments"),
        lead_time: metric(Measured::LeadTime, "changes"),
        change_failure_rate: metric(Measured::ChangeFailure, "deployments"),
        recovery_time: metric(Measured::Recovery, "failed deployments"),
        rework_rate: metric(Measured::Rework, "deployments"),
    })
}

/// Whom a release was told to: customers are counted, not named.
fn told(product: &Product, release: &Release) -> Vec<String> {
    let is_team = |name: &&str| product.customers.iter().any(|own| own.id == *name);
    let (teams, others): (Vec<&str>, Vec<&str>) = names(&release.told).partition(is_team);
    let mut told: Vec<String> = others.into_iter().map(str::to_owned).collect();
    match teams.len() {
        0 => {}
        1 => told.push("1 team".to_owned()),
        n => told.push(format!("{n} teams")),
    }
    told
}

/// A duration as people say it; as it is written where it is none.
fn duration(text: &str) -> String {
    let Some(span) = paap_product::duration::duration(text.trim()) else { return text.to_owned() };
    let parts = [
        (i64::from(span.get_weeks()), "week"),
        (i64::from(span.get_days()), "day"),
        (i64::from(span.get_hours()), "hour"),
        (span.get_minutes(), "minute"),
    ];
    let parts = parts.into_iter().filter(|(n, _)| *n > 0);
    let said: Vec<String> =
        parts.map(|(n, unit)| format!("{n} {unit}{}", if n == 1 { "" } else { "s" })).collect();
    if said.is_empty() { text.to_owned() } else { said.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_said_in_words() {
        assert_eq!(duration("PT4H"), "4 hours");
        assert_eq!(duration("P1DT30M"), "1 day 30 minutes");
        assert_eq!(duration("half a day"), "half a day");
    }
}
