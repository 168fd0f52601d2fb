//! The release gate.

use super::front::Front;
use super::{Obstacle, REVIEW, beside, cautious, finder, read_key, read_review, tells};
use crate::error::Error;
use crate::study::Study;
use paap_interview::transcript::is_generic;
use paap_privacy::Kind;
use paap_privacy::entity;
use paap_privacy::pseudonym::Key;
use paap_privacy::replace::{Decisions, Leftovers};
use paap_privacy::review::{Decision, Reason, Review, Unreviewed, gate};
use std::path::Path;

/// Everything that keeps the folder from being shared: the release gate.
///
/// # Errors
///
/// Where a file cannot be read or opened, or there is no review.
pub fn check(study: &Study) -> Result<Vec<Obstacle>, Error> {
    let review = read_review(study)?.ok_or_else(|| Error::NoReview(study.root().to_owned()))?;
    let originals = study.originals()?;
    let released = study.released()?;
    let mut obstacles = Vec::new();
    let missing = originals.keys().filter(|id| !released.contains_key(*id));
    obstacles.extend(missing.cloned().map(Obstacle::Missing));
    let unknown = released.keys().filter(|id| !originals.contains_key(*id));
    obstacles.extend(unknown.cloned().map(Obstacle::Unknown));
    let finder = finder(&originals);
    let mut others = Front::all(&released);
    others.extend(beside::texts(study, &["codings"])?);
    let bodies = released.iter().map(|(id, document)| (id, &document.body));
    let texts: Vec<(&String, &String)> =
        bodies.chain(others.iter().map(|(id, text)| (id, text))).collect();
    let documents: Vec<entity::Document<'_>> = texts
        .into_iter()
        .map(|(id, text)| {
            let mut spans = finder.find(text);
            spans.retain(|span| tells(id, text, span));
            entity::Document { id, text, spans }
        })
        .collect();
    // What remains beside the interviews is found below, with its line in the file.
    let is_beside =
        |one: &Unreviewed| one.reason == Reason::Remains && beside::is_beside(&one.document);
    let found = gate(&review, &documents).into_iter().filter(|one| !is_beside(one));
    obstacles.extend(found.map(Obstacle::Unreviewed));
    let key = read_key(study)?;
    let names = Names::of(&review, &review, key.clone());
    for (name, bytes) in study.open_files()? {
        let shown = name.display().to_string();
        if names.are_in_name(&shown) {
            obstacles.push(Obstacle::Leftover(shown.clone(), 0));
        }
        // What was published of a survey names answers that many gave, or that everybody was offered.
        if name.starts_with(PUBLISHED) {
            continue;
        }
        let Some(text) = readable(&bytes) else {
            if !is_picture(&bytes) {
                obstacles.push(Obstacle::Opaque(shown));
            }
            continue;
        };
        for range in names.texts.find(&text) {
            let line = text.get(..range.start).unwrap_or_default().matches('\n').count() + 1;
            obstacles.push(Obstacle::Leftover(shown.clone(), line));
        }
    }
    let closed = study.closed_files()?.into_iter();
    obstacles.extend(closed.map(|name| Obstacle::Opaque(name.display().to_string())));
    if study.encrypts() {
        for (name, is_encrypted) in study.sealed_files()? {
            let shown = name.display().to_string();
            // What is encrypted enters git, and its name is for all to read.
            if names.are_in_name(&shown) {
                obstacles.push(Obstacle::Leftover(shown.clone(), 0));
            }
            // The review lies open while somebody edits it.
            if !is_encrypted && name != Path::new("sealed").join(REVIEW) {
                obstacles.push(Obstacle::Open(shown));
            }
        }
    }
    obstacles.dedup();
    // What is said here is read in the open: a file that has somebody's name is not named.
    let all = Names::of(&cautious(&review), &review, key);
    for obstacle in &mut obstacles {
        mask(&all, obstacle);
    }
    Ok(obstacles)
}

