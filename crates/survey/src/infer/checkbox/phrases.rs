//! Which atoms, standing next to each other, are one option.
//!
//! Two readings are weighed (`weigh.rs`) for every two neighbours `a, b`: that `a, b` is one
//! option, and that `a` and `b` are two. Only a clear majority settles it; the rest is told to the
//! reader.

use super::atoms::{Atom, Cut, bracketed, is_open};
use super::weigh::{Habits, Pair, Reading, Tally, Twice, Verdict, weigh};
use foldhash::{HashMap, HashMapExt};
use std::cmp::{Ordering::Equal, Reverse};

/// Runs of atoms, each taken for one thing, side by side in memory.
#[derive(Default)]
pub(super) struct Runs {
    atoms: Vec<Atom>,
    ends: Vec<usize>,
}

impl Runs {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The atoms of a phrase.
    pub(super) fn of(&self, phrase: u32) -> &[Atom] {
        let start = phrase.checked_sub(1).map_or(0, |before| self.ends[before as usize]);
        &self.atoms[start..self.ends[phrase as usize]]
    }

    fn push(&mut self, run: &[Atom]) {
        self.atoms.extend_from_slice(run);
        self.ends.push(self.atoms.len());
    }
}

/// The cells of the column, side by side in memory.
#[derive(Default)]
pub(super) struct Cells {
    phrases: Vec<u32>,
    /// Where each cell ends, and how many rows hold it.
    ends: Vec<(usize, u64)>,
}

/// A cell of the column: its phrases, and how many rows hold it.
pub(super) struct Cell<'a> {
    pub(super) phrases: &'a [u32],
    pub(super) rows: u64,
}

impl Cells {
    pub(super) fn iter(&self) -> impl Iterator<Item = Cell<'_>> {
        let mut start = 0;
        self.ends.iter().map(move |&(end, rows)| {
            let phrases = &self.phrases[start..end];
            start = end;
            Cell { phrases, rows }
        })
    }

    /// Ends a cell, of which all phrases have been added.
    fn end(&mut self, rows: u64) {
        self.ends.push((self.phrases.len(), rows));
    }
}

/// A case that the data cannot settle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Doubt {
    /// The reading that was taken.
    pub(crate) taken: Vec<String>,
    /// The other one.
    pub(crate) other: Vec<String>,
    /// How many rows it is about.
    pub(crate) rows: u64,
}

/// The phrases of a column.
pub(super) struct Phrases<'a> {
    cut: &'a Cut<'a>,
    pub(super) all: Runs,
    /// The number of each phrase of several atoms, and of each atom that stands alone: nearly all do.
    numbers: HashMap<Vec<Atom>, u32>,
    alone: Vec<Option<u32>>,
    pub(super) cells: Cells,
    /// Pairs that were joined, or left apart in the last round, with how many rows hold them,
    /// where the data does not settle it.
    joined: Vec<((u32, u32), u64)>,
    apart: Vec<((u32, u32), u64)>,
}

/// Two phrases that follow each other, and how that is read.
struct Found {
    pair: (u32, u32),
    /// Rows in which they do, and rows in which one of them stands twice.
    together: u64,
    twice: u64,
    /// Whether both occur apart, too.
    apart: bool,
    reading: Reading,
}

/// The most rounds of joining. One joins what can be joined at once; a phrase of k atoms needs at
/// most k rounds.
const ROUNDS: usize = 48;

/// In a cell of more phrases nothing is looked for that stands twice: nobody ticks so many.
const LONG: usize = 500;

impl<'a> Phrases<'a> {
    /// Finds which atoms belong together, in the cells with these places, each with how many rows
    /// hold it.
    pub(super) fn find(cut: &'a Cut<'a>, cells: &[(usize, u64)]) -> Self {
        let mut phrases = Self {
            cut,
            all: Runs::default(),
            numbers: HashMap::new(),
            alone: vec![None; cut.atoms.len()],
            cells: Cells::default(),
            joined: Vec::new(),
            apart: Vec::new(),
        };
        let is_open: Vec<bool> =
            (0..cut.atoms.len()).map(|atom| is_open(cut.atoms.text(atom as Atom))).collect();
        let is_open = |atom: Atom| is_open[atom as usize];
        let mut pieces: Vec<&str> = Vec::new();
        for &(place, rows) in cells {
            let atoms = cut.cell(place);
            pieces.clear();
            if atoms.iter().copied().any(is_open) {
                pieces.extend(atoms.iter().map(|&atom| cut.atoms.text(atom)));
            }
            let mut at = 0;
            while at < atoms.len() {
                let held = if is_open(atoms[at]) { bracketed(&pieces, at) } else { 0 };
                let end = at + 1 + held;
                let phrase = phrases.number(&atoms[at..end]);
                phrases.cells.phrases.push(phrase);
                at = end;
            }
            phrases.cells.end(rows);
        }
        let habits = Habits {
            rows: cells.iter().map(|cell| cell.1).sum(),
            small: phrases.small_letters_begin_options(),
            single_words: phrases.options_are_single_words(),
        };
        for _ in 0..ROUNDS {
            let joins = phrases.joins(&habits);
            if joins.is_empty() {
                break;
            }
            phrases.join(&joins);
        }
        phrases
    }

