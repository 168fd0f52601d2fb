//! Which atoms, standing next to each other, are one option.
//!
//! Two readings are weighed for every two neighbours `a, b` of which one never occurs without
//! the other: that `a, b` is one option, and that `a` and `b` are two. Each is given the
//! probability of what is seen if people tick options independently of each other; what the text
//! looks like speaks as well. Only a clear majority settles it; the rest is told to the reader.

use super::atoms::{Atom, Cut, bracketed, may_open};
use super::odds::ln_choose;
use foldhash::{HashMap, HashMapExt};

/// A run of atoms that is taken for one thing.
pub(super) type Phrase = Vec<Atom>;

/// A cell of the column: its phrases, and how many rows hold it.
pub(super) struct Cell {
    pub(super) phrases: Vec<u32>,
    pub(super) rows: u64,
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

/// How much likelier one reading must be to settle the question: a thousand times.
const SETTLED: f64 = 6.907_755_278_982_137;

/// How much a fragment that begins with a small letter speaks for belonging to what stands
/// before it, where other options begin with a capital: the same.
const SMALL_LETTER: f64 = SETTLED;

/// What a person would have to write at *Other* to make a fragment stand alone by accident.
const WRITE_IN: f64 = -SETTLED;

/// The phrases of a column.
pub(super) struct Phrases<'a> {
    cut: &'a Cut<'a>,
    pub(super) all: Vec<Phrase>,
    numbers: HashMap<Phrase, u32>,
    pub(super) cells: Vec<Cell>,
    pub(super) doubts: Vec<Doubt>,
    separator: &'a str,
    /// Rows with text.
    rows: u64,
}

/// What is counted of a phrase.
#[derive(Clone, Copy, Default)]
struct Tally {
    /// Times it occurs.
    times: u64,
    /// Times it occurs last in its cell.
    last: u64,
    /// Cells in which it occurs twice.
    doubled: u64,
}

#[derive(Clone, Copy, PartialEq)]
enum Verdict {
    One,
    Two,
}

impl<'a> Phrases<'a> {
    /// Finds which atoms belong together, in the cells with these places, each with how many rows
    /// hold it.
    pub(super) fn find(cut: &'a Cut<'a>, cells: &[(usize, u64)], separator: &'a str) -> Self {
        let mut phrases = Self {
            cut,
            all: Vec::new(),
            numbers: HashMap::new(),
            cells: Vec::with_capacity(cells.len()),
            doubts: Vec::new(),
            separator,
            rows: cells.iter().map(|cell| cell.1).sum(),
        };
        let may_open: Vec<bool> =
            (0..cut.atoms.len()).map(|atom| may_open(cut.atoms.text(atom as Atom))).collect();
        // The phrase of each atom that stands alone: nearly all do.
        let mut alone = vec![u32::MAX; cut.atoms.len()];
        let mut pieces: Vec<&str> = Vec::new();
        for &(place, rows) in cells {
            let atoms = cut.cell(place);
            let opens = atoms.iter().any(|&atom| may_open[atom as usize]);
            if opens {
                pieces.clear();
                pieces.extend(atoms.iter().map(|&atom| cut.atoms.text(atom)));
            }
            let mut cell = Cell { phrases: Vec::with_capacity(atoms.len()), rows };
            let mut at = 0;
            while at < atoms.len() {
                let end = at + 1 + if opens { bracketed(&pieces, at) } else { 0 };
                let phrase = if end == at + 1 {
                    let alone = &mut alone[atoms[at] as usize];
                    if *alone == u32::MAX {
                        *alone = phrases.number(vec![atoms[at]]);
                    }
                    *alone
                } else {
                    phrases.number(atoms[at..end].to_vec())
                };
                cell.phrases.push(phrase);
                at = end;
            }
            phrases.cells.push(cell);
        }
        let small = phrases.small_letters_begin_options();
        let single_words = phrases.options_are_single_words();
        // Each round joins what can be joined; a phrase of k atoms needs at most k rounds.
        for _ in 0..24 {
            let joins = phrases.joins(small, single_words);
            if joins.is_empty() {
                break;
            }
            phrases.join(&joins);
        }
        phrases
    }

    fn number(&mut self, phrase: Phrase) -> u32 {
        if let Some(&number) = self.numbers.get(&phrase) {
            return number;
        }
        let number = self.all.len() as u32;
        self.numbers.insert(phrase.clone(), number);
        self.all.push(phrase);
        number
    }

    /// A phrase's text.
    pub(super) fn text(&self, phrase: u32) -> String {
        let texts: Vec<&str> =
            self.all[phrase as usize].iter().map(|&a| self.cut.atoms.text(a)).collect();
        texts.join(self.joint())
    }

