//! How the numbers of the page are made: only the methods it uses, each with its source.

use paap_survey::view::{Associations, Stats, Summary};

use super::page::Term;

/// The methods behind the numbers that are shown.
pub(crate) fn used(summary: &Summary, associations: Option<&Associations>) -> Vec<Term> {
    let shown = || summary.questions.iter().filter(|question| !question.withheld);
    let stats = || shown().filter_map(|question| question.stats.as_ref());
    let any = |of: fn(&Stats) -> bool| stats().any(of);
    let scored = |name: &str| stats().any(|s| s.score.as_ref().is_some_and(|s| s.name == name));
    let tested = |test: &str| {
        associations
            .is_some_and(|found| found.pairs.found().iter().any(|pair| pair.test.name() == test))
    };
    let weighted = summary.weights.is_some();
    let rows = [
        (
            shown().any(|question| question.options.iter().any(|option| option.low.is_some())),
            "Intervals of shares",
            "Wilson’s score interval without continuity correction (E. B. Wilson, JASA 22, 1927).",
        ),
        (
            any(|stats| stats.mean_low.is_some()),
            "Intervals of means",
            "Student’s t (Biometrika 6, 1908).",
        ),
        (
            any(|stats| stats.median_low.is_some()),
            "Intervals of medians",
            "Order statistics (H. A. David and H. N. Nagaraja, Order Statistics, 3rd ed., 2003, \
             7.1).",
        ),
        (
            scored("NPS"),
            "NPS",
            "The share of ratings 9 and 10 less the share of 0 to 6, times 100 (F. Reichheld, \
             Harvard Business Review 81, 2003).",
        ),
        (
            associations.is_some_and(|found| !found.pairs.is_empty()),
            "Intervals of differences",
            "Newcombe’s method 10, made of two Wilson intervals (R. G. Newcombe, Statistics in \
             Medicine 17, 1998).",
        ),
        (
            tested("fisher"),
            "Fisher’s exact test",
            "Where an expected count is below 5 (R. A. Fisher, JRSS 98, 1935).",
        ),
        (tested("chi-square"), "Chi-square test", "Elsewhere (K. Pearson, 1900)."),
        (
            tested("rao-scott"),
            "Rao and Scott’s test",
            "Second order, in its F form, as people count with weights (J. N. K. Rao and \
             A. J. Scott, Annals of Statistics 12, 1984; D. R. Thomas and J. N. K. Rao, JASA 82, \
             1987).",
        ),
        (
            associations.is_some_and(|found| found.tested > 0),
            "q, for many pairs",
            "p corrected for all pairs tested (Y. Benjamini and Y. Hochberg, JRSS B 57, 1995).",
        ),
        (
            weighted,
            "Weights",
            "Effective sample size and design effect after L. Kish (Survey Sampling, 1965, 11.7).",
        ),
    ];
    let used = rows.into_iter().filter(|(used, ..)| *used);
    used.map(|(_, term, text)| Term::new(term, text)).collect()
}
