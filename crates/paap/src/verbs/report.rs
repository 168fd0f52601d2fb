//! `paap survey report`. Not connected yet: it says so, and ends with exit code 2.

use crate::args::ReportArgs;
use crate::error::Error;
use crate::output::Outcome;

pub(crate) fn run(_: &ReportArgs) -> Result<Outcome, Error> {
    Err(Error::Missing("write reports"))
}
