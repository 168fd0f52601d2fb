//! Codes by what is known of people, and by the questions that they answered.

use super::view::{Column, Matrix, MatrixCell, MatrixRow, MatrixTest};
use super::{Attribute, CONFIDENCE, CodeSet, Excerpt, Tabulation, compare, withhold};
use crate::guide::{Asked, Guide};
use paap_analysis::People;
use paap_analysis::interval::wilson;
use paap_analysis::level::Level;
use paap_analysis::multiple::benjamini_hochberg;
use std::ops::Range;

/// What stands across the top: its label, its people, and for each document the turns that are in it
/// (all where there is None).
struct Top {
    label: String,
    people: People,
    turns: Option<Vec<Vec<Range<usize>>>>,
}

impl Tabulation {
    /// Codes by an attribute, such as [`Tabulation::personas`] or an answer to a survey. Where nobody
    /// can have two of its values, and they are more than single people, each code is tested.
    pub fn matrix(&self, by: &Attribute, min_base: u64) -> Matrix {
        let base = by.known.and(self.base());
        let top = by.values.iter().map(|(label, people)| Top {
            label: label.clone(),
            people: people.and(&base),
            turns: None,
        });
        let top: Vec<Top> = top.collect();
        let alone = top.iter().all(|own| own.people.count() <= 1);
        self.by(&by.name, &base, &top, (by.apart, by.apart && !alone), min_base)
    }

    /// Codes by the questions of a guide: of those who were asked a question, on whose answer to it a
    /// code is. `asked` has what [`Guide::find_in`] found in each document, in the order of the
    /// documents.
    pub fn by_question(&self, guide: &Guide, asked: &[Vec<Asked>], min_base: u64) -> Matrix {
        let size = self.participants.len();
        let top: Vec<Top> = guide
            .questions()
            .map(|question| {
                let mut people = People::none(size);
                let turns: Vec<Vec<Range<usize>>> = self
                    .documents
                    .iter()
                    .enumerate()
                    .map(|(at, document)| {
                        let own = asked.get(at).map(Vec::as_slice).unwrap_or_default();
                        let own = own.iter().filter(|asked| asked.question == question.id);
                        // An answer may begin in the very turn that asks.
                        let turns: Vec<Range<usize>> =
                            own.map(|asked| asked.turn..asked.answer.end).collect();
                        if !turns.is_empty() {
                            document.participants.iter().for_each(|person| people.insert(*person));
                        }
                        turns
                    })
                    .collect();
                let label = format!("{} {}", question.id, question.text);
                Top { label, people: people.and(self.base()), turns: Some(turns) }
            })
            .collect();
        self.by("question", self.base(), &top, (false, false), min_base)
    }

    fn by(
        &self,
        name: &str,
        base: &People,
        top: &[Top],
        (apart, tested): (bool, bool),
        min_base: u64,
    ) -> Matrix {
        let sets: Vec<People> = top.iter().map(|own| own.people.clone()).collect();
        let column_shown = withhold::groups(&sets, base, min_base, apart);
        let row_shown = withhold::codes(&self.codes, base, min_base);
        let shown: Vec<&Top> =
            top.iter().zip(&column_shown).filter(|own| *own.1).map(|own| own.0).collect();
        let sizes: Vec<u64> = shown.iter().map(|own| own.people.count()).collect();
        let mut tests: Vec<Option<compare::Groups>> = Vec::with_capacity(self.codes.len());
        let mut rows = Vec::with_capacity(self.codes.len());
        for (code, row_shown) in self.codes.iter().zip(&row_shown) {
            let cell = |(own, column_shown): (&Top, &bool)| match *row_shown && *column_shown {
                true => self.cell(code, own),
                false => MatrixCell::default(),
            };
            let with = || shown.iter().map(|own| own.people.count_both(&code.people)).collect();
            let test = (tested && *row_shown).then(|| {
                let with: Vec<u64> = with();
                compare::groups(&with, &sizes)
            });
            tests.push(test.flatten());
            rows.push(MatrixRow {
                id: code.code.id.clone(),
                name: code.code.name.clone(),
                depth: code.depth,
                cells: top.iter().zip(&column_shown).map(cell).collect(),
                test: None,
            });
        }
        let p: Vec<f64> = tests.iter().flatten().map(|test| test.p).collect();
        let corrected = benjamini_hochberg(&p);
        let mut q = corrected.iter().copied();
        let mut findings = 0;
        for (row, test) in rows.iter_mut().zip(tests) {
            let Some(test) = test else { continue };
            let Some(q) = q.next() else { break };
            let level = Level::of_table(q, test.sides);
            findings += u64::from(level == Level::Finding);
            let (p, effect, level) = (test.p, test.effect, level.into());
            row.test = Some(MatrixTest { test: test.test, p, q, effect, level });
        }
        let mut notes = Vec::new();
        if !p.is_empty() && findings == 0 {
            let made = paap_text::some(p.len() as u64, "code was tested", "codes were tested");
            let few = compare::too_few(base.count());
            notes.push(compare::no_finding(&made, corrected.into_iter(), few));
        }
        if p.is_empty() && !tested && !top.is_empty() {
            notes.push(match apart {
                true => "Not tested: each column is a single person.".to_owned(),
                false => "Not tested: a person can be in several columns.".to_owned(),
            });
        }
        let hidden = |shown: &[bool]| shown.iter().filter(|shown| !**shown).count();
        let (rows_hidden, columns_hidden) = (hidden(&row_shown), hidden(&column_shown));
        if rows_hidden + columns_hidden > 0 {
            notes.push(format!(
                "{rows_hidden} rows and {columns_hidden} columns are withheld: each has fewer than \
                 {min_base} people, or would tell of those that have.",
            ));
        }
        let column = |(own, shown): (&Top, &bool)| Column {
            label: own.label.clone(),
            people: shown.then(|| own.people.count()),
        };
        Matrix {
            by: name.to_owned(),
            base: base.count(),
            confidence: CONFIDENCE,
            min_base,
            columns: top.iter().zip(&column_shown).map(column).collect(),
            rows,
            findings,
            notes,
            warnings: self.warnings.clone(),
        }
    }

    fn cell(&self, code: &CodeSet, top: &Top) -> MatrixCell {
        let is_in = |own: &&Excerpt| {
            let Some(turns) = &top.turns else {
                return own.people.iter().any(|person| top.people.contains(*person));
            };
            let answers = turns.get(own.document).map(Vec::as_slice).unwrap_or_default();
            let Some(document) = self.documents.get(own.document) else { return false };
            let at = document.turns_at(&own.bytes);
            answers.iter().any(|answer| answer.start < at.end && at.start < answer.end)
        };
        let own: Vec<&Excerpt> = code.excerpts.iter().filter(is_in).collect();
        let people = match top.turns {
            None => code.people.count_both(&top.people),
            Some(_) => {
                let mut people = People::none(self.participants.len());
                own.iter().flat_map(|own| &own.people).for_each(|person| people.insert(*person));
                people.count_both(&top.people)
            }
        };
        let all = top.people.count();
        let interval = wilson(people, all, CONFIDENCE);
        MatrixCell {
            people: Some(people),
            share: (all > 0).then(|| people as f64 / all as f64),
            low: interval.map(|interval| interval.low),
            high: interval.map(|interval| interval.high),
            excerpts: Some(own.len() as u64),
        }
    }
}
