//! Which need comes next: measures are counted, and evidence is weighed, over all studies.

mod done;

use crate::check::Proved;
use crate::study::Study;
use crate::{Check, Workspace};
use jiff::civil::Date;
use paap_analysis::expression::ExpressionError;
use paap_analysis::interval::{CONFIDENCE, Interval, wilson};
use paap_evidence::figure::{self, Computed, Fault, INTERVIEWS, Sort, Value};
use paap_evidence::insight::{Figure, Insight, Piece, Status};
use paap_evidence::prove::State;
use paap_evidence::verdict;
use paap_product::customer::Among;
use paap_product::need::{Measure, Status as NeedStatus};
use paap_product::priority::what_if::{WhatIf, what_if};
use paap_product::priority::{Counted, Formula, Known, Next, Range, Rules, Strength, Unit, next};
use paap_product::{Customer, Need, Product};
use std::collections::{BTreeMap, BTreeSet};

/// Where measures of customers are counted.
pub const CUSTOMERS: &str = "customers";

/// More people than there are.
const MOST: u64 = 10_000_000_000;

/// The needs in their order, and what would change it.
#[derive(Debug, Clone, PartialEq)]
pub struct Priority {
    /// The needs that are open.
    pub next: Next,
    /// What would come first if something were different.
    pub what_if: Vec<WhatIf>,
}

impl Workspace {
    /// Ranks the needs of the platform; None where there is no platform. `check` is what was proved
    /// today, and `seen` all that whoever reads it knows of what is planned, went out and came of it: which
    /// needs are done must tell them nothing more. What would change the order is counted on request.
    ///
    /// # Errors
    ///
    /// Where the platform's formula is none.
    pub fn priority(
        &self,
        check: &Check,
        today: Date,
        seen: &Product,
        with_what_if: bool,
    ) -> Option<Result<Priority, ExpressionError>> {
        let product = self.product.as_ref()?;
        let formula = product.platform.score.as_ref().map_or("rice", |(text, _)| text);
        let formula = match Formula::read(formula) {
            Ok(formula) => formula,
            Err(why) => return Some(Err(why)),
        };
        let fresh_within = product.platform.fresh_within;
        let money = product.platform.money.as_deref();
        let least = self.settings.least_cell;
        let rules = Rules { formula: &formula, today, fresh_within, least, money };
        let strengths: BTreeMap<&str, Strength> = product
            .needs
            .iter()
            .map(|need| (need.id.as_str(), self.strength(need, check, today)))
            .collect();
        let done = self.done(product, seen, &formula, today);
        let known = |need: &Need, among: &Among<'_>| {
            let count = |measure: &Option<Measure>| {
                measure.as_ref().map(|measure| self.count(measure, among))
            };
            Known {
                reach: count(&need.reach).map(number),
                importance: count(&need.importance).map(share),
                satisfaction: count(&need.satisfaction).map(share),
                votes: among.asked.get(need.id.as_str()).map_or(0, |own| own.count()),
                strength: strengths.get(need.id.as_str()).cloned().unwrap_or_default(),
                done: done.contains(need.id.as_str()),
            }
        };
        let all = Among::of(product);
        // Every need is counted once, however often its judgements are changed below.
        let counted: BTreeMap<&str, Known> = product
            .needs
            .iter()
            .filter(|need| need.status == NeedStatus::Open)
            .map(|need| (need.id.as_str(), known(need, &all)))
            .collect();
        let counted = |need: &Need| counted.get(need.id.as_str()).cloned().unwrap_or_default();
        let next = next(&product.needs, counted, &rules);
        if !with_what_if {
            return Some(Ok(Priority { next, what_if: Vec::new() }));
        }
        let segments: BTreeSet<&str> =
            product.customers.iter().filter_map(|own| own.segment.as_deref()).collect();
        let segments: Vec<&str> = segments.into_iter().collect();
        let fewer: BTreeMap<&str, Product> =
            segments.iter().map(|segment| (*segment, without(product, segment))).collect();
        let left: BTreeMap<&str, Among<'_>> =
            fewer.iter().map(|(segment, own)| (*segment, Among::of(own))).collect();
        let what_if = what_if(
            &product.needs,
            counted,
            |need, segment| known(need, left.get(segment).unwrap_or(&all)),
            &segments,
            &rules,
        );
        Some(Ok(Priority { next, what_if }))
    }

    /// Counts a measure.
    ///
    /// # Errors
    ///
    /// Where it cannot be counted, in words.
    pub fn count(&self, measure: &Measure, among: &Among<'_>) -> Result<Counted, String> {
        let expression = figure::read(&measure.figure).map_err(|why| why.message)?;
        let sort = expression.sort();
        if !matches!(sort, Sort::Count | Sort::Share) {
            return Err(format!("A measure is a count or a share, and no {}.", sort.name()));
        }
        if measure.source == CUSTOMERS {
            if measure.population.is_some() {
                return Err("All customers are counted: `population` is of people who were asked."
                    .to_owned());
            }
            let computed =
                figure::compute_among(&expression, among).map_err(|why| why.to_string())?;
            return Ok(of_customers(measure, &computed, sort));
        }
        let (study, source) = self.source(&measure.source)?;
        let (value, interval) = match figure::compute(&expression, Some(source), &study.sources()) {
            Ok(computed) => (computed.value, computed.interval),
            // Where the answers are not at hand, what a lead attested stands for them.
            Err(why @ Fault::NotAtHand { .. }) => {
                let lock = study.lock.as_ref().and_then(|lock| lock.get(source, &measure.figure));
                let value = lock.map(|own| own.value).ok_or_else(|| why.to_string())?;
                (value, wilson(value.count, value.base, CONFIDENCE))
            }
            Err(why) => return Err(why.to_string()),
        };
        match measure.population {
            Some(all) if all < value.base => Err(format!(
                "`population` is how many people those who answered stand for: {all} are fewer than they are."
            )),
            Some(all) if all > MOST => Err(format!("There are no {all} people.")),
            _ => Ok(of_people(measure, &value, interval, sort)),
        }
    }

    /// A source as measures name it: `study/survey` or `study/interviews`.
    pub(crate) fn source<'a>(&self, name: &'a str) -> Result<(&Study, &'a str), String> {
        let wrong = || {
            format!("“{name}” is no source: write {CUSTOMERS}, study/survey or study/{INTERVIEWS}.")
        };
        let (study, source) = name.split_once('/').ok_or_else(wrong)?;
        let there = || self.studies.iter().map(|own| own.id.as_str()).collect::<Vec<_>>();
        let study = self.study(study).ok_or_else(|| {
            format!("There is no study “{study}”. There are: {}.", there().join(", "))
        })?;
        Ok((study, source))
    }

    /// What the evidence of a need is, over all its insights.
    fn strength(&self, need: &Need, check: &Check, today: Date) -> Strength {
        let mut strength = Strength::default();
        let mut behind = Behind { today, ..Behind::default() };
        for name in paap_product::names(&need.insights) {
            let Some((study, insight)) = self.insight(name) else { continue };
            let own = check
                .insights
                .iter()
                .find(|own| own.study == study.id && own.insight == insight.id && !own.fails);
            let Some(proved) = own.filter(|own| holds(own)) else {
                strength.failing += 1;
                continue;
            };
            strength.insights += 1;
            strength.drafts += u64::from(insight.status == Status::Draft);
            strength.signed += u64::from(proved.proof.signed.contains(&true));
            strength.disputed |= study.disputes(insight, self.settings.least_cell);
            behind.add(study, insight, proved);
        }
        let product = self.product.as_ref();
        let asked = product.map(|own| own.votes(&need.id)).unwrap_or_default();
        strength.people = behind.people();
        strength.organisations = behind.organisations.len() as u64;
        strength.customers = asked;
        strength.methods = behind.methods.len() as u64;
        strength.personas = behind.personas.len() as u64;
        strength.newest = behind.newest;
        strength
    }

    /// The insight that is named `study/insight`.
    pub fn insight(&self, name: &str) -> Option<(&Study, &Insight)> {
        let (study, insight) = name.split_once('/')?;
        let study = self.study(study)?;
        Some((study, study.insights.iter().find(|own| own.id == insight)?))
    }
}

