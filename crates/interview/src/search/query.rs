//! What is asked, as people type it: words, "exact phrases", OR, -not, prefix*, brackets.

use super::words;
use serde::Serialize;
use thiserror::Error;

/// A query has at most so many words, those of its phrases included.
const MOST_WORDS: usize = 256;
/// A beginning of words counts as so many: it may stand for a tenth of all that was said.
const PREFIX: usize = 8;
/// Brackets are at most so deep.
const DEEPEST: usize = 32;
/// A query has at most so many characters.
const LONGEST: usize = 10_000;

/// A query that can be asked.
///
/// ```text
/// deploy portal           passages with both words, in any form: deploys, deployed, portals
/// "the portal"            these very words, side by side
/// portal OR backstage     either
/// portal -slow            portal without slow
/// deploy*                 every word that begins so
/// (portal OR api) -"ci cd"
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    pub(crate) root: Node,
    text: String,
}

/// A part of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Node {
    /// Words side by side; mostly one.
    Phrase(Vec<Part>),
    /// All of them, and at least one that is not a `Not`.
    All(Vec<Node>),
    /// One of them at least.
    Any(Vec<Node>),
    /// Not this; only inside `All`.
    Not(Box<Node>),
}

/// A word that is asked for, folded.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Part {
    /// In any form.
    Stem(String),
    /// As it stands.
    Exact(String),
    /// As it begins.
    Prefix(String),
}

/// Why a query cannot be asked. Positions count characters, the first being 1.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize)]
#[error("character {at} of the query: {problem}")]
pub struct QueryError {
    /// Where.
    pub at: usize,
    /// What is wrong, and what to do.
    pub problem: Problem,
}

/// What is wrong with a query, and what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Problem {
    /// No words.
    #[error("there is no word to look for; write at least one")]
    Empty,
    /// Nothing but signs.
    #[error("this is no word; leave it out, or write letters or digits")]
    NoWord,
    /// An opening mark without a closing one.
    #[error("this quotation mark is not closed; write one behind the phrase")]
    OpenQuote,
    /// An opening bracket without a closing one.
    #[error("this bracket is not closed; write `)` where it ends")]
    OpenBracket,
    /// A closing bracket without an opening one.
    #[error("this bracket was never opened; leave it out")]
    StrayBracket,
    /// OR or AND beside nothing.
    #[error(
        "this needs words on both sides; to look for the word itself write it in small letters"
    )]
    Operator,
    /// A minus before nothing, or two.
    #[error("a minus needs one word, phrase or bracket right behind it")]
    Minus,
    /// Only what is not wanted.
    #[error("this says only what is not wanted; add a word that is")]
    OnlyNot,
    /// An asterisk that ends no word.
    #[error("an asterisk stands at the end of a word, as in `deploy*`")]
    Asterisk,
    /// Too deep.
    #[error("brackets are more than 32 deep; write the query with fewer")]
    TooDeep,
    /// Too many words.
    #[error(
        "a query has at most 256 words (`word*` counts as 8) and 10,000 characters; ask in parts"
    )]
    TooLong,
}

