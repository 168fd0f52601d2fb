//! Names that are known, and what is spelt or sounds nearly like them.
//!
//! Speech recognition writes a name that it does not know in as many ways as it hears it. A word that
//! is in no list is another spelling of a known name when few letters differ, or when its consonants
//! sound the same. What is sought is found by hashes of words with one letter left out, so that the
//! time does not grow with the number of names.

use super::lexicon::{self, Class, Lexicon, fold};
use super::token::{Gap, Shape, Token};
use crate::{Kind, Span};
use hashbrown::{HashMap, HashSet};

/// The names of a study.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    /// Folded words of names, of what, and whether the text told so.
    words: HashMap<String, (Kind, bool)>,
    /// Hashes of words with up to one letter left out: where to look for spellings.
    spelt: HashMap<u64, Vec<u32>>,
    /// The same of how they sound.
    heard: HashMap<u64, Vec<u32>>,
    list: Vec<(String, Kind)>,
}

/// Words shorter than this have no variants: too many words are near them.
const SHORTEST: usize = 5;
/// Names looked at for one word at most.
const MOST: usize = 32;

impl Known {
    /// Adds the words of a name.
    pub(super) fn insert(&mut self, name: &str, kind: Kind) {
        self.take(name, kind, false, true);
    }

    /// Adds the words of a name; an everyday word, too, where the text says that it is a name.
    fn take(&mut self, name: &str, kind: Kind, told: bool, sure: bool) {
        let lexicon = Lexicon::get();
        let several = name.trim().contains(' ');
        // `Harsh` of `Harsh Joshi`.
        let part = several && kind == Kind::Person;
        for word in name.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’')) {
            let folded = fold(word.trim_end_matches("'s").trim_end_matches("’s"));
            let mut class = lexicon.word(lexicon::hash(&folded));
            if class.0 == 0 {
                class = lexicon.by_form(&folded);
            }
            let empty = folded.chars().count() < 3
                || !folded.chars().any(char::is_alphabetic)
                || class.is(Class::ORDINARY.with(Class::TITLE).with(Class::TECH))
                    && !class.is(Class::GIVEN1)
                || class.is(Class::WORD1)
                    && !class.is(Class::GIVEN1)
                    && (!told || several || folded.len() < 5)
                    && !(part && folded.len() >= 4)
                || class.is(Class::LEGAL
                    .with(Class::ORG_TAIL)
                    .with(Class::INSTITUTION)
                    .with(Class::PLACEHOLDER));
            // What only has a capital in a name of several words is found by that name.
            let word = class.is(Class::WORD.with(Class::DERIVED))
                && !class.is(Class::GIVEN.with(Class::FAMILY1));
            if empty || word && several && !part {
                continue;
            }
            if let Some(known) = self.words.get_mut(&folded) {
                // What was told weighs more than what was guessed before.
                if sure && !known.1 {
                    *known = (kind, true);
                }
                continue;
            }
            self.words.insert(folded.clone(), (kind, sure));
            // Only of what is no word are other spellings sought.
            if !class.is(Class::WORD.with(Class::DERIVED))
                && folded.len() >= SHORTEST
                && folded.len() <= 40
            {
                let index = self.list.len() as u32;
                for key in shortened(folded.as_bytes()) {
                    push(&mut self.spelt, key, index);
                }
                let sound = sound(&folded);
                if sound.len() >= 3 {
                    for key in shortened(&sound) {
                        push(&mut self.heard, key, index);
                    }
                }
                self.list.push((folded, kind));
            }
        }
    }

    /// Takes the names among what was found in a text.
    pub(super) fn learn(&mut self, text: &str, spans: &[Span]) {
        for span in spans {
            let named =
                matches!(span.kind, Kind::Person | Kind::Organisation | Kind::Product | Kind::Team)
                    && (span.confidence >= 0.6 || span.rule != "unknown-word")
                    && !matches!(span.rule, "address-label");
            if named && let Some(name) = text.get(span.range.clone()) {
                let told = matches!(span.rule, "team" | "called");
                self.take(name, span.kind, told, !is_guess(span.rule));
            }
        }
    }

    /// Takes the words that a text writes as names: see [`Habits::names`].
    pub(super) fn learn_written(&mut self, text: &str, names: &[std::ops::Range<usize>]) {
        for word in names.iter().filter_map(|range| text.get(range.clone())) {
            self.take(word, Kind::Product, true, false);
        }
    }

    /// What a name of one word is, if a text told it.
    pub(super) fn told(&self, name: &str) -> Option<Kind> {
        self.words.get(&fold(name)).filter(|(_, sure)| *sure).map(|(kind, _)| *kind)
    }

    /// Finds the known names and their variants among the words that may be such.
    pub(super) fn find(&self, text: &str, words: &[Token]) -> Vec<Span> {
        let mut spans = Vec::new();
        if self.words.is_empty() {
            return spans;
        }
        // A word is asked for once, however often it comes.
        let mut asked: HashMap<u64, Option<(Kind, f64, &'static str)>> = HashMap::new();
        for pair in words.windows(2) {
            // `Fjord Line` for `Fjordline`.
            if pair[1].gap == Gap::Space
                && pair[0].end + 1 == pair[1].start
                && pair.iter().all(|t| t.is_capital())
                && let Some(two) = text.get(pair[0].start..pair[1].end)
            {
                let joined: String = fold(two).chars().filter(|c| *c != ' ').collect();
                if let Some((kind, confidence, rule)) = self.ask(&joined, Class::default()) {
                    let range = pair[0].start..pair[1].end;
                    spans.push(Span { range, kind, confidence, rule });
                }
            }
        }
        for token in words {
            let Some(word) = text.get(token.start..token.end) else { continue };
            let found =
                *asked.entry(token.hash).or_insert_with(|| self.ask(&fold(word), token.class));
            if let Some((kind, confidence, rule)) = found {
                let range = token.start..token.end;
                spans.push(Span { range, kind, confidence, rule });
            }
        }
        spans
    }

    fn ask(&self, word: &str, class: Class) -> Option<(Kind, f64, &'static str)> {
        if let Some((kind, _)) = self.words.get(word) {
            return Some((*kind, 0.85, "known-name"));
        }
        let listed = class.is(Class::WORD
            .with(Class::TECH)
            .with(Class::ORDINARY)
            .with(Class::DERIVED)
            .with(Class::GIVEN1)
            .with(Class::LAND));
        if listed || word.len() < SHORTEST || word.len() > 40 {
            return None;
        }
        let mut seen = HashSet::new();
        for key in shortened(word.as_bytes()) {
            for &index in self.spelt.get(&key).into_iter().flatten().take(MOST) {
                let (name, kind) = &self.list[index as usize];
                if seen.insert(index) && distance(word, name) <= if name.len() >= 8 { 2 } else { 1 }
                {
                    return Some((*kind, 0.75, "spelt-like"));
                }
            }
        }
        let sound = sound(word);
        if sound.len() < 3 {
            return None;
        }
        for key in shortened(&sound) {
            for &index in self.heard.get(&key).into_iter().flatten().take(MOST) {
                let (name, kind) = &self.list[index as usize];
                let longest = word.len().max(name.len());
                let same = sound == self::sound(name);
                // The same consonants, or all but one of four or more, and most letters.
                let enough = same || sound.len() >= 4 && sound[0] == self::sound(name)[0];
                if enough && distance(word, name) * 5 <= longest * 2 {
                    return Some((*kind, 0.65, "sounds-like"));
                }
            }
        }
        None
    }
}

