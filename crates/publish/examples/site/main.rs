//! Writes the invented site to a folder, to be looked at:
//! `cargo run -p paap-publish --example site -- FOLDER`.

use paap_publish::site::{Site, build};
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("which folder?")?;
    for (path, bytes) in build(&Site::sample())? {
        let file = Path::new(&folder).join(path);
        if let Some(parent) = file.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::write(file, bytes)?;
    }
    Ok(())
}
