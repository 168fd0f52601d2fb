//! A hint to the processor, for loops that would otherwise wait for memory.

/// How much memory comes near at once, in bytes.
const LINE: usize = 64;

/// Asks for the bytes to be brought near: the first two lines, as what follows them is fetched by
/// itself once they are read. Changes nothing that a program can see.
#[inline(always)]
pub(crate) fn prefetch(bytes: &[u8]) {
    #[cfg(target_arch = "x86_64")]
    {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        let first = bytes.as_ptr();
        // Whether there is a second line is not asked: that would cost more than to fetch it.
        for line in [first, first.wrapping_add(LINE)] {
            // SAFETY: a prefetch neither reads nor writes, whatever the address.
            unsafe { _mm_prefetch::<_MM_HINT_T0>(line.cast()) };
        }
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = (bytes, LINE);
}
