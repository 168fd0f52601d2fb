//! `paap interview import`: transcripts of any format, or open survey answers, into a folder.

use super::identity;
use crate::args::interview::Incoming;
use crate::error::Error;
use crate::input;
use crate::output::{self, Outcome};
use crate::show::sheet::{Grid, Remark, Sheet, count, words};
use crate::show::{Format, some};
use paap_files::Study;
use paap_interview::document::{fill, read_list, sha256};
use paap_interview::guide::Guide;
use paap_interview::read::{ReadOptions, Reader, read};
use paap_interview::transcript::{About, Source};
use paap_interview::{Document, Role, Transcript, Warning};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

mod answers;

/// An interview that was brought in: what programs get.
#[derive(Debug, Serialize)]
pub(super) struct Imported {
    /// The interview's id.
    id: String,
    /// The file it was made from.
    file: String,
    /// The format, by its reader's name.
    format: String,
    turns: usize,
    words: usize,
    speakers: Vec<Speaks>,
    warnings: Vec<Warning>,
}

#[derive(Debug, Serialize)]
struct Speaks {
    name: String,
    role: Role,
    turns: usize,
}

/// What is known of all interviews that come in together.
struct Coming<'a> {
    args: &'a Incoming,
    study: Study,
    options: ReadOptions,
    /// What is known of interviews, by hand.
    known: Vec<About>,
    /// The ids that are there, and the SHA-256 of what each was made from.
    there: BTreeMap<String, Option<String>>,
}

/// Brings interviews into a folder.
pub(in crate::verbs) fn run(args: &Incoming, output: &Path) -> Result<Outcome, Error> {
    if output.is_file() {
        return Err(Error::NoFolder(output.to_owned()));
    }
    if let Some(prefix) = args.number.as_deref() {
        paap_files::name(prefix)?;
    }
    let identity = identity(&args.key)?;
    let guide = args.guide.as_deref().map(input::text).transpose()?;
    let guide = guide.map(|text| Guide::read(&text));
    for warning in guide.iter().flat_map(|guide| &guide.warnings).filter(|one| one.problem) {
        output::say(&format!("the guide: {}", warning.message));
    }
    let questions = guide.iter().flat_map(Guide::questions);
    let options = ReadOptions {
        reader: args.reader.as_deref().and_then(Reader::named),
        questions: questions.map(|question| question.text.clone()).collect(),
    };
    let known = match args.about.as_deref() {
        None => Vec::new(),
        Some(path) => {
            let (known, warnings) = read_list(&input::text(path)?).map_err(|(line, what)| {
                Error::Usage(format!("{}, line {line}: {what}", path.display()))
            })?;
            for warning in warnings {
                let line = warning.line.unwrap_or(1);
                output::say(&format!("{}, line {line}: {}", path.display(), warning.message));
            }
            known
        }
    };
    let is_new = !output.exists();
    let study = Study::create(output, identity)?;
    // Those too that are sealed for others: nothing is written over unasked.
    let mut there: BTreeMap<String, Option<String>> =
        study.ids()?.into_iter().map(|id| (id, None)).collect();
    there.extend(
        study
            .documents()?
            .into_iter()
            .map(|(id, held)| (id, held.document.about.source.map(|source| source.hash))),
    );
    let coming = Coming { args, study, options, known, there };
    let (mut imported, mut failed) = match args.questions.is_empty() {
        true => transcripts(&coming),
        false => answers::import(&coming),
    };
    imported.sort_by_key(|(at, _)| *at);
    let imported: Vec<Imported> = imported.into_iter().map(|(_, one)| one).collect();
    if imported.is_empty() && is_new {
        discard(output);
    }
    // One file has one message; of several each has its own, and then they are counted.
    let failed = match failed.len() {
        0 => None,
        1 if imported.is_empty() => return Err(failed.remove(0)),
        some => {
            for why in &failed {
                output::say(&why.to_string());
            }
            Some(Error::Some(some, imported.len() + some))
        }
    };
    let is_here = |id: &String| imported.iter().any(|one| one.id == *id);
    let others = coming.known.iter().map(|known| &known.id);
    let others: Vec<&str> = others.filter(|id| !is_here(id)).map(String::as_str).collect();
    if !others.is_empty() && !imported.is_empty() {
        output::say(&format!(
            "--about knows of interviews that did not come in now: {}",
            others.join(", ")
        ));
    }
    if !coming.study.encrypts() && !imported.is_empty() {
        output::say(
            "sealed/ is not encrypted, and kept out of git: `paap privacy key new` makes a key for \
             leads.txt",
        );
    }
    let shown = match imported.is_empty() && args.showing.format == Format::Table {
        true => Outcome::Done,
        false => output::sheet(&imported, sheet(&imported, output), &args.showing)?,
    };
    failed.map_or(Ok(shown), Err)
}

