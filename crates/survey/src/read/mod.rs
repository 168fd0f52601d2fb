//! From the bytes of an export to its answers.

mod blank;
mod block;
mod column;
mod crew;
mod dialect;
mod encoding;
mod finish;
mod formats;
pub(crate) mod layout;
pub(crate) mod lex;
mod limits;
mod prefetch;
mod prepare;
mod print;
mod rewrite;
mod rows;
mod scan;
pub(crate) mod sheet;
mod structure;
mod survey;
pub(crate) mod workbook;

pub use encoding::Encoding;
pub use layout::Reader;
pub use scan::Source;
pub use survey::ReadOptions;

/// Why nothing could be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file itself could not be read.
    #[error("the file could not be read: {0}")]
    Io(#[from] std::io::Error),
    /// There is no text in the file.
    #[error("the file is empty. Export the answers again, as CSV or XLSX.")]
    Empty,
    /// Text, or a file with a known beginning, that is something else than a table.
    #[error(
        "this is {0}, not a table of answers. Export the answers as CSV or XLSX, and read that."
    )]
    NotATable(&'static str),
    /// A file of bytes that are no text.
    #[error(
        "this is neither text nor a workbook. Export the answers as CSV or XLSX, and read that."
    )]
    NotText,
    /// Text in an encoding that no spreadsheet program writes.
    #[error("the text is in UTF-32, which is not read. Save the file as UTF-8, and read that.")]
    Utf32,
    /// More columns than a spreadsheet can hold.
    #[error(
        "a row has more than 16384 columns, the most that a spreadsheet program can hold. \
         Is the separator right? Export the answers again, as CSV with one column a question."
    )]
    TooWide,
    /// Far more cells than the file has text for.
    #[error(
        "row {record} has {columns} columns, and nearly all of the other rows have far fewer: the \
         table would be empty almost everywhere. Is a mark or a line end missing there? Correct \
         the row, or export the answers again."
    )]
    TooSparse {
        /// The widest row, as a spreadsheet numbers it.
        record: u64,
        /// How many cells it has.
        columns: usize,
    },
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
    /// A workbook that only opens with a password.
    #[error(
        "the workbook is protected with a password. Open it in a spreadsheet program, save a copy \
         without a password or as CSV, and read that."
    )]
    Protected,
    /// An archive or an office document, but without worksheets.
    #[error(
        "this is {0}, not a workbook. If the answers are inside, take them out and read that file; \
         otherwise export them again, as CSV or XLSX."
    )]
    NotAWorkbook(&'static str),
    /// A workbook that is not as its format has it.
    #[error(
        "the workbook is damaged: {0}. Open it in a spreadsheet program, save it again as XLSX or \
         CSV, and read that; or export the answers again."
    )]
    Damaged(String),
    /// A workbook that asks for more of the machine than a table of answers does.
    #[error(
        "the workbook is too large: {0}. Export the answers again as CSV, which may be of any \
         size, or save the one worksheet that has them as CSV."
    )]
    WorkbookTooLarge(&'static str),
    /// A defect of paap itself.
    #[error("paap failed: {0}. Please report this.")]
    Internal(&'static str),
}
