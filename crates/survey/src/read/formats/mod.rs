//! The readers, one file a tool.

mod google_forms;
mod headers;
mod limesurvey;
mod plain;
mod probe;

use super::layout::{Format, Reader};
use super::sheet::Sheet;

/// The reader for a tool.
pub(crate) fn format(reader: Reader) -> &'static Format {
    match reader {
        Reader::GoogleForms => &google_forms::FORMAT,
        Reader::LimeSurvey => &limesurvey::FORMAT,
        _ => &plain::FORMAT,
    }
}

/// The reader that is surest of a sheet.
pub(crate) fn recognise(sheet: &Sheet) -> Reader {
    let mut best = (0, Reader::Plain);
    for reader in Reader::ALL {
        let sure = (format(reader).recognise)(sheet);
        if sure > best.0 {
            best = (sure, reader);
        }
    }
    best.1
}
