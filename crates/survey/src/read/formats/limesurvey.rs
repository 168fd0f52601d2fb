//! LimeSurvey: one column for each sub-question, its code in brackets behind the question's.
//!
//! Headings come as codes (`q1[SQ001]`), as codes with texts (`q1[SQ001]. Text [Row]`), or as
//! texts alone (`Text [Row]`), shortened or whole. Which of the many kinds of array a group of
//! columns is, only the cells say.

use super::probe::{all, answers, header, is_empty, is_unique};
use crate::read::layout::{Draft, Format, Joined, Layout, Metadata, Reader, Role, Shape, Tick};
use crate::read::sheet::Sheet;

pub(crate) const FORMAT: Format = Format { reader: Reader::LimeSurvey, recognise, lay_out };

/// The columns that are not questions: code, what they are called where texts alone are exported
/// (English, German, French, Spanish), and role.
const METADATA: &[(&str, &[&str], Role)] = &[
    ("id", &["Response ID", "Antwort ID", "ID de la réponse", "ID de respuesta"], Role::Id),
    (
        "submitdate",
        &["Date submitted", "Datum Abgeschickt", "Date de soumission", "Fecha de envío"],
        Role::Time,
    ),
    ("lastpage", &["Last page", "Letzte Seite", "Dernière page", "Última página"], Role::Status),
    (
        "startlanguage",
        &["Start language", "Start-Sprache", "Langue de départ", "Lenguaje inicial"],
        Role::Other,
    ),
    ("seed", &["Seed", "Zufallsstartwert", "Tête de série", "Semilla"], Role::Other),
    ("completed", &["Completed"], Role::Status),
    ("token", &["Token", "Access code", "Zugangscode"], Role::Id),
    ("startdate", &["Date started", "Datum gestartet"], Role::Time),
    ("datestamp", &["Date last action", "Datum letzte Aktivität"], Role::Time),
    ("ipaddr", &["IP address", "IP-Adresse", "Adresse IP", "Dirección IP"], Role::Address),
    ("refurl", &["Referrer URL"], Role::Other),
    ("firstname", &["First name"], Role::Name),
    ("lastname", &["Last name"], Role::Name),
    ("email", &["Email address"], Role::Address),
    ("interviewtime", &["Total time", "Gesamtzeit"], Role::Status),
];

/// What a ticked and an unticked option are called: the codes, and the words of the languages.
const YES: &[&str] = &[
    "Y", "Yes", "Ja", "Oui", "Sí", "Sì", "Si", "Sim", "Kyllä", "Tak", "Ano", "Áno", "Да", "Так",
    "Evet", "Igen", "Da", "Ναι", "はい", "是", "예", "1",
];
const NO: &[&str] = &[
    "N",
    "No",
    "Nein",
    "Nee",
    "Non",
    "Não",
    "Nej",
    "Nei",
    "Ei",
    "Nie",
    "Ne",
    "Нет",
    "Ні",
    "Hayır",
    "Nem",
    "Nu",
    "Όχι",
    "いいえ",
    "否",
    "不是",
    "아니요",
    "아니오",
    "0",
];

/// A heading, taken apart.
struct Heading<'a> {
    /// The question's code; empty where texts alone are exported.
    code: &'a str,
    /// What stands in brackets behind the code.
    parts: Vec<&'a str>,
    /// The question's text; empty where codes alone are exported.
    text: &'a str,
    /// What stands in brackets behind the text, as many as there are parts.
    rows: Vec<&'a str>,
}

impl<'a> Heading<'a> {
    fn of(heading: &'a str) -> Self {
        let coded = Self::coded(heading);
        let (code, parts, text) = coded.unwrap_or(("", Vec::new(), heading));
        let most = if code.is_empty() {
            2
        } else {
            parts.iter().map(|part| 1 + part.matches('_').count()).sum()
        };
        let (text, rows) = brackets(text, most);
        Self { code, parts, text, rows }
    }

