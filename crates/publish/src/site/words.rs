//! The words of verdicts and states, as pages say them.

use super::{Status, Verdict};

pub(crate) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Supported => "Supported",
        Verdict::Contradicted => "Contradicted",
        Verdict::Mixed => "Mixed",
        Verdict::NotEnough => "Not enough evidence",
    }
}

pub(crate) fn status(status: Status) -> &'static str {
    match status {
        Status::Planned => "Planned",
        Status::Running => "Running",
        Status::Done => "Done",
    }
}
