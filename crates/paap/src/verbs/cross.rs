//! `paap survey cross`.

use super::{answers, misfit, scope_answered};
use crate::args::CrossArgs;
use crate::error::Error;
use crate::output::{self, Outcome};

pub(crate) fn run(args: &CrossArgs) -> Result<Outcome, Error> {
    let view = answers(&args.answers, |survey| {
        let scope = scope_answered(survey, args.filtered.filter.as_deref(), &args.counting)?;
        survey.cross(&scope, &args.rows, &args.cols).map_err(misfit)
    })?;
    output::view(&view, &args.showing, 0)
}
