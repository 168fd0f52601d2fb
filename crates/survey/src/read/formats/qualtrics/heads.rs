//! The header rows of a Qualtrics file: which there are, and what each column's say.

use super::label;
use crate::read::formats::answers::Answers;
use crate::read::formats::words::{key, plain, role};
use crate::read::layout::{Metadata, Role};
use crate::read::sheet::Sheet;

/// Header names, without blanks and signs.
pub(super) const METADATA: &[(&str, Role)] = &[
    ("startdate", Role::Time),
    ("enddate", Role::Time),
    ("recordeddate", Role::Time),
    ("status", Role::Status),
    ("progress", Role::Status),
    ("duration", Role::Status),
    ("durationinseconds", Role::Status),
    ("finished", Role::Status),
    ("ipaddress", Role::Address),
    ("recipientemail", Role::Address),
    ("emailaddress", Role::Address),
    ("responseid", Role::Id),
    ("recordid", Role::Id),
    ("responseset", Role::Other),
    ("responsesetid", Role::Other),
    ("externalreference", Role::Id),
    ("externaldatareference", Role::Id),
    ("recipientlastname", Role::Name),
    ("recipientfirstname", Role::Name),
    ("name", Role::Name),
    ("locationlatitude", Role::Place),
    ("locationlongitude", Role::Place),
    ("locationaccuracy", Role::Place),
    ("distributionchannel", Role::Other),
    ("userlanguage", Role::Other),
];

/// Names that a question's tag might have, too.
const COMMON: [&str; 5] = ["status", "progress", "duration", "name", "finished"];

/// What Qualtrics works out of answers, as the end of a text.
const DERIVED: [&str; 8] = [
    "topics",
    "parent topics",
    "topic hierarchy level 1",
    "sentiment",
    "sentiment score",
    "sentiment polarity",
    "topic sentiment label",
    "topic sentiment score",
];

/// What Qualtrics measures, as the last piece of a tag.
const MEASURED: [&str; 4] = ["first click", "last click", "page submit", "click count"];

/// Which rows hold what.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Heads {
    pub(super) tags: usize,
    /// The same as `tags` where there is no row of texts.
    pub(super) texts: usize,
    pub(super) imports: Option<usize>,
    /// Whether the first tags are V1, V2, ….
    pub(super) legacy: bool,
    pub(super) count: usize,
}

pub(super) fn cell(sheet: &Sheet, row: usize, column: usize) -> &str {
    if row < sheet.rows { sheet.text(row, column).trim() } else { "" }
}

impl Heads {
    pub(super) fn of(sheet: &Sheet) -> Self {
        for row in 0..sheet.rows.min(6) {
            let filled = (0..sheet.width()).filter(|&c| !cell(sheet, row, c).is_empty()).count();
            let ids = (0..sheet.width()).filter(|&c| import_id(cell(sheet, row, c)).is_some());
            let ids = ids.count();
            if ids > 0 && ids * 2 >= filled {
                let texts = row.saturating_sub(1);
                let tags = row.saturating_sub(2);
                return Self { tags, texts, imports: Some(row), legacy: false, count: row + 1 };
            }
        }
        let columns = || 0..sheet.width();
        let legacy = ["V1", "V2"].iter().all(|tag| columns().any(|c| cell(sheet, 0, c) == *tag))
            && columns().any(|c| role(METADATA, cell(sheet, 1, c)).is_some());
        // A row of texts has none of the answers' dates and numbers below the known names.
        let known = |c: &usize| role(METADATA, cell(sheet, 0, *c)).is_some();
        let digits = |c: usize| {
            let text = cell(sheet, 1, c);
            text.bytes().filter(u8::is_ascii_digit).count() * 3 > text.len()
        };
        let answered = columns().filter(known).any(digits);
        let silent = !columns().any(|c| known(&c));
        let long = columns().filter(|&c| cell(sheet, 1, c).contains(' ')).count();
        let texts = legacy || sheet.rows > 1 && !answered && (!silent || long * 2 > sheet.width());
        let texts = usize::from(texts);
        Self { tags: 0, texts, imports: None, legacy, count: texts + 1 }
    }

    /// How many tags are Qualtrics's own.
    pub(super) fn questions(&self, sheet: &Sheet) -> usize {
        (0..sheet.width()).filter(|&c| is_standard(cell(sheet, self.tags, c))).count()
    }
}

