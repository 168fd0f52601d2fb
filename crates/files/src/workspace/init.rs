//! New workspaces and studies, each file of which says what it is for.

use crate::error::Error;
use crate::write;
use paap_text::yaml::scalar;
use paap_workspace::guide;
use std::path::{Path, PathBuf};

macro_rules! template {
    ($name:literal) => {
        include_str!(concat!("../../templates/", $name))
    };
}

/// What a study begins with: the file in its folder, and its text.
const STUDY: [(&str, &str); 4] = [
    ("study.yaml", template!("study/study.yaml")),
    ("codebook.yaml", template!("study/codebook.yaml")),
    ("guides/guide.md", template!("study/guide.md")),
    ("insights/draft-1.md", template!("study/insight.md")),
];

/// What a workspace begins with beside its first study.
const WORKSPACE: [(&str, &str); 8] = [
    ("paap.yaml", template!("paap.yaml")),
    ("content/articles/why-we-ask.md", template!("content/article.md")),
    ("content/initiatives/platform-research.md", template!("content/initiative.md")),
    ("content/meetings/research/series.yaml", template!("content/series.yaml")),
    ("product/README.md", template!("product/README.md")),
    ("product/product.yaml", template!("product/product.yaml")),
    ("product/customers.yaml", template!("product/customers.yaml")),
    ("product/requests.yaml", template!("product/requests.yaml")),
];

/// The first study of a new workspace.
const FIRST: &str = "first-study";

/// Makes a workspace with one study. Returns the files, by their paths in it.
///
/// # Errors
///
/// Where there is a workspace already, or a file of this name, or something cannot be written.
pub fn init(root: &Path, title: &str) -> Result<Vec<PathBuf>, Error> {
    if root.join(super::SETTINGS).exists() {
        return Err(Error::Exists(root.join(super::SETTINGS)));
    }
    let mut files: Vec<(PathBuf, String)> = Vec::new();
    for (name, text) in WORKSPACE {
        files.push((name.into(), text.replace("{{title}}", &scalar(title, false))));
    }
    for guide in guide::ALL {
        files.push((guide.file().into(), guide.text.to_owned()));
    }
    for (name, schema) in paap_workspace::schema::all() {
        files.push((format!(".paap/schema/{name}.schema.json").into(), schema));
    }
    files.extend(study(FIRST, "First study"));
    all(root, &files)
}

/// Adds a study to a workspace. Returns its files, by their paths in the workspace.
///
/// # Errors
///
/// Where the study is there already, its name is none for a folder, or something cannot be written.
pub fn add_study(root: &Path, id: &str, title: &str) -> Result<Vec<PathBuf>, Error> {
    if !paap_text::shape::is_id(id) {
        return Err(Error::Name(id.to_owned()));
    }
    all(root, &study(id, title))
}

fn study(id: &str, title: &str) -> Vec<(PathBuf, String)> {
    let folder = Path::new("studies").join(id);
    let file = |(name, text): (&str, &str)| {
        (folder.join(name), text.replace("{{title}}", &scalar(title, false)))
    };
    STUDY.map(file).to_vec()
}

/// Writes all files, or none where one is there.
fn all(root: &Path, files: &[(PathBuf, String)]) -> Result<Vec<PathBuf>, Error> {
    let there = files.iter().map(|(name, _)| root.join(name)).find(|path| path.exists());
    if let Some(there) = there {
        return Err(Error::Exists(there));
    }
    for (name, text) in files {
        write::whole(&root.join(name), text.as_bytes())?;
    }
    Ok(files.iter().map(|(name, _)| name.clone()).collect())
}
