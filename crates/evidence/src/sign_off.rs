//! What a reviewer signs, and when it lapses.