/// The id in `{"ImportId":"QID1"}`, with whatever quotes; a `choiceId` beside it is appended.
fn import_id(text: &str) -> Option<String> {
    let mut pieces = text.split(['"', '\'', '“', '”', '‘', '’']);
    pieces.find(|piece| piece.trim() == "ImportId")?;
    let mut named = pieces.filter(|piece| piece.chars().any(char::is_alphanumeric));
    let mut id = named.next()?.trim().to_owned();
    let chosen = named.next().is_some_and(|piece| piece.trim() == "choiceId");
    if let Some(choice) = named.next().filter(|_| chosen) {
        id = format!("{id}_{}", choice.trim());
    }
    Some(id)
}

/// Whether a tag begins as Qualtrics makes them: `Q1`, `Q12_3`, `2_Q4`, `Q1.5`, `QID7`.
fn is_standard(tag: &str) -> bool {
    let tag = match tag.split_once('_') {
        Some((run, rest)) if !run.is_empty() && run.bytes().all(|b| b.is_ascii_digit()) => rest,
        _ => tag,
    };
    let number = tag.strip_prefix("QID").or_else(|| tag.strip_prefix('Q'));
    number.is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit()))
}

/// One column's headers.
#[derive(Debug, Clone)]
pub(super) struct Head {
    pub(super) column: usize,
    pub(super) text: String,
    /// What the columns of a question have in common.
    pub(super) base: String,
    /// What tells them apart: option; row; row and option.
    pub(super) path: Vec<String>,
    /// Whether it holds what people wrote.
    pub(super) written: bool,
    /// Whether the base is somebody's own word, which may differ within a question.
    renamed: bool,
}

impl Head {
    fn new(column: usize, text: String) -> Self {
        let (base, path) = (String::new(), Vec::new());
        Self { column, text, base, path, written: false, renamed: false }
    }

    /// From an import id such as `QID44-1-2`, `QID4#1-1`, `2_QID5_3_TEXT`; `None` where it is not
    /// of a question, `Some(Err)` where it is worked out of one.
    fn imported(column: usize, text: String, id: &str) -> Option<Result<Self, ()>> {
        let at = id.find("QID")?;
        let run = &id[..at];
        if !run.bytes().all(|b| b.is_ascii_digit() || b == b'_') {
            return None;
        }
        let mut pieces = id[at..].split(['-', '_']);
        let mut head = Self::new(column, text);
        head.base = format!("{run}{}", pieces.next().unwrap_or_default());
        for piece in pieces {
            if head.written {
                return Some(Err(()));
            }
            match piece {
                "TEXT" => head.written = true,
                "DO" | "FIRST" | "LAST" | "CLICK" | "PAGE" | "COUNT" | "GROUP" => {
                    return Some(Err(()));
                }
                _ => head.path.push(piece.to_owned()),
            }
        }
        Some(Ok(head))
    }

    fn tagged(column: usize, text: String, tag: &str) -> Self {
        let mut head = Self::new(column, text);
        let bare = tag.strip_suffix("_TEXT").or_else(|| tag.strip_suffix(".TEXT"));
        head.written = bare.is_some();
        let tag = bare.unwrap_or(tag);
        // Side by side, in old files: `Row: Column`, `Q40_1: 2_3`.
        if let Some((row, rest)) = tag.split_once(": ") {
            let (question, row) = match row.rsplit_once('_') {
                Some((question, row)) if is_standard(question) => (question, row),
                _ => ("", row),
            };
            let mut pieces = rest.split('_');
            head.base = format!("{question}#{}", pieces.next().unwrap_or_default());
            head.path.push(row.to_owned());
            head.path.extend(pieces.map(str::to_owned));
            return head;
        }
        let mut base = tag;
        while let Some((before, piece)) = base.rsplit_once('_') {
            let number = piece.trim_start_matches('x');
            let is_path = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
            // A leading number is that of a loop: `2_Q4`.
            if !is_path || before.is_empty() || before.bytes().all(|b| b.is_ascii_digit()) {
                break;
            }
            head.path.insert(0, piece.to_owned());
            base = before;
        }
        // `Q44_Q44_1_2`, `Q47_violet`: the question's tag, then the row's.
        let standard = base.split('_').next().filter(|first| is_standard(first));
        head.renamed = standard.is_none() && !is_standard(base);
        if let Some(first) = standard.filter(|first| first.len() < base.len()) {
            let row = &base[first.len() + 1..];
            if row != first {
                head.path.insert(0, row.to_owned());
            }
            base = first;
        }
        head.base = base.to_owned();
        head
    }

