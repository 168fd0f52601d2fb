//! Who said what, in which order: what every reader makes of a recording's file.

use crate::warning::Warning;
use hashbrown::HashSet;
use serde::{Deserialize, Serialize};

/// A transcript, as a reader found it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Transcript {
    /// What is known of the interview.
    pub about: About,
    /// What was said, in the order of the file.
    pub turns: Vec<Turn>,
    /// What was odd, and every repair.
    pub warnings: Vec<Warning>,
}

/// What is known of an interview: the front matter of its file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct About {
    /// The interview's id, such as `interview-001`: a file name without ending.
    pub id: String,
    /// The day of the interview, as `2026-11-25`.
    pub date: Option<String>,
    /// The language spoken, as BCP 47 has it.
    pub language: Option<String>,
    /// Which persona the participant is: builder, leader, consumer, or the study's own.
    pub persona: Option<String>,
    /// The participant's role.
    pub role: Option<String>,
    /// The participant's organisation, as a pseudonym that all of one organisation share, such as
    /// `org-1`: it tells how many organisations speak, and no more.
    pub organisation: Option<String>,
    /// How large the participant's company is.
    pub company_size: Option<String>,
    /// What the participant's company does.
    pub industry: Option<String>,
    /// Where the participant is, no closer than needed.
    pub region: Option<String>,
    /// What the participant agreed to.
    pub consent: Option<String>,
    /// The respondent's id in a survey, where the participant also answered one.
    pub respondent: Option<String>,
    /// Who speaks, in the order in which they first do.
    pub speakers: Vec<Speaker>,
    /// The file it was made from.
    pub source: Option<Source>,
    /// Keys that paap does not know, kept as they are: the key, and what stands behind its colon.
    pub others: Vec<(String, String)>,
}

/// Somebody who speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// The name, as the turns have it.
    pub name: String,
    /// Which side of the interview.
    pub role: Role,
}

/// Which side of the interview a speaker is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Asks.
    Interviewer,
    /// Is asked: what they say is evidence.
    Interviewee,
    /// Nobody has said yet.
    #[default]
    Unknown,
}

/// The file a transcript was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The format, by its reader's name, such as `webvtt`.
    pub format: String,
    /// SHA-256 of the file's bytes, in hex.
    pub hash: String,
}

/// What one person said without being interrupted by another.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Turn {
    /// Stable within the interview: `t1`, `t2`, … Given once, never again to another turn.
    pub id: String,
    /// Who said it, where the file tells.
    pub speaker: Option<String>,
    /// When it begins, in milliseconds from the start of the recording.
    pub start: Option<u64>,
    /// When it ends.
    pub end: Option<u64>,
    /// The words, as plain text without any mark-up: LF between lines, an empty line between
    /// paragraphs, none at either end.
    pub text: String,
    /// The line of the source file where it begins, the first being 1; 0 where lines mean nothing.
    pub line: u64,
}

impl Transcript {
    /// How many words there are: what white space separates.
    pub fn words(&self) -> usize {
        self.turns.iter().map(|turn| turn.text.split_whitespace().count()).sum()
    }

    /// Gives every turn its id, and lists the speakers that the front matter has not.
    pub fn number(&mut self) {
        let Self { about, turns, .. } = self;
        // A hostile file may have as many speakers as turns.
        let mut known: HashSet<&str> =
            about.speakers.iter().map(|speaker| speaker.name.as_str()).collect();
        let mut new = Vec::new();
        for turn in turns.iter() {
            if let Some(name) = &turn.speaker
                && known.insert(name)
            {
                new.push(Speaker { name: name.clone(), role: Role::Unknown });
            }
        }
        drop(known);
        about.speakers.extend(new);
        for (index, turn) in turns.iter_mut().enumerate() {
            turn.id = format!("t{}", index + 1);
        }
    }
}

/// Whether a speaker's name is no name: `Person A`, `Interviewer`, `Speaker 1`, `Unknown speaker`.
pub fn is_generic(name: &str) -> bool {
    const WORDS: [&str; 20] = [
        "person",
        "speaker",
        "interviewer",
        "interviewee",
        "participant",
        "respondent",
        "survey",
        "host",
        "guest",
        "moderator",
        "facilitator",
        "unknown",
        "user",
        "researcher",
        "male",
        "female",
        "subject",
        "customer",
        "agent",
        "narrator",
    ];
    let mut words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_word = |word: &str| {
        let letters = word.trim_end_matches(|c: char| c.is_ascii_digit()).to_lowercase();
        WORDS.contains(&letters.as_str())
    };
    let is_mark =
        |word: &str| word.chars().count() == 1 || word.bytes().all(|b| b.is_ascii_digit());
    let first = words.next();
    first.is_none_or(is_word) && words.all(|word| is_word(word) || is_mark(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_no_names() {
        for label in ["Person A", "Speaker 1", "SPEAKER_00", "Interviewer", "Unknown Speaker", "—"]
        {
            assert!(is_generic(label), "{label}");
        }
        for name in ["Ada", "Ines Okafor", "Person Okafor", "Host Nations Ltd"] {
            assert!(!is_generic(name), "{name}");
        }
    }
}
