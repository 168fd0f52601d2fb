//! SubRip (`.srt`): numbered cues with a comma before the milliseconds, which nothing says who
//! speaks in but a name at a cue's beginning.

use super::webvtt::blocks::Blocks;
use super::{Draft, ReadError, clock, lines::Lines, webvtt};

/// Whether a text begins like one: a number, then times with an arrow; or the times at once.
pub(super) fn recognise(text: &str) -> bool {
    let mut lines = Lines::new(text).filter(|line| !line.is_blank()).take(2);
    let Some(first) = lines.next() else { return false };
    let is_number = first.text.trim().bytes().all(|byte| byte.is_ascii_digit());
    if is_number {
        lines.next().is_some_and(|line| is_timing(line.text))
    } else {
        is_timing(first.text)
    }
}

/// Whether a line is times with an arrow between them.
pub(super) fn is_timing(line: &str) -> bool {
    let Some((start, end)) = line.split_once("-->") else { return false };
    let time = |text: &str| clock::at_start(text.trim().trim_start_matches('-'));
    time(start).is_some() && time(end).is_some()
}

pub(super) fn read(text: &str) -> Result<Draft, ReadError> {
    let blocks = Blocks::parse(text, false);
    let mut draft = webvtt::transcript(&blocks);
    // SubRip writes its times in its own way, which is not odd here.
    draft.warnings.retain(|warning| warning.code != "odd-times");
    let nameless = draft.turns.iter().all(|turn| turn.speaker.is_none());
    let bare = blocks.cues.iter().all(|cue| cue.id.is_empty());
    // Times with a point, no numbers, no names: how Teams gives transcripts out where it is
    // forbidden to say who speaks.
    if nameless && bare && blocks.cues.iter().all(|cue| cue.times.is_some_and(|times| times.strict))
    {
        return Err(ReadError::NoSpeakers);
    }
    draft.unverified = true;
    Ok(draft)
}

#[cfg(test)]
mod tests {
    use super::super::trial::{check, check_error};

    #[test]
    fn cues_become_turns() {
        check(
            "srt",
            "1\n00:00:01,000 --> 00:00:02,000\nAda: Why is it\n\n2\n00:00:02,500 --> 00:00:03,000\nslow?\n\n3\n00:00:04,000 --> 00:00:05,000\n<i>Bo: Tests.</i>\n\n4\n00:00:06,000 --> 00:00:07,000\nAda: Ah.\n\n5\n00:00:08,000 --> 00:00:09,000\nBo: Yes.\n",
            &[
                "Ada 1000-3000|Why is it slow?",
                "Bo 4000-5000|Tests.",
                "Ada 6000-7000|Ah.",
                "Bo 8000-9000|Yes.",
            ],
        );
    }

    #[test]
    fn names_in_brackets_and_places() {
        check(
            "srt",
            "1\n00:00:01,000 --> 00:00:02,000\n{\\an8}[SPEAKER_00]: Why?\n\n2\n00:00:02,500 --> 00:00:03,000\n[SPEAKER_01]: Tests: all.\n\n3\n00:00:04,000 --> 00:00:05,000\n[SPEAKER_01]: Yes.\n",
            &["SPEAKER_00 1000-2000|Why?", "SPEAKER_01 2500-5000|Tests: all. Yes."],
        );
    }

    #[test]
    fn without_names() {
        check(
            "srt",
            "1\r\n00:00:01,000 --> 00:00:02,000\r\nOne\r\ntwo\r\n\r\n2\r\n00:00:02,500 --> 00:00:03,000\r\nThree.\r\n",
            &["- 1000-2000|One two", "- 2500-3000|Three."],
        );
    }

    #[test]
    fn what_teams_gives_without_speakers_is_refused() {
        check_error("00:00:16.246 --> 00:00:17.726\nThis is a test.\n", "who speaks");
    }
}
