//! Open survey answers as documents of their respondents, to be coded as interviews are: the question
//! asks, the answer answers.

use crate::guide::{Guide, Question, Section};
use crate::transcript::{About, Role, Source, Speaker, Transcript, Turn};
use crate::warning::Warning;

/// Who asks, in a document of answers.
pub const ASKS: &str = "Survey";

/// Who answers.
pub const ANSWERS: &str = "Respondent";

/// The format that such a document says it comes from.
pub const FORMAT: &str = "survey-answers";

/// Somebody who answered a survey.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Respondent {
    /// The id that the survey's file gives them, or a row's number.
    pub id: String,
    /// The open questions and what they wrote, in the order of the survey.
    pub answers: Vec<Written>,
}

/// An answer in somebody's own words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Written {
    /// The question's id, such as `q22`.
    pub question: String,
    /// The question.
    pub text: String,
    /// The answer.
    pub answer: String,
}

/// A document for each respondent who wrote something: `respondent-001` and so on, numbered by their
/// place among all, so that a later export of the same survey gives the same ids to the same rows.
///
/// `hash` is the SHA-256 of the export, in hex. Every question's turn has the id `t` and an odd
/// number, and its answer the next. What is empty is left out: [`Warning`]s say of how many.
pub fn documents(respondents: &[Respondent], hash: &str) -> (Vec<Transcript>, Vec<Warning>) {
    let digits = respondents.len().to_string().len().max(3);
    let mut silent = 0;
    let documents: Vec<Transcript> = respondents
        .iter()
        .enumerate()
        .filter_map(|(at, respondent)| {
            let made = document(respondent, format!("respondent-{:0digits$}", at + 1), hash);
            silent += usize::from(made.is_none());
            made
        })
        .collect();
    let mut warnings = Vec::new();
    if silent > 0 {
        let what = format!(
            "{silent} of {} respondents wrote nothing to these questions: they have no document.",
            respondents.len(),
        );
        warnings.push(Warning::notice("nothing-written", what));
    }
    if documents.is_empty() {
        let what = "Nobody wrote anything to these questions. Choose questions that people answer in their \
                    own words.";
        warnings.push(Warning::problem("no-answers", what));
    }
    (documents, warnings)
}

/// The questions as a guide, by which the documents' turns are found again.
pub fn guide(respondents: &[Respondent]) -> Guide {
    let mut seen = std::collections::BTreeSet::new();
    let mut questions = Vec::new();
    for written in respondents.iter().flat_map(|own| &own.answers) {
        if seen.insert(written.question.as_str()) {
            let text = lines(&written.text).replace('\n', " ");
            let id = written.question.clone();
            questions.push(Question { id, text, ..Question::default() });
        }
    }
    let section = Section { level: 2, questions, ..Section::default() };
    Guide { sections: vec![section], ..Guide::default() }
}

fn document(respondent: &Respondent, id: String, hash: &str) -> Option<Transcript> {
    let mut turns = Vec::new();
    for written in &respondent.answers {
        let answer = lines(&written.answer);
        if answer.is_empty() {
            continue;
        }
        let question = lines(&written.text);
        let question = if question.is_empty() { written.question.clone() } else { question };
        let turn = |speaker: &str, text| Turn {
            speaker: Some(speaker.to_owned()),
            text,
            ..Turn::default()
        };
        turns.push(turn(ASKS, question));
        turns.push(turn(ANSWERS, answer));
    }
    if turns.is_empty() {
        return None;
    }
    let speaker = |name: &str, role| Speaker { name: name.to_owned(), role };
    let about = About {
        id,
        respondent: Some(respondent.id.clone()),
        speakers: vec![speaker(ASKS, Role::Interviewer), speaker(ANSWERS, Role::Interviewee)],
        source: Some(Source { format: FORMAT.to_owned(), hash: hash.to_owned() }),
        ..About::default()
    };
    let mut transcript = Transcript { about, turns, warnings: Vec::new() };
    transcript.number();
    Some(transcript)
}

/// A text in lines as turns have them: LF, no white space at the ends of lines or of the text, at most
/// one empty line in a row.
fn lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut out = String::with_capacity(text.len());
    for line in text.trim().split('\n').map(str::trim) {
        if line.is_empty() && (out.is_empty() || out.ends_with("\n\n")) {
            continue;
        }
        out.push_str(line);
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    fn written(question: &str, answer: &str) -> Written {
        let (question, text) = (question.to_owned(), format!("Why {question}?"));
        Written { question, text, answer: answer.to_owned() }
    }

    #[test]
    fn each_respondent_who_wrote_has_a_document() {
        let of = |id: &str, answers| Respondent { id: id.to_owned(), answers };
        let respondents = [
            of("row 2", vec![written("q5", "It waits. \r\n\r\n\r\nMuch."), written("q6", "  ")]),
            of("row 3", vec![written("q5", "")]),
            of("row 4", vec![written("q6", "<b>Fine</b>")]),
        ];
        let (documents, warnings) = documents(&respondents, "abc");
        let ids: Vec<&str> = documents.iter().map(|own| own.about.id.as_str()).collect();
        assert_eq!(ids, ["respondent-001", "respondent-003"]);
        let texts: Vec<&str> = documents[0].turns.iter().map(|turn| turn.text.as_str()).collect();
        assert_eq!(texts, ["Why q5?", "It waits.\n\nMuch."]);
        assert_eq!(documents[0].turns[1].id, "t2");
        assert_eq!(documents[1].about.respondent.as_deref(), Some("row 4"));
        assert_eq!(warnings.len(), 1);
        let guide = guide(&respondents);
        let asked = guide.find_in(&crate::guide::Spoken::of_transcript(&documents[1]));
        assert_eq!((asked[0].question.as_str(), asked[0].answer.clone()), ("q6", 1..2));
        // Written and read, it is the same.
        let document = Document::of(&documents[1]);
        let again = Document::read(&document.write());
        assert_eq!(again.about, document.about);
        assert_eq!(again.said(&again.turns[1]), "<b>Fine</b>");
    }

    #[test]
    fn nothing_is_something_to_say() {
        let (documents, warnings) = documents(&[], "abc");
        assert!(documents.is_empty());
        assert_eq!(warnings[0].code, "no-answers");
    }
}
