//! The questionnaire that an export answers, as far as the export tells it.
//!
//! It is a beginning to be corrected by hand: an export has no options that nobody chose, and no
//! words at the ends of scales.

use super::{
    Cells, Choice, Expression, Kind, Question, Questionnaire, Row, Scale, Score, Texts,
    UNDETERMINED, shapes,
};
use crate::answers::{self, Survey};
use crate::infer::other;
use crate::read::sheet::column_letters;
use paap_analysis::expression;
use std::collections::{BTreeMap, BTreeSet};

/// The longest id that is made, in characters.
const LONGEST: usize = 32;

/// Lints that tell of answers by which a person could be known.
const IDENTIFYING: [&str; 4] =
    ["looks-like-names", "mail-addresses", "network-addresses", "phone-numbers"];

impl Survey {
    /// The questionnaire that this survey answers, with every text in an undetermined language.
    ///
    /// `id` is taken as it is where it can be an id. A grid whose rows are not answered alike
    /// becomes a question for each row.
    pub fn questionnaire(&self, id: &str, title: &str) -> Questionnaire {
        let whole: BTreeSet<&str> = self
            .questions
            .iter()
            .filter(|question| question.kind == Kind::Grid && self.is_whole(question))
            .map(|question| question.id.as_str())
            .collect();
        let carried: Vec<&answers::Question> = self
            .questions
            .iter()
            .filter(|question| match &question.grid {
                Some(grid) => !whole.contains(grid.as_str()),
                None => question.kind != Kind::Grid || whole.contains(question.id.as_str()),
            })
            .collect();
        let mut taken = BTreeMap::new();
        let names: BTreeMap<&str, String> = carried
            .iter()
            .map(|question| {
                let short = short(&question.label, false);
                // The contract's own names mean their own questions only.
                let name = if is_contract(&short) { String::new() } else { short };
                let fallback = question.id.replace('.', "-");
                (question.id.as_str(), unique(&mut taken, name, &fallback))
            })
            .collect();
        let questions = carried
            .into_iter()
            .map(|question| {
                let asked_if = question.asked_if.as_ref().and_then(|asked_if| {
                    Some(Expression::new(renamed(&asked_if.expression, &names)?))
                });
                Question {
                    id: names[question.id.as_str()].clone(),
                    asked_if,
                    sensitive: self.is_sensitive(question),
                    ..self.shape(question)
                }
            })
            .collect();
        let id = match short(id, false) {
            _ if shapes::is_id(id, false) => id.to_owned(),
            slug if slug.is_empty() => "survey".to_owned(),
            slug => slug,
        };
        Questionnaire { title: text(title), ..Questionnaire::new(id, questions) }
    }

