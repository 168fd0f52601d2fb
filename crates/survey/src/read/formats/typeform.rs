//! Typeform: a hash first, moments last, and for each option of a checkbox question a column
//! whose header is the option and whose cells repeat it; the question itself is not in the file.

use super::probe::{all, answers, header, is_empty, is_unique};
use crate::Warning;
use crate::read::layout::{Draft, Format, Joined, Layout, Metadata, Reader, Role, Shape, Tick};
use crate::read::sheet::Sheet;
use std::collections::HashSet;

pub(crate) const FORMAT: Format = Format { reader: Reader::Typeform, recognise, lay_out };

const METADATA: [(&str, Role); 12] = [
    ("#", Role::Id),
    ("Response ID", Role::Id),
    ("Token", Role::Id),
    ("Response Type", Role::Status),
    ("Start Date (UTC)", Role::Time),
    ("Stage Date (UTC)", Role::Time),
    ("Submit Date (UTC)", Role::Time),
    ("Network ID", Role::Address),
    ("Tags", Role::Other),
    ("Ending", Role::Status),
    ("Score", Role::Status),
    ("Outcome", Role::Status),
];

/// Names of which several say that it is this tool; no question is called so.
const TELLING: [&str; 5] =
    ["Start Date (UTC)", "Submit Date (UTC)", "Stage Date (UTC)", "Network ID", "Response Type"];

fn recognise(sheet: &Sheet) -> u8 {
    let has = |name: &str| (0..sheet.width()).any(|column| header(sheet, column) == name);
    let known = TELLING.iter().filter(|name| has(name)).count();
    let first = sheet.width() > 1 && header(sheet, 0) == "#";
    let is_hash = first && all(sheet, 0, is_hash) && is_unique(sheet, 0);
    match known {
        2.. => 95,
        1 if first => 95,
        _ if is_hash => 80,
        1 => 50,
        _ => 0,
    }
}

fn is_hash(text: &str) -> bool {
    text.len() >= 20 && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
}

fn role(sheet: &Sheet, column: usize) -> Option<Role> {
    let heading = header(sheet, column);
    let (name, role) = METADATA.into_iter().find(|known| known.0 == heading)?;
    // These words may also be options or short questions: there they are not at the sides.
    let common = ["Tags", "Ending", "Score", "Outcome", "Token"].contains(&name);
    let behind = (column + 1..sheet.width())
        .all(|c| METADATA.iter().any(|known| known.0 == header(sheet, c)));
    (!common || (behind && !repeats_header(sheet, column))).then_some(role)
}

/// Whether all that stands in a column is its own header.
fn repeats_header(sheet: &Sheet, column: usize) -> bool {
    let heading = header(sheet, column);
    let plain = words(heading);
    !heading.is_empty() && all(sheet, column, |text| text == heading || words(text) == plain)
}

/// Where free text was written beside options.
fn is_other(heading: &str) -> bool {
    let others =
        ["Other", "Autre", "Otro", "Otra", "Andere", "Anderes", "Sonstiges", "Outro", "Altro"];
    others.iter().any(|other| other.eq_ignore_ascii_case(heading))
}

fn lay_out(sheet: &Sheet) -> Layout {
    let mut layout = Layout { headers: 1, ..Layout::default() };
    let width = sheet.width();
    let parts: Vec<Part> = (0..width).map(|column| part(sheet, column)).collect();
    let mut column = 0;
    while column < width {
        let label = words(header(sheet, column));
        if let Part::Metadata(role) = parts[column] {
            layout.metadata.push(Metadata { column, label, role });
            column += 1;
            continue;
        }
        let end = options_end(sheet, &parts, column);
        if end == column {
            layout.questions.push(Draft::column(&label, column, joined(sheet, column)));
            column += 1;
            continue;
        }
        let options: Vec<Tick> = (column..end)
            .map(|column| Tick { label: words(header(sheet, column)), column })
            .collect();
        let other = matches!(parts.get(end), Some(Part::Other)).then_some(end);
        let label = named_by(&options);
        layout.warnings.push(
            Warning::notice(
                "question-not-in-file",
                "These columns are the options of a checkbox question whose own words the export \
                 leaves out; it is called by its options. Name it in a questionnaire file; if two \
                 questions run together here, part them there.",
            )
            .at_column(column),
        );
        let shape = Shape::Ticks { options, other, unticked: &["0"], exclusive: false };
        layout.questions.push(Draft { label, shape });
        column = end + usize::from(other.is_some());
    }
    layout
}

/// What a column may be, by its own header and cells.
enum Part {
    Metadata(Role),
    /// Its cells repeat its header.
    Option,
    /// An empty column, with a header that is short and asks nothing.
    Unticked,
    /// Free text beside options.
    Other,
    Question,
}

fn part(sheet: &Sheet, column: usize) -> Part {
    let heading = header(sheet, column);
    if let Some(role) = role(sheet, column) {
        Part::Metadata(role)
    } else if is_other(&words(heading)) {
        Part::Other
    } else if repeats_header(sheet, column) {
        Part::Option
    } else if is_empty(sheet, column)
        && !heading.is_empty()
        && heading.chars().count() <= 80
        && !heading.ends_with(['?', '？', ':', '_', '*'])
    {
        Part::Unticked
    } else {
        Part::Question
    }
}

