//! Who works on which interview: `assignments.yaml`, so that nobody codes an interview that somebody
//! else is coding without knowing it.
//!
//! ```yaml
//! interview-001:
//!   - coder: ana
//!     state: done
//!     since: 2026-11-25T10:00:00Z
//!   - coder: bo
//!     state: working
//!     since: 2026-11-25T14:30:00Z
//!     second: true
//! ```

use super::Coding;
use crate::codebook::Unreadable;
use crate::warning::Warning;
use hashbrown::{HashMap, HashSet};
use paap_text::yaml::{self, Node, Value, scalar};
use serde::Serialize;

mod moment;

pub use moment::{moment, read_moment};

/// How far somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// They are at it.
    Working,
    /// They gave it back.
    Released,
    /// They have coded all of it; where they put no code, there is none for them.
    Done,
}

impl State {
    /// The word in the file.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Working => "working",
            Self::Released => "released",
            Self::Done => "done",
        }
    }
}

/// That somebody works on an interview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Claim {
    /// The interview's id.
    pub document: String,
    /// Who.
    pub coder: String,
    /// How far they are.
    pub state: State,
    /// Since when, in milliseconds since 1970 (UTC).
    pub since: u64,
    /// Whether they know that somebody else codes it, too.
    pub second: bool,
}

/// All claims, one for each coder and interview, by interview and coder.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Assignments {
    claims: Vec<Claim>,
}

/// Why an interview cannot be claimed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{document} is claimed by another coder since {}; to code it a second time, for agreement, say \
     --second", moment(*since)
)]
pub struct Taken {
    /// The interview's id.
    pub document: String,
    /// Who has it.
    pub coders: Vec<String>,
    /// Since when the first of them has it.
    pub since: u64,
}

/// Several coders claimed an interview, and more than one did not know of another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Collision {
    /// The interview's id.
    pub document: String,
    /// Those who did not know.
    pub coders: Vec<String>,
}

impl Assignments {
    /// The claims, by interview and coder.
    pub fn claims(&self) -> &[Claim] {
        &self.claims
    }

    fn of(mut claims: Vec<Claim>) -> Self {
        let key = |claim: &Claim| (claim.since, claim.state, claim.second);
        claims.sort_by(|a, b| {
            a.document.cmp(&b.document).then_with(|| a.coder.cmp(&b.coder)).then_with(|| {
                // What was said last goes first, and stays.
                key(b).cmp(&key(a))
            })
        });
        claims.dedup_by(|next, first| next.document == first.document && next.coder == first.coder);
        Self { claims }
    }

    /// The claims on an interview that were not given back.
    fn held(&self, document: &str) -> impl Iterator<Item = &Claim> {
        let from = self.claims.partition_point(|claim| claim.document.as_str() < document);
        let own = self.claims.iter().skip(from);
        let own = own.take_while(move |claim| claim.document == document);
        own.filter(|claim| claim.state != State::Released)
    }

    /// Claims an interview, or goes on with one that is done or was given back.
    ///
    /// # Errors
    /// Where somebody else holds it and `second` does not say that this is known.
    pub fn claim(
        &mut self,
        document: &str,
        coder: &str,
        now: u64,
        second: bool,
    ) -> Result<(), Taken> {
        let mine = self.held(document).find(|claim| claim.coder == coder).cloned();
        if let Some(mine) = mine {
            if mine.state != State::Working {
                self.say(Claim {
                    state: State::Working,
                    since: now.max(mine.since.saturating_add(1)),
                    ..mine
                });
            }
            return Ok(());
        }
        let others: Vec<&Claim> = self.held(document).collect();
        if !second && let Some(since) = others.iter().map(|claim| claim.since).min() {
            let coders = others.iter().map(|claim| claim.coder.clone()).collect();
            return Err(Taken { document: document.to_owned(), coders, since });
        }
        let second = !others.is_empty();
        self.set(document, coder, State::Working, now, second);
        Ok(())
    }

    /// Says that a coder has coded all of an interview, or gives it back.
    pub fn finish(&mut self, document: &str, coder: &str, now: u64, state: State) {
        let mine = self.claims.iter().find(|own| own.document == document && own.coder == coder);
        let second = mine.is_some_and(|claim| claim.second);
        self.set(document, coder, state, now, second);
    }

    fn set(&mut self, document: &str, coder: &str, state: State, now: u64, second: bool) {
        let before = self.claims.iter().find(|own| own.document == document && own.coder == coder);
        // What is said later counts, also where a clock was set back.
        let since = before.map_or(now, |claim| now.max(claim.since.saturating_add(1)));
        let (document, coder) = (document.to_owned(), coder.to_owned());
        self.say(Claim { document, coder, state, since, second });
    }

    fn say(&mut self, claim: Claim) {
        let mut claims = std::mem::take(&mut self.claims);
        claims.push(claim);
        *self = Self::of(claims);
    }

    /// Who has coded all of which interview: coder, interview.
    pub fn done(&self) -> Vec<(String, String)> {
        let done = self.claims.iter().filter(|claim| claim.state == State::Done);
        done.map(|claim| (claim.coder.clone(), claim.document.clone())).collect()
    }

    /// The interviews that somebody is still working on.
    pub fn open(&self) -> HashSet<&str> {
        let working = self.claims.iter().filter(|claim| claim.state == State::Working);
        working.map(|claim| claim.document.as_str()).collect()
    }

