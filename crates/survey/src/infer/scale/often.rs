//! How often, in times a year.

/// The units that something happens so many times in, and how many of them a year has.
const UNITS: [(&str, f64); 9] = [
    ("hour", 2000.0),
    ("day", 365.0),
    ("week", 52.0),
    ("month", 12.0),
    ("quarter", 4.0),
    ("half-year", 2.0),
    ("semester", 2.0),
    ("term", 2.5),
    ("year", 1.0),
];

/// Words before another frequency, and what they make of it.
const NEAR: [(&str, f64); 13] = [
    ("less often than ", 0.8),
    ("less frequently than ", 0.8),
    ("less than ", 0.8),
    ("fewer than ", 0.8),
    ("more often than ", 1.2),
    ("more frequently than ", 1.2),
    ("more than ", 1.2),
    ("at least ", 1.0),
    ("about ", 1.0),
    ("around ", 1.0),
    ("approximately ", 1.0),
    ("roughly ", 1.0),
    ("on a ", 1.0),
];

/// How many times a year an option means; adverbs as far as they compare.
pub(super) fn times(text: &str) -> Option<f64> {
    let text = text.trim_end_matches(['.', ' ']);
    if let Some(times) = adverb(text).or_else(|| counted(text)) {
        return Some(times);
    }
    for (behind, factor) in [(" or less", 0.8), (" or more", 1.2)] {
        let rest = text.trim_end_matches(" often").strip_suffix(behind);
        if let Some(times) = rest.and_then(|rest| adverb(rest).or_else(|| counted(rest))) {
            return Some(times * factor);
        }
    }
    let (words, factor) = NEAR.iter().find(|(words, _)| text.starts_with(words))?;
    let rest = &text[words.len()..];
    Some(adverb(rest).or_else(|| counted(rest))? * factor)
}

fn adverb(text: &str) -> Option<f64> {
    Some(match text {
        "never" | "not at all often" | "not applicable, never" => 0.0,
        "almost never" | "hardly ever" | "very rarely" => 0.2,
        "rarely" | "seldom" => 0.4,
        "less often" | "every few years" => 0.5,
        "yearly" | "annually" | "annual" => 1.0,
        "occasionally" | "once in a while" | "now and then" => 1.5,
        "half-yearly" | "biannually" | "semi-annually" | "semiannually" => 2.0,
        "every semester / quarter" => 3.5,
        "quarterly" => 4.0,
        "sometimes" => 6.0,
        "monthly" => 12.0,
        "fortnightly" | "every other week" | "bi-weekly" | "biweekly" => 26.0,
        "often" | "frequently" | "regularly" => 40.0,
        "weekly" => 52.0,
        "very often" | "very frequently" | "usually" | "most of the time" | "mostly" => 200.0,
        "almost always" | "nearly always" => 250.0,
        "daily" => 365.0,
        "hourly" => 2000.0,
        "always" | "constantly" | "continuously" | "all the time" => 9000.0,
        _ => return None,
    })
}

/// `once a week`, `2-3 times per month`, `a few times a quarter`, `every six months`.
fn counted(text: &str) -> Option<f64> {
    if let Some(rest) = text.strip_prefix("every ") {
        let (count, name) = match rest.split_once(' ') {
            Some(("other" | "second", name)) => (2.0, name),
            Some((count, name)) => (number(count)?, name),
            None => (1.0, rest),
        };
        return Some(unit(name)? / count);
    }
    let (count, name) = [" a ", " per ", " each ", " every ", " / ", "/"]
        .iter()
        .find_map(|between| text.rsplit_once(between))?;
    let times = match count {
        "once" => 1.0,
        "once or twice" => 1.5,
        "twice" => 2.0,
        // A little less than three, so that it is not said to be as often as something else.
        "a few times" | "few times" => 2.5,
        "several times" | "multiple times" => 2.8,
        "many times" => 8.0,
        _ => range(count.strip_suffix(" times").or_else(|| count.strip_suffix('x'))?.trim())?,
    };
    Some(times * unit(name)?)
}

/// `2-3`, `two or three`, `4`, `5+`.
fn range(text: &str) -> Option<f64> {
    if let Some(more) = text.strip_suffix('+') {
        return number(more);
    }
    let ends = ["-", "–", " to ", " or "].iter().find_map(|between| text.split_once(between));
    match ends {
        Some((low, high)) => Some((number(low.trim())? + number(high.trim())?) / 2.0),
        None => number(text),
    }
}

fn number(text: &str) -> Option<f64> {
    const WORDS: [&str; 6] = ["one", "two", "three", "four", "five", "six"];
    match WORDS.iter().position(|word| *word == text) {
        Some(at) => Some(at as f64 + 1.0),
        None if text.len() <= 3 => text.parse::<u16>().ok().filter(|&n| n > 0).map(f64::from),
        None => None,
    }
}

fn unit(name: &str) -> Option<f64> {
    let name = name.trim();
    let is = |unit: &&(&str, f64)| name == unit.0 || name.strip_suffix('s') == Some(unit.0);
    UNITS.iter().find(is).map(|unit| unit.1)
}
