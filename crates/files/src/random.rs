//! Chance from the system: what stands for somebody must be guessed by nobody.

/// 64 bits that nobody can guess.
pub fn random() -> u64 {
    let mut bytes = [0; 8];
    // Where the system has no chance to offer, nothing here may pretend to.
    getrandom::getrandom(&mut bytes).expect("the system has a source of random numbers");
    u64::from_le_bytes(bytes)
}
