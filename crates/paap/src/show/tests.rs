//! What people see, kept as snapshots, and what must hold whatever is in a label.

use super::*;

/// The view as text.
fn show(view: &impl Show, format: Format, look: &Look) -> io::Result<String> {
    let mut out = Vec::new();
    write(view, format, look, &mut out)?;
    String::from_utf8(out).map_err(io::Error::other)
}

fn terminal(view: &impl Show) -> String {
    show(view, Format::Table, &samples::look()).unwrap()
}

#[test]
fn pages_for_the_terminal() {
    insta::assert_snapshot!("inspect", terminal(&samples::inspect()));
    insta::assert_snapshot!("summary", terminal(&samples::summary()));
    insta::assert_snapshot!("cross", terminal(&samples::cross()));
    insta::assert_snapshot!("cross_broad", terminal(&samples::broad_cross()));
    insta::assert_snapshot!("kano", terminal(&samples::kano()));
    insta::assert_snapshot!("kano_withheld", terminal(&samples::withheld_kano()));
    insta::assert_snapshot!("compare", terminal(&samples::compare()));
    insta::assert_snapshot!("associations", terminal(&samples::associations()));
}

#[test]
fn documents_in_markdown() {
    let markdown = |view: &dyn Fn(&Look) -> String| view(&samples::look());
    insta::assert_snapshot!("inspect_md", markdown(&|look| samples::inspect().markdown(look)));
    insta::assert_snapshot!("summary_md", markdown(&|look| samples::summary().markdown(look)));
    insta::assert_snapshot!("cross_md", markdown(&|look| samples::cross().markdown(look)));
    insta::assert_snapshot!("kano_md", markdown(&|look| samples::kano().markdown(look)));
    insta::assert_snapshot!("compare_md", markdown(&|look| samples::compare().markdown(look)));
    insta::assert_snapshot!(
        "associations_md",
        markdown(&|look| samples::associations().markdown(look))
    );
}

#[test]
fn tables_for_spreadsheets() {
    insta::assert_snapshot!(
        "summary_csv",
        show(&samples::summary(), Format::Csv, &samples::look()).unwrap()
    );
    insta::assert_snapshot!(
        "kano_csv",
        show(&samples::kano(), Format::Csv, &samples::look()).unwrap()
    );
}

/// Every way to show every view.
fn everything(look: &Look) -> Vec<String> {
    let mut out = Vec::new();
    for format in [Format::Table, Format::Markdown, Format::Csv, Format::Json] {
        out.push(show(&samples::inspect(), format, look).unwrap());
        out.push(show(&samples::summary(), format, look).unwrap());
        out.push(show(&samples::cross(), format, look).unwrap());
        out.push(show(&samples::broad_cross(), format, look).unwrap());
        out.push(show(&samples::compare(), format, look).unwrap());
        out.push(show(&samples::kano(), format, look).unwrap());
        out.push(show(&samples::withheld_kano(), format, look).unwrap());
        out.push(show(&samples::associations(), format, look).unwrap());
    }
    out
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for width in [60, 66, 80, 100] {
        let look = Look { width, ..samples::look() };
        for page in &everything(&look)[..8] {
            for line in page.lines() {
                assert!(text::width(line) <= width, "{width} columns: {line}");
            }
        }
    }
}

#[test]
fn labels_do_not_drive_the_terminal() {
    for page in everything(&samples::look()) {
        assert!(!page.contains(['\u{1b}', '\u{202e}', '\u{7}']), "{page}");
    }
}

#[test]
fn colour_changes_no_letter() {
    let colour = Look { colour: true, ..samples::look() };
    for (plain, mut coloured) in everything(&samples::look()).into_iter().zip(everything(&colour)) {
        for code in ["1", "2", "33", "36", "0"] {
            coloured = coloured.replace(&format!("\u{1b}[{code}m"), "");
        }
        let ends = |page: &str| page.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
        assert_eq!(ends(&plain), ends(&coloured));
    }
}