    /// Who has coded all of which interview, for agreement: coder, interview. Where the folder has
    /// no claims at all, whoever put a code on an interview is taken to have coded all of it, and a
    /// warning says so.
    pub fn worked(&self, codings: &[Coding]) -> (Vec<(String, String)>, Vec<Warning>) {
        let mut coded: Vec<(&str, &str)> = codings
            .iter()
            .map(|coding| (coding.coder.as_str(), coding.document.as_str()))
            .collect::<HashSet<_>>()
            .into_iter()
            .collect();
        coded.sort_unstable();
        let owned =
            |(coder, document): &(&str, &str)| ((*coder).to_owned(), (*document).to_owned());
        if self.claims.is_empty() {
            let mut warnings = Vec::new();
            if !coded.is_empty() {
                warnings.push(Warning::problem(
                    "work-inferred",
                    "Nobody claimed an interview. Whoever put a code on one is taken to have coded \
                     all of it; an interview in which a coder found nothing is missing. Claim them \
                     with `paap interview code DIR start`.",
                ));
            }
            return (coded.iter().map(owned).collect(), warnings);
        }
        let done = self.done();
        let is_done: HashSet<(&str, &str)> =
            done.iter().map(|(coder, document)| (coder.as_str(), document.as_str())).collect();
        let open = coded.iter().filter(|own| !is_done.contains(*own)).count();
        drop(is_done);
        let mut warnings = Vec::new();
        if open > 0 {
            let message = format!(
                "{open} times a coder put codes on an interview that they have not said to be \
                 done. That is not counted until they do, with `paap interview code DIR finish`."
            );
            warnings.push(Warning::notice("not-done", message));
        }
        (done, warnings)
    }

    /// The claims of two copies of a folder: of each coder on each interview what was said last.
    #[must_use]
    pub fn merge(&self, other: &Self) -> Self {
        Self::of([self.claims.clone(), other.claims.clone()].concat())
    }

    /// Interviews that several coders claimed without knowing of each other.
    pub fn collisions(&self) -> Vec<Collision> {
        let mut unknowing: HashMap<&str, Vec<String>> = HashMap::new();
        for claim in &self.claims {
            if claim.state != State::Released && !claim.second {
                unknowing.entry(&claim.document).or_default().push(claim.coder.clone());
            }
        }
        let mut collisions: Vec<Collision> = unknowing
            .into_iter()
            .filter(|(_, coders)| coders.len() > 1)
            .map(|(document, coders)| Collision { document: document.to_owned(), coders })
            .collect();
        collisions.sort_by(|a, b| a.document.cmp(&b.document));
        collisions
    }

    /// Reads the file.
    ///
    /// # Errors
    /// Where it is no YAML, or not a mapping of interviews.
    pub fn read(text: &str) -> Result<(Self, Vec<Warning>), Unreadable> {
        if text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() {
            return Ok(Self::default().with(Vec::new()));
        }
        let root = yaml::load(text)?;
        if !matches!(root.value, Value::Map(_) | Value::Null) {
            let message = format!("a mapping of interviews, not {}", root.value.is());
            return Err(Unreadable { line: root.at.line as u64, message });
        }
        let (mut claims, mut warnings) = (Vec::new(), Vec::new());
        for (key, list) in root.entries() {
            for item in list.items() {
                match claim(&key.name, item, &mut warnings) {
                    Some(claim) => claims.push(claim),
                    None => {
                        let message = "A claim needs `coder`, `state` (working, done, released) \
                             and `since` (such as 2026-11-25T10:00:00Z). This one is left out; \
                             correct it before the file is written again.";
                        let line = item.at.line as u64;
                        warnings.push(Warning::problem("no-claim", message).at_line(line));
                    }
                }
            }
            if !matches!(list.value, Value::List(_) | Value::Null) {
                let line = list.at.line as u64;
                let message = "An interview has a list of claims here. This is left out; correct \
                     it before the file is written again.";
                warnings.push(Warning::problem("no-claim", message).at_line(line));
            }
        }
        Ok(Self::of(claims).with(warnings))
    }

    fn with(self, warnings: Vec<Warning>) -> (Self, Vec<Warning>) {
        (self, warnings)
    }

    /// The file's text.
    pub fn write(&self) -> String {
        let text = self.written(false);
        if yaml::looks_aliased(&text) { self.written(true) } else { text }
    }

    fn written(&self, escape_stars: bool) -> String {
        let mut out = String::new();
        for claims in self.claims.chunk_by(|a, b| a.document == b.document) {
            if let Some(claim) = claims.first() {
                out.push_str(&scalar(&claim.document, escape_stars));
                out.push_str(":\n");
            }
            for claim in claims {
                out.push_str("  - coder: ");
                out.push_str(&scalar(&claim.coder, escape_stars));
                out.push_str("\n    state: ");
                out.push_str(claim.state.word());
                out.push_str("\n    since: ");
                out.push_str(&moment(claim.since));
                out.push_str(if claim.second { "\n    second: true\n" } else { "\n" });
            }
        }
        out
    }
}

fn claim(document: &str, item: &Node, warnings: &mut Vec<Warning>) -> Option<Claim> {
    for (key, _) in item.entries() {
        if !matches!(key.name.as_str(), "coder" | "state" | "since" | "second") {
            let message = format!("A claim has no key `{}`; it is left out.", key.name);
            let line = key.at.line as u64;
            warnings.push(Warning::problem("unknown-key", message).at_line(line));
        }
    }
    let word = item.get("state")?.text()?;
    let states = [State::Working, State::Released, State::Done];
    Some(Claim {
        document: Some(document.to_owned()).filter(|document| !document.is_empty())?,
        coder: item.get("coder")?.text().filter(|coder| !coder.is_empty())?.to_owned(),
        state: states.into_iter().find(|state| state.word() == word)?,
        since: read_moment(item.get("since")?.text()?)?,
        second: item.get("second").and_then(Node::text) == Some("true"),
    })
}