/// How often each word of the dictionary stands with a capital within a sentence, and how often without.
#[derive(Default)]
pub(super) struct Habits(HashMap<u64, Habit, foldhash::fast::FixedState>);

#[derive(Default)]
struct Habit {
    large: u32,
    small: u32,
    /// Where it stands with a capital, in bytes of the text.
    at: std::ops::Range<usize>,
}

impl Habits {
    /// Counts the words of a part at `offset`.
    pub(super) fn count(&mut self, tokens: &[Token], offset: usize) {
        for (i, token) in tokens.iter().enumerate() {
            if token.masked || token.plain || token.len() < 4 || !token.is(Class::WORD) {
                continue;
            }
            if token.shape == Shape::Lower {
                self.0.entry(token.hash).or_default().small += 1;
            } else if token.shape == Shape::Title && !token.opens && alone(tokens, i) {
                let habit = self.0.entry(token.hash).or_default();
                habit.large += 1;
                habit.at = token.start + offset..token.end + offset;
            }
        }
    }

    /// Where a word stands that the text writes with a capital within sentences, twice or more, and
    /// hardly ever without: it is a name there, whatever it means elsewhere. In the order of the text.
    pub(super) fn names(self) -> Vec<std::ops::Range<usize>> {
        let named = |habit: &Habit| habit.large >= 2 && habit.large >= 3 * habit.small;
        let mut names: Vec<_> =
            self.0.into_values().filter(|habit| named(habit)).map(|habit| habit.at).collect();
        names.sort_by_key(|range| range.start);
        names
    }
}

