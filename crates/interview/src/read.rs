//! Every transcript format: bytes in, a transcript and warnings out.
//!
//! A format is told by what a file holds, never by its name. Nothing is lost: what is not taken
//! over as it stands is named in a warning, and every word of the file is in a turn, in its order,
//! but for what is structure: labels, times, ids, headers.
//!
//! A format is one file here; `recognise` says in which order they are tried. What they share:
//! bytes to text (`decode`), lines to turns (`script`), cues to turns (`cues`), who speaks
//! (`label`), what is odd (`oddities`, `check`), who asks (`roles`).

pub mod webvtt;

mod bracketed;
mod chat;
mod check;
mod clock;
mod cues;
mod decode;
mod docx;
mod header;
mod label;
mod lines;
mod markdown;
mod meet;
mod named;
mod oddities;
mod otter;
mod plain;
mod recognise;
mod roles;
mod rows;
mod script;
mod spots;
mod srt;
mod stamped;
mod teams;
mod whisper;

use crate::document::sha256;
use crate::transcript::{About, Source, Transcript, Turn};
use crate::warning::Warning;
use oddities::Oddities;
use unicode_normalization::UnicodeNormalization;

/// A transcript format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reader {
    /// WebVTT: Zoom, Teams, and others.
    WebVtt,
    /// SubRip.
    Srt,
    /// The JSON of Whisper, WhisperX and their like.
    Whisper,
    /// Meeting chat.
    Chat,
    /// Google Meet, as a document or its text.
    Meet,
    /// Microsoft Teams, as a document or its text.
    Teams,
    /// Otter, and all that has speaker and time on a line of their own.
    Otter,
    /// Markdown dialogue: `**Name**: text`.
    Markdown,
    /// `[id] text`.
    Bracketed,
    /// `Name: text`.
    Named,
    /// Text in which nobody is named.
    Plain,
}

impl Reader {
    /// Every reader, in the order in which they are tried; the plain one takes what is left.
    pub const ALL: [Self; 11] = [
        Self::WebVtt,
        Self::Whisper,
        Self::Srt,
        Self::Chat,
        Self::Meet,
        Self::Teams,
        Self::Otter,
        Self::Markdown,
        Self::Bracketed,
        Self::Named,
        Self::Plain,
    ];

    /// The name that `--reader` takes, and that a transcript's source has.
    pub fn name(self) -> &'static str {
        match self {
            Self::WebVtt => "webvtt",
            Self::Srt => "srt",
            Self::Whisper => "whisper",
            Self::Chat => "chat",
            Self::Meet => "meet",
            Self::Teams => "teams",
            Self::Otter => "otter",
            Self::Markdown => "markdown",
            Self::Bracketed => "bracketed",
            Self::Named => "named",
            Self::Plain => "plain",
        }
    }

    /// What it reads, as people say it.
    pub fn tool(self) -> &'static str {
        match self {
            Self::WebVtt => "WebVTT (Zoom, Teams)",
            Self::Srt => "SubRip (.srt)",
            Self::Whisper => "Whisper or WhisperX (JSON)",
            Self::Chat => "meeting chat (Zoom)",
            Self::Meet => "Google Meet (document or text)",
            Self::Teams => "Microsoft Teams (document or text)",
            Self::Otter => "Otter",
            Self::Markdown => "Markdown dialogue",
            Self::Bracketed => "`[id] text`",
            Self::Named => "`Name: text`",
            Self::Plain => "plain text",
        }
    }

    /// Whether a real file of the format was at hand when the reader was written. Else it was built
    /// from descriptions, and a warning says so of every file that it reads.
    pub fn verified(self) -> bool {
        !matches!(self, Self::Srt | Self::Meet | Self::Teams | Self::Bracketed)
    }

    /// The reader with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reader| reader.name() == name)
    }
}

/// How to read a file.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// The format, where the user knows better.
    pub reader: Option<Reader>,
    /// The texts of the guide's questions, by which interviewers are known.
    pub questions: Vec<String>,
}

