//! The special functions under every interval and test of this room: gamma, beta, and the tails
//! and quantiles of the normal, t, chi-square, F and binomial distributions.
//!
//! They are written so that the *small* tail is computed, never subtracted from one: a p value of
//! 1e-300 has as many right digits as one of 0.3. The leading factors follow C. Loader, *Fast and
//! accurate computation of binomial probabilities* (2000), because differences of log-gammas lose
//! nine digits at a million people. Relative accuracy is about 1e-13 wherever the result is a
//! normal number; `tests/oracles.rs` measures it against mpmath.
//!
//! Arguments outside a function's domain give NaN, never a panic.

mod beta;
mod distribution;
mod gamma;
mod normal;
mod saddle;
mod solve;

pub use beta::{beta_lower, beta_quantile, beta_quantile_upper, beta_upper};
pub(crate) use distribution::t_upper;
pub use distribution::{
    binomial_cdf, binomial_sf, chi2_quantile, chi2_sf, f_quantile, f_sf, t_quantile, t_sf,
};
pub use gamma::{gamma_lower, gamma_upper, ln_gamma};
pub(crate) use normal::normal_upper;
pub use normal::{erfc, normal_cdf, normal_pdf, normal_quantile, normal_sf};
pub(crate) use saddle::{ln_factorial, ln_hypergeometric};
