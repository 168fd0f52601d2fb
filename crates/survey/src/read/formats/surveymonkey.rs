//! SurveyMonkey: a row of questions, usually with a row of options or fields below it.
//!
//! The question stands above its first column only; a ticked cell repeats the option's label.
//! Tools and hands that pass such files on strip the metadata, add a row of codes above, or drop
//! the second row; the header rows are therefore found, not assumed.

use super::answers::Answers;
use super::group::{Group, Habits, Part};
use super::words::{is_response, key, plain, role, same};
use crate::Warning;
use crate::read::layout::{Draft, Format, Joined, Layout, Metadata, Reader, Role, Shape};
use crate::read::sheet::Sheet;

pub(crate) const FORMAT: Format = Format { reader: Reader::SurveyMonkey, recognise, lay_out };

const HABITS: Habits = Habits { unticked: &[], spreads: true, joined: Joined::Never, told: false };

/// Header names, without blanks and signs, that no other tool uses: the collector.
const COLLECTOR: &[(&str, Role)] = &[
    ("collectorid", Role::Id),
    ("iddelrecopilador", Role::Id),
    ("idducollecteur", Role::Id),
    ("iddocoletor", Role::Id),
    ("kollektorid", Role::Id),
    ("idraccoglitore", Role::Id),
    ("verzamelaarsid", Role::Id),
];

/// The same, of the respondent; others may use them.
const RESPONDENT: &[(&str, Role)] = &[
    ("respondentid", Role::Id),
    ("befragtenid", Role::Id),
    ("teilnehmerid", Role::Id),
    ("iddelencuestado", Role::Id),
    ("iddurépondant", Role::Id),
    ("iddorespondente", Role::Id),
    ("idrispondente", Role::Id),
];

const OWN: [&[(&str, Role)]; 2] = [COLLECTOR, RESPONDENT];

/// Names that many tools use.
const COMMON: &[(&str, Role)] = &[
    ("startdate", Role::Time),
    ("enddate", Role::Time),
    ("datecreated", Role::Time),
    ("datemodified", Role::Time),
    ("startdatum", Role::Time),
    ("enddatum", Role::Time),
    ("fechadeinicio", Role::Time),
    ("fechadefinalización", Role::Time),
    ("datededébut", Role::Time),
    ("datedefin", Role::Time),
    ("datadeinício", Role::Time),
    ("datadetérmino", Role::Time),
    ("ipaddress", Role::Address),
    ("ipadresse", Role::Address),
    ("direcciónip", Role::Address),
    ("adresseip", Role::Address),
    ("endereçoip", Role::Address),
    ("emailaddress", Role::Address),
    ("email", Role::Address),
    ("emailadresse", Role::Address),
    ("direccióndecorreoelectrónico", Role::Address),
    ("adressemail", Role::Address),
    ("adresseemail", Role::Address),
    ("endereçodeemail", Role::Address),
    ("firstname", Role::Name),
    ("lastname", Role::Name),
    ("vorname", Role::Name),
    ("nachname", Role::Name),
    ("prénom", Role::Name),
    ("nombre", Role::Name),
    ("apellidos", Role::Name),
    ("customdata", Role::Other),
    ("customdata1", Role::Other),
    ("language", Role::Other),
    ("collectortype", Role::Other),
];

/// Where the headers are.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Heads {
    /// The row with the questions.
    questions: usize,
    /// The row below it, where there is one.
    below: Option<usize>,
}

impl Heads {
    fn count(self) -> usize {
        self.below.unwrap_or(self.questions) + 1
    }
}

/// How much speaks for a row of options and fields.
#[derive(Default, Clone, Copy)]
struct Signs {
    /// Cells such as `Response`.
    responses: usize,
    /// Columns below no title of their own, whose cells repeat this row's label.
    ticks: usize,
    /// Columns in a group, whose label in this row nobody gave as an answer.
    labels: usize,
    /// Columns known as metadata, above an empty cell.
    metadata: usize,
}

