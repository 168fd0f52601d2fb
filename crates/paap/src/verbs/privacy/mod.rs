//! The verbs of what identifies people, a file for each.

mod find;
mod key;
mod score;

use crate::args::privacy::{KeyVerb, PrivacyVerb};
use crate::error::Error;
use crate::output::Outcome;

/// Does what was asked.
pub(super) fn run(verb: &PrivacyVerb) -> Result<Outcome, Error> {
    match verb {
        PrivacyVerb::Key(KeyVerb::New(args)) => key::new(args),
        PrivacyVerb::Find(args) => find::run(args),
        PrivacyVerb::Score(args) => score::run(args),
    }
}
