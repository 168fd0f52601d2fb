//! Questionnaires from files, told by content: YAML, or an XLSForm in a workbook.

use crate::error::Error;
use crate::{input, output};
use paap_survey::questionnaire::{self, Problem, Questionnaire, Severity};
use paap_survey::xlsform;
use std::path::Path;

/// Loads a questionnaire and says on stderr what is odd about it.
pub(crate) fn load(path: &Path) -> Result<Questionnaire, Error> {
    let bytes = input::bytes(path)?;
    let (questionnaire, problems) = match is_workbook(&bytes) {
        true => form(path, &bytes).map(|(form, lost)| (Some(form), lost))?,
        false => questionnaire::read(&bytes),
    };
    told(path, Some(&bytes), questionnaire, &problems)
}

/// Whether a file is an archive or an office document.
pub(crate) fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK") || bytes.starts_with(b"\xD0\xCF\x11\xE0")
}

/// Whether a text says that it is a questionnaire.
pub(crate) fn is_yaml(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(4096)];
    start.split(|&byte| byte == b'\n').any(|line| line.trim_ascii_start().starts_with(b"paap:"))
}

/// An XLSForm and what of it could not be carried.
pub(crate) fn form(path: &Path, bytes: &[u8]) -> Result<(Questionnaire, Vec<Problem>), Error> {
    match xlsform::read(bytes) {
        Ok(carried) => Ok((carried.questionnaire, carried.lost)),
        Err(problem) => {
            output::problems(path, None, &[*problem]);
            Err(Error::Questionnaire(path.to_owned(), 1))
        }
    }
}

/// The questionnaire, after its problems have been said.
pub(crate) fn told(
    path: &Path,
    source: Option<&[u8]>,
    questionnaire: Option<Questionnaire>,
    problems: &[Problem],
) -> Result<Questionnaire, Error> {
    let source = source.map(String::from_utf8_lossy);
    output::problems(path, source.as_deref(), problems);
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    questionnaire.ok_or_else(|| Error::Questionnaire(path.to_owned(), errors))
}