fn recognise(sheet: &Sheet) -> u8 {
    if is_report(sheet) {
        return 90;
    }
    let heads = heads(sheet);
    let names = |table: &[(&str, Role)]| {
        let titles = (0..sheet.width()).map(|c| cell(sheet, heads.questions, c));
        titles.filter(|title| role(table, title).is_some()).count()
    };
    let (collectors, respondents) = (names(COLLECTOR), names(RESPONDENT));
    if collectors > 0 {
        return 96;
    }
    let metadata = metadata_names(sheet, heads.questions);
    let Some(below) = heads.below else {
        let unnamed = unnamed_ticks(sheet, heads.questions);
        return match (respondents, metadata, unnamed) {
            (1.., 3.., _) => 85,
            (1.., _, _) => 65,
            (0, _, 3..) => 60,
            _ => 0,
        };
    };
    let signs = signs(sheet, heads.questions, below);
    match (respondents, signs.responses, signs.ticks) {
        (1.., _, _) => 95,
        (_, 1.., 3..) => 95,
        (_, 0, 3..) => 85,
        (_, 3.., _) => 85,
        (_, 1.., _) => 70,
        _ if signs.labels > 2 => 50,
        _ => 0,
    }
}

fn cell(sheet: &Sheet, row: usize, column: usize) -> &str {
    if row < sheet.rows { sheet.text(row, column).trim() } else { "" }
}

/// The role of a column that is known by its name.
fn known_as(title: &str) -> Option<Role> {
    [COLLECTOR, RESPONDENT, COMMON].iter().find_map(|table| role(table, title))
}

/// A title, empty where a program that knows no empty titles has made one up.
fn title(sheet: &Sheet, row: usize, column: usize) -> &str {
    let text = cell(sheet, row, column);
    let made = ["Unnamed:", "Column", "Field", "..."].iter().any(|made| {
        let rest = text.strip_prefix(made).map(str::trim);
        rest.is_some_and(|rest| {
            let number = rest.split('_').next().unwrap_or_default();
            !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
        })
    });
    if made { "" } else { text }
}

fn metadata_names(sheet: &Sheet, row: usize) -> usize {
    (0..sheet.width()).filter(|&c| known_as(cell(sheet, row, c)).is_some()).count()
}

fn heads(sheet: &Sheet) -> Heads {
    // A row of codes, or the survey's title, may stand above the questions.
    let candidates = 0..sheet.rows.min(3);
    let titles =
        |row: usize| (0..sheet.width()).filter(|&c| !title(sheet, row, c).is_empty()).count();
    let mut best = (0, 0);
    for questions in candidates.clone() {
        // Answers have more gaps than the titles above them, titles fewer than codes above them.
        if (0..questions).any(|above| titles(above) > titles(questions)) {
            continue;
        }
        let signs = signs(sheet, questions, questions + 1);
        let labels = if signs.labels > 2 { signs.labels } else { 0 };
        let total = signs.responses + signs.ticks + signs.metadata + labels;
        if total > best.0 {
            best = (total, questions);
        }
    }
    if let (1.., questions) = best {
        return Heads { questions, below: Some(questions + 1) };
    }
    let known = candidates.map(|row| (metadata_names(sheet, row), std::cmp::Reverse(row))).max();
    let questions = match known {
        Some((1.., row)) => row.0,
        _ => 0,
    };
    Heads { questions, below: None }
}

