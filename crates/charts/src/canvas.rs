//! The sheet a form draws on: fixed width, a cursor that moves down, text that wraps.

use crate::number::MISSING;
use crate::svg::{Anchor, Svg};
use crate::text::{clean, clean_or_empty, width, wrap};
use crate::{Chart, Frame, Level, Table};

/// Units from edge to edge; near the width of a phone's page, so that a unit is about a pixel there.
pub(crate) const WIDTH: f64 = 384.0;

/// The three sizes of text, by use. [`STYLE`](crate::STYLE) has the same sizes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Type {
    /// What a mark is of.
    Label,
    /// Numbers beside a mark.
    Value,
    /// Axes, notes, keys.
    Small,
}

impl Type {
    pub(crate) fn size(self) -> f64 {
        match self {
            Type::Label => 14.0,
            Type::Value => 13.0,
            Type::Small => 12.0,
        }
    }

    pub(crate) fn leading(self) -> f64 {
        match self {
            Type::Label => 18.0,
            Type::Value => 17.0,
            Type::Small => 16.0,
        }
    }

    pub(crate) fn class(self) -> &'static str {
        match self {
            Type::Label => "label",
            Type::Value => "value",
            Type::Small => "small",
        }
    }

    pub(crate) fn width(self, text: &str) -> f64 {
        width(text, self.size())
    }
}

pub(crate) struct Canvas<'a> {
    frame: &'a Frame,
    pub(crate) svg: Svg,
    /// The top of what is drawn next.
    pub(crate) y: f64,
}

impl<'a> Canvas<'a> {
    pub(crate) fn new(frame: &'a Frame) -> Canvas<'a> {
        Canvas { frame, svg: Svg::default(), y: 0.0 }
    }

    /// Wrapped text from `x`, `room` wide; the cursor moves below it.
    pub(crate) fn paragraph(&mut self, kind: Type, x: f64, room: f64, text: &str) {
        for line in wrap(text, kind.size(), room) {
            let baseline = self.y + kind.size();
            self.svg.text(kind.class(), x, baseline, Anchor::Start, &line);
            self.y += kind.leading();
        }
    }

    /// A mark's label over the whole width, and a little air below it.
    pub(crate) fn label(&mut self, text: &str) {
        self.paragraph(Type::Label, 0.0, WIDTH, text);
        self.y += 3.0;
    }

    /// A label with a short text at the right end of its first line; a long one goes below it.
    pub(crate) fn label_with(&mut self, text: &str, right: &str) {
        if Type::Small.width(right) > WIDTH * 0.6 {
            self.paragraph(Type::Label, 0.0, WIDTH, text);
            self.paragraph(Type::Small, 0.0, WIDTH, right);
            self.y += 3.0;
            return;
        }
        let baseline = self.y + Type::Label.size();
        self.svg.text("small", WIDTH, baseline, Anchor::End, right);
        let room = WIDTH - Type::Small.width(right) - 12.0;
        self.paragraph(Type::Label, 0.0, room, text);
        self.y += 3.0;
    }

    /// A key: swatches with their words, flowing over as many lines as they need.
    pub(crate) fn key(&mut self, items: &[(String, String)]) {
        const SWATCH: f64 = 11.0;
        const GAP: f64 = 6.0;
        let mut x = 0.0;
        for (class, words) in items {
            let room = WIDTH - SWATCH - GAP;
            let needed = Type::Small.width(words).min(room);
            if x > 0.0 && x + SWATCH + GAP + needed > WIDTH {
                x = 0.0;
                self.y += Type::Small.leading() + 2.0;
            }
            self.svg.rect(class, x, self.y + 2.0, SWATCH, SWATCH);
            let lines = wrap(words, Type::Small.size(), room);
            for (index, line) in lines.iter().enumerate() {
                if index > 0 {
                    self.y += Type::Small.leading();
                }
                let baseline = self.y + Type::Small.size();
                self.svg.text("small", x + SWATCH + GAP, baseline, Anchor::Start, line);
            }
            // A wrapped item has its line to itself.
            x += if lines.len() > 1 { WIDTH } else { SWATCH + GAP + needed + 14.0 };
        }
        self.y += Type::Small.leading() + 8.0;
    }

    /// Says what an outline means, where there is one.
    pub(crate) fn level_note(&mut self, levels: &[Option<Level>]) {
        if levels.contains(&Some(Level::Signal)) {
            self.note("Outlined: a signal, not a finding. Too few answers to rely on.");
        }
    }

    /// A small paragraph under all that is drawn.
    pub(crate) fn note(&mut self, text: &str) {
        self.y += 2.0;
        self.paragraph(Type::Small, 0.0, WIDTH, text);
    }

    /// The honest chart of nothing: nobody answered, or what they answered is held back. The table
    /// may still name what there was to answer.
    pub(crate) fn nothing(mut self, table: Table, hidden: bool) -> Chart {
        let words = if hidden { "Not shown: too few answers" } else { "No answers" };
        self.y = 6.0;
        self.svg.text("label muted", 0.0, self.y + 14.0, Anchor::Start, words);
        self.svg.line("grid", 0.0, self.y + 26.0, WIDTH, self.y + 26.0);
        self.y += 32.0;
        self.finish(&format!("{words}."), table)
    }

    pub(crate) fn finish(mut self, desc: &str, table: Table) -> Chart {
        let note = clean_or_empty(&self.frame.note);
        if !note.is_empty() {
            self.note(&note);
        }
        let title = clean(&self.frame.title);
        let desc = if note.is_empty() { desc.to_owned() } else { format!("{desc} {note}") };
        let svg = self.svg.finish(&self.frame.id, &title, &desc, WIDTH, self.y.max(20.0) + 4.0);
        Chart { svg, table: Table { caption: title, ..table } }
    }
}

/// A table without its caption, which [`Canvas::finish`] gives.
pub(crate) fn table(header: &[&str], rows: Vec<Vec<String>>) -> Table {
    let header = header.iter().map(|text| (*text).to_owned()).collect();
    Table { caption: String::new(), header, rows }
}

/// A last column that says each row's level, where any is a signal: a caller that does not tell
/// levels apart has not called everything a finding.
pub(crate) fn add_levels(table: &mut Table, levels: &[Option<Level>]) {
    if !levels.contains(&Some(Level::Signal)) {
        return;
    }
    table.header.push("Level".to_owned());
    for (index, row) in table.rows.iter_mut().enumerate() {
        let level = levels.get(index).copied().flatten();
        row.push(level.map_or(MISSING, Level::word).to_owned());
    }
}
