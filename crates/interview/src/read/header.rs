//! What stands before the first turn: front matter, and lines such as `Role: Architect`.

mod day;

use crate::transcript::About;
use crate::warning::Warning;

use super::label::{Candidates, candidate};
use super::lines::Lines;
use super::spots::Spots;
pub(super) use day::date;

/// What was found, and where the turns begin.
#[derive(Default)]
pub(super) struct Header {
    pub(super) about: About,
    /// The first byte behind it.
    pub(super) end: usize,
    /// How many lines it took.
    pub(super) lines: u64,
    pub(super) warnings: Vec<Warning>,
}

/// The most lines of front matter.
const LONGEST: usize = 400;

/// Keys that lines before a transcript are known to have, beside those that [`field`] places.
const KEYS: &str = "title,date,time,duration,participants,participant,attendees,present,interviewer,\
    interviewers,interviewee,interviewees,moderator,subject,topic,project,study,recording,\
    recorded,recorded on,transcriber,transcribed by,transcript by,transcription,meeting,\
    organizer,host,id,interview,interview date,file,version,status,source,notes,gender,age,\
    years of experience,experience,name";

/// The place of a key in [`About`].
fn place<'a>(about: &'a mut About, key: &str) -> Option<&'a mut Option<String>> {
    Some(match key {
        "role" | "job title" | "job" | "position" => &mut about.role,
        "organisation" | "organization" => &mut about.organisation,
        "company size" | "size" | "organisation size" | "organization size" | "employees" => {
            &mut about.company_size
        }
        "industry" | "sector" => &mut about.industry,
        "region" | "country" | "location" => &mut about.region,
        "language" | "lang" => &mut about.language,
        "persona" => &mut about.persona,
        "consent" => &mut about.consent,
        "respondent" => &mut about.respondent,
        _ => return None,
    })
}

/// Keys that are labels of turns just as often.
const ROLES: &str = "interviewer,interviewers,interviewee,interviewees,moderator,participant,participants,\
    host,name";

fn is_known(key: &str) -> bool {
    let key = key.trim().to_lowercase();
    if ROLES.split(',').any(|role| role == key) {
        return false;
    }
    KEYS.split(',').any(|known| known == key) || place(&mut About::default(), &key).is_some()
}

/// Puts what a line says where it belongs; nothing is dropped.
pub(super) fn field(about: &mut About, key: &str, value: &str) {
    let (key, value) = (key.trim(), value.trim());
    let lower = key.to_lowercase();
    let is_date = matches!(lower.as_str(), "date" | "interview date" | "recorded on" | "recorded");
    if is_date
        && about.date.is_none()
        && let Some(date) = date(value)
    {
        about.date = Some(date);
        return;
    }
    if let Some(place) = place(about, &lower).filter(|place| place.is_none()) {
        let language = matches!(lower.as_str(), "language" | "lang");
        *place = Some(if language { self::language(value) } else { value.to_owned() });
        return;
    }
    about.others.push((key.to_owned(), value.to_owned()));
}

/// The notice that lines went into the front matter.
pub(super) fn notice(lines: u64, first: u64) -> Warning {
    let what = format!(
        "{lines} lines at the beginning say something about the interview; they are in the front \
         matter now. Look whether they may stay there."
    );
    Warning::notice("header", what).at_line(first)
}

/// The front matter and the lines of keys at the top of a text. Candidates that come again are
/// speakers, not keys.
pub(super) fn read(text: &str, candidates: &Candidates<'_>) -> Header {
    let mut header = Header::default();
    front_matter(text, &mut header);
    keys(text, candidates, &mut header);
    header
}

