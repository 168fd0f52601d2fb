//! The readers, one file a tool.

mod alchemer;
mod answers;
mod formbricks;
mod google_forms;
mod group;
pub(super) mod headers;
#[cfg(test)]
mod hostile;
mod limesurvey;
mod microsoft_forms;
mod plain;
pub(super) mod probe;
mod qualtrics;
#[cfg(test)]
mod real;
mod spread;
mod surveymonkey;
pub(super) mod top;
#[cfg(test)]
mod trial;
mod typeform;
pub(super) mod unfinished;
mod words;

use super::layout::{Format, Reader};
use super::sheet::Sheet;
use crate::Warning;

/// The reader for a tool.
pub(crate) fn format(reader: Reader) -> &'static Format {
    match reader {
        Reader::Alchemer => &alchemer::FORMAT,
        Reader::Formbricks => &formbricks::FORMAT,
        Reader::GoogleForms => &google_forms::FORMAT,
        Reader::LimeSurvey => &limesurvey::FORMAT,
        Reader::MicrosoftForms => &microsoft_forms::FORMAT,
        Reader::Plain => &plain::FORMAT,
        Reader::Qualtrics => &qualtrics::FORMAT,
        Reader::SurveyMonkey => &surveymonkey::FORMAT,
        Reader::Typeform => &typeform::FORMAT,
    }
}

/// Takes from the cells what the tool itself put there, and says so.
pub(crate) fn tidy(reader: Reader, sheet: &mut Sheet) -> Vec<Warning> {
    match reader {
        Reader::Formbricks => formbricks::unguard(sheet),
        _ => Vec::new(),
    }
}

/// The reader that is surest of a sheet.
pub(crate) fn recognise(sheet: &Sheet) -> Reader {
    surest(sheet).1
}

/// The reader that is surest of a sheet, and how sure it is, from 0 to 100.
pub(crate) fn surest(sheet: &Sheet) -> (u8, Reader) {
    let mut best = (0, Reader::Plain);
    for reader in Reader::ALL {
        let format = format(reader);
        debug_assert_eq!(format.reader, reader, "a reader stands under its own name");
        let sure = (format.recognise)(sheet);
        if sure > best.0 {
            best = (sure, reader);
        }
    }
    best
}
