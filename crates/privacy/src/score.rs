//! How well found spans agree with labelled texts.
//!
//! Labelled texts come as those of presidio-research: an array of `full_text` and `spans`, whose
//! positions count code points. Agreement is about places, whatever their kinds are called: a labelled
//! span is found when half of it, or more, is covered by what was proposed, and a proposal is right
//! when half of it, or more, lies in labelled spans. Proposals that overlap are one.

mod read;

use crate::Span;
use crate::find::{Finder, in_code_points};
use paap_analysis::interval::{CONFIDENCE, wilson};
use serde::Serialize;
use std::collections::BTreeMap;
use std::ops::Range;

pub use read::{Problem, read};

/// A text and where in it something identifies somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labelled {
    /// The text.
    pub text: String,
    /// What was labelled, in code points of the text.
    pub labels: Vec<Label>,
}

/// A labelled span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where it is, in code points.
    pub range: Range<usize>,
    /// What it is, as the labelled texts call it.
    pub kind: String,
}

/// A share of a number, with the interval in which the share lies with 95% confidence.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Share {
    /// How many.
    pub count: usize,
    /// Of how many.
    pub base: usize,
    /// The one by the other; none where there is nothing to count.
    pub share: Option<f64>,
    /// The least and the greatest likely share, by Wilson's method.
    pub interval: Option<(f64, f64)>,
}

impl Share {
    fn of(count: usize, base: usize) -> Self {
        let interval = wilson(count as u64, base as u64, CONFIDENCE);
        Self {
            count,
            base,
            share: (base > 0).then(|| count as f64 / base as f64),
            interval: interval.map(|interval| (interval.low, interval.high)),
        }
    }
}

/// Labelled spans of one type.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OfType {
    /// The type, as the labelled texts call it.
    pub name: String,
    /// How many of them were found.
    pub recall: Share,
}

/// Proposals of one rule.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OfRule {
    /// The rule.
    pub name: String,
    /// How many of its proposals were right.
    pub precision: Share,
}

/// How well proposals agree with labels.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Score {
    /// How many texts were compared.
    pub texts: usize,
    /// How many of the labelled spans were found.
    pub recall: Share,
    /// How many of the proposals were right.
    pub precision: Share,
    /// The harmonic mean of recall and precision; none where either is undefined.
    pub f: Option<f64>,
    /// Recall by type, in alphabetical order.
    pub types: Vec<OfType>,
    /// Precision by rule, in alphabetical order.
    pub rules: Vec<OfRule>,
}

/// The agreement of a finder with labelled texts.
pub fn score(finder: &Finder, texts: &[Labelled]) -> Score {
    score_spans(texts.iter().map(|labelled| (labelled, finder.find(&labelled.text))))
}

/// The agreement of spans with labelled texts. The spans of a text are in bytes.
pub fn score_spans<'t>(texts: impl IntoIterator<Item = (&'t Labelled, Vec<Span>)>) -> Score {
    let mut tally = Tally::default();
    for (labelled, spans) in texts {
        tally.add(labelled, spans);
    }
    tally.score()
}

#[derive(Default)]
struct Tally {
    texts: usize,
    found: (usize, usize),
    right: (usize, usize),
    types: BTreeMap<String, (usize, usize)>,
    rules: BTreeMap<&'static str, (usize, usize)>,
}

impl Tally {
    fn add(&mut self, labelled: &Labelled, mut spans: Vec<Span>) {
        self.texts += 1;
        spans.sort_by_key(|span| (span.range.start, span.range.end));
        let mut united: Vec<Span> = Vec::with_capacity(spans.len());
        for span in spans {
            match united.last_mut() {
                Some(last) if span.range.start < last.range.end => {
                    last.range.end = last.range.end.max(span.range.end);
                }
                _ => united.push(span),
            }
        }
        let covers = in_code_points(&labelled.text, &united);
        let mut labels: Vec<_> = labelled.labels.iter().map(|label| label.range.clone()).collect();
        let labels = union(&mut labels);
        for label in &labelled.labels {
            let found = half(&label.range, &covers);
            count(&mut self.found, found);
            count(self.types.entry(label.kind.clone()).or_default(), found);
        }
        for (range, span) in covers.iter().zip(&united) {
            let right = half(range, &labels);
            count(&mut self.right, right);
            count(self.rules.entry(span.rule).or_default(), right);
        }
    }

