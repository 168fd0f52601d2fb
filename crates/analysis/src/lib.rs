//! Sets of people: counts, shares, intervals, tests.
//!
//! The ground floor of the house. It knows people, counts and weights; it knows no file, no
//! question and no screen, depends on no other room and on no library, reads no clock and draws no
//! random number that is not seeded by its caller.
//!
//! - [`agreement`]: do raters agree beyond chance? kappas, alphas
//! - [`interval`]: how sure a share, a difference, a mean or a median is
//! - [`table`]: do two answers go together? Fisher, chi-square, exact or drawn permutations, Cramér
//! - [`rank`]: the same for ordered answers: Mann–Whitney, Kruskal–Wallis, Kendall
//! - [`multiple`]: p values after many looks: Benjamini–Hochberg, Holm
//! - [`kano`]: what something is to people, by Kano's two questions
//! - [`weight`]: raking, Kish's effective number, Rao–Scott
//! - [`score`]: NPS, CSAT, drivers and their index, CES, SUS, UX-Lite
//! - [`level`]: when a number is a finding, and when only a signal
//! - [`random`]: seeded numbers; [`special`]: the functions under all of it
//!
//! ```
//! use paap_analysis::interval::{CONFIDENCE, wilson};
//! use paap_analysis::level::Level;
//!
//! // 14 of 22 people: 64%, and no one should claim more than that it is 43 to 80.
//! let sure = wilson(14, 22, CONFIDENCE);
//! let percent = sure.map(|i| ((i.low * 100.0).round(), (i.high * 100.0).round()));
//! assert_eq!(percent, Some((43.0, 80.0)));
//! assert_eq!(Level::of_share(22.0, sure), Level::Signal);
//! ```
//!
//! # Invariants
//!
//! - Every formula names its source, and every statistic is compared with an oracle that shares no
//!   code with it (`oracles/`, `tests/oracles.rs`): closed forms to 1e-9 relative, far into the
//!   tails.
//! - What cannot be computed is `None`, an error value or NaN as documented; nothing panics and
//!   nothing is made up.
//! - A function of counts costs the same for 22 people and for 2,000,000, or as little more as its
//!   documentation says.

pub mod agreement;
pub mod expression;
pub mod interval;
pub mod kano;
pub mod level;
pub mod multiple;
pub mod pairs;
pub mod random;
pub mod rank;
pub mod score;
pub mod set;
pub mod special;
pub mod table;
pub mod weight;

pub use set::People;
