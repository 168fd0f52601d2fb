//! Insights as different people lay them out.

use crate::world::{Chance, Said, World};
use paap_interview::document::escaped;
use std::ops::Range;

/// A page, and the lines of what is broken in it.
pub(crate) struct Page {
    pub(crate) text: String,
    pub(crate) broken: Range<usize>,
}

/// Where somebody is said to say something.
pub(crate) struct Place {
    pub(crate) speaker: String,
    pub(crate) document: String,
    pub(crate) turn: String,
    pub(crate) version: String,
}

impl Place {
    pub(crate) fn of(world: &World, said: &Said) -> Self {
        Self {
            speaker: said.speaker.clone(),
            document: world.id(said).to_owned(),
            turn: said.turn.clone(),
            version: world.version(said),
        }
    }
}

/// Whole sentences that follow each other in what somebody says.
pub(crate) fn passage(said: &Said, chance: &mut Chance) -> String {
    let from = chance.below(said.sentences.len());
    let to = from + 1 + chance.below(said.sentences.len() - from);
    said.sentences[from..to].join(" ")
}

/// Words as Markdown: every backslash that may be needed, or just those that are.
fn marked(words: &str, chance: &mut Chance) -> String {
    let all = chance.one_in(3);
    let mut out = String::new();
    for (at, word) in words.split(' ').enumerate() {
        if at > 0 {
            out.push(' ');
        }
        let word = if all {
            word.chars().fold(String::new(), |mut out, c| {
                if "\\`*_[]<>&~".contains(c) {
                    out.push('\\');
                }
                out.push(c);
                out
            })
        } else {
            escaped(word)
        };
        out.push_str(&word);
    }
    out
}