/// Why a file is no transcript at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// Nothing, or nothing but white space.
    #[error("the file is empty: export the transcript again")]
    Empty,
    /// Something else than a transcript.
    #[error(
        "this is {0}, not a transcript: export it as text, WebVTT (.vtt), SubRip (.srt), Word (.docx) or JSON"
    )]
    NotText(&'static str),
    /// What Teams gives out where it is forbidden to say who speaks.
    #[error(
        "these are times and words without anything that says who speaks, as Teams' \
         `transcript+text` has them: ask for `text/vtt`, or download the .vtt or .docx in Teams"
    )]
    NoSpeakers,
    /// JSON that cannot be read.
    #[error(
        "the JSON cannot be read beyond line {line}: it is cut off or damaged; export it again"
    )]
    Json {
        /// The line, the first being 1.
        line: u64,
    },
    /// More lines than any interview has.
    #[error(
        "the file has more than {LINES} lines, which no interview has: cut it into its recordings"
    )]
    TooLong,
    /// A document that cannot be read, or that no program writes.
    #[error("the document is refused, as {0}: save it again in Word, or as text")]
    Archive(&'static str),
}

/// What a format's reader makes of a text.
#[derive(Default)]
pub(crate) struct Draft {
    about: About,
    turns: Vec<Turn>,
    warnings: Vec<Warning>,
    oddities: Oddities,
    /// Whether it was read line by line, labels and all, rather than from cues.
    dialogue: bool,
    /// Whether no real file of this form was at hand.
    unverified: bool,
}

/// The most lines that a file may have: each may be a turn, and takes its memory.
const LINES: usize = 500_000;

/// The most warnings of one kind; further ones are counted.
const WARNINGS: usize = 100;

/// Reads a transcript. The `name` gives the interview its id and nothing else.
pub fn read(name: &str, bytes: &[u8], options: &ReadOptions) -> Result<Transcript, ReadError> {
    let (reader, mut draft) = if docx::is_archive(bytes) {
        let text = docx::text(bytes)?;
        if text.trim().is_empty() {
            return Err(ReadError::Empty);
        }
        bounded(&text)?;
        let mut read = recognise::read(&text, options.reader, true)?;
        read.1.unverified = true;
        read
    } else {
        let decoded = decode::decode(bytes)?;
        bounded(&decoded.text)?;
        let (reader, mut draft) = recognise::read(&decoded.text, options.reader, false)?;
        line_ends(&decoded.text, reader, &mut draft.warnings);
        draft.warnings.extend(decoded.warnings);
        (reader, draft)
    };
    clean(&mut draft);
    let oddities = std::mem::take(&mut draft.oddities);
    draft.warnings.extend(oddities.warnings());
    check::turns(&mut draft);
    if draft.unverified {
        draft.warnings.push(Warning::notice("unverified-reader", unverified(reader)));
    }
    let (id, plain) = id(name);
    if !plain {
        let what = "The file's name has upper-case letters or signs; the id is in lower-case letters, \
                    digits and hyphens.";
        draft.warnings.push(Warning::notice("file-name", what));
    }
    let Draft { mut about, turns, warnings, .. } = draft;
    about.id = id;
    about.source = Some(Source { format: reader.name().to_owned(), hash: sha256(bytes) });
    let mut transcript = Transcript { about, turns, warnings };
    transcript.number();
    let roles = roles::assign(&mut transcript.about, &transcript.turns, &options.questions);
    transcript.warnings.extend(roles);
    transcript.warnings = ordered(transcript.warnings);
    Ok(transcript)
}

fn bounded(text: &str) -> Result<(), ReadError> {
    let ends = memchr::memchr2_iter(b'\n', b'\r', text.as_bytes());
    // JSON may be written with a line for each word's beginning and end.
    if whisper::recognise(text) {
        return Ok(());
    }
    // CRLF counts twice, which is no matter at such a size.
    if ends.count() > LINES { Err(ReadError::TooLong) } else { Ok(()) }
}

