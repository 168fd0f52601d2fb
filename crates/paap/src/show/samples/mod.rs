//! Views made by hand, for tests: a fictional platform's survey, with labels that are long, wide
//! or hostile, and every field both filled and empty somewhere.

mod associations;
mod compare;
mod cross;
mod inspect;
mod kano;
mod summary;

pub(super) use associations::associations;
pub(super) use compare::compare;
pub(super) use cross::{broad_cross, cross};
pub(super) use inspect::inspect;
pub(super) use kano::{kano, withheld_kano};
pub(super) use summary::summary;

use paap_survey::view::{AskedIf, SourceView, Weighting};
use paap_survey::{Message, Warning};

const LONG: &str = "Security services: vulnerability management, policy management";
/// Clears a terminal, turns text around, and breaks Markdown, HTML and spreadsheets.
pub(in crate::show) const HOSTILE: &str =
    "=HYPERLINK(\"http://evil.example\")\u{1b}[2J\u{202e}gnp.|<script>alert(1)</script>\r\n@all";
const WIDE: &str = "自動化されたデプロイメントとロールバックの仕組みを全チームに提供する 👩‍💻";

pub(in crate::show) fn look() -> super::Look {
    super::Look { width: 80, colour: false, all_warnings: false, top: 20 }
}

fn source() -> SourceView {
    SourceView {
        tool: "Google Forms",
        verified: true,
        encoding: "UTF-8",
        recoded: None,
        delimiter: Some(','),
        worksheet: None,
        header_rows: 1,
        blank_rows: 0,
        columns: 36,
    }
}

fn warnings() -> Vec<Warning> {
    let spelled = "Two options differ only in case or space: \"Yes\" and \"yes\". They are counted as one; \
                   check that they are meant to be.";
    vec![
        Warning::notice("labels-differ-in-case", spelled).about("q2"),
        Warning::problem(
            "option-became-date",
            "The option \"3-May\" was \"3-5\" before a spreadsheet took it for a date. Export the \
             answers again without opening them in a spreadsheet.",
        )
        .at_column(8)
        .at_row(17)
        .about("q3"),
        Warning::notice("labels-differ-in-case", spelled).about("q3"),
        Warning::notice("labels-differ-in-case", spelled).about("q4"),
        Warning::notice("labels-differ-in-case", spelled).about("q5"),
        Warning::notice("looks-like-mail", Message::plain(format!("A label: {HOSTILE}")))
            .at_column(2),
    ]
}

fn weights() -> Weighting {
    Weighting {
        description: "raked to role and region".into(),
        effective: 18.24,
        design_effect: 1.206,
        range: [0.61, 1.94],
    }
}

fn asked_if() -> AskedIf {
    AskedIf {
        expression: "q2 = \"Yes\"".into(),
        words: "those who say Yes in q2".into(),
        inferred: true,
    }
}
