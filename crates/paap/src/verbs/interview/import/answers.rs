//! Open survey answers as documents of their respondents.

use super::{Came, Coming, keep};
use crate::error::Error;
use crate::input;
use paap_interview::answers::{Respondent, Written, documents};
use paap_interview::document::sha256;
use paap_survey::{ReadOptions, Survey};
use std::io::Cursor;

/// Brings in what people wrote to the questions that were named.
pub(super) fn import(coming: &Coming<'_>) -> Came {
    let (mut done, mut failed) = (Vec::new(), Vec::new());
    match of_export(coming) {
        Ok(documents) => {
            for (at, one) in documents.into_iter().enumerate() {
                match one {
                    Ok(one) => done.push((at, one)),
                    Err(why) => failed.push(why),
                }
            }
        }
        Err(why) => failed.push(why),
    }
    (done, failed)
}

fn of_export(coming: &Coming<'_>) -> Result<Vec<Result<super::Imported, Error>>, Error> {
    let [path] = coming.args.files.as_slice() else {
        return Err(Error::Usage("--questions takes one export at a time".to_owned()));
    };
    let bytes = input::bytes(path)?;
    let survey = Survey::read(&mut Cursor::new(&bytes), &ReadOptions::default())
        .map_err(|why| Error::Read(path.clone(), why))?;
    // A row as a spreadsheet numbers it.
    let first = survey.source.header_rows + 1;
    let mut respondents: Vec<Respondent> = (first..first + survey.people as u64)
        .map(|row| Respondent { id: row.to_string(), answers: Vec::new() })
        .collect();
    for name in &coming.args.questions {
        let question = survey.named(name).map_err(Error::Scope)?;
        let written = survey.written(question).ok_or_else(|| {
            Error::Usage(format!(
                "{name}: people chose among options there; only answers in people's own words become documents"
            ))
        })?;
        for (respondent, answer) in respondents.iter_mut().zip(written) {
            let (question, text) = (question.id.clone(), question.label.clone());
            respondent.answers.push(Written { question, text, answer });
        }
    }
    let hash = sha256(&bytes);
    let (mut transcripts, warnings) = documents(&respondents, &hash);
    if let Some(first) = transcripts.first_mut() {
        first.warnings.extend(warnings);
    }
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let end = name.rsplit_once('.').map_or("csv", |(_, end)| end);
    let end: String = end.chars().filter(char::is_ascii_alphanumeric).take(10).collect();
    coming.study.keep_original(&format!("survey-{}.{end}", &hash[..12]), &bytes)?;
    Ok(transcripts.into_iter().map(|one| keep(coming, one, name, None)).collect())
}
