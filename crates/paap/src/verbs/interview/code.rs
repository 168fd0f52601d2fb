//! `paap interview code`.

use crate::args::interview::CodeArgs;
use crate::error::Error;
use crate::output::Outcome;

pub(super) fn run(_: &CodeArgs) -> Result<Outcome, Error> {
    Err(Error::Usage("this verb is not here yet".to_owned()))
}
