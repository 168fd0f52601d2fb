//! A hint to the processor, for loops that would otherwise wait for memory.

/// How much memory comes near at once, in bytes.
const LINE: usize = 64;

/// Asks for the bytes to be brought near: at most the first 320, as what follows them is fetched
/// by itself once they are read. Changes nothing that a program can see.
#[inline(always)]
pub(crate) fn prefetch(bytes: &[u8]) {
    #[cfg(target_arch = "x86_64")]
    for line in bytes.chunks(LINE).take(5) {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        // SAFETY: a prefetch neither reads nor writes, whatever the address.
        unsafe { _mm_prefetch::<_MM_HINT_T0>(line.as_ptr().cast()) };
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = (bytes, LINE);
}
