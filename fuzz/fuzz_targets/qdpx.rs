//! See `qdpx` in `src/projects.rs`.
#![no_main]

#[expect(dead_code, reason = "a target uses one of the bodies")]
#[path = "../src/projects.rs"]
mod projects;

libfuzzer_sys::fuzz_target!(|data: &[u8]| projects::qdpx(data));
