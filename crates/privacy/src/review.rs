//! The file in which people decide about each proposal.
