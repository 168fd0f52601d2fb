//! What outsiders can find out from protected tables: attacks by programs that share nothing with the
//! protection, on real surveys and on all kinds of small ones.

mod attack;
mod published;
mod random;
mod real;
#[path = "../../../survey/src/real_data.rs"]
mod real_data;