fn signs(sheet: &Sheet, questions: usize, below: usize) -> Signs {
    let mut signs = Signs::default();
    if below >= sheet.rows {
        return signs;
    }
    let answers = Answers { sheet, headers: below + 1 };
    // Columns below no title of their own; those of them that the row says nothing about.
    let (mut untitled, mut silent) = (0, 0);
    for column in 0..sheet.width() {
        let (above, label) = (title(sheet, questions, column), cell(sheet, below, column));
        if above.is_empty() && !answers.is_blank(column) {
            untitled += 1;
            silent += usize::from(label.is_empty());
        }
        let known = known_as(above).is_some();
        if label.is_empty() {
            signs.metadata += usize::from(known && !answers.is_blank(column));
            continue;
        }
        if is_response(label) && !is_response(above) {
            signs.responses += 1;
            continue;
        }
        let has_title = |c: usize| c >= sheet.width() || !title(sheet, questions, c).is_empty();
        let alone = has_title(column) && has_title(column + 1);
        // An answer, not a label: this row is somebody's.
        if (known && !same(above, label)) || (alone && label.parse::<f64>().is_ok()) {
            return Signs::default();
        }
        if !alone {
            let profile = answers.profile(column);
            let repeats = profile.values.iter().all(|value| same(label, value));
            signs.ticks += usize::from(!profile.is_empty() && !profile.many && repeats);
            let new = !label.parse::<f64>().is_ok() && !profile.values.contains(&label);
            signs.labels += usize::from(new && !profile.is_empty());
        }
    }
    // The first person has ticked some options, not all; a row of options names them all.
    if silent * 10 > untitled { Signs::default() } else { signs }
}

/// How many columns have no title and hold one and the same text, or nothing.
fn unnamed_ticks(sheet: &Sheet, row: usize) -> usize {
    let answers = Answers { sheet, headers: row + 1 };
    let ticked = |&column: &usize| {
        let profile = answers.profile(column);
        title(sheet, row, column).is_empty() && !profile.is_empty() && profile.is_single()
    };
    (0..sheet.width()).filter(ticked).count()
}

/// Whether this is a table of counts that SurveyMonkey made, not of answers.
fn is_report(sheet: &Sheet) -> bool {
    let filled =
        |row: usize| (0..sheet.width()).filter(|&c| !cell(sheet, row, c).is_empty()).count();
    if sheet.rows < 4 || sheet.width() < 2 || filled(0) != 1 || filled(1) != 1 {
        return false;
    }
    let has = |words: &str| {
        (sheet.columns.iter()).any(|c| c.distinct().take(500).any(|(_, text, _)| text == words))
    };
    has("Answered") && has("Skipped")
}

fn lay_out(sheet: &Sheet) -> Layout {
    if is_report(sheet) {
        return report(sheet);
    }
    let heads = heads(sheet);
    let headers = heads.count().min(sheet.rows);
    let answers = Answers { sheet, headers };
    let mut layout = Layout { headers, ..Layout::default() };
    let mut group: Option<(String, Vec<Part>)> = None;
    let mut close = |group: &mut Option<(String, Vec<Part>)>, layout: &mut Layout| {
        if let Some((label, parts)) = group.take() {
            let warnings = &mut layout.warnings;
            let drafts = Group { answers, habits: HABITS, warnings }.drafts(&label, parts);
            layout.questions.extend(drafts);
        }
    };
    let first = first_question(sheet, heads);
    for column in 0..sheet.width() {
        let above = title(sheet, heads.questions, column);
        let label = heads.below.map_or("", |below| cell(sheet, below, column));
        let known = known_as(above).filter(|_| label.is_empty() || same(above, label));
        let blank = above.is_empty() && label.is_empty() && answers.is_blank(column);
        let leading = column < first;
        if known.is_some() || blank || leading {
            close(&mut group, &mut layout);
            let role = known.unwrap_or_else(|| role_of(&answers, column));
            let label = if above.is_empty() { label } else { above }.to_owned();
            layout.metadata.push(Metadata { column, label, role });
            continue;
        }
        let part = Part { column, label: label.to_owned() };
        match &mut group {
            Some((title, parts)) if continues(&answers, heads, title, parts, column) => {
                parts.push(part);
            }
            _ => {
                close(&mut group, &mut layout);
                group = Some((above.to_owned(), vec![part]));
            }
        }
    }
    close(&mut group, &mut layout);
    layout.warnings.extend(coded(&answers, &layout.questions));
    layout
}

