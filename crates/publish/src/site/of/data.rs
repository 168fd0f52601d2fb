//! Datasets on the site: their files, and a page for each.

use super::Whole;
use crate::dataset;
use crate::site::{Dataset, DatasetFile, Release, Site, Text};
use paap_interview::document::sha256;

/// What each file of a dataset is, by its name or its ending.
const FILES: [(&str, &str); 9] = [
    ("datapackage.json", "What each file and each column means, for programs"),
    ("codebook.csv", "Every question and its options"),
    ("codebook.md", "The same, to read"),
    ("README.md", "How to begin"),
    ("RISK.md", "What an outsider could still learn"),
    ("CHANGELOG.md", "What changed from version to version"),
    ("CITATION.cff", "How to cite it, for programs"),
    ("LICENSE", "Under which terms it may be used"),
    ("SHA256SUMS", "The checksums of all files"),
];

impl Whole<'_> {
    /// Puts the dataset of each study that has a version into the site.
    pub(super) fn datasets(&self, site: &mut Site) {
        for study in &self.workspace.studies {
            let Some(version) = &study.plan.publish.dataset else { continue };
            let made = dataset::of(self.workspace, study, version, None);
            if made.files.is_empty() {
                continue;
            }
            let folder = format!("data/{}/{}", study.id, version.version);
            let text = |name: &str| {
                let bytes = made.files.get(name).map(Vec::as_slice).unwrap_or_default();
                String::from_utf8_lossy(bytes).into_owned()
            };
            let about = |name: &str| {
                let known = FILES.iter().find(|(own, _)| *own == name).map(|(_, about)| *about);
                known.unwrap_or(match name {
                    _ if name.starts_with("data/") => "Rows that were made safe",
                    _ if name.ends_with(".xlsx") => "Everything as a workbook",
                    _ => "A table, a row for each count",
                })
            };
            let file = |(name, bytes): (&String, &Vec<u8>)| DatasetFile {
                name: name.clone(),
                about: about(name).to_owned(),
                to: format!("{folder}/{name}"),
                bytes: bytes.len() as u64,
                sha256: sha256(bytes),
            };
            let rows = made.files.keys().any(|name| name.starts_with("data/"));
            site.datasets.push(Dataset {
                id: study.id.clone(),
                study: study.id.clone(),
                title: study.plan.title.clone(),
                about: match rows {
                    true => "Rows that were made safe, and protected tables.".to_owned(),
                    false => "Protected tables. The rows could not be made safe, or are not wanted in public.".to_owned(),
                },
                version: version.version.clone(),
                date: version.date.clone(),
                licence: site.licence.clone(),
                cite: format!(
                    "{} ({}). {}, version {}.",
                    site.title,
                    version.date.get(..4).unwrap_or_default(),
                    study.plan.title,
                    version.version,
                ),
                files: made.files.iter().map(file).collect(),
                risk: Text::new(text("RISK.md")),
                releases: vec![Release {
                    version: version.version.clone(),
                    date: version.date.clone(),
                    changes: match version.changes.is_empty() {
                        true => "The first version.".to_owned(),
                        false => version.changes.join(" "),
                    },
                }],
            });
            let files = made.files.iter();
            site.files
                .extend(files.map(|(name, bytes)| (format!("{folder}/{name}"), bytes.clone())));
        }
    }
}
