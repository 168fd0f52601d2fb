//! Whether there is nothing left to decide of a need: what was planned for it went out, and whether that
//! was enough is still to be seen.

use crate::Workspace;
use crate::outcome::Review;
use crate::study::Study;
use jiff::civil::Date;
use paap_evidence::figure::INTERVIEWS;
use paap_product::need::Measure;
use paap_product::outcome::Verdict;
use paap_product::roadmap::When;
use paap_product::{Item, Need, Product};

impl Workspace {
    /// Whether all that was planned for a need is done. It is not where people were asked again since, so
    /// that what is counted is of today, nor where an outcome came out otherwise than was meant.
    pub(super) fn is_done<'a>(
        &self,
        product: &Product,
        need: &Need,
        reviews: impl Fn() -> &'a [Review],
        today: Date,
    ) -> bool {
        let items: Vec<&Item> =
            product.serving(&need.id).filter(|own| own.when != When::Stopped).collect();
        if items.is_empty() || items.iter().any(|own| own.when != When::Done) {
            return false;
        }
        let released = items.iter().filter_map(|own| product.released(&own.id, today));
        let asked = need.measures().filter_map(|own| self.asked(own)).max();
        if asked.zip(released.max()).is_some_and(|(asked, released)| asked > released) {
            return false;
        }
        let verdict = |name: &str| {
            let own = reviews().iter().find(|own| own.outcome == name);
            own.and_then(|own| own.verdict.as_ref()).map(|(own, _)| *own)
        };
        !product.outcomes_for(&need.id).any(|own| {
            matches!(verdict(&own.id), Some(Verdict::Moved | Verdict::NotMoved | Verdict::Worse))
        })
    }

    /// The last day on which those were asked in whom a measure is counted; None where nobody wrote it down,
    /// and of customers, who are not asked.
    fn asked(&self, measure: &Measure) -> Option<Date> {
        let (study, source) = self.source(&measure.source).ok()?;
        study.asked(source)
    }
}

impl Study {
    /// The last day on which people were asked in a survey, or interviewed.
    fn asked(&self, source: &str) -> Option<Date> {
        if source == INTERVIEWS {
            let days = self.documents.values().filter_map(|own| own.about.date.as_deref());
            return days.filter_map(|day| day.parse().ok()).max();
        }
        let plan = self.plan.surveys.get(source)?;
        plan.to.as_deref().or(plan.from.as_deref())?.parse().ok()
    }
}