    /// The code, the bracketed parts behind it, and the text.
    fn coded(heading: &'a str) -> Option<(&'a str, Vec<&'a str>, &'a str)> {
        let is_code = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '#';
        let length = heading.find(|c| !is_code(c)).unwrap_or(heading.len());
        let (code, mut rest) = heading.split_at(length);
        if !code.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let mut parts = Vec::new();
        while let Some((part, more)) = rest.strip_prefix('[').and_then(|rest| rest.split_once(']'))
        {
            if part.contains(char::is_whitespace) || part.is_empty() {
                return None;
            }
            parts.push(part);
            rest = more;
        }
        match rest.strip_prefix('.') {
            Some(text) if text.is_empty() || text.starts_with(char::is_whitespace) => {
                Some((code, parts, text.trim()))
            }
            _ if rest.is_empty() => Some((code, parts, "")),
            _ => None,
        }
    }

    /// The name of the sub-question.
    fn row(&self) -> String {
        if self.rows.is_empty() && self.text.is_empty() {
            return self.parts.join(" ");
        }
        self.rows.first().copied().unwrap_or_default().trim().to_owned()
    }

    fn is_part(&self, part: &str, text: &[&str]) -> bool {
        self.parts.iter().any(|other| other.eq_ignore_ascii_case(part))
            || self.code.is_empty() && self.rows.iter().any(|row| text.contains(row))
    }

    fn is_other(&self) -> bool {
        self.is_part("other", &["Other", "Sonstiges", "Autre", "Otro"])
    }

    fn is_comment(&self) -> bool {
        self.is_part("comment", &["Comment", "Kommentar", "Commentaire", "Comentario"])
            || self.parts.iter().any(|part| part.len() > 7 && part.ends_with("comment"))
    }
}

/// Takes up to `most` bracketed ends off a text; brackets may stand inside brackets.
fn brackets(text: &str, most: usize) -> (&str, Vec<&str>) {
    let (mut text, mut rows) = (text.trim(), Vec::new());
    while rows.len() < most && text.ends_with(']') {
        let mut depth = 0;
        let open = text.char_indices().rev().find(|&(_, c)| {
            depth += i32::from(c == ']') - i32::from(c == '[');
            depth == 0
        });
        let Some((open, _)) = open else { break };
        rows.insert(0, &text[open + 1..text.len() - 1]);
        text = text[..open].trim_end();
    }
    (text, rows)
}

/// Whether a column tells when the whole form was sent.
pub(super) fn is_submission(label: &str) -> bool {
    let label = label.split_once(". ").map_or(label, |(_, text)| text).trim();
    let (code, texts, _) = METADATA[1];
    label == code || texts.contains(&label)
}

fn metadata(heading: &str) -> Option<Role> {
    let (code, text) = match Heading::coded(heading) {
        // A text of one word looks like a code, which tools and people write in small letters.
        Some((code, _, "")) if METADATA.iter().any(|(_, texts, _)| texts.contains(&code)) => {
            ("", heading)
        }
        Some((code, parts, text)) if parts.is_empty() => (code, text),
        _ => ("", heading),
    };
    let known = METADATA.iter().find(|(name, texts, _)| {
        let is_text = texts.iter().any(|known| known.eq_ignore_ascii_case(text));
        // A question may well have a code such as `email` and a text of its own.
        (*name == code && (text.is_empty() || is_text)) || (code.is_empty() && is_text)
    });
    let is_time = code.ends_with("Time")
        || code.strip_prefix("groupTime").is_some_and(|n| n.parse::<u32>().is_ok());
    let is_attribute = code.starts_with("attribute_");
    let guess = (is_time && (text.is_empty() || text.contains(" time")))
        .then_some(Role::Status)
        .or(is_attribute.then_some(Role::Other));
    known.map(|known| known.2).or(guess)
}