/// Whether a column is below the question of the columns before it.
fn continues(
    answers: &Answers<'_>,
    heads: Heads,
    question: &str,
    parts: &[Part],
    column: usize,
) -> bool {
    let sheet = answers.sheet;
    let above = title(sheet, heads.questions, column);
    let tagged = (0..heads.questions).any(|row| !title(sheet, row, column).is_empty());
    if above.is_empty() {
        // A second field for an answer is that of a question without a title.
        let again = heads.below.is_some_and(|below| is_response(cell(sheet, below, column)));
        return !again && !question.is_empty();
    }
    if plain(above) != plain(question) || tagged {
        return false;
    }
    // The title may be repeated above each option; two questions may also have the same title.
    match heads.below {
        Some(below) => {
            let label = cell(sheet, below, column);
            !label.is_empty()
                && !is_response(label)
                && parts.iter().all(|part| !part.label.is_empty() && part.label != label)
        }
        None => (parts.iter().map(|part| part.column).chain([column]))
            .all(|column| answers.profile(column).is_single()),
    }
}

/// The first column that may be a question. Before it there is metadata, in any language: its
/// cells in the row below the titles are empty, or what is known as metadata comes after it.
fn first_question(sheet: &Sheet, heads: Heads) -> usize {
    let is_own = |&column: &usize| {
        OWN.iter().any(|table| role(table, title(sheet, heads.questions, column)).is_some())
    };
    let own = (0..sheet.width()).take(20).rfind(is_own).unwrap_or(0);
    let Some(below) = heads.below else { return own };
    let is_question = |&column: &usize| {
        let (above, label) = (title(sheet, heads.questions, column), cell(sheet, below, column));
        let known = known_as(above).is_some() && same(above, label);
        !above.is_empty() && !label.is_empty() && !known
    };
    (own..sheet.width()).find(is_question).unwrap_or(own)
}

/// What a metadata column holds, told from its cells.
pub(super) fn role_of(answers: &Answers<'_>, column: usize) -> Role {
    let profile = answers.profile(column);
    let all = |test: fn(&str) -> bool| {
        !profile.is_empty() && profile.values.iter().all(|value| test(value))
    };
    if all(|text| text.contains('@')) || all(|text| text.parse::<std::net::IpAddr>().is_ok()) {
        return Role::Address;
    }
    if all(|text| {
        text.contains([':', '/', '-']) && text.bytes().filter(u8::is_ascii_digit).count() >= 5
    }) {
        return Role::Time;
    }
    let distinct = profile.values.len() as u64;
    if distinct * 10 >= profile.people * 9
        && distinct > 1
        && all(|text| text.parse::<f64>().is_ok())
    {
        return Role::Id;
    }
    Role::Other
}

/// A notice where the cells hold the options' numbers, not their labels.
fn coded(answers: &Answers<'_>, questions: &[Draft]) -> Option<Warning> {
    let is_number = |column: usize| {
        let profile = answers.profile(column);
        !profile.is_empty()
            && !profile.many
            && profile.values.iter().all(|v| v.parse::<u32>().is_ok())
    };
    let mut ticks = (0, 0);
    for draft in questions {
        if let Shape::Ticks { options, .. } = &draft.shape {
            for tick in options {
                if !answers.is_blank(tick.column) {
                    ticks.0 += 1;
                    let own =
                        answers.profile(tick.column).values.iter().any(|v| same(&tick.label, v));
                    ticks.1 += usize::from(is_number(tick.column) && !own);
                }
            }
        }
    }
    (ticks.1 > 1 && ticks.1 * 2 > ticks.0).then(|| {
        Warning::notice(
            "answers-are-codes",
            "The cells hold the numbers of the options, not their labels. Options with columns of \
             their own are labelled by their headers; for the others the codebook is needed, which \
             is not in this file.",
        )
    })
}

fn report(sheet: &Sheet) -> Layout {
    let metadata = (0..sheet.width())
        .map(|column| Metadata { column, label: String::new(), role: Role::Other })
        .collect();
    let warning = Warning::problem(
        "counts-not-answers",
        "This is a table of counts that SurveyMonkey made, not the answers of people. Export again, \
         with “All responses data”.",
    );
    Layout { headers: sheet.rows.min(3), questions: Vec::new(), metadata, warnings: vec![warning] }
}

#[cfg(test)]
mod tests;
