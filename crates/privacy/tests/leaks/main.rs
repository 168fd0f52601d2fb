//! What the planted leaks are, and how much of them is found. README.md says what is planted.

mod measure;
mod planted;
