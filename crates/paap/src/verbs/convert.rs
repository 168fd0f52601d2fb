//! `paap survey convert`. Not connected yet: it says so, and ends with exit code 2.

use crate::args::ConvertArgs;
use crate::error::Error;
use crate::output::Outcome;

pub(crate) fn run(_: &ConvertArgs) -> Result<Outcome, Error> {
    Err(Error::Missing("convert questionnaires"))
}
