//! The tools whose exports are read, one file each.
