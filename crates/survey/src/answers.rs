//! Answers, ready to be counted: every option is a set of people.

use crate::infer::figure::Figure;
use crate::infer::scale;
use crate::read::layout::{Metadata, Reader};
use crate::read::sheet::Column;
use crate::view::{AskedIf, SourceView};
use crate::{Kind, Note, Warning};
use paap_analysis::People;

/// A survey: who was asked what, and what they said.
pub struct Survey {
    /// The tool that the file comes from.
    pub reader: Reader,
    /// About the file.
    pub source: SourceView,
    /// How many people are in it.
    pub people: usize,
    /// The questions, in the order of the file; rows of a grid follow their grid.
    pub questions: Vec<Question>,
    /// Everything odd, with all counts: what may be said of it, the views say.
    pub(crate) warnings: Vec<Warning>,
    pub(crate) metadata: Vec<(Metadata, u64)>,
    /// The day of the first answer, where the file has times, and of the last, where it is not to be
    /// mistaken for another.
    pub(crate) days: Option<(String, Option<String>)>,
    /// The cells of questions whose answers are not options; empty for all others.
    pub(crate) columns: Vec<Column>,
    /// How many threads may count.
    pub(crate) threads: usize,
}

/// One question and its answers.
pub struct Question {
    /// `q1`, or `q7.2` for a row of the grid `q7`.
    pub id: String,
    /// A short word for it, unique in the survey.
    pub slug: String,
    /// Its text.
    pub label: String,
    /// Its kind.
    pub kind: Kind,
    /// The grid it is a row of.
    pub grid: Option<String>,
    /// A grid's rows.
    pub rows: Vec<String>,
    /// The options; *Other* last.
    pub options: Vec<Choice>,
    /// Who was asked.
    pub asked: People,
    /// Who answered.
    pub answered: People,
    /// Who saw the question and ticked nothing, where the file can tell.
    pub nothing_ticked: Option<People>,
    /// Who was asked, where not everybody was.
    pub asked_if: Option<AskedIf>,
    /// What to know when reading its numbers.
    pub notes: Vec<Note>,
    /// The score that its numbers make or are an item of: `NPS`, `CSAT`, `Driver`, `CES`, `SUS`,
    /// `UX-Lite`.
    pub score: Option<&'static str>,
    /// Whether a questionnaire names it.
    pub(crate) told: bool,
    /// For numbers: what each distinct cell says. The index is the cell's number.
    pub(crate) figures: Vec<Option<Figure>>,
    /// The columns it takes.
    pub(crate) columns: Vec<usize>,
}

/// An option of a question.
pub struct Choice {
    /// Its text.
    pub label: String,
    /// Who chose it.
    pub people: People,
    /// Whether it stands for everything that people wrote instead of choosing an option.
    pub other: bool,
    /// Its place on the question's scale, where it has one.
    pub score: Option<f64>,
}

impl Survey {
    /// The question with this id.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == id)
    }

    /// The day of the first answer, as `2025-09-08`, where the file says when people answered.
    pub fn first_day(&self) -> Option<&str> {
        self.days.as_ref().map(|own| own.0.as_str())
    }

    /// The day of the last answer, where the file says when people answered and it can be read in one way
    /// only.
    pub fn last_day(&self) -> Option<&str> {
        self.days.as_ref()?.1.as_deref()
    }

    /// What each person wrote to a question of words, in the order of the file; empty where they
    /// wrote nothing. None where the question is of another kind. This is the one way by which
    /// words of people leave this room: what is done with them must be as careful.
    pub fn written(&self, question: &Question) -> Option<Vec<String>> {
        if question.kind != Kind::Text {
            return None;
        }
        let columns: Vec<&Column> =
            question.columns.iter().filter_map(|&column| self.columns.get(column)).collect();
        let text = |row: usize| {
            let texts = columns.iter().map(|column| column.text(row).trim());
            texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
        };
        Some((0..self.people).map(text).collect())
    }

    /// Everything that was asked and answered, piece by piece, in an order of which the same answers
    /// always are: what a digest is made of. It holds what people wrote, as [`Survey::written`] does.
    pub fn pieces(&self, see: &mut dyn FnMut(&[u8])) {
        see(&(self.people as u64).to_le_bytes());
        for question in &self.questions {
            let texts = [&question.id, &question.slug, &question.label];
            texts.into_iter().for_each(|text| see(text.as_bytes()));
            see(question.kind.name().as_bytes());
            see(question.score.unwrap_or_default().as_bytes());
            let mut set = |people: &People| {
                let words = people.words().iter().flat_map(|word| word.to_le_bytes());
                see(&words.collect::<Vec<u8>>());
            };
            set(&question.asked);
            set(&question.answered);
            question.options.iter().for_each(|option| set(&option.people));
            for option in &question.options {
                see(option.label.as_bytes());
                see(&option.score.map(f64::to_le_bytes).unwrap_or_default());
            }
            for column in &question.columns {
                let column = self.columns.get(*column).filter(|own| own.cells.len() == self.people);
                let Some(column) = column else { continue };
                (0..self.people).for_each(|person| see(column.text(person).as_bytes()));
            }
        }
    }

    /// The number that each person gave to a question of numbers, in the order of the file; None
    /// where they gave none, or one that is open at an end. None where the question is of another
    /// kind.
    pub fn given_numbers(&self, question: &Question) -> Option<Vec<Option<f64>>> {
        if question.kind != Kind::Number {
            return None;
        }
        let column = question.columns.first().and_then(|&column| self.columns.get(column));
        let number = |row: usize| {
            let cell = *column?.cells.get(row)? as usize;
            let figure = question.figures.get(cell).copied().flatten()?;
            (!figure.is_open()).then(|| figure.place())
        };
        Some((0..self.people).map(number).collect())
    }

    /// How many warnings say that answers may be read wrongly.
    pub fn problems(&self) -> usize {
        self.warnings.iter().filter(|warning| warning.problem).count()
    }
}

impl Question {
    /// What shares are out of. A question of words has one share, that of those who wrote
    /// something, which is out of those who were asked.
    pub fn base(&self, of_asked: bool) -> &People {
        if of_asked || self.kind == Kind::Text { &self.asked } else { &self.answered }
    }

    /// Whether the distances between its answers mean something: numbers, ratings, and scales of
    /// numbers that have words only beside some of them, such as at their ends.
    pub(crate) fn has_distances(&self) -> bool {
        if self.kind != Kind::Scale {
            return self.kind.is_ordered();
        }
        let mut bare = false;
        let on_scale = self.options.iter().filter_map(|choice| Some((choice, choice.score?)));
        for (choice, score) in on_scale {
            let label = choice.label.trim();
            let is_bare = label.parse() == Ok(score);
            if !is_bare && scale::numbered(&label.to_lowercase()) != Some(score) {
                return false;
            }
            bare |= is_bare;
        }
        bare
    }
}
