//! The answers to a survey: protected tables, never rows.

use serde::{Deserialize, Serialize};

/// The page of a survey's results.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Results {
    /// Its study's id.
    pub study: String,
    /// The survey's id.
    pub survey: String,
    /// What the survey is called.
    pub title: String,
    /// How many people answered, where that may be said.
    pub people: Option<u64>,
    /// What to know before reading, each in a sentence: weights, filters, who is counted.
    pub scope: Vec<String>,
    /// The questions, in their order.
    pub questions: Vec<Question>,
    /// The tables of two questions that the study prepared.
    pub crosses: Vec<Cross>,
}

/// A question and its answers.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Question {
    /// Its id, such as `q21`.
    pub id: String,
    /// Its text.
    pub label: String,
    /// The text of the grid that it is a row of.
    pub grid: Option<String>,
    /// What sort of question it is, such as `Single choice`.
    pub kind: String,
    /// Who was asked, where not everybody was, in words.
    pub asked_of: Option<String>,
    /// How many were asked; None where that is withheld.
    pub asked: Option<u64>,
    /// How many the shares are out of; None where that is withheld.
    pub base: Option<u64>,
    /// The answers; none for a question of words and for one that is withheld.
    pub answers: Vec<Answer>,
    /// Whether the shares rest on enough people to be called findings; else they are signals.
    pub finding: bool,
    /// Whether counts are sums of weights.
    pub weighted: bool,
    /// What to know when reading the numbers.
    pub notes: Vec<String>,
    /// Why there are no numbers, where there are none.
    pub withheld: Option<String>,
}

/// How many gave an answer.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Answer {
    /// Its text.
    pub label: String,
    /// Whether it stands for everything else that people wrote.
    pub other: bool,
    /// How many; None where it is withheld.
    pub cell: Option<Cell>,
}

/// A number that may be shown.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Cell {
    /// How many people; with weights, their sum.
    pub count: f64,
    /// Out of how many.
    pub base: f64,
    /// The share, from 0 to 1.
    pub share: f64,
    /// The ends of its 95% interval.
    pub interval: Option<(f64, f64)>,
}

impl Cell {
    /// A share of people without an interval.
    pub fn new(count: u64, base: u64) -> Self {
        let (count, base) = (count as f64, base as f64);
        Self { count, base, share: count / base, interval: None }
    }
}

/// One question by another.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Cross {
    /// The text of the question down the side.
    pub rows: String,
    /// The text of the question across the top.
    pub columns: String,
    /// Whom it is about, where not everybody, in words.
    pub of: Option<String>,
    /// The answers down the side, and how many gave each, where that may be said.
    pub row_heads: Vec<(String, Option<f64>)>,
    /// The answers across the top.
    pub column_heads: Vec<(String, Option<f64>)>,
    /// A list for each row; None is a cell that is withheld.
    pub cells: Vec<Vec<Option<Cell>>>,
    /// What to know when reading it.
    pub notes: Vec<String>,
}
