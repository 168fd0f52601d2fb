//! Answers that give people away: mail and network addresses, phone numbers, names.
//!
//! A column of such answers is text, whatever its cells look like: texts are never shown, options
//! are. An option that holds an address is counted as *Other* for the same reason.

mod address;

pub(crate) use address::{has_mail_address, has_network_address, may_have_addresses};

use super::figure::Figure;
use super::scale;
use crate::answers::{Choice, Question};
use address::{has_phone_number, is_phone_number};

/// A cell longer than this is a sentence, not an address alone.
const LONGEST: usize = 120;

/// What so many people chose was offered.
const OFFERED: u64 = 3;

/// What is said in the place of a text that holds an address.
const HIDDEN: &str = "(a text that holds an address)";

/// What a column gives away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Clue {
    /// Its cells are mail or network addresses.
    Address,
    /// Its cells are phone numbers.
    Phone,
    /// Its header asks who somebody is, or how to reach them.
    Header,
}

/// What a column gives away, where it does. `cells` are its distinct texts with how many rows
/// hold each, and `filled` is how many rows that makes.
pub(crate) fn clue(label: &str, cells: &[(u32, &str, u64)], filled: u64) -> Option<Clue> {
    if let Some(clue) = cells_clue(label, cells, filled) {
        return Some(clue);
    }
    let different = cells.len() as u64 * 2 > filled;
    let asked = asks(label)
        || names_people(label)
        || asks_for_somebody(label)
        || different && asks_among_others(label);
    (asked && !is_scale(cells)).then_some(Clue::Header)
}

fn cells_clue(label: &str, cells: &[(u32, &str, u64)], filled: u64) -> Option<Clue> {
    let network = !names_version(label);
    let (mut addresses, mut phones, mut others) = (0, 0, 0);
    for (_, text, rows) in cells {
        if text.len() > LONGEST {
            others += rows;
        } else if has_mail_address(text) || network && has_network_address(text) {
            addresses += rows;
        } else if is_phone_number(text) {
            phones += rows;
        } else {
            others += rows;
        }
        if others * 2 > filled {
            return None;
        }
    }
    match (addresses, phones) {
        (0, 0) => None,
        (addresses, phones) if addresses >= phones => Some(Clue::Address),
        _ => Some(Clue::Phone),
    }
}

/// A version number such as 10.4.2.1 is an address in form only.
fn names_version(label: &str) -> bool {
    words(label).any(|word| matches!(word.as_str(), "version" | "versions"))
}

fn plain(text: &str) -> bool {
    const PLAIN: [&str; 8] = ["yes", "no", "x", "true", "false", "ja", "nein", "n/a"];
    PLAIN.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// Whether all cells say yes, no, or no more than that.
pub(super) fn is_plain(cells: &[(&str, u64)]) -> bool {
    cells.iter().all(|(text, _)| plain(text))
}

/// Whether all cells are words of one scale, or yes and no: then a header such as `E-mail` names
/// what is rated.
fn is_scale(cells: &[(u32, &str, u64)]) -> bool {
    let ranked = |text: &str| {
        scale::rank(text).is_some_and(|(family, _)| {
            !matches!(family, scale::Family::Numbered | scale::Family::Ranges)
        }) || Figure::read(text).is_some_and(|f| super::steps::rating_value(f).is_some())
    };
    cells.iter().all(|(_, text, _)| plain(text) || ranked(text))
}

/// Words by which a header asks who somebody is, or how to reach them.
const WHO: [&str; 27] = [
    "name",
    "names",
    "surname",
    "firstname",
    "lastname",
    "fullname",
    "nickname",
    "username",
    "handle",
    "handles",
    "email",
    "emails",
    "e-mail",
    "e-mails",
    "mail",
    "mailaddress",
    "phone",
    "telephone",
    "mobile",
    "address",
    "addresses",
    "linkedin",
    "nachname",
    "vorname",
    "telefon",
    "adresse",
    "telefonnummer",
];

/// Words that may stand beside them in a header that asks for nothing else.
const BESIDE: [&str; 61] = [
    "your",
    "my",
    "the",
    "a",
    "an",
    "and",
    "or",
    "of",
    "for",
    "to",
    "is",
    "are",
    "what",
    "what's",
    "please",
    "enter",
    "provide",
    "give",
    "leave",
    "add",
    "share",
    "us",
    "me",
    "you",
    "full",
    "first",
    "last",
    "family",
    "given",
    "middle",
    "work",
    "business",
    "office",
    "home",
    "private",
    "personal",
    "contact",
    "company",
    "organisation",
    "organization",
    "employer",
    "mobile",
    "cell",
    "number",
    "numbers",
    "no",
    "nr",
    "ip",
    "postal",
    "street",
    "url",
    "profile",
    "slack",
    "github",
    "twitter",
    "discord",
    "optional",
    "required",
    "ihr",
    "ihre",
    "dein",
];

/// Whether a header asks who somebody is, or how to reach them, and nothing else.
pub(crate) fn asks(label: &str) -> bool {
    let mut asked = false;
    let all = words(label).all(|word| {
        let who = WHO.contains(&word.as_str());
        asked |= who;
        who || BESIDE.contains(&word.as_str())
    });
    all && asked
}

/// Whether a short header ends in the words for a part of a person's name, whoever's it is:
/// `consultant_first_name`, `Respondent surname`.
fn names_people(label: &str) -> bool {
    const PARTS: [&str; 7] = ["first", "last", "family", "given", "middle", "full", "maiden"];
    const NAMES: [&str; 6] =
        ["surname", "firstname", "lastname", "fullname", "nachname", "vorname"];
    let words: Vec<String> = words(label).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    words.len() <= 4
        && match words[..] {
            [.., part, "name" | "names"] => PARTS.contains(&part),
            [.., name] => NAMES.contains(&name),
            [] => false,
        }
}

/// Whether a header asks for one certain person: `Who is your manager?`
fn asks_for_somebody(label: &str) -> bool {
    const SOMEBODY: [&str; 14] = [
        "manager",
        "boss",
        "supervisor",
        "lead",
        "mentor",
        "buddy",
        "recruiter",
        "interviewer",
        "moderator",
        "colleague",
        "vorgesetzter",
        "vorgesetzte",
        "chef",
        "chefin",
    ];
    const REACH: [&str; 8] =
        ["talk", "speak", "contact", "reach", "interview", "invite", "thank", "ask"];
    let words: Vec<String> = words(label).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        ["who", "is" | "was", "your" | "the", .., last] | ["wer", "ist", _, .., last] => {
            words.len() <= 6 && SOMEBODY.contains(&last)
        }
        ["who" | "whom", "should" | "can" | "could" | "may", "we" | "i", verb, ..] => {
            REACH.contains(&verb)
        }
        ["who", "referred" | "recruited" | "invited" | "interviewed", "you", ..] => true,
        _ => false,
    }
}

