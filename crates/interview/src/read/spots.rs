//! Where something was seen, so that one warning can name all the places.

use crate::warning::Warning;

/// How many places a message names.
const NAMED: usize = 40;

/// Places of one kind of oddity.
#[derive(Debug, Clone, Default)]
pub(super) struct Spots {
    count: u64,
    lines: Vec<u64>,
}

impl Spots {
    pub(super) fn add(&mut self, line: u64) {
        self.count += 1;
        if self.lines.len() < NAMED && self.lines.last() != Some(&line) {
            self.lines.push(line);
        }
    }

    pub(super) fn count(&self) -> u64 {
        self.count
    }

    /// The places that would be named.
    pub(super) fn lines(&self) -> Vec<u64> {
        self.lines.clone()
    }

    /// One notice about all the places; `say` is told how many there are, and where.
    pub(super) fn notice(
        &self,
        code: &'static str,
        say: impl FnOnce(&str) -> String,
    ) -> Option<Warning> {
        let &first = self.lines.first()?;
        let message = say(&self.places());
        let notice = Warning::notice(code, message);
        Some(if first == 0 { notice } else { notice.at_line(first) })
    }

    /// The same, as something that may be read wrongly.
    pub(super) fn problem(
        &self,
        code: &'static str,
        say: impl FnOnce(&str) -> String,
    ) -> Option<Warning> {
        self.notice(code, say).map(|notice| Warning { problem: true, ..notice })
    }

    /// "line 3", "4: lines 3, 5 and 8", "99: lines 3, 5, … and further ones".
    fn places(&self) -> String {
        if self.lines == [0] {
            return format!("{}: the file has no lines that mean anything", self.count);
        }
        let mut text = if self.count > 1 { format!("{}: ", self.count) } else { String::new() };
        text += if self.lines.len() == 1 { "line " } else { "lines " };
        let last = self.lines.len() - 1;
        let all = self.lines.len() < NAMED;
        for (index, line) in self.lines.iter().enumerate() {
            text += match index {
                0 => "",
                _ if index == last && all => " and ",
                _ => ", ",
            };
            text += &line.to_string();
        }
        if !all {
            text += " and further ones";
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_named() {
        let mut spots = Spots::default();
        for line in [3, 3, 5, 8] {
            spots.add(line);
        }
        let warning = spots.notice("x", str::to_owned);
        let warning = warning.expect("there are places");
        assert_eq!((warning.message.as_str(), warning.line), ("4: lines 3, 5 and 8", Some(3)));
        assert!(Spots::default().notice("x", str::to_owned).is_none());
    }
}