/// What a query is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind<'a> {
    Open,
    Close,
    Minus,
    Or,
    And,
    /// What stands between quotation marks.
    Quoted(&'a str),
    Bare(&'a str),
}

impl Query {
    /// Reads a query.
    ///
    /// # Errors
    ///
    /// [`QueryError`] says where the text is no query, and what to do.
    pub fn read(text: &str) -> Result<Self, QueryError> {
        let mut reader = Reader { lexemes: lexemes(text)?, at: 0, words: 0, depth: 0 };
        let root = reader.any()?;
        match reader.peek() {
            None => Ok(Self { root, text: text.trim().to_owned() }),
            Some((_, at)) => Err(QueryError { at, problem: Problem::StrayBracket }),
        }
    }

    /// As it was typed, without white space around it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Every phrase that is wanted, in the order of the query.
    pub(crate) fn wanted(&self) -> Vec<&[Part]> {
        let (mut found, mut open) = (Vec::new(), vec![&self.root]);
        while let Some(node) = open.pop() {
            match node {
                Node::Phrase(parts) => found.push(parts.as_slice()),
                Node::All(nodes) | Node::Any(nodes) => open.extend(nodes.iter().rev()),
                Node::Not(_) => {}
            }
        }
        found
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

/// Cuts the text up; positions count from 1.
fn lexemes(text: &str) -> Result<Vec<(Kind<'_>, usize)>, QueryError> {
    if text.chars().nth(LONGEST).is_some() {
        return Err(QueryError { at: LONGEST + 1, problem: Problem::TooLong });
    }
    let mut found = Vec::new();
    let mut chars = text.char_indices().enumerate().peekable();
    while let Some((index, (byte, c))) = chars.next() {
        let at = index + 1;
        match c {
            _ if c.is_whitespace() => {}
            '(' => found.push((Kind::Open, at)),
            ')' => found.push((Kind::Close, at)),
            // Inside a word it is a hyphen, and among spaces a dash that may mean anything.
            '-' | '−' => {
                if chars.peek().is_none_or(|(_, (_, c))| c.is_whitespace()) {
                    return Err(QueryError { at, problem: Problem::Minus });
                }
                found.push((Kind::Minus, at));
            }
            _ if is_quote(c) => {
                let start = byte + c.len_utf8();
                let end = chars.by_ref().find(|(_, (_, c))| is_quote(*c));
                let (_, (end, _)) = end.ok_or(QueryError { at, problem: Problem::OpenQuote })?;
                found.push((Kind::Quoted(text.get(start..end).unwrap_or_default()), at));
            }
            _ => {
                let ends = |c: char| c.is_whitespace() || matches!(c, '(' | ')') || is_quote(c);
                let mut end = byte + c.len_utf8();
                while let Some((_, (byte, c))) = chars.next_if(|(_, (_, c))| !ends(*c)) {
                    end = byte + c.len_utf8();
                }
                found.push(match text.get(byte..end).unwrap_or_default() {
                    "OR" => (Kind::Or, at),
                    "AND" => (Kind::And, at),
                    bare => (Kind::Bare(bare), at),
                });
            }
        }
    }
    Ok(found)
}

struct Reader<'a> {
    lexemes: Vec<(Kind<'a>, usize)>,
    at: usize,
    words: usize,
    depth: usize,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<(Kind<'a>, usize)> {
        self.lexemes.get(self.at).copied()
    }

    /// What comes next, or else the error of an end that comes too early.
    fn error(&self, problem: Problem) -> QueryError {
        let last = self.lexemes.last().map_or(1, |(_, at)| *at);
        QueryError { at: self.peek().map_or(last, |(_, at)| at), problem }
    }

    fn any(&mut self) -> Result<Node, QueryError> {
        let mut nodes = vec![self.all()?];
        while let Some((Kind::Or, at)) = self.peek() {
            self.at += 1;
            self.operand(at)?;
            nodes.push(self.all()?);
        }
        Ok(only(nodes, Node::Any))
    }

    /// Whether what stands behind an operator can be its operand.
    fn operand(&self, at: usize) -> Result<(), QueryError> {
        match self.peek() {
            None | Some((Kind::Or | Kind::And | Kind::Close, _)) => {
                Err(QueryError { at, problem: Problem::Operator })
            }
            Some(_) => Ok(()),
        }
    }

    fn all(&mut self) -> Result<Node, QueryError> {
        let first = self.error(Problem::OnlyNot);
        let mut nodes = Vec::new();
        loop {
            match self.peek() {
                Some((Kind::Or | Kind::And, at)) if nodes.is_empty() => {
                    return Err(QueryError { at, problem: Problem::Operator });
                }
                None | Some((Kind::Or | Kind::Close, _)) => break,
                Some((Kind::And, at)) => {
                    self.at += 1;
                    self.operand(at)?;
                }
                Some((Kind::Minus, at)) => {
                    self.at += 1;
                    let node = match self.peek() {
                        Some((Kind::Open | Kind::Quoted(_) | Kind::Bare(_), _)) => self.one()?,
                        _ => return Err(QueryError { at, problem: Problem::Minus }),
                    };
                    nodes.push(Node::Not(Box::new(node)));
                }
                Some(_) => nodes.push(self.one()?),
            }
        }
        if nodes.is_empty() {
            return Err(match self.peek() {
                Some((Kind::Close, _)) if self.depth == 0 => self.error(Problem::StrayBracket),
                _ => self.error(Problem::Empty),
            });
        }
        if nodes.iter().all(|node| matches!(node, Node::Not(_))) {
            return Err(first);
        }
        Ok(only(nodes, Node::All))
    }

    fn one(&mut self) -> Result<Node, QueryError> {
        let Some((kind, at)) = self.peek() else { return Err(self.error(Problem::Empty)) };
        self.at += 1;
        match kind {
            Kind::Open => {
                self.depth += 1;
                if self.depth > DEEPEST {
                    return Err(QueryError { at, problem: Problem::TooDeep });
                }
                let node = self.any()?;
                if !matches!(self.peek(), Some((Kind::Close, _))) {
                    return Err(QueryError { at, problem: Problem::OpenBracket });
                }
                self.at += 1;
                self.depth -= 1;
                Ok(node)
            }
            Kind::Quoted(text) => self.phrase(text, at, Part::Exact),
            Kind::Bare(text) => self.phrase(text, at, Part::Stem),
            Kind::Close | Kind::Minus | Kind::Or | Kind::And => {
                Err(QueryError { at, problem: Problem::NoWord })
            }
        }
    }

    /// The words of a text side by side, the last of them perhaps a beginning.
    fn phrase(
        &mut self,
        text: &str,
        at: usize,
        part: fn(String) -> Part,
    ) -> Result<Node, QueryError> {
        let text = text.trim();
        let prefix = text.strip_suffix('*');
        let words = prefix.unwrap_or(text);
        if let Some(before) = words.split('*').next().filter(|before| before.len() < words.len()) {
            let at = at + before.chars().count();
            return Err(QueryError { at, problem: Problem::Asterisk });
        }
        let (mut parts, mut end) = (Vec::new(), 0);
        words::each(words, |word, range| {
            parts.push(part(word.to_owned()));
            end = range.end;
        });
        self.words += parts.len() + if prefix.is_some() { PREFIX - 1 } else { 0 };
        if self.words > MOST_WORDS {
            return Err(QueryError { at, problem: Problem::TooLong });
        }
        if prefix.is_some() {
            // The asterisk follows a letter, not a sign or a space.
            match parts.last_mut() {
                Some(last) if end == words.len() => {
                    if let Part::Stem(word) | Part::Exact(word) = last {
                        *last = Part::Prefix(std::mem::take(word));
                    }
                }
                _ => return Err(QueryError { at, problem: Problem::Asterisk }),
            }
        }
        if parts.is_empty() {
            return Err(QueryError { at, problem: Problem::NoWord });
        }
        Ok(Node::Phrase(parts))
    }
}

/// The one node there is, or a node of several.
fn only(mut nodes: Vec<Node>, several: fn(Vec<Node>) -> Node) -> Node {
    match nodes.pop() {
        Some(node) if nodes.is_empty() => node,
        Some(node) => {
            nodes.push(node);
            several(nodes)
        }
        None => several(nodes),
    }
}

#[cfg(test)]
mod tests;
