//! Who speaks, where a line says so by beginning with `Name: `, and what only looks like that.
//!
//! Speech has colons too: "Note: this", "Three things: a, b". One line alone does not show which it
//! is; the file does. A name comes again and again, where turns begin; what comes once is a
//! speaker only if it is written like a name and nearly everything else has a label as well.

use super::clock;
use crate::warning::Warning;
use hashbrown::{HashMap, HashSet};
use memchr::memmem;

/// The longest name, in bytes.
const LONGEST: usize = 80;

/// The beginning of a line that may be a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Candidate<'a> {
    pub(super) name: &'a str,
    /// The time that stands before or behind the name.
    pub(super) time: Option<u64>,
    /// How many bytes name, time, colon and the white space behind take.
    pub(super) length: usize,
}

/// What a line begins with that may be a name: what stands before a colon with white space behind.
pub(super) fn candidate(line: &str) -> Option<Candidate<'_>> {
    let bytes = line.as_bytes();
    let reach = &bytes[..bytes.len().min(LONGEST + 16)];
    // A line end ends the search: the text of a cue may have several lines.
    let mut from = 0;
    let colon = loop {
        let found = from + memchr::memchr3(b':', b'\n', b'\r', &reach[from..])?;
        if bytes[found] != b':' {
            return None;
        }
        if bytes.get(found + 1).is_none_or(u8::is_ascii_whitespace) {
            break found;
        }
        from = found + 1;
    };
    let (time, before) = leading_time(&line[..colon]);
    let (name, behind) = trailing_time(before.trim());
    let letters = name.bytes().any(|byte| byte.is_ascii_alphabetic() || byte >= 0x80);
    let strange = |byte: u8| {
        matches!(byte, b'?' | b'!' | b'"' | b';' | b'=' | b'<' | b'>' | b'{' | b'}' | b'*')
    };
    if name.is_empty() || name.len() > LONGEST || !letters || name.bytes().any(strange) {
        return None;
    }
    if name.contains("//") || name.starts_with(['-', '–', '[', '(', '\'', '“', '‘', '.', '#', '`'])
    {
        return None;
    }
    let body = line[colon + 1..].trim_start_matches([' ', '\t', '\u{a0}']);
    Some(Candidate { name, time: time.or(behind), length: line.len() - body.len() })
}

/// The time that a line begins with, and the rest: `[00:12] Name`, `00:12 - Name`.
pub(super) fn leading_time(line: &str) -> (Option<u64>, &str) {
    let trimmed = line.trim_start();
    let found = match trimmed.as_bytes().first() {
        Some(b'[' | b'(') => clock::bracketed(trimmed),
        Some(b'0'..=b'9') => clock::at_start(trimmed).map(|clock| (clock.time, clock.length)),
        _ => None,
    };
    let Some((time, length)) = found else { return (None, line) };
    let rest = &trimmed[length..];
    let name = rest.trim_start_matches([' ', '\t', '-', '–', '|']);
    if name.len() == rest.len() && !rest.is_empty() { (None, line) } else { (Some(time), name) }
}

/// A name without the time behind it: `Name (00:12)`, `Name [00:12]`, `Name 00:12`.
fn trailing_time(name: &str) -> (&str, Option<u64>) {
    let ends = name.as_bytes().last().is_some_and(|byte| matches!(byte, b')' | b']' | b'0'..=b'9'));
    if ends
        && let Some(at) = name.rfind([' ', '\t', '(', '['])
        && let Some(time) = clock::alone(name[at..].trim())
    {
        return (name[..at].trim_end(), Some(time));
    }
    (name, None)
}

/// What a candidate is written like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name: `Ada`, `Person B`, `Bo van Byte (Example)`.
    Name,
    /// One word in lower-case letters, as people call themselves in meetings.
    Handle,
    /// Several words that are no name by themselves.
    Words,
    /// A word that speech puts before a colon.
    Lead,
}

