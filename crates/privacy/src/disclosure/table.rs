//! Tables of counts that are published together: what must be withheld so that nothing small can be found out.
//!
//! Everything that is published about the same people goes into one [`Release`]: what people said, as
//! variables; the tables over them; the figures of insights. [`Release::protect`] decides for all of
//! them at once which counts are shown. A count from 1 to `least - 1` is withheld, and so are as many
//! others as it takes.
//!
//! What is guaranteed, and how: for every withheld count the search finds a *move*, a second way in
//! which all counts could be, that agrees with everything shown and differs in this one. A move adds
//! and takes people from combinations of answers; so it keeps every sum that ties tables together,
//! whatever the tables. In it all counts are whole, small ones stay between 1 and `least - 1`, and
//! the others at `least` or more. Who knows all that, and which counts are the small ones, can still
//! not tell a withheld count from the one that the move makes of it. Where there is no move for
//! a count, its table is withdrawn as a whole, and with it what gives it away, until there is one.
//! `docs/disclosure.md` says what this does not cover.

mod cells;
mod figure;
mod moves;
mod protected;
mod search;
mod settle;
mod ties;

pub use protected::{Cell, Kept, Place, Protected, Reason};

use cells::Cells;
use paap_analysis::People;

/// How many variables a table or figure may be over.
const MOST_VARIABLES: usize = 4;
/// How many cells a table may have.
const MOST_CELLS: usize = 1 << 14;
/// How many cells all tables may have.
const MOST_CELLS_OF_ALL: usize = 1 << 26;

/// What outsiders know to hang together: all variables that are made from the answers to one question,
/// or to questions that were asked depending on each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Question(pub(crate) usize);

/// A way to divide all people: each has one value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Variable(pub(crate) usize);

/// One number of people, out of a base.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Figure(pub(crate) usize);

/// What is withheld last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Priority {
    /// May be withheld to protect another count.
    Ordinary,
    /// Is withheld to protect another count only where nothing ordinary would do.
    Cited,
}

/// Why something cannot be part of a release.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unsuitable {
    /// Values must be disjoint.
    #[error(
        "person {person} has two values: a variable divides people, so make each option that people can combine a variable of its own"
    )]
    Overlap {
        /// The first who has two.
        person: usize,
    },
    /// Sets of other people.
    #[error("a set is drawn from {found} people, and the release is about {expected}")]
    OtherPeople {
        /// What the release is about.
        expected: usize,
        /// What was given.
        found: usize,
    },
    /// Too large to be protected.
    #[error(
        "a table over {variables} variables with {cells} cells is too large: at most {MOST_VARIABLES} variables and {MOST_CELLS} cells; make the values fewer"
    )]
    Large {
        /// How many variables.
        variables: usize,
        /// How many cells.
        cells: usize,
    },
    /// All tables together are too large to be protected.
    #[error("the tables have more than {MOST_CELLS_OF_ALL} cells together: publish fewer of them")]
    TooMany,
    /// The same variable twice, or one of another release.
    #[error("a table needs different variables of this release")]
    Variables,
    /// People with the same answers are in and out of a figure.
    #[error("the figure does not follow from the variables that it is said to be made of")]
    NotMadeOf,
}

/// Everything that is published about the same people.
#[derive(Debug, Clone)]
pub struct Release {
    size: usize,
    least: u64,
    questions: usize,
    variables: Vec<Values>,
    cells: Cells,
    figures: Vec<figure::Grids>,
}

/// A variable, as it is counted.
#[derive(Debug, Clone)]
struct Values {
    question: usize,
    /// How many values.
    size: usize,
    /// Each person's.
    of: Vec<u16>,
    /// The values that say nothing but that no answer was given.
    silent: Vec<u16>,
}

impl Values {
    /// Whether a value says nothing but that no answer was given.
    fn is_known(&self, value: u16) -> bool {
        self.silent.contains(&value)
    }
}

impl Release {
    /// An empty release about so many people, in which counts from 1 to `least - 1` are small.
    pub fn new(people: usize, least: u64) -> Self {
        let mut cells = Cells::default();
        cells.total(people);
        Self {
            size: people,
            least,
            questions: 0,
            variables: Vec::new(),
            cells,
            figures: Vec::new(),
        }
    }

    /// A question, to which variables belong.
    pub fn question(&mut self) -> Question {
        self.questions += 1;
        Question(self.questions - 1)
    }

    /// A variable with these values, which must not overlap. Whoever has none of them has a last value
    /// of their own, if there is anybody. What is known of who did not answer or was not asked must be a
    /// value, as it is known.
    pub fn variable(
        &mut self,
        question: Question,
        values: &[People],
    ) -> Result<Variable, Unsuitable> {
        self.variable_with(question, values, &[])
    }

