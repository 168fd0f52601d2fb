//! The kernel of the pairs: how many people took both, for every two options. The same work on the
//! same file as `bench/peers/pairs.c`, timed in the same way.

use std::path::Path;
use std::time::Instant;

use paap_analysis::People;
use paap_analysis::pairs::pair_counts;

/// Prints what `pairs.c` prints: the best time of five, and the checksum of the counts.
pub(super) fn main(bits: &Path) -> Result<(), String> {
    let bytes = std::fs::read(bits).map_err(|error| format!("{}: {error}", bits.display()))?;
    let (chunks, []) = bytes.as_chunks::<8>() else {
        return Err(format!("{}: not made of 64-bit words", bits.display()));
    };
    let numbers: Vec<u64> = chunks.iter().map(|chunk| u64::from_le_bytes(*chunk)).collect();
    let [options, words, people, rest @ ..] = numbers.as_slice() else {
        return Err(format!("{}: too short", bits.display()));
    };
    let words = usize::try_from(*words).map_err(|error| error.to_string())?.max(1);
    let people = usize::try_from(*people).map_err(|error| error.to_string())?;
    // Making the sets is not timed; nor is the C loop's reading.
    let sets = rest.chunks_exact(words).map(|set| People::from_words(set.to_vec(), people));
    let sets: Vec<People> = sets.collect();
    let sets: Vec<&People> = sets.iter().collect();
    if sets.len() as u64 != *options {
        return Err(format!("{}: {} sets, not {options}", bits.display(), sets.len()));
    }
    let mut best = f64::INFINITY;
    let mut sum = 0;
    for _ in 0..5 {
        let start = Instant::now();
        let counts = later(&sets);
        best = best.min(start.elapsed().as_secs_f64());
        sum = checksum(&counts);
    }
    println!("{{\"seconds\": {best:.6}, \"checksum\": \"{sum:016x}\"}}");
    Ok(())
}

/// About as many options as a question has.
const QUESTION: usize = 6;

/// For every two sets, `i < j`, how many people are in both: as `associations` counts them, those of
/// a question with its own and all later ones.
fn later(sets: &[&People]) -> Vec<u32> {
    let mut counts = Vec::with_capacity(sets.len() * sets.len().saturating_sub(1) / 2);
    for (question, rows) in sets.chunks(QUESTION).enumerate() {
        let columns = &sets[question * QUESTION..];
        let both = pair_counts(rows, columns);
        let rows = both.chunks(columns.len()).enumerate();
        rows.for_each(|(row, both)| counts.extend_from_slice(&both[row + 1..]));
    }
    counts
}

/// Sum of count × (index of the pair + 1), modulo 2^64: the same as in `pairs.c`.
fn checksum(counts: &[u32]) -> u64 {
    (1..)
        .zip(counts)
        .fold(0_u64, |sum, (index, count)| sum.wrapping_add(u64::from(*count).wrapping_mul(index)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_two_are_counted_once() {
        let sets: Vec<People> =
            (1..=15).map(|step| People::from_fn(90, |person| person % step == 0)).collect();
        let sets: Vec<&People> = sets.iter().collect();
        let pairs = (0..15).flat_map(|i| (i + 1..15).map(move |j| (i, j)));
        let expected: Vec<u32> = pairs.map(|(i, j)| sets[i].count_both(sets[j]) as u32).collect();
        assert_eq!(later(&sets), expected);
    }

    #[test]
    fn the_checksum_depends_on_the_order() {
        assert_eq!(checksum(&[5, 0, 7]), 26);
        assert_eq!(checksum(&[0, 5, 7]), 31);
    }
}
