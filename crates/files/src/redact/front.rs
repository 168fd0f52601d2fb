//! What the front matter says, as a text of its own: it is reviewed, replaced and checked like what
//! was said.

use paap_interview::transcript::{About, is_generic};
use paap_interview::{Document, Speaker};
use paap_privacy::pseudonym::word;
use paap_privacy::replace::Replacement;
use paap_privacy::{Kind, Span};
use paap_text::yaml;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What the name of a front matter's text ends in. No interview's id has a comma.
const ENDING: &str = ", front matter";

/// The texts of a front matter, one a line, and where each is.
#[derive(Debug, Default)]
pub(super) struct Front {
    pub(super) text: String,
    pieces: Vec<Range<usize>>,
    /// Speakers who are called what the turns call them.
    heard: BTreeSet<String>,
}

impl Front {
    /// That of a document; who speaks in it is reviewed there.
    pub(super) fn of(document: &Document) -> Self {
        let heard = document.turns.iter().filter_map(|turn| turn.speaker.clone()).collect();
        Self::with(&document.about, heard)
    }

    /// That of nothing but front matter.
    pub(super) fn alone(about: &About) -> Self {
        Self::with(about, BTreeSet::new())
    }

    fn with(about: &About, heard: BTreeSet<String>) -> Self {
        let mut front = Self { heard: heard.clone(), ..Self::default() };
        visit(&mut about.clone(), &heard, &mut |label, _, text| {
            if !label.is_empty() {
                front.text.push_str(label);
                front.text.push_str(": ");
            }
            let start = front.text.len();
            front.text.push_str(text);
            front.pieces.push(start..front.text.len());
            front.text.push('\n');
        });
        front
    }

    /// The texts of all interviews that have any, by their names in the review.
    pub(super) fn all(documents: &BTreeMap<String, Document>) -> Vec<(String, String)> {
        let text = |(id, document): (&String, &Document)| (name(id), Self::of(document).text);
        documents.iter().map(text).filter(|(_, text)| !text.is_empty()).collect()
    }

    /// Puts replacements of [`Front::text`] into the front matter that it was made of, and takes
    /// away what ties it to its original.
    pub(super) fn replace(&self, about: &mut About, replacements: &[Replacement]) {
        let mut pieces = self.pieces.iter();
        visit(about, &self.heard, &mut |_, is_yaml, text| {
            let Some(piece) = pieces.next() else { return };
            let Some(new) = within(&self.text, piece, replacements) else { return };
            *text = if is_yaml { rewritten(&new) } else { new };
        });
        if let Some(source) = &mut about.source {
            source.hash.clear();
        }
    }
}

/// The name under which the review has the front matter of an interview.
pub(super) fn name(id: &str) -> String {
    format!("{id}{ENDING}")
}

/// Whether a finding in a front matter counts; None where the text is none. A front matter is there
/// to say which persona, of what kind of company, and where; names, cities and whatever leads to one
/// person are to be reviewed.
pub(super) fn tells(document: &str, text: &str, span: &Span) -> Option<bool> {
    document.strip_suffix(ENDING)?;
    let start = text.get(..span.range.start).and_then(|before| before.rfind('\n'));
    let line = text.get(start.map_or(0, |at| at + 1)..).unwrap_or_default();
    let is_own = LABELS.iter().any(|label| line.starts_with(label));
    Some(match span.kind {
        Kind::Date => false,
        Kind::Place => !is_own || word(span.kind, span.rule) == "City",
        Kind::Age | Kind::Role | Kind::Headcount | Kind::Combination => !is_own,
        _ => true,
    })
}

/// The keys whose values say something general.
const LABELS: [&str; 6] =
    ["role: ", "company-size: ", "industry: ", "region: ", "consent: ", "persona: "];

/// Every text that may name somebody: its label, whether it stands as YAML, and itself.
fn visit(
    about: &mut About,
    heard: &BTreeSet<String>,
    see: &mut dyn FnMut(&str, bool, &mut String),
) {
    // `Person A` is no name.
    let is_named =
        |speaker: &&mut Speaker| !is_generic(&speaker.name) && !heard.contains(&speaker.name);
    for speaker in about.speakers.iter_mut().filter(is_named) {
        see("speaker", false, &mut speaker.name);
    }
    let fields = [
        ("role", &mut about.role),
        ("organisation", &mut about.organisation),
        ("company-size", &mut about.company_size),
        ("industry", &mut about.industry),
        ("region", &mut about.region),
        ("consent", &mut about.consent),
        ("persona", &mut about.persona),
    ];
    for (label, field) in fields {
        if let Some(text) = field {
            see(label, false, text);
        }
    }
    for (key, value) in &mut about.others {
        // A key may be a name; the value is shown behind it, for it says what it is.
        let label = key.clone();
        see("", true, key);
        see(&label, true, value);
    }
}

/// A key or value in which something was replaced, as YAML: what is in brackets would be a list.
fn rewritten(raw: &str) -> String {
    let raw = raw.trim();
    let read = yaml::load(&format!("key: {raw}\n")).ok();
    let text = read.as_ref().and_then(|root| root.get("key")?.text());
    yaml::scalar(text.unwrap_or(raw), true)
}

/// A piece of a text with the replacements in it; None where there are none.
fn within(text: &str, piece: &Range<usize>, replacements: &[Replacement]) -> Option<String> {
    let mut new = String::new();
    let mut at = piece.start;
    let mut is_new = false;
    for one in replacements {
        let inside = one.range.start < piece.end && one.range.end > piece.start;
        if inside {
            new.push_str(text.get(at..one.range.start.max(at)).unwrap_or_default());
            new.push_str(&one.with);
            at = one.range.end.min(piece.end);
            is_new = true;
        }
    }
    new.push_str(text.get(at..piece.end).unwrap_or_default());
    is_new.then_some(new)
}

#[cfg(test)]
mod tests {
    use super::*;
    use paap_interview::Role;

    /// Replaces `from` by `[Person 1]` wherever it stands in a front matter.
    fn check(about: About, from: &str, expected: &About) {
        let front = Front::alone(&about);
        let found = front.text.match_indices(from);
        let replacements: Vec<Replacement> = found
            .map(|(at, _)| Replacement {
                range: at..at + from.len(),
                with: "[Person 1]".to_owned(),
            })
            .collect();
        let mut about = about;
        front.replace(&mut about, &replacements);
        assert_eq!(&about, expected);
    }

    #[test]
    fn what_is_replaced_is_replaced_where_it_stands() {
        let about = |speaker: &str, consent: &str, others: [&str; 4]| About {
            id: "ines".to_owned(),
            consent: Some(consent.to_owned()),
            speakers: ["Person A", speaker]
                .map(|name| Speaker { name: name.to_owned(), role: Role::Interviewee })
                .into(),
            others: vec![
                (others[0].to_owned(), others[1].to_owned()),
                (others[2].to_owned(), others[3].to_owned()),
            ],
            ..About::default()
        };
        check(
            about("Ines", "by Ines, on paper", ["Ines", " notes", "nested", "\n  - Ines\n  - Bo"]),
            "Ines",
            &about(
                "[Person 1]",
                "by [Person 1], on paper",
                ["\"[Person 1]\"", " notes", "nested", "\"- [Person 1]\\n  - Bo\""],
            ),
        );
        check(
            about("A B", "-", ["quoted", " \"team: Ines\"", "list", " [Ines, Bo]"]),
            "Ines",
            &about("A B", "-", ["quoted", "\"team: [Person 1]\"", "list", "\"[[Person 1], Bo]\""]),
        );
    }
}
