//! Sets of people, one bit a person: the one thing that every number is counted from.

use std::fmt;

/// A set of people out of a known number of them. Person `i` is bit `i % 64` of word `i / 64`.
///
/// Two sets can only be combined when they are about the same people; combining sets of
/// different sizes treats the missing people as absent.
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct People {
    words: Vec<u64>,
    size: usize,
}

impl People {
    /// Nobody, out of `size` people.
    pub fn none(size: usize) -> Self {
        Self { words: vec![0; size.div_ceil(64)], size }
    }

    /// Everybody, out of `size` people.
    pub fn all(size: usize) -> Self {
        let mut people = Self { words: vec![u64::MAX; size.div_ceil(64)], size };
        people.trim();
        people
    }

    /// Those for whom `is_member` holds.
    pub fn from_fn(size: usize, mut is_member: impl FnMut(usize) -> bool) -> Self {
        let mut people = Self::none(size);
        for (index, word) in people.words.iter_mut().enumerate() {
            let first = index * 64;
            for person in first..size.min(first + 64) {
                *word |= u64::from(is_member(person)) << (person - first);
            }
        }
        people
    }

    /// A set from its words, lowest person first; bits beyond `size` are dropped.
    pub fn from_words(mut words: Vec<u64>, size: usize) -> Self {
        words.resize(size.div_ceil(64), 0);
        let mut people = Self { words, size };
        people.trim();
        people
    }

    /// The bits, lowest person first; bits beyond the last person are zero.
    pub fn words(&self) -> &[u64] {
        &self.words
    }

    /// How many people the set is drawn from.
    pub fn size(&self) -> usize {
        self.size
    }

    /// Adds one person. Does nothing for a person beyond [`People::size`].
    pub fn insert(&mut self, person: usize) {
        if person < self.size {
            self.words[person / 64] |= 1 << (person % 64);
        }
    }

    /// Whether `person` is in the set.
    pub fn contains(&self, person: usize) -> bool {
        self.words.get(person / 64).is_some_and(|word| word >> (person % 64) & 1 == 1)
    }

    /// How many people are in the set.
    pub fn count(&self) -> u64 {
        self.words.iter().map(|word| u64::from(word.count_ones())).sum()
    }

    /// Whether nobody is in the set.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|&word| word == 0)
    }

    /// How many people are in both sets; nothing is allocated.
    pub fn count_both(&self, other: &Self) -> u64 {
        self.words.iter().zip(&other.words).map(|(a, b)| u64::from((a & b).count_ones())).sum()
    }

    /// How many people are in all three sets; nothing is allocated.
    pub fn count_all(&self, second: &Self, third: &Self) -> u64 {
        let pairs = self.words.iter().zip(&second.words).zip(&third.words);
        pairs.map(|((a, b), c)| u64::from((a & b & c).count_ones())).sum()
    }

    /// Those in both sets.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        self.combine(other, |a, b| a & b)
    }

    /// Those in either set.
    #[must_use]
    pub fn or(&self, other: &Self) -> Self {
        self.combine(other, |a, b| a | b)
    }

    /// Those in this set and not in `other`.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        self.combine(other, |a, b| a & !b)
    }

    /// Everybody who is not in the set.
    #[must_use]
    pub fn not(&self) -> Self {
        let mut people = Self { words: self.words.iter().map(|word| !word).collect(), ..*self };
        people.trim();
        people
    }

    /// Whether anybody is in both sets. Ends with the first who is.
    pub fn meets(&self, other: &Self) -> bool {
        self.words.iter().zip(&other.words).any(|(a, b)| a & b != 0)
    }

    /// Whether everyone here is also in `other`.
    pub fn is_subset(&self, other: &Self) -> bool {
        self.words
            .iter()
            .enumerate()
            .all(|(index, word)| word & !other.words.get(index).copied().unwrap_or(0) == 0)
    }

    /// The people in the set, lowest first.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.words.iter().enumerate().flat_map(|(index, &word)| {
            let mut rest = word;
            std::iter::from_fn(move || {
                (rest != 0).then(|| {
                    let bit = rest.trailing_zeros() as usize;
                    rest &= rest - 1;
                    index * 64 + bit
                })
            })
        })
    }

    fn combine(&self, other: &Self, operation: impl Fn(u64, u64) -> u64) -> Self {
        let others = other.words.iter().copied().chain(std::iter::repeat(0));
        let words = self.words.iter().zip(others).map(|(&a, b)| operation(a, b)).collect();
        Self { words, size: self.size }
    }

    /// Clears the bits beyond the last person.
    fn trim(&mut self) {
        if !self.size.is_multiple_of(64)
            && let Some(last) = self.words.last_mut()
        {
            *last &= (1 << (self.size % 64)) - 1;
        }
    }
}

impl fmt::Debug for People {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {} people", self.count(), self.size)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    /// Two sets as bits, and the same as the naive oracle sees them.
    fn two_sets() -> impl Strategy<Value = Vec<(bool, bool)>> {
        proptest::collection::vec(any::<(bool, bool)>(), 0..300)
    }

    proptest! {
        #[test]
        fn agrees_with_ordinary_sets(people in two_sets()) {
            let size = people.len();
            let a = People::from_fn(size, |i| people[i].0);
            let b = People::from_fn(size, |i| people[i].1);
            let set = |f: &dyn Fn(&(bool, bool)) -> bool| -> BTreeSet<usize> {
                (0..size).filter(|&i| f(&people[i])).collect()
            };
            let same = |people: &People, oracle: BTreeSet<usize>| {
                people.iter().collect::<BTreeSet<_>>() == oracle && people.count() == oracle.len() as u64
            };
            prop_assert!(same(&a, set(&|p| p.0)));
            prop_assert!(same(&a.and(&b), set(&|p| p.0 && p.1)));
            prop_assert!(same(&a.or(&b), set(&|p| p.0 || p.1)));
            prop_assert!(same(&a.minus(&b), set(&|p| p.0 && !p.1)));
            prop_assert!(same(&a.not(), set(&|p| !p.0)));
            prop_assert_eq!(a.count_both(&b), a.and(&b).count());
            prop_assert_eq!(a.meets(&b), a.count_both(&b) > 0);
            prop_assert_eq!(a.is_subset(&b), set(&|p| p.0).is_subset(&set(&|p| p.1)));
            prop_assert_eq!(a.not().not(), a);
        }
    }

    #[test]
    fn everybody_stops_at_the_last_person() {
        assert_eq!(People::all(65).count(), 65);
        assert_eq!(People::none(65).not(), People::all(65));
        assert!(!People::all(3).contains(3));
    }
}
