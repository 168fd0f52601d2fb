//! How the views are shown. Every view can be a page for the terminal, a flat table (CSV), a
//! Markdown document, and JSON; nothing here computes a number that a view does not hold.

mod csv;
mod json;
mod markdown;
pub(crate) mod number;
#[cfg(test)]
mod samples;
mod table;
mod terminal;
pub(crate) mod text;

use paap_survey::Warning;
use paap_survey::view::{Associations, Compare, Cross, Inspect, Summary};
use serde::Serialize;

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
    fn table(&self) -> table::Table;
}

/// The view as text, ending in a line break.
pub(crate) fn show(view: &impl Show, format: Format, look: &Look) -> serde_json::Result<String> {
    Ok(match format {
        Format::Table => view.terminal(look),
        Format::Csv => csv::csv(&view.table()),
        Format::Markdown => view.markdown(look),
        Format::Json => json::json(view)?,
    })
}

macro_rules! show {
    ($view:ty, $name:ident) => {
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
            fn table(&self) -> table::Table {
                table::$name(self)
            }
        }
    };
}

show!(Inspect, inspect);
show!(Summary, summary);
show!(Cross, cross);
show!(Compare, compare);
show!(Associations, associations);

#[cfg(test)]
mod tests;