    fn number(&mut self, phrase: &[Atom]) -> u32 {
        let known = match *phrase {
            [atom] => self.alone[atom as usize],
            _ => self.numbers.get(phrase).copied(),
        };
        known.unwrap_or_else(|| {
            let number = self.all.len() as u32;
            match *phrase {
                [atom] => self.alone[atom as usize] = Some(number),
                _ => _ = self.numbers.insert(phrase.to_vec(), number),
            }
            self.all.push(phrase);
            number
        })
    }

    /// A phrase's text.
    pub(super) fn text(&self, phrase: u32) -> String {
        self.cut.text(self.all.of(phrase))
    }

    /// Whether options of this column begin with small letters: what begins a cell surely begins
    /// an option.
    fn small_letters_begin_options(&self) -> bool {
        let (mut small, mut all) = (0, 0);
        for cell in self.cells.iter() {
            if let Some(&first) = cell.phrases.first() {
                small += cell.rows * u64::from(self.begins_small(first));
                all += cell.rows;
            }
        }
        small * 5 > all
    }

    fn begins_small(&self, phrase: u32) -> bool {
        let atom = self.all.of(phrase)[0];
        self.cut.atoms.text(atom).chars().next().is_some_and(char::is_lowercase)
    }

    /// Whether the column's options look like a list of names, such as `otlpreceiver`.
    fn options_are_single_words(&self) -> bool {
        let mut starts = hashbrown::HashSet::<u32, foldhash::fast::RandomState>::default();
        for cell in self.cells.iter().filter(|cell| cell.phrases.len() > 1) {
            starts.insert(cell.phrases[0]);
        }
        let single = |&&phrase: &&u32| !self.text(phrase).contains(char::is_whitespace);
        starts.len() >= 5 && starts.iter().filter(single).count() * 10 >= starts.len() * 9
    }

    /// The pairs that are one option, whose occurrences are to be joined.
    fn joins(&mut self, habits: &Habits) -> HashMap<(u32, u32), ()> {
        let mut tally = vec![Tally::default(); self.all.len()];
        let mut pairs: HashMap<(u32, u32), (u64, Twice)> = HashMap::new();
        // The last cell in which each phrase was seen.
        let mut seen = vec![usize::MAX; self.all.len()];
        // Whether some phrase stands twice in a cell.
        let mut repeated = Vec::new();
        for (place, cell) in self.cells.iter().enumerate() {
            let mut repeats = false;
            for (index, &phrase) in cell.phrases.iter().enumerate() {
                let entry = &mut tally[phrase as usize];
                entry.times += cell.rows;
                if index + 1 == cell.phrases.len() {
                    entry.last += cell.rows;
                }
                let before = std::mem::replace(&mut seen[phrase as usize], place);
                repeats = repeats || before == place && cell.phrases.len() <= LONG;
            }
            repeated.push(repeats);
        }
        for (cell, repeats) in self.cells.iter().zip(repeated) {
            for (index, pair) in cell.phrases.windows(2).enumerate() {
                let (a, b) = (pair[0], pair[1]);
                // What is there once follows nothing twice.
                if a == b || tally[a as usize].times < 2 || tally[b as usize].times < 2 {
                    continue;
                }
                let entry = pairs.entry((a, b)).or_default();
                entry.0 += cell.rows;
                if repeats {
                    tally_twice(cell.phrases, index, cell.rows, &mut entry.1);
                }
            }
        }
        let mut found: Vec<Found> = pairs
            .into_iter()
            .filter(|&(_, (together, _))| together >= 2)
            .filter_map(|((a, b), (together, twice))| {
                let (ta, tb) = (tally[a as usize], tally[b as usize]);
                let small = self.begins_small(b);
                let reading = weigh(&Pair { a: ta, b: tb, together, twice, small }, habits)?;
                let apart = ta.times > together && tb.times > together;
                Some(Found { pair: (a, b), together, twice: twice.rows, apart, reading })
            })
            .collect();
        // What explains most of what stands twice comes first: the rest of it is then explained.
        found.sort_unstable_by(|x, y| {
            (y.twice.cmp(&x.twice))
                .then_with(|| (x.twice > 0 && x.apart).cmp(&(y.twice > 0 && y.apart)))
                .then_with(|| {
                    if x.twice > 0 { y.reading.odds.total_cmp(&x.reading.odds) } else { Equal }
                })
                .then_with(|| (y.together, x.pair).cmp(&(x.together, y.pair)))
        });
        let mut joins = HashMap::new();
        let mut taken = vec![(false, false); self.all.len()];
        self.apart.clear();
        for Found { pair: (a, b), together, twice, reading, .. } in found {
            if taken[a as usize].1 || taken[b as usize].0 {
                continue;
            }
            let Reading { verdict, settled, .. } = reading;
            if !settled {
                let doubts =
                    if verdict == Verdict::One { &mut self.joined } else { &mut self.apart };
                doubts.push(((a, b), together));
            }
            if verdict == Verdict::One {
                joins.insert((a, b), ());
                taken[a as usize].1 = true;
                taken[b as usize].0 = true;
                if twice > 0 {
                    // What else these two stand beside is looked at once they are joined.
                    taken[a as usize].0 = true;
                    taken[b as usize].1 = true;
                }
            }
        }
        joins
    }