/// Words that begin an explanation, not a turn.
const LEADS: &str = "a action additionally also and answer as at basically because both but case caution \
    chapter conclusion correction date day edit email eg e.g etc example fact figure \
    finally first firstly five for four from fwd fyi goal he here hint how http https i i.e \
    idea if important in is issue it its like link mailto meaning my namely nb next no note \
    notes okay ok on one option or our part phase point problem ps p.s question re reason \
    remember result same second secondly section see she so solution source step summary \
    table that then there these they third this three time tip to two update warning we \
    what why yes you";

/// Small words inside of names.
const PARTICLES: &str = "van von der den de da di du do dos das del della la le los ten ter zu zur af al el bin \
    bint ibn y e of and";

/// Whether a word is in a list.
fn is_among(list: &str, word: &str) -> bool {
    list.split(' ').any(|listed| listed == word)
}

pub(super) fn kind(name: &str) -> Kind {
    let first = name.split([' ', '\t', '\u{a0}', ',']).next().unwrap_or(name);
    let mut lower = first.to_lowercase();
    lower.truncate(lower.trim_end_matches('.').len());
    // A single capital letter is how many transcripts name people.
    if is_among(LEADS, &lower) && !(name.len() == 1 && name != "I") {
        return Kind::Lead;
    }
    // What follows a bar, a bracket or a dash says where somebody works.
    let main = name.find(['|', '(', '[']).map_or(name, |at| &name[..at]);
    let main = main.split(" - ").next().unwrap_or(main).trim();
    let (mut words, mut small) = (0, 0);
    for word in main.split_whitespace() {
        words += 1;
        let mut characters =
            word.trim_start_matches(['"', '\'', '‘', '“', '&', '+', '@', '#', '~']).chars();
        let is_small = characters.next().is_some_and(char::is_lowercase);
        let named = characters.any(|c| c.is_uppercase() || c.is_ascii_digit());
        small += u32::from(is_small && !named && !is_among(PARTICLES, word));
    }
    // A sentence that ends before the colon is none of these.
    let sentence = main.len() > 3 && main.ends_with(['.', ',', '…']) && !main.ends_with("r.");
    match (words, small) {
        _ if words > 7 || sentence => Kind::Words,
        (_, 0) => Kind::Name,
        (1, _) => Kind::Handle,
        _ => Kind::Words,
    }
}

/// How often a candidate was seen.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    count: u64,
    /// At the beginnings of paragraphs, or of cues.
    starts: u64,
}

/// All candidates of a file.
#[derive(Default)]
pub(super) struct Candidates<'a> {
    seen: HashMap<&'a str, Seen, foldhash::fast::RandomState>,
    /// In the order of the file.
    order: Vec<&'a str>,
    /// That of the first line.
    first: Option<&'a str>,
    blocks: u64,
    lines: u64,
}

/// The names that speak.
#[derive(Default)]
pub(super) struct Labels<'a> {
    names: HashSet<&'a str, foldhash::fast::RandomState>,
    /// Those that are written like names, and were not believed.
    doubted: HashSet<&'a str, foldhash::fast::RandomState>,
    /// How many of them speak once.
    once: u64,
    /// The share of paragraphs that begin with one.
    pub(super) coverage: f64,
}

impl<'a> Labels<'a> {
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Whether a line begins with what may be a name, and was read as speech.
    pub(super) fn doubts(&self, name: &str) -> bool {
        self.doubted.contains(name)
    }

    fn add(&mut self, name: &'a str) {
        self.names.insert(name);
    }

    pub(super) fn warnings(&self) -> Option<Warning> {
        let what = format!(
            "{} of {} speakers speak only once. They are written like names; look in the list of \
             speakers whether all of them are people.",
            self.once,
            self.names.len()
        );
        (self.once > 0).then(|| Warning::notice("speaks-once", what))
    }
}

impl<'a> Candidates<'a> {
    /// A paragraph or a cue begins.
    pub(super) fn block(&mut self) {
        self.blocks += 1;
    }

