//! How the views are shown. Every view can be a page for the terminal, a flat table (CSV), a
//! Markdown document, and JSON; nothing here computes a number that a view does not hold.

pub(crate) mod check;
mod csv;
mod json;
mod markdown;
pub(crate) mod number;

/// A text in which no line begins as commands of GitHub's runner do, blanks before it or not: what files say
/// is shown there, and never obeyed.
pub(crate) fn no_commands(text: String) -> String {
    if !text.contains("::") {
        return text;
    }
    let line = |line: &str| match line.trim_start().starts_with("::") {
        true => format!("· {line}"),
        false => line.to_owned(),
    };
    text.split_inclusive('\n').map(line).collect()
}

#[cfg(test)]
mod samples;
pub(crate) mod sheet;
pub(crate) mod table;
mod terminal;
pub(crate) mod text;

pub(crate) use terminal::some;

use paap_survey::Warning;
use paap_survey::view::{Associations, Compare, Cross, Inspect, Kano, Summary};
use serde::Serialize;
use std::io::{self, Write};

/// A way to show a view: for reading, for programs, for spreadsheets, for pasting.
// The variants have no documentation of their own: it would make every `--help` twice as long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    Table,
    Json,
    Csv,
    Markdown,
}

/// How much is shown, and in what room.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    /// Columns of the terminal.
    pub(crate) width: usize,
    /// Whether to use bold and colour.
    pub(crate) colour: bool,
    /// Whether to show every warning, not only a few of each sort.
    pub(crate) all_warnings: bool,
    /// How many pairs to show at most.
    pub(crate) top: usize,
}

/// A view that can be shown.
pub(crate) trait Show: Serialize {
    /// What is odd in the file.
    fn warnings(&self) -> &[Warning];
    /// For the terminal.
    fn terminal(&self, look: &Look) -> String;
    /// For Markdown.
    fn markdown(&self, look: &Look) -> String;
    /// For spreadsheets.
    fn table(&self) -> table::Table<'_>;
    /// For programs.
    fn json(&self, out: &mut dyn Write) -> io::Result<()>;
}

/// Writes the view as text, ending in a line break.
pub(crate) fn write(
    view: &impl Show,
    format: Format,
    look: &Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Table => out.write_all(view.terminal(look).as_bytes()),
        Format::Csv => csv::write(view.table(), out),
        Format::Markdown => out.write_all(view.markdown(look).as_bytes()),
        Format::Json => view.json(out),
    }
}

macro_rules! show {
    ($view:ty, $name:ident, $json:ident) => {
        impl Show for $view {
            fn warnings(&self) -> &[Warning] {
                &self.warnings
            }
            fn terminal(&self, look: &Look) -> String {
                terminal::$name(self, look)
            }
            fn markdown(&self, look: &Look) -> String {
                markdown::$name(self, look)
            }
            fn table(&self) -> table::Table<'_> {
                table::$name(self)
            }
            fn json(&self, out: &mut dyn Write) -> io::Result<()> {
                json::$json(self, out)
            }
        }
    };
}

show!(Inspect, inspect, json);
show!(Summary, summary, json);
show!(Cross, cross, json);
show!(Compare, compare, json);
show!(Kano, kano, json);
show!(Associations, associations, associations);

#[cfg(test)]
mod tests;
