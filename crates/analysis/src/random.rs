//! Seeded randomness: the same seed gives the same numbers, on every machine and for ever.
//!
//! There is no clock and no system entropy in this room. Changing the sequence would change
//! published p values, so the tests pin it to the authors' reference numbers.

/// The generator xoshiro256++, seeded by splitmix64.
///
/// Source: D. Blackman & S. Vigna, *Scrambled linear pseudorandom number generators*, ACM TOMS 47
/// (2021). Not for secrets.
#[derive(Debug, Clone)]
pub struct Random {
    state: [u64; 4],
}

impl Random {
    /// A generator whose whole sequence follows from `seed`.
    pub fn new(seed: u64) -> Self {
        let mut split = seed;
        Self { state: std::array::from_fn(|_| split_mix(&mut split)) }
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        let s = &mut self.state;
        let result = s[0].wrapping_add(s[3]).rotate_left(23).wrapping_add(s[0]);
        let shifted = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= shifted;
        s[3] = s[3].rotate_left(45);
        result
    }

    /// A number in [0, 1), a multiple of 2⁻⁵³.
    pub fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 * (1.0 / (1u64 << 53) as f64)
    }

    /// A whole number below `n`, each equally likely; 0 when `n` is 0.
    ///
    /// Source: D. Lemire, *Fast random integer generation in an interval*, ACM TOMACS 29 (2019),
    /// with its rejection, so without bias.
    pub fn below(&mut self, n: u64) -> u64 {
        loop {
            let product = u128::from(self.bits()) * u128::from(n);
            let low = product as u64;
            if low >= n || low >= n.wrapping_neg().checked_rem(n).unwrap_or(0) {
                return (product >> 64) as u64;
            }
        }
    }
}

/// Source: G. Steele, D. Lea & C. Flood, *Fast splittable pseudorandom number generators* (2014).
fn split_mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let z = (*state ^ (*state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reference_numbers() {
        // From the authors' C code, state 1, 2, 3, 4.
        let mut random = Random { state: [1, 2, 3, 4] };
        let first: Vec<u64> = (0..6).map(|_| random.bits()).collect();
        assert_eq!(
            first,
            [
                41_943_041,
                58_720_359,
                3_588_806_011_781_223,
                3_591_011_842_654_386,
                9_228_616_714_210_784_205,
                9_973_669_472_204_895_162
            ]
        );
        let mut state = 1_477_776_061_723_855_037;
        assert_eq!(split_mix(&mut state), 1_985_237_415_132_408_290);
        assert_eq!(split_mix(&mut state), 2_979_275_885_539_914_483);
    }

    #[test]
    fn below_is_even_and_in_range() {
        let mut random = Random::new(7);
        let mut seen = [0u32; 6];
        for _ in 0..60_000 {
            seen[random.below(6) as usize] += 1;
        }
        // Chi-square with 5 degrees of freedom: 20.5 is its 99.9% point.
        let chi: f64 = seen.iter().map(|s| (f64::from(*s) - 1e4).powi(2) / 1e4).sum();
        assert!(chi < 20.5, "{seen:?}");
        assert_eq!((random.below(0), random.below(1)), (0, 0));
        let large = u64::MAX / 2 + 2;
        assert!((0..100).all(|_| random.below(large) < large));
    }

    #[test]
    fn a_seed_gives_one_sequence() {
        let bits = |seed| Random::new(seed).bits();
        assert_eq!(bits(1), bits(1));
        assert_ne!(bits(1), bits(2));
        let mut random = Random::new(3);
        assert!((0..1000).all(|_| (0.0..1.0).contains(&random.unit())));
    }
}
