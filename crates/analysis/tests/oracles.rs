//! Every statistic against an independent oracle (see `oracles/README.md` at the repository root).
//!
//! Each test prints its worst relative error; `cargo test -p paap-analysis --test oracles --
//! --nocapture` shows them.

#![expect(clippy::unwrap_used, reason = "a broken fixture is a failed test")]

#[path = "oracles/agreement.rs"]
mod agreement;
#[path = "oracles/fixture.rs"]
mod fixture;
#[path = "oracles/interval.rs"]
mod interval;
#[path = "oracles/kano.rs"]
mod kano;
#[path = "oracles/rank.rs"]
mod rank;
#[path = "oracles/special.rs"]
mod special;
#[path = "oracles/table.rs"]
mod table;
#[path = "oracles/weight.rs"]
mod weight;