/// Takes away a folder that was made for nothing. What has files in it stays.
fn discard(root: &Path) {
    for name in [".gitattributes", "sealed/.gitignore"] {
        let _ = fs::remove_file(root.join(name));
    }
    for name in ["sealed/originals", "sealed", ""] {
        let _ = fs::remove_dir(root.join(name));
    }
}

/// What came in, by the number of its file, and what did not.
type Came = (Vec<(usize, Imported)>, Vec<Error>);

/// Every file by itself: one that cannot be read keeps no other from coming in.
fn transcripts(coming: &Coming<'_>) -> Came {
    let ids = ids(coming.args);
    let next = AtomicUsize::new(0);
    let done: Mutex<Came> = Mutex::default();
    let work = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(path) = coming.args.files.get(at) else { return };
            let one = transcript(coming, path, ids.get(at).and_then(Option::as_deref));
            let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
            match one {
                Ok(one) => done.0.push((at, one)),
                Err(why) => done.1.push(why),
            }
        }
    };
    let threads =
        thread::available_parallelism().map_or(1, usize::from).min(coming.args.files.len());
    thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(work);
        }
        work();
    });
    done.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// The ids that files cannot have from their names: numbers where they were asked for, and one of
/// its own for each of two files with the same name.
fn ids(args: &Incoming) -> Vec<Option<String>> {
    if let Some(prefix) = &args.number {
        let digits = args.files.len().to_string().len().max(3);
        return (1..=args.files.len()).map(|at| Some(format!("{prefix}-{at:0digits$}"))).collect();
    }
    let mut seen = BTreeSet::new();
    let id = |path: &PathBuf| {
        let own = id_of(&name_of(path));
        if seen.insert(own.clone()) {
            return None;
        }
        let mut number = 2;
        while !seen.insert(format!("{own}-{number}")) {
            number += 1;
        }
        Some(format!("{own}-{number}"))
    };
    args.files.iter().map(id).collect()
}

/// The id that a file of this name gets: two names may come to one.
fn id_of(name: &str) -> String {
    let probe = read(name, b"A: Yes.\n", &ReadOptions::default());
    probe.map_or_else(|_| name.to_lowercase(), |transcript| transcript.about.id)
}

