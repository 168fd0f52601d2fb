//! The platform as a product: what of it the readers of the site may see.

use super::insights::counted_in;
use super::{Whole, capital, text};
use crate::site::{Capability, CountedView, Item, Judged, Need, Platform, Priority, path};
use jiff::tz::TimeZone;
use paap_evidence::figure::INTERVIEWS;
use paap_evidence::insight::Figure;
use paap_product::capability::DOMAINS;
use paap_product::need::{Measure, Status};
use paap_product::priority::{Counted, Next, Range, Ranked, number};
use paap_product::{Product, names};
use paap_workspace::check::unwritten;
use std::collections::BTreeMap;

impl Whole<'_> {
    /// The platform; None where there is none.
    pub(super) fn platform(&self, insights: &[crate::site::Insight]) -> Option<Platform> {
        // What `init` makes says how to begin: there is no platform yet of which a page could tell.
        let product = self.workspace.product.as_ref().filter(|own| {
            !(own.capabilities.is_empty()
                && own.needs.is_empty()
                && own.items.is_empty()
                && own.releases.is_empty())
        })?;
        let today = self.made.at.to_zoned(TimeZone::UTC).date();
        // A place tells a score, and a score the count in it.
        let hidden = |id: &str| {
            let own = product.needs.iter().find(|own| own.id == id);
            own.is_some_and(|own| !self.is_countable(own) || !is_written(own))
        };
        let seen = self.seen(product);
        let next = self.workspace.priority(self.check, today, &seen, false)?;
        let next = next.ok()?.next.without(hidden);
        let own = &product.platform;
        let file = "product/product.yaml";
        let (maturity, withheld) = self.maturity(product);
        Some(Platform {
            title: own.title.clone(),
            promise: text(&own.promise, file),
            help: text(&own.help, file),
            capabilities: capabilities(product),
            needs: self.needs(product, &next, insights),
            items: self.items(product),
            formula: next.formula.clone(),
            notes: next.doubt.iter().chain(&next.notes).cloned().collect(),
            releases: self.releases(product),
            outcomes: self.outcomes(product, today),
            maturity,
            withheld,
            value: self.value(product),
        })
    }

    /// The needs in the order of their places, then those without one.
    fn needs(
        &self,
        product: &Product,
        next: &Next,
        insights: &[crate::site::Insight],
    ) -> Vec<Need> {
        let place: BTreeMap<&str, usize> =
            next.needs.iter().enumerate().map(|(at, own)| (own.need.as_str(), at)).collect();
        let mut all: Vec<&paap_product::Need> =
            product.needs.iter().filter(|own| is_written(own)).collect();
        all.sort_by_key(|need| place.get(need.id.as_str()).copied().unwrap_or(usize::MAX));
        let titles: BTreeMap<&str, &str> =
            product.needs.iter().map(|own| (own.id.as_str(), own.title.as_str())).collect();
        let need = |need: &paap_product::Need| {
            let file = format!("product/needs/{}.md", need.id);
            let public = names(&need.insights).filter_map(|name| {
                let (study, insight) = name.split_once('/')?;
                let is_own = |own: &&crate::site::Insight| own.study == study && own.id == insight;
                insights.iter().find(is_own)?;
                Some((study.to_owned(), insight.to_owned()))
            });
            let ranked = next.needs.iter().find(|own| own.need == need.id);
            let unscored = next.unscored.iter().find(|own| own.need == need.id);
            let capability = need.capability.as_ref().and_then(|named| {
                let own = product.capabilities.iter().find(|own| own.id == named.name)?;
                Some(own.title.clone())
            });
            Need {
                id: need.id.clone(),
                title: capital(&need.title),
                story: need.story.text.clone(),
                words: text(&words_of(need), &file),
                insights: public.collect(),
                assumption: need.insights.is_empty(),
                capability,
                priority: ranked.map(|own| self.place(need, own, next, &titles)),
                missing: match unscored {
                    Some(own) => own.why.clone(),
                    None if need.status == Status::Open && ranked.is_none() => {
                        vec!["a count in its score is of too few people to be said".to_owned()]
                    }
                    None => Vec::new(),
                },
                decided: match need.status {
                    Status::Open => None,
                    Status::Met => Some("Met".to_owned()),
                    Status::Declined => {
                        Some(format!("Declined: {}", need.because.as_deref().unwrap_or_default()))
                    }
                },
                votes: product.votes(&need.id),
            }
        };
        all.into_iter().map(need).collect()
    }

    /// A need's place. Where a count in its score must not be said, neither is the arithmetic: it would
    /// say the count.
    fn place(
        &self,
        need: &paap_product::Need,
        ranked: &Ranked,
        next: &Next,
        titles: &BTreeMap<&str, &str>,
    ) -> Priority {
        let is_public = self.is_countable(need);
        let counted = ranked.counted.iter().filter(|_| is_public);
        // How many people there are may be too few to be said, also where a draft counted them; what they
        // earn would tell it, and so would the rest of the sum.
        let (sure, people) = (ranked.confidence.in_bands(), ranked.confidence.people);
        let tells = people == 0 || people >= self.workspace.settings.least_cell;
        let reasons = sure.reasons.iter().filter(|(_, percent)| tells && *percent != 0);
        let has_interval = ranked.score.low < ranked.score.high;
        Priority {
            places: ranked.places,
            arithmetic: is_public.then(|| ranked.arithmetic.clone()),
            confidence: sure.percent / 100.0,
            sure: match tells {
                true => sure.arithmetic(),
                false => format!(
                    "{}; what it follows from is of too few people to be said",
                    number(sure.percent / 100.0)
                ),
            },
            reasons: reasons.map(|(words, _)| words.clone()).collect(),
            counted: counted.map(|(name, own)| self.counted(name, own)).collect(),
            judged: ranked
                .judged
                .iter()
                .map(|(name, own)| ((*name).to_owned(), own.clone()))
                .collect(),
            doubt: next.doubt.clone().filter(|_| is_public && has_interval),
            tied: ranked
                .tied
                .iter()
                .map(|id| titles.get(id.as_str()).map_or(id.clone(), |own| (*own).to_owned()))
                .collect(),
        }
    }

    /// What is planned, as far as the readers may see it.
    fn items(&self, product: &Product) -> Vec<Item> {
        let items = product.items.iter().filter(|own| self.shows(own.public));
        let mut items: Vec<&paap_product::Item> = items.collect();
        items.sort_by_key(|own| own.when);
        let item = |own: &paap_product::Item| Item {
            id: own.id.clone(),
            title: own.title.clone(),
            when: own.when.word().to_owned(),
            needs: names(&own.needs).map(str::to_owned).collect(),
            words: text(&own.body, &format!("product/roadmap/{}.md", own.id)),
            because: own.because.clone(),
            released: self.released(product, &own.id),
            internal: !own.public,
            invested: own.invested.filter(|_| self.made.internal),
            judged: if self.made.internal { judged(product, own) } else { Vec::new() },
        };
        items.into_iter().map(item).collect()
    }

    /// What was counted, and where: the survey's page of the question, or the study of the interviews.
    fn counted(&self, name: &str, own: &Counted) -> CountedView {
        let study = own
            .source
            .split_once('/')
            .and_then(|(study, source)| Some((self.workspace.study(study)?, source)));
        let (source, to) = match study {
            None => ("the list of customers".to_owned(), None),
            Some((study, INTERVIEWS)) => {
                (format!("the interviews of “{}”", study.plan.title), Some(path::study(&study.id)))
            }
            Some((study, source)) => counted_in(self, study, source, &own.figure),
        };
        CountedView {
            name: name.to_owned(),
            words: match own.share {
                Some(Range { value, low, high }) => format!(
                    "{} ({}, {})",
                    own.words,
                    paap_charts::percent(value),
                    paap_charts::percent_interval(low, high)
                ),
                None => own.words.clone(),
            },
            figure: own.figure.clone(),
            source,
            to,
        }
    }

    /// Whether every count in a need's score may be said.
    fn is_countable(&self, need: &paap_product::Need) -> bool {
        need.measures().all(|measure| self.may_count(measure))
    }

    /// Whether a count may be said: of customers any, of interviews and surveys what their release shows.
    pub(super) fn may_count(&self, measure: &Measure) -> bool {
        self.may_count_as(&measure.figure, &measure.source)
    }

    /// The same of a figure and where it is counted.
    pub(super) fn may_count_as(&self, figure: &str, source: &str) -> bool {
        let Some((study, source)) = source.split_once('/') else { return true };
        let figure = Figure::unwritten(figure, Some(source.to_owned()));
        self.workspace.study(study).is_some_and(|study| self.may_say(study, &figure))
    }
}

