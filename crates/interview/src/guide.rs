//! Interview guides: sections, questions and nudges, found again in transcripts.
//!
//! A guide is Markdown that people wrote for people, and no two write alike. [`Guide::read`] takes
//! lists, numbers, tables, bold lines and headings; what it cannot place it keeps as a note and says
//! so. [`Guide::write`] has one form, which reads back equal.

mod answers;
mod blocks;
mod find;
mod ids;
mod inline;
mod label;
mod read;
mod spoken;
mod table;
mod words;
mod write;

#[cfg(test)]
mod real;
#[cfg(test)]
mod tests;

pub use answers::{Answer, Answers, Interview};
pub use find::{ASKED, ASKED_AGAIN, Asked, Finder};
pub use spoken::Spoken;
pub(crate) use spoken::roles;

use crate::warning::Warning;
use serde::Serialize;

/// The most questions a guide may have; what comes after them is kept as notes.
pub const MOST_QUESTIONS: usize = 2_000;

/// The most nudges a question may have; what comes after them is kept as notes.
pub const MOST_NUDGES: usize = 50;

/// A guide: what to ask, in which order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Guide {
    /// Its title, empty where it has none.
    pub title: String,
    /// Its sections. What stands before the first heading is in a first one without a title.
    pub sections: Vec<Section>,
    /// What is odd in it.
    pub warnings: Vec<Warning>,
}

/// Questions about one thing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Section {
    /// Its heading.
    pub title: String,
    /// How deep its heading is: 2 below the title, 3 below that, to 6.
    pub level: u8,
    /// The line of its heading, the first being 1.
    pub line: u64,
    /// Its questions, in order; a follow-up stands behind the question that it follows.
    pub questions: Vec<Question>,
    /// Everything else that it says, such as what to tell people before they are asked.
    pub notes: Vec<Note>,
}

/// Something to ask.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Question {
    /// `q14`; of a follow-up, which is asked only after some answers, `q3.1`. It has the guide's own
    /// number where the guide gives every question one of its own, else the questions are counted.
    pub id: String,
    /// What the guide calls it, where that is not its id's number: `B2`.
    pub label: Option<String>,
    /// The question, without mark-up.
    pub text: String,
    /// What to say when the answer does not come, or misses the point.
    pub nudges: Vec<String>,
    /// Where it is in the guide, the first line being 1.
    pub line: u64,
}

/// Something that a guide says and that is no question.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Note {
    /// Its lines, as they stand.
    pub text: String,
    /// How many of the section's questions stand before it.
    pub after: usize,
    /// Where it is in the guide, the first line being 1.
    pub line: u64,
}

impl Guide {
    /// Reads a guide. Never fails: what cannot be placed becomes a [`Note`], and a warning says where.
    pub fn read(text: &str) -> Self {
        read::read(text)
    }

    /// The guide in paap's own form of Markdown, which [`Self::read`] reads as the same guide.
    pub fn write(&self) -> String {
        write::write(self)
    }

    /// All questions, in order.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.sections.iter().flat_map(|section| &section.questions)
    }

    /// The question with this id, or with this number: `q14`, `Q14` and `14` are one.
    pub fn question(&self, id: &str) -> Option<&Question> {
        let bare = |id: &str| id.trim().trim_start_matches(['q', 'Q']).to_owned();
        let wanted = bare(id);
        self.questions().find(|question| bare(&question.id) == wanted)
    }

    /// What is said before the first question, such as what the interview is for.
    pub fn intro(&self) -> Vec<&str> {
        let first = self.sections.iter().position(|section| !section.questions.is_empty());
        let before = first.unwrap_or(self.sections.len());
        let notes = self.sections.iter().take(before).flat_map(|section| &section.notes);
        let rest = self.sections.get(before).into_iter().flat_map(|section| &section.notes);
        notes.chain(rest.filter(|note| note.after == 0)).map(|note| note.text.as_str()).collect()
    }

    /// What is said after the last question, such as thanks and what becomes of the recording.
    pub fn outro(&self) -> Vec<&str> {
        let Some(last) = self.sections.iter().rposition(|section| !section.questions.is_empty())
        else {
            return Vec::new();
        };
        let after = self.sections.iter().enumerate().skip(last).flat_map(|(at, section)| {
            let late = move |note: &&Note| at > last || note.after >= section.questions.len();
            section.notes.iter().filter(late)
        });
        after.map(|note| note.text.as_str()).collect()
    }
}

impl Question {
    /// The question that this one follows up, where it is a follow-up: `q3` of `q3.1`.
    pub fn follows(&self) -> Option<&str> {
        self.id.split_once('.').map(|(parent, _)| parent)
    }
}
