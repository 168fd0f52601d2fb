//! The way from an export to a survey.

use super::layout::{Draft, Metadata, Reader, Role};
use super::sheet::{Column, Sheet};
use super::{ReadError, Source, limits, prepare, scan, workbook};
use crate::answers::{Question, Survey};
use crate::infer::{base, codes, lint, moment, question, told};
use crate::questionnaire::Questionnaire;
use crate::threads;
use crate::view::SourceView;
use crate::{Kind, Message, Warning};
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};
use std::io::{Read, SeekFrom};
use std::thread;

/// How to read an export.
#[derive(Debug, Clone)]
pub struct ReadOptions {
    /// The tool, where it is known; else it is told from the content.
    pub reader: Option<Reader>,
    /// How many threads may work at once.
    pub threads: usize,
    /// What was asked. It goes where it says something; inference is for the rest.
    pub questionnaire: Option<Questionnaire>,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            reader: None,
            threads: thread::available_parallelism().map_or(1, usize::from),
            questionnaire: None,
        }
    }
}

impl Survey {
    /// Reads an export.
    pub fn read(source: &mut dyn Source, options: &ReadOptions) -> Result<Self, ReadError> {
        let mut start = [0; 8];
        let mut filled = 0;
        while filled < start.len() {
            match source.read(&mut start[filled..])? {
                0 => break,
                count => filled += count,
            }
        }
        source.seek(SeekFrom::Start(0))?;
        let sheet = if workbook::is_workbook(&start[..filled]) {
            let mut bytes = Vec::new();
            source.take(limits::WORKBOOK_BYTES + 1).read_to_end(&mut bytes)?;
            workbook::sheet(bytes)?
        } else {
            scan::sheet(source, options.threads)?
        };
        Self::of_sheet(sheet, options)
    }

    fn of_sheet(mut sheet: Sheet, options: &ReadOptions) -> Result<Self, ReadError> {
        if sheet.rows == 0 || sheet.columns.is_empty() {
            return Err(ReadError::Empty);
        }
        let (reader, mut layout) = prepare::lay_out(&mut sheet, options);
        let mut warnings = std::mem::take(&mut layout.warnings);
        let told = options.questionnaire.as_ref().map(|questionnaire| {
            let headers = told::headers(&sheet, layout.headers);
            told::find(questionnaire, &layout.questions, &headers, &mut warnings)
        });
        sheet.take_headers(layout.headers);
        let aside: Vec<usize> = layout.metadata.iter().map(|metadata| metadata.column).collect();
        sheet.settle(&aside, options.threads);
        if !reader.is_verified() {
            let message =
                format!("The reader for {} has not been verified on a real export.", reader.tool());
            warnings.push(Warning::notice("not-verified", Message::plain(message)));
        }
        if sheet.rows == 0 {
            warnings.push(Warning::problem("no-answers", "There are headers, but no answers."));
        }
        let are_codes = warnings.iter().any(|warning| warning.code == "answers-are-codes");
        let ((mut odd, days), (mut questions, mut found)) = thread::scope(|scope| {
            let odd = scope.spawn(|| (lint::sheet(&sheet, &aside), days(&layout.metadata, &sheet)));
            let read = read_questions(&layout.questions, told.as_deref(), &sheet, options.threads);
            (odd.join().unwrap_or_default(), read)
        });
        if are_codes {
            codes::of_codes(&mut questions, &sheet);
        }
        warnings.append(&mut odd);
        warnings.append(&mut found);
        let source = SourceView {
            tool: reader.tool(),
            verified: reader.is_verified(),
            encoding: sheet.encoding.map_or("UTF-8", |encoding| encoding.name()),
            recoded: sheet.recoded.map(|reading| reading.encoding.name()),
            delimiter: sheet.delimiter,
            worksheet: sheet.worksheet.clone(),
            header_rows: (sheet.titles + sheet.headers) as u64,
            blank_rows: sheet.blank.count(),
            columns: sheet.width() as u64,
        };
        let metadata = layout
            .metadata
            .into_iter()
            .map(|metadata| {
                let filled = sheet.columns[metadata.column].filled();
                (metadata, filled)
            })
            .collect();
        let people = sheet.rows;
        let mut columns = sheet.columns;
        let mut keep = vec![false; columns.len()];
        for question in &questions {
            if matches!(question.kind, Kind::Text | Kind::Number | Kind::Date) {
                question.columns.iter().for_each(|&column| keep[column] = true);
            }
        }
        // To give so much memory back takes time, too.
        let unneeded = columns.iter_mut().zip(keep).filter(|(_, keep)| !keep);
        let unneeded: Vec<Column> = unneeded.map(|(column, _)| std::mem::take(column)).collect();
        threads::map(unneeded, options.threads, drop);
        let threads = options.threads;
        let mut survey =
            Self { reader, source, people, questions, warnings, metadata, days, columns, threads };
        name(&mut survey.questions);
        if let Some(questionnaire) = &options.questionnaire {
            told::asked(&mut survey, questionnaire);
        }
        base::infer(&mut survey);
        lint::questions(&mut survey);
        Ok(survey)
    }
}

