//! The last resort against a defect in the workbook reader: a panic becomes a message.
//!
//! [`super::archive`] and [`super::compound`] refuse beforehand what they can. What is left are
//! indices out of range in damaged binary records. Catching alone is not enough, since the
//! program's panic hook prints before anything is caught: so a hook is put in front of it, once,
//! that says nothing on a thread that is reading a workbook, and passes everything else on.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// Runs `work`; `None` where it panicked, of which nothing is printed.
///
/// What `work` had begun must not be used afterwards.
pub(super) fn quietly<T>(work: impl FnOnce() -> T) -> Option<T> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let other = take_hook();
        set_hook(Box::new(move |panic| {
            if !QUIET.get() {
                other(panic);
            }
        }));
    });
    let before = QUIET.replace(true);
    let result = catch_unwind(AssertUnwindSafe(work));
    QUIET.set(before);
    result.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_nothing() {
        assert_eq!(quietly(|| 1), Some(1));
        assert_eq!(quietly(|| panic!("never printed")), None::<()>);
        assert!(!QUIET.get());
    }
}
