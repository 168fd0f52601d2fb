//! `paap survey associations`.

use super::{answers, misfit, scope_answered};
use crate::args::AssociationsArgs;
use crate::error::Error;
use crate::output::{self, Outcome};

pub(crate) fn run(args: &AssociationsArgs) -> Result<Outcome, Error> {
    let view = answers(&args.answers, |survey| {
        let scope = scope_answered(survey, args.filtered.filter.as_deref(), &args.counting)?;
        survey.associations(&scope).map_err(misfit)
    })?;
    output::view(&view, &args.showing, args.top)
}
