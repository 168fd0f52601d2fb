//! Full text: what was said, found again.
