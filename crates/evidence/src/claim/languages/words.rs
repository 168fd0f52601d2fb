//! German, French, Spanish and Portuguese: words as English has them.

mod numbers;
mod tables;

use super::Folded;

#[derive(Clone, Copy, PartialEq)]
enum Language {
    German,
    French,
    Spanish,
    Portuguese,
}

use Language::{French, German};
use numbers::{ARTICLES, OF, PAIRS, TENS, UNITS};
use tables::{ENGLISH, SMALL, TABLE};

fn of<T: Copy>(table: &[(Language, T)], language: Language) -> Option<T> {
    table.iter().find(|(own, _)| *own == language).map(|(_, value)| *value)
}

/// What one word counts.
fn value(word: &str, language: Language) -> Option<f64> {
    let units = of(&UNITS, language)?;
    if word == "duas" {
        return Some(2.0);
    }
    if let Some(place) = units.iter().position(|own| *own == word) {
        return Some(place as f64 + 2.0);
    }
    if let Some((_, tens)) = of(&TENS, language)?.iter().find(|(own, _)| *own == word) {
        return Some(*tens);
    }
    if language != German {
        return None;
    }
    // *Hundertvierundzwanzig*, *zweihundert*, *einundzwanzig*.
    if let Some((hundreds, rest)) = word.split_once("hundert") {
        let hundreds =
            if hundreds.is_empty() || hundreds == "ein" { 1.0 } else { value(hundreds, German)? };
        let rest = if rest.is_empty() { 0.0 } else { value(rest, German)? };
        return Some(100.0 * hundreds + rest);
    }
    let (unit, tens) = word.split_once("und")?;
    let unit = if unit == "ein" { 1.0 } else { value(unit, German)? };
    let tens = value(tens, German)?;
    (unit < 10.0 && (20.0..100.0).contains(&tens)).then_some(tens + unit)
}