/// The name of a file, in which what is no Unicode is replaced.
fn name_of(path: &Path) -> String {
    if path == Path::new("-") {
        return "stdin".to_owned();
    }
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn transcript(coming: &Coming<'_>, path: &Path, id: Option<&str>) -> Result<Imported, Error> {
    let bytes = input::bytes(path)?;
    let name = name_of(path);
    let mut transcript = read(id.unwrap_or(&name), &bytes, &coming.options)
        .map_err(|why| Error::Transcript(path.to_owned(), why.to_string()))?;
    let format = transcript.about.source.take().map_or_else(String::new, |source| source.format);
    let end = name.rsplit_once('.').map_or("txt", |(_, end)| end).to_lowercase();
    if matches!(end.as_str(), "csv" | "tsv") && format == Reader::Plain.name() {
        transcript.warnings.push(Warning::problem(
            "looks-like-a-table",
            "This looks like a table and was read as words without speakers. Of a survey's export, \
             --questions brings in the open answers.",
        ));
    }
    transcript.about.source = Some(Source { format, hash: sha256(&bytes) });
    keep(coming, transcript, &name, Some((&end, &bytes)))
}

/// Puts a transcript, and the file that it was made from, into the folder.
fn keep(
    coming: &Coming<'_>,
    mut transcript: Transcript,
    file: &str,
    original: Option<(&str, &[u8])>,
) -> Result<Imported, Error> {
    let id = transcript.about.id.clone();
    let hash = transcript.about.source.as_ref().map(|source| source.hash.clone());
    if let Some(before) = coming.there.get(&id)
        && !coming.args.force
    {
        let same = hash.is_some() && *before == hash;
        return Err(Error::There(id, same));
    }
    about(&mut transcript, coming);
    let document = Document::of(&transcript);
    if let Some((end, bytes)) = original {
        let end: String = end.chars().filter(char::is_ascii_alphanumeric).take(10).collect();
        coming.study.keep_original(&format!("{id}.{end}"), bytes)?;
    }
    coming.study.keep(&document)?;
    let turns = |name: &str| {
        transcript.turns.iter().filter(|turn| turn.speaker.as_deref() == Some(name)).count()
    };
    let speakers = transcript.about.speakers.iter().map(|speaker| Speaks {
        name: speaker.name.clone(),
        role: speaker.role,
        turns: turns(&speaker.name),
    });
    Ok(Imported {
        id,
        file: file.to_owned(),
        format: transcript.about.source.as_ref().map_or_else(String::new, |s| s.format.clone()),
        turns: transcript.turns.len(),
        words: transcript.words(),
        speakers: speakers.collect(),
        warnings: transcript.warnings,
    })
}

/// What was typed about all interviews.
fn about(transcript: &mut Transcript, coming: &Coming<'_>) {
    let args = coming.args;
    let about = &mut transcript.about;
    let id = about.id.clone();
    for known in coming.known.iter().filter(|known| known.id == id) {
        fill(about, known);
    }
    about.persona = args.persona.clone().or(about.persona.take());
    about.language = args.language.clone().or(about.language.take());
    let asks = |name: &str| args.interviewer.iter().any(|asker| asker.eq_ignore_ascii_case(name));
    if about.speakers.iter().any(|speaker| asks(&speaker.name)) {
        for speaker in &mut about.speakers {
            speaker.role = if asks(&speaker.name) { Role::Interviewer } else { Role::Interviewee };
        }
        transcript.warnings.retain(|warning| warning.code != "roles-unknown");
    } else if !args.interviewer.is_empty() {
        transcript.warnings.push(Warning::problem(
            "no-such-interviewer",
            "Nobody of the names that --interviewer gives speaks here.",
        ));
    }
}

fn sheet(imported: &[Imported], folder: &Path) -> Sheet {
    let mut grid = Grid::new(
        "",
        vec![
            words("id"),
            words("format"),
            count("turns"),
            count("words"),
            words("speakers"),
            count("warnings"),
        ],
    );
    for one in imported {
        let speakers: Vec<String> = one
            .speakers
            .iter()
            .map(|speaker| match speaker.role {
                Role::Interviewer => format!("{} (interviewer) {}", speaker.name, speaker.turns),
                _ => format!("{} {}", speaker.name, speaker.turns),
            })
            .collect();
        grid.rows.push(vec![
            one.id.as_str().into(),
            one.format.as_str().into(),
            (one.turns as u64).into(),
            (one.words as u64).into(),
            speakers.join(", ").as_str().into(),
            (one.warnings.len() as u64).into(),
        ]);
    }
    let warnings = imported
        .iter()
        .flat_map(|one| one.warnings.iter().map(|warning| Remark::of(&one.id, warning)));
    let (turns, all) = (
        imported.iter().map(|one| one.turns).sum::<usize>(),
        imported.iter().map(|one| one.words).sum::<usize>(),
    );
    Sheet {
        heading: format!(
            "{} in {} · {} · {}",
            some(imported.len() as u64, "interview"),
            folder.display(),
            some(turns as u64, "turn"),
            some(all as u64, "word"),
        ),
        grids: vec![grid],
        notes: vec![format!(
            "They lie in {}, as they may name people. Go on: paap interview redact {}",
            folder.join("sealed").display(),
            folder.display(),
        )],
        warnings: warnings.collect(),
        ..Sheet::default()
    }
}
