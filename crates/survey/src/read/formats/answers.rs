//! The answers below a sheet's header rows: what a column holds, and what stands together.

use super::words::key;
use crate::read::layout::Role;
use crate::read::sheet::Sheet;

/// How many distinct answers of a column are looked at: an option list is shorter.
const FEW: usize = 60;

/// A sheet whose first rows are headers.
#[derive(Clone, Copy)]
pub(super) struct Answers<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) headers: usize,
}

/// What a column's answers are like.
pub(super) struct Profile<'a> {
    /// The distinct answers, trimmed, in order of appearance; at most [`FEW`].
    pub(super) values: Vec<&'a str>,
    /// Whether there are more.
    pub(super) many: bool,
    /// How many people gave the answers in `values`.
    pub(super) people: u64,
}

impl Profile<'_> {
    pub(super) fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Whether all answers are one, whatever their case and spaces.
    pub(super) fn is_single(&self) -> bool {
        let first = self.values.first().map(|value| key(value));
        !self.many && self.values.iter().all(|value| Some(key(value)) == first)
    }
}

impl<'a> Answers<'a> {
    /// A header's text; empty where there is no such row or column.
    pub(super) fn header(&self, row: usize, column: usize) -> &'a str {
        if row < self.sheet.rows { self.sheet.text(row, column).trim() } else { "" }
    }

    /// How many rows hold answers.
    pub(super) fn rows(&self) -> usize {
        self.sheet.rows.saturating_sub(self.headers)
    }

    /// The distinct answers that are not blank, with how many people gave them.
    pub(super) fn distinct(&self, column: usize) -> impl Iterator<Item = (&'a str, u64)> {
        let column = &self.sheet.columns[column];
        let heads = &column.cells[..self.headers.min(column.cells.len())];
        column.distinct().filter_map(move |(number, text, count)| {
            let in_headers = heads.iter().filter(|&&cell| cell == number).count() as u64;
            let count = u64::from(count) - in_headers;
            let text = text.trim();
            (count > 0 && !text.is_empty()).then_some((text, count))
        })
    }

    pub(super) fn profile(&self, column: usize) -> Profile<'a> {
        let mut profile = Profile { values: Vec::new(), many: false, people: 0 };
        for (text, count) in self.distinct(column) {
            if profile.values.len() == FEW {
                profile.many = true;
                break;
            }
            profile.values.push(text);
            profile.people += count;
        }
        profile
    }

    pub(super) fn is_blank(&self, column: usize) -> bool {
        self.distinct(column).next().is_none()
    }

    /// What a metadata column holds, told from its cells.
    pub(super) fn role_of(&self, column: usize) -> Role {
        let profile = self.profile(column);
        let all = |test: fn(&str) -> bool| {
            !profile.is_empty() && profile.values.iter().all(|value| test(value))
        };
        if all(|text| text.contains('@')) || all(|text| text.parse::<std::net::IpAddr>().is_ok()) {
            return Role::Address;
        }
        if all(|text| {
            text.contains([':', '/', '-']) && text.bytes().filter(u8::is_ascii_digit).count() >= 5
        }) {
            return Role::Time;
        }
        let distinct = profile.values.len() as u64;
        if distinct * 10 >= profile.people * 9
            && distinct > 1
            && all(|text| text.parse::<f64>().is_ok())
        {
            return Role::Id;
        }
        Role::Other
    }

    /// How many people have text in some of the columns, and whether anybody has in two; counting
    /// ends where somebody has.
    pub(super) fn together(&self, columns: &[usize]) -> (u64, bool) {
        let mut seen = vec![false; self.rows()];
        let mut people = 0;
        for &column in columns {
            let column = &self.sheet.columns[column];
            let blank: Vec<u32> = (column.distinct())
                .filter_map(|(number, text, _)| text.trim().is_empty().then_some(number))
                .collect();
            for (seen, cell) in seen.iter_mut().zip(&column.cells[self.headers..]) {
                if *cell == 0 || blank.contains(cell) {
                    continue;
                }
                if *seen {
                    return (people, true);
                }
                *seen = true;
                people += 1;
            }
        }
        (people, false)
    }

    /// Whether people put the columns in an order: whole numbers from 1, none of them twice, by
    /// more people than could do so by chance.
    pub(super) fn is_ranking(&self, columns: &[usize]) -> bool {
        let most = columns.len();
        if !(3..=FEW).contains(&most) {
            return false;
        }
        // Every column's ranks, by the number of the cell.
        let mut ranks = Vec::with_capacity(most);
        for &column in columns {
            let ranked = |text: &str| text.parse().is_ok_and(|rank| (1..=most).contains(&rank));
            let profile = self.profile(column);
            if profile.many || !profile.values.iter().all(|value| ranked(value)) {
                return false;
            }
            let values = &self.sheet.columns[column].values;
            let rank = |number| values.get(number).trim().parse::<usize>().unwrap_or(0);
            let in_range = |rank| if rank <= most { rank } else { 0 };
            ranks.push((0..values.len() as u32).map(rank).map(in_range).collect::<Vec<usize>>());
        }
        let (mut whole, mut part) = (0_i32, 0_i32);
        let mut taken = vec![usize::MAX; most + 1];
        for row in self.headers..self.sheet.rows {
            let mut filled = 0;
            for (&column, ranks) in columns.iter().zip(&ranks) {
                let rank = ranks[self.sheet.columns[column].cells[row] as usize];
                if rank == 0 {
                    continue;
                }
                if taken[rank] == row {
                    return false;
                }
                taken[rank] = row;
                filled += 1;
            }
            whole += i32::from(filled == most);
            part += i32::from(filled > 0 && filled < most);
        }
        // One person whose answers are drawn at random gives an order with chance k! / k^k.
        let chance: f64 = (1..=most).map(|rank| rank as f64 / most as f64).product();
        chance.powi(whole) < 0.01 && part <= whole
    }
}