    fn rows<'a>(
        &'a self,
        grid: &'a answers::Question,
    ) -> impl Iterator<Item = &'a answers::Question> {
        self.questions.iter().filter(|row| row.grid.as_ref() == Some(&grid.id))
    }

    /// Whether a grid's rows are answered alike, with options that stand in a questionnaire.
    fn is_whole(&self, grid: &answers::Question) -> bool {
        let answered: Vec<_> = self.rows(grid).filter(|row| !row.answered.is_empty()).collect();
        are_alike(&answered)
            && answered.iter().all(|row| {
                row.kind.has_options()
                    && !row.options.is_empty()
                    && row.options.iter().all(|choice| !choice.other && !is_blank(&choice.label))
            })
    }

    fn is_sensitive(&self, question: &answers::Question) -> bool {
        let columns: Vec<String> = question.columns.iter().map(|&c| column_letters(c)).collect();
        self.warnings.iter().filter(|warning| IDENTIFYING.contains(&warning.code)).any(|warning| {
            warning.question.as_ref() == Some(&question.id)
                || warning.column.as_ref().is_some_and(|column| columns.contains(column))
        })
    }

    /// A question's texts and its kind, with all that goes with it.
    fn shape(&self, question: &answers::Question) -> Question {
        let grid = question.grid.as_deref().and_then(|grid| self.question(grid));
        let header = match grid {
            Some(grid) => format!("{} [{}]", grid.label.trim(), question.label.trim()),
            None => question.label.trim().to_owned(),
        };
        let made = Question {
            label: text(if is_blank(&header) { &question.id } else { &header }),
            column: (!is_blank(&header)).then_some(header),
            score: match question.score {
                Some("NPS") => Some(Score::Nps),
                Some("CSAT") => Some(Score::Csat),
                Some("Driver") => Some(Score::Driver),
                Some("CES") => Some(Score::Ces),
                Some("SUS") => Some(Score::Sus),
                Some("UX-Lite") => Some(Score::UxLite),
                _ => None,
            },
            ..Question::default()
        };
        // What people could write is an option only where it has words of its own.
        let own = |c: &answers::Choice| c.other && c.label.trim() == other::LABEL;
        let named = || question.options.iter().filter(|c| !own(c) && !is_blank(&c.label));
        let other = question.options.iter().any(|choice| choice.other);
        match question.kind {
            Kind::Grid => self.grid(question, made),
            Kind::Single | Kind::Checkbox if named().next().is_some() => Question {
                kind: match question.kind {
                    Kind::Single => Kind::Single,
                    _ => Kind::Checkbox,
                },
                options: options(named()),
                other,
                ..made
            },
            Kind::Scale if named().next().is_some() => {
                Question { kind: Kind::Scale, options: options(named()), ..made }
            }
            Kind::Rating => match (steps(question), named().next()) {
                (Some(scale), _) => Question { kind: Kind::Rating, scale: Some(scale), ..made },
                (None, Some(_)) => {
                    Question { kind: Kind::Scale, options: options(named()), ..made }
                }
                (None, None) => Question { score: None, ..made },
            },
            Kind::Number => Question { kind: Kind::Number, score: None, ..made },
            Kind::Date => Question { kind: Kind::Date, score: None, ..made },
            _ => Question { kind: Kind::Text, score: None, ..made },
        }
    }

    fn grid(&self, grid: &answers::Question, made: Question) -> Question {
        let rows: Vec<&answers::Question> = self.rows(grid).collect();
        let has = |kind| rows.iter().any(|row| row.kind == kind);
        let cells = if has(Kind::Checkbox) {
            Cells::Checkbox
        } else if has(Kind::Scale) || has(Kind::Rating) {
            Cells::Scale
        } else {
            Cells::Single
        };
        let mut choices: Vec<&answers::Choice> = Vec::new();
        for choice in rows.iter().flat_map(|row| &row.options) {
            match choices.iter_mut().find(|known| known.label.trim() == choice.label.trim()) {
                // A row with fewer answers may not have been seen to be a scale.
                Some(known) if known.score.is_none() => *known = choice,
                Some(_) => {}
                None => choices.push(choice),
            }
        }
        if cells == Cells::Scale {
            choices.sort_by(|a, b| match (a.score, b.score) {
                (Some(a), Some(b)) => a.total_cmp(&b),
                (a, b) => b.is_some().cmp(&a.is_some()),
            });
        }
        let mut taken = BTreeMap::new();
        let rows = rows
            .iter()
            .enumerate()
            .map(|(index, row)| {
                let fallback = format!("r{}", index + 1);
                let label = row.label.trim();
                Row {
                    id: unique(&mut taken, short(label, true), &fallback),
                    label: text(if label.is_empty() { &fallback } else { label }),
                    column: (!label.is_empty()).then(|| label.to_owned()),
                }
            })
            .collect();
        let options = options(choices.into_iter());
        Question { kind: Kind::Grid, cells, rows, options, score: None, ..made }
    }
}

/// Whether rows have options in common, and are of one kind. A row that few answered may not have
/// been seen to be the scale that the others are.
fn are_alike(rows: &[&answers::Question]) -> bool {
    let Some(widest) = rows.iter().max_by_key(|row| row.options.len()) else { return false };
    let has = |row: &answers::Question, label: &str| {
        row.options.iter().any(|choice| choice.label.trim() == label.trim())
    };
    let is_scale = |row: &&&answers::Question| matches!(row.kind, Kind::Scale | Kind::Rating);
    let mut scales = rows.iter().filter(is_scale).peekable();
    let scale = scales.peek().map(|row| row.kind);
    let of_one_kind = match scale {
        Some(kind) => {
            let scales: Vec<_> = scales.collect();
            let step = |label: &str| scales.iter().any(|row| has(row, label));
            rows.iter().all(|row| match row.kind {
                Kind::Single => row.options.iter().all(|choice| step(&choice.label)),
                own => own == kind,
            })
        }
        None => rows.iter().all(|row| row.kind == rows[0].kind),
    };
    of_one_kind
        && rows.iter().all(|row| row.options.iter().any(|choice| has(widest, &choice.label)))
}

/// The numbers of a rating; None where it has options beside them.
fn steps(question: &answers::Question) -> Option<Scale> {
    let whole = |choice: &answers::Choice| {
        choice.score.filter(|score| score.fract() == 0.0 && score.abs() < 1e6).map(|s| s as i64)
    };
    let steps: Vec<i64> = question.options.iter().map(whole).collect::<Option<_>>()?;
    let (low, high) = (*steps.iter().min()?, *steps.iter().max()?);
    (1..=Scale::MAX_STEPS).contains(&(high - low)).then(|| Scale { low, high, ..Scale::default() })
}