    /// Whether two columns beside each other are of one question.
    pub(super) fn belongs_with(&self, next: &Self) -> bool {
        if self.base == next.base {
            return true;
        }
        if !self.renamed || !next.renamed {
            return false;
        }
        let (Some(this), Some(other)) = (label::last(&self.text), label::last(&next.text)) else {
            return false;
        };
        if this.0 == other.0 {
            return true;
        }
        let both = !self.path.is_empty() && !next.path.is_empty();
        both && match (label::last(this.0), label::last(other.0)) {
            (Some(this), Some(other)) => this.0 == other.0,
            _ => false,
        }
    }
}

/// Makes the paths of one question whole: where the bases differ they tell its rows.
pub(super) fn lengthen(columns: &mut [Head]) {
    let Some(first) = columns.first().map(|head| head.base.clone()) else { return };
    if columns.iter().all(|head| head.base == first) {
        return;
    }
    for head in columns {
        let base = head.base.clone();
        head.path.insert(0, base);
    }
}

/// The columns of questions; the others go to `metadata`.
pub(super) fn read(
    sheet: &Sheet,
    heads: &Heads,
    answers: &Answers<'_>,
    metadata: &mut Vec<Metadata>,
) -> Vec<Head> {
    let standard = |&c: &usize| is_standard(cell(sheet, heads.tags, c));
    let first = (0..sheet.width()).find(standard).unwrap_or(sheet.width());
    let last = (0..sheet.width()).rfind(standard).unwrap_or(0);
    let mut questions = Vec::new();
    for column in 0..sheet.width() {
        let tag = cell(sheet, heads.tags, column);
        let raw = cell(sheet, heads.texts, column);
        let text = label::clean(raw);
        let text = if text.is_empty() { tag.to_owned() } else { text };
        let import = heads.imports.map(|row| import_id(cell(sheet, row, column)));
        let read = match import {
            Some(id) => id.and_then(|id| Head::imported(column, text.clone(), &id)),
            None => {
                let same = heads.tags != heads.texts && plain(tag) == plain(raw);
                let outside = column < first || column > last;
                let old = heads.legacy && column < first && is_numbered(tag, 'V');
                let blank = tag.is_empty() && raw.is_empty();
                let known = role(METADATA, tag).is_some()
                    && (!COMMON.contains(&key(tag).as_str()) || outside);
                let apart = old || blank || known || tag.starts_with("Q_") || (same && outside);
                (!apart).then(|| Ok(Head::tagged(column, text.clone(), tag)))
            }
        };
        let tail = plain(text.rsplit(" - ").next().unwrap_or_default());
        let derived = text.contains(" - ") && DERIVED.contains(&tail.as_str());
        let timed = MEASURED.iter().any(|name| plain(tag).replace('_', " ").ends_with(name));
        let ordered =
            ["_DO_", "_NPS_GROUP"].iter().any(|part| tag.contains(part)) || tag.ends_with("_DO");
        match read {
            Some(Ok(head)) if !(derived || timed || ordered) => questions.push(head),
            found => {
                let id = heads.imports.and_then(|row| import_id(cell(sheet, row, column)));
                let id = id.unwrap_or_default();
                let names = [tag, raw, id.rsplit('-').next().unwrap_or_default()];
                let named = names.iter().find_map(|name| role(METADATA, name));
                let role = match (named, found) {
                    (_, Some(_)) if timed => Role::Status,
                    (_, Some(_)) => Role::Other,
                    (Some(role), None) => role,
                    (None, None) => answers.role_of(column),
                };
                let label = if tag.is_empty() || is_numbered(tag, 'V') { &text } else { tag };
                metadata.push(Metadata { column, label: label.to_owned(), role });
            }
        }
    }
    questions
}

fn is_numbered(tag: &str, letter: char) -> bool {
    let number = tag.strip_prefix(letter).unwrap_or_default();
    !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
}