/// JSON and XML can write characters that text files hardly have: no NUL stays, and a name is one
/// line.
fn clean(draft: &mut Draft) {
    let mut nul = spots::Spots::default();
    for turn in &mut draft.turns {
        if memchr::memchr(0, turn.text.as_bytes()).is_some() {
            turn.text = turn.text.replace('\0', "\u{fffd}");
            nul.add(turn.line);
        }
        if let Some(name) = &mut turn.speaker
            && name.bytes().any(|byte| byte.is_ascii_control())
        {
            let words = name.split(|c: char| c.is_whitespace() || c.is_control());
            *name = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
            if name.is_empty() {
                turn.speaker = None;
            }
        }
    }
    draft.warnings.extend(nul.problem("nul", |lines| {
        format!(
            "Turns had NUL characters, which no text should have; U+FFFD stands in their place \
             ({lines}). Look whether anything is missing there."
        )
    }));
}

fn unverified(reader: Reader) -> String {
    format!(
        "No real file of this form of {} was at hand when paap learned to read it. Compare the \
         transcript with the file, and report what is wrong.",
        reader.tool()
    )
}

/// The id that a file's name gives, and whether it is no more than the name in other letters.
fn id(name: &str) -> (String, bool) {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = match file.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => file,
    };
    let mut id = String::with_capacity(stem.len());
    for character in stem.nfkd() {
        if character.is_ascii_alphanumeric() {
            id.push(character.to_ascii_lowercase());
        } else if !unicode_normalization::char::is_combining_mark(character)
            && !id.ends_with('-')
            && !id.is_empty()
        {
            id.push('-');
        }
    }
    id.truncate(id.trim_end_matches('-').len().min(120));
    if id.is_empty() {
        "interview".clone_into(&mut id);
    }
    let same = |c: char| {
        c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | ' ' | '.')
    };
    (id, stem.chars().all(same))
}

/// What ends the lines, and whether something ends the last.
fn line_ends(text: &str, reader: Reader, warnings: &mut Vec<Warning>) {
    let bytes = text.as_bytes();
    let (mut crlf, mut cr) = (0_u64, 0_u64);
    for at in memchr::memchr_iter(b'\r', bytes) {
        if bytes.get(at + 1) == Some(&b'\n') {
            crlf += 1;
        } else {
            cr += 1;
        }
    }
    if crlf > 0 {
        let what = format!("{crlf} lines end in CRLF, as on Windows; they end in LF now.");
        warnings.push(Warning::notice("crlf", what).at_line(1));
    }
    if cr > 0 {
        let what = format!("{cr} lines end in CR, as on old Macs; they end in LF now.");
        warnings.push(Warning::notice("cr", what).at_line(1));
    }
    if reader != Reader::Whisper && !text.ends_with(['\n', '\r']) {
        let what = "Nothing ends the file's last line: perhaps it was cut off.";
        let line = lines::number_at(text, text.len());
        warnings.push(Warning::notice("no-final-newline", what).at_line(line));
    }
}

/// Warnings in the order of the file, those about the whole file first, and not too many of a kind.
fn ordered(mut warnings: Vec<Warning>) -> Vec<Warning> {
    warnings.sort_by_key(|warning| warning.line.unwrap_or(0));
    let mut kinds: Vec<(&'static str, usize)> = Vec::new();
    let mut kept = Vec::with_capacity(warnings.len());
    for warning in warnings {
        let code = warning.code;
        let at = kinds.iter().position(|(kind, _)| *kind == code).unwrap_or_else(|| {
            kinds.push((code, 0));
            kinds.len() - 1
        });
        kinds[at].1 += 1;
        if kinds[at].1 <= WARNINGS {
            kept.push(warning);
        }
    }
    for (code, count) in kinds.into_iter().filter(|(_, count)| *count > WARNINGS) {
        let more = count - WARNINGS;
        kept.push(Warning::notice(code, format!("The same was found {more} more times.")));
    }
    kept
}

#[cfg(test)]
mod real;
#[cfg(test)]
mod speed;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod trial;
