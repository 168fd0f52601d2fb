//! `paap interview code`: what coders do, an action each.

mod list;
mod settle;

use super::study;
use crate::args::interview::{Action, CodeArgs};
use crate::clock;
use crate::error::Error;
use crate::output::{self, Outcome};
use crate::show::sheet::Sheet;
use crate::show::{Format, some};
use paap_files::{Coded, Study};
use paap_interview::codebook::{Change, slug};
use paap_interview::coding::assignment::{Claim, State as Work};
use paap_interview::coding::view::{View, view};
use paap_interview::coding::{
    AGREED, Entry, NotFound, Operation, find_quote, last_done, last_undone,
};
use paap_interview::{Code, Coding, Pinned};
use serde::Serialize;

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

/// What was done: what programs get.
#[derive(Debug, Serialize)]
struct Done<'a> {
    done: &'a str,
    #[serde(flatten)]
    view: View,
}

fn usage<T>(what: impl Into<String>) -> Result<T, Error> {
    Err(Error::Usage(what.into()))
}

fn not_found(why: NotFound) -> Error {
    Error::Usage(format!("{why} (--quote WORDS, --turn TURN)"))
}

impl Desk<'_> {
    fn coder(&self) -> Result<&str, Error> {
        match self.args.coder.as_deref() {
            Some(AGREED) => {
                usage(format!("`{AGREED}` is the name of what was adjudicated; use another"))
            }
            // Before anything is written: the name is a file's, too.
            Some(coder) => Ok(paap_files::name(coder)?),
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
        // People write a code as they see it.
        let codes = &self.coded.codebook;
        match codes.get(id).or_else(|| codes.get(&slug(id))) {
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

    fn record(&self, operations: Vec<Operation>) -> Result<Vec<Entry>, Error> {
        Ok(self.study.record(&self.coded, self.coder()?, clock::now(), operations)?)
    }

    /// What was done, in words; programs get the operations and what they changed, too.
    fn said(&self, text: &str, operations: Vec<Entry>) -> Result<Outcome, Error> {
        let after = match operations.is_empty() {
            true => None,
            false => Some(self.study.coded()?.state),
        };
        let before = &self.coded.state;
        let view = view(operations, before, after.as_ref().unwrap_or(before));
        for warning in &view.warnings {
            output::say(&warning.message);
        }
        if self.args.showing.format == Format::Json {
            let done = Done { done: text, view };
            return output::sheet(&done, Sheet::default(), &self.args.showing);
        }
        output::print(&format!("{text}\n"))?;
        Ok(Outcome::Done)
    }

    fn start(&self) -> Result<Outcome, Error> {
        let (coder, document) = (self.coder()?, self.document()?);
        self.claim(coder, document)?;
        self.said(&format!("{coder} works on {document}."), Vec::new())
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
        self.said(&format!("{coder} has coded all of {document}."), Vec::new())
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
        // Whoever is through with it and adds one more is still through.
        let is_theirs = |own: &&Claim| own.document == id && own.coder == coder;
        let claim = self.coded.assignments.claims().iter().find(is_theirs);
        if claim.is_none_or(|own| own.state == Work::Released) {
            self.claim(coder, id)?;
        }
        let operation = Operation::Apply {
            code: code.clone(),
            document: id.to_owned(),
            place,
            memo: self.args.memo.clone(),
        };
        let done = self.record(vec![operation])?;
        let own = done.first().map_or("", |entry| entry.id.as_str());
        let said = format!("{own} {code} on {id}");
        self.said(&said, done)
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
        let all = codings.into_iter().map(|coding| operation(coding.id.clone())).collect();
        let done = self.record(all)?;
        let said = match done.len() {
            1 => "1 coding changed; `undo` takes it back.".to_owned(),
            some => format!("{some} codings changed; `undo` takes back one a time."),
        };
        self.said(&said, done)
    }

    /// Makes a change of the codebook, if it can be made.
    fn change(&self, change: Change, said: &str) -> Result<Outcome, Error> {
        let mut codebook = self.coded.codebook.clone();
        change.apply(&mut codebook).map_err(|why| Error::Usage(why.to_string()))?;
        let done = self.record(vec![Operation::Codebook(change)])?;
        self.said(said, done)
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
        let count = some(self.args.coding.len() as u64, "coding");
        let said = format!("Of {code} went to {}: {count}.", part.id);
        self.change(Change::SplitCode { code, part, codings: self.args.coding.clone() }, &said)
    }

    fn delete(&self) -> Result<Outcome, Error> {
        let code = self.one_code()?;
        let count = self.coded.state.codings.iter().filter(|coding| coding.code == code).count();
        let count = some(count as u64, "coding");
        let said = format!("{code} and its {count} are gone; `undo` brings them back.");
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
        let done = self.record(vec![Operation::Undo { undone: last.id.clone() }])?;
        self.said(if redo { "Redone." } else { "Undone; `redo` brings it back." }, done)
    }
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
