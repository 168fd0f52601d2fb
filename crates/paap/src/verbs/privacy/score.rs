//! `paap privacy score`.

use crate::args::interview::ScoreArgs;
use crate::error::Error;
use crate::output::Outcome;

pub(super) fn run(_: &ScoreArgs) -> Result<Outcome, Error> {
    Err(Error::Usage("this verb is not here yet".to_owned()))
}
