//! `paap interview convert`: REFI-QDA projects and codebooks, out and in.

use super::{identity, interviews};
use crate::args::interview::ExchangeArgs;
use crate::error::Error;
use crate::input;
use crate::output::{self, Outcome};
use crate::show::sheet::{Grid, Remark, Sheet, count, words};
use crate::show::some;
use paap_files::coded::CODEBOOK;
use paap_files::{Study, random};
use paap_interview::coding::{Entry, Operation};
use paap_interview::refi::{
    self, CodebookFile, Guids, Positions, Project, ReadOptions, Unit, WriteOptions,
};
use paap_interview::{Warning, codebook};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The file of what ties the folder to projects: a second export has the GUIDs of the first, and of
/// the project that the folder was made from.
const TIES: &str = "refi.json";

/// What ties the folder to projects.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Ties {
    /// What new GUIDs are derived from, besides the ids; the study's own.
    seed: String,
    /// The GUIDs that things had where they came from.
    guids: Guids,
}

/// What was exchanged: what programs get.
#[derive(Debug, Serialize)]
struct Exchanged {
    documents: usize,
    codes: usize,
    codings: usize,
    coders: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    positions: Option<Positions>,
    warnings: Vec<Warning>,
}

fn ends_in(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|end| end.eq_ignore_ascii_case(ending))
}

pub(super) fn run(args: &ExchangeArgs) -> Result<Outcome, Error> {
    let (from, to) = (&args.input, &args.output);
    let is_file = |path: &Path| ends_in(path, "qdpx") || ends_in(path, "qdc");
    match (is_file(from) && !from.is_dir(), is_file(to)) {
        (false, true) => export(args),
        (true, false) => bring_in(args),
        _ => Err(Error::Usage(
            "convert from a folder to a name in .qdpx or .qdc, or from such a file to a folder"
                .to_owned(),
        )),
    }
}

fn ties(study: &Study) -> Result<Ties, Error> {
    let mut ties = match study.text(TIES)? {
        None => Ties::default(),
        Some(text) => serde_json::from_str(&text).map_err(|why| {
            Error::Usage(format!("{TIES}, line {}: this is not what paap wrote there", why.line()))
        })?,
    };
    if ties.seed.is_empty() {
        ties.seed = format!("{:016x}{:016x}", random(), random());
        keep_ties(study, &ties)?;
    }
    Ok(ties)
}

fn keep_ties(study: &Study, ties: &Ties) -> Result<(), Error> {
    let text =
        serde_json::to_string_pretty(ties).map_err(|why| Error::Internal(why.to_string()))?;
    Ok(study.put(TIES, &(text + "\n"))?)
}

fn export(args: &ExchangeArgs) -> Result<Outcome, Error> {
    let study = Study::open(&args.input, identity(&args.key)?)?;
    let coded = study.coded()?;
    if args.output.exists() && !args.force {
        return Err(Error::Exists(args.output.clone()));
    }
    let ties = ties(&study)?;
    let unit = if args.utf16 { Unit::Utf16 } else { Unit::CodePoints };
    let options = WriteOptions { unit, seed: ties.seed };
    if ends_in(&args.output, "qdc") {
        let file =
            CodebookFile { codebook: coded.codebook, guids: ties.guids, ..CodebookFile::default() };
        let (bytes, warnings) = refi::write_codebook(&file, &options).map_err(refused)?;
        std::fs::write(&args.output, bytes)
            .map_err(|why| Error::Write(args.output.clone(), why))?;
        let view = Exchanged {
            documents: 0,
            codes: file.codebook.codes.len(),
            codings: 0,
            coders: 0,
            positions: None,
            warnings,
        };
        return shown(&view, args, "written");
    }
    let held = coded.documents.into_values();
    let (sealed, open): (Vec<_>, Vec<_>) = held.partition(|held| held.sealed);
    let mut warnings = Vec::new();
    let mut documents: Vec<_> = open.into_iter().map(|held| held.document).collect();
    if !sealed.is_empty() && !args.with_sealed {
        warnings.push(Warning::problem(
            "not-redacted",
            format!(
                "{} left out, not de-identified. --with-sealed exports all, with names.",
                interviews(sealed.len())
            ),
        ));
    } else {
        documents.extend(sealed.into_iter().map(|held| held.document));
    }
    documents.sort_by(|a, b| a.about.id.cmp(&b.about.id));
    let ids: BTreeSet<&str> = documents.iter().map(|one| one.about.id.as_str()).collect();
    let codings = coded.state.codings.into_iter();
    let codings = codings.filter(|coding| ids.contains(coding.document.as_str())).collect();
    drop(ids);
    let name = args.input.canonicalize().ok();
    let name = name.as_deref().and_then(Path::file_name).and_then(|name| name.to_str());
    let project = Project {
        name: name.unwrap_or("study").to_owned(),
        codebook: coded.codebook,
        documents,
        codings,
        guids: ties.guids,
        ..Project::default()
    };
    warnings.extend(refi::losses(&project, &options));
    // What will be lost is said before anything is written.
    for warning in &warnings {
        output::say(&warning.message);
    }
    let bytes = refi::write(&project, &options).map_err(refused)?;
    std::fs::write(&args.output, bytes).map_err(|why| Error::Write(args.output.clone(), why))?;
    shown(&of(&project, None, warnings), args, "written")
}