fn recognise(sheet: &Sheet) -> u8 {
    let headings: Vec<&str> = (0..sheet.width()).map(|column| header(sheet, column)).collect();
    let telling = ["submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp"];
    let known = METADATA.iter().filter(|(name, texts, _)| {
        telling.contains(name)
            && headings.iter().any(|heading| {
                let (code, rest) = heading.split_once('.').unwrap_or((heading, ""));
                (code == *name && texts.iter().any(|text| rest.is_empty() || rest.trim() == *text))
                    || texts.contains(heading)
                    || (code == *name && code != "seed")
            })
    });
    if known.count() >= 2 {
        return 95;
    }
    let filled = headings.iter().filter(|heading| !heading.is_empty()).count();
    let coded: Vec<_> = headings.iter().filter_map(|heading| Heading::coded(heading)).collect();
    let parts = coded.iter().filter(|(_, parts, _)| !parts.is_empty()).count();
    if filled == 0 || parts == 0 || coded.len() * 10 < filled * 8 {
        return 0;
    }
    let texts = coded.iter().filter(|(_, _, text)| !text.is_empty()).count();
    if texts * 10 >= coded.len() * 8 { 90 } else { 70 }
}

fn lay_out(sheet: &Sheet) -> Layout {
    let mut layout = Layout { headers: 1, ..Layout::default() };
    let mut column = 0;
    while column < sheet.width() {
        let heading = header(sheet, column);
        let number = |text: &str| text.parse::<u64>().is_ok();
        let nameless = column == 0 && all(sheet, 0, number) && is_unique(sheet, 0);
        let role = metadata(heading).or((heading.is_empty() && nameless).then_some(Role::Id));
        if let Some(role) = role {
            layout.metadata.push(Metadata { column, label: heading.to_owned(), role });
            column += 1;
            continue;
        }
        let first = Heading::of(heading);
        let mut group = vec![(column, Heading::of(heading))];
        column += 1;
        while column < sheet.width() && metadata(header(sheet, column)).is_none() {
            let next = Heading::of(header(sheet, column));
            let same = if first.code.is_empty() {
                // Texts alone: sub-questions, and what belongs to a question before them.
                next.text == first.text && !next.rows.is_empty() && !first.text.is_empty()
            } else {
                next.code == first.code && !next.parts.is_empty()
            };
            if !same {
                break;
            }
            group.push((column, next));
            column += 1;
        }
        questions(sheet, group, &mut layout);
    }
    layout
}

/// The questions that a group of columns with one code is.
fn questions(sheet: &Sheet, group: Vec<(usize, Heading)>, layout: &mut Layout) {
    let first = &group[0].1;
    let label = if first.text.is_empty() { first.code } else { first.text }.to_owned();
    let mut other = None;
    let (mut main, mut rows, mut comments) = (None, Vec::new(), Vec::new());
    for (column, heading) in group {
        if heading.is_comment() {
            let row = heading.rows.first().filter(|_| heading.rows.len() > 1);
            let row = row.map_or(String::new(), |row| format!("{row}, "));
            comments.push(Draft::column(&format!("{label} [{row}Comment]"), column, Joined::Never));
        } else if heading.is_other() && other.is_none() {
            other = Some(column);
        } else if heading.parts.contains(&"filecount") {
            let label = header(sheet, column).to_owned();
            layout.metadata.push(Metadata { column, label, role: Role::Other });
        } else if heading.parts.is_empty() && (!heading.code.is_empty() || heading.rows.is_empty())
        {
            main = Some(column);
        } else {
            rows.push((column, heading));
        }
    }
    if let Some(column) = main {
        let written = other.take_if(|_| rows.is_empty());
        let shape = Shape::Column { column, joined: Joined::Never, other: written };
        layout.questions.push(Draft { label: label.clone(), shape });
    }
    if !rows.is_empty() {
        array(sheet, &label, &rows, other.take(), layout);
    }
    if let Some(column) = other {
        layout.questions.push(Draft::column(&format!("{label} [Other]"), column, Joined::Never));
    }
    layout.questions.extend(comments);
}

