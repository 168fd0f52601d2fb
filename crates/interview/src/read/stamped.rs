//! Lines that each begin with a time and name nobody: what recognisers print (`[00:01.000 -->
//! 00:04.500] text`), what is copied from a page of captions (`0:01 text`), and a recogniser's table
//! of times (`start⇥end⇥text`, milliseconds).

use super::cues::{self, Said};
use super::lines::{Line, Lines};
use super::{Draft, clock};

/// A time, perhaps the time that it lasts to, and what is said.
type Stamp<'a> = (u64, Option<u64>, &'a str);

fn stamp(line: &str) -> Option<Stamp<'_>> {
    let line = line.trim_start();
    if let Some((start, end, length)) = clock::span(line) {
        return Some((start, end, line.get(length..)?.trim()));
    }
    let clock = clock::at_start(line)?;
    let rest = line.get(clock.length..)?;
    rest.starts_with([' ', '\t']).then(|| (clock.time, None, rest.trim()))
}

fn row(line: &str) -> Option<Stamp<'_>> {
    let mut cells = line.splitn(3, '\t');
    let (start, end) = (cells.next()?.parse().ok()?, cells.next()?.parse().ok()?);
    Some((start, Some(end), cells.next()?.trim()))
}

/// Reads a text if nearly all of its lines begin so, in the order of their times.
pub(super) fn recognise(text: &str) -> Option<Draft> {
    let table = "start\tend\ttext";
    let rows = text.lines().next().is_some_and(|line| line.trim_end() == table);
    let stamp = if rows { row } else { stamp };
    let lines = || Lines::new(text).skip(usize::from(rows)).filter(|line| !line.is_blank());
    let (mut all, mut stamped, mut last) = (0_u64, 0_u64, 0);
    for line in lines() {
        all += 1;
        if let Some((start, _, said)) = stamp(line.text).filter(|(start, ..)| *start >= last) {
            last = start;
            stamped += u64::from(!said.is_empty());
        }
    }
    // One line may be the beginning of what somebody tells of a day.
    if stamped < 2 || stamped * 5 < all * 4 {
        return None;
    }
    let mut said: Vec<Said<'_>> = Vec::new();
    for Line { text, number, .. } in lines() {
        let (start, end, text) = match stamp(text) {
            Some((start, end, text)) => (Some(start), end, text),
            None => (None, None, text.trim()),
        };
        let next = Said { voice: None, tagged: true, text: text.into(), start, end, line: number };
        match said.last_mut().filter(|_| start.is_none()) {
            // Without a time, a line goes on with the one before.
            Some(last) => {
                let text = last.text.to_mut();
                text.push('\n');
                *text += next.text.as_ref();
            }
            None => said.push(next),
        }
    }
    let mut draft = cues::turns(said, true);
    draft.unverified = true;
    Some(draft)
}

#[cfg(test)]
mod tests {
    use super::super::trial::check;

    #[test]
    fn what_a_recogniser_prints() {
        check(
            "plain",
            "[00:00.000 --> 00:04.000]  It is slow\n[00:04.000 --> 00:05.500]  and old: yes.\n[00:05.500 --> 00:07.000]  So.\n",
            &["- 0-5500|It is slow and old: yes.", "- 5500-7000|So."],
        );
        check(
            "plain",
            "start\tend\ttext\n0\t4000\tIt is slow.\n4000\t5500\tYes.\n",
            &["- 0-4000|It is slow.", "- 4000-5500|Yes."],
        );
    }

    #[test]
    fn copied_captions() {
        check(
            "plain",
            "0:01 It is slow.\n0:05 Yes: very.\n0:09 So.\n",
            &["- 1000|It is slow.", "- 5000|Yes: very.", "- 9000|So."],
        );
    }

    #[test]
    fn a_time_in_speech_is_none() {
        check(
            "plain",
            "10:30 is when we start.\n\nIt is slow.\n\nAnd old.\n",
            &["-|10:30 is when we start.", "-|It is slow.", "-|And old."],
        );
    }
}
