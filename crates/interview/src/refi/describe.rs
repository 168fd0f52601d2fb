//! What a code means, in the one text that the standard has for it.
//!
//! The definition comes first, then a line for each of the other fields, which may go on in the
//! lines below it:
//!
//! ```text
//! Waiting for somebody before work can go on.
//!
//! Include: queues, tickets, approvals
//! Exclude: slow builds
//! Example: I file a ticket and then I wait a week.
//! Id: waiting
//! ```
//!
//! `Id` is there where the code's id does not follow from its name ([`slug`]); `Place`, its number
//! in the codebook, where codes do not stand below their parents in it. A line of a text that would
//! be taken for such a field has a backslash before it. So every text is read back as it was.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The fields, in their order.
const LABELS: [&str; 5] = ["Include", "Exclude", "Example", "Id", "Place"];

/// The most characters of an id that is made of a name.
const SLUG: usize = 60;

/// What a description says of a code.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Description {
    /// What the code means.
    pub definition: Option<String>,
    /// When to use it.
    pub include: Option<String>,
    /// When not to.
    pub exclude: Option<String>,
    /// A typical excerpt.
    pub example: Option<String>,
    /// The code's id.
    pub id: Option<String>,
    /// Its number in the codebook, the first being 1.
    pub place: Option<usize>,
}

/// Writes a description; `None` where there is nothing to say.
pub fn write(description: &Description) -> Option<String> {
    let place = description.place.map(|place| place.to_string());
    let fields =
        [&description.include, &description.exclude, &description.example, &description.id, &place];
    let mut text = description.definition.as_ref().map(|definition| escaped(definition, true));
    for (label, field) in LABELS.into_iter().zip(fields) {
        let Some(field) = field else { continue };
        let gap = match &text {
            None => "",
            Some(text) if text_is_definition(text, description) => "\n\n",
            Some(_) => "\n",
        };
        let line = format!("{gap}{label}: {}", escaped(field, false));
        text.get_or_insert_default().push_str(&line);
    }
    text
}

/// Whether nothing has been written but the definition.
fn text_is_definition(text: &str, description: &Description) -> bool {
    let definition = description.definition.as_ref();
    definition.is_some_and(|definition| escaped(definition, true).len() == text.len())
}

/// Puts a backslash before the lines that would be taken for fields. The first line of a field
/// cannot be: it stands behind the field's own word.
fn escaped(text: &str, first: bool) -> String {
    let lines = text.split('\n').enumerate().map(|(number, line)| {
        let meant = (number > 0 || first) && label(line.trim_start_matches('\\')).is_some();
        if meant { format!("\\{line}") } else { line.to_owned() }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The field that a line begins, and what the line says of it.
fn label(line: &str) -> Option<(usize, &str)> {
    LABELS.into_iter().enumerate().find_map(|(number, label)| {
        let rest = line.strip_prefix(label)?.strip_prefix(':')?;
        Some((number, rest.strip_prefix(' ').unwrap_or(rest)))
    })
}

/// Reads a description.
pub fn read(text: &str) -> Description {
    let mut fields: [Option<String>; 5] = [const { None }; 5];
    let mut definition: Option<String> = None;
    let mut current: Option<usize> = None;
    for line in text.split('\n') {
        if let Some((number, rest)) = label(line)
            && let Some(field) = fields.get_mut(number)
            && field.is_none()
        {
            *field = Some(rest.to_owned());
            current = Some(number);
            continue;
        }
        let plain = line.trim_start_matches('\\');
        let line = match line.strip_prefix('\\') {
            Some(rest) if label(plain).is_some() => rest,
            _ => line,
        };
        let field = match current {
            Some(number) => fields.get_mut(number).and_then(Option::as_mut),
            None => definition.as_mut(),
        };
        match field {
            Some(field) => {
                field.push('\n');
                field.push_str(line);
            }
            None => definition = Some(line.to_owned()),
        }
    }
    if current.is_some()
        && let Some(definition) = &mut definition
        && let Some(shorter) = definition.strip_suffix('\n')
    {
        // The empty line between the definition and the fields.
        *definition = shorter.to_owned();
    }
    let [include, exclude, example, id, place] = fields;
    let place = place.and_then(|place| place.trim().parse().ok());
    let id = id.map(|id| id.trim().to_owned()).filter(|id| !id.is_empty());
    Description { definition, include, exclude, example, id, place }
}

/// The id that a code of this name has: its letters and digits in lower case without accents,
/// with a hyphen for whatever stands between them; `code` where it has none.
pub fn slug(name: &str) -> String {
    let mut id = String::new();
    let letters = name.nfkd().filter(|character| !is_combining_mark(*character));
    let mut length = 0;
    for character in letters.flat_map(char::to_lowercase) {
        if length == SLUG {
            break;
        }
        if character.is_alphanumeric() {
            id.push(character);
            length += 1;
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
            length += 1;
        }
    }
    let id = id.trim_end_matches('-');
    if id.is_empty() { "code".to_owned() } else { id.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(description: Description, expected: Option<&str>) {
        let text = write(&description);
        assert_eq!(text.as_deref(), expected);
        if let Some(text) = text {
            assert_eq!(read(&text), description);
        }
    }

    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn descriptions_read_well() {
        check(Description::default(), None);
        check(Description { definition: some("A."), ..Description::default() }, Some("A."));
        let (definition, include) = (some("A.\nB."), some("c\nd"));
        let both = Description { definition, include, ..Description::default() };
        check(both.clone(), Some("A.\nB.\n\nInclude: c\nd"));
        let whole = Description { id: some("x"), place: Some(2), ..both };
        check(whole, Some("A.\nB.\n\nInclude: c\nd\nId: x\nPlace: 2"));
        let escaped = Description {
            definition: some("Include: no"),
            example: some("Id: one\nId: two\n\\Id: three"),
            ..Description::default()
        };
        check(escaped, Some("\\Include: no\n\nExample: Id: one\n\\Id: two\n\\\\Id: three"));
    }

    #[test]
    fn what_people_write_is_read() {
        let read = read("What it is.\nInclude: this\nExample:that\nInclude: more");
        assert_eq!(read.definition, some("What it is."));
        assert_eq!(read.include, some("this"));
        assert_eq!(read.example, some("that\nInclude: more"));
    }

    #[test]
    fn ids_are_made_of_names() {
        for (name, id) in [
            ("Waiting", "waiting"),
            ("2. Attitűd szint (az oltáshoz)", "2-attitud-szint-az-oltashoz"),
            ("  -- ", "code"),
            ("待つ", "待つ"),
        ] {
            assert_eq!(slug(name), id);
        }
        assert_eq!(slug(&"x".repeat(500)).len(), SLUG);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(
            definition in proptest::option::of("(\\\\|Include: |Id:|Place: |a|\n| |é){0,12}"),
            include in proptest::option::of("(\\\\|Include: |Example:|b|\n|\r| ){0,8}"),
            example in proptest::option::of("(\\\\|Include: |Example:|b|\n| ){0,8}"),
            id in proptest::option::of("[a-z]{1,3}"),
            place in proptest::option::of(1_usize..9),
        ) {
            let description = Description { definition, include, example, id, place, exclude: None };
            if let Some(text) = write(&description) {
                prop_assert_eq!(read(&text), description);
            }
        }
    }
}
