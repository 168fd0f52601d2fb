//! The front matter of an interview as the variables of a case.
//!
//! A document's case has the document's name. Its variables are called as these keys are, in this
//! order: `id` (only where it is not what [`id`] makes of the name), `date`, `language`, `persona`,
//! `role`, `organisation`, `company_size`, `industry`, `region`, `consent`, `respondent`, `speakers` (a line each,
//! `interviewee: Bo`), `source_format`, `source_hash`; then the keys that paap does not know. One
//! of those that is called like one of the above is written with `other:` before it. The document
//! is called after its id, or by a first unknown key `title`; the case like the document, or by a
//! following unknown key `case`.

use crate::transcript::{About, Role, Source, Speaker};

/// The key of the document's own name, where it differs from its id.
pub(super) const TITLE: &str = "title";
/// The key of its case's name, where it differs from the document's.
pub(super) const CASE: &str = "case";

const OTHER: &str = "other:";
/// The longest id that is made of a name, in characters.
const ID: usize = 100;

/// The fields that are plain texts, by their keys.
fn plain(about: &mut About) -> [(&'static str, &mut Option<String>); 10] {
    [
        ("date", &mut about.date),
        ("language", &mut about.language),
        ("persona", &mut about.persona),
        ("role", &mut about.role),
        ("organisation", &mut about.organisation),
        ("company_size", &mut about.company_size),
        ("industry", &mut about.industry),
        ("region", &mut about.region),
        ("consent", &mut about.consent),
        ("respondent", &mut about.respondent),
    ]
}

/// What a front matter is written as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Written {
    /// The name of the document.
    pub(super) name: String,
    /// The name of its case.
    pub(super) case: String,
    /// Variables and their values.
    pub(super) values: Vec<(String, String)>,
}

/// A front matter as names and values.
pub(super) fn write(about: &About) -> Written {
    let mut about = about.clone();
    let mut others = std::mem::take(&mut about.others).into_iter().peekable();
    let mut leading = |key: &str, like: &str| {
        let is_it = |other: &(String, String)| other.0 == key && other.1 != like;
        others.next_if(is_it).map(|(_, value)| value)
    };
    let name = leading(TITLE, &about.id).unwrap_or_else(|| about.id.clone());
    let case = leading(CASE, &name).unwrap_or_else(|| name.clone());
    let mut values = Vec::new();
    if id(&name) != about.id {
        values.push(("id".to_owned(), about.id.clone()));
    }
    for (key, value) in plain(&mut about) {
        values.extend(value.take().map(|value| (key.to_owned(), value)));
    }
    if !about.speakers.is_empty() {
        let lines: Vec<String> = about.speakers.iter().map(speaker).collect();
        values.push(("speakers".to_owned(), lines.join("\n")));
    }
    if let Some(source) = about.source {
        values.push(("source_format".to_owned(), source.format));
        values.push(("source_hash".to_owned(), source.hash));
    }
    for (key, value) in others {
        let known = is_known(&key) || key.starts_with(OTHER);
        values.push((if known { format!("{OTHER}{key}") } else { key }, value));
    }
    Written { name, case, values }
}

/// Reads what variables say into a front matter that has its id, and gives back the names that
/// differ as [`write`] wrote them.
pub(super) fn read(
    about: &mut About,
    name: &str,
    case: Option<&str>,
    values: Vec<(String, String)>,
) {
    if name != about.id {
        about.others.push((TITLE.to_owned(), name.to_owned()));
    }
    if let Some(case) = case.filter(|case| *case != name) {
        about.others.push((CASE.to_owned(), case.to_owned()));
    }
    for (key, value) in values {
        if let Some(key) = key.strip_prefix(OTHER) {
            about.others.push((key.to_owned(), value));
            continue;
        }
        let known = normal(&key);
        let field = plain(about).into_iter().find(|(field, _)| *field == known);
        match field {
            Some((_, field)) if field.is_none() => {
                *field = Some(value);
                continue;
            }
            _ => {}
        }
        match known.as_str() {
            "id" if value == about.id => {}
            "speakers" if about.speakers.is_empty() => match speakers(&value) {
                Some(speakers) => about.speakers = speakers,
                None => about.others.push((key, value)),
            },
            "source_format" | "source_hash" => {
                let empty = || Source { format: String::new(), hash: String::new() };
                let source = about.source.get_or_insert_with(empty);
                let field =
                    if known == "source_hash" { &mut source.hash } else { &mut source.format };
                *field = value;
            }
            _ => about.others.push((key, value)),
        }
    }
}

