//! `paap init`, and `paap add study`.

use crate::args::workspace::{AddStudyArgs, InitArgs};
use crate::error::Error;
use crate::output::{self, Outcome};
use paap_files::{Folder, Identity, workspace};
use std::path::{Path, PathBuf};

pub(in crate::verbs) fn run(args: &InitArgs) -> Result<Outcome, Error> {
    if args.folder.is_file() {
        return Err(Error::NoFolder(args.folder.clone()));
    }
    let whole = std::path::absolute(&args.folder).unwrap_or_else(|_| args.folder.clone());
    let name = whole.file_name().map_or("Research".into(), |name| name.to_string_lossy());
    let title = on_one_line(args.title.as_deref(), &name);
    let files = workspace::init(&args.folder, &title)?;
    let shown = args.folder.display();
    let next = format!(
        "\nEach file says what it is for. product/README.md leads to a need with its evidence in five minutes,\n\
         studies/first-study/study.yaml says what a study is. From here on, such as\n  \
         cd {shown}\n  paap add survey ../answers.csv\n  paap add interviews ../recordings/*.vtt\n  \
         paap cite \"words of somebody\"\n  paap check .\n"
    );
    said(&args.folder, &files, &next)
}

pub(super) fn study(args: &AddStudyArgs) -> Result<Outcome, Error> {
    let folder = Folder::around(&args.workspace, Identity::default())?;
    if !paap_text::shape::is_id(&args.name) {
        let why = "a study is called by small letters, digits, hyphens, dots and underscores; --title is for \
                   its words";
        return Err(Error::Usage(format!("{}: {why}", args.name)));
    }
    let title = on_one_line(args.title.as_deref(), &args.name);
    let files = workspace::add_study(folder.root(), &args.name, &title)?;
    said(folder.root(), &files, "")
}

/// A title, as the check wants titles: words on one line. Where none was said, the name.
fn on_one_line(title: Option<&str>, name: &str) -> String {
    let words = title.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() { name.to_owned() } else { words }
}

fn said(root: &Path, files: &[PathBuf], next: &str) -> Result<Outcome, Error> {
    let shown = files.iter().filter(|name| !name.starts_with(".paap"));
    let lines = shown.map(|name| format!("  {}\n", root.join(name).display()));
    output::print(&format!("Made:\n{}{next}", lines.collect::<String>()))?;
    Ok(Outcome::Done)
}