fn refused(why: refi::Error) -> Error {
    Error::Usage(why.to_string())
}

fn of(project: &Project, positions: Option<Positions>, warnings: Vec<Warning>) -> Exchanged {
    let coders: BTreeSet<&str> = project.codings.iter().map(|one| one.coder.as_str()).collect();
    Exchanged {
        documents: project.documents.len(),
        codes: project.codebook.codes.len(),
        codings: project.codings.len(),
        coders: coders.len(),
        positions,
        warnings,
    }
}

fn bring_in(args: &ExchangeArgs) -> Result<Outcome, Error> {
    if args.output.is_file() {
        return Err(Error::NoFolder(args.output.clone()));
    }
    let bytes = input::bytes(&args.input)?;
    let of_file = |why: refi::Error| Error::Transcript(args.input.clone(), why.to_string());
    if ends_in(&args.input, "qdc") {
        let file = refi::read_codebook(&bytes).map_err(of_file)?;
        let study = Study::create(&args.output, identity(&args.key)?)?;
        keep_codebook(&study, &file.codebook)?;
        let mut warnings = file.warnings;
        warnings.extend(not_kept(file.sets.len(), 0, 0));
        let codes = file.codebook.codes.len();
        let view =
            Exchanged { documents: 0, codes, codings: 0, coders: 0, positions: None, warnings };
        return shown(&view, args, "brought in");
    }
    let reading = refi::read(&bytes, &ReadOptions::default()).map_err(of_file)?;
    let project = reading.project;
    let study = Study::create(&args.output, identity(&args.key)?)?;
    let there = study.ids()?;
    let taken = project.documents.iter().find(|one| there.contains(&one.about.id));
    if let Some(taken) = taken.filter(|_| !args.force) {
        return Err(Error::Usage(format!(
            "{}: there is an interview of this id in {} already. Bring the project into a new \
             folder, or write over what is there with --force.",
            taken.about.id,
            args.output.display()
        )));
    }
    study.keep_original("project.qdpx", &bytes)?;
    for document in &project.documents {
        study.keep(document)?;
    }
    keep_codebook(&study, &project.codebook)?;
    let ties = Ties { guids: project.guids.clone(), ..ties(&study)? };
    keep_ties(&study, &ties)?;
    let mut logs: BTreeMap<String, String> = BTreeMap::new();
    for coding in &project.codings {
        let operation = Operation::Apply {
            code: coding.code.clone(),
            document: coding.document.clone(),
            place: coding.place.clone(),
            memo: coding.memo.clone(),
        };
        let (id, at, coder) = (coding.id.clone(), coding.at, coding.coder.clone());
        let log = logs.entry(codebook::slug(&coder)).or_default();
        log.push_str(&Entry { id, at, coder, operation }.write());
        log.push('\n');
    }
    for (coder, log) in logs {
        let name = format!("codings/{coder}.jsonl");
        let before = study.sealed(&name)?.unwrap_or_default();
        let logs = [before, log].map(|text| paap_interview::coding::Log::read(&text));
        let merged = paap_interview::coding::merge(&logs).0;
        study.seal(&name, merged.text().as_bytes())?;
    }
    let mut warnings = project.warnings.clone();
    warnings.extend(not_kept(project.sets.len(), project.notes.len(), project.annotations.len()));
    let view = of(&project, Some(reading.positions), warnings);
    shown(&view, args, "brought in")
}

