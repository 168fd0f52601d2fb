//! The words that tools put into headers, in the languages that they put them, and how two texts
//! are compared that a spreadsheet may have touched.

use crate::read::layout::Role;

/// First words of an option that asks for one's own answer.
const OTHER: &[&str] = &[
    "other",
    "others",
    "otro",
    "otra",
    "otros",
    "otras",
    "autre",
    "autres",
    "sonstige",
    "sonstiges",
    "sonstiger",
    "andere",
    "anderes",
    "anders",
    "outro",
    "outra",
    "outros",
    "outras",
    "altro",
    "altra",
    "altri",
    "andet",
    "annet",
    "annat",
    "övrigt",
    "inne",
    "inny",
    "jiné",
    "jiný",
    "muu",
    "muut",
    "diğer",
    "другое",
    "другой",
    "інше",
    "egyéb",
    "altele",
];

/// The same in scripts that put no space between words.
const OTHER_WHOLE: &[&str] = &["其他", "其它", "その他", "기타", "อื่น", "أخرى", "अन्य"];

/// First words of a field for remarks.
const COMMENT: &[&str] = &[
    "comment",
    "comments",
    "comentario",
    "comentarios",
    "comentário",
    "comentários",
    "commentaire",
    "commentaires",
    "kommentar",
    "kommentare",
    "commento",
    "commenti",
    "opmerking",
    "opmerkingen",
    "комментарий",
    "explain",
    "feedback",
];

/// The same in scripts that put no space between words.
const COMMENT_WHOLE: &[&str] =
    &["コメント", "评论", "評論", "备注", "의견", "please explain", "why"];

/// What SurveyMonkey writes below a question that takes a single column.
const RESPONSE: &[&str] = &[
    "response",
    "open-ended response",
    "antwort",
    "offene antwort",
    "beantwortung mit offenem ende",
    "réponse",
    "réponse ouverte",
    "respuesta",
    "respuesta abierta",
    "resposta",
    "resposta aberta",
    "risposta",
    "risposta aperta",
    "antwoord",
    "open antwoord",
    "svar",
    "öppet svar",
    "vastaus",
    "avoin vastaus",
    "odpowiedź",
    "yanıt",
    "ответ",
    "回答",
    "自由回答",
    "自由回答形式",
    "回應",
    "开放式回答",
    "응답",
    "답변",
];

/// What says that more than one option may be ticked.
const SEVERAL: &[&str] = &[
    "that apply",
    "select all",
    "check all",
    "tick all",
    "choose all",
    "mark all",
    "as many as",
    "up to two",
    "up to three",
    "up to 2",
    "up to 3",
    "up to 5",
    "more than one",
    "mehrfach",
    "mehrere",
    "zutreffende",
    "toutes les",
    "plusieurs",
    "todas las",
    "todos los",
    "varias",
    "todas as",
    "selecione todas",
    "tutte le",
    "tutti quelli",
    "meerdere",
    "すべて",
    "複数",
    "所有适用",
    "多选",
    "可多选",
    "복수",
    "все подходящие",
];

/// Lower case, with every run of blanks (no-break ones too) as one space.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}') {
        if !word.is_empty() {
            if !plain.is_empty() {
                plain.push(' ');
            }
            plain.extend(word.chars().flat_map(char::to_lowercase));
        }
    }
    plain
}

/// Letters, digits and the signs that tell options apart (`C` and `C++`, `<10` and `>10`).
pub(super) fn key(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, '+' | '#' | '<' | '>'))
        .flat_map(char::to_lowercase)
        .collect()
}

fn begins_with(text: &str, words: &[&str], wholes: &[&str]) -> bool {
    let text = plain(text);
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let first = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    words.contains(&first) || wholes.iter().any(|whole| text.starts_with(whole))
}

/// Whether an option asks for one's own answer.
pub(super) fn is_other(label: &str) -> bool {
    begins_with(label, OTHER, OTHER_WHOLE)
}

/// Whether a field is for remarks, or asks something of its own.
pub(super) fn is_remark(label: &str) -> bool {
    begins_with(label, COMMENT, COMMENT_WHOLE) || label.trim_end().ends_with(['?', '？'])
}

/// Whether this stands below a question that takes a single column.
pub(super) fn is_response(label: &str) -> bool {
    RESPONSE.contains(&plain(label).as_str())
}

/// Whether a question says that more than one option may be ticked.
pub(super) fn allows_several(question: &str) -> bool {
    let question = plain(question);
    SEVERAL.iter().any(|words| question.contains(words))
}

/// Whether a spreadsheet took a header for a formula and failed.
pub(super) fn is_error(label: &str) -> bool {
    let label = label.trim();
    label.starts_with('#') && label.ends_with(['?', '!']) && !label.contains(' ')
}

/// Whether a cell repeats a label that a spreadsheet, or a hand, may have changed on the way.
pub(super) fn same(label: &str, cell: &str) -> bool {
    let (label_key, cell_key) = (key(label), key(cell));
    if label_key == cell_key {
        return true;
    }
    // Cut short, on either side.
    let (short, long) = if label_key.len() < cell_key.len() {
        (&label_key, &cell_key)
    } else {
        (&cell_key, &label_key)
    };
    if short.chars().count() >= 24 && long.starts_with(short.as_str()) {
        return true;
    }
    let (Some(a), Some(b)) = (range(label), range(cell)) else { return false };
    a == b
}

/// The two numbers of a range such as `10-49`, also where it has become a date (`Oct-49`),
/// the lower one first.
fn range(text: &str) -> Option<(u32, u32)> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let mut numbers = Vec::new();
    let text = plain(text);
    for piece in text.split(|c: char| !c.is_alphanumeric()).filter(|piece| !piece.is_empty()) {
        if let Ok(number) = piece.parse::<u32>() {
            numbers.push(number);
        } else if let Some(month) = MONTHS.iter().position(|month| *month == piece) {
            numbers.push(month as u32 + 1);
        } else if piece != "to" {
            return None;
        }
    }
    match numbers[..] {
        [a, b] => Some((a.min(b), a.max(b))),
        _ => None,
    }
}

/// The role that a table of header names gives to a header.
pub(super) fn role(table: &[(&str, Role)], header: &str) -> Option<Role> {
    let header = key(header);
    let known = table.iter().find(|(name, _)| *name == header);
    known.map(|(_, role)| *role)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_repeat_labels_more_or_less() {
        for (label, cell) in [
            ("Go", "go "),
            ("Public\u{a0}cloud", "Public cloud"),
            ("10-49", "Oct-49"),
            ("1 to 5 ", "5-Jan"),
            ("A label that was long enough to be cut", "A label that was long enough to"),
        ] {
            assert!(same(label, cell), "{label:?} {cell:?}");
        }
        for (label, cell) in [("C", "C++"), ("<10", ">10"), ("10-49", "50-99"), ("Yes", "Yes, but")]
        {
            assert!(!same(label, cell), "{label:?} {cell:?}");
        }
    }

    #[test]
    fn words_of_other_languages_are_known() {
        assert!(is_other("Other (please specify)") && is_other("Sonstiges (bitte angeben)"));
        assert!(is_other("その他（具体的に）") && is_other(" - Otro:"));
        assert!(!is_other("Another cloud") && !is_other("Mother tongue"));
        assert!(is_remark("Comments:") && is_remark("If yes, which ones?"));
        assert!(is_response("Open-Ended\u{a0}Response") && !is_response("Responses in time"));
        assert!(allows_several("Which tools? (select  all that apply)"));
        assert!(is_error("#NAME?") && !is_error("#1 choice?"));
    }
}
