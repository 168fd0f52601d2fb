//! The verbs of interviews, a file for each, and what they have in common.

mod agreement;
mod code;
mod codes;
mod convert;
mod guide;
pub(super) mod import;
mod redact;
mod search;
mod suggest;
mod themes;

use crate::args::interview::{Among, Folder, InterviewVerb, Key};
use crate::error::Error;
use crate::output::{self, Outcome};
use paap_files::{Held, Identity, Study};
use paap_interview::search::Filter;
use paap_interview::{Document, Role};
use std::collections::BTreeMap;

/// Does what was asked.
pub(super) fn run(verb: &InterviewVerb) -> Result<Outcome, Error> {
    match verb {
        InterviewVerb::Import(args) => import::run(&args.incoming, &args.output),
        InterviewVerb::Redact(args) => redact::run(args),
        InterviewVerb::Search(args) => search::run(args),
        InterviewVerb::Code(args) => code::run(args),
        InterviewVerb::Codes(args) => codes::run(args),
        InterviewVerb::Agreement(args) => agreement::run(args),
        InterviewVerb::Suggest(args) => suggest::run(args),
        InterviewVerb::Themes(args) => themes::run(args),
        InterviewVerb::Guide(args) => guide::run(args),
        InterviewVerb::Convert(args) => convert::run(args),
    }
}

/// What opens what is sealed; nothing where no key was given.
pub(super) fn identity(key: &Key) -> Result<Identity, Error> {
    Ok(key.identity.as_deref().map(Identity::read).transpose()?.unwrap_or_default())
}

/// The folder of interviews that was named.
fn study(folder: &Folder) -> Result<Study, Error> {
    Ok(Study::open(&folder.folder, identity(&folder.key)?)?)
}

/// The interviews of a folder, by their ids. Says on stderr what only a lead can read, and that
/// names are shown where they are.
fn documents(study: &Study) -> Result<BTreeMap<String, Document>, Error> {
    let held = study.documents()?;
    let locked = study.locked()?;
    if locked > 0 {
        output::say(&format!(
            "{} left out: not de-identified yet, and sealed for the leads (--identity FILE)",
            interviews(locked)
        ));
    }
    let sealed = held.values().filter(|held| held.sealed).count();
    if sealed > 0 {
        output::say(&format!(
            "{} not de-identified yet: what is shown may name people (paap interview redact)",
            interviews(sealed)
        ));
    }
    Ok(held.into_iter().map(|(id, Held { document, .. })| (id, document)).collect())
}

/// A coder was named who coded nothing.
fn nobody<'a, T>(name: &str, coders: impl Iterator<Item = &'a str>) -> Result<T, Error> {
    let coders: Vec<&str> = coders.collect();
    Err(Error::Usage(match coders.as_slice() {
        [] => format!("{name}: nobody has coded anything yet"),
        some => format!("{name}: nobody of that name coded; there are {}", some.join(", ")),
    }))
}

/// `1 interview is`, `3 interviews are`.
fn interviews(count: usize) -> String {
    if count == 1 { "1 interview is".to_owned() } else { format!("{count} interviews are") }
}

/// Which interviews and whose words were asked for.
fn filter(among: &Among) -> Result<Filter, Error> {
    let mut filter = Filter::default();
    match among.speaker.as_deref() {
        Some("interviewee") => filter.role = Some(Role::Interviewee),
        Some("interviewer") => filter.role = Some(Role::Interviewer),
        Some(name) => filter.speakers.push(name.to_owned()),
        None => {}
    }
    filter.fields.extend(among.persona.iter().map(|name| ("persona".to_owned(), name.clone())));
    for field in &among.fields {
        let (key, value) = field.split_once('=').ok_or_else(|| {
            Error::Usage(format!("--where {field}: write KEY=VALUE, as in --where industry=bank"))
        })?;
        filter.fields.push((key.trim().to_owned(), value.trim().to_owned()));
    }
    Ok(filter)
}