/// What was published of a survey.
const PUBLISHED: &str = paap_workspace::published::FOLDER;

/// What must not stand in the open: all that is accepted, or was, and is not rejected.
struct Names {
    texts: Leftovers,
    /// The words of people's names: of a file's name one is enough.
    parts: Leftovers,
}

impl Names {
    fn of(review: &Review, decided: &Review, mut key: Key) -> Self {
        Decisions::of(review).learn(&mut key);
        let rejected = rejected(decided);
        for entry in &mut key.entries {
            entry.texts.retain(|text| !rejected.contains(&text.to_lowercase()));
        }
        key.entries.retain(|entry| !rejected.contains(&entry.name.to_lowercase()));
        let texts = Leftovers::of(&key);
        key.entries.retain(|entry| entry.kind == Kind::Person);
        for entry in &mut key.entries {
            let words =
                entry.texts.iter().flat_map(|text| text.split(|c: char| !c.is_alphabetic()));
            let telling = words.filter(|word| word.chars().count() >= 4 && !is_generic(word));
            entry.texts = telling.map(str::to_owned).collect();
        }
        Self { texts, parts: Leftovers::of(&key) }
    }

    /// Whether the name of a file, or an interview, is somebody's. Such names are in small letters, in
    /// which a single name is an ordinary word: as a person would write them they show. A log is
    /// called what its coder is, who may share a first name with somebody.
    fn are_in_name(&self, name: &str) -> bool {
        let capital = |word: &str| {
            let mut letters = word.chars();
            let first = letters.next().into_iter().flat_map(char::to_uppercase);
            first.chain(letters).collect::<String>()
        };
        let words = name.replace(['-', '_', '.', '/', '\\', '+', ','], " ");
        let words = words.split(' ').map(capital).collect::<Vec<_>>().join(" ");
        let is_log = ["codings", "sealed/codings", "sealed/carried"]
            .iter()
            .any(|folder| Path::new(name).starts_with(folder));
        let is_in =
            |names: &Leftovers| !names.find(name).is_empty() || !names.find(&words).is_empty();
        is_in(&self.texts) || (!is_log && is_in(&self.parts))
    }
}

/// The text of a file; None of one that is no text.
fn readable(bytes: &[u8]) -> Option<String> {
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        String::from_utf16(&units).ok()
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        _ if bytes.contains(&0) => None,
        _ => String::from_utf8(bytes.to_vec()).ok(),
    }
}

/// PNG, JPEG, GIF and WebP: the pictures of a page. What they show only people see.
fn is_picture(bytes: &[u8]) -> bool {
    let begins = [b"\x89PNG".as_slice(), b"\xff\xd8\xff", b"GIF8"];
    begins.iter().any(|begin| bytes.starts_with(begin))
        || (bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"))
}

/// Takes the name out of what is said about a file or interview that somebody's name is the name of.
/// Where the name itself is in the way, whoever shows it does that.
fn mask(names: &Names, obstacle: &mut Obstacle) {
    let name = match obstacle {
        Obstacle::Leftover(_, 0) => return,
        Obstacle::Unreviewed(one) => &mut one.document,
        Obstacle::Leftover(name, _)
        | Obstacle::Missing(name)
        | Obstacle::Unknown(name)
        | Obstacle::Opaque(name)
        | Obstacle::Open(name) => name,
    };
    if names.are_in_name(name) {
        *name = match name.rsplit_once(['/', '\\']) {
            Some((folder, file)) if !names.are_in_name(folder) => {
                format!("{folder}/… ({} letters)", file.chars().count())
            }
            _ => format!("… ({} letters)", name.chars().count()),
        };
    }
}

/// Texts that people decided to keep.
fn rejected(review: &Review) -> Vec<String> {
    let rejected = review.entities.iter().filter(|one| one.decision == Decision::Reject);
    rejected
        .flat_map(|one| one.variants.iter().chain([&one.name]))
        .map(|text| text.to_lowercase())
        .collect()
}
