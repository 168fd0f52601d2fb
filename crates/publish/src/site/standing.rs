//! How well an insight stands, in words: what of its evidence is proved, and who signed it.

use super::{Evidence, Figure, Insight, Piece, Proof, Side, SignOff};
use crate::words::plural;

/// `2 quotations verified, 1 figure attested on 2026-11-25`, in parts: each has words and the day on
/// which it was attested.
pub(crate) fn standing(insight: &Insight) -> Vec<(String, Option<String>)> {
    let mut parts = Vec::new();
    let quotations = |proof| {
        let is = |piece: &Piece| matches!(piece, Piece::Quotation(own) if own.proof == proof);
        insight.evidence.iter().filter(|evidence| is(&evidence.piece)).count() as u64
    };
    let words = |proof| match proof {
        Proof::Verified => "verified",
        Proof::Repaired => "found but for punctuation",
        Proof::Attested => "attested",
    };
    for proof in [Proof::Verified, Proof::Repaired, Proof::Attested] {
        let n = quotations(proof);
        if n > 0 {
            parts
                .push((format!("{} {}", plural(n, "quotation", "quotations"), words(proof)), None));
        }
    }
    let figures = || {
        insight.evidence.iter().filter_map(|evidence| match &evidence.piece {
            Piece::Figure(figure) => Some(figure),
            Piece::Quotation(_) => None,
        })
    };
    let verified = figures().filter(|figure| figure.proof != Proof::Attested).count() as u64;
    if verified > 0 {
        parts.push((format!("{} verified", plural(verified, "figure", "figures")), None));
    }
    let attested = |figure: &&Figure| figure.proof == Proof::Attested;
    let mut days: Vec<Option<&str>> =
        figures().filter(attested).map(|figure| figure.attested.as_deref()).collect();
    days.sort_unstable();
    for of_a_day in days.chunk_by(|a, b| a == b) {
        let n = plural(of_a_day.len() as u64, "figure", "figures");
        let day = of_a_day.first().copied().flatten().map(str::to_owned);
        let words = if day.is_some() { "attested on" } else { "attested" };
        parts.push((format!("{n} {words}"), day));
    }
    if parts.is_empty() {
        parts.push(("no evidence".to_owned(), None));
    }
    parts
}

/// The evidence of a side.
pub(crate) fn of_side(insight: &Insight, side: Side) -> impl Iterator<Item = &Evidence> {
    insight.evidence.iter().filter(move |evidence| evidence.side == side)
}

/// The sign-off in a few words, as lists have it.
pub(crate) fn signed(sign_off: &SignOff) -> &'static str {
    match sign_off {
        SignOff::None => "not signed off",
        SignOff::Signed { .. } => "signed off",
        SignOff::Lapsed { .. } => "sign-off lapsed",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standing_says_what_is_proved_and_when() {
        let mut insight = Insight::sample();
        let words = |insight: &Insight| {
            let parts = standing(insight).into_iter();
            let parts = parts.map(|(words, day)| [words, day.unwrap_or_default()].join(" "));
            parts.collect::<Vec<_>>().join(", ").replace(" ,", ",").trim_end().to_owned()
        };
        let said = words(&insight);
        assert_eq!(
            said,
            "2 quotations verified, 1 figure verified, 1 figure attested on 2026-11-25"
        );
        insight.evidence.clear();
        assert_eq!(words(&insight), "no evidence");
    }
}
