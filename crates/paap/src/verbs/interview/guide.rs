//! `paap interview guide`: what was answered to which question.

use super::{documents, study};
use crate::args::interview::GuideArgs;
use crate::error::Error;
use crate::input;
use crate::output::{self, Outcome};
use crate::show::sheet::{Grid, Remark, Sheet, count, words};
use crate::show::some;
use paap_interview::guide::{Answers, Finder, Guide, Spoken};
use serde::Serialize;

/// A guide's questions and where they were asked: what programs get.
#[derive(Debug, Serialize)]
struct Asked<'a> {
    title: &'a str,
    questions: Vec<Answers>,
}

pub(super) fn run(args: &GuideArgs) -> Result<Outcome, Error> {
    let guide = Guide::read(&input::text(&args.guide)?);
    let documents = documents(&study(&args.folder)?)?;
    let finder = Finder::new(&guide, None);
    let interviews: Vec<(&str, Vec<Spoken<'_>>)> = documents
        .iter()
        .map(|(id, document)| (id.as_str(), Spoken::of_document(document)))
        .collect();
    let warnings = || guide.warnings.iter().map(|one| Remark::of("the guide", one)).collect();
    if let Some(question) = &args.question {
        let Some(view) = finder.answers(question, &interviews) else {
            return Err(Error::Usage(format!(
                "{question}: the guide has no such question; without --question all are listed"
            )));
        };
        let mut grid = Grid::new("", vec![words("interview"), words("turns"), words("answer")]);
        for interview in &view.interviews {
            if !interview.found {
                grid.rows.push(vec![
                    interview.document.as_str().into(),
                    "".into(),
                    "not found".into(),
                ]);
            }
            for answer in &interview.answers {
                let turns: Vec<&str> = std::iter::once(&answer.asked_in)
                    .chain(&answer.turns)
                    .map(String::as_str)
                    .collect();
                grid.rows.push(vec![
                    interview.document.as_str().into(),
                    turns.join(" ").as_str().into(),
                    answer.text.as_str().into(),
                ]);
            }
        }
        let sheet = Sheet {
            heading: format!("{} {}", view.question, view.text),
            facts: vec![format!(
                "Found in {} of {}.",
                view.found,
                some(view.interviews.len() as u64, "interview")
            )],
            grids: vec![grid],
            notes: view.notes.clone(),
            warnings: warnings(),
            ..Sheet::default()
        };
        return output::sheet(&view, sheet, &args.showing);
    }
    let questions: Vec<Answers> = guide
        .questions()
        .filter_map(|question| finder.answers(&question.id, &interviews))
        .collect();
    let mut grid =
        Grid::new("", vec![words("id"), words("question"), count("found in"), count("interviews")]);
    for one in &questions {
        grid.rows.push(vec![
            one.question.as_str().into(),
            one.text.as_str().into(),
            (one.found as u64).into(),
            (one.interviews.len() as u64).into(),
        ]);
    }
    let sheet = Sheet {
        heading: match guide.title.as_str() {
            "" => some(questions.len() as u64, "question"),
            title => format!("{title} · {}", some(questions.len() as u64, "question")),
        },
        grids: vec![grid],
        notes: vec!["--question ID shows the answers to one of them.".to_owned()],
        warnings: warnings(),
        ..Sheet::default()
    };
    output::sheet(&Asked { title: &guide.title, questions }, sheet, &args.showing)
}
