//! How much a reading may keep: one count for everything, so that no kind of record is a way
//! around it.

use super::Error;

/// The most that records and copies of excerpts may take, in bytes.
const KEPT_BYTES: usize = 160 << 20;
/// What keeping a text costs besides its bytes.
const OVERHEAD: usize = 16;

/// Counts what is kept.
#[derive(Debug, Default)]
pub(super) struct Meter {
    kept: usize,
}

impl Meter {
    /// Notes that a record and so many bytes of text are kept.
    pub(super) fn keep<Record>(&mut self, text: usize) -> Result<(), Error> {
        self.kept = self.kept.saturating_add(size_of::<Record>() + OVERHEAD).saturating_add(text);
        if self.kept > KEPT_BYTES {
            let what = "codes, selections, notes and excerpts take more than 160 MiB";
            return Err(Error::TooLarge(what));
        }
        Ok(())
    }

    /// Notes that a record is no longer kept.
    pub(super) fn release<Record>(&mut self) {
        self.kept = self.kept.saturating_sub(size_of::<Record>() + OVERHEAD);
    }
}
