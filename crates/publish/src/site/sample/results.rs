//! Invented answers.

use super::own;
use crate::site::{Answer, Cell, Cross, Question, Results};

/// Wilson's interval, so that the picture is true to real ones.
fn cell(count: u64, base: u64) -> Option<Cell> {
    let (n, z) = (base as f64, 1.959_964_f64);
    let p = count as f64 / n;
    let middle = (p + z * z / (2.0 * n)) / (1.0 + z * z / n);
    let half = z / (1.0 + z * z / n) * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    Some(Cell { interval: Some((middle - half, middle + half)), ..Cell::new(count, base) })
}

fn answers(of: &[(&str, Option<u64>)], base: u64) -> Vec<Answer> {
    let answer = |(label, n): &(&str, Option<u64>)| Answer {
        label: own(label),
        other: *label == "Other",
        cell: n.and_then(|n| cell(n, base)),
    };
    of.iter().map(answer).collect()
}

impl Question {
    /// An invented question.
    pub fn sample() -> Self {
        Self {
            id: own("q3"),
            label: own("Which framework do you use to prioritise?"),
            grid: None,
            kind: own("Single choice"),
            asked_of: None,
            asked: Some(22),
            base: Some(22),
            answers: answers(
                &[
                    ("We use none", Some(14)),
                    ("A score of reach, impact, confidence and effort", None),
                    ("Cost of delay", None),
                    ("I do not know", Some(5)),
                ],
                22,
            ),
            finding: false,
            weighted: false,
            notes: Vec::new(),
            withheld: None,
        }
    }
}

impl Results {
    /// Invented answers to four questions.
    pub fn sample() -> Self {
        let several = Question {
            id: own("q1"),
            label: own("How do you learn what your customers need?"),
            kind: own("Checkbox"),
            answers: answers(
                &[
                    ("We talk to them", Some(17)),
                    ("Tickets and requests", Some(21)),
                    ("A survey", Some(6)),
                    ("Usage figures", Some(9)),
                    ("Other", Some(5)),
                ],
                22,
            ),
            notes: vec![own("People could choose several answers.")],
            ..Question::sample()
        };
        let words = Question {
            id: own("q4"),
            label: own("What would you change first?"),
            kind: own("Free text"),
            base: Some(22),
            answers: Vec::new(),
            notes: vec![own(
                "What people wrote is not shown: words of one’s own may tell who wrote them.",
            )],
            ..Question::sample()
        };
        let hidden = Question {
            id: own("q2"),
            label: own("Which of these tools did your team replace last year?"),
            kind: own("Checkbox"),
            asked_of: Some(own("those who replaced a tool")),
            asked: None,
            base: None,
            answers: Vec::new(),
            withheld: Some(own("Withheld: fewer than 5 people answered, and could be recognised.")),
            ..Question::sample()
        };
        Self {
            study: own("prioritising"),
            survey: own("team-survey"),
            title: own("Team survey 2026"),
            people: Some(22),
            scope: Vec::new(),
            questions: vec![several, hidden, Question::sample(), words],
            crosses: vec![Cross::sample()],
        }
    }
}

impl Cross {
    /// An invented table of two questions.
    pub fn sample() -> Self {
        let heads = |of: &[(&str, f64)]| of.iter().map(|(l, n)| (own(l), Some(*n))).collect();
        Self {
            rows: own("Which framework do you use to prioritise?"),
            columns: own("What is your role?"),
            of: None,
            row_heads: vec![(own("We use none"), Some(14.0)), (own("Any framework"), None)],
            column_heads: heads(&[("Builder", 13.0), ("Leader", 9.0)]),
            cells: vec![vec![cell(8, 13), cell(6, 9)], vec![None, None]],
            notes: vec![own("Shares are out of each column.")],
        }
    }
}
