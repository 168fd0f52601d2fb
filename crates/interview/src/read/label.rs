//! Who speaks, where a line says so by beginning with `Name: `, and what only looks like that.
//!
//! Speech has colons too: "Note: this", "Three things: a, b". One line alone does not show which it
//! is; the file does. A name comes again and again, where turns begin; what comes once is a
//! speaker only if it is written like a name and nearly everything else has a label as well.

mod speakers;

use super::clock;
use hashbrown::HashSet;
pub(super) use speakers::{Candidates, Labels};
use std::sync::LazyLock;

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
///
/// Captions put `>>` before it, recognisers put brackets around it (`[SPEAKER_00]: text`), and some
/// scripts have a colon of their own, without white space behind.
pub(super) fn candidate(line: &str) -> Option<Candidate<'_>> {
    let Some(rest) = line.trim_start_matches([' ', '\t']).strip_prefix(">>") else {
        return labelled(line);
    };
    let rest = rest.trim_start_matches(['>', ' ', '\t']);
    let found = labelled(rest)?;
    Some(Candidate { length: found.length + line.len() - rest.len(), ..found })
}

/// The longest name before a wide colon, in characters: scripts that write it have no spaces, so
/// that a whole clause could stand before it.
const WIDE: usize = 12;

fn labelled(line: &str) -> Option<Candidate<'_>> {
    let bytes = line.as_bytes();
    let reach = &bytes[..bytes.len().min(LONGEST + 16)];
    // A line end ends the search: the text of a cue may have several lines.
    let mut from = 0;
    let narrow = loop {
        let Some(found) = memchr::memchr3(b':', b'\n', b'\r', &reach[from..]) else { break None };
        let found = from + found;
        if bytes[found] != b':' {
            break None;
        }
        if bytes.get(found + 1).is_none_or(u8::is_ascii_whitespace) {
            break Some(found);
        }
        from = found + 1;
    };
    let before = &reach[..narrow.unwrap_or(reach.len())];
    let wide = memchr::memchr(0xef, before)
        .and_then(|_| memchr::memmem::find(before, "：".as_bytes()))
        .filter(|&at| !before[..at].contains(&b'\n') && !before[..at].contains(&b'\r'))
        .filter(|&at| line.get(..at).is_some_and(|name| name.chars().count() <= WIDE));
    let (colon, width) = wide.map(|at| (at, 3)).or(narrow.map(|at| (at, 1)))?;
    let (time, before) = leading_time(&line[..colon]);
    let (name, behind) = trailing_time(before.trim());
    let name = unbracketed(name);
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
    let body = line[colon + width..].trim_start_matches([' ', '\t', '\u{a0}', '\u{3000}']);
    Some(Candidate { name, time: time.or(behind), length: line.len() - body.len() })
}

/// A name without the square brackets around all of it, unless they note a sound.
pub(super) fn unbracketed(name: &str) -> &str {
    let inside = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).map(str::trim);
    inside
        .filter(|name| !name.is_empty() && !name.contains(['[', ']']))
        .filter(|name| !super::oddities::is_sound(name))
        .unwrap_or(name)
}

/// The time that stands behind a label, and the rest: `(00:12) text`, `[00:12] text`, or, where a
/// tab or nothing follows, `00:12`.
pub(super) fn time_behind(rest: &str) -> Option<(u64, &str)> {
    if let Some((time, length)) = clock::bracketed(rest) {
        return Some((time, rest.get(length..)?.trim_start()));
    }
    let clock = clock::at_start(rest)?;
    let behind = rest.get(clock.length..)?;
    let parted = behind.is_empty() || behind.starts_with(['\t']) || behind.starts_with("  ");
    parted.then(|| (clock.time, behind.trim_start()))
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
pub(super) fn trailing_time(name: &str) -> (&str, Option<u64>) {
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
const LEADS: &str = "a action additionally also an and answer as at basically because both but case caution \
    chapter conclusion correction date day edit email eg e.g etc example fact figure \
    finally first firstly five for four from fwd fyi goal he here hint how http https i i.e \
    idea if important in is issue it its like link mailto meaning my namely nb next no note \
    notes okay ok on one option or our part phase point problem ps p.s question re reason \
    remember result same second secondly section see she so solution source step summary \
    table that the then there these they third this three time tip to two update warning we \
    what why yes you";

/// Small words inside of names.
const PARTICLES: &str = "van von der den de da di du do dos das del della la le los ten ter zu zur af al el bin \
    bint ibn y e of and";

/// The words of a list, which is looked into for every label.
fn words(list: &'static str) -> HashSet<&'static str, foldhash::fast::RandomState> {
    list.split(' ').collect()
}

static LEAD: LazyLock<HashSet<&str, foldhash::fast::RandomState>> = LazyLock::new(|| words(LEADS));
static PARTICLE: LazyLock<HashSet<&str, foldhash::fast::RandomState>> =
    LazyLock::new(|| words(PARTICLES));

pub(super) fn kind(name: &str) -> Kind {
    let first = name.split([' ', '\t', '\u{a0}', ',']).next().unwrap_or(name);
    let mut lower = first.to_lowercase();
    lower.truncate(lower.trim_end_matches('.').len());
    // A single capital letter is how many transcripts name people.
    if LEAD.contains(lower.as_str()) && name.len() != 1 {
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
        small += u32::from(is_small && !named && !PARTICLE.contains(word));
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
        check_line("[SPEAKER_00]: yes", Some(("SPEAKER_00", None, "yes")));
        check_line("[00:01.000 --> 00:04.500] Ada: yes", Some(("Ada", Some(1_000), "yes")));
        check_line(">> ADA: yes", Some(("ADA", None, "yes")));
        check_line(">>> ADA: yes", Some(("ADA", None, "yes")));
        check_line("李明：好：的", Some(("李明", None, "好：的")));
        check_line("我觉得最大的问题其实是这一个：慢", None);
        check_line("no colon\n李明：好", None);
        check_line("[laughs]: yes", None);
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
            "I",
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
        check_kind("Big problem", Kind::Words);
        for name in ["Note", "The problem", "Three things", "So", "Step 2", "P.S."] {
            check_kind(name, Kind::Lead);
        }
    }
}
