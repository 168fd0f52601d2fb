//! The front matter: what is known of an interview, as YAML between two lines of three hyphens.

use crate::transcript::{About, Role, Source, Speaker};
use crate::warning::Warning;
use hashbrown::HashSet;
use paap_text::yaml::{self, Node, entry};

/// Longer front matter is not read, in bytes.
const LARGEST: usize = 1 << 20;

/// Splits a file: front matter, body, and the line on which the body begins.
pub(super) fn split(text: &str) -> (Option<&str>, &str, u64) {
    let Some(rest) = text.strip_prefix("---\n") else { return (None, text, 1) };
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == "---" {
            let (front, body) = (&rest[..at], &rest[at + line.len()..]);
            let lines = 3 + front.matches('\n').count() as u64;
            return match body.strip_prefix('\n') {
                Some(body) => (Some(front), body, lines + 1),
                None => (Some(front), body, lines),
            };
        }
        at += line.len();
    }
    (None, text, 1)
}

/// Reads the front matter, if there is one.
pub(super) fn read(front: Option<&str>, warnings: &mut Vec<Warning>) -> About {
    let mut about = About::default();
    let Some(front) = front else {
        let message = "There is no front matter. Begin the file with `---`, a line `id: …`, and \
                       `---`.";
        warnings.push(Warning::problem("no-front-matter", message).at_line(1));
        return about;
    };
    if front.len() > LARGEST {
        let message = format!("The front matter has more than {LARGEST} bytes and is not read.");
        warnings.push(Warning::problem("front-matter-too-large", message).at_line(1));
        return about;
    }
    let root = match yaml::load(front) {
        Ok(root) => root,
        Err(problem) => {
            let help = problem.help.as_deref().map(|help| format!(": {help}")).unwrap_or_default();
            let message = format!("The front matter is no YAML ({}){help}.", problem.message);
            let line = problem.at.line as u64 + 1;
            warnings.push(Warning::problem("front-matter", message).at_line(line));
            return about;
        }
    };
    let lines: Vec<&str> = front.lines().collect();
    let entries = root.entries();
    for (index, (key, value)) in entries.iter().enumerate() {
        let line = key.at.line as u64 + 1;
        if let Some(field) = field(&mut about, &key.name) {
            *field = value.text().map(str::to_owned).filter(|text| !text.is_empty());
            continue;
        }
        match key.name.as_str() {
            "id" => about.id = value.text().unwrap_or_default().to_owned(),
            "speakers" => about.speakers = speakers(value, warnings),
            "source" => about.source = source(value),
            _ => {
                let end = entries.get(index + 1).map_or(lines.len(), |(key, _)| key.at.line - 1);
                let raw = lines.get(key.at.line - 1..end).unwrap_or_default().join("\n");
                let (name, value) = raw.split_once(':').unwrap_or((&raw, ""));
                about.others.push((name.to_owned(), value.to_owned()));
                let message = "The front matter has a key that paap does not know; it is kept.";
                warnings.push(Warning::notice("unknown-key", message).at_line(line));
            }
        }
    }
    if about.id.is_empty() {
        let message = "The interview has no id. Add a line `id: …` to the front matter.";
        warnings.push(Warning::problem("no-id", message).at_line(1));
    }
    about
}

/// What is known of several interviews, from a list by hand: under `interviews:` one entry each, with
/// its `id` and the fields of front matter. Keys may be written with `_`.
///
/// # Errors
///
/// Where it is no YAML or has no list; the line, from 1, and what is wrong.
pub fn read_list(text: &str) -> Result<(Vec<About>, Vec<Warning>), (u64, String)> {
    let root = yaml::load(text).map_err(|why| (why.at.line as u64, why.message))?;
    let Some(list) = root.get("interviews") else {
        return Err((1, "what is known of interviews begins with `interviews:`".to_owned()));
    };
    let mut warnings = Vec::new();
    let mut abouts = Vec::new();
    for entry in list.items() {
        let mut about = About::default();
        for (key, value) in entry.entries() {
            let name = key.name.replace('_', "-");
            let text = value.text().map(str::to_owned).filter(|text| !text.is_empty());
            if let Some(field) = field(&mut about, &name) {
                *field = text;
            } else if name == "id" {
                about.id = text.unwrap_or_default();
            } else if name == "speakers" {
                about.speakers = speakers(value, &mut warnings);
            } else if name != "file" {
                let message = "This key is none of front matter's; it is left out.";
                warnings.push(Warning::notice("unknown-key", message).at_line(key.at.line as u64));
            }
        }
        abouts.push(about);
    }
    Ok((abouts, warnings))
}