/// The id that a document of this name has: the name, so that it can be a file's. Characters that
/// no file name may have become hyphens; `document` where nothing is left.
pub fn id(name: &str) -> String {
    const FORBIDDEN: &str = "/\\:*?\"<>|";
    let kept = name.trim().chars().take(ID).map(|character| {
        let bad = character.is_control() || FORBIDDEN.contains(character);
        // Characters that turn the direction of writing make one name look like another.
        let hidden = matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
        if bad || hidden { '-' } else { character }
    });
    let kept: String = kept.collect();
    let id = kept.trim_start_matches('.').trim_end_matches(['.', ' ']).trim_start();
    let stem = id.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let numbered =
        |word: &str| matches!(stem.strip_prefix(word).map(str::as_bytes), Some([b'0'..=b'9']));
    let device = matches!(stem.as_str(), "con" | "prn" | "aux" | "nul")
        || numbered("com")
        || numbered("lpt");
    match id {
        "" => "document".to_owned(),
        id if device => format!("document-{id}"),
        id => id.to_owned(),
    }
}

/// A key without the differences that tools make: `Company size` is `company_size`.
fn normal(key: &str) -> String {
    key.trim().to_lowercase().replace([' ', '-'], "_")
}

/// Whether a key is one of paap's own.
fn is_known(key: &str) -> bool {
    let key = normal(key);
    matches!(key.as_str(), "id" | "speakers" | "source_format" | "source_hash")
        || plain(&mut About::default()).iter().any(|(known, _)| *known == key)
}

fn speaker(speaker: &Speaker) -> String {
    let role = match speaker.role {
        Role::Interviewer => "interviewer",
        Role::Interviewee => "interviewee",
        Role::Unknown => "unknown",
    };
    let name = speaker.name.replace('\\', "\\\\").replace('\n', "\\n");
    format!("{role}: {name}")
}

fn speakers(text: &str) -> Option<Vec<Speaker>> {
    let lines = text.split('\n').map(|line| {
        let (role, name) = line.split_once(": ").or_else(|| Some((line.strip_suffix(':')?, "")))?;
        let role = match role {
            "interviewer" => Role::Interviewer,
            "interviewee" => Role::Interviewee,
            "unknown" => Role::Unknown,
            _ => return None,
        };
        Some(Speaker { name: unescaped(name), role })
    });
    lines.collect()
}

fn unescaped(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    let mut characters = name.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => match characters.next() {
                Some('n') => plain.push('\n'),
                Some(other) => plain.push(other),
                None => plain.push('\\'),
            },
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(about: &About) {
        let written = write(about);
        let explicit = written.values.iter().find(|(key, _)| key == "id");
        let own = explicit.map_or_else(|| id(&written.name), |(_, id)| id.clone());
        let mut read_back = About { id: own, ..About::default() };
        read(&mut read_back, &written.name, Some(&written.case), written.values);
        assert_eq!(&read_back, about);
    }

    #[test]
    fn ids_can_be_file_names() {
        for (name, expected) in [
            ("interview-001", "interview-001"),
            ("Interview 1: Kitchen/Bath?", "Interview 1- Kitchen-Bath-"),
            ("../../etc/passwd", "-..-etc-passwd"),
            (" .hidden. ", "hidden"),
            ("", "document"),
            ("NUL.txt", "document-NUL.txt"),
            ("a\u{202e}b", "a-b"),
        ] {
            assert_eq!(id(name), expected);
        }
    }

    #[test]
    fn other_tools_keys_are_known() {
        let mut about = About { id: "a".to_owned(), ..About::default() };
        let values = [("Company Size", "large"), ("Mood", "good"), ("speakers", "two")];
        let values = values.map(|(key, value)| (key.to_owned(), value.to_owned()));
        read(&mut about, "a", None, values.to_vec());
        assert_eq!(about.company_size.as_deref(), Some("large"));
        assert_eq!(about.others.len(), 2);
    }

    prop_compose! {
        fn any_about()(
            id in "[a-z./ ]{1,5}",
            date in proptest::option::of("2026-11-2[0-9]|soon|"),
            role in proptest::option::of("\\PC{0,4}"),
            names in proptest::collection::vec(("[a\\\\n\n: é]{0,4}", 0_usize..3), 0..3),
            source in proptest::option::of("[a-z]{0,3}"),
            others in proptest::collection::vec(
                ("title|case|date|Company size|id|other:id|x|", "[a-z]{0,3}"), 0..5),
        ) -> About {
            let roles = [Role::Interviewer, Role::Interviewee, Role::Unknown];
            let speakers = names.into_iter().map(|(name, role)| Speaker { name, role: roles[role] });
            About {
                id, date, role, others,
                speakers: speakers.collect(),
                source: source.map(|format| Source { format, hash: "00".to_owned() }),
                ..About::default()
            }
        }
    }

    proptest! {
        #[test]
        fn front_matter_comes_back(about in any_about()) {
            check(&about);
        }
    }
}
