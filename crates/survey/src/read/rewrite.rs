//! Changing the texts of a column that has been read, each distinct one once.

use super::sheet::{Column, Values};
use hashbrown::HashMap;

impl Column {
    /// Changes every text for which `change` has another. Returns how many rows hold such a text.
    pub(crate) fn rewrite(&mut self, change: impl Fn(&str) -> Option<String>) -> u64 {
        let texts = || (1..self.values.len() as u32).map(|number| self.values.get(number));
        if !texts().any(|text| change(text).is_some()) {
            return 0;
        }
        // Two texts can become one, so they are numbered anew.
        let (mut text, mut ends) = (String::new(), vec![0]);
        let mut known: HashMap<String, u32> = HashMap::from([(String::new(), 0)]);
        let mut numbers = vec![0];
        let mut changed = 0;
        for (old, count) in texts().zip(&self.counts[1..]) {
            let new = change(old);
            changed += if new.is_some() { u64::from(*count) } else { 0 };
            let new = new.unwrap_or_else(|| old.to_owned());
            let number = *known.entry(new).or_insert_with_key(|new| {
                text.push_str(new);
                ends.push(text.len());
                ends.len() as u32 - 1
            });
            numbers.push(number);
        }
        let renumber = |old: &mut u32| *old = numbers[*old as usize];
        let mut counts = vec![0; ends.len()];
        for (&number, count) in numbers.iter().zip(&self.counts) {
            counts[number as usize] += count;
        }
        self.cells.iter_mut().for_each(renumber);
        self.recoded.iter_mut().for_each(renumber);
        self.recoded.sort_unstable();
        self.recoded.dedup();
        (self.values, self.counts) = (Values::of(text, ends), counts);
        changed
    }

    /// Leaves out zero bytes, which are of no text. Returns how many cells held some.
    pub(crate) fn drop_zeros(&mut self) -> u64 {
        if memchr::memchr(0, self.values.all().as_bytes()).is_none() {
            return 0;
        }
        self.rewrite(|text| text.contains('\0').then(|| text.replace('\0', "")))
    }
}

#[cfg(test)]
mod tests {
    use crate::read::scan;
    use std::io::Cursor;

    #[test]
    fn texts_that_become_equal_are_one() {
        let text = "q,a heading that is longer than the rest\na\0,1\na,\0\nb\0\0,2\na,3\n";
        let sheet = scan::sheet(&mut Cursor::new(text), 1).expect("a sheet");
        assert_eq!(sheet.zeros, 3);
        let column = |at: usize| -> Vec<(&str, u32)> {
            sheet.columns[at].distinct().map(|(_, text, count)| (text, count)).collect()
        };
        assert_eq!(column(0), [("q", 1), ("a", 3), ("b", 1)]);
        assert_eq!(
            column(1),
            [("a heading that is longer than the rest", 1), ("1", 1), ("2", 1), ("3", 1)]
        );
        assert_eq!(sheet.text(2, 1), "");
    }
}