    /// What stands between two atoms of one phrase.
    fn joint(&self) -> &'a str {
        self.separator
    }

    /// Whether options of this column begin with small letters: what begins a cell surely begins
    /// an option.
    fn small_letters_begin_options(&self) -> bool {
        let (mut small, mut all) = (0, 0);
        for cell in &self.cells {
            if let Some(&first) = cell.phrases.first() {
                small += cell.rows * u64::from(self.begins_small(first));
                all += cell.rows;
            }
        }
        small * 5 > all
    }

    fn begins_small(&self, phrase: u32) -> bool {
        let atom = self.all[phrase as usize][0];
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

    /// The pairs that are one option, after which occurrences are to be joined.
    fn joins(&mut self, small: bool, single_words: bool) -> HashMap<(u32, u32), ()> {
        let mut tally = vec![Tally::default(); self.all.len()];
        let mut pairs: HashMap<(u32, u32), u64> = HashMap::new();
        for cell in &self.cells {
            for (index, &phrase) in cell.phrases.iter().enumerate() {
                let entry = &mut tally[phrase as usize];
                entry.times += cell.rows;
                if index + 1 == cell.phrases.len() {
                    entry.last += cell.rows;
                }
                if cell.phrases[..index].contains(&phrase) {
                    entry.doubled += cell.rows;
                }
            }
            for pair in cell.phrases.windows(2) {
                *pairs.entry((pair[0], pair[1])).or_default() += cell.rows;
            }
        }
        let mut found: Vec<((u32, u32), u64)> =
            pairs.into_iter().filter(|&(_, n)| n >= 2).collect();
        found.sort_unstable_by_key(|&(pair, together)| (std::cmp::Reverse(together), pair));
        let mut joins = HashMap::new();
        let mut taken = vec![(false, false); self.all.len()];
        for ((a, b), together) in found {
            let (ta, tb) = (tally[a as usize], tally[b as usize]);
            if taken[a as usize].1 || taken[b as usize].0 || a == b {
                continue;
            }
            let Some((verdict, settled)) = self.weigh(b, ta, tb, together, small, single_words)
            else {
                continue;
            };
            if !settled {
                let one = vec![self.text(a) + self.joint() + &self.text(b)];
                let two = vec![self.text(a), self.text(b)];
                let (taken, other) = if verdict == Verdict::One { (one, two) } else { (two, one) };
                let doubt = Doubt { taken, other, rows: together };
                if !self.doubts.contains(&doubt) {
                    self.doubts.push(doubt);
                }
            }
            if verdict == Verdict::One {
                joins.insert((a, b), ());
                taken[a as usize].1 = true;
                taken[b as usize].0 = true;
            }
        }
        joins
    }

    /// Weighs `a, b` as one option against two. None where both plainly occur apart.
    fn weigh(
        &self,
        b: u32,
        ta: Tally,
        tb: Tally,
        together: u64,
        small: bool,
        single_words: bool,
    ) -> Option<(Verdict, bool)> {
        let (apart_a, apart_b) = (ta.times - together, tb.times - together);
        let n = self.rows;
        let clue = if !small && self.begins_small(b) { SMALL_LETTER } else { 0.0 };
        if apart_a == 0 && apart_b == 0 {
            // Two options that exactly the same people tick.
            let two = -ln_choose(n, together);
            if single_words && two > -3.0 * SETTLED {
                return Some((Verdict::Two, false));
            }
            return Some((Verdict::One, clue - two >= SETTLED));
        }
        if apart_b == 0 || apart_a == 0 {
            let whole = together + apart_a + apart_b;
            let alone = apart_a + apart_b;
            let doubled = if apart_b == 0 { ta.doubled } else { tb.doubled };
            // A write-in that is a fragment of the option, once: not an option of its own.
            let stray = alone == 1 && if apart_b == 0 { ta.last == 1 } else { tb.last > 0 };
            if stray && together >= 8 && clue > 0.0 {
                return Some((Verdict::One, true));
            }
            if doubled > 0 {
                // Nobody can tick an option twice: the second time it is the longer one.
                return Some((Verdict::One, true));
            }
            // As one option: those with the short and those with the long one are two separate
            // groups. As two: all who tick the one also tick the other.
            let one = ln_choose(n - alone.min(n), together) - ln_choose(n, together);
            let two = ln_choose(whole, together) - ln_choose(n, together);
            let clue = if apart_b == 0 { clue } else { 0.0 };
            let odds = one + clue - two;
            let verdict = if odds > 0.0 && clue > 0.0 { Verdict::One } else { Verdict::Two };
            let settled = match verdict {
                Verdict::One => odds >= SETTLED,
                Verdict::Two => odds <= -SETTLED || together < 3,
            };
            return Some((verdict, settled));
        }
        // Both occur apart, but so rarely that write-ins may explain it.
        let apart = apart_a + apart_b;
        if apart * 200 <= together && apart_a <= ta.last && clue > 0.0 {
            let odds = WRITE_IN * apart as f64 + ln_choose(n, together);
            if odds >= SETTLED {
                return Some((Verdict::One, true));
            }
        }
        None
    }

    /// Joins the pairs in every cell.
    fn join(&mut self, joins: &HashMap<(u32, u32), ()>) {
        let mut cells = std::mem::take(&mut self.cells);
        let mut new: HashMap<(u32, u32), u32> = HashMap::new();
        for cell in &mut cells {
            let mut kept: Vec<u32> = Vec::with_capacity(cell.phrases.len());
            let mut at = 0;
            while at < cell.phrases.len() {
                let phrase = cell.phrases[at];
                let next = cell.phrases.get(at + 1).copied();
                match next {
                    Some(next) if joins.contains_key(&(phrase, next)) => {
                        let joined = *new.entry((phrase, next)).or_insert_with(|| {
                            let whole =
                                [&self.all[phrase as usize][..], &self.all[next as usize]].concat();
                            self.number(whole)
                        });
                        kept.push(joined);
                        at += 2;
                    }
                    _ => {
                        kept.push(phrase);
                        at += 1;
                    }
                }
            }
            cell.phrases = kept;
        }
        self.cells = cells;
    }
}
