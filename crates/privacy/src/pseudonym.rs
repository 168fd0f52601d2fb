//! What stands in the place of what identifies people: `[Person 2]`, `[City 1]`.
//!
//! Numbers are drawn: they follow neither the order of the texts nor that of the names, so that
//! nobody learns from them who comes first. A hash would be a number that everybody with a list of
//! names can compute. What stands for whom is the *key*, which belongs under seal.

pub mod placeholder;

use crate::Kind;
use crate::entity::Entity;
use crate::replace::words::folded;
use hashbrown::{HashMap, HashSet};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The first line of a written key says what it is.
const FORMAT: &str = "paap-pseudonyms-1";

/// What stands for whom: leads back to people.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Key {
    /// In the order of the pseudonyms, which says nothing.
    pub entries: Vec<Entry>,
}

/// One pseudonym.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// What stands in texts, such as `[Person 2]`.
    pub pseudonym: String,
    /// What it is.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// What stood in texts, and is replaced wherever it stands.
    pub texts: Vec<String>,
    /// What was replaced at single places and stays at others, as the name `Mark` in "mark it".
    #[serde(default)]
    pub at_places: Vec<String>,
}

/// What is wrong with a key's text. It repeats nothing of it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// It is no JSON, or lacks something.
    #[error(
        "line {line}, column {column}: the key of pseudonyms cannot be read there; restore it \
         from where it was sealed, for names drawn anew would not be those in texts already shared"
    )]
    Unreadable {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
    },
    /// It is of another kind or a later program.
    #[error("this is no key of pseudonyms of the form `{FORMAT}`")]
    Format,
}

#[derive(Serialize, Deserialize)]
struct Written {
    format: String,
    entries: Vec<Entry>,
}

impl Key {
    /// Reads what [`Self::write`] wrote.
    pub fn read(text: &str) -> Result<Self, KeyError> {
        let written: Written = serde_json::from_str(text.trim_start_matches('\u{feff}'))
            .map_err(|error| KeyError::Unreadable { line: error.line(), column: error.column() })?;
        if written.format != FORMAT {
            return Err(KeyError::Format);
        }
        Ok(Self { entries: written.entries })
    }

    /// The key as JSON, an entry a few lines.
    pub fn write(&self) -> String {
        let written = Written { format: FORMAT.to_owned(), entries: self.entries.clone() };
        let mut text = serde_json::to_string_pretty(&written).unwrap_or_default();
        text.push('\n');
        text
    }

    /// Remembers what pseudonyms stand for. What the key says already stays.
    pub fn learn(&mut self, entries: impl IntoIterator<Item = Entry>) {
        let mut known: HashMap<String, usize> = HashMap::new();
        for (index, entry) in self.entries.iter().enumerate() {
            known.entry(entry.pseudonym.clone()).or_insert(index);
        }
        for entry in entries {
            let at = *known.entry(entry.pseudonym.clone()).or_insert_with(|| {
                let (texts, at_places) = (Vec::new(), Vec::new());
                self.entries.push(Entry { texts, at_places, ..entry.clone() });
                self.entries.len() - 1
            });
            if let Some(old) = self.entries.get_mut(at) {
                // What is decided now counts.
                old.texts.retain(|text| !entry.at_places.contains(text));
                old.at_places.retain(|text| !entry.texts.contains(text));
                old.texts.extend(entry.texts);
                old.at_places.extend(entry.at_places);
            }
        }
        for entry in &mut self.entries {
            for texts in [&mut entry.texts, &mut entry.at_places] {
                texts.sort();
                texts.dedup();
            }
        }
        self.entries.sort_by_cached_key(|entry| order(&entry.pseudonym));
    }
}

/// `[City 10]` comes after `[City 9]`.
fn order(pseudonym: &str) -> (String, u64, String) {
    let (word, number) = placeholder::numbered(pseudonym).unwrap_or_default();
    (word, number, pseudonym.to_owned())
}

/// The pseudonyms that are taken: by texts in which somebody wrote them, by a review.
#[derive(Debug, Clone, Default)]
pub struct Taken {
    numbers: HashMap<String, HashSet<u64>>,
}

impl Taken {
    /// Takes the placeholders that are in a text.
    pub fn text(&mut self, text: &str) {
        for range in placeholder::find(text) {
            self.pseudonym(text.get(range).unwrap_or_default());
        }
    }

    /// Takes a pseudonym.
    pub fn pseudonym(&mut self, pseudonym: &str) {
        if let Some((word, number)) = placeholder::numbered(pseudonym) {
            self.numbers.entry(word).or_default().insert(number);
        }
    }
}

/// Who needs a pseudonym.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nameless {
    /// What kind it is.
    pub kind: Kind,
    /// The word before the number, such as `City`; see [`word`].
    pub word: &'static str,
    /// Its name.
    pub name: String,
    /// What stands in texts.
    pub texts: Vec<String>,
}

impl Nameless {
    /// An entity, with the word that most of its places speak for.
    pub fn of(entity: &Entity) -> Self {
        let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
        for place in entity.places.iter().filter(|place| place.kind == entity.kind) {
            *counts.entry(word(entity.kind, place.rule)).or_default() += 1;
        }
        let most =
            counts.into_iter().max_by_key(|(word, count)| (*count, std::cmp::Reverse(*word)));
        Self {
            kind: entity.kind,
            word: most.map_or_else(|| word(entity.kind, ""), |(word, _)| word),
            name: entity.name.clone(),
            texts: entity.variants.clone(),
        }
    }
}

