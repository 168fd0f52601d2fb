//! What a file may ask of the machine. Past these, reading ends in a message, never in a crash.

/// The longest record (one row, line breaks in cells included), in bytes.
pub(crate) const RECORD_BYTES: usize = 32 << 20;

/// The most columns: what a spreadsheet program can hold.
pub(crate) const COLUMNS: usize = 16_384;

/// The most bytes that a workbook may unpack to.
pub(crate) const WORKBOOK_BYTES: u64 = 160 << 20;

/// The most entries that a workbook's archive may have.
pub(crate) const WORKBOOK_ENTRIES: usize = 10_000;

/// The most memory that a workbook may need while it is read, by an estimate made from above.
pub(crate) const WORKBOOK_MEMORY: u64 = 400 << 20;

/// The most text that a workbook's cells may have together, repeated texts counted each time.
pub(crate) const WORKBOOK_TEXT: u64 = 1 << 30;

/// The most rows: what a spreadsheet program can hold.
pub(crate) const ROWS: u32 = 1 << 20;

/// The most cells of a table that is mostly empty: each takes memory, though the file has nothing
/// in its place.
const SPARSE_CELLS: u64 = 1 << 26;

/// Whether a table has so many more cells than its file has bytes, that it is hardly one.
pub(crate) fn is_too_sparse(rows: usize, columns: usize, bytes: u64) -> bool {
    let cells = rows as u64 * columns as u64;
    cells > SPARSE_CELLS && cells > 2 * bytes
}

/// How much of a file is read at a time.
pub(crate) const BLOCK_BYTES: usize = 1 << 20;