    fn score(self) -> Score {
        let recall = Share::of(self.found.0, self.found.1);
        let precision = Share::of(self.right.0, self.right.1);
        let f = recall
            .share
            .zip(precision.share)
            .map(|(r, p)| if r + p > 0.0 { 2.0 * r * p / (r + p) } else { 0.0 });
        let types = self.types.into_iter();
        let rules = self.rules.into_iter();
        Score {
            texts: self.texts,
            recall,
            precision,
            f,
            types: types.map(|(name, (n, of))| OfType { name, recall: Share::of(n, of) }).collect(),
            rules: rules
                .map(|(name, (n, of))| OfRule {
                    name: name.to_owned(),
                    precision: Share::of(n, of),
                })
                .collect(),
        }
    }
}

fn count(tally: &mut (usize, usize), holds: bool) {
    tally.0 += usize::from(holds);
    tally.1 += 1;
}

/// Ranges in order, those that overlap made one.
fn union(ranges: &mut [Range<usize>]) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut union: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges.iter() {
        match union.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => union.push(range.clone()),
        }
    }
    union
}

/// Whether half of a range, or more, is covered by ranges that are in order and do not overlap.
fn half(range: &Range<usize>, by: &[Range<usize>]) -> bool {
    let first = by.partition_point(|other| other.end <= range.start);
    let covered: usize = by[first..]
        .iter()
        .take_while(|other| other.start < range.end)
        .map(|other| other.end.min(range.end) - other.start.max(range.start))
        .sum();
    !range.is_empty() && covered * 2 >= range.len()
}

#[cfg(test)]
#[expect(clippy::single_range_in_vec_init, reason = "one label is a list of one range")]
mod tests {
    use super::*;
    use crate::Kind;

    fn labelled(text: &str, labels: &[Range<usize>]) -> Labelled {
        let labels =
            labels.iter().map(|range| Label { range: range.clone(), kind: "X".to_owned() });
        Labelled { text: text.to_owned(), labels: labels.collect() }
    }

    fn spans(ranges: &[Range<usize>]) -> Vec<Span> {
        let span = |range: &Range<usize>| Span {
            range: range.clone(),
            kind: Kind::Person,
            confidence: 1.0,
            rule: "test",
        };
        ranges.iter().map(span).collect()
    }

    #[track_caller]
    fn check(
        text: &str,
        labels: &[Range<usize>],
        proposed: &[Range<usize>],
        found: usize,
        right: (usize, usize),
    ) {
        let labelled = labelled(text, labels);
        let score = score_spans([(&labelled, spans(proposed))]);
        assert_eq!((score.recall.count, score.recall.base), (found, labels.len()));
        assert_eq!((score.precision.count, score.precision.base), right);
    }

    #[test]
    fn half_is_enough_on_both_sides() {
        check("0123456789", &[0..4], &[0..2], 1, (1, 1));
        check("0123456789", &[0..4], &[0..1], 0, (1, 1));
        check("0123456789", &[0..2], &[0..4], 1, (1, 1));
        check("0123456789", &[0..2], &[0..5], 1, (0, 1));
    }

    #[test]
    fn several_proposals_cover_one_label() {
        check("0123456789", &[0..6], &[0..2, 4..5], 1, (2, 2));
    }

    #[test]
    fn overlapping_proposals_are_one() {
        check("0123456789", &[0..4], &[0..3, 2..5], 1, (1, 1));
    }

    #[test]
    fn labels_that_touch_are_one_place() {
        check("0123456789", &[0..2, 2..4], &[1..3], 2, (1, 1));
    }

    #[test]
    fn places_are_in_code_points() {
        check("é€ 𝒜b", &[3..5], &[6..11], 1, (1, 1));
    }

    #[test]
    fn nothing_has_no_share() {
        let score = score_spans([(&labelled("", &[]), Vec::new())]);
        assert_eq!((score.recall.share, score.precision.share, score.f), (None, None, None));
        assert_eq!(score.texts, 1);
    }
}
