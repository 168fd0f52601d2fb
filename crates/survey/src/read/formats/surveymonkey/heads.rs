//! Where a SurveyMonkey file's header rows are, and what its columns that are not questions are
//! called.

use crate::read::formats::answers::Answers;
use crate::read::formats::words::{is_response, role, same};
use crate::read::layout::Role;
use crate::read::sheet::Sheet;

/// Header names, without blanks and signs, that no other tool uses: the collector.
pub(super) const COLLECTOR: &[(&str, Role)] = &[
    ("collectorid", Role::Id),
    ("iddelrecopilador", Role::Id),
    ("idducollecteur", Role::Id),
    ("iddocoletor", Role::Id),
    ("kollektorid", Role::Id),
    ("idraccoglitore", Role::Id),
    ("verzamelaarsid", Role::Id),
];

/// The same, of the respondent; others may use them.
pub(super) const RESPONDENT: &[(&str, Role)] = &[
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
pub(super) struct Heads {
    /// The row with the questions.
    pub(super) questions: usize,
    /// The row below it, where there is one.
    pub(super) below: Option<usize>,
}

impl Heads {
    pub(super) fn count(self) -> usize {
        self.below.unwrap_or(self.questions) + 1
    }
}

/// How much speaks for a row of options and fields.
#[derive(Default, Clone, Copy)]
pub(super) struct Signs {
    /// Cells such as `Response`.
    pub(super) responses: usize,
    /// Columns below no title of their own, whose cells repeat this row's label.
    pub(super) ticks: usize,
    /// Columns in a group, whose label in this row nobody gave as an answer.
    pub(super) labels: usize,
    /// Columns known as metadata, above an empty cell.
    pub(super) metadata: usize,
}

pub(super) fn cell(sheet: &Sheet, row: usize, column: usize) -> &str {
    if row < sheet.rows { sheet.text(row, column).trim() } else { "" }
}

/// The role of a column that is known by its name.
pub(super) fn known_as(title: &str) -> Option<Role> {
    [COLLECTOR, RESPONDENT, COMMON].iter().find_map(|table| role(table, title))
}

/// A title, empty where a program that knows no empty titles has made one up.
pub(super) fn title(sheet: &Sheet, row: usize, column: usize) -> &str {
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

pub(super) fn metadata_names(sheet: &Sheet, row: usize) -> usize {
    (0..sheet.width()).filter(|&c| known_as(cell(sheet, row, c)).is_some()).count()
}

pub(super) fn heads(sheet: &Sheet) -> Heads {
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

pub(super) fn signs(sheet: &Sheet, questions: usize, below: usize) -> Signs {
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
            let new = label.parse::<f64>().is_err() && !profile.values.contains(&label);
            signs.labels += usize::from(new && !profile.is_empty());
        }
    }
    // The first person has ticked some options, not all; a row of options names them all.
    if silent * 10 > untitled { Signs::default() } else { signs }
}

/// How many columns have no title and hold one and the same text, or nothing.
pub(super) fn unnamed_ticks(sheet: &Sheet, row: usize) -> usize {
    let answers = Answers { sheet, headers: row + 1 };
    let ticked = |&column: &usize| {
        let profile = answers.profile(column);
        title(sheet, row, column).is_empty() && !profile.is_empty() && profile.is_single()
    };
    (0..sheet.width()).filter(ticked).count()
}

/// The first column that may be a question. Before it there is metadata, in any language: its
/// cells in the row below the titles are empty, or what is known as metadata comes after it.
pub(super) fn first_question(sheet: &Sheet, heads: Heads) -> usize {
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