fn front_matter(text: &str, header: &mut Header) {
    let mut lines = Lines::new(text);
    if lines.next().is_none_or(|line| line.text.trim_end() != "---") {
        return;
    }
    let mut fields: Vec<(&str, String)> = Vec::new();
    for line in lines.by_ref().take(LONGEST) {
        if matches!(line.text.trim_end(), "---" | "...") {
            header.lines = line.number;
            header.end = line.start + line.text.len();
            break;
        }
        let is_nested = line.text.starts_with([' ', '\t', '-']);
        match line.text.split_once(':') {
            Some((key, value)) if !is_nested => {
                fields.push((key, unquoted(value.trim()).to_owned()))
            }
            _ => {
                // A list or a text of several lines: its lines, one after the other.
                let Some((_, value)) = fields.last_mut() else { continue };
                let more = line.text.trim();
                let more = more.strip_prefix("- ").unwrap_or(more);
                if !more.is_empty() {
                    *value += if value.is_empty() { "" } else { ", " };
                    *value += more;
                }
            }
        }
    }
    if header.lines == 0 {
        return;
    }
    for (key, value) in &fields {
        field(&mut header.about, key, value);
    }
    header.warnings.push(notice(header.lines, 1));
}

fn unquoted(value: &str) -> &str {
    let inside = |quote: char| value.strip_prefix(quote)?.strip_suffix(quote);
    inside('"').or_else(|| inside('\'')).unwrap_or(value)
}

/// Lines `Key: value`, up to a blank line, and a line that only says that a transcript follows.
fn keys(text: &str, candidates: &Candidates<'_>, header: &mut Header) {
    let rest = text.get(header.end..).unwrap_or_default();
    let mut lines = Lines::new(rest).skip_while(|line| line.is_blank()).peekable();
    let offset = header.end;
    let skipped = header.lines.saturating_sub(1);
    let first = lines.peek().map_or(1, |line| line.number + skipped);
    // A line that only says what the interview is called may stand before them.
    let mut ahead = lines.clone();
    let title = ahead
        .next()
        .filter(|line| candidate(line.text).is_none() && line.text.len() <= 100)
        .filter(|line| !line.text.trim_end().ends_with(['.', '?', '!', ',', ';', ':']))
        .filter(|_| ahead.next().is_some_and(|line| candidate(line.text).is_some()))
        .map(|line| line.text.trim());
    if title.is_some() {
        lines.next();
    }
    let (mut found, mut known, mut end, mut count) = (Vec::new(), false, header.end, header.lines);
    while let Some(line) = lines.peek() {
        let Some(candidate) = candidate(line.text) else { break };
        if candidates.count(candidate.name) > 1 || line.text.len() > 300 || candidate.time.is_some()
        {
            break;
        }
        known |= is_known(candidate.name);
        found.push((candidate.name, &line.text[candidate.length..]));
        end = offset + line.start + line.text.len();
        count = line.number + skipped;
        lines.next();
    }
    let mut lines = lines.skip_while(|line| line.is_blank());
    let marker = lines.next().filter(|line| {
        let word = line.text.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
        line.text.len() < 40
            && matches!(word.as_str(), "transcript" | "transcription" | "interview transcript")
    });
    if title.is_some() && !known {
        return;
    }
    if let Some(line) = &marker {
        end = offset + line.start + line.text.len();
        count = line.number + skipped;
        let what = "A line only says that the transcript begins; it is left out.";
        header.warnings.push(Warning::notice("title-line", what).at_line(count));
    } else if !known {
        return;
    }
    if !found.is_empty() {
        if let Some(title) = title {
            header.about.others.push(("title".to_owned(), title.to_owned()));
        }
        for (key, value) in &found {
            field(&mut header.about, key, value);
        }
        let lines = found.len() as u64 + u64::from(title.is_some());
        header.warnings.push(notice(lines, first));
    }
    (header.end, header.lines) = (end, count);
}

/// Lines before the first turn of formats that begin with title, date and duration.
pub(super) fn preamble(about: &mut About, lines: &[(u64, &str)], warnings: &mut Vec<Warning>) {
    let mut spots = Spots::default();
    let mut prose: Vec<&str> = Vec::new();
    for (number, line) in lines.iter().map(|(number, line)| (*number, line.trim())) {
        if line.is_empty() {
            continue;
        }
        spots.add(number);
        let key = candidate(line).filter(|candidate| is_known(candidate.name));
        if let Some(candidate) = key {
            field(about, candidate.name, &line[candidate.length..]);
        } else if about.date.is_none()
            && let Some(date) = date(line)
        {
            about.date = Some(date);
            // A day may have a time of the day beside it.
            about.others.push(("recorded".to_owned(), line.to_owned()));
        } else if is_duration(line) {
            about.others.push(("duration".to_owned(), line.to_owned()));
        } else {
            prose.push(line);
        }
    }
    let mut prose = prose.into_iter();
    if let Some(title) = prose.next() {
        about.others.push(("title".to_owned(), title.to_owned()));
    }
    let more = prose.collect::<Vec<_>>().join("\n");
    if !more.is_empty() {
        about.others.push(("preamble".to_owned(), more));
    }
    warnings.extend(spots.notice("header", |lines| {
        format!(
            "Lines before the first turn say something about the interview ({lines}); they \
             are in the front matter now. Look whether they may stay there."
        )
    }));
}

