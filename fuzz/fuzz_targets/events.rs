//! See `events` in `src/events.rs`.
#![no_main]

#[path = "../src/events.rs"]
mod events;

libfuzzer_sys::fuzz_target!(|data: &[u8]| events::events(data));
