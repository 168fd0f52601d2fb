//! What is hidden from readers, or cannot be read as evidence.

use super::*;

/// The kinds, by name.
pub(super) const KINDS: &[(&str, Make)] = &[
    ("no attribution", |w, c| {
        let said = w.answer(c);
        made(format!("> {}\n", passage(said, c).replace('<', "\\<")), c, &["attribution"])
    }),
    ("hidden in a comment", |w, c| {
        let said = w.answer(c);
        let quote = quotation(&passage(said, c), &Place::of(w, said), c);
        made(format!("<!--\n{quote}-->\n"), c, &["html"])
    }),
    ("a part hidden in a comment", |w, c| {
        with(
            w,
            c,
            |words, _| {
                let at = words.rfind(' ').unwrap_or(0);
                format!("{}<!--{}-->", &words[..at], &words[at..])
            },
            &["html", "words-changed", "unseen-character", "invented"],
        )
    }),
    ("front matter that is not closed", |w, c| {
        let said = w.answer(c);
        let quote = quotation(&passage(said, c), &Place::of(w, said), c);
        let text = format!("---\nstatus: published\n\n# Teams wait\n\n## For\n\n{quote}");
        Some((Page { text, broken: 1..2 }, &["open-front-matter"]))
    }),
];
