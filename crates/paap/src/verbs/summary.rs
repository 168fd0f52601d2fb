//! `paap survey summary`.

use super::{answers, only, scope};
use crate::args::OverviewArgs;
use crate::error::Error;
use crate::output::{self, Outcome};

pub(crate) fn run(args: &OverviewArgs) -> Result<Outcome, Error> {
    let view = answers(&args.answers, |survey| {
        let scope = scope(survey, args.filtered.filter.as_deref(), &args.counting)?;
        let mut view = survey.summary(&scope);
        if let Some(ids) = only::ids(survey, args.question.as_deref())? {
            view.questions.retain(|one| ids.contains(&one.id));
            view.scores.retain(|one| one.questions.iter().all(|id| ids.contains(id)));
            view.warnings.retain(|one| only::concerns(one, &ids));
        }
        Ok(view)
    })?;
    output::view(&view, &args.showing, 0)
}
