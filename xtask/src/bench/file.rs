//! The files of the bench, in `target/bench/`: the survey, the truth about it, and the same as a
//! bit matrix for the pairs. They are made once, and again when what makes them has changed.

use std::fs::File;
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::generate::{Truth, generate};
use crate::run::root;

/// Where the files of a survey of so many rows lie.
pub(super) struct Files {
    pub(super) csv: PathBuf,
    /// Questions, options and counts, as a perfect reader would find them.
    pub(super) truth: PathBuf,
    /// The sets of people behind the options: three numbers (options, words for each, people),
    /// then the words, all little-endian 64-bit.
    pub(super) bits: PathBuf,
}

impl Files {
    pub(super) fn new(rows: u64, seed: u64) -> Self {
        let file = |kind| folder().join(format!("survey-{rows}-{seed}.{kind}"));
        Self { csv: file("csv"), truth: file("truth.json"), bits: file("bits") }
    }

    /// Whether the files are there, and made by the generator as it is now.
    pub(super) fn are_current(&self) -> bool {
        let Ok(truth) = read_json(&self.truth) else { return false };
        let bytes = std::fs::metadata(&self.csv).map_or(0, |about| about.len());
        truth["made_by"] == made_by() && truth["bytes"] == bytes && self.bits.is_file()
    }
}

/// The folder of everything that the bench writes.
pub(super) fn folder() -> PathBuf {
    root().join("target/bench")
}

/// Makes the files. The truth comes last: where it is, the others are whole.
pub(super) fn make(rows: u64, seed: u64) -> Result<(), String> {
    let files = Files::new(rows, seed);
    let make = || -> std::io::Result<()> {
        std::fs::create_dir_all(folder())?;
        let mut csv = BufWriter::with_capacity(1 << 20, File::create(&files.csv)?);
        let truth = generate(rows, seed, &mut csv)?;
        csv.into_inner()?.sync_all()?;

        let mut bits = BufWriter::new(File::create(&files.bits)?);
        let words = rows.div_ceil(64);
        for number in [truth.sets().count() as u64, words, rows] {
            bits.write_all(&number.to_le_bytes())?;
        }
        for set in truth.sets() {
            for word in set {
                bits.write_all(&word.to_le_bytes())?;
            }
        }
        bits.flush()?;
        let bytes = std::fs::metadata(&files.csv)?.len();
        std::fs::write(&files.truth, as_json(&truth, bytes).to_string())
    };
    make().map_err(|error| format!("{}: {error}", files.csv.display()))
}

fn as_json(truth: &Truth, bytes: u64) -> Value {
    let questions = truth.questions.iter().map(|question| {
        let options = question.options.iter().map(|(label, set)| {
            let count: u64 = set.iter().map(|word| u64::from(word.count_ones())).sum();
            json!({ "label": label, "count": count })
        });
        json!({
            "id": format!("q{}", question.number),
            "kind": if question.checkbox { "checkbox" } else { "single" },
            "options": options.collect::<Vec<_>>(),
        })
    });
    json!({
        "made_by": made_by(),
        "rows": truth.rows,
        "bytes": bytes,
        "questions": questions.collect::<Vec<_>>(),
    })
}

/// A name for the generator as it is now.
fn made_by() -> String {
    name_of(&[include_str!("questions.rs"), include_str!("generate.rs"), include_str!("file.rs")])
}

/// A name for exactly these texts: FNV-1a.
pub(super) fn name_of(sources: &[&str]) -> String {
    let hash = sources.concat().bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

/// Reads the file once and forgets it, so that it is in the page cache.
pub(super) fn warm(path: &Path) -> Result<(), String> {
    let mut file = File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut buffer = vec![0; 1 << 20];
    while file.read(&mut buffer).map_err(|error| format!("{}: {error}", path.display()))? > 0 {}
    Ok(())
}

pub(super) fn read_json(path: &Path) -> Result<Value, String> {
    let text = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    serde_json::from_slice(&text).map_err(|error| format!("{}: {error}", path.display()))
}

pub(super) fn write_json(path: &Path, value: &Value) -> Result<(), String> {
    std::fs::write(path, value.to_string()).map_err(|error| format!("{}: {error}", path.display()))
}
