//! `paap privacy find`.

use crate::args::interview::FindArgs;
use crate::error::Error;
use crate::output::Outcome;

pub(super) fn run(_: &FindArgs) -> Result<Outcome, Error> {
    Err(Error::Usage("this verb is not here yet".to_owned()))
}
