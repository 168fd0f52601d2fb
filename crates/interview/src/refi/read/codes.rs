//! Codes: ids for their names, and what their descriptions say.

use super::super::describe::{self, Description};
use super::super::guid::{Guid, Kind};
use super::super::{Project, Unique, count, raw};
use crate::codebook::Code;
use crate::warning::Warning;
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

/// Puts codes into the project's codebook. Returns their ids by GUID.
pub(in super::super) fn codes(
    project: &mut Project,
    codes: &[raw::Code],
    own: bool,
) -> HashMap<Guid, String> {
    let descriptions: Vec<Description> =
        codes.iter().map(|code| description(code.description.as_deref(), own)).collect();
    let ids = ids(codes, &descriptions, own);
    let mut found = HashMap::new();
    let (mut same_guid, mut colours) = (0, 0);
    let mut placed: Vec<(Option<usize>, Code)> = Vec::with_capacity(codes.len());
    for ((code, description), id) in codes.iter().zip(descriptions).zip(&ids) {
        if let Some(guid) = code.guid {
            match found.entry(guid) {
                Entry::Occupied(_) => same_guid += 1,
                Entry::Vacant(place) => {
                    place.insert(id.clone());
                    project.guids.keep(Kind::Code, id, guid);
                }
            }
        }
        if !code.codable {
            project.folders.insert(id.clone());
        }
        let colour = code.colour.as_deref().and_then(colour);
        colours += usize::from(code.colour.is_some() && colour.is_none());
        let Description { definition, include, exclude, example, place, .. } = description;
        let name = code.name.as_ref().filter(|name| own || !name.trim().is_empty());
        let code = Code {
            id: id.clone(),
            name: name.cloned().unwrap_or_else(|| id.clone()),
            parent: code.parent.and_then(|parent| ids.get(parent)).cloned(),
            definition,
            include,
            exclude,
            example,
            colour,
        };
        placed.push((place, code));
    }
    // Only a codebook of paap's own numbers all of its codes.
    if placed.iter().all(|(place, _)| place.is_some()) && parents_first(&placed) {
        placed.sort_by_key(|(place, _)| *place);
    }
    project.codebook.codes.extend(placed.into_iter().map(|(_, code)| code));
    let mut names = HashSet::new();
    let same =
        codes.iter().filter(|code| !names.insert(code.name.as_deref().map(str::trim))).count();
    let warnings = [
        (
            same,
            "same-name",
            "the name of another, which is allowed: look whether they should be merged",
        ),
        (
            same_guid,
            "same-guid",
            "the GUID of another; codings that refer to it are taken for the first one's",
        ),
        (colours, "colour", "a colour that is not like #1a2b3c, and is left without"),
    ];
    for (number, code, what) in warnings {
        if number > 0 && !(own && code == "same-name") {
            let codes = count(number, "code has", "codes have");
            project.warnings.push(Warning::notice(code, format!("{codes} {what}.")));
        }
    }
    found
}

/// Whether every parent still stands before its children once codes are sorted by their place.
fn parents_first(placed: &[(Option<usize>, Code)]) -> bool {
    let places: HashMap<&str, Option<usize>> =
        placed.iter().map(|(place, code)| (code.id.as_str(), *place)).collect();
    placed.iter().all(|(place, code)| {
        let parent = code.parent.as_deref().and_then(|parent| places.get(parent));
        parent.is_none_or(|parent| parent < place)
    })
}

fn description(text: Option<&str>, own: bool) -> Description {
    match text.filter(|text| own || !text.trim().is_empty()) {
        Some(text) => describe::read(text),
        None => Description::default(),
    }
}

/// An id for every code: what its description says, else what its name makes. Those that are said
/// go first, so that no other takes them.
fn ids(codes: &[raw::Code], descriptions: &[Description], own: bool) -> Vec<String> {
    let mut unique = Unique::default();
    let said: Vec<Option<String>> = descriptions
        .iter()
        .map(|description| {
            let id = description.id.as_deref();
            id.filter(|id| own || describe::slug(id) == **id).map(|id| unique.take(id))
        })
        .collect();
    said.into_iter()
        .zip(codes)
        .map(|(said, code)| {
            said.unwrap_or_else(|| {
                unique.take(&describe::slug(code.name.as_deref().unwrap_or_default()))
            })
        })
        .collect()
}

/// A colour as `#rrggbb`.
fn colour(text: &str) -> Option<String> {
    let text = text.trim();
    let digits = text.strip_prefix('#')?;
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    match digits.len() {
        6 => Some(text.to_owned()),
        3 => Some(
            digits
                .chars()
                .fold("#".to_owned(), |colour, digit| colour + &format!("{digit}{digit}")),
        ),
        _ => None,
    }
}
