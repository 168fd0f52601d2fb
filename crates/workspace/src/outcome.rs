//! What came of it: outcomes compared with what they were before, on the day of their review.

use crate::Workspace;
use crate::priority::share;
use jiff::civil::Date;
use paap_analysis::interval::Difference;
use paap_evidence::figure::{self, Sort};
use paap_evidence::insight::Figure;
use paap_product::customer::Among;
use paap_product::metric::{Days, Metric, Value, measure};
use paap_product::need::Measure;
use paap_product::outcome::{Swing, Target, Unit, Verdict, judge, number, swing};
use paap_product::priority::{Counted, Range, value_created};
use paap_product::{Named, Outcome, Product, names};

/// An outcome, compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Review {
    /// The outcome.
    pub outcome: String,
    /// What is believed to change.
    pub title: String,
    /// What is measured, as it is written.
    pub metric: String,
    /// What it should be, as it is written.
    pub target: String,
    /// The day on which it is compared.
    pub due: Date,
    /// Whether that day has come.
    pub is_due: bool,
    /// The first release of its roadmap item.
    pub released: Option<Date>,
    /// What it was before; or why that cannot be said.
    pub before: Result<Observed, String>,
    /// What it is; or why that cannot be said.
    pub now: Result<Observed, String>,
    /// By how much it differs.
    pub difference: Option<Difference>,
    /// What that is worth to those who need it, for each need of whose satisfaction it is.
    pub created: Vec<Created>,
    /// Between which bounds it swings by itself, where that is known.
    pub swing: Option<Swing>,
    /// Whether it came about; None before the day of the review.
    pub verdict: Option<(Verdict, String)>,
    /// The day on which what was meant was fixed.
    pub fixed: Option<Date>,
    /// What of it the outcome says otherwise now: the names of its keys.
    pub changed: Vec<&'static str>,
    /// What was learned, as Markdown.
    pub learned: String,
}

/// That a promise was fixed when it could be known what came of it, or never: a verdict on it is worth less.
pub fn late(fixed: Option<Date>, released: Option<Date>) -> Option<String> {
    match (fixed, released?) {
        (Some(fixed), released) if fixed > released => {
            Some(format!("What was meant was fixed on {fixed}, after the release on {released}."))
        }
        (None, _) => Some("What was meant was never fixed.".to_owned()),
        _ => None,
    }
}

/// What a change of satisfaction is worth.
#[derive(Debug, Clone, PartialEq)]
pub struct Created {
    /// The need.
    pub need: String,
    /// The share of people to whom it is important, and that times what satisfaction rose by; or why the
    /// share cannot be counted.
    pub worth: Result<(Counted, Range), String>,
}

/// What was measured.
#[derive(Debug, Clone, PartialEq)]
pub struct Observed {
    /// The value.
    pub value: Value,
    /// Its number; a share from 0 to 1.
    pub number: f64,
    /// What the number is in.
    pub unit: Unit,
    /// Over which days, where it is of use or delivery.
    pub days: Option<Days>,
}

impl Workspace {
    /// All outcomes, compared as far as today allows, in the order of the day of their review.
    pub fn reviews(&self, today: Date) -> Vec<Review> {
        self.product.as_ref().map(|own| self.reviews_for(today, own)).unwrap_or_default()
    }

    /// The same for those who know of no releases but those that `seen` has: for them nothing changed before.
    pub fn reviews_for(&self, today: Date, seen: &Product) -> Vec<Review> {
        let Some(product) = &self.product else { return Vec::new() };
        let review = |own| self.review(product, own, today, seen);
        let mut all: Vec<Review> = product.outcomes.iter().filter_map(review).collect();
        all.sort_by(|a, b| (a.due, &a.outcome).cmp(&(b.due, &b.outcome)));
        all
    }

    fn review(
        &self,
        product: &Product,
        outcome: &Outcome,
        today: Date,
        seen: &Product,
    ) -> Option<Review> {
        let due = outcome.review?.0;
        let released = seen.released(&outcome.item.name, today);
        let before = self.before(product, outcome);
        let now = self.now(product, outcome, released, due.min(today));
        let both = before.as_ref().ok().zip(now.as_ref().ok());
        let difference = both.and_then(|(before, now)| now.value.since(&before.value));
        let created = both
            .zip(difference)
            .map(|((before, now), own)| {
                let value = now.number - before.number;
                self.created(product, outcome, Range { value, low: own.low, high: own.high })
            })
            .unwrap_or_default();
        let swing = released.and_then(|day| usual(product, outcome, day));
        let verdict = (due <= today).then(|| match (both, Target::read(&outcome.target.name)) {
            (Some((before, now)), Ok(target)) => {
                judge(before.number, now.number, difference, swing, &target)
            }
            (_, Err(why)) => (Verdict::CannotTell, why),
            (None, _) => {
                let mut why = [&before, &now].into_iter().filter_map(|own| own.as_ref().err());
                (Verdict::CannotTell, why.next().cloned().unwrap_or_default())
            }
        });
        let lock = product.lock.get(&outcome.id);
        let fixed = lock.map(|own| own.date);
        let changed = lock.map(|own| own.differs(outcome)).unwrap_or_default();
        Some(Review {
            outcome: outcome.id.clone(),
            title: outcome.title.clone(),
            metric: outcome.metric.name.clone(),
            target: outcome.target.name.clone(),
            due,
            is_due: due <= today,
            released,
            before,
            now,
            difference,
            created,
            swing,
            verdict,
            fixed,
            changed,
            learned: outcome.body.trim().to_owned(),
        })
    }

