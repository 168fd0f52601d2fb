//! A bulk of interviews: made-up talk about a platform, in four formats, the same for a seed.

use super::random::Random;
use paap_interview::transcript::About;
use paap_interview::{Document, Role, Speaker, Transcript, Turn};
use std::fmt::Write as _;

/// The formats, and the endings of their files.
pub(super) const FORMATS: [&str; 4] = ["vtt", "txt", "md", "srt"];

/// About how many bytes each interview has.
const BYTES: usize = 60_000;

const PEOPLE: [&str; 16] = [
    "Ines Okafor",
    "Tomasz Brandl",
    "Yuki Haraldsen",
    "Leila Benhaddou",
    "Piotr Vasquez",
    "Amara Lindqvist",
    "Dario Fenwick",
    "Noor Castellanos",
    "Freya Mbeki",
    "Ravi Tolstrup",
    "Sanne Achterberg",
    "Kofi Marchetti",
    "Elif Donnelly",
    "Hugo Ferreira",
    "Mina Sandoval",
    "Oskar Nakamura",
];
const PLACES: [&str; 8] =
    ["Hamburg", "Lagos", "Toronto", "Singapore", "Porto", "Krakow", "Denver", "Nairobi"];
const COMPANIES: [&str; 6] = [
    "Northwind Freight",
    "Bluefin Insurance",
    "Halden Energy",
    "Ostrava Retail Group",
    "Kestrel Bank",
    "Meridian Health",
];
const THINGS: [&str; 24] = [
    "pipeline",
    "cluster",
    "dashboard",
    "template",
    "ticket",
    "deployment",
    "namespace",
    "catalog",
    "budget",
    "backlog",
    "portal",
    "database",
    "certificate",
    "roadmap",
    "survey",
    "incident",
    "runbook",
    "gateway",
    "secret",
    "quota",
    "registry",
    "rollout",
    "workshop",
    "team",
];
const DOINGS: [&str; 16] = [
    "wait for",
    "complain about",
    "rebuild",
    "measure",
    "ask about",
    "own",
    "ignore",
    "document",
    "migrate",
    "pay for",
    "look at",
    "argue about",
    "automate",
    "share",
    "break",
    "fix",
];
const QUALITIES: [&str; 12] = [
    "slow",
    "useful",
    "painful",
    "manual",
    "shared",
    "new",
    "broken",
    "boring",
    "critical",
    "confusing",
    "cheap",
    "reliable",
];
const QUESTIONS: [&str; 8] = [
    "How do you decide what to build next?",
    "What happens when somebody needs a new {thing}?",
    "Who would you call when the {thing} is {quality}?",
    "Can you walk me through the last time you had to {doing} a {thing}?",
    "How do you know that the {thing} is worth it?",
    "What would you change about the {thing}?",
    "And how long does that take?",
    "Is that because of the {thing}, or something else?",
];
const ANSWERS: [&str; 16] = [
    "Well, we {doing} the {thing} every other week, and honestly it is {quality}.",
    "I mean, the {thing} is {quality}, so people {doing} the {thing} instead.",
    "Back when I was at {company} we had {number} people who did nothing but {doing} the {thing}.",
    "{person} is the one who knows the {thing}, and everybody else has to wait.",
    "So it takes about {number} days, sometimes more, until the {thing} is there.",
    "You know, in {place} they {doing} their own {thing}, and we never hear of it.",
    "Yeah, I think that the {thing} could be more {quality}, to be fair.",
    "We tried to {doing} the {rare}, and it did not work out.",
    "Nobody asked us, and then the {rare} was there and we had to {doing} it.",
    "For the {number} services that we run, the {thing} is what costs us most.",
    "Just write to {mail} and you get an answer within a day.",
    "It was in March, right after the {thing} broke, that we began to {doing} the {rare}.",
    "Hmm, that is a good question, let me think about the {thing} for a second.",
    "If the {thing} is {quality} then the developers just go around it.",
    "There is a page on {host} that says how to {doing} a {thing}, and it is {quality}.",
    "They told us that the {rare} would be {quality}, and that was it.",
];

/// Whether sentences name people, firms and places, or what stands for them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Names {
    Real,
    Replaced,
}

/// One interview of at least so many words, de-identified, as a workspace holds it.
pub(super) fn document(seed: u64, number: usize, words: usize) -> Document {
    let mut random = Random::new(seed.wrapping_mul(1_000_033).wrapping_add(number as u64));
    let mut transcript = Transcript {
        about: About {
            id: format!("interview-{number:04}"),
            date: Some("2026-03-04".to_owned()),
            language: Some("en".to_owned()),
            persona: Some(["builder", "leader", "consumer"][number % 3].to_owned()),
            speakers: vec![
                Speaker { name: "Person A".to_owned(), role: Role::Interviewer },
                Speaker { name: "Person B".to_owned(), role: Role::Interviewee },
            ],
            ..About::default()
        },
        ..Transcript::default()
    };
    let mut said = 0;
    while said < words {
        let pair = [
            ("Person A", ask(&mut random, Names::Replaced)),
            ("Person B", answer(&mut random, Names::Replaced)),
        ];
        for (speaker, text) in pair {
            said += text.split(' ').count();
            let speaker = Some(speaker.to_owned());
            transcript.turns.push(Turn { speaker, text, ..Turn::default() });
        }
    }
    transcript.number();
    Document::of(&transcript)
}

