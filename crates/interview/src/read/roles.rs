//! Who asks and who is asked.
//!
//! A guide shows it: who says its questions is an interviewer. A label may say it as well. Nothing
//! else does, and then it is left open.

use crate::transcript::{About, Role, Turn};
use crate::warning::Warning;
use hashbrown::{HashMap, HashSet};

/// The smallest share of a question's pairs of words that a turn has to have.
const ENOUGH: f64 = 0.5;

/// What a question ends in.
const MARKS: [char; 3] = ['?', '？', '؟'];
/// What a sentence ends in.
const ENDS: [char; 7] = ['.', '!', '?', '。', '！', '？', '؟'];

type Words<T> = HashMap<u64, T, foldhash::fast::RandomState>;

/// Gives the speakers their roles, and says where that was not possible.
pub(super) fn assign(about: &mut About, turns: &[Turn], questions: &[String]) -> Option<Warning> {
    if about.speakers.is_empty() {
        return None;
    }
    for speaker in &mut about.speakers {
        if speaker.role == Role::Unknown {
            speaker.role = named(&speaker.name);
        }
    }
    if about.speakers.iter().all(|speaker| speaker.role != Role::Unknown) {
        return None;
    }
    let asked = asked(turns, questions);
    let most = asked.values().copied().max().unwrap_or(0);
    let found = most >= 2 || (most == 1 && questions.len() <= 2);
    if !found {
        let what = if questions.is_empty() {
            "Nothing says who asks and who is asked. Import it again with --force, and with the \
             guide (--guide FILE) or the interviewer's name (--interviewer NAME)."
        } else {
            "Nobody says the questions of the guide, so that who asks is not known. Look whether it \
             is the right guide, or import it again with --force and --interviewer NAME."
        };
        return Some(Warning::problem("roles-unknown", what));
    }
    // Whoever answers says the question's words again; whoever asks also asks.
    let marks = marks(turns);
    let mark = |name: &str| marks.get(name).copied().unwrap_or(0.0);
    let first = asked.iter().filter(|(_, count)| **count == most).map(|(name, _)| mark(name));
    let first = first.fold(0.0, f64::max);
    for speaker in about.speakers.iter_mut().filter(|speaker| speaker.role == Role::Unknown) {
        let name = speaker.name.as_str();
        let count = asked.get(name).copied().unwrap_or(0);
        let says = count == most || (count >= 2 && count * 3 >= most);
        let asks = says && mark(name) * 2.0 >= first;
        // Whoever asks in their own words may be a second interviewer, and is not taken for a
        // participant.
        let seems_to_ask = !asks && first > 0.0 && mark(name) * 4.0 >= first * 3.0;
        speaker.role = match (asks, seems_to_ask) {
            (true, _) => Role::Interviewer,
            (_, true) => Role::Unknown,
            _ => Role::Interviewee,
        };
    }
    let what = "Who asks was inferred from who says the questions of the guide. Look whether it is \
                right.";
    Some(Warning::notice("roles-inferred", what))
}

/// Of how many of a speaker's turns there is a question mark in, as a share.
fn marks(turns: &[Turn]) -> HashMap<&str, f64> {
    let mut counts: HashMap<&str, (f64, f64)> = HashMap::new();
    for turn in turns {
        let Some(speaker) = &turn.speaker else { continue };
        let count = counts.entry(speaker).or_default();
        count.0 += f64::from(u8::from(turn.text.contains(MARKS)));
        count.1 += 1.0;
    }
    counts.into_iter().map(|(name, (marked, all))| (name, marked / all)).collect()
}

/// The role that a label itself names.
fn named(name: &str) -> Role {
    let lower = name.to_lowercase();
    let word =
        lower.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '_' | '-' | '#'));
    match word {
        "interviewer" | "moderator" | "facilitator" | "researcher" => Role::Interviewer,
        "interviewee" | "participant" | "respondent" | "informant" => Role::Interviewee,
        _ => Role::Unknown,
    }
}