/// Whether neither neighbour has a capital of its own.
fn alone(tokens: &[Token], at: usize) -> bool {
    let small =
        |i: Option<usize>| i.and_then(|i| tokens.get(i)).is_none_or(|t| !t.is_capital() || t.opens);
    let class = Class::TECH.with(Class::ORDINARY).with(Class::ROLE).with(Class::INSTITUTION);
    !tokens[at].is(class.with(Class::PEOPLE_NOUN).with(Class::MONTH).with(Class::TITLE))
        && small(at.checked_sub(1))
        && small(Some(at + 1))
}

/// The tokens of a part at `offset` that may be a known name: unknown words, and words with a capital.
pub(super) fn candidates(tokens: &[Token], offset: usize) -> impl Iterator<Item = Token> {
    tokens
        .iter()
        .filter(|t| !t.masked && t.is_word() && (3..=60).contains(&t.len()) && !common(t))
        .map(move |&t| Token { start: t.start + offset, end: t.end + offset, ..t })
}

/// A word that everybody uses, and here not as a name.
fn common(token: &Token) -> bool {
    let word = token.is(Class::WORD.with(Class::ORDINARY).with(Class::TECH));
    word && (!token.is_capital()
        || token.opens && token.is(Class::WORD1.with(Class::ORDINARY))
        || token.plain)
}

fn push(map: &mut HashMap<u64, Vec<u32>>, key: u64, index: u32) {
    let list = map.entry(key).or_default();
    if list.len() < MOST {
        list.push(index);
    }
}

/// The hashes of a word as it is, and with each letter left out.
fn shortened(word: &[u8]) -> Vec<u64> {
    let mut keys = Vec::with_capacity(word.len() + 1);
    keys.push(word.iter().fold(lexicon::SEED, |key, &b| lexicon::add(key, b)));
    for skip in 0..word.len() {
        let rest = word.iter().enumerate().filter(|(i, _)| *i != skip);
        keys.push(rest.fold(lexicon::SEED, |key, (_, &b)| lexicon::add(key, b)));
    }
    keys
}

/// How a word sounds: its consonants in few classes, no doubles; vowels only where it begins. In the
/// spirit of Soundex and Metaphone, with voiced and unvoiced sounds, and `m` and `n`, taken as one.
fn sound(word: &str) -> Vec<u8> {
    let bytes = word.as_bytes();
    let mut codes: Vec<u8> = Vec::with_capacity(bytes.len());
    for (i, &byte) in bytes.iter().enumerate() {
        let next = bytes.get(i + 1).copied().unwrap_or(0);
        let code = match byte {
            b'c' if matches!(next, b'e' | b'i' | b'y') => b's',
            b'c' | b'k' | b'q' | b'g' => b'k',
            b's' | b'z' | b'x' | b'j' => b's',
            b't' | b'd' => b't',
            b'p' if next == b'h' => b'f',
            b'p' | b'b' => b'p',
            b'f' | b'v' => b'f',
            b'm' | b'n' => b'm',
            b'l' => b'l',
            b'r' => b'r',
            b'w' => b'w',
            _ if i == 0 => b'a',
            _ => continue,
        };
        if codes.last() != Some(&code) {
            codes.push(code);
        }
    }
    codes
}

/// Letters to change, insert, leave out or exchange with the next: optimal string alignment.
fn distance(a: &str, b: &str) -> usize {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut before = vec![0; b.len() + 1];
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let last = std::mem::take(&mut before);
        before = std::mem::replace(&mut row, vec![i; b.len() + 1]);
        for j in 1..=b.len() {
            let same = usize::from(a[i - 1] != b[j - 1]);
            row[j] = (before[j] + 1).min(row[j - 1] + 1).min(before[j - 1] + same);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(last[j - 2] + 1);
            }
        }
    }
    row[b.len()]
}

/// Whether a rule tells that something is a name, and only guesses of what.
pub(super) fn is_guess(rule: &str) -> bool {
    matches!(
        rule,
        "unknown-word" | "organisation-context" | "place-context" | "person-context" | "known-name"
    )
}
