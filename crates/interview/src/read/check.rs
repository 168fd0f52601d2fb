//! What is odd about who speaks and when, seen once all turns are there.

use super::Draft;
use super::spots::Spots;
use crate::transcript::Turn;
use crate::warning::Warning;
use hashbrown::{HashMap, HashSet};

/// How many places are named one by one.
const FEW: usize = 12;

/// All that is odd about the turns of a draft.
pub(super) fn turns(draft: &mut Draft) {
    let turns = &draft.turns;
    let warnings = &mut draft.warnings;
    speakers(turns, warnings);
    order(turns, warnings);
    let names: HashSet<&str> = turns.iter().filter_map(|turn| turn.speaker.as_deref()).collect();
    if draft.dialogue {
        consecutive(turns, warnings);
        answers(turns, warnings);
        fragments(turns, warnings);
    }
    labels_within(turns, &names, warnings);
    named_in_speech(turns, &names, warnings);
}

fn id(index: usize) -> String {
    format!("t{}", index + 1)
}

fn at(warning: Warning, index: usize, line: u64) -> Warning {
    let warning = warning.at_turn(&id(index));
    if line == 0 { warning } else { warning.at_line(line) }
}

fn speakers(turns: &[Turn], warnings: &mut Vec<Warning>) {
    if turns.is_empty() {
        let what = "Nobody says anything in the file.";
        warnings.push(Warning::problem("no-turns", what));
        return;
    }
    let mut nameless = Spots::default();
    for turn in turns.iter().filter(|turn| turn.speaker.is_none()) {
        nameless.add(turn.line);
    }
    if nameless.count() == turns.len() as u64 {
        let what = "The file does not say who speaks. Every paragraph, cue or sentence is a turn; \
                    write the speakers' names into the transcript.";
        warnings.push(Warning::problem("no-speakers", what));
    } else {
        warnings.extend(nameless.notice("turn-without-speaker", |lines| {
            format!("Turns do not say who speaks ({lines}).")
        }));
    }
}

fn order(turns: &[Turn], warnings: &mut Vec<Warning>) {
    let mut back = Spots::default();
    let mut latest = 0;
    let mut first = None;
    for (index, turn) in turns.iter().enumerate() {
        if let Some(start) = turn.start {
            if start < latest {
                back.add(turn.line);
                first = first.or(Some(index));
            }
            latest = latest.max(start);
        }
    }
    let notice = back.notice("times-out-of-order", |lines| {
        format!("Turns begin before a turn above them did ({lines}). The file's order is kept.")
    });
    warnings.extend(notice.zip(first).map(|(notice, index)| notice.at_turn(&id(index))));
}

/// Turns of who spoke just before.
fn consecutive(turns: &[Turn], warnings: &mut Vec<Warning>) {
    let same = |pair: &&[Turn]| pair[0].speaker.is_some() && pair[0].speaker == pair[1].speaker;
    let found: Vec<usize> = turns
        .windows(2)
        .enumerate()
        .filter(|(_, pair)| same(pair))
        .map(|(index, _)| index + 1)
        .collect();
    if found.len() <= FEW {
        let what = "Who speaks here also spoke just before. The turns stay apart, as in the file; \
                    what somebody else said between them may be missing.";
        warnings.extend(found.iter().map(|&index| {
            at(Warning::notice("consecutive-speaker", what), index, turns[index].line)
        }));
        return;
    }
    let mut spots = Spots::default();
    found.iter().for_each(|&index| spots.add(turns[index].line));
    warnings.extend(spots.notice("consecutive-speaker", |lines| {
        format!("Turns are of who spoke just before ({lines}). They stay apart, as in the file.")
    }));
}

/// Answers that stand in the turn of who asked.
fn answers(turns: &[Turn], warnings: &mut Vec<Warning>) {
    // Who mostly asks.
    let mut asks: HashMap<&str, (u64, u64)> = HashMap::new();
    for turn in turns {
        let Some(speaker) = &turn.speaker else { continue };
        let (questions, all) = asks.entry(speaker).or_default();
        *questions += u64::from(memchr::memchr(b'?', turn.text.as_bytes()).is_some());
        *all += 1;
    }
    let asks = |turn: &Turn| {
        let found = turn.speaker.as_deref().and_then(|speaker| asks.get(speaker));
        found.is_some_and(|&(questions, all)| questions * 5 >= all * 2)
    };
    for (index, turn) in turns.iter().enumerate() {
        let Some(question) = memchr::memrchr(b'?', turn.text.as_bytes()) else { continue };
        // What a person answers on a new line, before the next question of who asked.
        let same_next = turns.get(index + 1).is_some_and(|next| next.speaker == turn.speaker);
        let mut lines = turn.text.lines().enumerate().peekable();
        let mut found = None;
        while let Some((_, line)) = lines.next() {
            let Some((number, next)) = lines.peek() else { break };
            let answers = line.ends_with('?') && !next.is_empty() && !next.ends_with('?');
            if answers && asks(turn) && (same_next || begins_as_answer(next)) {
                found = Some(*number as u64);
            }
        }
        let tail = turn.text[question + 1..]
            .trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '”' | ')'));
        let brief = || turn.text.split_whitespace().take(26).count() <= 25;
        let glued = !tail.is_empty() && is_acknowledgement(tail) && (asks(turn) || brief());
        if found.is_some() || glued {
            let what = "An answer seems to stand in the turn of who asked. It is kept there; cut the \
                        turn in two if somebody else said it.";
            let line = if turn.line == 0 { 0 } else { turn.line + found.unwrap_or(0) };
            warnings.push(at(Warning::problem("answer-in-question", what), index, line));
        }
    }
}