/// The most options of a question; looking further would take ages in a file that is nearly empty.
const MOST_OPTIONS: usize = 500;

/// Where the options that begin at `start` end; `start` where none do.
///
/// An option nobody ticked is an empty column: it counts as one between options, or beside them
/// where its header is short and asks nothing. A header that comes again begins a new question.
fn options_end(sheet: &Sheet, parts: &[Part], start: usize) -> usize {
    let mut seen: HashSet<&str> = HashSet::new();
    let mut end = start;
    let mut ticked = false;
    for (column, part) in parts.iter().enumerate().skip(start).take(MOST_OPTIONS) {
        if !matches!(part, Part::Option | Part::Unticked) || !seen.insert(header(sheet, column)) {
            break;
        }
        ticked |= matches!(part, Part::Option);
        end = column + 1;
    }
    if ticked { end } else { start }
}

/// A name for a question of which only the options are known.
fn named_by(options: &[Tick]) -> String {
    let first: Vec<&str> = options.iter().take(3).map(|tick| tick.label.as_str()).collect();
    let more = if options.len() > 3 { " / …" } else { "" };
    first.join(" / ") + more
}

fn joined(sheet: &Sheet, column: usize) -> Joined {
    let mut commas = answers(sheet, column).filter(|(text, _)| text.contains(',')).peekable();
    if commas.peek().is_none() {
        return Joined::Never;
    }
    let spaced = commas.all(|(text, _)| text.matches(',').count() == text.matches(", ").count());
    Joined::Perhaps(if spaced { ", " } else { "," })
}

/// A header without its tags, character references and stars.
fn words(heading: &str) -> String {
    let mut text = String::with_capacity(heading.len());
    let mut rest = heading;
    while let Some(start) = rest.find('<') {
        let (before, tag) = rest.split_at(start);
        text.push_str(before);
        let is_tag = tag[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        match tag.find('>').filter(|_| is_tag) {
            Some(end) => {
                if tag[1..].starts_with("br") || tag[1..].starts_with("/p") {
                    text.push(' ');
                }
                rest = &tag[end + 1..];
            }
            None => {
                text.push('<');
                rest = &tag[1..];
            }
        }
    }
    text.push_str(rest);
    for (reference, character) in [
        ("&nbsp;", " "),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ] {
        text = text.replace(reference, character);
    }
    let trimmed = text.trim();
    let bold = ["***", "**", "*", "_"].iter().find_map(|mark| {
        let inside = trimmed.strip_prefix(mark)?.strip_suffix(mark)?;
        (!inside.is_empty() && !inside.contains(mark)).then_some(inside.trim())
    });
    bold.unwrap_or(trimmed).to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::probe::tests::{check, sheet};
    use super::*;

    #[test]
    fn options_in_columns() {
        check(
            &FORMAT,
            "#,<strong>How</strong> old&nbsp;are you?,Go,C,<em>Rust</em>,Other,Go,Zig,Other,*Why?*,\
             Start Date (UTC),Submit Date (UTC),Network ID\n\
             a,30,Go,,Rust,,Go,,,so,2026-03-01 09:00:00,2026-03-01 09:01:00,n1\n\
             b,31,,,,Ada,Go,Zig,D,,2026-03-01 09:00:00,2026-03-01 09:01:00,n2\n",
            95,
            "1 How old are you?\nticks other 5 Go / C / Rust (2=Go 3=C 4=Rust)\n\
             ticks other 8 Go / Zig (6=Go 7=Zig)\n9 Why?\n- 0 id #\n\
             - 10 time Start Date (UTC)\n- 11 time Submit Date (UTC)\n- 12 address Network ID\n\
             ! question-not-in-file\n! question-not-in-file\n",
        );
    }

    #[test]
    fn options_in_one_cell_and_newer_columns() {
        check(
            &FORMAT,
            "#,Tools?,Score,Never answered?,Response Type,Start Date (UTC),Stage Date (UTC),\
             Submit Date (UTC),Network ID,Tags,Ending\n\
             a,\"x, y\",9,,completed,1,2,3,n,,e\nb,x,8,,completed,1,2,3,n,,e\n",
            95,
            "1 by \", \" Tools?\n2 Score\n3 Never answered?\n- 0 id #\n- 4 status Response Type\n\
             - 5 time Start Date (UTC)\n- 6 time Stage Date (UTC)\n- 7 time Submit Date (UTC)\n\
             - 8 address Network ID\n- 9 other Tags\n- 10 status Ending\n",
        );
    }

    #[test]
    fn headers_lose_their_markup() {
        for (heading, expected) in [
            ("a < b & c > d", "a < b & c > d"),
            ("<p>One</p><p>Two &amp; three</p>", "One Two & three"),
            ("**Bold** and *more*", "**Bold** and *more*"),
            ("*All*", "All"),
        ] {
            assert_eq!(words(heading), expected);
        }
    }

    #[test]
    fn a_hash_is_enough_and_a_number_is_not() {
        let text = "#,Age\n0123456789abcdef0123456789abcdef,3\n";
        assert_eq!(recognise(&sheet(text)), 80);
        for text in ["#,Age\n1,3\n2,4\n", "Timestamp,Tags\n1,2\n", ""] {
            assert_eq!(recognise(&sheet(text)), 0, "{text}");
        }
    }
}