    /// The same, of which the values at the places `silent` say nothing but that no answer was given. How
    /// many those are is said with every base, points at nobody's answers, and is not protected, be they
    /// ever so few; neither is how many of them there are in a group.
    pub fn variable_with(
        &mut self,
        question: Question,
        values: &[People],
        silent: &[usize],
    ) -> Result<Variable, Unsuitable> {
        let mut of = vec![u16::MAX; self.size];
        if question.0 >= self.questions {
            return Err(Unsuitable::Variables);
        }
        if values.len() >= usize::from(u16::MAX) {
            return Err(Unsuitable::Large { variables: 1, cells: values.len() });
        }
        for (value, people) in values.iter().enumerate() {
            if people.size() != self.size {
                return Err(Unsuitable::OtherPeople { expected: self.size, found: people.size() });
            }
            for person in people.iter() {
                if of[person] != u16::MAX {
                    return Err(Unsuitable::Overlap { person });
                }
                of[person] = value as u16;
            }
        }
        let mut size = values.len();
        if of.contains(&u16::MAX) {
            of.iter_mut()
                .filter(|value| **value == u16::MAX)
                .for_each(|value| *value = size as u16);
            size += 1;
        }
        let silent = silent.iter().filter_map(|&place| u16::try_from(place).ok()).collect();
        self.variables.push(Values { question: question.0, size, of, silent });
        Ok(Variable(self.variables.len() - 1))
    }

    /// How many values a variable has, that of whoever has no other included.
    pub fn values(&self, variable: Variable) -> usize {
        self.variables.get(variable.0).map_or(0, |values| values.size)
    }

    /// Publishes a table over one or more variables, with all its margins.
    pub fn table(&mut self, over: &[Variable], priority: Priority) -> Result<(), Unsuitable> {
        let over = self.checked(over)?;
        for part in parts(&over) {
            let grid = self.cells.grid(&part, &self.variables)?;
            self.cells.publish(grid, priority, |_| true);
        }
        Ok(())
    }

    /// Publishes a table of those alone who have a value of `filter`, with all its margins. What it
    /// leaves of the same table of everybody is protected, too.
    pub fn table_where(
        &mut self,
        over: &[Variable],
        filter: (Variable, usize),
        priority: Priority,
    ) -> Result<(), Unsuitable> {
        let mut all = over.to_vec();
        all.push(filter.0);
        let all = self.checked(&all)?;
        for part in parts(&all) {
            let grid = self.cells.grid(&part, &self.variables)?;
            if let Some(place) = part.iter().position(|&variable| variable == filter.0.0) {
                self.cells.publish(grid, priority, |at| usize::from(at[place]) == filter.1);
            }
        }
        Ok(())
    }

    /// Publishes one count: how many of the `base` are in `people`, and how many the base is. The
    /// variables are those that the two sets are made of.
    pub fn figure(
        &mut self,
        people: &People,
        base: &People,
        made_of: &[Variable],
        priority: Priority,
    ) -> Result<Figure, Unsuitable> {
        let over = self.checked(made_of)?;
        for set in [people, base] {
            if set.size() != self.size {
                return Err(Unsuitable::OtherPeople { expected: self.size, found: set.size() });
            }
        }
        for part in parts(&over) {
            self.cells.grid(&part, &self.variables)?;
        }
        let grids = self.cells.figure(&over, people, base, &self.variables)?;
        for grid in grids.all() {
            self.cells.publish(grid, priority, |_| true);
        }
        self.figures.push(grids);
        Ok(Figure(self.figures.len() - 1))
    }

    /// Decides which counts are shown.
    pub fn protect(self) -> Protected {
        Protected::new(self)
    }

    /// The variables, in their order, if they can be those of a table.
    fn checked(&self, over: &[Variable]) -> Result<Vec<usize>, Unsuitable> {
        let mut sorted: Vec<usize> = over.iter().map(|variable| variable.0).collect();
        sorted.sort_unstable();
        let is_twice = sorted.windows(2).any(|pair| pair[0] == pair[1]);
        if is_twice || sorted.iter().any(|&variable| variable >= self.variables.len()) {
            return Err(Unsuitable::Variables);
        }
        let sizes = sorted.iter().map(|&variable| self.variables[variable].size);
        let cells = sizes.fold(1usize, usize::saturating_mul);
        match sorted.len() <= MOST_VARIABLES && cells <= MOST_CELLS {
            true => Ok(sorted),
            false => Err(Unsuitable::Large { variables: sorted.len(), cells }),
        }
    }
}

/// All sets of some of the variables, from none to all.
fn parts(over: &[usize]) -> Vec<Vec<usize>> {
    let chosen = |bits: usize| {
        let bit = |&(place, _): &(usize, &usize)| bits >> place & 1 == 1;
        over.iter().enumerate().filter(bit).map(|(_, &variable)| variable).collect()
    };
    (0..1usize << over.len()).map(chosen).collect()
}

#[cfg(test)]
mod tests;
