//! From a sheet to what its columns are. What is no part of the table of answers is taken away
//! before: titles above it, and what a tool put into cells that were empty.

use super::formats::{self, headers, top, unfinished};
use super::layout::{Draft, Layout, Reader, Shape};
use super::sheet::Sheet;
use super::survey::ReadOptions;
use crate::Warning;
use crate::infer::{identifying, missing};

/// A reader this sure of a sheet knows what its first rows are.
const SURE: u8 = 50;

/// Finds the tool and lays its sheet out.
pub(super) fn lay_out(sheet: &mut Sheet, options: &ReadOptions) -> (Reader, Layout) {
    let choose = |sheet: &Sheet| options.reader.unwrap_or_else(|| formats::recognise(sheet));
    let mut warnings = Vec::new();
    let sure = match options.reader {
        // The two rows of its headers can look like a title and a header.
        Some(Reader::SurveyMonkey) => u8::MAX,
        Some(reader) => (formats::format(reader).recognise)(sheet),
        None => formats::surest(sheet).0,
    };
    if sure <= SURE {
        warnings.extend(top::take_titles(sheet));
    }
    let mut reader = choose(sheet);
    warnings.extend(formats::tidy(reader, sheet));
    let mut layout = (formats::format(reader).lay_out)(sheet);
    let questionnaire = options.questionnaire.as_ref();
    if missing::take(sheet, layout.headers, questionnaire, options.threads, &mut warnings) {
        // What a column is may be told by what stands in it, and less does now.
        reader = choose(sheet);
        layout = (formats::format(reader).lay_out)(sheet);
    }
    layout.set_aside_nothing(sheet);
    mask(&mut layout, &mut warnings);
    warnings.extend(unfinished::look(reader, sheet, &layout));
    warnings.append(&mut layout.warnings);
    layout.warnings = warnings;
    (reader, layout)
}

/// Takes addresses and phone numbers out of the headers, so that they are shown nowhere.
fn mask(layout: &mut Layout, warnings: &mut Vec<Warning>) {
    for metadata in &mut layout.metadata {
        mask_label(&mut metadata.label, metadata.column, warnings);
    }
    layout.questions.iter_mut().for_each(|draft| mask_draft(draft, warnings));
}

fn mask_draft(draft: &mut Draft, warnings: &mut Vec<Warning>) {
    if let Some(&column) = draft.columns().first() {
        mask_label(&mut draft.label, column, warnings);
    }
    match &mut draft.shape {
        Shape::Grid(rows) => rows.iter_mut().for_each(|row| mask_draft(row, warnings)),
        Shape::Ticks { options, .. } => {
            options.iter_mut().for_each(|tick| mask_label(&mut tick.label, tick.column, warnings));
        }
        Shape::Column { .. } => {}
    }
}

fn mask_label(label: &mut String, column: usize, warnings: &mut Vec<Warning>) {
    let text = label.trim();
    let only = !text.contains(' ') || !identifying::has_mail_address(text);
    let (masked, warning) = if only && identifying::gives_away(text) {
        let message = "The header is a mail address or a phone number, which is not shown. Are these \
                       somebody's answers? Then put a row with the questions' texts above them.";
        (headers::of_column(column), Warning::problem("address-in-header", message))
    } else if identifying::has_mail_address(text) {
        let words = text.split(' ').map(|word| match identifying::has_mail_address(word) {
            true => "(address)",
            false => word,
        });
        let message = "The header holds a mail address, which is not shown.";
        let masked = words.collect::<Vec<_>>().join(" ");
        (masked, Warning::problem("address-in-header", message))
    } else {
        return;
    };
    *label = masked;
    warnings.push(warning.at_column(column));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::formats::probe::tests::{sheet, show};

    /// What is said of a file, and what its columns are.
    #[track_caller]
    fn check(text: &str, reader: Reader, expected: &str) {
        let mut sheet = sheet(text);
        let (found, layout) = lay_out(&mut sheet, &ReadOptions::default());
        assert_eq!((found, show(&layout).as_str()), (reader, expected), "{text}");
    }

    #[test]
    fn what_is_no_part_of_the_table_is_taken_away() {
        let rows = "Role,Score\nDev,1\nOps,2\nDev,2\n";
        let laid_out = "0 by \", \" Role\n1 by \", \" Score\n! title-lines\n";
        check(&format!("Survey\nBy X\n\n{rows}"), Reader::Plain, laid_out);
        check(&format!("Survey,\n{rows}"), Reader::Plain, laid_out);
        // A question above its options is no title.
        check(
            "Which?,,\nGo,C,D\nGo,,\n,C,\nGo,C,D\n",
            Reader::SurveyMonkey,
            "ticks Which? (0=Go 1=C 2=D)\n",
        );
    }

    #[test]
    fn rows_are_as_wide_as_the_header_below_a_title() {
        let mut sheet = sheet("Survey\nRole,Score\nDev,1\nOps,2,3\nDev,2\n");
        lay_out(&mut sheet, &ReadOptions::default());
        assert_eq!((sheet.ragged.clone(), sheet.ragged_rows), (vec![(4, 3)], 1));
        assert_eq!(sheet.record(0), 2);
    }

    #[test]
    fn addresses_in_headers_are_not_shown() {
        check(
            "a@x.example,+49 30 12345678,Ask b@x.example why?,How?\nx,y,z,1\n",
            Reader::Plain,
            "0 by \", \" Column A\n1 by \", \" Column B\n2 by \", \" Ask (address) why?\n\
             3 by \", \" How?\n! address-in-header\n! address-in-header\n! address-in-header\n",
        );
    }

    #[test]
    fn separators_at_the_ends_of_rows_are_no_questions() {
        check(
            "ID;Start time;Completion time;Email;Name;How?;;\n\
             1;2026-03-01T09:12:35;2026-03-01T09:14:00;anonymous;;well;;\n",
            Reader::MicrosoftForms,
            "5 How?\n- 0 id ID\n- 1 time Start time\n- 2 time Completion time\n\
             - 3 address Email\n- 4 name Name\n- 6 other \n- 7 other \n",
        );
    }
}
