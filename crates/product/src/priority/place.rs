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
    let stand = |at: usize, own: &Ranked, all: &[Ranked]| {
        let (mut above, mut below, mut tied) = (0, 0, Vec::new());
        for (_, other) in all.iter().enumerate().filter(|(other, _)| *other != at) {
            match (is_above(other, own), is_above(own, other)) {
                (true, _) => above += 1,
                (_, true) => below += 1,
                _ => tied.push(other.need.clone()),
            }
        }
        (Some((above + 1, all.len() - below)), tied)
    };
    let all = &*open;
    let stands: Vec<_> = all.iter().enumerate().map(|(at, own)| stand(at, own, all)).collect();
    for (own, (places, tied)) in open.iter_mut().zip(stands) {
        (own.places, own.tied) = (places, tied);
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
fn counts(own: &Ranked) -> impl Iterator<Item = (&str, String, &str, Range)> {
    let counted = own.counted.iter();
    counted.map(|(name, own)| (*name, squeezed(&own.figure), own.source.as_str(), own.range))
}

/// A figure without the blanks that mean nothing: those outside quotation marks.
fn squeezed(figure: &str) -> String {
    let mut quoted = false;
    let means = |c: &char| {
        quoted ^= *c == '"';
        quoted || !c.is_whitespace()
    };
    figure.chars().filter(means).collect()
}

fn ends(own: Range) -> [f64; 3] {
    [own.low, own.value, own.high]
}