impl Study {
    /// Whether what bears on the same hypothesis speaks both ways. A hypothesis that is contradicted is not
    /// disputed: the insight may be what contradicts it. A test of which the figure is of so few people that it
    /// is withheld says nothing here, as what it says could be read from the score.
    fn disputes(&self, insight: &Insight, least: u64) -> bool {
        let named = |own: &&paap_evidence::hypothesis::Hypothesis| {
            insight.hypothesis.as_ref() == Some(&own.id)
        };
        let Some(hypothesis) = self.plan.hypotheses.iter().find(named) else { return false };
        let verdict = self.verdict(hypothesis, &[insight]);
        let may = hypothesis.test.as_ref().is_none_or(|test| {
            let source = test.source.clone().unwrap_or_else(|| self.only_source());
            let expression = test.figure.text();
            if source != INTERVIEWS {
                return self.public(&source, least).is_none_or(|own| own.shows(expression));
            }
            self.would_withhold(&Figure::unwritten(expression, Some(source)), least).is_none()
        });
        let verdict = if may { verdict } else { verdict.without_figure() };
        verdict.outcome == verdict::Outcome::Mixed
    }
}

/// Whether an insight holds: something is cited, and nothing of it is unproved. Drafts may hold, too.
fn holds(own: &Proved) -> bool {
    let standing = &own.proof.standing;
    standing.verified + standing.attested + standing.repaired > 0
        && standing.unverified + standing.stale == 0
}

/// Who and what stands behind a need.
#[derive(Default)]
struct Behind<'a> {
    /// Participants who are quoted, by study and document.
    quoted: BTreeSet<(&'a str, &'a str)>,
    /// Of every source the most people out of whom a figure is counted.
    counted: BTreeMap<(&'a str, &'a str), u64>,
    organisations: BTreeSet<&'a str>,
    personas: BTreeSet<&'a str>,
    methods: BTreeSet<&'a str>,
    newest: Option<Date>,
    today: Date,
}

