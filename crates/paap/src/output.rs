//! Where results go: stdout or a file; and what the terminal can show.

use crate::args::{Showing, Strictness, Warnings};
use crate::error::Error;
use crate::show::sheet::{self, Sheet};
use crate::show::{Format, Look, Show, some, write};
use paap_survey::Warning;
use paap_survey::questionnaire::{Problem, render};
use serde::Serialize;
use std::env;
use std::io::{self, BufWriter, IsTerminal, Read, Write};
use std::path::Path;

/// How a verb that could run has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Exit code 0.
    Done,
    /// Exit code 1: so many problems, and `--strict`.
    Problems(usize),
    /// Exit code 1: so many things that keep something from being shared.
    Gate(usize),
}

/// Shows a view on stdout.
pub(crate) fn view(view: &impl Show, showing: &Showing, top: usize) -> Result<Outcome, Error> {
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let look = look(showing.warnings == Warnings::All, top);
    write(view, showing.format, &look, &mut out).and_then(|()| out.flush()).map_err(unprinted)?;
    let warnings = view.warnings();
    if showing.format == Format::Csv && !warnings.is_empty() {
        // A flat table has no place for them, and nothing odd may go unsaid.
        let count = warnings.len();
        say(&format!("{count} warnings about the file; --format table or json shows them"));
    }
    Ok(outcome(warnings, &showing.strictness))
}

/// Shows a result that is tables on stdout; `view` is what programs get.
pub(crate) fn sheet(
    view: &impl Serialize,
    sheet: Sheet,
    showing: &Showing,
) -> Result<Outcome, Error> {
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let problems = sheet.warnings.iter().filter(|remark| remark.problem).count();
    let warnings = sheet.warnings.len();
    sheet::write(
        view,
        sheet,
        showing.format,
        &look(showing.warnings == Warnings::All, 0),
        &mut out,
    )
    .and_then(|()| out.flush())
    .map_err(unprinted)?;
    if showing.format == Format::Csv && warnings > 0 {
        let warnings = some(warnings as u64, "warning");
        say(&format!("{warnings} not shown: see --format table or json"));
    }
    match problems {
        problems if showing.strictness.strict && problems > 0 => Ok(Outcome::Problems(problems)),
        _ => Ok(Outcome::Done),
    }
}

/// What the file's problems make of the exit code.
pub(crate) fn outcome(warnings: &[Warning], strictness: &Strictness) -> Outcome {
    match warnings.iter().filter(|warning| warning.problem).count() {
        problems if strictness.strict && problems > 0 => Outcome::Problems(problems),
        _ => Outcome::Done,
    }
}

/// Writes to stdout.
pub(crate) fn print(text: &str) -> Result<(), Error> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(unprinted)
}

fn unprinted(why: io::Error) -> Error {
    match why.kind() {
        io::ErrorKind::BrokenPipe => Error::Closed,
        _ => Error::Print(why),
    }
}

/// Refuses to write over what is read, by whatever name: it would be lost.
pub(crate) fn refuse_overwriting<'a>(
    read: impl IntoIterator<Item = &'a Path>,
    output: &Path,
) -> Result<(), Error> {
    let Ok(written) = output.canonicalize() else { return Ok(()) };
    let is_same = |path: &Path| {
        path.canonicalize().is_ok_and(|path| path == written || is_one_file(&path, &written))
    };
    if read.into_iter().any(is_same) {
        return Err(Error::Overwrite(output.to_owned()));
    }
    Ok(())
}

/// Refuses to write a page over a file that is none: it may be all there is of something else.
pub(crate) fn refuse_losing(output: &Path) -> Result<(), Error> {
    const PAGE: &[u8] = b"<!doctype html";
    let is_file = output.metadata().is_ok_and(|about| about.is_file() && about.len() > 0);
    if !is_file {
        return Ok(());
    }
    let mut start = [0; PAGE.len()];
    let read = std::fs::File::open(output).and_then(|mut file| file.read_exact(&mut start));
    if read.is_ok() && start.eq_ignore_ascii_case(PAGE) {
        return Ok(());
    }
    Err(Error::NoPage(output.to_owned()))
}

