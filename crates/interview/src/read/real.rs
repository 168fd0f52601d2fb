//! Real files: every word of them, in its order, with speakers and times wherever they have them.

use super::{ReadOptions, read};
use crate::real_data;
use crate::transcript::Transcript;

fn transcript(path: &str) -> Option<(Transcript, String)> {
    let bytes = real_data::bytes(path)?;
    let name = path.rsplit('/').next().unwrap_or(path);
    let found = read(name, &bytes, &ReadOptions::default())
        .unwrap_or_else(|error| panic!("{path}: {error}"));
    Some((found, String::from_utf8(bytes).unwrap()))
}

#[test]
fn look() {
    for path in std::env::var("LOOK").unwrap_or_default().split_whitespace() {
        let (found, _) = transcript(path).unwrap();
        println!(
            "== {path} {:?} turns {} words {}",
            found.about.source.as_ref().map(|s| &s.format),
            found.turns.len(),
            found.words()
        );
        println!("{:?}", found.about);
        for w in &found.warnings {
            println!(
                "  {:?} {:?} {} {}: {}",
                w.line,
                w.turn,
                if w.problem { "P" } else { "n" },
                w.code,
                w.message
            );
        }
        for t in found.turns.iter().take(6) {
            println!(
                "    {:?} {:?}-{:?} L{} {}",
                t.speaker,
                t.start,
                t.end,
                t.line,
                t.text.chars().take(100).collect::<String>()
            );
        }
    }
}
