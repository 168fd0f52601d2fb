//! `paap interview code`: what coders do, an action each.

mod list;

use super::study;
use crate::args::interview::{Action, CodeArgs};
use crate::clock;
use crate::error::Error;
use crate::input;
use crate::output::{self, Outcome};
use paap_files::{Coded, Identity, Study};
use paap_interview::codebook::{Change, slug};
use paap_interview::coding::assignment::State as Work;
use paap_interview::coding::disagree::compare;
use paap_interview::coding::list as listed;
use paap_interview::coding::{AGREED, NotFound, Operation, find_quote, last_done, last_undone};
use paap_interview::{Code, Coding, Pinned, Step};
use std::collections::BTreeMap;
use std::path::Path;

pub(super) fn run(args: &CodeArgs) -> Result<Outcome, Error> {
    let study = study(&args.folder)?;
    let coded = study.coded()?;
    let work = Desk { args, study, coded };
    match args.action {
        Action::List => list::codings(&work),
        Action::Disagreements => list::disagreements(&work),
        Action::Start => work.start(),
        Action::Finish => work.finish(),
        Action::Apply => work.apply(),
        Action::Remove => work.each(|coding| Operation::Remove { coding }),
        Action::Move => {
            let to = work.code(args.to.as_deref(), "--to")?;
            work.each(|coding| Operation::Move { coding, to: to.clone() })
        }
        Action::Memo => work.each(|coding| Operation::Memo { coding, memo: args.memo.clone() }),
        Action::New => work.new_code(),
        Action::Rename => work.rename(),
        Action::Merge => work.merge(),
        Action::Split => work.split(),
        Action::Delete => work.delete(),
        Action::Undo => work.undo(false),
        Action::Redo => work.undo(true),
        Action::Adjudicate => work.adjudicate(),
        Action::Pull => work.pull(),
        Action::Carry => work.carry(),
    }
}

/// What is worked on.
struct Desk<'a> {
    args: &'a CodeArgs,
    study: Study,
    coded: Coded,
}

fn usage<T>(what: impl Into<String>) -> Result<T, Error> {
    Err(Error::Usage(what.into()))
}

