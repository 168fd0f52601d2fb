//! `paap interview agreement`.

use crate::args::interview::AgreementArgs;
use crate::error::Error;
use crate::output::Outcome;

pub(super) fn run(_: &AgreementArgs) -> Result<Outcome, Error> {
    Err(Error::Usage("this verb is not here yet".to_owned()))
}