    /// What the data cannot settle about these options, the most frequent first. Nothing else is
    /// named: it may be what one person wrote.
    pub(super) fn doubts(&self, options: &[u32]) -> Vec<Doubt> {
        let mut doubts = Vec::new();
        for &option in options {
            let run = self.all.of(option);
            // Where the option may end and another begin.
            let mut splits: Vec<(usize, u64)> = Vec::new();
            for &((a, b), rows) in &self.joined {
                let (a, b) = (self.all.of(a), self.all.of(b));
                let whole = a.len() + b.len();
                let at = (0..(run.len() + 1).saturating_sub(whole))
                    .find(|&at| run[at..].starts_with(a) && run[at + a.len()..].starts_with(b));
                splits.extend(at.map(|at| (at + a.len(), rows)));
            }
            if splits.is_empty() {
                continue;
            }
            splits.sort_unstable();
            splits.dedup_by_key(|split| split.0);
            let rows = splits.iter().map(|split| split.1).max().unwrap_or(0);
            let starts = std::iter::once(0).chain(splits.iter().map(|split| split.0));
            let ends = splits.iter().map(|split| split.0).chain([run.len()]);
            let other = starts.zip(ends).map(|(start, end)| self.cut.text(&run[start..end]));
            doubts.push(Doubt { taken: vec![self.text(option)], other: other.collect(), rows });
        }
        for &((a, b), rows) in &self.apart {
            if options.contains(&a) && options.contains(&b) {
                let one = [self.all.of(a), self.all.of(b)].concat();
                let taken = vec![self.text(a), self.text(b)];
                doubts.push(Doubt { taken, other: vec![self.cut.text(&one)], rows });
            }
        }
        doubts.sort_by_key(|doubt| Reverse(doubt.rows));
        doubts
    }

    /// Joins the pairs in every cell.
    fn join(&mut self, joins: &HashMap<(u32, u32), ()>) {
        let cells = std::mem::take(&mut self.cells);
        let mut new: HashMap<(u32, u32), u32> = HashMap::new();
        for cell in cells.iter() {
            let mut at = 0;
            while at < cell.phrases.len() {
                let phrase = cell.phrases[at];
                let pair = cell.phrases.get(at + 1).map(|&next| (phrase, next));
                match pair.filter(|pair| joins.contains_key(pair)) {
                    Some(pair) => {
                        let joined = *new.entry(pair).or_insert_with(|| {
                            self.number(&[self.all.of(pair.0), self.all.of(pair.1)].concat())
                        });
                        self.cells.phrases.push(joined);
                        at += 2;
                    }
                    None => {
                        self.cells.phrases.push(phrase);
                        at += 1;
                    }
                }
            }
            self.cells.end(cell.rows);
        }
    }
}

/// Adds the rows of a cell to those in which a phrase stands twice, if it would not were the pair
/// at `index` joined. Each cell counts once for a pair.
fn tally_twice(phrases: &[u32], index: usize, rows: u64, twice: &mut Twice) {
    let pair = &phrases[index..index + 2];
    if pair[0] == pair[1] || phrases.windows(2).position(|other| other == pair) != Some(index) {
        return;
    }
    // Occurrences outside the pairs: joined, these would be the only ones left.
    let (mut within, mut last) = (false, false);
    let mut at = 0;
    while at < phrases.len() {
        let is_pair = phrases[at..].starts_with(pair);
        // The pair again may be the two, each by itself.
        let outside = if is_pair { at > index } else { pair.contains(&phrases[at]) };
        at += if is_pair { 2 } else { 1 };
        if outside {
            last = at == phrases.len();
            within = within || !last;
        }
    }
    if within || last {
        twice.rows += rows;
        twice.last += if within { 0 } else { rows };
    }
}
