//! Text in which nobody is named: a turn for each paragraph.

use super::header;
use super::label::Candidates;
use super::lines::Lines;
use super::script::Script;
use super::{Draft, ReadError, named, stamped};

pub(super) fn read(text: &str) -> Result<Draft, ReadError> {
    if let Some(draft) = stamped::recognise(text) {
        return Ok(draft);
    }
    let header = header::read(text, &Candidates::default());
    let mut script = Script::apart(named::is_markdown(text));
    for line in Lines::new(text).filter(|line| line.number > header.lines) {
        script.line(&line);
    }
    let mut draft = script.finish();
    draft.about = header.about;
    draft.warnings.extend(header.warnings);
    // Nobody is named: nobody is missing.
    draft.warnings.retain(|warning| warning.code != "untagged-paragraph");
    Ok(draft)
}

#[cfg(test)]
mod tests {
    use super::super::trial::check;

    #[test]
    fn paragraphs() {
        check(
            "plain",
            "It was slow.\nVery.\n\n\nNote: that is all.\n",
            &["-|It was slow.\nVery.", "-|Note: that is all."],
        );
    }
}
