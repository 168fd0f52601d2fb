//! `cargo xtask bench events`: ten million events to adoption, retention and delivery.

mod make;
mod ours;

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use super::file::folder;

pub(super) use ours::ours;

/// The file of so many events.
pub(super) fn file(events: u64, seed: u64) -> PathBuf {
    folder().join(format!("events-{events}-{seed}.jsonl"))
}

/// Writes the file of events.
pub(super) fn write(events: u64, seed: u64) -> Result<(), String> {
    let path = file(events, seed);
    let make = |path: &Path| -> std::io::Result<()> {
        std::fs::create_dir_all(folder())?;
        let mut out = BufWriter::with_capacity(1 << 20, File::create(path)?);
        make::make(events, seed, &mut out)?;
        out.into_inner()?.sync_all()
    };
    make(&path).map_err(|error| format!("{}: {error}", path.display()))
}
