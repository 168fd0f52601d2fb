//! `paap interview codes`.

use crate::args::interview::CodesArgs;
use crate::error::Error;
use crate::output::Outcome;

pub(super) fn run(_: &CodesArgs) -> Result<Outcome, Error> {
    Err(Error::Usage("this verb is not here yet".to_owned()))
}