/// A quotation, in one of many layouts.
pub(crate) fn quotation(words: &str, place: &Place, chance: &mut Chance) -> String {
    let words = marked(words, chance);
    let width = *chance.of(&[usize::MAX, 40, 60, 80]);
    let mark = *chance.of(&["> ", "> ", ">"]);
    let mut lines: Vec<String> = vec![String::new()];
    for word in words.split(' ') {
        let line = lines.last_mut().expect("it is there");
        // A line must not begin with what Markdown would take for a list or a heading.
        let safe = word.starts_with(|c: char| c.is_ascii_alphabetic());
        if !line.is_empty() && line.len() + word.len() > width && safe {
            lines.push(word.to_owned());
            continue;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    let speaker = place.speaker.replace('*', "\\*").replace('_', "\\_");
    let speaker = if chance.one_in(5) { format!("**{speaker}**") } else { speaker };
    let path = *chance.of(&["../transcripts/", "../transcripts/", "./../transcripts/"]);
    let said = format!(
        "— {speaker} in [{}, {}]({path}{}.md), version {}",
        place.document, place.turn, place.document, place.version
    );
    let mut out = lines.iter().map(|line| format!("{mark}{line}\n")).collect::<String>();
    // Hard breaks, and the attribution in a paragraph of its own or not.
    if chance.one_in(4) {
        out.push_str(&format!("{mark}{said}\n"));
    } else {
        out.push_str(&format!(">\n{mark}{said}\n"));
    }
    out
}

/// Figures that are true of the survey: value, words, expression.
pub(crate) const FIGURES: [(&str, &str, &str); 9] = [
    ("70 of 124", "use the docs portal", "count(q5 = \"Docs portal\")"),
    ("56%", "use the docs portal", "share(q5 = \"Docs portal\")"),
    ("45 of 124", "were asked", "count(q17 asked)"),
    ("49 of 121", "are not in the channel", "count(not q6 = \"Chat channel\")"),
    ("25 of 119", "recommend it", "count(q7 >= 9)"),
    ("16 of 29", "of one team wait long", "count(q21 >= 5 of q2 = \"Parcel Flow\")"),
    ("51% (20 of 39)", "agree", "share(q8 >= \"Agree\" of q19 = \"No\")"),
    ("3", "days are the median", "median(q21)"),
    ("−24", "is the score", "nps(q7)"),
];

/// Claims that are true with the figures above.
const CLAIMS: [&str; 22] = [
    "70 of 124 people use the docs portal",
    "70 out of 124 people use the docs portal",
    "56% of people use the docs portal",
    "More than half of the people use the docs portal",
    "Most people use the docs portal",
    "Seventy people use the docs portal",
    "Over 50 percent use the docs portal",
    "45 of 124 people were asked in autumn 2025",
    "Fewer than half are not in the chat channel",
    "About 40% are not in the chat channel",
    "25 of 119 recommend it",
    "21% recommend it",
    "A fifth of the people recommend it",
    "One in five recommends it",
    "16 of the 29 people of one team wait long",
    "55% of them wait long",
    "Half of those who know nobody agree",
    "51 % of them agree",
    "The median wait is 3 days",
    "The median wait is three days",
    "Of 124 people, 70 use the docs portal",
    "Teams wait for each other, and say so",
];

pub(crate) fn figure(figure: (&str, &str, &str), chance: &mut Chance) -> String {
    let (value, words, expression) = figure;
    let bullet = *chance.of(&["-", "*", "+"]);
    let colon = *chance.of(&[":", ":", ""]);
    let end = *chance.of(&["", "."]);
    format!("{bullet} **{value}** {words}{colon} `{expression}` in `team`{end}\n")
}

/// A page around some pieces of evidence: the pieces for, and those against. `broken` is the piece,
/// of all, whose lines are wanted.
pub(crate) fn page(
    claim: &str,
    front: &str,
    pro: &[String],
    contra: &[String],
    broken: Option<usize>,
    chance: &mut Chance,
) -> Page {
    let mut text = String::new();
    if !front.is_empty() {
        text.push_str(&format!("---\n{front}---\n\n"));
    }
    let claim_line = text.lines().count() + 1;
    text.push_str(&format!("# {claim}\n\n"));
    if chance.one_in(2) {
        text.push_str("What explains this stands *here*, with `words` and\na [link](https://example.org).\n\n- and a list\n\n");
    }
    let mut lines = claim_line..claim_line + 1;
    let mut index = 0;
    let heads = *chance.of(&[
        ("## For", "## Against"),
        ("## Evidence for", "## Evidence against"),
        ("### for:", "### against:"),
    ]);
    for (head, pieces) in [(heads.0, pro), (heads.1, contra)] {
        if pieces.is_empty() {
            continue;
        }
        text.push_str(&format!("{head}\n\n"));
        for piece in pieces {
            let from = text.lines().count() + 1;
            text.push_str(piece);
            if broken == Some(index) {
                lines = from..text.lines().count() + 1;
            }
            text.push('\n');
            index += 1;
        }
    }
    if chance.one_in(6) {
        text = text.replace('\n', "\r\n");
    }
    Page { text, broken: lines }
}

/// A true insight.
pub(crate) fn truth(world: &World, chance: &mut Chance) -> Page {
    let said: Vec<&Said> = (0..1 + chance.below(3)).map(|_| world.answer(chance)).collect();
    let quotes: Vec<String> = said
        .iter()
        .map(|said| {
            let words = passage(said, chance);
            quotation(&words, &Place::of(world, said), chance)
        })
        .collect();
    let figures: Vec<String> = FIGURES.iter().map(|own| figure(*own, chance)).collect();
    let mut pro = quotes;
    pro.push(figures[..5].concat());
    let contra = vec![figures[5..].concat()];
    let persona = ["builder", "leader"][said[0].document % 2];
    let front = match chance.below(4) {
        0 => String::new(),
        1 => "status: published\n".to_owned(),
        2 => format!("personas: [{persona}]\n"),
        _ => format!("hypothesis: waiting\npersonas:\n  - {persona}\n"),
    };
    let claim = *chance.of(&CLAIMS);
    page(claim, &front, &pro, &contra, None, chance)
}

/// An insight whose quotation differs from its source in case, space or punctuation.
pub(crate) fn slightly_off(world: &World, chance: &mut Chance) -> Page {
    loop {
        let said = world.answer(chance);
        let words = passage(said, chance);
        let off = match chance.below(6) {
            0 => words.to_lowercase(),
            1 => words.to_uppercase(),
            2 => words.replace([',', ';'], ""),
            3 => format!("“{words}”"),
            4 => words.replace('\'', "’"),
            _ => words.replace(" — ", " - ").replace('…', "..."),
        };
        // A double `ß` or `…` aside, something must differ, and the number of words must not.
        if off == words
            || off.matches("...").count()
                > words.matches("...").count() + words.matches('…').count()
        {
            continue;
        }
        let quote = quotation(&off, &Place::of(world, said), chance);
        let figures = FIGURES.iter().map(|own| figure(*own, chance)).collect::<String>();
        return page(
            "70 of 124 people use the docs portal",
            "",
            &[quote],
            &[figures],
            None,
            chance,
        );
    }
}