fn array(
    sheet: &Sheet,
    label: &str,
    rows: &[(usize, Heading)],
    other: Option<usize>,
    layout: &mut Layout,
) {
    let columns: Vec<usize> = rows.iter().map(|row| row.0).collect();
    let mut add = |label: String, shape| layout.questions.push(Draft { label, shape });
    // Two scales beside each other are two grids; a table of ticks is a grid of checkboxes.
    let second = |heading: &Heading| -> Option<String> {
        let code = heading.parts.get(1).copied();
        let code = code.or_else(|| heading.parts.first()?.split_once(['#', '_']).map(|p| p.1));
        heading.rows.get(1).map(|row| row.trim().to_owned()).or(code.map(str::to_owned))
    };
    let first = |heading: &Heading| -> String {
        let code = heading.parts.first().and_then(|part| part.split_once(['#', '_']));
        match code {
            Some((code, _)) if heading.rows.is_empty() => code.to_owned(),
            _ if heading.rows.is_empty() => heading.parts.first().unwrap_or(&"").to_string(),
            _ => heading.row(),
        }
    };
    if rows.iter().all(|(_, heading)| second(heading).is_some()) {
        let dual = rows
            .iter()
            .all(|(_, h)| h.parts.len() > 1 || h.parts[..].iter().any(|p| p.contains('#')));
        let ticks = !dual && are_ticks(sheet, &columns, false);
        let mut outer: Vec<(String, Vec<Draft>)> = Vec::new();
        let mut options: Vec<(String, Vec<Tick>)> = Vec::new();
        for (column, heading) in rows {
            let (row, inner) = (first(heading), second(heading).unwrap_or_default());
            if ticks {
                push(&mut options, row, Tick { label: inner, column: *column });
            } else if dual {
                push(&mut outer, inner, Draft::column(&row, *column, Joined::Never));
            } else {
                let draft = Draft::column(&format!("{row} [{inner}]"), *column, Joined::Never);
                push(&mut outer, String::new(), draft);
            }
        }
        if ticks {
            let rows = options.into_iter().map(|(label, options)| Draft {
                label,
                shape: Shape::Ticks { options, other: None, unticked: NO, exclusive: false },
            });
            outer.push((String::new(), rows.collect()));
        }
        for (scale, rows) in outer {
            let label =
                if scale.is_empty() { label.to_owned() } else { format!("{label} [{scale}]") };
            add(label, Shape::Grid(rows));
        }
    } else if are_ticks(sheet, &columns, other.is_some()) && !rows[0].1.row().is_empty() {
        let options = rows.iter().map(|(column, h)| Tick { label: h.row(), column: *column });
        let shape =
            Shape::Ticks { options: options.collect(), other, unticked: NO, exclusive: false };
        add(label.to_owned(), shape);
        return;
    } else if let [(column, heading)] = rows
        && (heading.row().is_empty() || label.is_empty())
    {
        let shape = Shape::Column { column: *column, joined: Joined::Never, other };
        add(if label.is_empty() { heading.row() } else { label.to_owned() }, shape);
        return;
    } else {
        let rows = rows.iter().map(|(c, h)| Draft::column(&h.row(), *c, Joined::Never)).collect();
        add(label.to_owned(), Shape::Grid(rows));
    }
    if let Some(column) = other {
        add(
            format!("{label} [Other]"),
            Shape::Column { column, joined: Joined::Never, other: None },
        );
    }
}

fn push<T>(groups: &mut Vec<(String, Vec<T>)>, name: String, item: T) {
    match groups.iter_mut().find(|group| group.0 == name) {
        Some(group) => group.1.push(item),
        None => groups.push((name, vec![item])),
    }
}

/// Whether columns are the options of one checkbox question, and not questions answered with yes
/// or no.
///
/// Both may hold the same two words. But whoever sees a checkbox question sees all its options,
/// so where somebody has a *no* beside an empty cell, these were questions of their own.
fn are_ticks(sheet: &Sheet, columns: &[usize], has_other: bool) -> bool {
    let is_word = |text: &str| YES.contains(&text) || NO.contains(&text);
    let filled: Vec<usize> =
        columns.iter().copied().filter(|&column| !is_empty(sheet, column)).collect();
    if filled.is_empty() {
        return has_other;
    }
    if !filled.iter().all(|&column| answers(sheet, column).all(|(text, _)| is_word(text))) {
        return false;
    }
    has_other
        || (1..sheet.rows).all(|row| {
            let mut cells = columns.iter().map(|&column| sheet.text(row, column).trim());
            let empty = cells.clone().any(str::is_empty);
            !(empty && cells.any(|text| NO.contains(&text)))
        })
}

#[cfg(test)]
#[path = "limesurvey_tests.rs"]
mod tests;
