//! The kernel of the pairs: how many people took both, for every two options. The same work on the
//! same file as `bench/peers/pairs.c`, timed in the same way.

use std::path::Path;
use std::time::Instant;

/// The sets as the kernel wants them; making them is not timed (the C loop's reading is not).
fn prepare(words: &[u64], _people: u64) -> Vec<u64> {
    words.to_vec()
}

/// CONNECT HERE: the kernel of `paap_analysis::pairs`, upper triangle in the order
/// (0, 1), (0, 2) .. (1, 2) .. `None` as long as there is none: then the bench has nothing to show.
fn pair_counts(_sets: &[Vec<u64>]) -> Option<Vec<u32>> {
    None
}

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
    let sets: Vec<_> = rest.chunks_exact(words).map(|set| prepare(set, *people)).collect();
    if sets.len() as u64 != *options {
        return Err(format!("{}: {} sets, not {options}", bits.display(), sets.len()));
    }
    let mut best = f64::INFINITY;
    let mut sum = 0;
    for _ in 0..5 {
        let start = Instant::now();
        let Some(counts) = pair_counts(&sets) else {
            return Err("the kernel is not connected (xtask/src/bench/pairs.rs)".into());
        };
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
