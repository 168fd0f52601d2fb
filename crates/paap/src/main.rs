//! The command line.
mod show;
fn main() {}
