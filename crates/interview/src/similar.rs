//! What is like what: excerpts like those of a code, and groups of excerpts.