impl Desk<'_> {
    fn coder(&self) -> Result<&str, Error> {
        match self.args.coder.as_deref() {
            Some(AGREED) => {
                usage(format!("`{AGREED}` is the name of what was adjudicated; use another"))
            }
            Some(coder) => Ok(coder),
            None => usage("say who codes: --coder NAME, or PAAP_CODER=NAME"),
        }
    }

    /// The interview that was named; it must be there.
    fn document(&self) -> Result<&str, Error> {
        let Some(id) = self.args.document.as_deref() else {
            return usage("say which interview: --document ID");
        };
        match self.coded.documents.contains_key(id) {
            true => Ok(id),
            false => usage(format!(
                "{id}: there is no such interview; there are {}",
                few(self.coded.documents.keys().map(String::as_str))
            )),
        }
    }

    /// The code of this id; it must be in the codebook.
    fn code(&self, id: Option<&str>, flag: &str) -> Result<String, Error> {
        let Some(id) = id else { return usage(format!("say which code: {flag} CODE")) };
        match self.coded.codebook.get(id) {
            Some(code) => Ok(code.id.clone()),
            None => usage(format!(
                "{id}: there is no such code; there are {}. `paap interview code DIR new --code {id}` \
                 makes it.",
                few(self.coded.codebook.codes.iter().map(|code| code.id.as_str()))
            )),
        }
    }

    fn one_code(&self) -> Result<String, Error> {
        match self.args.code.as_slice() {
            [one] => self.code(Some(one), "--code"),
            [] => self.code(None, "--code"),
            _ => usage("one code at a time, please: --code CODE"),
        }
    }

    /// The code, whole.
    fn whole(&self, id: &str) -> Code {
        self.coded.codebook.get(id).cloned().unwrap_or_default()
    }

    fn record(&self, operations: Vec<Operation>) -> Result<Vec<String>, Error> {
        let coder = self.coder()?;
        let entries = self.study.record(&self.coded, coder, clock::now(), operations)?;
        Ok(entries.into_iter().map(|entry| entry.id).collect())
    }

    fn said(&self, text: &str) -> Result<Outcome, Error> {
        output::print(&format!("{text}\n"))?;
        Ok(Outcome::Done)
    }

    fn start(&self) -> Result<Outcome, Error> {
        let (coder, document) = (self.coder()?, self.document()?);
        self.claim(coder, document)?;
        self.said(&format!("{coder} works on {document}."))
    }

    /// Takes an interview, so that nobody codes it unknowingly, too.
    fn claim(&self, coder: &str, document: &str) -> Result<(), Error> {
        let mut assignments = self.coded.assignments.clone();
        assignments.claim(document, coder, clock::now(), self.args.second).map_err(|taken| {
            Error::Usage(format!(
                "{document}: {} took this interview on {}. To code it as well, without seeing each \
                 other's codings, add --second.",
                taken.coders.join(", "),
                clock::day(taken.since)
            ))
        })?;
        if assignments != self.coded.assignments {
            self.study.assign(&assignments)?;
        }
        Ok(())
    }

    fn finish(&self) -> Result<Outcome, Error> {
        let (coder, document) = (self.coder()?, self.document()?);
        let mut assignments = self.coded.assignments.clone();
        assignments.finish(document, coder, clock::now(), Work::Done);
        self.study.assign(&assignments)?;
        self.said(&format!("{coder} has coded all of {document}."))
    }

    fn apply(&self) -> Result<Outcome, Error> {
        let (coder, id, code) = (self.coder()?, self.document()?, self.one_code()?);
        let Some(held) = self.coded.documents.get(id) else {
            return self.document().map(|_| Outcome::Done);
        };
        let document = &held.document;
        let range = find_quote(document, self.args.quote.as_deref(), self.args.turn.as_deref())
            .map_err(not_found)?;
        let place = Pinned::of(document)
            .select(range)
            .ok_or_else(|| Error::Usage("there are no words there".to_owned()))?;
        self.claim(coder, id)?;
        let operation = Operation::Apply {
            code: code.clone(),
            document: id.to_owned(),
            place,
            memo: self.args.memo.clone(),
        };
        let ids = self.record(vec![operation])?;
        self.said(&format!("{} {code} on {id}", ids.concat()))
    }

    /// The coder's own codings that were named.
    fn codings(&self) -> Result<Vec<&Coding>, Error> {
        let coder = self.coder()?;
        if self.args.coding.is_empty() {
            return usage("say which codings: --coding ID, as list shows them");
        }
        let coding = |id: &String| {
            let found = self.coded.state.codings.iter().find(|coding| coding.id == *id);
            match found {
                Some(coding) if coding.coder == coder => Ok(coding),
                Some(_) => usage(format!("{id}: this coding is another coder's")),
                None => usage(format!("{id}: there is no such coding")),
            }
        };
        self.args.coding.iter().map(coding).collect()
    }

    fn each(&self, operation: impl Fn(String) -> Operation) -> Result<Outcome, Error> {
        let codings = self.codings()?;
        let count = codings.len();
        self.record(codings.into_iter().map(|coding| operation(coding.id.clone())).collect())?;
        self.said(&format!("{count} changed; `undo` takes it back."))
    }

    /// Makes a change of the codebook, if it can be made.
    fn change(&self, change: Change, said: &str) -> Result<Outcome, Error> {
        let mut codebook = self.coded.codebook.clone();
        change.apply(&mut codebook).map_err(|why| Error::Usage(why.to_string()))?;
        self.record(vec![Operation::Codebook(change)])?;
        self.said(said)
    }

    fn new_code(&self) -> Result<Outcome, Error> {
        let [name] = self.args.code.as_slice() else {
            return usage("say how the code is called: --code NAME");
        };
        let id = slug(name);
        let parent = self.args.parent.as_deref();
        let parent = parent.map(|parent| self.code(Some(parent), "--parent")).transpose()?;
        let added = Code {
            id: id.clone(),
            name: name.clone(),
            parent,
            definition: self.args.definition.clone(),
            ..Code::default()
        };
        self.change(Change::AddCode { added }, &format!("{id} is a code now."))
    }

    fn rename(&self) -> Result<Outcome, Error> {
        let code = self.one_code()?;
        let Some(to) = self.args.to.clone() else { return usage("say the new name: --to NAME") };
        let from = self.whole(&code).name;
        let said = format!("{code} is called “{to}” now; its id stays.");
        self.change(Change::RenameCode { code, from, to }, &said)
    }

    fn merge(&self) -> Result<Outcome, Error> {
        let into = self.code(self.args.to.as_deref(), "--to")?;
        if self.args.code.is_empty() {
            return usage("say which codes to merge: --code CODE,CODE");
        }
        let codes: Result<Vec<Code>, Error> = self
            .args
            .code
            .iter()
            .map(|id| Ok(self.whole(&self.code(Some(id), "--code")?)))
            .collect();
        let said = format!("{} and {into} are one code now: {into}.", self.args.code.join(", "));
        self.change(Change::MergeCodes { codes: codes?, into }, &said)
    }

    fn split(&self) -> Result<Outcome, Error> {
        let code = self.one_code()?;
        let Some(name) = self.args.to.as_deref() else {
            return usage("say how the new code is called: --to NAME");
        };
        if self.args.coding.is_empty() {
            return usage("say which codings go to the new code: --coding ID,ID");
        }
        let all = &self.coded.state.codings;
        for id in &self.args.coding {
            if !all.iter().any(|coding| coding.id == *id && coding.code == code) {
                return usage(format!("{id}: there is no such coding of {code}"));
            }
        }
        let part = Code {
            id: slug(name),
            name: name.to_owned(),
            parent: self.whole(&code).parent,
            definition: self.args.definition.clone(),
            ..Code::default()
        };
        let said = format!("{} codings of {code} are {} now.", self.args.coding.len(), part.id);
        self.change(Change::SplitCode { code, part, codings: self.args.coding.clone() }, &said)
    }

    fn delete(&self) -> Result<Outcome, Error> {
        let code = self.one_code()?;
        let count = self.coded.state.codings.iter().filter(|coding| coding.code == code).count();
        let said = format!("{code} and its {count} codings are gone; `undo` brings them back.");
        self.change(Change::DeleteCode { deleted: self.whole(&code) }, &said)
    }

    fn undo(&self, redo: bool) -> Result<Outcome, Error> {
        let coder = self.coder()?;
        let entries = self.coded.entries();
        let last = if redo { last_undone(&entries, coder) } else { last_done(&entries, coder) };
        let Some(last) = last else {
            return usage(if redo {
                "there is nothing to redo"
            } else {
                "there is nothing to undo"
            });
        };
        self.record(vec![Operation::Undo { undone: last.id.clone() }])?;
        self.said(if redo { "Redone." } else { "Undone; `redo` brings it back." })
    }

    /// Decides on a disagreement: what its coding looks like from now on.
    fn adjudicate(&self) -> Result<Outcome, Error> {
        let (document, code) = (self.document()?, self.one_code()?);
        let (worked, _) = self.coded.assignments.worked(&self.coded.state.codings);
        let comparison = compare(
            &self.coded.state.codings,
            &worked,
            &self.coded.state.adjudications,
            &self.coded.texts(),
        );
        let open: Vec<_> = comparison
            .disagreements
            .iter()
            .filter(|one| one.document == document && one.code == code)
            .filter(|one| self.args.coding.is_empty() || self.is_about(one))
            .collect();
        let [one] = open.as_slice() else {
            return usage(match open.len() {
                0 => format!("coders do not disagree about {code} in {document}"),
                some => format!(
                    "there are {some} disagreements about {code} in {document}: say which with \
                     --coding ID, one of its codings"
                ),
            });
        };
        // What shall hold: the words that were typed, the codings that were named, or nothing.
        let Some(held) = self.coded.documents.get(document) else {
            return self.document().map(|_| Outcome::Done);
        };
        let outcome = match (&self.args.quote, self.args.to.as_deref()) {
            (Some(_), _) => {
                let range = find_quote(
                    &held.document,
                    self.args.quote.as_deref(),
                    self.args.turn.as_deref(),
                )
                .map_err(not_found)?;
                Pinned::of(&held.document).select(range).into_iter().collect()
            }
            (None, Some("none")) => Vec::new(),
            (None, Some(coder)) => {
                let side = one.sides.iter().find(|side| side.coder == coder);
                let Some(side) = side else {
                    return usage(format!(
                        "{coder}: nobody of that name coded here; --to CODER or none"
                    ));
                };
                let is_of = |coding: &&Coding| side.codings.iter().any(|part| part.id == coding.id);
                self.coded.state.codings.iter().filter(is_of).map(|c| c.place.clone()).collect()
            }
            (None, None) => {
                return usage(
                    "say what shall hold: --to CODER (as that coder has it), --to none, or --quote WORDS",
                );
            }
        };
        let decision = one.decided(outcome, self.args.memo.clone());
        self.record(vec![decision])?;
        self.said(&format!("Decided: what holds of {code} in {document} is by `{AGREED}`."))
    }

    fn is_about(&self, one: &paap_interview::coding::disagree::Disagreement) -> bool {
        let ids = one.sides.iter().flat_map(|side| &side.codings).map(|part| &part.id);
        ids.into_iter().any(|id| self.args.coding.contains(id))
    }

    fn pull(&self) -> Result<Outcome, Error> {
        let Some(from) = self.args.from.as_deref() else {
            return usage("say which folder to pull from: --from DIR");
        };
        if from.is_file() {
            return self.pull_list(from);
        }
        let identity = super::identity(&self.args.folder.key)?;
        let other = Study::open(from, identity)?;
        let (new, conflicts) = self.study.pull(&other)?;
        for id in &conflicts {
            output::say(&format!("{id}: differs in the two folders; both are kept"));
        }
        self.said(&format!("{new} operations are new; {} differ.", conflicts.len()))
    }

    /// Takes over a list of codings; each of its coders has then coded all of their interviews.
    fn pull_list(&self, path: &Path) -> Result<Outcome, Error> {
        let list = listed::read(&input::text(path)?).map_err(|why| {
            Error::Usage(format!("{}, line {}: {}", path.display(), why.line, why.message))
        })?;
        let wrong = |line: u64, what: String| {
            Error::Usage(format!("{}, line {line}: {what}; nothing was taken over", path.display()))
        };
        let mut operations: BTreeMap<&str, Vec<Operation>> = BTreeMap::new();
        let mut assignments = self.coded.assignments.clone();
        for one in &list {
            let held = self.coded.documents.get(&one.document);
            let held = held.ok_or_else(|| {
                wrong(one.line, format!("there is no interview `{}`", one.document))
            })?;
            if self.coded.codebook.get(&one.code).is_none() {
                return Err(wrong(one.line, format!("there is no code `{}`", one.code)));
            }
            let range = find_quote(&held.document, one.quote.as_deref(), one.turn.as_deref())
                .map_err(|why| wrong(one.line, why.to_string()))?;
            let place = Pinned::of(&held.document).select(range);
            let place = place.ok_or_else(|| wrong(one.line, "there are no words".to_owned()))?;
            let (code, document, memo) = (one.code.clone(), one.document.clone(), one.memo.clone());
            let operation = Operation::Apply { code, document, place, memo };
            operations.entry(one.coder.as_str()).or_default().push(operation);
            // A list is of coders who know of each other.
            let _ = assignments.claim(&one.document, &one.coder, clock::now(), true);
            assignments.finish(&one.document, &one.coder, clock::now(), Work::Done);
        }
        let coders = operations.len();
        for (coder, operations) in operations {
            self.study.record(&self.coded, coder, clock::now(), operations)?;
        }
        self.study.assign(&assignments)?;
        self.said(&format!("{} codings by {coders} coders taken over.", list.len()))
    }

    /// Carries codings over to the versions at hand, after somebody repaired transcripts.
    fn carry(&self) -> Result<Outcome, Error> {
        let Some(from) = self.args.from.as_deref() else {
            return usage("say where the folder is as it was before the repair: --from DIR");
        };
        let identity: Identity = super::identity(&self.args.folder.key)?;
        let before = Study::open(from, identity)?.documents()?;
        let mut operations = Vec::new();
        let mut lost = 0;
        for (id, held) in &self.coded.documents {
            let Some(old) = before.get(id) else { continue };
            let step = Step::repair(&old.document, &held.document);
            let current = held.document.version();
            let stale = self.coded.state.codings.iter();
            for coding in stale.filter(|c| c.document == *id && c.place.version != current) {
                match step.carry(&coding.place) {
                    Ok(place) => {
                        operations.push(Operation::Carry { coding: coding.id.clone(), place });
                    }
                    Err(why) => {
                        lost += 1;
                        output::say(&format!(
                            "{id}: {} ({}) is lost: {}",
                            coding.id,
                            coding.code,
                            why.why()
                        ));
                    }
                }
            }
        }
        let carried = operations.len();
        self.record(operations)?;
        self.said(&format!("{carried} codings carried over, {lost} lost."))
    }
}

fn not_found(why: NotFound) -> Error {
    Error::Usage(format!("{why} (--quote WORDS, --turn TURN)"))
}

/// Some names, for a sentence.
fn few<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.collect();
    match names.len() {
        0 => "none".to_owned(),
        1..=12 => names.join(", "),
        many => format!("{} and {} more", names[..12].join(", "), many - 12),
    }
}
