//! Which events were seen already, and numbers for what is named again and again.

use foldhash::fast::RandomState;
use std::collections::HashMap;

/// A set of numbers of 127 bits: each in the first free place from where it belongs on.
#[derive(Default)]
pub(crate) struct Seen {
    /// Zero where nothing is.
    places: Vec<u128>,
    filled: usize,
}

impl Seen {
    /// Whether the number is new; it is not from now on.
    #[inline(always)]
    pub(crate) fn insert(&mut self, number: u128) -> bool {
        // Filled to at most three quarters.
        if self.filled * 4 >= self.places.len() * 3 {
            self.grow();
        }
        // Bit 127 is free, and says that something is here.
        let number = number | 1 << 127;
        let new = place(&mut self.places, number);
        self.filled += usize::from(new);
        new
    }

    /// Asks for the place of a number to be brought near.
    #[inline(always)]
    pub(crate) fn prefetch(&self, number: u128) {
        if let Some(place) = self.places.get(home(number, self.places.len())) {
            prefetch(place);
        }
    }

    #[cold]
    fn grow(&mut self) {
        let wider = vec![0; (self.places.len() * 2).max(1 << 10)];
        let old = std::mem::replace(&mut self.places, wider);
        for number in old.into_iter().filter(|number| *number != 0) {
            place(&mut self.places, number);
        }
    }
}

/// Where a number belongs; the length is a power of two.
#[inline(always)]
fn home(number: u128, length: usize) -> usize {
    // In the order of the numbers: what grows is filled from its beginning on, not here and there.
    let top = (number >> 63) as u64;
    ((u128::from(top) * length as u128) >> 64) as usize
}

#[inline(always)]
fn place(places: &mut [u128], number: u128) -> bool {
    let mut at = home(number, places.len());
    loop {
        let Some(here) = places.get_mut(at) else {
            at = 0;
            continue;
        };
        if *here == number {
            return false;
        }
        if *here == 0 {
            *here = number;
            return true;
        }
        at += 1;
    }
}

#[inline(always)]
fn prefetch(place: &u128) {
    #[cfg(target_arch = "x86_64")]
    {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        // SAFETY: a prefetch neither reads nor writes, whatever the address.
        unsafe { _mm_prefetch::<_MM_HINT_T0>(std::ptr::from_ref(place).cast()) };
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = place;
}

/// Texts in the order in which they came, each once.
#[derive(Debug, Clone, Default)]
pub struct Names {
    all: Vec<String>,
    places: HashMap<String, u32, RandomState>,
}

impl PartialEq for Names {
    fn eq(&self, other: &Self) -> bool {
        self.all == other.all
    }
}

impl Names {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The text of a number.
    pub fn get(&self, number: u32) -> Option<&str> {
        self.all.get(number as usize).map(String::as_str)
    }

    /// The number of a text.
    pub fn find(&self, name: &str) -> Option<u32> {
        self.places.get(name).copied()
    }

    /// All, by their numbers.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(String::as_str)
    }

    /// The number of a text, a new one where it is new.
    pub fn add(&mut self, name: &str) -> u32 {
        if let Some(number) = self.places.get(name) {
            return *number;
        }
        let number = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        self.all.push(name.to_owned());
        self.places.insert(name.to_owned(), number);
        number
    }
}

/// Small numbers for large ones, in the order in which they came.
#[derive(Debug, Clone, Default)]
pub(crate) struct Numbers {
    places: HashMap<u128, u32, RandomState>,
    all: Vec<u128>,
}

impl Numbers {
    #[inline(always)]
    pub(crate) fn add(&mut self, number: u128) -> u32 {
        let next = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        *self.places.entry(number).or_insert_with(|| {
            self.all.push(number);
            next
        })
    }

    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }

    /// Those from a number on.
    pub(crate) fn from(&self, first: usize) -> &[u128] {
        self.all.get(first..).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashSet;

    proptest! {
        #[test]
        fn seen_is_an_ordinary_set(numbers in proptest::collection::vec(0u128..500, 0..3000), wide: u128) {
            let (mut seen, mut oracle) = (Seen::default(), HashSet::new());
            for number in numbers {
                // Near each other, and at the end, where places wrap.
                for number in [number, (wide >> 1).wrapping_add(number) >> 1, (1 << 127) - 1 - number] {
                    prop_assert_eq!(seen.insert(number), oracle.insert(number));
                }
            }
        }
    }
}
