//! Codebooks on their own: `.qdc`, a namespace of its own and no project around it.
//!
//! The schema is in chapter 5.2 of the standard: `Codes`, then `Sets` of codes, which are written
//! only where there are any. Descriptions are as in projects.

use super::guid::Kind;
use super::meter::Meter;
use super::parse::parse;
use super::plan::{Tree, codebook_forbidden, is_colour};
use super::write::{Markup, is_forbidden};
use super::{Error, Guids, Project, Set, Unique, WriteOptions, count};
use crate::codebook::Codebook;
use crate::warning::Warning;
use std::collections::{BTreeSet, HashMap};

/// The namespace of codebooks.
pub(super) const NAMESPACE: &str = "urn:QDA-XML:codebook:1.0";

/// A codebook that is exchanged on its own.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CodebookFile {
    /// The program that wrote it, where it was read.
    pub origin: Option<String>,
    /// The codes.
    pub codebook: Codebook,
    /// Codes that only hold others together.
    pub folders: BTreeSet<String>,
    /// Named groups of codes.
    pub sets: Vec<Set>,
    /// The GUIDs that codes had where they were read.
    pub guids: Guids,
    /// What is odd.
    pub warnings: Vec<Warning>,
}

const ORIGIN: &str = "paap";

/// Reads a `.qdc` codebook.
///
/// # Errors
///
/// Where it is no XML, hostile, or something else than a codebook.
pub fn read_codebook(bytes: &[u8]) -> Result<CodebookFile, Error> {
    let mut meter = Meter::default();
    let raw = parse(bytes, "the codebook", "CodeBook", &mut meter)?;
    let own = raw.origin.as_deref() == Some(ORIGIN);
    let mut project = Project::default();
    let codes = super::read::codes(&mut project, &raw.codes, own);
    let (mut names, mut lost) = (Unique::default(), 0);
    let mut sets = Vec::new();
    for set in raw.sets {
        let name = set.name.unwrap_or_default();
        if let Some(guid) = set.guid {
            project.guids.keep(Kind::Set, &names.take(&name), guid);
        }
        let mut members = Vec::new();
        for guid in &set.codes {
            match codes.get(guid) {
                Some(id) => {
                    meter.keep::<String>(id.len())?;
                    members.push(id.clone());
                }
                None => lost += 1,
            }
        }
        let description = set.description.filter(|text| own || !text.trim().is_empty());
        sets.push(Set { name, description, codes: members, ..Set::default() });
    }
    let foreign = raw.namespace.as_deref().is_some_and(|it| it.trim() != NAMESPACE);
    let all = [
        (
            usize::from(foreign),
            "namespace",
            "codebook has",
            "codebooks have",
            "another namespace than REFI-QDA 1.0: look whether all is there",
        ),
        (
            lost,
            "set-member",
            "member of a set is",
            "members of sets are",
            "not carried over: there is no such code here",
        ),
        (
            raw.lost.unknown,
            "unknown-element",
            "element that the standard does not have there is",
            "elements that the standard does not have there are",
            "not carried over",
        ),
        (
            raw.lost.guids,
            "guid",
            "GUID is",
            "GUIDs are",
            "no GUID; references to it hold all the same",
        ),
    ];
    let all = all.into_iter().filter(|(number, ..)| *number > 0);
    let mut warnings = project.warnings;
    warnings.extend(all.map(|(number, code, one, many, what)| {
        Warning::notice(code, format!("{} {what}.", count(number, one, many)))
    }));
    let Project { codebook, folders, guids, .. } = project;
    Ok(CodebookFile { origin: raw.origin, codebook, folders, sets, guids, warnings })
}

/// Writes a `.qdc` codebook, and says what is not in it. The unit of the options means nothing
/// here.
///
/// # Errors
///
/// Where there is no code (the schema wants one), ids are not unique, or codes go round in circles.
pub fn write_codebook(
    file: &CodebookFile,
    options: &WriteOptions,
) -> Result<(Vec<u8>, Vec<Warning>), Error> {
    let codes = &file.codebook.codes;
    if codes.is_empty() {
        return Err(Error::Contradiction("a codebook needs at least one code".to_owned()));
    }
    let tree = Tree::of(&file.codebook)?;
    let sets = file.sets.iter().flat_map(|set| [Some(&set.name), set.description.as_ref()]);
    let forbidden = codebook_forbidden(&file.codebook, &tree)
        + sets.flatten().filter(|text| is_forbidden(text)).count();
    let mut losses = tree.losses;
    let guid = |kind, id: &str| file.guids.get(&options.seed, kind, id).to_string();
    let mut xml = Markup::default();
    xml.open("CodeBook");
    xml.attribute("xmlns", NAMESPACE);
    xml.attribute("origin", ORIGIN);
    xml.open("Codes");
    let mut waiting: Vec<Option<usize>> = tree.roots.iter().rev().copied().map(Some).collect();
    while let Some(next) = waiting.pop() {
        let Some((place, code)) = next.and_then(|place| Some((place, codes.get(place)?))) else {
            xml.close();
            continue;
        };
        xml.open("Code");
        xml.attribute("guid", &guid(Kind::Code, &code.id));
        xml.attribute("name", &code.name);
        let codable = !file.folders.contains(&code.id);
        xml.attribute("isCodable", if codable { "true" } else { "false" });
        if let Some(colour) = code.colour.as_deref().filter(|colour| is_colour(colour)) {
            xml.attribute("color", colour);
        }
        if let Some(Some(description)) = tree.descriptions.get(place) {
            xml.text("Description", description);
        }
        waiting.push(None);
        let children = tree.children.get(place);
        waiting.extend(children.into_iter().flatten().rev().copied().map(Some));
    }
    xml.close();
    let known: HashMap<&str, ()> = codes.iter().map(|code| (code.id.as_str(), ())).collect();
    let (mut names, mut lost) = (Unique::default(), 0);
    xml.open_list("Sets", file.sets.len());
    for set in &file.sets {
        xml.open("Set");
        xml.attribute("guid", &guid(Kind::Set, &names.take(&set.name)));
        xml.attribute("name", &set.name);
        if let Some(description) = &set.description {
            xml.text("Description", description);
        }
        for id in &set.codes {
            if known.contains_key(id.as_str()) {
                xml.open("MemberCode");
                xml.attribute("guid", &guid(Kind::Code, id));
                xml.close();
            } else {
                lost += 1;
            }
        }
        lost += set.documents.len() + set.notes.len();
        xml.close();
    }
    xml.close_list(file.sets.len());
    xml.close();
    if lost > 0 {
        let members = count(lost, "member of a set is", "members of sets are");
        let what = format!("{members} left out: a codebook has sets of its own codes only.");
        losses.push(Warning::notice("set-member", what));
    }
    if forbidden > 0 {
        let texts = count(forbidden, "name or text has", "names or texts have");
        let what = "a control character that XML cannot hold; U+FFFD stands in its place";
        losses.push(Warning::problem("control-character", format!("{texts} {what}.")));
    }
    Ok((xml.finish().into_bytes(), losses))
}
