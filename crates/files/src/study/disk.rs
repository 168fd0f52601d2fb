//! Files of the folder, read one by one or on all cores, and the names that they may have.

use crate::error::Error;
use std::fs;
use std::path::Path;

/// What `read` makes of each, in order, on all cores.
pub(crate) fn each<T: Sync, R: Send>(
    items: &[T],
    read: impl Fn(&T) -> Result<R, Error> + Sync,
) -> Result<Vec<R>, Error> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let part = items.len().div_ceil(threads).max(1);
    std::thread::scope(|scope| {
        let read = &read;
        let parts: Vec<_> = items
            .chunks(part)
            .map(|part| scope.spawn(move || part.iter().map(read).collect::<Vec<_>>()))
            .collect();
        let done = parts.into_iter().flat_map(|part| match part.join() {
            Ok(part) => part,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        done.collect()
    })
}

pub(super) fn text(path: &Path) -> Result<String, Error> {
    let bytes = fs::read(path).map_err(Error::io(path))?;
    String::from_utf8(bytes).map_err(|_| Error::NotText(path.to_owned()))
}

/// A name that stays within its folder, such as a coder's or an interview's.
///
/// # Errors
///
/// Where it would be no name for a file, or one elsewhere.
pub fn safe(name: &str) -> Result<&str, Error> {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let fits = !name.is_empty()
        && name.chars().count() <= 100
        && !name.starts_with('.')
        && name.chars().all(is_plain);
    fits.then_some(name).ok_or_else(|| Error::Name(name.to_owned()))
}