/// What a folder has no place for: it stays in the project's file, which is kept.
fn not_kept(sets: usize, notes: usize, annotations: usize) -> Option<Warning> {
    let parts = [
        (sets, "sets"),
        (notes, "memos that are not about one coding"),
        (annotations, "excerpts without a code"),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, what)| format!("{number} {what}"))
        .collect();
    let message = format!(
        "The folder has no place for {}. They stay in sealed/originals/project.qdpx.",
        parts.join(", ")
    );
    (!parts.is_empty()).then(|| Warning::notice("not-in-folder", message))
}

fn keep_codebook(study: &Study, own: &paap_interview::Codebook) -> Result<(), Error> {
    let mut file = match study.text(CODEBOOK)? {
        None => codebook::File::default(),
        Some(text) => codebook::read(&text).map_err(|why| {
            Error::Usage(format!("{CODEBOOK}, line {}: {}", why.line, why.message))
        })?,
    };
    let (merged, clashes) = codebook::merge(&file.codebook, own);
    for clash in clashes {
        output::say(&format!(
            "{}: the codebook has this code already, and says otherwise",
            clash.id
        ));
    }
    file.codebook = merged;
    Ok(study.put(CODEBOOK, &codebook::write(&file))?)
}

/// Why positions are counted as they are.
fn why(positions: &Positions) -> Option<&'static str> {
    let because = serde_json::to_value(positions.because).ok()?;
    match because.as_str()? {
        "declared" => Some("The file was written by paap, and says how it counts."),
        "best" => Some("The first way fits best, and was taken."),
        "tie" => Some(
            "Several ways fit as well, and differ in where selections are: the likeliest was taken. \
             Look at some codings.",
        ),
        _ => None,
    }
}

fn shown(view: &Exchanged, args: &ExchangeArgs, done: &str) -> Result<Outcome, Error> {
    let mut grids = Vec::new();
    let mut notes = Vec::new();
    if let Some(positions) = view.positions.as_ref().filter(|positions| positions.selections > 0) {
        notes.extend(why(positions).map(str::to_owned));
        let mut grid = Grid::new(
            "How positions are counted",
            vec![words("way"), count("tried"), count("inside"), count("clean"), count("points")],
        );
        for score in positions.scores.iter().take(4) {
            let way = score.convention;
            let way = format!(
                "{}, CR LF as {}, {}, end {}",
                match way.unit {
                    Unit::CodePoints => "code points",
                    Unit::Utf16 => "UTF-16",
                },
                way.crlf,
                if way.bom { "mark counted" } else { "mark not counted" },
                if way.inclusive { "included" } else { "excluded" }
            );
            grid.rows.push(vec![
                way.as_str().into(),
                (score.tried as u64).into(),
                (score.inside as u64).into(),
                (score.clean as u64).into(),
                (score.points as f64).into(),
            ]);
        }
        grids.push(grid);
    }
    let mut warnings: Vec<Remark> = view.warnings.iter().map(|one| Remark::of("", one)).collect();
    let lost = view.positions.as_ref().map_or(0, |positions| positions.unplaced.len());
    if lost > 0 {
        warnings.push(Remark {
            place: String::new(),
            code: "selection-nowhere",
            message: format!(
                "Not placed, as they fit nowhere in the texts: {}. --format json lists them.",
                some(lost as u64, "selection")
            ),
            problem: true,
        });
    }
    let sheet = Sheet {
        heading: format!(
            "{}: {} {done}",
            args.output.display(),
            match view.documents {
                // A codebook alone.
                0 => some(view.codes as u64, "code"),
                documents => format!(
                    "{}, {} and {} by {}",
                    some(documents as u64, "interview"),
                    some(view.codes as u64, "code"),
                    some(view.codings as u64, "coding"),
                    some(view.coders as u64, "coder")
                ),
            }
        ),
        grids,
        notes,
        warnings,
        ..Sheet::default()
    };
    output::sheet(view, sheet, &args.showing)
}