    /// A line that is not blank; `starts` says whether it is the first of its block.
    pub(super) fn line(&mut self, line: &'a str, starts: bool) {
        self.lines += 1;
        if let Some(candidate) = candidate(line) {
            self.first = self.first.or(Some(candidate.name).filter(|_| self.lines == 1));
            self.name(candidate.name, starts);
        }
    }

    /// A candidate that was found in a line.
    pub(super) fn name(&mut self, name: &'a str, starts: bool) {
        let seen = self.seen.entry(name).or_insert_with(|| {
            self.order.push(name);
            Seen::default()
        });
        seen.count += 1;
        seen.starts += u64::from(starts);
    }

    /// A line without a candidate.
    pub(super) fn other(&mut self) {
        self.lines += 1;
    }

    /// How often a candidate was seen.
    pub(super) fn count(&self, name: &str) -> u64 {
        self.seen.get(name).map_or(0, |seen| seen.count)
    }

    /// Decides. `texts` calls its argument with all that is said, for words to be looked up there.
    pub(super) fn decide(self, texts: impl FnOnce(&mut dyn FnMut(&str))) -> Labels<'a> {
        let mut labels = Labels::default();
        let blocks = self.blocks.max(1);
        let (mut count, mut starts, mut candidates) = (0, 0, 0);
        let mut once: Vec<(&str, Kind, Seen)> = Vec::new();
        for &name in &self.order {
            let Some(&seen) = self.seen.get(name) else { continue };
            let kind = kind(name);
            candidates += if kind == Kind::Lead { 0 } else { seen.starts };
            let speaks = match kind {
                Kind::Name | Kind::Handle => seen.count >= 2,
                Kind::Words => seen.count >= 3 && seen.count * 50 >= blocks,
                Kind::Lead => seen.count >= 3 && seen.count * 5 >= blocks,
            };
            if speaks {
                labels.add(name);
                count += seen.count;
                starts += seen.starts;
            } else if matches!(kind, Kind::Name | Kind::Handle) {
                once.push((name, kind, seen));
            }
        }
        let named = once.iter().filter(|(_, kind, _)| *kind == Kind::Name).count() as u64;
        let at_starts = count > 0 && starts * 10 >= count * 9;
        let (labelled, places) =
            if at_starts { (starts, blocks) } else { (count, self.lines.max(1)) };
        // A short file in which everybody speaks once.
        let brief = places <= 8 && (labelled + named) * 5 >= places * 4;
        let every = candidates >= blocks || (blocks >= 20 && candidates * 20 >= blocks * 19);
        // Turns may have several paragraphs; but then the text begins with a turn.
        let begins = self.first.is_some_and(|name| labels.has(name));
        let enough = labelled * 2 >= places || (begins && labelled * 5 >= places * 2);
        once.retain(|&(_, kind, seen)| {
            (kind == Kind::Name || every) && (seen.starts > 0 || !at_starts)
        });
        let common = if enough || brief { common(&once, texts) } else { HashSet::default() };
        for (name, _, _) in once {
            if (enough || brief) && (every && places > 8 || !common.contains(name)) {
                labels.add(name);
                labels.once += 1;
            } else {
                labels.doubted.insert(name);
            }
        }
        labels.coverage = (labelled + labels.once) as f64 / places as f64;
        labels
    }
}

/// How many single words are looked up in the text.
const LOOKED_UP: usize = 24;

