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
        let counts = pair_counts(&sets);
        best = best.min(start.elapsed().as_secs_f64());
        sum = checksum(&counts);
    }
    println!("{{\"seconds\": {best:.6}, \"checksum\": \"{sum:016x}\"}}");
    Ok(())
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
    fn the_checksum_depends_on_the_order() {
        assert_eq!(checksum(&[5, 0, 7]), 26);
        assert_eq!(checksum(&[0, 5, 7]), 31);
    }
}
