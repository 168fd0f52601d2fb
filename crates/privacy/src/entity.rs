//! Which spans are the same person, product or place, across the texts of a study.
