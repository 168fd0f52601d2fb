//! Interviews with planted leaks: `{{kind:text}}` marks what identifies somebody.

use paap_privacy::Kind;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};
use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

/// An interview, without its marks.
pub(crate) struct Planted {
    pub(crate) name: String,
    pub(crate) text: String,
    /// In bytes of the text.
    pub(crate) spans: Vec<(Range<usize>, Kind)>,
}

/// The interviews of a folder, `development` or `held_out`, in the order of their names.
pub(crate) fn folder(name: &str) -> Vec<Planted> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/leaks").join(name);
    let files = std::fs::read_dir(&folder).expect("the folder is in the repository");
    let mut paths: Vec<_> = files.map(|file| file.expect("readable").path()).collect();
    paths.sort();
    let read = |path: &Path| {
        parse(&path.display().to_string(), &std::fs::read_to_string(path).expect("UTF-8"))
    };
    paths.iter().map(|path| read(path)).collect()
}

fn parse(name: &str, marked: &str) -> Planted {
    let (mut text, mut spans) = (String::new(), Vec::new());
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once("{{") {
        text.push_str(before);
        let (mark, after) = after.split_once("}}").expect("a mark ends");
        let (kind, words) = mark.split_once(':').expect("a mark has a kind");
        let named: StrDeserializer<'_, Error> = kind.into_deserializer();
        let kind = Kind::deserialize(named).expect("a kind that there is");
        spans.push((text.len()..text.len() + words.len(), kind));
        text.push_str(words);
        rest = after;
    }
    text.push_str(rest);
    Planted { name: name.to_owned(), text, spans }
}

#[test]
fn at_least_three_hundred_are_planted_of_every_kind() {
    let all: Vec<Planted> =
        [folder("development"), folder("held_out")].into_iter().flatten().collect();
    let spans: Vec<&(Range<usize>, Kind)> = all.iter().flat_map(|planted| &planted.spans).collect();
    assert!(spans.len() >= 300, "{}", spans.len());
    let kinds: BTreeSet<Kind> = spans.iter().map(|(_, kind)| *kind).collect();
    assert_eq!(kinds.len(), 19, "{kinds:?}");
    for planted in &all {
        assert!(planted.spans.len() >= 30, "{}", planted.name);
        assert!(!planted.text.contains(['{', '}']), "{}", planted.name);
    }
}
