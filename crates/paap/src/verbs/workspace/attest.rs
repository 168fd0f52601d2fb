//! `paap check --attest` and `--fix`: what a check writes, before it checks.

use super::threads;
use crate::error::Error;
use crate::output;
use crate::show::some;
use paap_files::Folder;
use paap_files::workspace::Gate;
use paap_workspace::Workspace;
use paap_workspace::check::Check;

/// Writes down what can be proved here alone: figures of sealed answers, and transcripts that pass the
/// release gate. Returns how many things keep a study's transcripts from passing; they have been said.
pub(super) fn attest(folder: &Folder, today: &str) -> Result<usize, Error> {
    let tree = folder.tree()?;
    let workspace = Workspace::read(&tree, threads());
    let mut closed = 0;
    for study in &workspace.studies {
        let mut salt = || format!("{:016x}{:016x}", paap_files::random(), paap_files::random());
        let lock = study.attest(today, workspace.settings.least_cell, &mut salt);
        let file = study.path("evidence.lock");
        let figures = lock.entries().count();
        if figures > 0 || tree.files.contains_key(&file) {
            folder.put(&file, lock.write().as_bytes())?;
            output::say(&format!("{file}: {}", some(figures as u64, "figure")));
        }
        match folder.attest_reviewed(&study.id) {
            Ok(Gate::Nothing) => {}
            Ok(Gate::Passed(count)) => {
                let file = study.path(paap_workspace::reviewed::FILE);
                output::say(&format!("{file}: {}", some(count as u64, "transcript")));
            }
            Ok(Gate::Closed(obstacles)) => {
                closed += obstacles.len();
                output::say(&format!(
                    "{}: {} in the way of the release gate; `paap interview redact {} --check` \
                     names them",
                    study.id,
                    some(obstacles.len() as u64, "thing"),
                    folder.study(&study.id)?.display(),
                ));
            }
            // What is sealed is not at hand here: what was attested before stays.
            Err(paap_files::Error::NoReview(_) | paap_files::Error::Locked(_)) => {
                output::say(&format!(
                    "{}: the review of its transcripts is not at hand here; what was attested of \
                     them stays as it is",
                    study.id,
                ));
            }
            Err(other) => return Err(other.into()),
        }
    }
    Ok(closed)
}

/// Writes quotations as their source has them, and pins today's transcripts.
pub(super) fn fix(folder: &Folder, check: &Check) -> Result<(), Error> {
    let tree = folder.tree()?;
    for one in check.insights.iter().filter(|one| !one.proof.repairs.is_empty()) {
        let bytes = tree.files.get(&one.file).map(Vec::as_slice).unwrap_or_default();
        let Ok(text) = str::from_utf8(bytes) else { continue };
        let mut repairs: Vec<_> = one.proof.repairs.iter().collect();
        repairs.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
        let mut new = text.to_owned();
        for (range, better) in repairs {
            // Behind the quotation there is what was there before, its line break included.
            let old = text.get(range.clone()).unwrap_or_default();
            let end = &old[old.trim_end().len()..];
            let better = match old.contains("\r\n") {
                true => better.replace('\n', "\r\n"),
                false => better.clone(),
            };
            new.replace_range(range.clone(), &format!("{better}{end}"));
        }
        folder.put(&one.file, new.as_bytes())?;
        let count = one.proof.repairs.len() as u64;
        output::say(&format!("{}: {} as in the source now", one.file, some(count, "quotation")));
    }
    Ok(())
}