impl<'a> Behind<'a> {
    fn add(&mut self, study: &'a Study, insight: &'a Insight, proved: &'a Proved) {
        self.personas.extend(insight.personas.iter().map(String::as_str));
        for (evidence, weighed) in insight.evidence.iter().zip(&proved.proof.pieces) {
            if matches!(weighed.state, State::Unverified | State::Stale) {
                continue;
            }
            match &evidence.piece {
                Piece::Quotation(quotation) => {
                    self.methods.insert(INTERVIEWS);
                    let Some(document) = study.documents.get(&quotation.document) else { continue };
                    let about = &document.about;
                    self.quoted.insert((study.id.as_str(), quotation.document.as_str()));
                    self.personas.extend(about.persona.as_deref());
                    self.organisations.extend(about.organisation.as_deref());
                    self.day(about.date.as_deref());
                }
                Piece::Figure(figure) => {
                    let only = || study.surveys.keys().next().map_or(INTERVIEWS, String::as_str);
                    let source = figure.source.as_deref().unwrap_or_else(only);
                    self.methods.insert(if source == INTERVIEWS { INTERVIEWS } else { "survey" });
                    let base = weighed.value.as_ref().map_or(0, |value| value.base);
                    let most = self.counted.entry((study.id.as_str(), source)).or_default();
                    *most = base.max(*most);
                    if let Some(plan) = study.plan.surveys.get(source) {
                        self.day(plan.to.as_deref().or(plan.from.as_deref()));
                    }
                }
            }
        }
    }

    fn day(&mut self, day: Option<&str>) {
        // Nothing is of a day that is to come.
        let day = day.and_then(|day| day.parse().ok()).filter(|day| *day <= self.today);
        self.newest = self.newest.max(day);
    }

    /// The people: of surveys those counted, of a study's interviews the more of those quoted and those
    /// counted.
    fn people(&self) -> u64 {
        let mut all = self.counted.clone();
        let studies: BTreeSet<&str> = self.quoted.iter().map(|(study, _)| *study).collect();
        for study in studies {
            let quoted = self.quoted.iter().filter(|own| own.0 == study).count() as u64;
            let most = all.entry((study, INTERVIEWS)).or_default();
            *most = quoted.max(*most);
        }
        all.values().sum()
    }
}

/// A count of customers is no sample: it has no interval.
fn of_customers(measure: &Measure, computed: &Computed, sort: Sort) -> Counted {
    let (count, base) = (computed.value.count, computed.value.base);
    let number = match sort {
        Sort::Share => ratio(count, base),
        _ => count as f64,
    };
    let is_share = sort == Sort::Share;
    let words = format!("{count} of {base} customers");
    Counted { is_share, ..counted(measure, Range::exactly(number), Unit::Customers, words) }
}

/// A count of people who were asked; or, where they stand for a population, of that.
fn of_people(measure: &Measure, value: &Value, interval: Option<Interval>, sort: Sort) -> Counted {
    let (count, base) = (value.count, value.base);
    let (low, high) = interval.map_or((0.0, 1.0), |own| (own.low, own.high));
    let share = Range { value: ratio(count, base), low, high };
    let times = |number: f64| Range {
        value: share.value * number,
        low: share.low * number,
        high: share.high * number,
    };
    let who = if measure.source.ends_with(&format!("/{INTERVIEWS}")) {
        "who were interviewed"
    } else {
        "who answered"
    };
    let seen = format!("{count} of {base} {who}");
    let (range, unit, words) = match (sort, measure.population) {
        (Sort::Share, _) => (share, Unit::Asked, seen),
        (_, Some(all)) => {
            let range = times(all as f64);
            (range, Unit::People, format!("{:.0} of {all} people, as {seen}", range.value))
        }
        (_, None) => (times(base as f64), Unit::Asked, seen),
    };
    let is_share = sort == Sort::Share;
    Counted { is_share, share: Some(share), ..counted(measure, range, unit, words) }
}

fn counted(measure: &Measure, range: Range, unit: Unit, words: String) -> Counted {
    let (figure, source) = (measure.figure.clone(), measure.source.clone());
    Counted { range, unit, words, is_share: false, share: None, figure, source }
}

/// A measure that must be a number.
pub(crate) fn number(counted: Result<Counted, String>) -> Result<Counted, String> {
    counted.and_then(|own| match own.is_share {
        false => Ok(own),
        true => Err("this must be a number: write count(…)".to_owned()),
    })
}

/// A measure that must be a share: a count is taken as one of those of whom it is.
pub(crate) fn share(counted: Result<Counted, String>) -> Result<Counted, String> {
    counted.and_then(|own| match own.range.high <= 1.0 {
        true => Ok(own),
        false => Err("this must be a share: write share(…)".to_owned()),
    })
}

/// A platform without the customers of a segment.
fn without(product: &Product, segment: &str) -> Product {
    let stays = |own: &&Customer| own.segment.as_deref() != Some(segment);
    let customers = product.customers.iter().filter(stays).cloned().collect();
    Product { customers, ..product.clone() }
}

fn ratio(count: u64, base: u64) -> f64 {
    if base == 0 { 0.0 } else { count as f64 / base as f64 }
}