/// Whether a header asks so somewhere: `If we may call you back, leave your phone number.`
fn asks_among_others(label: &str) -> bool {
    let words: Vec<String> = words(label).collect();
    let yours = |at: usize| {
        let before = words[..at].iter().rev();
        let mut before = before.skip_while(|word| {
            let word = word.as_str();
            BESIDE.contains(&word) && !matches!(word, "your" | "my") || WHO.contains(&word)
        });
        before.next().is_some_and(|word| word == "your")
    };
    (0..words.len()).any(|at| WHO.contains(&words[at].as_str()) && yours(at))
}

/// Whether a header has one of the words at all.
pub(crate) fn mentions(label: &str) -> bool {
    words(label).any(|word| WHO.contains(&word.as_str()) && word != "mobile")
}

fn words(label: &str) -> impl Iterator<Item = String> + '_ {
    label
        .split(|c: char| !c.is_alphanumeric() && c != '-' && c != '\'')
        .map(|word| word.trim_matches(['-', '\'']).to_lowercase())
        .filter(|word| !word.is_empty())
}

/// A text as a warning may say it.
pub(crate) fn shown(text: &str) -> &str {
    if holds_address(text) { HIDDEN } else { text }
}

/// Whether a text on its own is an address or a phone number.
pub(crate) fn gives_away(text: &str) -> bool {
    has_mail_address(text) || is_phone_number(text)
}

fn holds_address(text: &str) -> bool {
    has_mail_address(text) || has_network_address(text) || has_phone_number(text)
}

/// Counts options that hold an address or a phone number as *Other*.
pub(crate) fn hide(question: &mut Question) {
    let network = !names_version(&question.label);
    // A number among words that several people chose was offered: a helpline's, say.
    let held = |choice: &Choice| {
        let label = choice.label.trim();
        has_mail_address(label)
            || network && has_network_address(label)
            || is_phone_number(label)
            || choice.people.count() < OFFERED && has_phone_number(label)
    };
    if !question.options.iter().any(held) {
        return;
    }
    let (hidden, shown): (Vec<Choice>, Vec<Choice>) = std::mem::take(&mut question.options)
        .into_iter()
        .partition(|choice| !choice.other && held(choice));
    question.options = shown;
    hidden.into_iter().for_each(|choice| super::other::push_other(question, choice.people));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_with_an_address_is_not_shown() {
        assert_eq!(shown("ask a@example.org"), HIDDEN);
        assert_eq!(shown("ask somebody"), "ask somebody");
    }

    #[track_caller]
    fn check(label: &str, cells: &[&str], expected: Option<Clue>) {
        let cells: Vec<(u32, &str, u64)> = cells.iter().map(|text| (0, *text, 2)).collect();
        assert_eq!(clue(label, &cells, cells.len() as u64 * 2), expected, "{label}");
    }

    #[test]
    fn a_header_alone_may_ask_who_somebody_is() {
        let people = ["Robin", "Kim", "Sam"];
        check("Your name", &people, Some(Clue::Header));
        check("Please enter your full name (optional)", &people, Some(Clue::Header));
        check("Slack handle", &people, Some(Clue::Header));
        check("Who is your manager?", &people, Some(Clue::Header));
        check("Who should we talk to next?", &people, Some(Clue::Header));
        check("consultant_first_name", &people, Some(Clue::Header));
        check("Respondent surname", &people, Some(Clue::Header));
        check("Phone", &["555-1234", "555-9876"], Some(Clue::Header));
        check("Contact", &["a@example.org", "b@example.org", "c@example.org"], Some(Clue::Address));
        check("Host", &["192.0.2.1", "192.0.2.2"], Some(Clue::Address));
        check("Reach me", &["+49 170 1234567", "+49 170 1234568"], Some(Clue::Phone));
    }

    #[test]
    fn a_header_that_asks_for_something_else_gives_nobody_away() {
        check("Who uses your platform?", &["Developers", "Data scientists"], None);
        check("Who is responsible for security?", &["The team", "A security team"], None);
        check("Which e-mail client do you use?", &["Thunderbird", "Mutt"], None);
        check("What is the name of your platform?", &["Harbour", "Pier"], None);
        check("How do you like the phone support?", &["A lot", "Not much"], None);
        check("E-mail", &["Often", "Never", "Sometimes"], None);
        check("Name", &["Yes", "No"], None);
        check("Product name", &["Harbour", "Pier"], None);
        check("Which version do you run?", &["10.4.2.1", "10.4.2.2"], None);
        check("How many?", &["1 000 000", "2 000 000"], None);
    }
}
