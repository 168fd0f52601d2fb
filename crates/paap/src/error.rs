//! Why paap could not run, in words that say what to do. Each ends with exit code 2.

use crate::show::text::clean;
use paap_survey::questionnaire::Problem;
use paap_survey::scope::render;
use paap_survey::{ReadError, ScopeError};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why paap could not run.
#[derive(Debug)]
pub(crate) enum Error {
    /// A file could not be opened or read.
    Open(PathBuf, io::Error),
    /// A path is a folder.
    Folder(PathBuf),
    /// More comes through a pipe than is kept, in bytes.
    Piped(PathBuf, u64),
    /// A file that is read whole has more than so many bytes.
    TooLarge(PathBuf, u64),
    /// A file that must be text is not.
    NotText(PathBuf),
    /// No answers could be read from the file.
    Read(PathBuf, ReadError),
    /// An expression or a question does not fit the survey.
    Scope(ScopeError),
    /// Shares out of those asked were wished of a verb that has none.
    Base,
    /// People cannot be weighted as a file, with this text, says.
    Weights(PathBuf, Vec<Problem>, String),
    /// A questionnaire has so many errors, which have been said.
    Questionnaire(PathBuf, usize),
    /// An export has answers to no question.
    NoQuestions(PathBuf),
    /// The name of a file to write does not say its format.
    Ending(PathBuf),
    /// What would be written over is what is read.
    Overwrite(PathBuf),
    /// What would be written over may have been edited by hand.
    Exists(PathBuf),
    /// What a page would be written over is no page.
    NoPage(PathBuf),
    /// A file could not be written.
    Write(PathBuf, io::Error),
    /// The result could not be written to stdout.
    Print(io::Error),
    /// Nobody reads what is written any more: the one end that is not an error.
    Closed,
    /// Something in a folder could not be read or written.
    Files(paap_files::Error),
    /// A file is no transcript; why, and what to do.
    Transcript(PathBuf, String),
    /// Something with interviews cannot be done; why, and what to do.
    Usage(String),
    /// An expression cannot be computed; why, with a mark under the place.
    Expression(String),
    /// An interview of this id is in the folder already; whether it was made of the same file.
    There(String, bool),
    /// What must be a folder is a file.
    NoFolder(PathBuf),
    /// So many of so many files did not come in; why was said.
    Some(usize, usize),
    /// A defect of paap itself.
    Internal(String),
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Open(path, why) => write!(out, "{}: {}", name(path), reason(why)),
            Self::Folder(path) => {
                let name = name(path);
                write!(out, "{name}: this is a folder. Name the file in it, with its ending.")
            }
            Self::Piped(path, most) => write!(
                out,
                "{}: more than {} MiB come through a pipe, and they are read twice. Save them to a \
                 file, and read that.",
                name(path),
                most >> 20
            ),
            Self::TooLarge(path, most) => write!(
                out,
                "{}: the file is larger than {} MiB. Is this the right file?",
                name(path),
                most >> 20
            ),
            Self::NotText(path) => {
                write!(out, "{}: this is not text in UTF-8. Save it as UTF-8.", name(path))
            }
            Self::Read(path, why) => write!(out, "{}: {why}", name(path)),
            Self::Questionnaire(path, errors) => {
                let errors =
                    if *errors == 1 { "an error".into() } else { format!("{errors} errors") };
                write!(out, "{}: {errors} in the questionnaire. Correct it first.", name(path))
            }
            Self::NoQuestions(path) => write!(
                out,
                "{}: there are no questions in this file. Are these tables of results? Export the \
                 answers themselves, one row a person.",
                name(path)
            ),
            Self::Ending(path) => write!(
                out,
                "{}: the name does not say in which format to write. End it with .yaml, or with \
                 .xlsx for an XLSForm.",
                name(path)
            ),
            Self::Overwrite(path) => {
                write!(out, "{}: this is the file that is read. Write to another.", name(path))
            }
            Self::Exists(path) => write!(
                out,
                "{}: this file exists, and may have been edited by hand. Write to another, or add \
                 --force to write over it.",
                name(path)
            ),
            Self::NoPage(path) => write!(
                out,
                "{}: this file exists, and is no page. Write to another, or remove it first.",
                name(path)
            ),
            Self::Base => out.write_str(
                "--base asked is for summary and report. cross, compare and associations count those \
                 who answered: leave it out.",
            ),
            // The excerpt with its caret begins on a line of its own.
            Self::Scope(why) => write!(out, "this does not fit the survey.\n{why}"),
            // What is wrong begins on a line of its own, with the line of the file it is in.
            Self::Weights(path, problems, text) => {
                write!(out, "people cannot be weighted.\n{}", render(problems, &name(path), text))
            }
            Self::Write(path, why) => write!(out, "{}: {}", name(path), refusal(why)),
            Self::Print(why) => write!(out, "the result could not be written: {why}"),
            Self::Closed => Ok(()),
            Self::Files(why) => write!(out, "{}", clean(&why.to_string())),
            Self::Transcript(path, why) => write!(out, "{}: {}", name(path), clean(why)),
            Self::Usage(why) => out.write_str(&clean(why)),
            // The excerpt with its mark has lines of its own.
            Self::Expression(why) => write!(out, "this cannot be computed.\n{why}"),
            Self::There(id, true) => {
                write!(out, "{}: this file was imported before; left as it is", clean(id))
            }
            Self::There(id, false) => write!(
                out,
                "{}: there is an interview of this id already. Rename the file, number the \
                 interviews with --number PREFIX, or write over it with --force.",
                clean(id)
            ),
            Self::NoFolder(path) => {
                write!(out, "{}: this is a file. Name the folder of the interviews.", name(path))
            }
            Self::Some(failed, all) if failed == all => {
                write!(out, "none of the {all} came in; see above.")
            }
            Self::Some(failed, all) => {
                write!(out, "{failed} of {all} did not come in, see above; all others did.")
            }
            Self::Internal(why) => write!(out, "paap failed: {why}. Please report this."),
        }
    }
}

/// A path, or what `-` stands for.
fn name(path: &Path) -> String {
    if path == Path::new("-") { "stdin".to_owned() } else { clean(&path.display().to_string()) }
}

fn reason(why: &io::Error) -> String {
    match why.kind() {
        io::ErrorKind::NotFound => {
            "there is no such file. Check the name, and the folder you are in.".to_owned()
        }
        io::ErrorKind::PermissionDenied => {
            "you may not read this file. Ask its owner, or copy it to a folder of yours.".to_owned()
        }
        _ => format!("the file could not be read: {why}"),
    }
}

fn refusal(why: &io::Error) -> String {
    match why.kind() {
        io::ErrorKind::NotFound => "there is no such folder. Make it first.".to_owned(),
        io::ErrorKind::PermissionDenied => {
            "you may not write here. Choose another place with -o.".to_owned()
        }
        io::ErrorKind::IsADirectory => "this is a folder. Name the file to write in it.".to_owned(),
        _ => format!("the file could not be written: {why}"),
    }
}

impl From<paap_server::Error> for Error {
    fn from(why: paap_server::Error) -> Self {
        Self::Usage(why.to_string())
    }
}

impl From<paap_files::Error> for Error {
    fn from(why: paap_files::Error) -> Self {
        Self::Files(why)
    }
}
