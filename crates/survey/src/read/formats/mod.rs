//! The readers, one file a tool.

mod alchemer;
mod answers;
mod google_forms;
mod group;
mod headers;
mod limesurvey;
mod plain;
mod probe;
mod qualtrics;
#[cfg(test)]
mod real;
mod surveymonkey;
#[cfg(test)]
mod trial;
mod words;

use super::layout::{Format, Reader};
use super::sheet::Sheet;

/// The reader for a tool.
pub(crate) fn format(reader: Reader) -> &'static Format {
    match reader {
        Reader::Alchemer => &alchemer::FORMAT,
        Reader::GoogleForms => &google_forms::FORMAT,
        Reader::Qualtrics => &qualtrics::FORMAT,
        Reader::SurveyMonkey => &surveymonkey::FORMAT,
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
