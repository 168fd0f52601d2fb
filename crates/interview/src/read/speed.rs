//! How fast the readers are, and whether a hostile file makes them slow. Run by hand:
//!
//! ```sh
//! cargo test --release -p paap-interview --lib read::speed -- --ignored --nocapture
//! ```

use super::{ReadOptions, read};
use std::time::Instant;

const SENTENCE: &str = "So we looked at how long people wait for a new environment, and it was two days; that \
                        is what the team heard again and again. ";

/// A transcript of some megabytes whose turns `turn` writes, from the turn's number, its speaker and
/// what is said.
fn transcript(start: &str, turn: impl Fn(usize, &str, &str) -> String) -> String {
    let mut text = start.to_owned();
    let mut number = 0;
    while text.len() < 16 << 20 {
        number += 1;
        let speaker = ["Ada Byte", "Bo", "Cy van Example", "Ada Byte"][number % 4];
        text += &turn(number, speaker, &SENTENCE.repeat(1 + number % 3));
    }
    text
}

fn time(number: usize, point: char) -> String {
    let (hours, minutes, seconds) = (number / 3600 % 100, number / 60 % 60, number % 60);
    format!("{hours:02}:{minutes:02}:{seconds:02}{point}500")
}

/// For how many seconds this thread has been running: what others do on the machine does not count.
fn busy() -> f64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = stat.split(' ').next().and_then(|first| first.parse::<f64>().ok());
    nanoseconds.expect("a system that says so") / 1e9
}

#[test]
#[ignore = "measures; only in release"]
fn megabytes_a_second() {
    let texts = [
        (
            "zoom",
            transcript("WEBVTT\r\n\r\n", |n, name, said| {
                format!(
                    "{n}\r\n{} --> {}\r\n{name}: {said}\r\n\r\n",
                    time(n, '.'),
                    time(n + 1, '.')
                )
            }),
        ),
        (
            "teams vtt",
            transcript("WEBVTT\n\n", |n, name, said| {
                format!(
                    "{n:08}-a/1-0\n{} --> {}\n<v {name}>{said}</v>\n\n",
                    time(n, '.'),
                    time(n + 1, '.')
                )
            }),
        ),
        (
            "srt",
            transcript("", |n, name, said| {
                format!("{n}\n{} --> {}\n{name}: {said}\n\n", time(n, ','), time(n + 1, ','))
            }),
        ),
        (
            "otter",
            transcript("", |n, name, said| {
                format!("{name}  {}:{:02}  \n{said}\n\n", n / 60, n % 60)
            }),
        ),
        (
            "teams",
            transcript("1h 2m 3s\n", |n, name, said| {
                format!("{name}   {}:{:02}\n{said}\n", n / 60, n % 60)
            }),
        ),
        (
            "meet",
            transcript("Weekly - Transcript\n00:00:00\n", |_, name, said| {
                format!("{name}: {said}\n")
            }),
        ),
        ("markdown", transcript("", |_, name, said| format!("**{name}**: {said}\n\n"))),
        ("named", transcript("", |_, name, said| format!("{name}: {said}\n\n"))),
        ("bracketed", transcript("", |n, _, said| format!("[id{}] {said}\n\n", n % 3))),
        (
            "chat",
            transcript("", |n, name, said| format!("{}\t{name}:\t{said}\n", &time(n, '.')[..8])),
        ),
        ("plain", transcript("", |_, _, said| format!("{said}\n\n"))),
        (
            "whisper",
            transcript("{\"segments\":[", |n, name, said| {
                format!(
                    "{}{{\"id\":{n},\"start\":{n}.5,\"end\":{n}.9,\"text\":\" {said}\",\"speaker\":\"{name}\",\"words\":[]}}",
                    if n > 1 { "," } else { "" }
                )
            }) + "]}",
        ),
    ];
    for (name, text) in &texts {
        let mut best = f64::MAX;
        let mut turns = 0;
        for _ in 0..5 {
            let begun = busy();
            let found =
                read("a.txt", text.as_bytes(), &ReadOptions::default()).expect("is a transcript");
            best = best.min(busy() - begun);
            turns = found.turns.len();
        }
        println!("{name:>10} {:6.0} MB/s, {turns} turns", text.len() as f64 / 1e6 / best);
    }
}

#[test]
#[ignore = "measures; only in release"]
fn nothing_takes_long() {
    for piece in [
        "<",
        "<v ",
        "<a>",
        "[",
        "**",
        "Ada: ",
        "Ada:\n",
        "a:\n",
        "&",
        "\\",
        "-->",
        "\r",
        "1\n",
        "0:01\n",
        "\n",
        "? Bo: ",
        "Person A ",
        "{\"a\":",
        "[[",
        "00:",
        "__a__: ",
        "[City]",
        "§",
        "a?\nb\n",
        "x ",
        "::",
        "\0",
        "\u{fffd}",
        "é",
    ] {
        for start in [
            "",
            "WEBVTT\n\n00:00.000 --> 00:01.000\n",
            "1\n00:00:00,000 --> 00:00:01,000\n",
            "**Person A**: x\n\n",
            "Person A: x\nBo: x\nPerson A: x\nBo: ",
        ] {
            let repeated = start.to_owned() + &piece.repeat((4 << 20) / piece.len());
            let numbered: String =
                (0..100_000).map(|n| format!("Name {n}{piece}: a{piece} Name {n}: b\n")).collect();
            let bold: String =
                (0..60_000).map(|n| format!("**Name {n}**: a{piece} Name {n}: b\n\n")).collect();
            for (kind, text) in
                [("repeated", repeated), ("numbered", start.to_owned() + &numbered), ("bold", bold)]
            {
                let begun = Instant::now();
                let found = read("a", text.as_bytes(), &ReadOptions::default());
                let took = begun.elapsed();
                let warnings = found.map_or(0, |found| found.warnings.len());
                if took.as_millis() > 300 {
                    println!(
                        "{kind} {piece:?} behind {start:?}: {took:?} for {} bytes",
                        text.len()
                    );
                }
                assert!(
                    took.as_secs() < 5 && warnings < 5000,
                    "{kind} {piece:?} behind {start:?}: {took:?}, {warnings}"
                );
            }
        }
    }
}
