//! How many people two sets share, for every pair of many sets at once.
//!
//! The work is an AND and a population count per word and pair. Sets are walked in blocks of
//! words that stay in the processor's second-level cache, and its widest population count is
//! used.

use crate::People;

/// Words of each set that are worked on at a time: of 167 sets together, 334 KiB.
const BLOCK: usize = 256;

/// For every set of `rows` and every one of `columns` the number of people in both, row after row.
///
/// All sets must be drawn from the same people. Cost: one AND and one population count per pair and
/// 64 people.
pub fn pair_counts(rows: &[&People], columns: &[&People]) -> Vec<u32> {
    let mut counts = vec![0; rows.len() * columns.len()];
    let words = rows.iter().chain(columns).map(|set| set.words().len()).min().unwrap_or(0);
    for start in (0..words).step_by(BLOCK) {
        let end = words.min(start + BLOCK);
        let rows: Vec<&[u64]> = rows.iter().map(|set| &set.words()[start..end]).collect();
        let columns: Vec<&[u64]> = columns.iter().map(|set| &set.words()[start..end]).collect();
        count_block(&rows, &columns, &mut counts);
    }
    counts
}

/// Adds the counts of one block.
#[cfg(target_arch = "x86_64")]
fn count_block(rows: &[&[u64]], columns: &[&[u64]], counts: &mut [u32]) {
    let avx512 = is_x86_feature_detected!("avx512f")
        && is_x86_feature_detected!("avx512vpopcntdq")
        && is_x86_feature_detected!("popcnt");
    if avx512 {
        // SAFETY: the processor has just been asked whether it has these instructions.
        return unsafe { count_block_avx512(rows, columns, counts) };
    }
    if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("popcnt") {
        // SAFETY: the processor has just been asked whether it has these instructions.
        return unsafe { count_block_popcnt(rows, columns, counts) };
    }
    count_block_with(rows, columns, counts);
}

#[cfg(not(target_arch = "x86_64"))]
fn count_block(rows: &[&[u64]], columns: &[&[u64]], counts: &mut [u32]) {
    count_block_with(rows, columns, counts);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512vpopcntdq,popcnt")]
fn count_block_avx512(rows: &[&[u64]], columns: &[&[u64]], counts: &mut [u32]) {
    use std::arch::x86_64::{
        _mm512_add_epi64, _mm512_and_si512, _mm512_loadu_epi64, _mm512_maskz_loadu_epi64,
        _mm512_popcnt_epi64, _mm512_reduce_add_epi64, _mm512_setzero_si512,
    };
    let words = rows.first().map_or(0, |set| set.len());
    let whole = words / 8 * 8;
    let tail: u8 = (1u16 << (words - whole)).wrapping_sub(1) as u8;
    let mut place = 0;
    for a in rows {
        for b in columns {
            let mut sum = _mm512_setzero_si512();
            for at in (0..whole).step_by(8) {
                let both = _mm512_and_si512(
                    // SAFETY: `at + 8 <= whole <= a.len() == b.len()`, as blocks are equally long.
                    unsafe { _mm512_loadu_epi64(a.as_ptr().add(at).cast()) },
                    // SAFETY: as above.
                    unsafe { _mm512_loadu_epi64(b.as_ptr().add(at).cast()) },
                );
                sum = _mm512_add_epi64(sum, _mm512_popcnt_epi64(both));
            }
            if tail != 0 {
                let both = _mm512_and_si512(
                    // SAFETY: the mask reads only the `words - whole` words that are left.
                    unsafe { _mm512_maskz_loadu_epi64(tail, a.as_ptr().add(whole).cast()) },
                    // SAFETY: as above.
                    unsafe { _mm512_maskz_loadu_epi64(tail, b.as_ptr().add(whole).cast()) },
                );
                sum = _mm512_add_epi64(sum, _mm512_popcnt_epi64(both));
            }
            counts[place] += _mm512_reduce_add_epi64(sum) as u32;
            place += 1;
        }
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,popcnt")]
fn count_block_popcnt(rows: &[&[u64]], columns: &[&[u64]], counts: &mut [u32]) {
    count_block_with(rows, columns, counts);
}

#[inline(always)]
fn count_block_with(rows: &[&[u64]], columns: &[&[u64]], counts: &mut [u32]) {
    let mut place = 0;
    for a in rows {
        for b in columns {
            counts[place] += a.iter().zip(*b).map(|(x, y)| (x & y).count_ones()).sum::<u32>();
            place += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_one_pair_at_a_time(
            sets in (0usize..1200, 0usize..9).prop_flat_map(|(size, sets)| {
                proptest::collection::vec(
                    proptest::collection::vec(any::<u64>(), size.div_ceil(64))
                        .prop_map(move |words| People::from_words(words, size)),
                    sets,
                )
            })
        ) {
            let refs: Vec<&People> = sets.iter().collect();
            let (rows, columns) = refs.split_at(refs.len() / 2);
            let counts = pair_counts(rows, columns);
            for (place, count) in counts.into_iter().enumerate() {
                let (row, column) = (rows[place / columns.len()], columns[place % columns.len()]);
                prop_assert_eq!(u64::from(count), row.count_both(column));
            }
        }

        #[test]
        fn every_instruction_set_counts_alike(words in proptest::collection::vec(any::<(u64, u64, u64)>(), 0..70)) {
            let sets: Vec<Vec<u64>> = vec![
                words.iter().map(|w| w.0).collect(),
                words.iter().map(|w| w.1).collect(),
                words.iter().map(|w| w.2).collect(),
            ];
            let block: Vec<&[u64]> = sets.iter().map(Vec::as_slice).collect();
            let (mut plain, mut fast) = (vec![0; 9], vec![0; 9]);
            count_block_with(&block, &block, &mut plain);
            count_block(&block, &block, &mut fast);
            prop_assert_eq!(plain, fast);
        }
    }

    #[test]
    fn no_sets_have_no_pairs() {
        assert_eq!(pair_counts(&[], &[]), Vec::<u32>::new());
        assert_eq!(pair_counts(&[&People::all(5)], &[]), Vec::<u32>::new());
    }
}
