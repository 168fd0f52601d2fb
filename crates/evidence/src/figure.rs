//! Figures: expressions over answers and codings, computed, and compared with what the author saw.
