//! `paap interview redact`.

use crate::args::interview::RedactArgs;
use crate::error::Error;
use crate::output::Outcome;

pub(super) fn run(_: &RedactArgs) -> Result<Outcome, Error> {
    Err(Error::Usage("this verb is not here yet".to_owned()))
}
