//! See `expression` in `src/bodies.rs`.
#![no_main]

#[expect(dead_code, reason = "a target uses one of the bodies")]
#[path = "../src/bodies.rs"]
mod bodies;

libfuzzer_sys::fuzz_target!(|data: &[u8]| bodies::expression(data));
