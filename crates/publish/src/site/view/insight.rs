//! An insight with its evidence, and the transcripts that it quotes.

use super::Text;
use serde::{Deserialize, Serialize};

/// The page of an insight.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Insight {
    /// Its study's id.
    pub study: String,
    /// Its id.
    pub id: String,
    /// The claim, in a sentence.
    pub claim: String,
    /// The day on which it was published or last changed.
    pub date: Option<String>,
    /// The ids of the personas that it holds for; none means all.
    pub personas: Vec<String>,
    /// The id of the hypothesis of its study that it bears on.
    pub hypothesis: Option<String>,
    /// What explains the claim.
    pub words: Text,
    /// What speaks for it and against it.
    pub evidence: Vec<Evidence>,
    /// Whether a named person says that the evidence supports the claim.
    pub sign_off: SignOff,
}

/// A reviewer's word that the evidence supports the claim.
#[derive(Debug, Clone, Serialize, Deserialize, PartialEq, Eq)]
#[serde(tag = "state", rename_all = "lowercase")]
pub enum SignOff {
    /// Nobody gave it.
    None,
    /// It holds.
    Signed {
        /// Who, as the workspace calls them.
        by: String,
        /// The day.
        on: String,
    },
    /// The claim or its evidence changed since.
    Lapsed {
        /// Who gave it.
        by: String,
        /// The day.
        on: String,
    },
}

/// A piece of evidence.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Evidence {
    /// What it speaks for.
    pub side: Side,
    /// What it is.
    #[serde(flatten)]
    pub piece: Piece,
}

/// Whether evidence speaks for a claim or against it.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// For.
    For,
    /// Against.
    Against,
}

/// A quotation or a figure.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Piece {
    /// Somebody's words.
    Quotation(Quotation),
    /// A number.
    Figure(Figure),
}

/// How far a piece of evidence is proved.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Proof {
    /// Found word for word, or computed again.
    Verified,
    /// Found but for case, space or punctuation.
    Repaired,
    /// Not computed here: the lock of the evidence has it.
    Attested,
}

/// Somebody's words, and where they stand.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Quotation {
    /// The words.
    pub words: String,
    /// Who says them, such as `Person B`.
    pub speaker: String,
    /// The persona of who says them, where that is known: its id.
    pub persona: Option<String>,
    /// The transcript's id.
    pub document: String,
    /// The id of the turn in which the words begin.
    pub turn: String,
    /// The turns around the words, the words marked; as much as is public.
    pub context: Vec<Turn>,
    /// How far it is proved.
    pub proof: Proof,
}

/// A turn of a conversation.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Turn {
    /// Its id, such as `t12`.
    pub id: String,
    /// Who speaks.
    pub speaker: String,
    /// When, such as `00:12:31`.
    pub time: Option<String>,
    /// What they say, in parts.
    pub parts: Vec<Part>,
}

/// A part of a turn.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Part {
    /// The words.
    pub text: String,
    /// Whether they are quoted.
    pub marked: bool,
}

impl Part {
    /// Words that are not quoted.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), marked: false }
    }

    /// Words that are quoted.
    pub fn marked(text: impl Into<String>) -> Self {
        Self { text: text.into(), marked: true }
    }
}

/// A number, how it comes about, and how sure it is.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Figure {
    /// The value, as it is read: `14 of 22`.
    pub value: String,
    /// What it means.
    pub meaning: String,
    /// How it is computed.
    pub expression: String,
    /// Of what: a survey's title, or `interviews`.
    pub source: String,
    /// The page that shows the same numbers, as a path from the site's root.
    pub to: Option<String>,
    /// How many people it is out of.
    pub base: Option<u64>,
    /// The share, from 0 to 1, where it is one.
    pub share: Option<f64>,
    /// The lower end of its 95% interval.
    pub low: Option<f64>,
    /// The upper end of its 95% interval.
    pub high: Option<f64>,
    /// How far it is proved.
    pub proof: Proof,
    /// The day on which it was attested.
    pub attested: Option<String>,
}

/// A de-identified transcript that is public as a whole.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Transcript {
    /// Its study's id.
    pub study: String,
    /// Its id, such as `interview-003`.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The persona of who is interviewed: its id.
    pub persona: Option<String>,
    /// Its version, as it is cited.
    pub version: String,
    /// The turns.
    pub turns: Vec<Turn>,
}
