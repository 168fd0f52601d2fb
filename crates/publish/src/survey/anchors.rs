//! Ids of a page: legal, unique, and short enough to be shared as a link (`report.html#q21`).

use std::collections::HashSet;

/// Gives every question an anchor that no other element of the page has.
///
/// The page's own ids are words without digits; charts make theirs of the prefix `chart-`. A
/// question's anchor is its id where that is of the form `q7.2`, else `question-…`.
#[derive(Debug, Default)]
pub(crate) struct Anchors {
    taken: HashSet<String>,
}

impl Anchors {
    pub(crate) fn take(&mut self, id: &str) -> String {
        let wanted = if is_plain(id) { id.to_owned() } else { format!("question-{}", legal(id)) };
        let mut anchor = wanted.clone();
        let mut turn = 2_u64;
        while !self.taken.insert(anchor.clone()) {
            anchor = format!("{wanted}-{turn}");
            turn += 1;
        }
        anchor
    }
}

fn is_plain(id: &str) -> bool {
    let digits = id.strip_prefix('q').unwrap_or_default();
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.len() <= 20
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
}

/// Letters, digits and hyphens; at most 60 characters.
fn legal(id: &str) -> String {
    let kept = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    id.chars().map(kept).take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_legal_and_never_twice() {
        let mut anchors = Anchors::default();
        assert_eq!(anchors.take("q7.2"), "q7.2");
        assert_eq!(anchors.take("q7.2"), "q7.2-2");
        assert_eq!(anchors.take("Größe \"<x>"), "question-gr--e---x-");
        assert_eq!(anchors.take("about"), "question-about");
        assert_eq!(anchors.take(""), "question-");
        assert_eq!(anchors.take("qx"), "question-qx");
    }
}
