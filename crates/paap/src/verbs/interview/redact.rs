//! `paap interview redact`.

use super::study;
use crate::args::interview::RedactArgs;
use crate::clock;
use crate::error::Error;
use crate::output::{self, Outcome};
use crate::show::sheet::{Grid, Remark, Sheet, count, words};
use crate::show::some;
use paap_files::Study;
use paap_files::redact::{self, Applied, Obstacle, REVIEW};
use paap_privacy::review::{Decision, Reason, Review};
use serde::Serialize;
use std::collections::BTreeMap;

/// So often is looked for what shows only once everything else is replaced.
const ROUNDS: usize = 5;

pub(super) fn run(args: &RedactArgs) -> Result<Outcome, Error> {
    let study = study(&args.folder)?;
    if !args.check {
        let sealed = study.seal_for_leads()?;
        if sealed > 0 {
            output::say(&format!(
                "{} sealed again, for the leads of today",
                some(sealed as u64, "file")
            ));
        }
    }
    if args.check {
        return check(&study, args);
    }
    let by = args.by.as_deref().unwrap_or_default();
    if args.accept_all {
        // What is new since the last time is accepted with all else, and so it must be proposed; and
        // what shows only once that is gone, too.
        for _ in 0..ROUNDS {
            redact::propose(&study)?;
            if redact::accept_all(&study, by, &clock::today())? == 0 {
                break;
            }
        }
    }
    if args.apply {
        if !by.is_empty() {
            redact::sign(&study, by, &clock::today())?;
        }
        return applied(&study, args);
    }
    let proposed = redact::propose(&study)?;
    // Without keys it lies there already.
    let path = match study.encrypts() {
        true => study.lay_open(REVIEW, &proposed.text)?,
        false => study.root().join("sealed").join(REVIEW),
    };
    let view = Proposals::of(&proposed.review, proposed.documents);
    let mut sheet = view.sheet();
    let folder = args.folder.folder.display();
    let first = match view.undecided {
        0 => format!("All is decided in {}.", path.display()),
        _ => format!("Decide in {}: accept or reject each.", path.display()),
    };
    sheet.notes.push(format!("{first} Then: paap interview redact {folder} --apply --by NAME"));
    if !study.encrypts() {
        sheet.notes.push("sealed/ is not encrypted: paap privacy key new".to_owned());
    }
    output::sheet(&view, sheet, &args.showing)
}

/// What is proposed: what programs get. It names nobody; the review file does.
#[derive(Debug, Serialize)]
struct Proposals {
    documents: usize,
    entities: usize,
    undecided: usize,
    accepted: usize,
    rejected: usize,
    proposals: Vec<Proposal>,
}

#[derive(Debug, Serialize)]
struct Proposal {
    id: String,
    kind: paap_privacy::Kind,
    pseudonym: String,
    places: usize,
    documents: usize,
    decision: &'static str,
    sure: bool,
}

impl Proposals {
    fn of(review: &Review, documents: usize) -> Self {
        let proposals: Vec<Proposal> = review
            .entities
            .iter()
            .map(|entity| {
                let mut documents: Vec<&str> =
                    entity.places.iter().map(|place| place.document.as_str()).collect();
                documents.sort_unstable();
                documents.dedup();
                Proposal {
                    id: entity.id.clone(),
                    kind: entity.kind,
                    pseudonym: entity.pseudonym.clone(),
                    places: entity.places.len(),
                    documents: documents.len(),
                    decision: match entity.decision {
                        Decision::Undecided => "undecided",
                        Decision::Accept => "accept",
                        Decision::Reject => "reject",
                    },
                    sure: entity.is_sure,
                }
            })
            .collect();
        let decided = |word| proposals.iter().filter(|one| one.decision == word).count();
        Self {
            documents,
            entities: proposals.len(),
            undecided: review.progress().0,
            accepted: decided("accept"),
            rejected: decided("reject"),
            proposals,
        }
    }