/// How many of the questions each speaker says.
fn asked<'a>(turns: &'a [Turn], questions: &[String]) -> HashMap<&'a str, usize> {
    let mut asked = HashMap::new();
    let questions: Vec<HashSet<u64>> = questions
        .iter()
        .map(|question| pairs(question).collect())
        .filter(|pairs: &HashSet<u64>| pairs.len() >= 2)
        .collect();
    let mut of: Words<Vec<usize>> = Words::default();
    for (index, pairs) in questions.iter().enumerate() {
        for &pair in pairs {
            of.entry(pair).or_default().push(index);
        }
    }
    if questions.is_empty() {
        return asked;
    }
    let mut best: Vec<(f64, Option<&str>)> = vec![(0.0, None); questions.len()];
    let mut shared: Vec<usize> = vec![0; questions.len()];
    // Answers repeat the words of questions: where there are question marks, only what ends in one
    // is asked.
    let marked = turns.iter().filter(|turn| turn.text.contains(MARKS)).count();
    let marked = marked * 10 >= turns.len();
    let pieces = turns.iter().filter_map(|turn| Some((turn.speaker.as_ref()?, &turn.text)));
    let pieces = pieces.flat_map(|(speaker, text)| {
        let sentences = text.split_inclusive(ENDS);
        let asks = move |piece: &&str| !marked || piece.ends_with(MARKS);
        sentences.filter(asks).map(move |piece| (speaker, piece))
    });
    for (speaker, piece) in pieces {
        let mut seen: HashSet<u64, foldhash::fast::RandomState> = HashSet::default();
        let mut touched = Vec::new();
        for pair in pairs(piece) {
            if let Some(indices) = of.get(&pair)
                && seen.insert(pair)
            {
                for &index in indices {
                    touched.push(index);
                    shared[index] += 1;
                }
            }
        }
        for index in touched {
            let share = shared[index] as f64 / questions[index].len() as f64;
            if share >= ENOUGH && share > best[index].0 {
                best[index] = (share, Some(speaker));
            }
            shared[index] = 0;
        }
    }
    for speaker in best.into_iter().filter_map(|(_, speaker)| speaker) {
        *asked.entry(speaker).or_insert(0) += 1;
    }
    asked
}

/// Pairs of neighbouring words, as numbers.
fn pairs(text: &str) -> impl Iterator<Item = u64> {
    let words =
        text.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty());
    let mut last = 0_u64;
    words.filter_map(move |word| {
        // FNV-1a of the letters, whatever their case.
        let hash =
            word.chars().flat_map(char::to_lowercase).fold(0xcbf2_9ce4_8422_2325_u64, |hash, c| {
                (hash ^ u64::from(c)).wrapping_mul(0x0100_0000_01b3)
            });
        let pair = last.rotate_left(21) ^ hash;
        let is_pair = last != 0;
        last = hash;
        is_pair.then_some(pair)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transcript::{Speaker, Transcript};

    #[track_caller]
    fn check(turns: &[(&str, &str)], questions: &[&str], roles: &[Role], code: Option<&str>) {
        let turn = |(speaker, text): &(&str, &str)| Turn {
            speaker: Some((*speaker).to_owned()),
            text: (*text).to_owned(),
            ..Turn::default()
        };
        let mut transcript =
            Transcript { turns: turns.iter().map(turn).collect(), ..Transcript::default() };
        transcript.number();
        let questions: Vec<String> =
            questions.iter().map(|question| (*question).to_owned()).collect();
        let warning = assign(&mut transcript.about, &transcript.turns, &questions);
        let found: Vec<Role> =
            transcript.about.speakers.iter().map(|Speaker { role, .. }| *role).collect();
        assert_eq!((&found[..], warning.map(|warning| warning.code)), (roles, code));
    }

    #[test]
    fn whoever_repeats_a_question_does_not_ask_it() {
        use Role::{Interviewee, Interviewer, Unknown};
        let guide =
            ["How do you set priorities?", "Who are your users?", "What is the team called?"];
        let turns = [
            ("Ada", "How do you set priorities?"),
            ("Bo", "How do you set priorities, well, who are your users decides that."),
            ("Ada", "And who are your users?"),
            ("Bo", "Who are your users, they say. Everybody."),
            ("Cy", "Everybody?"),
            ("Bo", "What is the team called is what I ask them."),
            ("Ada", "What is the team called?"),
            ("Bo", "Core."),
        ];
        check(&turns, &guide, &[Interviewer, Interviewee, Unknown], Some("roles-inferred"));
    }

    #[test]
    fn roles_by_the_guide() {
        use Role::{Interviewee, Interviewer, Unknown};
        let turns = [
            ("Bo", "I work on platforms a lot, since you ask."),
            ("Ada", "So, how long have you been working on platforms?"),
            ("Bo", "A year."),
            ("Ada", "And what is the name of your team within the org?"),
        ];
        let guide =
            ["How long have you been working on platforms?", "What is the name of your team?"];
        check(&turns, &guide, &[Interviewee, Interviewer], Some("roles-inferred"));
        check(&turns, &[], &[Unknown, Unknown], Some("roles-unknown"));
        check(
            &turns,
            &["Who pays for the whole thing?"],
            &[Unknown, Unknown],
            Some("roles-unknown"),
        );
        check(
            &[("Interviewer", "a"), ("Participant 2", "b")],
            &[],
            &[Interviewer, Interviewee],
            None,
        );
    }
}
