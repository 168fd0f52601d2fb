//! What all readers share.
