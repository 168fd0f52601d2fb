//! The community's own guide, and its questions in its six interviews.

use super::*;
use crate::real_data;
use crate::transcript::{Transcript, Turn};

fn guide() -> Option<Guide> {
    let bytes = real_data::bytes("paap/platform-engineer-interview-script.md")?;
    Some(Guide::read(&String::from_utf8_lossy(&bytes)))
}

/// A transcript in the community's form, read as roughly as a test may.
fn interview(number: usize) -> Option<Transcript> {
    let initial = if number == 1 { 'I' } else { 'i' };
    let path = format!("paap/transcripts/{initial}nterview-{number:03}_transcript.txt");
    let bytes = real_data::bytes(&path)?;
    let text = String::from_utf8_lossy(&bytes).replace("\r\n", "\n");
    let mut transcript = Transcript::default();
    for line in text.lines() {
        let tagged = line.strip_prefix("**").and_then(|rest| rest.split_once("**:"));
        if let Some((speaker, said)) = tagged {
            let (speaker, text) = (Some(speaker.to_owned()), said.trim().to_owned());
            transcript.turns.push(Turn { speaker, text, ..Turn::default() });
        } else if let Some(last) = transcript.turns.last_mut().filter(|_| !line.trim().is_empty()) {
            last.text.push('\n');
            last.text.push_str(line.trim());
        }
    }
    transcript.number();
    Some(transcript)
}

#[test]
fn the_community_s_guide_reads_as_it_stands() {
    let Some(guide) = guide() else { return };
    assert_eq!(guide.title, "Platform Engineer Script");
    let sections: Vec<(&str, usize, usize)> = guide
        .sections
        .iter()
        .map(|own| (own.title.as_str(), own.questions.len(), own.notes.len()))
        .collect();
    let expected = [
        ("Intro", 0, 3),
        ("Background", 8, 1),
        ("Operations and Interfaces", 8, 0),
        ("Planning and Prioritizing", 5, 0),
        ("Feedback", 4, 0),
        ("Platform Success", 3, 0),
        ("Investment", 3, 0),
        ("Conclusion", 1, 3),
    ];
    assert_eq!(sections, expected);
    // One of them without emphasis.
    assert_eq!(guide.questions().filter(|own| !own.nudges.is_empty()).count(), 21);
    assert_eq!(guide.question("14").map(|own| own.line), Some(26));
    let follow_ups: Vec<&str> = guide
        .questions()
        .filter(|own| own.follows() == Some("q3"))
        .map(|own| own.id.as_str())
        .collect();
    assert_eq!(follow_ups, ["q3.1", "q3.2"]);
    assert_eq!((guide.intro().len(), guide.outro().len()), (3, 2));
    assert!(guide.warnings.iter().all(|warning| warning.code == "guide-note" && !warning.problem));
    let again = Guide::read(&guide.write());
    assert_eq!(
        again.questions().map(|own| &own.text).collect::<Vec<_>>(),
        guide.questions().map(|own| &own.text).collect::<Vec<_>>()
    );
}

/// How many of the 32 questions are found in each interview, and who asks them.
///
/// A person read the 136 places where the 32 questions are found: 129 ask what the question asks,
/// 3 something near it, 4 something else (three of them in the third interview).
#[test]
fn its_questions_are_found_in_the_six_interviews() {
    let Some(guide) = guide() else { return };
    let finder = Finder::new(&guide, None);
    let least = [18, 20, 20, 24, 26, 26];
    let (mut bytes, start) = (0, std::time::Instant::now());
    for (number, least) in (1..=6).zip(least) {
        let Some(transcript) = interview(number) else { return };
        let turns = Spoken::of_transcript(&transcript);
        assert_eq!(finder.interviewer(&turns), Some("Person A"), "{number}");
        let found = finder.find_in(&turns);
        let ids: std::collections::BTreeSet<&str> =
            found.iter().map(|own| own.question.as_str()).collect();
        assert!(ids.len() >= least, "{number}: {}", ids.len());
        assert!(found.is_sorted_by_key(|own| own.turn));
        bytes += turns.iter().map(|turn| turn.text.len()).sum::<usize>();
    }
    println!("{bytes} bytes in {:?}", start.elapsed());
}

/// Twenty places that a person looked up: the question, and the turn that asks it.
#[test]
fn twenty_questions_are_where_a_person_finds_them() {
    let Some(guide) = guide() else { return };
    let places: [(usize, &[(&str, usize)]); 5] = [
        (1, &[("q2", 1), ("q5", 19), ("q7", 23), ("q9", 27), ("q15", 57), ("q20", 77)]),
        (2, &[("q1", 1), ("q3.1", 15), ("q10", 45), ("q12", 63), ("q17", 108)]),
        (3, &[("q13", 98), ("q16", 123), ("q22", 139)]),
        (4, &[("q8", 29), ("q14", 56), ("q28", 89)]),
        (6, &[("q3.2", 12), ("q24", 97), ("q29", 108)]),
    ];
    for (number, expected) in places {
        let Some(transcript) = interview(number) else { return };
        let found = guide.find_in(&Spoken::of_transcript(&transcript));
        for (question, turn) in expected {
            let at = found
                .iter()
                .any(|own| own.question == *question && own.turn.abs_diff(turn - 1) <= 1);
            assert!(at, "{question} in {number}");
        }
    }
}

#[test]
fn answers_to_one_question_across_interviews() {
    let Some(guide) = guide() else { return };
    let transcripts: Vec<Transcript> = (1..=6).filter_map(interview).collect();
    let ids: Vec<String> = (1..=6).map(|number| format!("interview-{number:03}")).collect();
    let interviews: Vec<(&str, Vec<Spoken<'_>>)> =
        ids.iter().map(String::as_str).zip(transcripts.iter().map(Spoken::of_transcript)).collect();
    let finder = Finder::new(&guide, None);
    let answers = finder.answers("14", &interviews).unwrap();
    assert_eq!((answers.interviews.len(), answers.found), (6, 4));
    assert!(
        answers.interviews.iter().all(|own| own.answers.iter().all(|own| !own.text.is_empty()))
    );
    // The answer that the file has in the interviewer's own turn.
    let answers = finder.answers("q23", &interviews).unwrap();
    assert!(answers.interviews[4].answers[0].in_question);
    assert!(finder.answers("q99", &interviews).is_none());
}
