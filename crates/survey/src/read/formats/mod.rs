//! The tools whose exports are read, one file each.

mod limesurvey;
mod probe;
