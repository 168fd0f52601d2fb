//! People who did not come to the end of the form, and answers that were given to try it.

use super::answers::Answers;
use super::limesurvey;
use super::words::key;
use crate::read::layout::{Layout, Reader};
use crate::read::sheet::Sheet;
use crate::{Message, Warning};

/// What a cell of a column about the response says.
enum Says {
    /// Its person did not finish.
    Unfinished,
    /// It was given to try the form.
    Test,
    Nothing,
}

/// Says how many rows are of people who did not finish, and how many are tests. They are counted:
/// leaving them out is for whoever knows what the survey is for.
pub(in crate::read) fn look(reader: Reader, sheet: &Sheet, layout: &Layout) -> Vec<Warning> {
    let answers = Answers { sheet, headers: layout.headers.min(sheet.rows) };
    let mut warnings = Vec::new();
    for metadata in &layout.metadata {
        let Some(column) = Column::of(reader, &metadata.label) else { continue };
        let (mut unfinished, mut tests, mut filled) = (0, 0, 0);
        for (text, rows) in answers.distinct(metadata.column) {
            filled += rows;
            match column.says(text) {
                Says::Unfinished => unfinished += rows,
                Says::Test => tests += rows,
                Says::Nothing => {}
            }
        }
        if column == Column::Submitted {
            unfinished += answers.rows() as u64 - filled;
        }
        let rows = answers.rows();
        if unfinished > 0 {
            let message = |who: &str| {
                format!(
                    "{who} did not finish the form, as this column says; they are counted like \
                     everybody else. Take their rows out of the file if only whole answers are to \
                     count."
                )
            };
            let who = format!("{unfinished} of {rows} people");
            let message = Message::counted(message(&who), message("Some people"));
            let warning = Warning::notice("unfinished-answers", message);
            warnings.push(warning.at_column(metadata.column));
        }
        if tests > 0 {
            let message = |which: &str| {
                format!(
                    "{which} of a preview or a test of the form, as this column says. They are \
                     counted like all others; take them out of the file if they are not meant."
                )
            };
            let are = if tests == 1 { "is" } else { "are" };
            let counted = message(&format!("{tests} of {rows} rows {are}"));
            let message = Message::counted(counted, message("Some rows are"));
            let warning = Warning::notice("test-answers", message);
            warnings.push(warning.at_column(metadata.column));
        }
    }
    warnings
}

/// A column that says how a response came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    /// Whether the form was finished: yes or no.
    Finished,
    /// When it was: empty where it was not.
    Submitted,
    /// How far somebody came, in words.
    Status,
    /// What the response is, in words or by Qualtrics's numbers.
    Sort,
}

impl Column {
    fn of(reader: Reader, label: &str) -> Option<Self> {
        match (reader, key(label).as_str()) {
            (Reader::Qualtrics | Reader::Formbricks, "finished") => Some(Self::Finished),
            (Reader::LimeSurvey, "completed") => Some(Self::Finished),
            (Reader::LimeSurvey, _) => limesurvey::is_submission(label).then_some(Self::Submitted),
            (Reader::Typeform, "responsetype") | (Reader::Alchemer, "status") => Some(Self::Status),
            (Reader::Qualtrics, "status" | "responsetype") => Some(Self::Sort),
            _ => None,
        }
    }

    fn says(self, text: &str) -> Says {
        if self == Self::Submitted {
            return Says::Nothing;
        }
        match (self, text.to_lowercase().as_str()) {
            (Self::Finished, "false" | "no" | "0" | "n") => Says::Unfinished,
            (Self::Status, "partial" | "started" | "disqualified" | "deleted") => Says::Unfinished,
            (Self::Status, "test" | "test data") => Says::Test,
            // By number: 1 is a preview, 2 a test.
            (Self::Sort, "survey preview" | "survey test" | "preview" | "test" | "1" | "2") => {
                Says::Test
            }
            _ => Says::Nothing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::formats::{format, trial};

    #[track_caller]
    fn check(reader: Reader, text: &str, expected: &[&str]) {
        let sheet = trial::sheet(text.as_bytes());
        let layout = (format(reader).lay_out)(&sheet);
        let warnings = look(reader, &sheet, &layout);
        let found: Vec<String> = warnings
            .iter()
            .map(|warning| {
                let count = warning.message.split(' ').next().unwrap_or_default();
                format!("{} {count}", warning.code)
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn who_did_not_finish_is_counted_and_said() {
        check(
            Reader::Qualtrics,
            "StartDate,Status,Finished,ResponseId,Q1,Q2\n\
             2026-03-01 10:00:00,Survey Preview,False,R_1,a,b\n\
             2026-03-01 10:00:00,IP Address,True,R_2,a,b\n\
             2026-03-01 10:00:00,IP Address,0,R_3,a,b\n",
            &["test-answers 1", "unfinished-answers 2"],
        );
        let head = "id,submitdate,lastpage,startlanguage,q1,q2\n";
        let rows = "1,2024-01-01 10:00:00,3,en,a,b\n2,,3,en,a,b\n3,,2,en,a,b\n";
        check(Reader::LimeSurvey, &format!("{head}{rows}"), &["unfinished-answers 2"]);
        let head = "\"Antwort ID\",\"Datum Abgeschickt\",\"Letzte Seite\",\"Wie?\"\n";
        let rows = "1,2024-01-01 10:00:00,3,a\n2,,3,b\n";
        check(Reader::LimeSurvey, &format!("{head}{rows}"), &["unfinished-answers 1"]);
        check(Reader::Plain, "Finished,Role\nNo,a\nYes,b\n", &[]);
    }
}
