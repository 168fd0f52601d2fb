//! What a lead attests: the transcripts that passed the release gate.

use super::Folder;
use crate::error::Error;
use crate::redact::{self, Obstacle};
use crate::{Study, write};
use paap_workspace::reviewed::{self, Reviewed};

/// What came of the release gate of a study.
#[derive(Debug)]
pub enum Gate {
    /// The study has no de-identified transcript.
    Nothing,
    /// So many transcripts passed, and were written down.
    Passed(usize),
    /// This is in the way; nothing was written.
    Closed(Vec<Obstacle>),
}

impl Folder {
    /// Runs the release gate of a study, and writes down the transcripts as they passed.
    ///
    /// # Errors
    ///
    /// Where a file cannot be read, opened or written, or nothing was reviewed.
    pub fn attest_reviewed(&self, study: &str) -> Result<Gate, Error> {
        let root = self.study(study)?;
        let home = Study::create(&root, self.identity.clone())?;
        if home.names("transcripts")?.is_empty() {
            return Ok(Gate::Nothing);
        }
        let obstacles = redact::check(&home)?;
        if !obstacles.is_empty() {
            return Ok(Gate::Closed(obstacles));
        }
        let open = home.open_files()?;
        let transcripts: Vec<(String, &[u8])> = open
            .iter()
            .filter(|(path, _)| path.starts_with("transcripts"))
            .map(|(path, bytes)| {
                let parts = path.components().map(|part| part.as_os_str().to_string_lossy());
                (parts.collect::<Vec<_>>().join("/"), bytes.as_slice())
            })
            .collect();
        let reviewed =
            Reviewed::of(transcripts.iter().map(|(path, bytes)| (path.as_str(), *bytes)));
        write::changed(&root.join(reviewed::FILE), reviewed.write().as_bytes())?;
        Ok(Gate::Passed(transcripts.len()))
    }
}