/// One interview as a file: its name, and its text in the format that its number asks for.
pub(super) fn transcript(seed: u64, number: usize) -> (String, String) {
    let mut random = Random::new(seed.wrapping_mul(1_000_003).wrapping_add(number as u64));
    let format = FORMATS[number % FORMATS.len()];
    let asker = random.pick(&PEOPLE);
    let mut other = random.pick(&PEOPLE);
    while other == asker {
        other = random.pick(&PEOPLE);
    }
    let mut text = String::with_capacity(BYTES + 4000);
    if format == "vtt" {
        text.push_str("WEBVTT\n\n");
    }
    let (mut clock, mut cue) = (0u64, 0);
    while text.len() < BYTES {
        for (who, said) in
            [(asker, ask(&mut random, Names::Real)), (other, answer(&mut random, Names::Real))]
        {
            let start = clock;
            clock += said.len() as u64 * 60;
            cue += 1;
            // Writing to a String cannot fail.
            let _ = match format {
                "vtt" => write!(
                    text,
                    "{cue}\n{} --> {}\n{who}: {said}\n\n",
                    time(start, '.'),
                    time(clock, '.')
                ),
                "srt" => write!(
                    text,
                    "{cue}\n{} --> {}\n{who}: {said}\n\n",
                    time(start, ','),
                    time(clock, ',')
                ),
                "md" => write!(text, "**{who}**: {said}\n\n"),
                _ => write!(text, "{who}: {said}\n\n"),
            };
        }
    }
    (format!("interview-{number:04}.{format}"), text)
}

fn time(milliseconds: u64, point: char) -> String {
    let (seconds, rest) = (milliseconds / 1000, milliseconds % 1000);
    format!("{:02}:{:02}:{:02}{point}{rest:03}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

fn ask(random: &mut Random, names: Names) -> String {
    let question = random.pick(&QUESTIONS);
    filled(random, question, names)
}

fn answer(random: &mut Random, names: Names) -> String {
    let sentences = 2 + random.below(6);
    let mut said = String::new();
    for _ in 0..sentences {
        if !said.is_empty() {
            said.push(' ');
        }
        let sentence = random.pick(&ANSWERS);
        said.push_str(&filled(random, sentence, names));
    }
    said
}

/// A sentence with its places filled.
fn filled(random: &mut Random, sentence: &str, names: Names) -> String {
    let mut out = String::with_capacity(sentence.len() + 32);
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let (place, after) = after.split_once('}').unwrap_or((after, ""));
        match place {
            "thing" => out.push_str(random.pick(&THINGS)),
            "doing" => out.push_str(random.pick(&DOINGS)),
            "quality" => out.push_str(random.pick(&QUALITIES)),
            "person" | "place" | "company" | "mail" | "host" if names == Names::Replaced => {
                // Writing to a String cannot fail.
                let _ = write!(out, "[{place} {}]", 1 + random.below(9));
            }
            "person" => out.push_str(random.pick(&PEOPLE)),
            "place" => out.push_str(random.pick(&PLACES)),
            "company" => out.push_str(random.pick(&COMPANIES)),
            "number" => out.push_str(&(2 + random.below(400)).to_string()),
            "mail" => {
                let name = random.pick(&PEOPLE).to_lowercase().replace(' ', ".");
                out.push_str(&format!("{name}@example.com"));
            }
            "host" => out.push_str(&format!("wiki-{}.example.net", random.below(90))),
            _ => rare(random, &mut out),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// A word that few others say: what makes a vocabulary large.
fn rare(random: &mut Random, out: &mut String) {
    const BEGIN: [&str; 20] = [
        "data", "event", "fleet", "cost", "trace", "policy", "cache", "queue", "schema", "node",
        "edge", "batch", "alert", "shard", "token", "proxy", "ledger", "stream", "model", "image",
    ];
    const END: [&str; 20] = [
        "sync", "guard", "mesh", "board", "hub", "flow", "store", "lens", "forge", "watch", "link",
        "vault", "runner", "bridge", "loop", "stack", "probe", "gate", "map", "works",
    ];
    let (begin, end) = (random.pick(&BEGIN), random.pick(&END));
    out.push_str(begin);
    out.push_str(end);
    if random.chance(0.5) {
        out.push_str(&format!("{}", random.below(40)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_makes_the_same_interview_again() {
        for (number, format) in FORMATS.into_iter().enumerate() {
            let (name, text) = transcript(1, number);
            assert_eq!(transcript(1, number), (name.clone(), text.clone()));
            assert!(name.ends_with(format), "{name}");
            assert!(text.len() >= BYTES && text.len() < BYTES + 4000);
            assert!(!text.contains('{'), "{name}");
        }
        assert_ne!(transcript(1, 0), transcript(2, 0));
    }

    #[test]
    fn a_document_names_nobody() {
        let one = document(1, 0, 7000);
        assert_eq!(one, document(1, 0, 7000));
        assert_eq!(Document::read(&one.write()).turns, one.turns);
        let words = one.body.split_whitespace().count();
        assert!((7000..8500).contains(&words), "{words} words");
        assert!(PEOPLE.iter().chain(&PLACES).chain(&COMPANIES).all(|n| !one.body.contains(n)));
        assert!(!one.body.contains('@') && !one.body.contains('{'));
    }
}
