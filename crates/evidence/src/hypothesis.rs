//! Hypotheses: what was assumed, and the dated test of it.