fn options<'a>(choices: impl Iterator<Item = &'a answers::Choice>) -> Vec<Choice> {
    let mut taken = BTreeMap::new();
    choices
        .enumerate()
        .map(|(index, choice)| Choice {
            id: unique(&mut taken, short(&choice.label, true), &format!("o{}", index + 1)),
            label: text(choice.label.trim()),
            score: choice.score,
            ..Choice::default()
        })
        .collect()
}

fn text(text: &str) -> Texts {
    Texts::new(UNDETERMINED, text.trim())
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

/// The first words of a text as an id; empty where it has no letters that ids may have.
fn short(text: &str, digit_first: bool) -> String {
    let mut slug = shapes::slug(text, digit_first);
    if slug.len() > LONGEST {
        // A word that was cut is left out, where there are others.
        let cut = slug[..=LONGEST].rfind('-').filter(|&at| at > LONGEST / 3).unwrap_or(LONGEST);
        slug.truncate(cut);
    }
    let slug = slug.trim_end_matches(['-', '_']);
    // Words of the filter language would have to be quoted there.
    match slug {
        "not" | "and" | "or" | "in" | "is" | "answered" | "asked" if !digit_first => {
            format!("{slug}-")
        }
        _ => slug.to_owned(),
    }
}

/// Whether a name is `q` and a number.
fn is_contract(name: &str) -> bool {
    name.strip_prefix('q').is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_digit())
            && rest.bytes().all(|b| b.is_ascii_digit() || b == b'-')
    })
}

/// This name, or the fallback where it is empty, with a number where it is taken.
fn unique(taken: &mut BTreeMap<String, usize>, name: String, fallback: &str) -> String {
    let name = if name.is_empty() { fallback.to_owned() } else { name };
    let mut unique = name.clone();
    while taken.contains_key(&unique) {
        // From which number on the name may be free: trying all again takes ages.
        let count = taken.entry(name.clone()).or_insert(2);
        unique = format!("{name}-{count}");
        *count += 1;
    }
    taken.insert(unique.clone(), 2);
    unique
}

/// A filter with its questions' names replaced; None where a name is not known.
fn renamed(filter: &str, names: &BTreeMap<&str, String>) -> Option<String> {
    let expression = expression::parse(filter).ok()?;
    let mut found: Vec<&expression::Name> =
        expression.named().into_iter().map(|(name, _)| name).collect();
    found.sort_by_key(|name| std::cmp::Reverse(name.place.start));
    let mut text = filter.to_owned();
    for name in found {
        text.replace_range(name.place.start..name.place.end, names.get(name.text.as_str())?);
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_short_and_unlike() {
        let long = short("How many people use your platform every day?", false);
        assert_eq!(long, "how-many-people-use-your");
        assert_eq!(short("¿Qué?", false), "qu");
        assert_eq!((short("10-49", true), short("日本", false)), ("10-49".into(), String::new()));
        assert_eq!(short("Not", false), "not-");
        let mut taken = BTreeMap::new();
        let made: Vec<String> =
            ["a", "a", ""].map(|name| unique(&mut taken, name.to_owned(), "q3")).into();
        assert_eq!(made, ["a", "a-2", "q3"]);
        assert!(is_contract("q7") && is_contract("q7-1") && !is_contract("quality"));
    }

    #[test]
    fn a_grid_of_unlike_rows_becomes_questions() {
        #[track_caller]
        fn check(rows: &[[&str; 2]], expected: &[Kind]) {
            let rows: String = rows.iter().map(|row| row.join(",") + "\n").collect();
            let text = format!("A [x],A [y]\n{}", rows.repeat(5));
            let mut text = std::io::Cursor::new(text);
            let survey = Survey::read(&mut text, &crate::ReadOptions::default());
            let questionnaire = survey.unwrap().questionnaire("q", "");
            let kinds: Vec<Kind> = questionnaire.questions().map(|q| q.kind).collect();
            assert_eq!(kinds, expected, "{rows}");
        }
        check(&[["Good", "Bad"], ["Bad", "OK"], ["OK", "Good"]], &[Kind::Grid]);
        check(&[["IT", "1"], ["Sales", "3"], ["HR", "5"]], &[Kind::Single, Kind::Rating]);
        check(&[["IT", "Berlin"], ["Sales", "Paris"]], &[Kind::Single, Kind::Single]);
    }

    #[test]
    fn names_are_replaced_in_filters() {
        let names = BTreeMap::from([("q1", "uses".to_owned()), ("q12", "parts".to_owned())]);
        assert_eq!(
            renamed("q12 in (\"q1\", \"b\") and q1 = \"Yes\"", &names).as_deref(),
            Some("parts in (\"q1\", \"b\") and uses = \"Yes\"")
        );
        assert_eq!(renamed("q3 = 1", &names), None);
    }
}
