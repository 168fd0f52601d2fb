//! From the bytes of an export to its answers.

mod dialect;
mod encoding;
mod formats;
mod layout;
mod lex;
mod limits;
mod merge;
mod scan;
mod shard;
pub(crate) mod sheet;

pub use encoding::Encoding;
pub use layout::Reader;
pub use scan::Source;

/// Why nothing could be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file itself could not be read.
    #[error("the file could not be read: {0}")]
    Io(#[from] std::io::Error),
    /// There is no text in the file.
    #[error("the file is empty. Export the answers again, as CSV or XLSX.")]
    Empty,
    /// More columns than a spreadsheet can hold.
    #[error(
        "a row has more than 16384 columns, the most that a spreadsheet program can hold. \
         Is the separator right? Export the answers again, as CSV with one column a question."
    )]
    TooWide,
    /// More rows than can be numbered.
    #[error("the file has more than 4294967295 rows. Split it, and read the parts one by one.")]
    TooLong,
    /// A row without end.
    #[error(
        "row {record} is longer than 32 MiB. Is this a table? Export the answers again, as CSV \
         with one row a person."
    )]
    RowTooLong {
        /// The row, as a spreadsheet numbers it.
        record: u64,
    },
    /// A defect of paap itself.
    #[error("paap failed: {0}. Please report this.")]
    Internal(&'static str),
}