/// Whether somebody wrote what `paap add need` left open.
fn is_written(need: &paap_product::Need) -> bool {
    need.title != unwritten::TITLE && need.story.text != unwritten::STORY
}

/// What explains a need; first, why it is still open although an outcome was met.
fn words_of(need: &paap_product::Need) -> String {
    match (&need.because, need.status) {
        (Some(why), Status::Open) => format!("Not called met yet: {why}\n\n{}", need.body),
        _ => need.body.clone(),
    }
}

fn capabilities(product: &Product) -> Vec<Capability> {
    let words = |domain: &str| {
        let own = DOMAINS.iter().find(|(name, _)| *name == domain);
        own.map(|(_, words)| capital(words))
    };
    let mut all: Vec<Capability> = product
        .capabilities
        .iter()
        .map(|own| Capability {
            id: own.id.clone(),
            title: own.title.clone(),
            domain: own.domain.as_deref().and_then(words),
            lifecycle: own.lifecycle.word().to_owned(),
            owner: own.owner.clone(),
            interfaces: own.interfaces.clone(),
            support: own.support.clone(),
            words: text(&own.body, &format!("product/capabilities/{}.md", own.id)),
        })
        .collect();
    all.sort_by(|a, b| {
        (a.domain.is_none(), &a.domain, &a.title).cmp(&(b.domain.is_none(), &b.domain, &b.title))
    });
    all
}

/// What was judged of the needs that an item serves, where anything was.
fn judged(product: &Product, item: &paap_product::Item) -> Vec<Judged> {
    let needs = names(&item.needs)
        .filter_map(|name| product.needs.iter().find(|own| own.id == name))
        .filter(|own| own.impact.or(own.effort).or(own.duration).is_some());
    let judged = |own: &paap_product::Need| Judged {
        need: capital(&own.title),
        impact: own.impact,
        effort: own.effort,
        duration: own.duration,
    };
    needs.map(judged).collect()
}
