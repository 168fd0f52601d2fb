//! Texts as numbers that meet by chance never, whoever chose the texts.
//!
//! A text is a polynomial over the numbers modulo the prime 2¹²⁷ − 1, with 15 bytes to a coefficient, and
//! its number is the polynomial's value at a place that is drawn. Two different texts of up to n bytes
//! meet for at most n ÷ 15 + 3 of the 2¹²⁷ places. So of 10 million different texts of 150 bytes any two
//! meet with a probability below 10⁻²³, if the key is random and was not known to who wrote them: what
//! is alike in number is alike, and the texts need not be kept. It is for that proof that this is no
//! hash function from elsewhere.

/// 2¹²⁷ − 1.
const PRIME: u128 = (1 << 127) - 1;

/// What is drawn anew for every reading, so that numbers say nothing about texts.
#[derive(Clone, Copy)]
pub struct Key(u128, u128);

impl Key {
    /// A key of 32 random bytes.
    pub const fn new(random: [u8; 32]) -> Self {
        let (mut low, mut high) = ([0; 16], [0; 16]);
        low.copy_from_slice(random.split_at(16).0);
        high.copy_from_slice(random.split_at(16).1);
        Self(fold(u128::from_le_bytes(low)), fold(u128::from_le_bytes(high)))
    }

    /// The number of what two texts name together, such as the source and the id of an event.
    pub(crate) fn pair(self, first: &[u8], second: &[u8]) -> u128 {
        let whole = times(first.len() as u128 + 1, self.0);
        self.take(self.take(whole, first), second)
    }

    /// The number of a person, which has nothing to do with those of events.
    pub(crate) fn person(self, text: &[u8]) -> u128 {
        Self(self.1, self.0).pair(b"", text)
    }

    /// Goes on with a text, its length first.
    fn take(self, mut value: u128, text: &[u8]) -> u128 {
        let (chunks, rest) = text.as_chunks::<15>();
        for chunk in chunks {
            let mut bytes = [0; 16];
            bytes[..15].copy_from_slice(chunk);
            value = times(plus(value, u128::from_le_bytes(bytes)), self.0);
        }
        // The last bytes, and one behind them that says where they end.
        let mut bytes = [0; 16];
        bytes[..rest.len()].copy_from_slice(rest);
        bytes[rest.len()] = 1;
        times(plus(value, u128::from_le_bytes(bytes)), self.0)
    }
}

/// Modulo the prime, of less than 2¹²⁸.
const fn fold(value: u128) -> u128 {
    let value = (value & PRIME) + (value >> 127);
    if value >= PRIME { value - PRIME } else { value }
}

/// The sum of two that are less than the prime.
#[inline(always)]
const fn plus(a: u128, b: u128) -> u128 {
    fold(a + b)
}

/// The product of two that are less than the prime.
#[inline(always)]
const fn times(a: u128, b: u128) -> u128 {
    const LOW: u128 = u64::MAX as u128;
    let (a_low, a_high, b_low, b_high) = (a & LOW, a >> 64, b & LOW, b >> 64);
    let low = a_low * b_low;
    // Both high halves are less than 2⁶³: the sum is less than 2¹²⁸.
    let middle = a_low * b_high + a_high * b_low;
    let high = a_high * b_high;
    let (low, carry) = low.overflowing_add(middle << 64);
    let high = high + (middle >> 64) + carry as u128;
    // high · 2¹²⁸ + low, and 2¹²⁷ is 1.
    fold((high << 1 | low >> 127) + (low & PRIME))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// By doubling and adding, one bit after the other.
    fn slowly(mut a: u128, mut b: u128) -> u128 {
        let mut product = 0;
        while b > 0 {
            if b & 1 == 1 {
                product = (product + a) % PRIME;
            }
            (a, b) = ((a * 2) % PRIME, b >> 1);
        }
        product
    }

    proptest! {
        #[test]
        fn products_are_those_of_slow_multiplication(a: u128, b: u128) {
            let (a, b) = (a % PRIME, b % PRIME);
            prop_assert_eq!(times(a, b), slowly(a, b));
            prop_assert_eq!(plus(a, b), (a + b) % PRIME);
        }

        #[test]
        fn what_differs_has_another_number(
            a: (Vec<u8>, Vec<u8>), b: (Vec<u8>, Vec<u8>), random: [u8; 32],
        ) {
            let key = Key::new(random);
            let number = |(first, second): &(Vec<u8>, Vec<u8>)| key.pair(first, second);
            prop_assert_eq!(number(&a) == number(&b), a == b);
        }
    }

    #[test]
    fn where_the_first_ends_and_the_second_begins_matters() {
        let key = Key::new(std::array::from_fn(|at| at as u8));
        assert_ne!(key.pair(b"ab", b"c"), key.pair(b"a", b"bc"));
        assert_ne!(key.pair(b"a", b""), key.pair(b"", b"a"));
        assert_ne!(key.pair(b"a\0", b"b"), key.pair(b"a", b"\0b"));
        assert_ne!(key.person(b"ada"), key.pair(b"", b"ada"));
        assert_eq!(times(PRIME - 1, PRIME - 1), 1);
    }
}