/// Whether two names stand for one file, as hard links do.
#[cfg(unix)]
fn is_one_file(a: &Path, b: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let place = |path: &Path| path.metadata().map(|about| (about.dev(), about.ino())).ok();
    place(a).is_some_and(|a| Some(a) == place(b))
}

#[cfg(not(unix))]
fn is_one_file(_: &Path, _: &Path) -> bool {
    false
}

/// Writes a file; `-` is stdout.
pub(crate) fn file(path: &Path, text: &str) -> Result<(), Error> {
    if path == Path::new("-") {
        return print(text);
    }
    std::fs::write(path, text).map_err(|why| Error::Write(path.to_owned(), why))
}

/// Says on stderr what is wrong with a file, where, and what to do; `source` is its text.
pub(crate) fn problems(path: &Path, source: Option<&str>, problems: &[Problem]) {
    let name = crate::show::text::clean(&path.display().to_string());
    for shown in render(problems, &name, source) {
        let _ = writeln!(io::stderr(), "{}", safe(&shown));
    }
}

/// Says something on stderr. Where that fails there is nobody to tell.
pub(crate) fn say(text: &str) {
    let _ = writeln!(io::stderr(), "paap: {}", safe(text));
}

/// A text in which nothing drives a terminal.
fn safe(text: &str) -> String {
    let safe = |c: char| if c != '\n' && crate::show::text::is_unsafe(c) { '\u{fffd}' } else { c };
    text.chars().map(safe).collect()
}

/// What stdout can show.
pub(crate) fn look(all_warnings: bool, top: usize) -> Look {
    let terminal = io::stdout().is_terminal();
    let columns = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let measured = if terminal { terminal_size::terminal_size_of(io::stdout()) } else { None };
    let measured = measured.map(|(width, _)| usize::from(width.0));
    Look {
        width: width(columns, measured),
        colour: colour(terminal, |name| env::var(name).ok()),
        all_warnings,
        top,
    }
}

/// Lines longer than 100 columns are hard to read.
fn width(columns: Option<usize>, measured: Option<usize>) -> usize {
    measured.or(columns).filter(|&width| width > 0).unwrap_or(80).min(100)
}

/// Whether to use colour: see no-color.org and bixense.com/clicolors.
fn colour(terminal: bool, variable: impl Fn(&str) -> Option<String>) -> bool {
    let set = |name| variable(name).is_some_and(|value| !value.is_empty());
    let is = |name, wanted: &str| variable(name).is_some_and(|value| value == wanted);
    if set("NO_COLOR") {
        false
    } else if set("CLICOLOR_FORCE") && !is("CLICOLOR_FORCE", "0") {
        true
    } else {
        terminal && !is("CLICOLOR", "0") && !is("TERM", "dumb")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coloured(terminal: bool, set: &[(&str, &str)]) -> bool {
        colour(terminal, |name| {
            set.iter().find(|(one, _)| *one == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn colour_is_for_terminals_and_can_be_refused() {
        assert!(coloured(true, &[]));
        assert!(!coloured(false, &[]));
        assert!(!coloured(true, &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")]));
        assert!(coloured(true, &[("NO_COLOR", "")]));
        assert!(!coloured(true, &[("CLICOLOR", "0")]));
        assert!(coloured(false, &[("CLICOLOR_FORCE", "1")]));
        assert!(!coloured(true, &[("TERM", "dumb")]));
    }

    #[test]
    fn pages_are_as_wide_as_the_terminal_up_to_100() {
        assert_eq!(width(None, None), 80);
        assert_eq!(width(Some(60), None), 60);
        assert_eq!(width(Some(60), Some(72)), 72);
        assert_eq!(width(None, Some(300)), 100);
        assert_eq!(width(Some(0), None), 80);
    }

    #[test]
    fn only_problems_count_and_only_where_they_are_asked_for() {
        let warnings = [Warning::notice("a", ""), Warning::problem("b", "")];
        assert_eq!(outcome(&warnings, &Strictness { strict: true }), Outcome::Problems(1));
        assert_eq!(outcome(&warnings, &Strictness { strict: false }), Outcome::Done);
        assert_eq!(outcome(&warnings[..1], &Strictness { strict: true }), Outcome::Done);
    }
}
