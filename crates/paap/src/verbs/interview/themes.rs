//! `paap interview themes`.

use crate::args::interview::ThemesArgs;
use crate::error::Error;
use crate::output::Outcome;

pub(super) fn run(_: &ThemesArgs) -> Result<Outcome, Error> {
    Err(Error::Usage("this verb is not here yet".to_owned()))
}
