//! See `series` in `src/meetings.rs`.
#![no_main]

#[path = "../src/meetings.rs"]
mod meetings;

libfuzzer_sys::fuzz_target!(|data: &[u8]| meetings::series(data));
