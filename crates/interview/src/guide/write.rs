//! A guide in paap's own form of Markdown: every question with its id, so that it keeps it.

use super::inline::{ends_in_question, escape, escape_behind_label, is_question_mark};
use super::{Guide, Note, Question};

pub(super) fn write(guide: &Guide) -> String {
    let mut out = String::new();
    if !guide.title.is_empty() {
        out.push_str(&format!("# {}\n", heading(&guide.title)));
    }
    for section in &guide.sections {
        if !section.title.is_empty() {
            begin(&mut out);
            let marks = "#".repeat(usize::from(section.level.clamp(2, 6)));
            out.push_str(&format!("{marks} {}\n", heading(&section.title)));
        }
        let mut notes = section.notes.iter().peekable();
        let mut in_list = false;
        for (at, asked) in section.questions.iter().enumerate() {
            while let Some(own) = notes.next_if(|own| own.after <= at) {
                note(&mut out, own);
                in_list = false;
            }
            if !in_list {
                begin(&mut out);
            }
            in_list = true;
            question(&mut out, asked);
        }
        for own in notes {
            note(&mut out, own);
        }
    }
    out
}

/// An empty line, except at the beginning.
fn begin(out: &mut String) {
    if !out.is_empty() {
        out.push('\n');
    }
}

fn note(out: &mut String, note: &Note) {
    begin(out);
    for line in note.text.split('\n') {
        out.push_str(if line.is_empty() { ">" } else { "> " });
        out.push_str(line);
        out.push('\n');
    }
}

fn question(out: &mut String, question: &Question) {
    let number = question.id.trim_start_matches('q');
    let inset = if question.follows().is_some() { "  " } else { "" };
    let label = question.label.as_ref().map(|label| format!("({label}) ")).unwrap_or_default();
    let text = escape_behind_label(&question.text);
    out.push_str(&format!("{inset}- **Q{number}** {label}{text}\n"));
    for nudge in &question.nudges {
        let text = single(&escape(nudge));
        out.push_str(&format!("{inset}  - **Nudge**: {text}\n"));
    }
}

/// A heading that is not taken for a question, nor its last marks for its end.
fn heading(text: &str) -> String {
    let mut text = escape(text);
    if ends_in_question(&text)
        && let Some(at) = text.rfind(is_question_mark)
    {
        text.insert(at, '\\');
    }
    if text.ends_with('#') {
        text.insert(text.len() - 1, '\\');
    }
    text
}

/// A nudge that is not parted where a question ends.
fn single(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if is_question_mark(c) && chars.peek().is_some_and(|next| next.is_whitespace()) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
