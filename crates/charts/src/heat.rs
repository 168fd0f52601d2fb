//! A cross table whose cells are shaded by their share.

use crate::canvas::{Canvas, Type, WIDTH, table};
use crate::number::{MISSING, count, percent};
use crate::svg::Anchor;
use crate::text::{breaks_words, clean, wrap};
use crate::values::{NOT_SHOWN, bases, phrase, plural};
use crate::{Chart, Frame, Share, Table};

/// Height of a cell.
const CELL: f64 = 38.0;

/// More columns than this are drawn in panels below each other: a phone has no more room.
const ACROSS: usize = 6;

/// Input of [`heat`].
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Heat {
    /// Id, title and note.
    pub frame: Frame,
    /// From top to bottom.
    pub rows: Vec<Heading>,
    /// From left to right.
    pub columns: Vec<Heading>,
    /// One list for each row; a missing cell, or `None`, is one that may not be shown. The base of
    /// a share says of what it is a part: row, column or all.
    pub cells: Vec<Vec<Option<Share>>>,
}

/// The head of a row or a column.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Heading {
    /// The answer's own words.
    pub label: String,
    /// How many people it stands for, where that is to be read.
    pub n: Option<f64>,
}

impl Heading {
    fn n_text(&self) -> Option<String> {
        self.n.map(|n| format!("n = {}", count(n)))
    }

    fn whole(&self) -> String {
        match self.n_text() {
            Some(n) => format!("{} ({n})", clean(&self.label)),
            None => clean(&self.label),
        }
    }
}

impl Heat {
    fn cell(&self, row: usize, column: usize) -> Option<&Share> {
        self.cells.get(row)?.get(column)?.as_ref()
    }

    fn shares(&self) -> impl Iterator<Item = &Share> {
        let columns = self.columns.len();
        let rows = self.cells.iter().take(self.rows.len());
        rows.flat_map(move |row| row.iter().take(columns).flatten())
    }
}

/// One shaded cell for each pair of a row and a column, with share and count in it; row heads stand
/// above their cells. Column heads that are too long for their column become letters with a key.
pub fn heat(input: &Heat) -> Chart {
    let mut canvas = Canvas::new(&input.frame);
    let table = twin(input);
    if !input.shares().any(Share::is_drawable) {
        return canvas.nothing(table, input.cells.iter().flatten().any(Option::is_none));
    }

    let panels = input.columns.len().div_ceil(ACROSS);
    let across = input.columns.len().div_ceil(panels.max(1)).max(1);
    let wide = WIDTH / across as f64;
    let heads = heads(&input.columns, wide);
    if let Heads::Letters(letters) = &heads {
        for (letter, column) in letters.iter().zip(&input.columns) {
            let baseline = canvas.y + Type::Small.size();
            canvas.svg.text("small strong", 0.0, baseline, Anchor::Start, letter);
            canvas.paragraph(Type::Small, 22.0, WIDTH - 22.0, &column.whole());
            canvas.y += 2.0;
        }
        canvas.y += 10.0;
    }
    for start in (0..input.columns.len()).step_by(across) {
        let end = (start + across).min(input.columns.len());
        if start > 0 {
            canvas.y += 14.0;
        }
        draw_heads(&mut canvas, input, &heads, start..end, wide);
        for (row, head) in input.rows.iter().enumerate() {
            match head.n_text() {
                Some(n) => canvas.label_with(&clean(&head.label), &n),
                None => canvas.label(&clean(&head.label)),
            }
            for column in start..end {
                let x = (column - start) as f64 * wide;
                draw_cell(&mut canvas, input.cell(row, column), x, wide);
            }
            canvas.y += CELL + 8.0;
        }
    }
    canvas.finish(&describe(input), table)
}

enum Heads {
    /// Each head's lines.
    Words(Vec<Vec<String>>),
    Letters(Vec<String>),
}

/// Words where every head fits its column in four lines without breaking inside a word.
fn heads(columns: &[Heading], wide: f64) -> Heads {
    let (size, room) = (Type::Small.size(), wide - 6.0);
    let labels: Vec<String> = columns.iter().map(|column| clean(&column.label)).collect();
    let lines: Vec<_> = labels.iter().map(|label| wrap(label, size, room)).collect();
    let awkward = lines.iter().any(|lines| lines.len() > 4)
        || labels.iter().any(|label| breaks_words(label, size, room));
    if awkward {
        Heads::Letters((0..columns.len()).map(letter).collect())
    } else {
        Heads::Words(lines)
    }
}

