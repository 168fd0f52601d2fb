//! The places that needs may have, as far as evidence can tell them apart.

use super::{Range, Ranked};

/// Orders needs by their scores, and says which cannot be told apart and which places each may have. Those
/// whose work is done stand behind the others, and have none.
pub(super) fn place(ranked: &mut [Ranked]) {
    ranked.sort_by(|a, b| {
        let score = b.score.value.total_cmp(&a.score.value);
        a.is_done().cmp(&b.is_done()).then(score).then_with(|| a.need.cmp(&b.need))
    });
    let open = ranked.iter().take_while(|own| !own.is_done()).count();
    let (open, _) = ranked.split_at_mut(open);
    let all = open.to_vec();
    for (at, own) in open.iter_mut().enumerate() {
        let others = || all.iter().enumerate().filter(|(other, _)| *other != at).map(|own| own.1);
        let above = others().filter(|other| is_above(other, own)).count();
        let below = others().filter(|other| is_above(own, other)).count();
        let tied = others().filter(|other| !is_above(other, own) && !is_above(own, other));
        let tied = tied.map(|other| other.need.clone()).collect();
        (own.places, own.tied) = (Some((above + 1, all.len() - below)), tied);
    }
}

/// Whether the first has the higher score beyond doubt.
fn is_above(a: &Ranked, b: &Ranked) -> bool {
    match counts(a).eq(counts(b)) {
        // The same people are counted in both: what is not known of them cannot make one higher, so each is
        // compared as if they were the fewest, as they are, and as if they were the most.
        true => ends(a.score).into_iter().zip(ends(b.score)).all(|(a, b)| a > b),
        false => {
            let (a, b) = (a.score, b.score);
            a.value - b.value > (a.value - a.low).hypot(b.high - b.value)
        }
    }
}

/// What is counted in a score, and where.
fn counts(own: &Ranked) -> impl Iterator<Item = (&str, &str, &str, Range)> {
    let counted = own.counted.iter();
    counted.map(|(name, own)| (*name, own.figure.as_str(), own.source.as_str(), own.range))
}

fn ends(own: Range) -> [f64; 3] {
    [own.low, own.value, own.high]
}
