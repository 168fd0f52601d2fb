//! `paap privacy key new`.

use crate::args::privacy::NewArgs;
use crate::error::Error;
use crate::output::{self, Outcome};
use crate::show::some;
use crate::verbs::interview::identity;
use paap_files::Study;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::{Path, PathBuf};

pub(super) fn new(args: &NewArgs) -> Result<Outcome, Error> {
    let is_within = |folder: &PathBuf| is_within(&args.output, folder);
    if args.folder.as_ref().is_some_and(is_within) || is_in_study(&args.output) {
        return Err(Error::Usage(format!(
            "{}: a secret key must not lie in the folder that it opens. Keep it elsewhere.",
            args.output.display()
        )));
    }
    let (secret, public) = paap_files::new_key();
    keep(&args.output, &secret)?;
    let mut lines = vec![
        format!(
            "Secret key: {}. Keep it, and a copy: without it nobody opens what is sealed.",
            args.output.display()
        ),
        format!("Public key: {public}"),
    ];
    match &args.folder {
        None => lines.push(
            "Put the public key on a line of leads.txt in the folder of interviews.".to_owned(),
        ),
        Some(folder) => {
            let name = folder.join("leads.txt");
            // What is sealed for other leads can only be sealed again by one of them.
            let study = Study::create(folder, identity(&args.key)?)?;
            let leads = study.text("leads.txt")?.unwrap_or_default();
            let gap = if leads.is_empty() || leads.ends_with('\n') { "" } else { "\n" };
            study.put("leads.txt", &format!("{leads}{gap}{public}\n"))?;
            let study = Study::create(folder, identity(&args.key)?)?;
            lines.push(format!("{}: the key was added.", name.display()));
            lines.push(match study.seal_for_leads() {
                Ok(sealed) => format!("Sealed for all leads: {}.", some(sealed as u64, "file")),
                Err(paap_files::Error::Locked(_) | paap_files::Error::WrongKey(_)) => {
                    "What was sealed before is still closed to this key: a lead who can open it \
                     seals it again with `paap interview redact DIR --identity FILE`."
                        .to_owned()
                }
                Err(other) => return Err(other.into()),
            });
        }
    }
    output::print(&(lines.join("\n") + "\n"))?;
    Ok(Outcome::Done)
}

/// Writes the secret key where nothing is yet, readable by its owner alone.
fn keep(path: &Path, secret: &str) -> Result<(), Error> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(|why| match why.kind() {
        std::io::ErrorKind::AlreadyExists => Error::Usage(format!(
            "{}: there is a file already. A key that is written over is lost for ever: choose \
             another name.",
            path.display()
        )),
        _ => Error::Write(path.to_owned(), why),
    })?;
    file.write_all(secret.as_bytes()).map_err(|why| Error::Write(path.to_owned(), why))
}

/// Whether a file would lie in any folder of interviews.
fn is_in_study(file: &Path) -> bool {
    let parent = file.parent().filter(|parent| !parent.as_os_str().is_empty());
    let Ok(parent) = parent.unwrap_or(Path::new(".")).canonicalize() else { return false };
    parent.ancestors().any(|folder| folder.join("sealed/.gitignore").is_file())
}

fn is_within(file: &Path, folder: &Path) -> bool {
    let whole = |path: &Path| std::path::absolute(path).ok();
    let there = file.parent().filter(|parent| !parent.as_os_str().is_empty());
    let parent = there.unwrap_or(Path::new(".")).canonicalize().ok();
    let folder = folder.canonicalize().ok().or_else(|| whole(folder));
    parent.zip(folder).is_some_and(|(parent, folder)| parent.starts_with(folder))
}
