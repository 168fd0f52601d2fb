//! The questions that somebody looks for, of all that a survey has.

use crate::error::Error;
use paap_survey::{Survey, Warning};
use std::collections::BTreeSet;

/// The ids of the questions with this id or slug, or these words in their text; with a grid go its rows,
/// and with a row its grid. All, where nobody looks for any.
pub(super) fn ids(
    survey: &Survey,
    wanted: Option<&str>,
) -> Result<Option<BTreeSet<String>>, Error> {
    let Some(wanted) = wanted.map(str::trim) else { return Ok(None) };
    let words = wanted.to_lowercase();
    let all = &survey.questions;
    let own = |id: &str, slug: &str, label: &str| {
        id == words || slug == words || label.to_lowercase().contains(&words)
    };
    let found: BTreeSet<&str> = all
        .iter()
        .filter(|one| own(&one.id, &one.slug, &one.label))
        .map(|one| one.id.as_str())
        .collect();
    if found.is_empty() || words.is_empty() {
        let help = "`paap survey inspect` lists all of them";
        return Err(Error::Usage(format!("no question is or says “{wanted}”; {help}")));
    }
    let grids: BTreeSet<&str> = all
        .iter()
        .filter(|one| found.contains(one.id.as_str()))
        .filter_map(|one| one.grid.as_deref())
        .collect();
    let with = all.iter().filter(|one| {
        found.contains(one.id.as_str())
            || one.grid.as_deref().is_some_and(|grid| found.contains(grid))
            || grids.contains(one.id.as_str())
    });
    Ok(Some(with.map(|one| one.id.clone()).collect()))
}

/// Whether a warning is about one of these questions; what is about the whole file is, always.
pub(super) fn concerns(warning: &Warning, ids: &BTreeSet<String>) -> bool {
    warning.question.as_ref().is_none_or(|id| ids.contains(id))
}
