//! Which records hold nothing, in little room: a file may be nothing but line ends.

/// Numbers of blank records, ascending, kept as runs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Blank {
    /// Every run but the last: how many records lie between it and the run before, and how long
    /// it is. Each number takes as many bytes as it needs, seven bits a byte, the lowest first.
    runs: Vec<u8>,
    /// The record behind the last of `runs`.
    end: u64,
    /// The last run, which may still grow: where it begins and how long it is.
    last: (u64, u64),
    count: u64,
}

impl Blank {
    /// Adds a record behind all others.
    pub(crate) fn push(&mut self, record: u64) {
        self.push_run(record, 1);
    }

    /// Adds a run of records behind all others.
    pub(crate) fn push_run(&mut self, start: u64, length: u64) {
        self.count += length;
        if self.last.1 > 0 && start == self.last.0 + self.last.1 {
            self.last.1 += length;
            return;
        }
        if self.last.1 > 0 {
            write(&mut self.runs, self.last.0 - self.end);
            write(&mut self.runs, self.last.1);
            self.end = self.last.0 + self.last.1;
        }
        self.last = (start, length);
    }

    /// How many records there are.
    pub(crate) fn count(&self) -> u64 {
        self.count
    }

    /// The runs, in order: where each begins and how long it is.
    pub(crate) fn runs(&self) -> impl Iterator<Item = (u64, u64)> {
        let (mut rest, mut end) = (&self.runs[..], 0);
        let known = std::iter::from_fn(move || {
            let start = end + read(&mut rest)?;
            let length = read(&mut rest)?;
            end = start + length;
            Some((start, length))
        });
        known.chain((self.last.1 > 0).then_some(self.last))
    }

    /// The first few records.
    pub(crate) fn first(&self, many: usize) -> Vec<u64> {
        self.runs().flat_map(|(start, length)| start..start + length).take(many).collect()
    }
}

fn write(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn read(bytes: &mut &[u8]) -> Option<u64> {
    let length = bytes.iter().position(|byte| byte & 0x80 == 0)? + 1;
    let (own, rest) = bytes.split_at(length);
    *bytes = rest;
    Some(own.iter().rev().fold(0, |number, byte| number << 7 | u64::from(byte & 0x7f)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_come_back_as_they_went_in() {
        let mut blank = Blank::default();
        let records = [1, 2, 3, 700, 1 << 40, (1 << 40) + 1, (1 << 40) + 3];
        records.iter().for_each(|&record| blank.push(record));
        let runs: Vec<(u64, u64)> = blank.runs().collect();
        assert_eq!(runs, [(1, 3), (700, 1), (1 << 40, 2), ((1 << 40) + 3, 1)]);
        assert_eq!((blank.count(), blank.first(4)), (7, vec![1, 2, 3, 700]));
        assert_eq!(blank.first(100), records);
        assert_eq!(Blank::default().runs().count(), 0);
    }
}
