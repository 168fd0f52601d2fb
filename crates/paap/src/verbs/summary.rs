//! `paap survey summary`.

use super::{answers, scope};
use crate::args::OverviewArgs;
use crate::error::Error;
use crate::output::{self, Outcome};

pub(crate) fn run(args: &OverviewArgs) -> Result<Outcome, Error> {
    let view = answers(&args.answers, |survey| {
        let scope = scope(survey, args.filtered.filter.as_deref(), &args.counting)?;
        Ok(survey.summary(&scope))
    })?;
    output::view(&view, &args.showing, 0)
}