/// A word, and where it stands.
struct Word<'a> {
    text: String,
    raw: &'a str,
    at: usize,
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let raw = &text[from..at];
                words.push(Word { text: raw.to_lowercase(), raw, at: from });
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// The language of a sentence, where it is one of these and no English.
fn language(words: &[Word<'_>]) -> Option<Language> {
    let among =
        |own: &[&str]| words.iter().filter(|word| own.contains(&word.text.as_str())).count();
    let (language, most) = SMALL
        .iter()
        .map(|(language, own)| (*language, among(own)))
        .reduce(|best, own| if own.1 > best.1 { own } else { best })?;
    // `a`, `in` and `no` are words of several: a tie is English.
    (most > among(&ENGLISH)).then_some(language)
}

/// The number that begins at a word, and how many words it takes.
fn number(words: &[Word<'_>], text: &str, at: usize, language: Language) -> Option<(f64, usize)> {
    let between = |one: usize| {
        let start = words[one].at + words[one].raw.len();
        text.get(start..words.get(one + 1)?.at)
    };
    let mut total = value(&words.get(at)?.text, language)?;
    let mut taken = 1;
    loop {
        let last = at + taken - 1;
        let Some(next) = words.get(last + 1) else { break };
        let joins = matches!(next.text.as_str(), "et" | "y" | "e");
        let step = if joins { 2 } else { 1 };
        if !matches!(between(last), Some(" " | "-")) {
            break;
        }
        let Some(own) = words.get(last + step) else { break };
        let own = match own.text.as_str() {
            "un" | "uno" | "um" if joins => 1.0,
            text => match value(text, language) {
                Some(own) => own,
                None => break,
            },
        };
        total = match (total, own) {
            // *Quatre-vingt*, *deux cents*.
            (4.0, 20.0) => 80.0,
            (few, 100.0) if few < 10.0 => few * 100.0,
            (many, few) if many >= 100.0 && few < 100.0 && many % 100.0 == 0.0 => many + few,
            (tens, few) if tens >= 20.0 && tens % 10.0 == 0.0 && few < 20.0 => tens + few,
            (10.0, few) if few < 10.0 && language == French => 10.0 + few,
            _ => break,
        };
        taken += step;
    }
    Some((total, taken))
}

/// *Une équipe sur deux*, *uno de cada tres*, *uma em cada duas*, *einer von drei*: a fraction in digits, and how
/// many words it takes.
fn one_of(
    words: &[Word<'_>],
    text: &str,
    at: usize,
    language: Language,
) -> Option<(String, usize)> {
    const ONE: [&str; 11] =
        ["un", "une", "uno", "una", "um", "uma", "ein", "eine", "einer", "eines", "einem"];
    let word = |at: usize| words.get(at).map_or("", |word| word.text.as_str());
    if !ONE.contains(&word(at)) {
        return None;
    }
    let nth = |at: usize| {
        let digits = || word(at).parse::<f64>().ok().map(|own| (own, 1));
        number(words, text, at, language).or_else(digits).filter(|(own, _)| *own <= 10.0)
    };
    let (from, noun) = match (word(at + 1), word(at + 2)) {
        ("sur" | "von", _) => (at + 2, ""),
        ("de" | "em", "cada") => (at + 3, ""),
        (noun, "sur") => (at + 3, noun),
        _ => return None,
    };
    let (nth, taken) = nth(from)?;
    Some((format!("1/{nth} {noun}").trim_end().to_owned(), from + taken - at))
}

/// Folds a sentence in one of these languages.
pub(super) fn folded(text: &str) -> Option<Folded> {
    let words = words(text);
    let language = language(&words)?;
    let table = of(&TABLE, language)?;
    let mut folded = Folded::new();
    let (mut at, mut done) = (0, 0);
    let copy = |folded: &mut Folded, from: usize, to: usize| {
        for (at, c) in text[from..to].char_indices() {
            folded.push(c.encode_utf8(&mut [0; 4]), from + at);
        }
    };
    let is_number = |at: usize| {
        words.get(at).is_some_and(|word| {
            let is_year = word.raw.len() == 4 && word.raw.starts_with(['1', '2']);
            word.raw.bytes().all(|byte| byte.is_ascii_digit()) && !is_year
                || value(&word.text, language).is_some()
        })
    };
    while let Some(word) = words.get(at) {
        copy(&mut folded, done, word.at);
        let next = words.get(at + 1).map_or("", |word| word.text.as_str());
        let (english, taken) = if let Some((nth, taken)) = one_of(&words, text, at, language) {
            (nth, taken)
        } else if let Some((number, taken)) = number(&words, text, at, language) {
            (number.to_string(), taken)
        } else if let Some((.., english)) =
            PAIRS.iter().find(|(one, two, _)| *one == word.text && *two == next)
        {
            let article = words.get(at + 2).map_or("", |word| word.text.as_str());
            let is_article =
                ["die", "der", "das", "ein", "eine", "la", "le", "un", "une", "el", "a"];
            ((*english).to_owned(), if is_article.contains(&article) { 3 } else { 2 })
        } else if matches!(
            (word.text.as_str(), next),
            ("pour" | "por", "cent" | "ciento" | "cento")
        ) {
            ("percent".to_owned(), 2)
        } else if OF.contains(&word.text.as_str())
            && (is_number(at + 1) || ARTICLES.contains(&next) && is_number(at + 2))
        {
            ("of".to_owned(), if is_number(at + 1) { 1 } else { 2 })
        } else if matches!(next, "tiers" | "drittel" | "viertel" | "quart")
            && matches!(word.text.as_str(), "un" | "ein")
        {
            ("a".to_owned(), 1)
        } else if let Some((_, english)) = table.iter().find(|(own, _)| *own == word.text) {
            // *Alle zwei Wochen*, *keine Roadmap*, *une personne* say nothing of how many do.
            let is_other = match (*english, language) {
                ("all" | "every", _) => is_number(at + 1),
                // *Moins de* was read before; *-24* is said with a number alone.
                ("minus", _) => !is_number(at + 1),
                ("nobody", French) => next != "ne" && next != "n",
                ("under" | "over", German) => !is_number(at + 1),
                _ => false,
            };
            let plural = ["third", "quarter", "fifth", "sixth", "tenth"].contains(english)
                && at > 0
                && (value(&words[at - 1].text, language).is_some());
            let end = if plural { "s" } else { "" };
            (if is_other { word.raw.to_owned() } else { format!("{english}{end}") }, 1)
        } else {
            (word.raw.to_owned(), 1)
        };
        folded.push(&english, word.at);
        done = words.get(at + taken - 1).map_or(text.len(), |word| word.at + word.raw.len());
        at += taken;
    }
    copy(&mut folded, done, text.len());
    Some(folded.end(text.len()))
}