/// The candidates of one word that the text also has in lower-case letters: common words.
fn common<'a>(
    once: &[(&'a str, Kind, Seen)],
    texts: impl FnOnce(&mut dyn FnMut(&str)),
) -> HashSet<&'a str> {
    let words = once.iter().map(|(name, _, _)| *name);
    let mut wanted: Vec<(&str, memmem::Finder<'static>, bool)> = words
        .filter(|name| !name.contains(char::is_whitespace) && name.len() > 1)
        .take(LOOKED_UP)
        .map(|name| (name, memmem::Finder::new(&name.to_lowercase()).into_owned(), false))
        .filter(|(name, finder, _)| finder.needle() != name.as_bytes())
        .collect();
    if !wanted.is_empty() {
        texts(&mut |text| {
            for (_, finder, found) in wanted.iter_mut().filter(|(_, _, found)| !found) {
                *found = is_word_of(text, finder);
            }
        });
    }
    wanted.into_iter().filter(|(_, _, found)| *found).map(|(name, _, _)| name).collect()
}

fn is_word_of(text: &str, finder: &memmem::Finder<'_>) -> bool {
    let bytes = text.as_bytes();
    let is_letter =
        |byte: Option<&u8>| byte.is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 0x80);
    finder.find_iter(bytes).any(|at| {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        !is_letter(before) && !is_letter(bytes.get(at + finder.needle().len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_line(line: &str, expected: Option<(&str, Option<u64>, &str)>) {
        let found = candidate(line).map(|c| (c.name, c.time, &line[c.length..]));
        assert_eq!(found, expected, "{line}");
    }

    #[test]
    fn candidates_of_lines() {
        check_line("Ada: yes", Some(("Ada", None, "yes")));
        check_line("Bo van Byte (Example) : yes", Some(("Bo van Byte (Example)", None, "yes")));
        check_line("Ada:", Some(("Ada", None, "")));
        check_line("[00:00:12] Ada: yes", Some(("Ada", Some(12_000), "yes")));
        check_line("00:12 - Ada: yes", Some(("Ada", Some(12_000), "yes")));
        check_line("Ada (00:12): yes", Some(("Ada", Some(12_000), "yes")));
        check_line("Ada [0:12]: yes", Some(("Ada", Some(12_000), "yes")));
        check_line("4 Ways | Bo: yes", Some(("4 Ways | Bo", None, "yes")));
        check_line("see http://example.org", None);
        check_line("http://example.org: yes", None);
        check_line("at 10:30 we", None);
        check_line("Is it slow? Bo: yes", None);
        check_line("10:30: yes", None);
        check_line("no colon\nBo: yes", None);
        check_line("", None);
    }

    #[track_caller]
    fn check_kind(name: &str, expected: Kind) {
        assert_eq!(kind(name), expected, "{name}");
    }

    #[test]
    fn kinds() {
        for name in [
            "Ada",
            "Person B",
            "B",
            "A",
            "P1",
            "SPEAKER_00",
            "Dr. Byte",
            "Bo de la Byte",
            "Bo | example",
            "李明",
        ] {
            check_kind(name, Kind::Name);
        }
        for name in ["ada", "ada-byte", "ada (example)", "ada@example.org"] {
            check_kind(name, Kind::Handle);
        }
        check_kind("Audio shared by Ada", Kind::Words);
        check_kind("The problem", Kind::Words);
        for name in ["Note", "Three things", "So", "I", "Step 2", "P.S."] {
            check_kind(name, Kind::Lead);
        }
    }

    /// The names that speak in a text whose lines are paragraphs.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let mut candidates = Candidates::default();
        for line in text.lines() {
            candidates.block();
            candidates.line(line, true);
        }
        let labels = candidates.decide(|wanted| wanted(text));
        let mut found: Vec<_> = labels.names.into_iter().collect();
        found.sort_unstable();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn names_come_again() {
        check("Ada: a\nBo: b\nAda: c\nBo: d", &["Ada", "Bo"]);
        check("Ada: a\nBo: b\nAda: c\nCy: d\nBo: e", &["Ada", "Bo", "Cy"]);
        check("Ada: a\nBo: b\nNote: this\nAda: c\nBo: d", &["Ada", "Bo"]);
        check("Ada: a\nBo: b\nThree things: x, y\nAda: c\nBo: d", &["Ada", "Bo"]);
        check("Ada: our budget\nBo: b\nBudget: none\nAda: c\nBo: d", &["Ada", "Bo"]);
        check("Ada: a\nBo: b", &["Ada", "Bo"]);
        check("ada: a\nbo: b\nada: c", &["ada", "bo"]);
        check("Q: a\nA: b\nQ: c\nA: d\nQ: e\nA: f", &["A", "Q"]);
        check("It is prose\nwith Compatibility: yes\nCompatibility: yes\nand more\nand more", &[]);
    }
}
