//! A figure among the tables: in it, in its base but not in it, outside its base.

use super::cells::{Cells, Grid};
use super::{Unsuitable, Values};
use paap_analysis::People;

/// Where the counts of a figure are.
#[derive(Debug, Clone)]
pub(super) struct Grids {
    /// Cell 0: in the figure; 1: in the base only; 2: outside the base.
    pub(super) inside: usize,
    /// Cell 0: in the base; 1: outside.
    pub(super) base: usize,
}

impl Grids {
    pub(super) fn all(&self) -> [usize; 2] {
        [self.inside, self.base]
    }
}

impl Cells {
    /// Adds the two grids of a figure.
    pub(super) fn figure(
        &mut self,
        over: &[usize],
        people: &People,
        base: &People,
        variables: &[Values],
    ) -> Result<Grids, Unsuitable> {
        let shape = Grid::over(over, variables);
        let mut classes = vec![u16::MAX; shape.atoms()];
        for person in 0..people.size() {
            let atom = shape.atom(|variable| variables[variable].of[person]);
            let class = match (base.contains(person), people.contains(person)) {
                (false, _) => 2,
                (true, false) => 1,
                (true, true) => 0,
            };
            if classes[atom] != u16::MAX && classes[atom] != class {
                return Err(Unsuitable::NotMadeOf);
            }
            classes[atom] = class;
        }
        // Combinations that nobody has stay empty, whatever they would count for.
        classes.iter_mut().filter(|class| **class == u16::MAX).for_each(|class| *class = 2);
        let base = classes.iter().map(|&class| u16::from(class == 2)).collect();
        let inside = self.divided(shape.clone().divided(classes, 3), variables)?;
        let base = self.divided(shape.divided(base, 2), variables)?;
        Ok(Grids { inside, base })
    }
}
