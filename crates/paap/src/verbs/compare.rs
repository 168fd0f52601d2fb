//! `paap survey compare`.

use super::{answers, misfit, scope_answered};
use crate::args::CompareArgs;
use crate::error::Error;
use crate::output::{self, Outcome};

pub(crate) fn run(args: &CompareArgs) -> Result<Outcome, Error> {
    let view = answers(&args.answers, |survey| {
        // Here `--where` is the group, not a filter: everybody is in scope.
        let scope = scope_answered(survey, None, &args.counting)?;
        survey.compare(&scope, &args.group, args.against.as_deref()).map_err(misfit)
    })?;
    output::view(&view, &args.showing, 0)
}