/// `45m 12s`, `1h 2m`.
pub(super) fn is_duration(line: &str) -> bool {
    let unit = |word: &str| {
        let number = word.trim_end_matches(['h', 'm', 's']);
        number.len() + 1 == word.len()
            && !number.is_empty()
            && number.bytes().all(|b| b.is_ascii_digit())
    };
    let words = line.split_whitespace();
    words.clone().count() <= 3 && line.len() < 20 && !line.is_empty() && words.clone().all(unit)
}

/// The language as BCP 47 has it, where it is one of those that recognisers name otherwise.
pub(super) fn language(name: &str) -> String {
    const KNOWN: [(&str, &str, &str); 14] = [
        ("english", "eng", "en"),
        ("german", "deu", "de"),
        ("french", "fra", "fr"),
        ("spanish", "spa", "es"),
        ("italian", "ita", "it"),
        ("portuguese", "por", "pt"),
        ("dutch", "nld", "nl"),
        ("polish", "pol", "pl"),
        ("russian", "rus", "ru"),
        ("ukrainian", "ukr", "uk"),
        ("japanese", "jpn", "ja"),
        ("chinese", "zho", "zh"),
        ("korean", "kor", "ko"),
        ("hindi", "hin", "hi"),
    ];
    let lower = name.trim().to_lowercase();
    let found = KNOWN.iter().find(|(word, long, _)| *word == lower || *long == lower);
    found.map_or_else(|| name.trim().to_owned(), |(_, _, short)| (*short).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations() {
        assert!(is_duration("45m 12s") && is_duration("1h 2m 3s") && is_duration("7s"));
        assert!(
            !is_duration("ms")
                && !is_duration("")
                && !is_duration("5 m")
                && !is_duration("45m to go")
        );
    }

    #[track_caller]
    fn check(text: &str, lines: u64, about: &About, codes: &[&str]) {
        let mut candidates = Candidates::default();
        text.lines().for_each(|line| candidates.line(line, true));
        let header = read(text, &candidates);
        let found: Vec<_> = header.warnings.iter().map(|warning| warning.code).collect();
        assert_eq!((header.lines, &header.about, &found[..]), (lines, about, codes), "{text}");
    }

    #[test]
    fn keys_before_the_first_turn() {
        let role = About { role: Some("Architect".to_owned()), ..About::default() };
        check(
            "Role: Architect\n\nTranscript\nAda: a\nBo: b\nAda: c",
            3,
            &role,
            &["title-line", "header"],
        );
        check("Role: Architect\n\nAda: a\nBo: b\nAda: c", 1, &role, &["header"]);
        check("---\nrole: \"Architect\"\n---\nAda: a\nAda: b", 3, &role, &["header"]);
        let title = ("title".to_owned(), "Interview 12".to_owned());
        let titled =
            About { others: vec![title], date: Some("2026-11-25".to_owned()), ..role.clone() };
        check(
            "Interview 12\nDate: 25 November 2026\nRole: Architect\n\nAda: a\nBo: b\nAda: c",
            3,
            &titled,
            &["header"],
        );
        check("It was slow.\nRole: no.\n\nAda: a\nBo: b\nAda: c", 0, &About::default(), &[]);
        check("Ada: a\nBo: b\nAda: c", 0, &About::default(), &[]);
        check("Interviewer: a\nAda: b\nInterviewer: c", 0, &About::default(), &[]);
        check("---\nnever closed", 0, &About::default(), &[]);
    }
}
