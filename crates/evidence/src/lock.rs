//! `evidence.lock`: the figures that a lead attested, for where the answers are not at hand.
