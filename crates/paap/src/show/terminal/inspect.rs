//! What a file is.

use super::parts::{self, some};
use super::{INDENT, Page};
use crate::show::Look;
use crate::show::number::people;
use crate::show::text::{clean, left, width};
use paap_survey::view::{Inspect, InspectedQuestion, SourceView};

/// How many options of a question are listed.
const OPTIONS: usize = 24;

pub(crate) fn inspect(view: &Inspect, look: &Look) -> String {
    let mut page = Page::new(look);
    let questions = view.questions.iter().filter(|question| question.grid.is_none()).count() as u64;
    page.heading(&parts::tool(&view.source));
    page.paragraph(
        0,
        &format!("{} · {}", some(view.respondents, "person"), some(questions, "question")),
    );
    let mut facts = file(&view.source);
    facts.push(format!("--reader {}", view.reader));
    page.facts(0, &facts);
    page.who(view.respondents, view.filter.as_ref(), view.weights.as_ref());
    metadata(&mut page, view);
    for question in &view.questions {
        self::question(&mut page, question);
    }
    parts::warnings(&mut page, &view.warnings, look.all_warnings);
    page.text
}

/// `UTF-8 · separated by commas · 1 header row · 36 columns`.
fn file(source: &SourceView) -> Vec<String> {
    let encoding = match source.recoded {
        Some(other) => format!("{}, some cells {other}", source.encoding),
        None => source.encoding.to_owned(),
    };
    let delimiter = source.delimiter.map_or(String::new(), |delimiter| match delimiter {
        ',' => "separated by commas".to_owned(),
        ';' => "separated by semicolons".to_owned(),
        '\t' => "separated by tabs".to_owned(),
        other => format!("separated by {other}"),
    });
    let worksheet = source.worksheet.as_ref();
    vec![
        worksheet.map_or(String::new(), |name| format!("worksheet \"{name}\"")),
        encoding,
        delimiter,
        some(source.header_rows, "header row"),
        if source.blank_rows > 0 { some(source.blank_rows, "blank row") } else { String::new() },
        some(source.columns, "column"),
    ]
}

fn metadata(page: &mut Page, view: &Inspect) {
    if view.metadata.is_empty() {
        return;
    }
    page.heading("Kept apart from the questions");
    let letters = view.metadata.iter().map(|column| width(&clean(&column.column))).max();
    let roles = view.metadata.iter().map(|column| width(column.role)).max();
    for column in &view.metadata {
        let mark = format!(
            "  {}  {}  ",
            left(&clean(&column.column), letters.unwrap_or(0)),
            left(column.role, roles.unwrap_or(0)),
        );
        let text = format!("{} (filled {})", clean(&column.label), people(column.filled));
        page.limited(&mark, &text, 2, |_, line| line.to_owned());
    }
}

fn question(page: &mut Page, question: &InspectedQuestion) {
    page.question(&question.id, &question.label);
    let mut facts = vec![question.kind.name().to_owned()];
    facts.push(format!("asked {}", people(question.asked)));
    facts.push(format!("answered {}", people(question.answered)));
    facts.push(format!("base {}", people(question.base)));
    facts.push(match question.columns {
        1 => format!("column {}", question.column),
        many => format!("{} from {}", some(many, "column"), question.column),
    });
    page.facts(INDENT, &facts);
    page.aside(INDENT, &format!("slug {}", question.slug));
    parts::asked_if(page, question.asked_if.as_ref());
    if question.withheld {
        page.paragraph(INDENT, "Withheld: too few answered for --min-base.");
    }
    let shown = OPTIONS.min(question.options.len());
    for option in &question.options[..shown] {
        page.limited("  – ", option, 4, |_, line| line.to_owned());
    }
    if shown < question.options.len() {
        let more = question.options.len() - shown;
        page.aside(4, &format!("and {more} more options: --format csv"));
    }
}
