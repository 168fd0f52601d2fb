//! A hint to the processor, for loops that would otherwise wait for memory.

/// Asks for what is there to be brought near. Changes nothing that a program can see.
#[inline(always)]
pub(crate) fn prefetch<T>(place: &T) {
    prefetch_at(std::ptr::from_ref(place).cast());
}

/// Asks for the first bytes of a text to be brought near: what follows them is fetched by itself
/// once they are read.
#[inline(always)]
pub(crate) fn prefetch_text(bytes: &[u8]) {
    // Whether there is a second line is not asked: that would cost more than to fetch it.
    prefetch_at(bytes.as_ptr());
    prefetch_at(bytes.as_ptr().wrapping_add(LINE));
}

/// How much memory comes near at once, in bytes.
const LINE: usize = 64;

#[inline(always)]
fn prefetch_at(place: *const u8) {
    #[cfg(target_arch = "x86_64")]
    {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        // SAFETY: a prefetch neither reads nor writes, whatever the address.
        unsafe { _mm_prefetch::<_MM_HINT_T0>(place.cast()) };
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = place;
}
