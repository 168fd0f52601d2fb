//! A dialogue in rows: a table of a document or of Markdown, or lines with tabs or commas between
//! who speaks and what is said (`Ada⇥text`, `| 0:12 | Ada | text |`).
//!
//! A row of headings says what the columns are; without one, the column is that of the speakers in
//! which a few names come again and again, and what is said stands in the last.

use super::header;
use super::label::{self, Kind};
use super::lines::{Line, Lines};
use super::script::Script;
use super::spots::Spots;
use super::{Draft, clock};
use hashbrown::HashMap;
use std::borrow::Cow;

/// What parts the paragraphs of a cell, where a row is a line.
pub(super) const PARAGRAPH: char = '\u{2028}';

/// The most columns.
const COLUMNS: usize = 8;

/// How many lines may stand above the first row.
const ABOVE: usize = 20;

const SPEAKERS: &str = "speaker,name,who,participant,person,role,speaker name,sprecher,locuteur";
const TEXTS: &str =
    "text,transcript,content,utterance,what,said,speech,message,words,dialogue,transcription";
const TIMES: &str = "time,start,timestamp,start time,timecode,begin,from,time stamp";

/// Where what is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Columns {
    speaker: usize,
    text: usize,
    time: Option<usize>,
    /// Whether the first row names them.
    headed: bool,
}

/// What parts the cells.
#[derive(Clone, Copy)]
enum Form {
    Tabs,
    Bars,
    Commas,
}

impl Form {
    fn cells<'a>(self, line: &'a str) -> Vec<Cow<'a, str>> {
        match self {
            Self::Tabs => line.splitn(COLUMNS, '\t').map(|cell| cell.trim().into()).collect(),
            Self::Bars => {
                let inside = line.trim().trim_start_matches('|');
                let inside = inside.strip_suffix('|').unwrap_or(inside);
                inside.splitn(COLUMNS, " | ").map(|cell| cell.trim().into()).collect()
            }
            Self::Commas => quoted(line),
        }
    }

    /// Whether a row of Markdown only parts the headings from the rest.
    fn is_rule(self, line: &str) -> bool {
        matches!(self, Self::Bars) && line.bytes().all(|b| matches!(b, b'|' | b'-' | b':' | b' '))
    }
}

/// The cells of a line with commas, quotation marks around those that have some.
fn quoted(line: &str) -> Vec<Cow<'_, str>> {
    let (mut cells, mut rest) = (Vec::new(), line);
    while cells.len() < COLUMNS {
        if let Some(inside) = rest.strip_prefix('"') {
            let mut cell = String::new();
            let mut inside = inside;
            while let Some(end) = memchr::memchr(b'"', inside.as_bytes()) {
                cell += &inside[..end];
                inside = &inside[end + 1..];
                match inside.strip_prefix('"') {
                    Some(more) => {
                        cell.push('"');
                        inside = more;
                    }
                    None => break,
                }
            }
            cells.push(Cow::Owned(cell));
            rest = inside;
        } else {
            let end = memchr::memchr(b',', rest.as_bytes()).unwrap_or(rest.len());
            cells.push(rest[..end].trim().into());
            rest = &rest[end..];
        }
        let Some(next) = rest.strip_prefix(',') else { break };
        rest = next;
    }
    cells
}

/// Reads a text if it is such a table.
pub(super) fn recognise(text: &str) -> Option<Draft> {
    // A table may have a title and the like above it.
    let parted =
        |line: &Line<'_>| line.text.contains('\t') || line.text.trim_start().starts_with('|');
    let above = Lines::new(text).take(ABOVE).position(|line| parted(&line));
    let first = match above {
        Some(above) => Lines::new(text).nth(above)?,
        None => Lines::new(text).find(|line| !line.is_blank())?,
    };
    let form = if first.text.contains('\t') {
        Form::Tabs
    } else if above.is_some() {
        Form::Bars
    } else if first.text.contains(',') {
        Form::Commas
    } else {
        return None;
    };
    let columns = columns(text.get(first.start..)?, form)?;
    let (mut script, mut headings, mut short) = (Script::default(), None, Spots::default());
    let mut started = false;
    let mut preamble = Vec::new();
    for line in Lines::new(text) {
        if line.number < first.number {
            preamble.push((line.number, line.text));
            continue;
        }
        if line.is_blank() || form.is_rule(line.text) {
            continue;
        }
        if !started {
            started = true;
            if columns.headed {
                headings = Some(line.number);
                continue;
            }
        }
        let cells = form.cells(line.text);
        let cell = |index: usize| cells.get(index).map_or("", |cell| cell.as_ref());
        if cells.len() <= columns.text.max(columns.speaker) {
            // What is no row goes on with the one before.
            short.add(line.number);
            script.line(&line);
            continue;
        }
        let time = columns.time.and_then(|index| clock::alone(cell(index)));
        let name = Some(cell(columns.speaker).trim_end_matches(':').trim_end())
            .filter(|name| !name.is_empty());
        let mut said = cell(columns.text).split(PARAGRAPH);
        script.head(name, time, said.next().unwrap_or_default(), line.number);
        for more in said.filter(|more| !more.trim().is_empty()) {
            script.line(&Line { text: more, ..line });
        }
    }
    let mut draft = script.finish();
    draft.unverified = true;
    header::preamble(&mut draft.about, &preamble, &mut draft.warnings);
    if let Some(line) = headings {
        let what = "The first row names the columns; it is left out.";
        draft.warnings.push(crate::warning::Warning::notice("title-line", what).at_line(line));
    }
    draft.warnings.extend(short.problem("no-row", |lines| {
        format!(
            "Lines are no rows of the table ({lines}); they were read as going on with the row \
             before. Look whether that is right."
        )
    }));
    Some(draft)
}

