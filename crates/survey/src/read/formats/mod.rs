//! The tools whose exports are read, one file each.

mod formbricks;
mod limesurvey;
mod microsoft_forms;
mod probe;
mod typeform;
