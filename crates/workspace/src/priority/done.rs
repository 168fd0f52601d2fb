//! Whether there is nothing left to decide of a need: what was planned for it went out, and whether that
//! was enough is still to be seen.

use crate::Workspace;
use crate::study::Study;
use jiff::civil::Date;
use paap_evidence::figure::INTERVIEWS;
use paap_product::need::Measure;
use paap_product::outcome::Verdict;
use paap_product::priority::Formula;
use paap_product::roadmap::When;
use paap_product::{Item, Need, Product};
use std::collections::BTreeSet;

impl Workspace {
    /// The needs for which all that was planned is done. A need is none of them where people were asked
    /// again since, so that its score is of today; nor where an outcome of what went out last came out
    /// otherwise than was meant. Only what `seen` has is looked at.
    pub(super) fn done<'a>(
        &self,
        product: &'a Product,
        seen: &Product,
        formula: &Formula,
        today: Date,
    ) -> BTreeSet<&'a str> {
        let served = |need: &&Need| {
            let mut items = planned(seen, need).peekable();
            items.peek().is_some() && items.all(|own| own.when == When::Done)
        };
        let served: Vec<&Need> = product.needs.iter().filter(served).collect();
        if served.is_empty() {
            return BTreeSet::new();
        }
        let reviews = self.reviews_for(today, seen);
        let missed = |outcome: &str| {
            let own = reviews.iter().find(|own| own.outcome == outcome);
            let verdict = own.and_then(|own| own.verdict.as_ref()).map(|(own, _)| *own);
            matches!(verdict, Some(Verdict::Moved | Verdict::NotMoved | Verdict::Worse))
        };
        let is_done = |need: &&Need| {
            let released = |own: &Item| seen.last_released(&own.id, today);
            let last = planned(seen, need).filter_map(released).max();
            let asked = self.last_asked(need, formula, today);
            if asked.zip(last).is_some_and(|(asked, last)| asked > last) {
                return false;
            }
            let newest: BTreeSet<&str> = planned(seen, need)
                .filter(|own| released(own) == last)
                .map(|own| own.id.as_str())
                .collect();
            let outcomes = seen.outcomes.iter();
            !outcomes
                .filter(|own| newest.contains(own.item.name.as_str()))
                .any(|own| missed(&own.id))
        };
        served.into_iter().filter(is_done).map(|need| need.id.as_str()).collect()
    }

    /// The last day, until today, on which those were asked in whom something in a need's score is counted;
    /// None where nothing says it, and of customers, who are not asked.
    fn last_asked(&self, need: &Need, formula: &Formula, today: Date) -> Option<Date> {
        let used = formula.inputs();
        let measures = [
            ("reach", &need.reach),
            ("importance", &need.importance),
            ("satisfaction", &need.satisfaction),
        ];
        let used = measures.into_iter().filter(|(name, _)| used.contains(name));
        let days = used.filter_map(|(_, measure)| self.asked(measure.as_ref()?));
        days.filter(|day| *day <= today).max()
    }

    /// The last day on which people were asked in whom a measure is counted.
    fn asked(&self, measure: &Measure) -> Option<Date> {
        let (study, source) = self.source(&measure.source).ok()?;
        study.last_asked(source)
    }
}

/// What was planned for a need, and not given up.
fn planned<'a>(seen: &'a Product, need: &'a Need) -> impl Iterator<Item = &'a Item> {
    seen.serving(&need.id).filter(|own| own.when != When::Stopped)
}

impl Study {
    /// The last day on which people were asked in a survey, as its plan or its answers say, or interviewed.
    fn last_asked(&self, source: &str) -> Option<Date> {
        if source == INTERVIEWS {
            let days = self.documents.values().filter_map(|own| own.about.date.as_deref());
            return days.filter_map(|day| day.parse().ok()).max();
        }
        let plan = self.plan.surveys.get(source);
        let plan = plan.and_then(|own| own.to.as_deref().or(own.from.as_deref()));
        let answers = || self.surveys.get(source)?.survey.as_ref()?.last_day();
        plan.or_else(answers)?.parse().ok()
    }
}
