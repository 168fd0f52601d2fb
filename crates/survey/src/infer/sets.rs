//! Who chose what: from the distinct cells of a column to a set of people for every option.

use crate::read::sheet::Column;
use paap_analysis::People;

/// For every option the people whose cell holds it. `of` lists the options of a distinct cell, by
/// the cell's number; what is not below `options` is none.
pub(super) fn option_sets<'a>(
    column: &Column,
    options: usize,
    of: impl Fn(usize) -> &'a [u16],
) -> Vec<People> {
    let people = column.cells.len();
    let words = people.div_ceil(64);
    let mut sets = vec![vec![0u64; words]; options];
    for (word, chunk) in column.cells.chunks(64).enumerate() {
        for (bit, &cell) in chunk.iter().enumerate() {
            for option in of(cell as usize).iter().map(|&option| usize::from(option)) {
                if option < options {
                    sets[option][word] |= 1 << bit;
                }
            }
        }
    }
    sets.into_iter().map(|set| People::from_words(set, people)).collect()
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
