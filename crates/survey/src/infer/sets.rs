//! Who chose what: from the distinct cells of a column to a set of people for every option.

use crate::read::sheet::Column;
use paap_analysis::People;

/// For every option the people whose cell holds it. `of` lists the options of a distinct cell, by
/// the cell's number, for every number that the column has; what is not below `options` is none.
pub(super) fn option_sets<'a>(
    column: &Column,
    options: usize,
    of: impl Fn(usize) -> &'a [u16],
) -> Vec<People> {
    let people = column.cells.len();
    let mut sets = vec![Vec::with_capacity(people.div_ceil(64)); options];
    if options <= 64 {
        // The options of a distinct cell as bits; those of 64 people, turned on their side, are a
        // word of each option's set.
        let bits = |list: &[u16]| {
            let bits = list.iter().filter(|&&option| usize::from(option) < options);
            bits.fold(0u64, |bits, option| bits | 1 << option)
        };
        let cells: Vec<u64> = (0..column.values.len()).map(|cell| bits(of(cell))).collect();
        for chunk in column.cells.chunks(64) {
            let mut square = [0u64; 64];
            for (row, &cell) in square.iter_mut().zip(chunk) {
                *row = cells[cell as usize];
            }
            turn(&mut square);
            sets.iter_mut().zip(square).for_each(|(set, word)| set.push(word));
        }
    } else {
        // Who of 64 people holds each option; behind them, who holds what is none.
        let mut own = vec![0u64; options + 1];
        for chunk in column.cells.chunks(64) {
            for (bit, &cell) in chunk.iter().enumerate() {
                for &option in of(cell as usize) {
                    own[usize::from(option).min(options)] |= 1 << bit;
                }
            }
            let words = own.iter_mut().map(std::mem::take);
            sets.iter_mut().zip(words).for_each(|(set, word)| set.push(word));
        }
    }
    sets.into_iter().map(|set| People::from_words(set, people)).collect()
}

/// Turns a square of bits on its side: bit `j` of row `i` becomes bit `i` of row `j`. Halves of the
/// square change places, then halves of these, down to single bits (Warren, "Hacker's Delight",
/// 2nd edition, 2012, section 7-3).
fn turn(square: &mut [u64; 64]) {
    let mut width = 32;
    let mut low = u64::MAX >> 32;
    while width > 0 {
        for pair in square.chunks_exact_mut(width * 2) {
            let (above, below) = pair.split_at_mut(width);
            for (above, below) in above.iter_mut().zip(below) {
                let change = (*above >> width ^ *below) & low;
                *above ^= change << width;
                *below ^= change;
            }
        }
        width /= 2;
        low ^= low << width;
    }
}

/// The options of distinct cells, each a list, side by side in memory.
pub(super) struct Lists {
    all: Vec<u16>,
    starts: Vec<u32>,
}

impl Lists {
    pub(super) fn new(lists: &[Vec<u16>]) -> Self {
        let mut own = Self { all: Vec::new(), starts: vec![0] };
        lists.iter().for_each(|list| own.push(list.iter().copied()));
        own
    }

    /// Lists of which the ones that follow each other in `lists` have these numbers, ascending; all
    /// others below `count` are empty.
    pub(super) fn numbered<I: Iterator<Item = u16>>(
        lists: impl Iterator<Item = (u32, I)>,
        count: usize,
    ) -> Self {
        let mut own = Self { all: Vec::new(), starts: Vec::with_capacity(count + 1) };
        own.starts.push(0);
        for (number, list) in lists {
            own.starts.resize(number as usize + 1, own.all.len() as u32);
            own.push(list);
        }
        own.starts.resize(count + 1, own.all.len() as u32);
        own
    }

    fn push(&mut self, list: impl Iterator<Item = u16>) {
        self.all.extend(list);
        self.starts.push(self.all.len() as u32);
    }

    /// The list with this number.
    pub(super) fn of(&self, number: usize) -> &[u16] {
        &self.all[self.starts[number] as usize..self.starts[number + 1] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::sheet::Values;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sets_are_who_holds_an_option(
            lists in proptest::collection::vec(proptest::collection::vec(0u16..140, 0..9), 1..9),
            cells in proptest::collection::vec(0usize..9, 0..200),
            options in 0usize..140,
        ) {
            let numbers = cells.iter().map(|cell| (cell % lists.len()) as u32).collect();
            let texts = (0..lists.len()).map(|number| number.min(1)).collect();
            let values = Values::of("a".to_owned(), texts);
            let column = Column { values, cells: numbers, ..Column::default() };
            let sets = option_sets(&column, options, |cell| &lists[cell]);
            prop_assert_eq!(sets.len(), options);
            for (option, set) in sets.iter().enumerate() {
                let holds = |row: usize| lists[cells[row] % lists.len()].contains(&(option as u16));
                prop_assert_eq!(set, &People::from_fn(cells.len(), holds));
            }
        }
    }
}