/// Adds what is known from elsewhere; what is said there goes.
pub fn fill(about: &mut About, known: &About) {
    let mut known = known.clone();
    for key in FIELDS {
        if let (Some(Some(value)), Some(own)) = (field(&mut known, key).cloned(), field(about, key))
        {
            *own = Some(value);
        }
    }
    for speaker in &known.speakers {
        match about.speakers.iter_mut().find(|own| own.name == speaker.name) {
            Some(own) => own.role = speaker.role,
            None => about.speakers.push(speaker.clone()),
        }
    }
}

/// The fields that are a text, by their keys.
const FIELDS: [&str; 10] = [
    "date",
    "language",
    "persona",
    "role",
    "organisation",
    "company-size",
    "industry",
    "region",
    "consent",
    "respondent",
];

fn field<'a>(about: &'a mut About, key: &str) -> Option<&'a mut Option<String>> {
    Some(match key {
        "date" => &mut about.date,
        "language" => &mut about.language,
        "persona" => &mut about.persona,
        "role" => &mut about.role,
        "organisation" => &mut about.organisation,
        "company-size" => &mut about.company_size,
        "industry" => &mut about.industry,
        "region" => &mut about.region,
        "consent" => &mut about.consent,
        "respondent" => &mut about.respondent,
        _ => return None,
    })
}

fn speakers(node: &Node, warnings: &mut Vec<Warning>) -> Vec<Speaker> {
    let speaker = |node: &Node| {
        let name = node.get("name").and_then(Node::text).unwrap_or_default().to_owned();
        let role = match node.get("role").and_then(Node::text) {
            Some("interviewer") => Role::Interviewer,
            Some("interviewee") => Role::Interviewee,
            None | Some("unknown") => Role::Unknown,
            Some(_) => {
                let message = "A speaker's role is none of interviewer, interviewee and unknown.";
                let line = node.at.line as u64 + 1;
                warnings.push(Warning::problem("unknown-role", message).at_line(line));
                Role::Unknown
            }
        };
        Speaker { name, role }
    };
    node.items().iter().map(speaker).filter(|speaker| !speaker.name.is_empty()).collect()
}

fn source(node: &Node) -> Option<Source> {
    let text = |key: &str| node.get(key).and_then(Node::text).map(str::to_owned);
    Some(Source { format: text("format")?, hash: text("sha256").unwrap_or_default() })
}

/// Writes the front matter, with the empty line below it.
pub(super) fn write(about: &About) -> String {
    let text = entries(about, false);
    // Were two of the texts to look like an anchor and its alias, the file could not be read.
    if yaml::looks_aliased(&text) { entries(about, true) } else { text }
}

fn entries(about: &About, escape_stars: bool) -> String {
    let mut text = String::from("---\n");
    entry(&mut text, 0, "id", &about.id, escape_stars);
    let mut known = about.clone();
    for key in FIELDS {
        if let Some(Some(value)) = field(&mut known, key) {
            entry(&mut text, 0, key, value, escape_stars);
        }
    }
    if !about.speakers.is_empty() {
        text.push_str("speakers:\n");
    }
    for speaker in &about.speakers {
        let role = match speaker.role {
            Role::Interviewer => "interviewer",
            Role::Interviewee => "interviewee",
            Role::Unknown => "unknown",
        };
        entry(&mut text, 2, "- name", &speaker.name, escape_stars);
        entry(&mut text, 4, "role", role, escape_stars);
    }
    if let Some(source) = &about.source {
        text.push_str("source:\n");
        entry(&mut text, 2, "format", &source.format, escape_stars);
        if !source.hash.is_empty() {
            entry(&mut text, 2, "sha256", &source.hash, escape_stars);
        }
    }
    let own = ["id", "speakers", "source"];
    let mut taken: HashSet<String> = FIELDS.iter().chain(&own).map(|&key| key.to_owned()).collect();
    for (key, value) in &about.others {
        text.push_str(&other(key, value, escape_stars, &mut taken));
    }
    text.push_str("---\n\n");
    text
}

/// A key that paap does not know, as it stood; where that would make the front matter unreadable, as
/// a text in quotes. A key that is there already gets a number, for YAML allows each once.
fn other(key: &str, value: &str, escape_stars: bool, taken: &mut HashSet<String>) -> String {
    // What was read begins with the white space that stood there.
    let gap = if value.is_empty() || value.starts_with([' ', '\n']) { "" } else { " " };
    let raw = format!("{key}:{gap}{value}\n");
    if let Ok(root) = yaml::load(&raw)
        && let [(name, _)] = root.entries()
        && !(name.name.is_empty() || raw.starts_with("---"))
        && taken.insert(name.name.clone())
    {
        return raw;
    }
    let plain = key.trim();
    let mut name = plain.to_owned();
    let mut number = 1;
    while !taken.insert(name.clone()) {
        number += 1;
        name = format!("{plain}-{number}");
    }
    let mut line = String::new();
    let key = yaml::scalar(&name, escape_stars);
    entry(&mut line, 0, &key, value.trim(), escape_stars);
    line
}
