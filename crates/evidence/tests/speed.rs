//! How long the proof of a large study takes. `cargo test --release -p paap-evidence --test speed -- --ignored --nocapture`

use paap_evidence::Sources;
use paap_evidence::insight;
use paap_evidence::lock::Lock;
use paap_evidence::prove::{self, Against};
use paap_evidence::quotation::Library;
use paap_interview::Document;
use std::fmt::Write as _;
use std::time::Instant;

const WORDS: [&str; 40] = [
    "we",
    "wait",
    "for",
    "the",
    "platform",
    "team",
    "to",
    "answer",
    "a",
    "ticket",
    "and",
    "then",
    "it",
    "breaks",
    "again",
    "on",
    "friday",
    "because",
    "nobody",
    "reads",
    "logs",
    "pipeline",
    "deploys",
    "slowly",
    "when",
    "people",
    "ask",
    "about",
    "templates",
    "or",
    "secrets",
    "cluster",
    "budget",
    "meeting",
    "roadmap",
    "says",
    "otherwise",
    "metrics",
    "look",
    "fine",
];

fn next(seed: &mut u64) -> usize {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*seed >> 33) as usize
}

/// 500 transcripts of 7,000 words.
fn transcripts() -> Vec<String> {
    let mut seed = 7;
    let transcript = |id: usize| {
        let mut text = format!(
            "---\nid: interview-{id:03}\nspeakers:\n  - name: A\n    role: interviewer\n  - name: B\n    role: interviewee\n---\n\n"
        );
        for turn in 0..117 {
            let speaker = ["A", "B"][turn % 2];
            let _ = write!(text, "**{speaker}** (t{})\n\n", turn + 1);
            for word in 0..60 {
                let end = if word % 10 == 9 { ". " } else { " " };
                let _ = write!(text, "{}{end}", WORDS[next(&mut seed) % WORDS.len()]);
            }
            text.push_str("\n\n");
        }
        text
    };
    (0..500).map(transcript).collect()
}

#[test]
#[ignore = "measures, in a release build"]
fn a_large_study_is_proved_at_once() {
    let documents: Vec<Document> = transcripts().iter().map(|text| Document::read(text)).collect();
    let versions: Vec<String> =
        documents.iter().map(|own| own.version().0[..12].to_owned()).collect();
    for (what, broken) in [("true", false), ("invented", true)] {
        let mut seed = 11;
        let pages: Vec<String> = (0..1000)
            .map(|_| {
                let mut text =
                    "---\nstatus: published\n---\n\n# Teams wait\n\n## For\n\n".to_owned();
                for _ in 0..10 {
                    let at = next(&mut seed) % 500;
                    let document = &documents[at];
                    let turn = &document.turns[1 + 2 * (next(&mut seed) % 58)];
                    let said = document.said(turn);
                    let mut sentences = said.split_inclusive(". ");
                    let mut words = sentences.nth(next(&mut seed) % 5).unwrap().trim().to_owned();
                    if broken {
                        words.insert_str(words.len() / 2, " x ");
                    }
                    let id = &document.about.id;
                    let _ = write!(
                        text,
                        "> {words}\n>\n> — B in [{id}, {}](../transcripts/{id}.md), version {}\n\n",
                        turn.id, versions[at]
                    );
                }
                text
            })
            .collect();
        let mut sources = Sources::default();
        for document in &documents {
            sources.documents.insert(&document.about.id, document);
        }
        let start = Instant::now();
        let insights: Vec<_> = pages.iter().map(|page| insight::read("a", page).0).collect();
        let read = start.elapsed();
        let library = Library::of(&sources);
        let lock = Lock::default();
        let against = Against { library: &library, lock: &lock, today: "2026-11-26" };
        let start = Instant::now();
        let verified: usize =
            insights.iter().map(|own| prove::insight(own, &against).standing.verified).sum();
        println!("{what}: read in {read:?}, proved in {:?}, {verified} verified", start.elapsed());
    }
}