/// A … Z, AA, AB …
fn letter(index: usize) -> String {
    let mut index = index;
    let mut out = Vec::new();
    loop {
        out.push(char::from(b'A' + (index % 26) as u8));
        if index < 26 {
            return out.iter().rev().collect();
        }
        index = index / 26 - 1;
    }
}

fn draw_heads(
    canvas: &mut Canvas<'_>,
    input: &Heat,
    heads: &Heads,
    shown: std::ops::Range<usize>,
    wide: f64,
) {
    let lines_of = |column: usize| -> Vec<String> {
        let mut lines = match heads {
            Heads::Letters(letters) => vec![letters[column].clone()],
            Heads::Words(lines) => lines[column].clone(),
        };
        let n = input.columns[column].n_text().filter(|_| matches!(heads, Heads::Words(_)));
        lines.extend(n);
        lines
    };
    let tallest = shown.clone().map(|column| lines_of(column).len()).max().unwrap_or(0);
    for column in shown.clone() {
        let lines = lines_of(column);
        let middle = ((column - shown.start) as f64 + 0.5) * wide;
        // The last line stands next to the cells.
        let skip = tallest - lines.len();
        for (index, line) in lines.iter().enumerate() {
            let baseline = canvas.y + 12.0 + (skip + index) as f64 * Type::Small.leading();
            canvas.svg.text("small", middle, baseline, Anchor::Middle, line);
        }
    }
    canvas.y += tallest as f64 * Type::Small.leading() + 6.0;
}

fn draw_cell(canvas: &mut Canvas<'_>, share: Option<&Share>, x: f64, wide: f64) {
    let middle = x + wide / 2.0;
    let (first, second) = (canvas.y + 16.0, canvas.y + 31.0);
    let Some(share) = share.filter(|share| share.is_drawable()) else {
        let words = if share.is_some() { "none" } else { NOT_SHOWN };
        canvas.svg.rect("cell missing", x + 1.0, canvas.y + 0.5, wide - 2.0, CELL - 1.0);
        let lines = wrap(words, Type::Small.size(), wide - 4.0);
        let top = canvas.y + CELL / 2.0 + 4.0 - (lines.len() as f64 - 1.0) * 7.0;
        for (index, line) in lines.iter().enumerate() {
            let baseline = top + index as f64 * 14.0;
            canvas.svg.text("small", middle, baseline, Anchor::Middle, line);
        }
        return;
    };
    let step = (share.share.clamp(0.0, 1.0) * 8.0).round() as usize + 1;
    canvas.svg.rect(&format!("cell step-{step}"), x + 0.5, canvas.y, wide - 1.0, CELL);
    let main = format!("value strong on step-{step}");
    canvas.svg.text(&main, middle, first, Anchor::Middle, &percent(share.share));
    let long = format!("{} of {}", count(share.count), count(share.base));
    let fits = Type::Small.width(&long) <= wide - 4.0;
    let text = if fits { long } else { count(share.count) };
    canvas.svg.text(&format!("small on step-{step}"), middle, second, Anchor::Middle, &text);
}

fn twin(input: &Heat) -> Table {
    let heads: Vec<String> = input.columns.iter().map(Heading::whole).collect();
    let mut header = vec!["Row"];
    header.extend(heads.iter().map(String::as_str));
    let rows = input.rows.iter().enumerate().map(|(row, head)| {
        let mut cells = vec![head.whole()];
        cells.extend((0..input.columns.len()).map(|column| match input.cell(row, column) {
            None => NOT_SHOWN.to_owned(),
            Some(share) if share.is_drawable() => phrase(share),
            Some(_) => MISSING.to_owned(),
        }));
        cells
    });
    table(&header, rows.collect())
}

fn describe(input: &Heat) -> String {
    let rows = plural(input.rows.len(), "row", "rows");
    let columns = plural(input.columns.len(), "column", "columns");
    let mut text = format!("Cross table of {rows} and {columns}, {}.", bases(input.shares()));
    let mut most: Option<(usize, usize, &Share)> = None;
    for row in 0..input.rows.len() {
        for column in 0..input.columns.len() {
            let cell = input.cell(row, column).filter(|share| share.is_drawable());
            if let Some(share) = cell
                && most.is_none_or(|(_, _, found)| share.share > found.share)
            {
                most = Some((row, column, share));
            }
        }
    }
    if let Some((row, column, share)) = most {
        let (row, column) = (clean(&input.rows[row].label), clean(&input.columns[column].label));
        text += &format!(" Largest share: {row} and {column}, {}.", phrase(share));
    }
    text
}
