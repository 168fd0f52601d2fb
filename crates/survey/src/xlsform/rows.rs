//! One row of a form to one question.

use super::condition::{Condition as Says, SELF};
use super::reader::Form;
use super::sheet::Row;
use super::{parse, writer};
use crate::questionnaire::{Choice, Kind, Question, Scale, Score, Severity, Texts};

/// Who is asked, as a row says it.
#[derive(Debug, Clone)]
pub(super) struct Condition {
    pub(super) row: usize,
    pub(super) xpath: String,
    /// What paap wrote beside it, in its own language.
    pub(super) own: String,
}

/// What the first column says.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Type {
    Begin { repeat: bool },
    End,
    Select { multiple: bool, list: String, other: bool },
    Word(String),
}

/// Spellings of the selects that pyxform knows (its `aliases.py`), the longest first.
const SELECTS: [(&str, bool); 9] = [
    ("add select multiple prompt using ", true),
    ("select all that apply from ", true),
    ("add select one prompt using ", false),
    ("select all that apply ", true),
    ("select one from ", false),
    ("select_multiple ", true),
    ("select one ", false),
    ("select_one ", false),
    ("select1 ", false),
];

/// Columns that every question's reading takes.
const READ: [&str; 10] = [
    "type",
    "name",
    "label",
    "relevant",
    "paap_asked_if",
    "paap_kind",
    "paap_score",
    "paap_column",
    "paap_sensitive",
    "paap_quasi_identifier",
];