fn columns(text: &str, form: Form) -> Option<Columns> {
    let mut rows = Lines::new(text).filter(|line| !line.is_blank() && !form.is_rule(line.text));
    let first = form.cells(rows.next()?.text);
    let named = |list: &str| {
        let known = |cell: &Cow<'_, str>| {
            let cell = cell.to_lowercase();
            list.split(',').any(|word| word == cell)
        };
        first.iter().position(known)
    };
    if let (Some(speaker), Some(text)) = (named(SPEAKERS), named(TEXTS)) {
        return Some(Columns { speaker, text, time: named(TIMES), headed: true });
    }
    // Commas stand in every text: without headings they part nothing.
    if matches!(form, Form::Commas) || !(2..=4).contains(&first.len()) {
        return None;
    }
    let mut names: Vec<HashMap<String, u64, foldhash::fast::RandomState>> =
        vec![HashMap::default(); first.len()];
    let (mut all, mut whole, mut times) = (0_u64, 0_u64, vec![0_u64; first.len()]);
    for line in Lines::new(text).filter(|line| !line.is_blank()).take(600) {
        if form.is_rule(line.text) {
            continue;
        }
        let cells = form.cells(line.text);
        all += 1;
        if cells.len() != first.len() {
            continue;
        }
        whole += 1;
        for ((cell, names), times) in cells.iter().zip(&mut names).zip(&mut times) {
            *times += u64::from(clock::alone(cell).is_some());
            let cell = cell.trim_end_matches(':');
            if matches!(label::kind(cell), Kind::Name) && cell.len() <= 80 && !cell.is_empty() {
                *names.entry(cell.to_owned()).or_default() += 1;
            }
        }
    }
    let text = first.len() - 1;
    // A few names, in nearly every row, that come again.
    let speaks = |names: &HashMap<String, u64, foldhash::fast::RandomState>| {
        let said: u64 = names.values().sum();
        (2..=40).contains(&names.len())
            && said * 5 >= whole * 4
            && names.len() as u64 * 2 <= said + 1
    };
    let speaker = names.get(..text)?.iter().position(speaks)?;
    let time = times.iter().position(|&count| count * 2 > whole);
    (whole >= 3 && whole * 5 >= all * 4).then_some(Columns { speaker, text, time, headed: false })
}

#[cfg(test)]
mod tests {
    use super::super::trial::check;

    #[test]
    fn tabs() {
        check(
            "named",
            "Ada\tWhy?\nBo\tTests: all.\nAda\tAh, so.\n",
            &["Ada|Why?", "Bo|Tests: all.", "Ada|Ah, so."],
        );
        check(
            "named",
            "Ada:\tWhy?\nBo:\tTests: all.\nAda:\tAh, so.\n",
            &["Ada|Why?", "Bo|Tests: all.", "Ada|Ah, so."],
        );
        check(
            "named",
            "0:01\tAda\tWhy?\n0:04\tBo\tTests\u{2028}and so.\n0:09\tAda\tAh.\n",
            &["Ada 1000|Why?", "Bo 4000|Tests\nand so.", "Ada 9000|Ah."],
        );
    }

    #[test]
    fn markdown() {
        check(
            "named",
            "| Time | Speaker | Text |\n|------|:---|---|\n| 0:01 | Ada | Why? |\n| 0:04 | Bo | Tests: all. |\n",
            &["Ada 1000|Why?", "Bo 4000|Tests: all."],
        );
    }

    #[test]
    fn commas() {
        check(
            "named",
            "Timestamp,Speaker,Text\n0:01,Ada,\"Why, \"\"then\"\"?\"\n0:04,Bo,Tests.\n",
            &["Ada 1000|Why, \"then\"?", "Bo 4000|Tests."],
        );
    }

    #[test]
    fn what_is_no_dialogue() {
        check("plain", "Well, it is slow.\nYes, it is.\n", &["-|Well, it is slow.\nYes, it is."]);
        check("plain", "a\tb\nc\td\ne\tf\n", &["-|a\tb\nc\td\ne\tf"]);
    }
}