/// Of the times at which people began and ended, the first day and the last.
fn days(metadata: &[Metadata], sheet: &Sheet) -> Option<(String, Option<String>)> {
    let times = metadata.iter().filter(|metadata| metadata.role == Role::Time);
    let days = times.filter_map(|metadata| {
        let column = &sheet.columns[metadata.column];
        moment::days((0..sheet.rows).map(|row| column.text(row)))
    });
    days.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)))
}

/// Reads every question, on all threads; each is independent of the others.
fn read_questions(
    drafts: &[Draft],
    told: Option<&[told::Told<'_>]>,
    sheet: &Sheet,
    threads: usize,
) -> (Vec<Question>, Vec<Warning>) {
    let read = |&(index, draft): &(usize, &Draft)| {
        let mut warnings = Vec::new();
        let id = format!("q{}", index + 1);
        let read = match told.and_then(|told| told.get(index)) {
            Some(told) => told::read(draft, told, &id, sheet, &mut warnings),
            None => question::read(draft, &id, sheet, &mut warnings),
        };
        (read, warnings)
    };
    // The one with the most different texts first, so that nobody works on it alone at the end.
    let texts = |draft: &Draft| -> usize {
        draft.columns().into_iter().map(|column| sheet.columns[column].values.len()).sum()
    };
    let mut order: Vec<(usize, &Draft)> = drafts.iter().enumerate().collect();
    order.sort_by_cached_key(|(_, draft)| Reverse(texts(draft)));
    let results = threads::map(order.iter().collect(), threads, read);
    let mut results: Vec<_> = order.iter().zip(results).collect();
    results.sort_unstable_by_key(|((index, _), _)| *index);
    let (mut questions, mut warnings) = (Vec::new(), Vec::new());
    for (_, (mut read, mut found)) in results {
        questions.append(&mut read);
        warnings.append(&mut found);
    }
    (questions, warnings)
}

/// Gives every question a slug: the first words of its text, unique in the survey.
fn name(questions: &mut [Question]) {
    let mut taken: BTreeSet<String> = questions
        .iter()
        .filter(|question| !question.slug.is_empty())
        .map(|question| question.slug.clone())
        .collect();
    // From which number on a repeated slug may be free.
    let mut next: HashMap<String, usize> = HashMap::new();
    for question in questions.iter_mut().filter(|question| question.slug.is_empty()) {
        let words: Vec<String> = question
            .label
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        let mut slug = String::new();
        for word in words {
            if !slug.is_empty() && slug.chars().count() + word.chars().count() > 40 {
                break;
            }
            if !slug.is_empty() {
                slug.push('_');
            }
            slug.extend(word.chars().take(40));
        }
        if slug.is_empty() || slug.starts_with(|c: char| c.is_ascii_digit()) {
            slug = format!("_{slug}");
        }
        let mut unique = slug.clone();
        while !taken.insert(unique.clone()) {
            let count = next.entry(slug.clone()).or_insert(2);
            unique = format!("{slug}_{count}");
            *count += 1;
        }
        question.slug = unique;
    }
}