    /// What a change is worth, where it is one of how many are satisfied: the metric is then the same
    /// figure as the satisfaction of a need that the outcome's item serves, and one of the two surveys that
    /// are compared is that in which the need counts it.
    fn created(&self, product: &Product, outcome: &Outcome, change: Range) -> Vec<Created> {
        let item = product.items.iter().find(|own| own.id == outcome.item.name);
        let served = item.map(|own| names(&own.needs).collect::<Vec<_>>()).unwrap_or_default();
        let read = |own: &str| figure::read(own).ok();
        let metric = read(&outcome.metric.name);
        let is_of = |measure: &&Measure| {
            metric.is_some()
                && read(&measure.figure) == metric
                && outcome.sources().any(|own| own.name == measure.source)
        };
        let needs = product.needs.iter().filter(|own| served.contains(&own.id.as_str()));
        let created = needs.filter_map(|need| {
            need.satisfaction.as_ref().filter(is_of)?;
            let importance = share(self.count(need.importance.as_ref()?, &Among::of(product)));
            let worth = importance.map(|own| {
                let value = value_created(own.range, change);
                (own, value)
            });
            Some(Created { need: need.id.clone(), worth })
        });
        created.collect()
    }

    /// What an outcome's metric was before the release, as it is counted today.
    pub(crate) fn before(&self, product: &Product, outcome: &Outcome) -> Result<Observed, String> {
        let baseline = outcome.baseline.as_ref().ok_or("It has no baseline.")?;
        match Metric::read(&outcome.metric.name)? {
            Metric::Of(measured, whose) => {
                let days = Days { from: baseline.from, to: baseline.to };
                observed(measure(product, measured, &whose, days)?, Some(days))
            }
            Metric::Figure(figure) => match &baseline.source {
                Some(source) => self.figure(&figure, source),
                None => {
                    let written = &baseline.value.name;
                    let (number, unit) =
                        number(written).ok_or_else(|| format!("“{written}” is no number."))?;
                    Ok(Observed { value: Value::Number(number, None), number, unit, days: None })
                }
            },
        }
    }

    fn now(
        &self,
        product: &Product,
        outcome: &Outcome,
        released: Option<Date>,
        day: Date,
    ) -> Result<Observed, String> {
        let released = released.ok_or("It is not released: nothing can have changed.")?;
        match Metric::read(&outcome.metric.name)? {
            Metric::Of(measured, whose) => {
                let baseline = outcome.baseline.as_ref().ok_or("It has no baseline.")?;
                let last = product.facts.days().map_or(day, |(_, last)| last.min(day));
                let days = Days { from: baseline.from, to: baseline.to };
                let days = days.until(last).ok_or("There are no such days.")?;
                if days.from <= released {
                    return Err(format!(
                        "Since the release on {released}, events are there until {last}; the baseline is of {} days, and as \
                         many are needed.",
                        days.count()
                    ));
                }
                observed(measure(product, measured, &whose, days)?, Some(days))
            }
            Metric::Figure(figure) => {
                let source = outcome.source.as_ref();
                let source = source.ok_or(
                    "Nothing says where it is counted now: write `in`, such as study/survey.",
                )?;
                let before = outcome.baseline.as_ref().and_then(|own| own.source.as_ref());
                if before.is_some_and(|before| before.name == source.name) {
                    return Err("It is counted in the same answers as the baseline: nothing can have changed."
                        .to_owned());
                }
                self.figure(&figure, source)
            }
        }
    }

    /// A figure of answers or codings, as it is counted today.
    fn figure(&self, figure: &str, source: &Named) -> Result<Observed, String> {
        let expression = figure::read(figure).map_err(|why| why.message)?;
        let (study, name) = self.source(&source.name)?;
        let computed = figure::compute(&expression, Some(name), &study.sources())
            .map_err(|why| why.to_string())?;
        let value = match computed.value.sort {
            Sort::Count | Sort::Share => {
                Value::Share { count: computed.value.count, base: computed.value.base, who: None }
            }
            Sort::Excerpts => Value::Number(computed.value.count as f64, None),
            Sort::Median | Sort::Mean | Sort::Nps => {
                let number = computed.value.number.ok_or("Nobody is left to count.")?;
                Value::Number(number, computed.interval)
            }
        };
        observed(value, None)
    }

    /// Why the numbers of an outcome must not be published; None where they may.
    pub fn withheld(&self, outcome: &Outcome) -> Option<String> {
        let Ok(Metric::Figure(figure)) = Metric::read(&outcome.metric.name) else { return None };
        outcome.sources().find_map(|own| {
            let (study, source) = self.source(&own.name).ok()?;
            let figure = Figure::unwritten(figure.as_str(), Some(source.to_owned()));
            study.would_withhold(&figure, self.settings.least_cell)
        })
    }
}

fn observed(value: Value, days: Option<Days>) -> Result<Observed, String> {
    let number = value.number().ok_or("Nobody and nothing is in it.")?;
    let unit = if matches!(value, Value::Share { .. }) { Unit::Share } else { Unit::Own };
    Ok(Observed { value, number, unit, days })
}

/// The normal swing of a metric of use or delivery, before its release.
fn usual(product: &Product, outcome: &Outcome, released: Date) -> Option<Swing> {
    let Ok(Metric::Of(measured, whose)) = Metric::read(&outcome.metric.name) else { return None };
    let baseline = outcome.baseline.as_ref()?;
    let mut days =
        Days { from: baseline.from, to: baseline.to }.until(released.yesterday().ok()?)?;
    let mut numbers = Vec::new();
    while let Some(number) =
        measure(product, measured, &whose, days).ok().and_then(|own| own.number())
    {
        numbers.push(number);
        let Some(earlier) = days.before() else { break };
        days = earlier;
    }
    swing(&numbers)
}
