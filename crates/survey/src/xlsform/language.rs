//! Languages: XLSForm writes `English (en)`, a questionnaire `en`.

use crate::questionnaire::shapes::{is_language, slug};

/// English names of the languages that surveys come in most; any tag works without.
const NAMES: &[(&str, &str)] = &[
    ("am", "Amharic"),
    ("ar", "Arabic"),
    ("bn", "Bengali"),
    ("cs", "Czech"),
    ("da", "Danish"),
    ("de", "German"),
    ("el", "Greek"),
    ("en", "English"),
    ("es", "Spanish"),
    ("fa", "Persian"),
    ("fi", "Finnish"),
    ("fr", "French"),
    ("he", "Hebrew"),
    ("hi", "Hindi"),
    ("hu", "Hungarian"),
    ("id", "Indonesian"),
    ("it", "Italian"),
    ("ja", "Japanese"),
    ("ko", "Korean"),
    ("nb", "Norwegian"),
    ("nl", "Dutch"),
    ("pl", "Polish"),
    ("pt", "Portuguese"),
    ("ro", "Romanian"),
    ("ru", "Russian"),
    ("sv", "Swedish"),
    ("sw", "Swahili"),
    ("th", "Thai"),
    ("tr", "Turkish"),
    ("uk", "Ukrainian"),
    ("ur", "Urdu"),
    ("vi", "Vietnamese"),
    ("zh", "Chinese"),
];

/// The tag as XLSForm writes it.
pub(super) fn name(tag: &str) -> String {
    let name = NAMES.iter().find(|(known, _)| *known == tag).map_or(tag, |(_, name)| name);
    format!("{name} ({tag})")
}

/// The tag of a language as XLSForm writes it: what stands in parentheses, else the tag of a
/// known name, else the name made into a tag.
pub(super) fn tag(text: &str) -> String {
    let text = text.trim();
    let inside = text.strip_suffix(')').and_then(|text| text.rsplit_once('('));
    if let Some((_, tag)) = inside.filter(|(_, tag)| is_language(tag.trim())) {
        return tag.trim().to_owned();
    }
    if let Some((tag, _)) = NAMES.iter().find(|(_, name)| name.eq_ignore_ascii_case(text)) {
        return (*tag).to_owned();
    }
    if is_language(text) {
        return text.to_ascii_lowercase();
    }
    let tag: String = slug(text, false).replace('_', "-").chars().take(30).collect();
    let tag = tag.trim_end_matches('-');
    if is_language(tag) { tag.to_owned() } else { "x-unnamed".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags() {
        let check = |text, expected| assert_eq!(tag(text), expected, "{text}");
        check("English (en)", "en");
        check("english", "en");
        check("Français (fr)", "fr");
        check("Portuguese (pt-BR)", "pt-BR");
        check("fr", "fr");
        check("Klingon", "klingon");
        check("中文", "x-unnamed");
        check("Chinese (simplified)", "simplified");
    }

    #[test]
    fn names_read_back() {
        for tag in ["en", "de", "tlh", "pt-BR", "no", "und"] {
            assert_eq!(super::tag(&name(tag)), tag);
        }
    }
}
