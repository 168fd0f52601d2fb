//! Which candidates speak, decided once all of a file are known.

use super::{Kind, candidate, kind};
use crate::warning::Warning;
use hashbrown::{HashMap, HashSet};
use memchr::memmem;

/// How often a candidate was seen.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    count: u64,
    /// At the beginnings of paragraphs, or of cues.
    starts: u64,
}

/// All candidates of a file.
#[derive(Default)]
pub(in crate::read) struct Candidates<'a> {
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
pub(in crate::read) struct Labels<'a> {
    names: HashSet<&'a str, foldhash::fast::RandomState>,
    /// Those that are written like names, and were not believed.
    doubted: HashSet<&'a str, foldhash::fast::RandomState>,
    /// How many of them speak once.
    once: u64,
    /// The share of paragraphs that begin with one.
    pub(in crate::read) coverage: f64,
}

impl<'a> Labels<'a> {
    pub(in crate::read) fn has(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    pub(in crate::read) fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Keeps only some of them.
    pub(in crate::read) fn retain(&mut self, keep: impl Fn(&str) -> bool) {
        self.names.retain(|name| keep(name));
    }

    /// Whether a line begins with what may be a name, and was read as speech.
    pub(in crate::read) fn doubts(&self, name: &str) -> bool {
        self.doubted.contains(name)
    }

    fn add(&mut self, name: &'a str) {
        self.names.insert(name);
    }

    pub(in crate::read) fn warnings(&self) -> Option<Warning> {
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
    pub(in crate::read) fn block(&mut self) {
        self.blocks += 1;
    }

    /// A line that is not blank; `starts` says whether it is the first of its block.
    pub(in crate::read) fn line(&mut self, line: &'a str, starts: bool) {
        self.lines += 1;
        if let Some(candidate) = candidate(line) {
            self.first = self.first.or(Some(candidate.name).filter(|_| self.lines == 1));
            self.name(candidate.name, starts);
        }
    }

    /// A candidate that was found in a line.
    pub(in crate::read) fn name(&mut self, name: &'a str, starts: bool) {
        let seen = self.seen.entry(name).or_insert_with(|| {
            self.order.push(name);
            Seen::default()
        });
        seen.count += 1;
        seen.starts += u64::from(starts);
    }

    /// A line without a candidate.
    pub(in crate::read) fn other(&mut self) {
        self.lines += 1;
    }

    /// How often a candidate was seen.
    pub(in crate::read) fn count(&self, name: &str) -> u64 {
        self.seen.get(name).map_or(0, |seen| seen.count)
    }

    /// Decides. `texts` calls its argument with all that is said, for words to be looked up there.
    pub(in crate::read) fn decide(self, texts: impl FnOnce(&mut dyn FnMut(&str))) -> Labels<'a> {
        let mut labels = Labels::default();
        let blocks = self.blocks.max(1);
        let all =
            self.order.iter().filter_map(|name| Some((*name, kind(name), *self.seen.get(name)?)));
        let all: Vec<(&str, Kind, Seen)> = all.collect();
        // Whether nearly all cues or paragraphs begin with what may be a name: then it is one.
        let labelled = all.iter().filter(|(_, kind, _)| *kind != Kind::Lead);
        let labelled: u64 = labelled.map(|(_, _, seen)| seen.starts).sum();
        let every = labelled >= blocks || (blocks >= 20 && labelled * 20 >= blocks * 19);
        // Where names speak, words in lower-case letters inside of paragraphs are what somebody
        // reads out or pastes, such as `kind: Pod`, unless they come as often as a speaker would.
        let names = all.iter().filter(|(_, kind, seen)| *kind == Kind::Name && seen.count >= 2);
        let named = names.count() >= 2;
        let lines = self.lines.max(1);
        let pasted = |name: &str, seen: Seen| {
            named
                && name.starts_with(char::is_lowercase)
                && !name.contains(char::is_whitespace)
                && seen.count * 4 < lines
                && (seen.starts * 2 < seen.count || blocks == 1)
        };
        let (mut count, mut starts) = (0, 0);
        let mut once: Vec<(&str, Kind, Seen)> = Vec::new();
        for (name, kind, seen) in all {
            let often = seen.count >= 3 && seen.count * 50 >= blocks;
            let speaks = match kind {
                Kind::Name | Kind::Handle => seen.count >= 2 && !pasted(name, seen),
                Kind::Words => often || (every && blocks >= 20 && seen.count >= 2),
                Kind::Lead => seen.count >= 3 && seen.count * 5 >= blocks,
            };
            if speaks {
                labels.add(name);
                count += seen.count;
                starts += seen.starts;
            } else if pasted(name, seen) {
                labels.doubted.insert(name);
            } else if matches!(kind, Kind::Name | Kind::Handle) || is_short(name) {
                once.push((name, kind, seen));
            }
        }
        let named = once.iter().filter(|(_, kind, _)| *kind == Kind::Name).count() as u64;
        let at_starts = count > 0 && starts * 10 >= count * 9;
        let (labelled, places) =
            if at_starts { (starts, blocks) } else { (count, self.lines.max(1)) };
        // A short file in which everybody speaks once.
        let brief = places <= 8 && (labelled + named) * 5 >= places * 4;
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

/// Whether words that are no name may be one where everything else has a label: `Ada byte`.
fn is_short(name: &str) -> bool {
    kind(name) == Kind::Words
        && name.starts_with(char::is_uppercase)
        && name.split(' ').count() <= 3
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