    /// A row for each kind: how much there is to decide.
    fn sheet(&self) -> Sheet {
        let mut kinds: BTreeMap<String, [u64; 5]> = BTreeMap::new();
        for one in &self.proposals {
            let kind = serde_json::to_value(one.kind).ok();
            let kind = kind.and_then(|kind| kind.as_str().map(str::to_owned)).unwrap_or_default();
            let row = kinds.entry(kind).or_default();
            row[0] += 1;
            row[1] += one.places as u64;
            let at = match one.decision {
                "accept" => 2,
                "reject" => 3,
                _ => 4,
            };
            row[at] += 1;
        }
        let columns = vec![
            words("kind"),
            count("proposed"),
            count("places"),
            count("accepted"),
            count("rejected"),
            count("undecided"),
        ];
        let mut grid = Grid::new("", columns);
        for (kind, numbers) in kinds {
            let numbers = numbers.into_iter().map(Into::into);
            grid.rows.push(std::iter::once(kind.as_str().into()).chain(numbers).collect());
        }
        Sheet {
            heading: format!(
                "{} that may identify somebody, in {} · {} undecided",
                self.entities,
                some(self.documents as u64, "interview"),
                self.undecided
            ),
            grids: vec![grid],
            ..Sheet::default()
        }
    }
}

/// What was done: what programs get.
#[derive(Debug, Serialize)]
struct Done {
    documents: usize,
    replaced: usize,
    undecided: usize,
    codings_carried: usize,
    codings_lost: Vec<LostCoding>,
    changed_by_hand: Vec<Changed>,
}

#[derive(Debug, Serialize)]
struct Changed {
    document: String,
    kept_in: String,
}

#[derive(Debug, Serialize)]
struct LostCoding {
    document: String,
    why: &'static str,
}

fn applied(study: &Study, args: &RedactArgs) -> Result<Outcome, Error> {
    let Applied { replaced, undecided, stale, carried, lost, changed } = redact::apply(study)?;
    let mut grid = Grid::new("", vec![words("interview"), count("replaced")]);
    for (id, places) in &replaced {
        grid.rows.push(vec![id.as_str().into(), (*places as u64).into()]);
    }
    let mut warnings = Vec::new();
    if undecided > 0 {
        warnings.push(Remark {
            place: format!("sealed/{REVIEW}"),
            code: "undecided",
            message: format!(
                "{undecided} proposals are not decided. They were replaced, to be safe; --check fails \
                 until somebody decides."
            ),
            problem: true,
        });
    }
    for (id, line) in &stale {
        warnings.push(Remark {
            place: format!("sealed/{REVIEW}, line {line}"),
            code: "place-gone",
            message: format!("A place that was decided about is not in {id} any more."),
            problem: true,
        });
    }
    for (id, why) in &lost {
        warnings.push(Remark {
            place: id.clone(),
            code: "coding-lost",
            message: format!("A coding could not be carried over: {}.", why.why()),
            problem: true,
        });
    }
    for (id, file) in &changed {
        warnings.push(Remark {
            place: format!("transcripts/{id}.md"),
            code: "changed-by-hand",
            message: format!(
                "Something was changed by hand in it, where it is replaced otherwise now: look at it \
                 again. What it was is kept in sealed/{file}."
            ),
            problem: true,
        });
    }
    let view = Done {
        documents: replaced.len(),
        replaced: replaced.values().sum(),
        undecided,
        codings_carried: carried,
        codings_lost: lost
            .iter()
            .map(|(document, why)| LostCoding { document: document.clone(), why: why.why() })
            .collect(),
        changed_by_hand: changed
            .into_iter()
            .map(|(document, file)| Changed { document, kept_in: format!("sealed/{file}") })
            .collect(),
    };
    let sheet = Sheet {
        heading: format!(
            "{} de-identified · {} replaced · {} carried over",
            some(view.documents as u64, "interview"),
            some(view.replaced as u64, "place"),
            some(carried as u64, "coding")
        ),
        grids: vec![grid],
        notes: vec![format!(
            "They lie in {}. Before they are shared: paap interview redact {} --check",
            study.root().join("transcripts").display(),
            study.root().display()
        )],
        warnings,
        ..Sheet::default()
    };
    output::sheet(&view, sheet, &args.showing)
}

