//! Captions that roll: every cue shows the line before once more, above or as the new one.
//!
//! Video sites write their automatic captions so. Nobody said anything twice; a transcript has each
//! line once.

use super::Said;
use crate::read::lines::Lines;
use crate::read::spots::Spots;
use crate::warning::Warning;
use std::borrow::Cow;

/// How many lines of a cue can be repeated; screens show two or three.
const LINES: usize = 4;

/// Leaves out what a cue repeats of the one before it, if that is how the whole file is written:
/// somebody may say a thing twice.
pub(super) fn unroll(said: &mut [Said<'_>]) -> Option<Warning> {
    let mut repeated: Vec<usize> = Vec::with_capacity(said.len());
    let mut rolling = 0;
    for (index, next) in said.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| said.get(before));
        let count = before.map_or(0, |before| common(before, next));
        rolling += usize::from(count > 0);
        repeated.push(count);
    }
    if rolling < 3 || rolling * 2 < said.len() - 1 {
        return None;
    }
    let mut spots = Spots::default();
    for (next, count) in said.iter_mut().zip(repeated).filter(|(_, count)| *count > 0) {
        spots.add(next.line);
        let kept: Vec<&str> = lines(&next.text).skip(count).collect();
        next.text = Cow::Owned(kept.join("\n"));
    }
    spots.notice("rolling-captions", |lines| {
        format!(
            "Captions roll: cues begin with what the cue before showed ({lines}). It was said once, \
             and is kept once."
        )
    })
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    Lines::new(text).map(|line| line.text.trim()).filter(|line| !line.is_empty())
}

/// How many of the last lines of a cue are the first ones of the next.
fn common(before: &Said<'_>, next: &Said<'_>) -> usize {
    if before.voice != next.voice {
        return 0;
    }
    let first: Vec<&str> = lines(&next.text).take(LINES).collect();
    let last: Vec<&str> = lines(&before.text).collect();
    let most = first.len().min(last.len());
    (1..=most)
        .rev()
        .find(|&count| last.get(last.len() - count..) == first.get(..count))
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use crate::read::trial::{check, check_codes};

    const ROLLING: &str = "WEBVTT\nKind: captions\n\n00:00:00.000 --> 00:00:02.000 align:start position:0%\n \nso<00:00:00.500><c> it</c><00:00:00.900><c> is</c>\n\n00:00:02.000 --> 00:00:02.010\nso it is\n \n\n00:00:02.010 --> 00:00:04.000\nso it is\nslow<00:00:02.500><c> and</c>\n\n00:00:04.000 --> 00:00:04.010\nslow and\n \n\n00:00:04.010 --> 00:00:06.000\nslow and\nold\n";

    #[test]
    fn captions_that_roll() {
        check("webvtt", ROLLING, &["- 0-6000|so it is slow and old"]);
        check_codes(ROLLING, &["rolling-captions"]);
    }

    #[test]
    fn what_is_said_twice_stays() {
        check(
            "webvtt",
            "WEBVTT\n\n00:00.000 --> 00:01.000\nYes.\n\n00:01.000 --> 00:02.000\nYes.\n\n00:02.000 --> 00:03.000\nNo.\n\n00:03.000 --> 00:04.000\nNo.\n\n00:04.000 --> 00:05.000\nSo it is.\n\n00:05.000 --> 00:06.000\nWell.\n",
            &[
                "- 0-1000|Yes.",
                "- 1000-2000|Yes.",
                "- 2000-3000|No.",
                "- 3000-4000|No.",
                "- 4000-5000|So it is.",
                "- 5000-6000|Well.",
            ],
        );
    }
}
