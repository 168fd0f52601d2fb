//! `[id] text`, as QualCoder's own example has it.

use super::header;
use super::label::{Candidates, Labels};
use super::lines::{Line, Lines};
use super::oddities;
use super::script::Script;
use super::{Draft, ReadError, clock};

/// The smallest share of paragraphs that has to begin with an id.
const ENOUGH: f64 = 0.5;

/// The id that a line begins with, and the rest.
fn head(line: &str) -> Option<(&str, &str)> {
    let inside = line.trim_start().strip_prefix('[')?;
    let end = memchr::memchr(b']', &inside.as_bytes()[..inside.len().min(48)])?;
    let (id, rest) = (inside[..end].trim(), &inside[end + 1..]);
    let rest = rest.strip_prefix(':').unwrap_or(rest);
    let parted = rest.is_empty() || rest.starts_with([' ', '\t']);
    let is_id = id.contains(char::is_alphanumeric) && clock::bracketed(line.trim_start()).is_none();
    (parted && is_id).then(|| (id, rest.trim_start()))
}

fn labels(text: &str) -> Labels<'_> {
    let mut candidates = Candidates::default();
    let mut starts = true;
    for line in Lines::new(text) {
        if line.is_blank() {
            starts = true;
            continue;
        }
        if starts {
            candidates.block();
        }
        candidates.other();
        if let Some((id, _)) = head(line.text) {
            candidates.name(id, true);
        }
        starts = false;
    }
    let mut labels = candidates.decide(|wanted| wanted(text));
    labels.retain(|id| !oddities::is_sound(id));
    labels
}

pub(super) fn recognise(text: &str) -> bool {
    let mut lines = Lines::new(text).filter(|line| !line.is_blank()).take(200);
    if !lines.any(|line| head(line.text).is_some()) {
        return false;
    }
    let labels = labels(text);
    !labels.is_empty() && labels.coverage >= ENOUGH
}

pub(super) fn read(text: &str) -> Result<Draft, ReadError> {
    let labels = labels(text);
    let header = header::read(text, &Candidates::default());
    let mut script = Script::default();
    let body = |line: &Line<'_>| line.number > header.lines;
    for line in Lines::new(text).filter(body) {
        match head(line.text).filter(|(id, _)| labels.has(id)) {
            Some((id, rest)) => script.head(Some(id), None, rest, line.number),
            None => script.line(&line),
        }
    }
    let mut draft = script.finish();
    draft.about = header.about;
    draft.warnings.extend(header.warnings);
    draft.warnings.extend(labels.warnings());
    draft.unverified = true;
    Ok(draft)
}

#[cfg(test)]
mod tests {
    use super::super::trial::check;

    #[test]
    fn ids() {
        check(
            "bracketed",
            "[id1] Why?\n\n[id2] Because [laughs].\n[laughs] It is.\n\n[id1] Ah.\n[id3] Yes.\n",
            &["id1|Why?", "id2|Because [laughs].\n[laughs] It is.", "id1|Ah.", "id3|Yes."],
        );
    }
}
