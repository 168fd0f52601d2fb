//! Questionnaires from and to XLSForm, the spreadsheet that ODK, KoboToolbox and others run.
//!
//! What both can say is carried. What only paap can say goes to columns whose names begin with
//! `paap_`, which form tools ignore and [`read`] understands, so that a questionnaire survives the
//! way there and back. What cannot be carried is listed, cell by cell.
//!
//! Source of the format: <https://xlsform.org/en/ref-table/> and what pyxform accepts.

mod condition;
mod groups;
mod language;
mod parse;
mod reader;
mod rows;
mod sheet;
mod table;
mod writer;

#[cfg(test)]
mod real_data;
#[cfg(test)]
mod tests;

pub use reader::read;
pub use writer::write;

use crate::questionnaire::{Problem, Questionnaire};

/// A questionnaire read from an XLSForm.
#[derive(Debug, Clone, PartialEq)]
pub struct Carried {
    /// What could be carried.
    pub questionnaire: Questionnaire,
    /// What could not (warnings) and what is said in another way (notes), each with its cell.
    pub lost: Vec<Problem>,
}

/// A questionnaire written as an XLSForm.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// The `.xlsx` file.
    pub workbook: Vec<u8>,
    /// What form tools will not do as the questionnaire says, each with its cell.
    pub lost: Vec<Problem>,
}
