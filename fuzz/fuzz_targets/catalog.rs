//! See `catalog` in `src/catalog.rs`.
#![no_main]

#[path = "../src/catalog.rs"]
mod catalog;

libfuzzer_sys::fuzz_target!(|data: &[u8]| catalog::catalog(data));