/// Words that answer a question, or take in what was said.
const ANSWERS: &str = "yes yeah yep yup no nope nah sure correct exactly right absolutely definitely mhm \
    mm-hmm indeed";

fn begins_as_answer(text: &str) -> bool {
    let first = text.split(|c: char| !c.is_alphanumeric() && c != '-').next().unwrap_or_default();
    first.len() <= 10 && ANSWERS.split(' ').any(|word| word == first.to_lowercase())
}

/// Whether a text is nothing but a word or three that answer.
fn is_acknowledgement(text: &str) -> bool {
    let mut words = text.split_whitespace();
    begins_as_answer(text) && words.by_ref().take(3).count() > 0 && words.next().is_none()
}

/// Turns of a single capital letter, as recognisers cut words.
fn fragments(turns: &[Turn], warnings: &mut Vec<Warning>) {
    let is_fragment = |turn: &&Turn| {
        let mut characters = turn.text.chars();
        let letter = characters.next().is_some_and(char::is_uppercase);
        letter && turn.text.len() <= 3 && characters.all(|c| c == '.')
    };
    let mut spots = Spots::default();
    turns.iter().filter(is_fragment).for_each(|turn| spots.add(turn.line));
    warnings.extend(spots.problem("fragment", |lines| {
        format!("Turns are a single letter ({lines}). Compare them with the recording.")
    }));
}

/// Labels of speakers within a line: somebody else speaks there.
fn labels_within(turns: &[Turn], names: &HashSet<&str>, warnings: &mut Vec<Warning>) {
    // By their last byte, so that a colon costs little.
    let mut by_end: HashMap<u8, Vec<&str>> = HashMap::new();
    for name in names {
        let same = by_end.entry(name.bytes().next_back().unwrap_or(0)).or_default();
        if same.len() < 200 {
            same.push(name);
        }
    }
    let mut found = 0;
    for (index, turn) in turns.iter().enumerate() {
        let bytes = turn.text.as_bytes();
        for colon in memchr::memchr_iter(b':', bytes).filter(|&colon| colon > 0) {
            let before = turn.text[..colon].trim_end_matches(['*', '_']);
            let is_bold = before.len() < colon;
            let end = before.bytes().next_back().unwrap_or(0);
            let name = by_end
                .get(&end)
                .and_then(|names| names.iter().find(|name| before.ends_with(**name)));
            let Some(name) = name else { continue };
            let outer = &before[..before.len() - name.len()];
            let code = match outer.trim_end_matches(['*', '_']).chars().next_back() {
                Some(last)
                    if last.is_lowercase()
                        && name.len() > 1
                        && name.starts_with(char::is_uppercase) =>
                {
                    "glued-speaker"
                }
                Some(last) if is_bold && !last.is_alphanumeric() => "answer-in-question",
                Some(_) if outer.trim_end().ends_with(['.', '?', '!', '…']) => {
                    "answer-in-question"
                }
                _ => continue,
            };
            found += 1;
            if found > 100 {
                return;
            }
            let what = "The label of another speaker stands within this turn. It is kept there; cut \
                        the turn in two where the other begins.";
            let line = if turn.line == 0 { 0 } else { turn.line + lines_before(&bytes[..colon]) };
            warnings.push(at(Warning::problem(code, what), index, line));
        }
    }
}

fn lines_before(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).count() as u64
}

/// Where speech names a speaker by a label such as `Person C`: no turn begins there.
fn named_in_speech(turns: &[Turn], names: &HashSet<&str>, warnings: &mut Vec<Warning>) {
    let is_numbered = |name: &&&str| {
        name.rsplit_once(' ')
            .is_some_and(|(_, last)| last.len() == 1 || last.bytes().all(|b| b.is_ascii_digit()))
    };
    let labels: Vec<&str> = names.iter().filter(is_numbered).copied().take(64).collect();
    let mut first_words: Vec<&str> =
        labels.iter().filter_map(|name| name.split(' ').next()).collect();
    first_words.sort_unstable();
    first_words.dedup();
    let mut spots = Spots::default();
    for word in first_words.iter().take(8) {
        let finder = memchr::memmem::Finder::new(word.as_bytes());
        for turn in turns {
            let bytes = turn.text.as_bytes();
            for start in finder.find_iter(bytes) {
                if spots.count() > 1000 {
                    break;
                }
                let rest = &turn.text[start..];
                let ends = |name: &&str| {
                    rest.strip_prefix(*name)
                        .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
                };
                if labels.iter().any(ends) {
                    spots.add(if turn.line == 0 {
                        0
                    } else {
                        turn.line + lines_before(&bytes[..start])
                    });
                }
            }
        }
    }
    warnings.extend(spots.notice("speaker-in-speech", |lines| {
        format!(
            "Speech names a speaker by the label of the turns ({lines}). No turn was begun there."
        )
    }));
}