/// The word in the pseudonyms of a kind. For places the rule that found them may know better.
pub fn word(kind: Kind, rule: &str) -> &'static str {
    match kind {
        Kind::Person => "Person",
        Kind::Organisation => "Organisation",
        Kind::Product => "Product",
        Kind::Team => "Team",
        Kind::Place if rule.contains("city") || rule.contains("cities") => "City",
        Kind::Place if rule.contains("countr") => "Country",
        Kind::Place if rule.contains("region") => "Region",
        Kind::Place => "Place",
        Kind::Address => "Address",
        Kind::Mail => "Mail",
        Kind::Phone => "Phone",
        Kind::Url => "Link",
        Kind::Host => "Host",
        Kind::Ip => "IP",
        Kind::Card => "Card",
        Kind::Iban => "Account",
        Kind::Id => "Id",
        Kind::Date => "Date",
        Kind::Age => "Age",
        Kind::Role => "Role",
        Kind::Headcount => "Headcount",
        Kind::Combination => "Combination",
    }
}

/// A pseudonym for each: the one of the key where it knows one of the texts, else a new one, whose
/// number is drawn with `bits` among the lowest that neither the key nor `taken` has.
///
/// `bits` gives 64 random bits at a time; for texts that are shared they should be the system's,
/// not those of a seed that others know.
pub fn assign(
    nameless: &[Nameless],
    key: &Key,
    taken: &Taken,
    bits: &mut dyn FnMut() -> u64,
) -> Vec<String> {
    let mut pseudonyms = known(nameless, key);
    let mut numbers = taken.clone();
    for entry in &key.entries {
        numbers.pseudonym(&entry.pseudonym);
    }
    let mut by_word: BTreeMap<&'static str, Vec<usize>> = BTreeMap::new();
    for (index, one) in nameless.iter().enumerate() {
        if pseudonyms.get(index).is_some_and(Option::is_none) {
            by_word.entry(one.word).or_default().push(index);
        }
    }
    for (word, members) in by_word {
        let taken = numbers.numbers.get(&word.to_lowercase());
        let is_free = |number: &u64| !taken.is_some_and(|taken| taken.contains(number));
        let mut free: Vec<u64> = (1..).filter(is_free).take(members.len()).collect();
        shuffle(&mut free, bits);
        for (member, number) in members.into_iter().zip(free) {
            if let Some(pseudonym) = pseudonyms.get_mut(member) {
                *pseudonym = Some(format!("[{word} {number}]"));
            }
        }
    }
    pseudonyms.into_iter().flatten().collect()
}

/// The pseudonyms that the key has, each for one: first for whoever has its name, then for whoever
/// shares most texts with it.
fn known(nameless: &[Nameless], key: &Key) -> Vec<Option<String>> {
    let mut by_text: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, entry) in key.entries.iter().enumerate() {
        let texts = entry.texts.iter().chain(&entry.at_places).chain([&entry.name]);
        let mut texts: Vec<String> = texts.map(|text| folded(text)).collect();
        texts.sort();
        texts.dedup();
        for text in texts {
            by_text.entry(text).or_default().push(index);
        }
    }
    let mut pairs = Vec::new();
    for (index, one) in nameless.iter().enumerate() {
        let mut texts: Vec<String> = one.texts.iter().map(|text| folded(text)).collect();
        texts.sort();
        texts.dedup();
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for entry in texts.iter().filter_map(|text| by_text.get(text)).flatten() {
            *shared.entry(*entry).or_default() += 1;
        }
        let name = folded(&one.name);
        pairs.extend(shared.into_iter().map(|(entry, shared)| {
            let is_same = key.entries.get(entry).is_some_and(|entry| folded(&entry.name) == name);
            (std::cmp::Reverse((is_same, shared)), index, entry)
        }));
    }
    pairs.sort_unstable();
    let mut pseudonyms = vec![None; nameless.len()];
    let mut given = vec![false; key.entries.len()];
    for (_, index, entry) in pairs {
        if pseudonyms[index].is_none() && !given[entry] {
            given[entry] = true;
            pseudonyms[index] = key.entries.get(entry).map(|entry| entry.pseudonym.clone());
        }
    }
    pseudonyms
}

/// Every order is equally likely: R. Durstenfeld, *Algorithm 235*, CACM 7 (1964).
fn shuffle(numbers: &mut [u64], bits: &mut dyn FnMut() -> u64) {
    for last in (1..numbers.len()).rev() {
        numbers.swap(last, below(last as u64 + 1, bits) as usize);
    }
}

/// A whole number below `n`, which is not 0, each equally likely. A source of bits that is stuck
/// ends this, too.
fn below(n: u64, bits: &mut dyn FnMut() -> u64) -> u64 {
    let most = u64::MAX - u64::MAX % n;
    let mut drawn = bits();
    for _ in 0..64 {
        if drawn < most {
            break;
        }
        drawn = bits();
    }
    drawn % n
}

#[cfg(test)]
mod tests;
