//! What a file may ask of the machine. Past these, reading ends in a message, never in a crash.

/// The longest record (one row, line breaks in cells included), in bytes.
pub(crate) const RECORD_BYTES: usize = 32 << 20;

/// The most columns: what a spreadsheet program can hold.
pub(crate) const COLUMNS: usize = 16_384;

/// The most bytes that a workbook may unpack to.
pub(crate) const WORKBOOK_BYTES: u64 = 160 << 20;

/// How much of a file is read at a time.
pub(crate) const BLOCK_BYTES: usize = 2 << 20;