/// What is in the way: what programs get.
#[derive(Debug, Serialize)]
struct InTheWay {
    code: &'static str,
    file: String,
    line: Option<usize>,
    message: String,
}

fn check(study: &Study, args: &RedactArgs) -> Result<Outcome, Error> {
    let found: Vec<InTheWay> = redact::check(study)?.iter().map(in_the_way).collect();
    let remark = |one: &InTheWay| Remark {
        place: match one.line {
            Some(line) => format!("{}, line {line}", one.file),
            None => one.file.clone(),
        },
        code: one.code,
        message: one.message.clone(),
        problem: true,
    };
    let heading = match found.len() {
        0 => {
            "Nothing is in the way: everything was reviewed, and nothing of it is left.".to_owned()
        }
        1 => "1 thing is in the way of sharing this folder".to_owned(),
        some => format!("{some} things are in the way of sharing this folder"),
    };
    let warnings = found.iter().map(remark).collect();
    let sheet = Sheet { heading, warnings, ..Sheet::default() };
    output::sheet(&found, sheet, &args.showing)?;
    Ok(if found.is_empty() { Outcome::Done } else { Outcome::Gate(found.len()) })
}

fn in_the_way(obstacle: &Obstacle) -> InTheWay {
    match obstacle {
        Obstacle::Unreviewed(one) => {
            let what = one.entity.as_ref().map(|id| format!(" ({id} in the review)"));
            let what = what.unwrap_or_default();
            let (code, message) = match one.reason {
                Reason::Undecided => {
                    ("undecided", format!("Nobody decided about a proposal{what}."))
                }
                Reason::New => (
                    "not-proposed",
                    "Something that may identify was never proposed: run redact again.".to_owned(),
                ),
                Reason::Remains => {
                    ("remains", format!("What was accepted{what} still stands there: --apply."))
                }
            };
            InTheWay { code, file: one.document.clone(), line: Some(one.line), message }
        }
        Obstacle::Leftover(file, 0) => InTheWay {
            code: "name-of-file",
            file: "a file's name".to_owned(),
            line: None,
            message: format!(
                "The name of a file outside sealed/ holds what was replaced ({} letters, in {}). \
                 Rename it; import with --number gives numbers for names.",
                file.chars().count(),
                file.split(['/', '\\']).next().unwrap_or_default()
            ),
        },
        Obstacle::Leftover(file, line) => InTheWay {
            code: "leftover",
            file: file.clone(),
            line: Some(*line),
            message: "What was replaced in transcripts still stands here: remove it.".to_owned(),
        },
        Obstacle::Opaque(file) => InTheWay {
            code: "not-text",
            file: file.clone(),
            line: None,
            message: "Nobody can look for names in here, as it is no text, or a link: keep it \
                      elsewhere."
                .to_owned(),
        },
        Obstacle::Open(file) => InTheWay {
            code: "not-sealed",
            file: file.clone(),
            line: None,
            message: "This lies open in sealed/ though there are keys: --apply seals it."
                .to_owned(),
        },
        Obstacle::Missing(id) => InTheWay {
            code: "not-redacted",
            file: id.clone(),
            line: None,
            message: "This interview was not de-identified: --apply.".to_owned(),
        },
        Obstacle::Unknown(id) => InTheWay {
            code: "not-imported",
            file: id.clone(),
            line: None,
            message:
                "Nothing sealed belongs to this transcript, so nobody knows which names to look \
                      for in it: import its original."
                    .to_owned(),
        },
    }
}
