//! Tables of a document, as text: a row a line, so that who speaks stays beside what is said.

use crate::read::rows::PARAGRAPH;

/// Where the rows and cells of the outermost table lie in the text.
#[derive(Default)]
pub(super) struct Table {
    depth: usize,
    start: usize,
    rows: Vec<Vec<(usize, usize)>>,
}

impl Table {
    /// An element begins behind `at` bytes of text.
    pub(super) fn begin(&mut self, element: &str, at: usize) {
        match element {
            "tbl" => {
                self.depth += 1;
                if self.depth == 1 {
                    self.start = at;
                    self.rows.clear();
                }
            }
            "tr" if self.depth == 1 => self.rows.push(Vec::new()),
            "tc" if self.depth == 1 => {
                if let Some(row) = self.rows.last_mut() {
                    row.push((at, at));
                }
            }
            _ => {}
        }
    }

    /// An element ends; the outermost table is written anew where all of its rows are alike.
    pub(super) fn end(&mut self, element: &str, text: &mut String) {
        match element {
            "tc" if self.depth == 1 => {
                if let Some(cell) = self.rows.last_mut().and_then(|row| row.last_mut()) {
                    cell.1 = text.len();
                }
            }
            "tbl" => {
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0 {
                    self.write(text);
                }
            }
            _ => {}
        }
    }

    fn write(&mut self, text: &mut String) {
        let rows = std::mem::take(&mut self.rows);
        let width = rows.first().map_or(0, Vec::len);
        let even = rows.iter().all(|row| row.len() == width);
        if rows.len() < 3 || !(2..=4).contains(&width) || !even {
            return;
        }
        let Some(old) = text.get(self.start..).map(str::to_owned) else { return };
        text.truncate(self.start);
        for row in rows {
            for (index, (from, to)) in row.into_iter().enumerate() {
                if index > 0 {
                    text.push('\t');
                }
                let range = from.saturating_sub(self.start)..to.saturating_sub(self.start);
                let cell = old.get(range).unwrap_or_default().trim();
                text.extend(cell.chars().map(|c| match c {
                    '\n' => PARAGRAPH,
                    '\t' => ' ',
                    c => c,
                }));
            }
            text.push('\n');
        }
    }
}
