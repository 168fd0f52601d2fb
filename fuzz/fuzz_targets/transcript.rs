//! See `transcript` in `src/transcripts.rs`.
#![no_main]

#[expect(dead_code, reason = "a target uses one of the bodies")]
#[path = "../src/transcripts.rs"]
mod transcripts;

libfuzzer_sys::fuzz_target!(|data: &[u8]| transcripts::transcript(data));
