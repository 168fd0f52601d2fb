//! What a figure counts: which two can be compared, and of which a claim speaks.

use super::context::is_person;
use super::tokens::tokens;
use crate::figure::{self, Sort};
use crate::insight::Figure;
use paap_analysis::expression::Expression as Filter;
use std::collections::BTreeSet;

/// What a figure counts, as far as it makes it like others.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Kin {
    /// The expression, as it is written.
    pub(super) text: String,
    source: String,
    /// People, excerpts, or which number.
    sort: &'static str,
    /// The questions, or whether it is codes, that are counted; not those that say of whom.
    questions: BTreeSet<String>,
    /// Those with what they are held against.
    counted: String,
    /// The numbers that answers are compared with.
    pub(super) bounds: Vec<f64>,
}

impl Kin {
    pub(super) fn of(figure: &Figure) -> Option<Self> {
        let expression = figure::read(&figure.expression).ok()?;
        let sort = match expression.sort() {
            Sort::Count | Sort::Share => "people",
            other => other.name(),
        };
        let text = expression.text();
        let (counted, questions) = match (expression.who(), expression.measures()) {
            (Some((who, _)), _) => {
                let names = who.names().into_iter().map(|name| name.text.trim().to_lowercase());
                // Whom it is of stands behind an `of`, where there is one.
                let of = text
                    .rfind(" of ")
                    .filter(|_| expression.who().is_some_and(|own| own.1.is_some()));
                (text.get(..of.unwrap_or(text.len()))?, names.collect())
            }
            (_, Some((name, _))) => (name.text.as_str(), [name.text.trim().to_lowercase()].into()),
            _ => return None,
        };
        let counted = counted.trim_start_matches(|c: char| c.is_alphabetic());
        let counted = counted.trim_matches(['(', ')']).split_whitespace().collect();
        let mut bounds = Vec::new();
        let (who, measures) = (expression.who(), expression.measures());
        let filters =
            [who.map(|own| own.0), who.and_then(|own| own.1), measures.and_then(|own| own.1)];
        filters.into_iter().flatten().for_each(|filter| compared(filter, &mut bounds));
        let source = figure.source.clone().unwrap_or_default();
        Some(Self { text: figure.expression.clone(), source, sort, questions, counted, bounds })
    }

    /// Whether two figures can be compared: of one source the same questions, be it of other people or
    /// with other answers; of two sources the same of both.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let same = match self.source == other.source {
            true => self.questions == other.questions,
            false => self.counted == other.counted,
        };
        self.sort == other.sort && same
    }
}

fn compared(filter: &Filter, bounds: &mut Vec<f64>) {
    match filter {
        Filter::And(parts) | Filter::Or(parts) => {
            parts.iter().for_each(|part| compared(part, bounds));
        }
        Filter::Not(inner) => compared(inner, bounds),
        Filter::Compares(_, _, value) => bounds.extend(value.text.trim().parse::<f64>().ok()),
        _ => {}
    }
}

/// The words of a text that tell what it is about, cut so that *wait* is *waiting*.
pub(super) fn stems(text: &str) -> BTreeSet<String> {
    const PLAIN: [&str; 56] = [
        "that",
        "this",
        "these",
        "those",
        "with",
        "have",
        "their",
        "them",
        "they",
        "than",
        "most",
        "half",
        "more",
        "less",
        "many",
        "about",
        "which",
        "what",
        "when",
        "said",
        "says",
        "from",
        "were",
        "does",
        "only",
        "very",
        "also",
        "such",
        "some",
        "into",
        "over",
        "under",
        "much",
        "each",
        "every",
        "none",
        "nobody",
        "everyone",
        "everybody",
        "count",
        "share",
        "median",
        "mean",
        "excerpts",
        "percent",
        "third",
        "quarter",
        "majority",
        "minority",
        "almost",
        "nearly",
        "twice",
        "without",
        "there",
        "where",
        "been",
    ];
    let words = tokens(text).into_iter().filter(|token| token.is_word());
    let telling = words.filter(|token| {
        token.text.chars().count() >= 4
            && !PLAIN.contains(&token.text.as_str())
            && !is_person(&token.text)
    });
    telling.map(|token| token.text.chars().take(4).collect()).collect()
}

/// How many words a figure shares with a claim, and whether those are all that it is said to mean.
pub(super) fn shared(claim: &BTreeSet<String>, figure: &Figure) -> (usize, bool) {
    let meaning = stems(&figure.meaning);
    let whole = !meaning.is_empty() && meaning.is_subset(claim);
    let all: BTreeSet<String> = meaning.union(&stems(&figure.expression)).cloned().collect();
    (all.intersection(claim).count(), whole)
}
