//! What a claim says in numbers, in digits or in words: each must be one of its figures.
