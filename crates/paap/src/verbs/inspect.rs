//! `paap survey inspect`.

use super::answers;
use crate::args::InspectArgs;
use crate::error::Error;
use crate::output::{self, Outcome};

pub(crate) fn run(args: &InspectArgs) -> Result<Outcome, Error> {
    let view = answers(&args.answers, |survey| Ok(survey.inspect()))?;
    output::view(&view, &args.showing, 0)
}