impl Form<'_> {
    pub(super) fn kind_of(&self, row: &Row) -> Type {
        let text = self.survey.get(row, "type");
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        match words.to_ascii_lowercase().replace(' ', "_").as_str() {
            "begin_group" => return Type::Begin { repeat: false },
            "begin_repeat" | "begin_loop" | "begin_lgroup" => return Type::Begin { repeat: true },
            "end_group" | "end_repeat" | "end_loop" | "end_lgroup" => return Type::End,
            _ => {}
        }
        for (prefix, multiple) in SELECTS {
            let Some(list) = words.strip_prefix(prefix) else { continue };
            let ends = [" or_other", " or specify other", " or other"];
            let cut = ends.iter().find_map(|end| list.strip_suffix(end));
            let list = cut.unwrap_or(list).to_owned();
            return Type::Select { multiple, list, other: cut.is_some() };
        }
        Type::Word(words)
    }

    /// The question of this row, if it is one that can be carried.
    pub(super) fn question(&mut self, row: &Row) -> Option<Question> {
        let survey = self.survey;
        let name = survey.get(row, "name").to_owned();
        let mut read = vec!["hint", "required"];
        let question = match self.kind_of(row) {
            Type::Select { multiple, list, other } => {
                self.select(row, &name, multiple, &list, other, &mut read)?
            }
            Type::Word(word) if word == "range" => {
                read.push("parameters");
                self.range(row, &name)
            }
            Type::Word(word) => {
                let kind = self.kind(row, &word)?;
                let mut question = self.marks(row, &name, kind);
                question.whole = kind == Kind::Number && matches!(word.as_str(), "integer" | "int");
                if kind == Kind::Single {
                    let label = Texts::new(self.languages[0].clone(), "OK");
                    question.options = vec![Choice { id: "ok".into(), label, ..Choice::default() }];
                }
                question
            }
            Type::Begin { .. } | Type::End => return None,
        };
        let mut question = question;
        question.help = self.texts(survey, row, "hint");
        question.required = self.required(row);
        let required = survey.get(row, "required");
        if !question.required && !is_no(required) {
            let message = format!("compulsory only if `{required}`, which paap has nothing for");
            self.lose(Severity::Warning, row, "required", message);
        }
        let constraint = survey.get(row, "constraint");
        if !constraint.is_empty() {
            read.push("constraint");
            if !self.constrain(&mut question, constraint) {
                let message = format!("the constraint `{constraint}` is not carried");
                self.lose(Severity::Warning, row, "constraint", message);
            }
        }
        self.leftovers(row, &read);
        Some(question)
    }

    fn select(
        &mut self,
        row: &Row,
        name: &str,
        multiple: bool,
        list: &str,
        other: bool,
        read: &mut Vec<&str>,
    ) -> Option<Question> {
        let Some(options) = self.lists.get(list).cloned() else {
            let message =
                format!("the question is not carried: there is no list of choices `{list}`");
            self.lose(Severity::Warning, row, "type", message);
            return None;
        };
        let likert = !multiple && !other && self.survey.get(row, "appearance") == "likert";
        let kind = match (multiple, likert) {
            (true, _) => Kind::Checkbox,
            (false, true) => Kind::Scale,
            (false, false) => Kind::Single,
        };
        if likert {
            read.push("appearance");
        }
        let mut question = self.marks(row, name, kind);
        question.options = options;
        question.other = other;
        Some(question)
    }

    fn range(&mut self, row: &Row, name: &str) -> Question {
        let survey = self.survey;
        let parameters = survey.get(row, "parameters").to_owned();
        // pyxform's defaults.
        let (mut start, mut end, mut step) = (1.0, 10.0, 1.0);
        for part in parameters.split([' ', ',', ';']).filter(|part| !part.is_empty()) {
            let (key, value) = part.split_once('=').unwrap_or((part, ""));
            match (key, value.parse::<f64>().ok().filter(|number| number.is_finite())) {
                ("start", Some(number)) => start = number,
                ("end", Some(number)) => end = number,
                ("step", Some(number)) => step = number,
                _ => {
                    let message = format!("paap has nothing for the parameter `{part}`");
                    self.lose(Severity::Note, row, "parameters", message);
                }
            }
        }
        let whole = |number: f64| number.fract() == 0.0 && number.abs() < 1e15;
        let steps = end - start;
        #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "small")]
        if whole(start)
            && whole(end)
            && steps >= 1.0
            && steps <= Scale::MAX_STEPS as f64
            && step == 1.0
        {
            let kind =
                if survey.get(row, "paap_kind") == "scale" { Kind::Scale } else { Kind::Rating };
            let mut question = self.marks(row, name, kind);
            question.scale = Some(Scale {
                low: start as i64,
                high: end as i64,
                low_label: self.texts(survey, row, "paap_low_label"),
                high_label: self.texts(survey, row, "paap_high_label"),
            });
            return question;
        }
        let message = format!("steps of {step} from {start} to {end} became a number between them");
        self.lose(Severity::Note, row, "parameters", message);
        let mut question = self.marks(row, name, Kind::Number);
        (question.minimum, question.maximum) = (Some(start.min(end)), Some(start.max(end)));
        question
    }

    /// The kind of a type that is one word; `None`, and listed, if it cannot be carried.
    fn kind(&mut self, row: &Row, word: &str) -> Option<Kind> {
        let (kind, as_what) = match word {
            "integer" | "int" | "decimal" => return Some(Kind::Number),
            "date" => return Some(Kind::Date),
            "text" | "string" => return Some(Kind::Text),
            "datetime" | "dateTime" => (Kind::Date, "a date; the time of day is not carried"),
            "time" => (Kind::Text, "a text"),
            "barcode" => (Kind::Text, "a text"),
            "acknowledge" | "trigger" => (Kind::Single, "a question with the one option OK"),
            "" => {
                self.lose(Severity::Warning, row, "type", "the row has no type and is not carried");
                return None;
            }
            "note" => {
                let message = "a note asks nothing; paap has no place for its text";
                self.lose(Severity::Warning, row, "type", message);
                return None;
            }
            "calculate" | "hidden" | "start" | "end" | "today" | "deviceid" | "subscriberid"
            | "simserial" | "phonenumber" | "username" | "email" | "audit" | "start-geopoint"
            | "uri:deviceid" | "uri:username" | "uri:email" | "uri:phonenumber"
            | "uri:simserial" => {
                let message = format!("`{word}` asks nothing: the form fills it in by itself");
                self.lose(Severity::Note, row, "type", message);
                return None;
            }
            _ => {
                let message = format!("the question is not carried: paap has no kind for `{word}`");
                self.lose(Severity::Warning, row, "type", message);
                return None;
            }
        };
        self.lose(Severity::Note, row, "type", format!("`{word}` became {as_what}"));
        Some(kind)
    }

    /// What every question has: id, label, condition and paap's own marks.
    pub(super) fn marks(&mut self, row: &Row, name: &str, kind: Kind) -> Question {
        let survey = self.survey;
        let id = self.claim(name, "q");
        let column = survey.get_text(row, "paap_column");
        let mut column = (!column.is_empty()).then(|| column.to_owned());
        if id != name {
            let message = format!("the name became the id `{id}`; `{name}` is kept as `column`");
            self.lose(Severity::Note, row, "name", message);
            column = column.or_else(|| (!name.is_empty()).then(|| name.to_owned()));
        }
        self.names.entry(name.to_owned()).or_insert_with(|| id.clone());
        if let Some(condition) = self.condition(row) {
            self.conditions.push((id.clone(), vec![condition]));
        }
        let fallback = if name.is_empty() { id.clone() } else { name.to_owned() };
        let label = self.label(survey, row, &fallback);
        let word = survey.get(row, "paap_score");
        let score = Score::ALL.into_iter().find(|score| score.name() == word);
        Question {
            id,
            label,
            kind,
            column,
            score,
            sensitive: is_yes(survey.get(row, "paap_sensitive")),
            quasi_identifier: is_yes(survey.get(row, "paap_quasi_identifier")),
            ..Question::default()
        }
    }

    pub(super) fn condition(&self, row: &Row) -> Option<Condition> {
        let xpath = self.survey.get(row, "relevant").to_owned();
        let own = self.survey.get_text(row, "paap_asked_if").to_owned();
        (!xpath.is_empty() || !own.is_empty()).then_some(Condition { row: row.number, xpath, own })
    }

    pub(super) fn required(&self, row: &Row) -> bool {
        is_yes(self.survey.get(row, "required"))
    }

    /// Carries a constraint in the question's limits or its exclusive options, if that says all.
    pub(super) fn constrain(&self, question: &mut Question, constraint: &str) -> bool {
        let mut changed = question.clone();
        for option in &mut changed.options {
            option.exclusive = constraint.contains(&format!("(., '{}')", option.id));
        }
        if changed.kind == Kind::Number
            && let Ok(condition) = parse::xpath(constraint)
        {
            let parts = match condition {
                Says::All(parts) => parts,
                only => vec![only],
            };
            for part in parts {
                match part {
                    Says::Compare(name, ">=", number) if name == SELF => {
                        changed.minimum = Some(number);
                    }
                    Says::Compare(name, "<=", number) if name == SELF => {
                        changed.maximum = Some(number);
                    }
                    _ => return false,
                }
            }
            if changed.minimum.zip(changed.maximum).is_some_and(|(low, high)| low > high) {
                return false;
            }
            *question = changed;
            return true;
        }
        let plain = |text: &str| text.split_whitespace().collect::<String>();
        let says_all = plain(&writer::constraint(&changed)) == plain(constraint);
        if says_all {
            *question = changed;
        }
        says_all
    }

    /// Lists the filled cells of a row that nothing read.
    pub(super) fn leftovers(&mut self, row: &Row, read: &[&str]) {
        let survey = self.survey;
        let own = ["paap_low_label", "paap_high_label"];
        for (index, header) in survey.headers.iter().enumerate() {
            let base = header.base.as_str();
            let known = READ.contains(&base) || own.contains(&base) || read.contains(&base);
            if known || row.cell(index).is_empty() {
                continue;
            }
            let changes_answers = matches!(base, "choice_filter" | "default" | "calculation");
            let severity = if changes_answers { Severity::Warning } else { Severity::Note };
            let message = match base {
                "" => continue,
                "choice_filter" => "paap offers every option; the filter is not carried".to_owned(),
                _ => format!("paap has nothing for `{}`", header.text),
            };
            self.lose(severity, row, &header.text, message);
        }
    }
}

fn is_yes(cell: &str) -> bool {
    matches!(cell.to_ascii_lowercase().as_str(), "yes" | "true" | "true()" | "1")
}

fn is_no(cell: &str) -> bool {
    matches!(cell.to_ascii_lowercase().as_str(), "" | "no" | "false" | "false()" | "0")
}
