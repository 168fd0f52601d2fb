//! Which codes go together: on the same people, and on the same words.

use super::view::{Coded, Level, Pair, Together};
use super::{Attribute, CodeSet, Excerpt, Tabulation, compare, withhold};
use paap_analysis::People;
use paap_analysis::multiple::benjamini_hochberg;
use paap_analysis::pairs::pair_counts;

/// More pairs are not looked at.
const MOST_PAIRS: usize = 1_000_000;

/// A pair before it is corrected.
struct Found {
    pair: Pair,
    margins: Option<[f64; 4]>,
}

impl Tabulation {
    /// Every two codes of which none is above the other: on how many people both are, and how many of
    /// their excerpts overlap.
    pub fn together(&self, min_base: u64) -> Together {
        let used: Vec<(usize, &CodeSet)> =
            self.codes.iter().enumerate().filter(|(_, own)| !own.people.is_empty()).collect();
        let too_many = used.len().saturating_mul(used.len()) / 2 > MOST_PAIRS;
        let used = if too_many { Vec::new() } else { used };
        let sets: Vec<&People> = used.iter().map(|own| &own.1.people).collect();
        let counts = pair_counts(&sets, &sets);
        let n = self.base().count();
        let mut found = Vec::new();
        for (row, (at, a)) in used.iter().enumerate() {
            for (column, (beside, b)) in used.iter().enumerate().skip(row + 1) {
                if a.ancestors.contains(beside) || b.ancestors.contains(at) {
                    continue;
                }
                let (in_a, in_b) = (a.people.count(), b.people.count());
                if !withhold::is_open(n, in_a, in_b, min_base) {
                    continue;
                }
                let both = counts.get(row * used.len() + column).map_or(0, |both| u64::from(*both));
                let overlaps = overlaps(&a.excerpts, &b.excerpts);
                found.push(pair(coded(a, in_a), coded(b, in_b), n, both, Some(overlaps)));
            }
        }
        let mut made = self.corrected(found, n, min_base);
        if too_many {
            let what = format!("More than {MOST_PAIRS} pairs of codes: none was looked at.");
            made.notes.push(what);
        }
        made
    }

    /// Codes held against what else is known of people, such as their answers in a survey, among
    /// those of whom it is known.
    pub fn with(&self, attributes: &[Attribute], min_base: u64) -> Together {
        let used = self.codes.iter().filter(|own| !own.people.is_empty());
        let used: Vec<&CodeSet> = used.collect();
        let values: usize = attributes.iter().map(|own| own.values.len()).sum();
        let too_many = used.len().saturating_mul(values) > MOST_PAIRS;
        let mut found = Vec::new();
        for attribute in attributes.iter().filter(|_| !too_many) {
            let known = attribute.known.and(self.base());
            let n = known.count();
            for code in &used {
                let own = code.people.and(&known);
                for (label, people) in &attribute.values {
                    let (in_a, in_b) = (own.count(), people.count_both(&known));
                    if in_b == 0 || !withhold::is_open(n, in_a, in_b, min_base) {
                        continue;
                    }
                    let value =
                        Coded { id: attribute.name.clone(), label: label.clone(), people: in_b };
                    found.push(pair(coded(code, in_a), value, n, own.count_both(people), None));
                }
            }
        }
        let mut made = self.corrected(found, self.base().count(), min_base);
        if too_many {
            let what =
                format!("More than {MOST_PAIRS} pairs of codes and values: none was looked at.");
            made.notes.push(what);
        }
        made
    }

    /// Corrects all pairs together, and tells findings from signals.
    fn corrected(&self, mut found: Vec<Found>, people: u64, min_base: u64) -> Together {
        let p: Vec<f64> = found.iter().filter_map(|own| own.pair.p).collect();
        let corrected = benjamini_hochberg(&p);
        let mut q = corrected.iter().copied();
        let mut findings = 0;
        for own in &mut found {
            let Some(margins) = own.margins else { continue };
            own.pair.q = q.next();
            let q = own.pair.q.unwrap_or(f64::NAN);
            own.pair.level = paap_analysis::level::Level::of_association(q, margins).into();
            findings += u64::from(own.pair.level == Level::Finding);
        }
        let mut pairs: Vec<Pair> = found.into_iter().map(|own| own.pair).collect();
        // Pairs that are equally sure stay in the order of the codebook.
        pairs.sort_by(|a, b| {
            let sure = |own: &Pair| own.p.unwrap_or(f64::INFINITY);
            let large = |own: &Pair| own.effect.map_or(0.0, f64::abs);
            sure(a).total_cmp(&sure(b)).then_with(|| large(b).total_cmp(&large(a)))
        });
        let mut notes = Vec::new();
        if findings == 0 && !p.is_empty() {
            let made = paap_text::some(p.len() as u64, "pair was tested", "pairs were tested");
            notes.push(compare::no_finding(&made, corrected.into_iter(), compare::too_few(people)));
        }
        if min_base > 1 {
            notes.push(format!(
                "Pairs in which fewer than {min_base} people are in one, or not in it, are withheld and \
                 not tested.",
            ));
        }
        Together {
            base: people,
            tested: p.len() as u64,
            findings,
            pairs,
            notes,
            warnings: self.warnings.clone(),
        }
    }
}

fn coded(own: &CodeSet, people: u64) -> Coded {
    Coded { id: own.code.id.clone(), label: own.code.name.clone(), people }
}

fn pair(a: Coded, b: Coded, n: u64, both: u64, overlaps: Option<u64>) -> Found {
    let compared = compare::sets(n, a.people, b.people, both);
    let effect = |at: usize| compared.as_ref().and_then(|own| own.effect.get(at).copied());
    Found {
        margins: compared.as_ref().map(|own| own.margins),
        pair: Pair {
            a,
            b,
            n,
            both,
            overlaps,
            effect: effect(0),
            low: effect(1),
            high: effect(2),
            test: compared.as_ref().map(|own| own.test),
            p: compared.as_ref().map(|own| own.p),
            q: None,
            level: Level::Signal,
        },
    }
}

/// How many pairs of excerpts overlap. Both are in order, and those of one code do not overlap.
fn overlaps(a: &[Excerpt], b: &[Excerpt]) -> u64 {
    let (mut i, mut j, mut both) = (0, 0, 0);
    while let (Some(own), Some(other)) = (a.get(i), b.get(j)) {
        let ends = (own.document, own.bytes.end).cmp(&(other.document, other.bytes.end));
        let overlap = own.document == other.document
            && own.bytes.start < other.bytes.end
            && other.bytes.start < own.bytes.end;
        both += u64::from(overlap);
        if ends.is_le() {
            i += 1;
        } else {
            j += 1;
        }
    }
    both
}
