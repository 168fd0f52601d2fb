//! Documents: their ids, and what cases and variables say of them.

use super::super::cases;
use super::super::guid::{Guid, Kind};
use super::super::raw::{Case, Value};
use super::super::score::Loaded;
use super::super::{Error, Unique, count};
use super::Reader;
use crate::transcript::About;
use crate::warning::Warning;
use std::collections::HashMap;

impl Reader {
    /// Gives every document its id, and its front matter what its cases say. The front matters
    /// wait in the project's documents for their bodies.
    pub(super) fn documents(&mut self, loaded: &mut [Loaded]) -> Result<(), Error> {
        let variables = self.variables();
        let mut places: HashMap<Guid, usize> = HashMap::new();
        for (number, loaded) in loaded.iter().enumerate() {
            for guid in [loaded.source.guid, loaded.source.outer].into_iter().flatten() {
                places.entry(guid).or_insert(number);
            }
        }
        let cases = std::mem::take(&mut self.raw.cases);
        let of_documents = self.cases_of(&cases, &places, loaded.len());
        let mut values: Vec<Vec<(String, String)>> = Vec::with_capacity(loaded.len());
        for (loaded, of_document) in loaded.iter_mut().zip(&of_documents) {
            let source = std::mem::take(&mut loaded.source.values);
            let of_cases = of_document.iter().filter_map(|case| cases.get(*case));
            let all = of_cases.flat_map(|case| &case.values).chain(&source);
            values.push(self.named(all, &variables)?);
        }
        let ids = self.ids(loaded, &values);
        for (((loaded, id), values), of_document) in
            loaded.iter_mut().zip(ids).zip(values).zip(&of_documents)
        {
            let of_cases: Vec<&Case> =
                of_document.iter().filter_map(|case| cases.get(*case)).collect();
            let mut about = About { id: id.clone(), ..About::default() };
            let name = loaded.source.name.take();
            let name = name.filter(|name| self.own || !name.trim().is_empty());
            let name = name.unwrap_or_else(|| id.clone());
            let mut names = of_cases.iter().filter_map(|case| case.name.as_deref());
            let first = names.next().filter(|name| self.own || !name.trim().is_empty());
            cases::read(&mut about, &name, first, values);
            let further = names.map(|name| (cases::CASE, name));
            let of_case = of_cases.iter().filter_map(|case| case.description.as_deref());
            let descriptions = of_case.map(|text| ("case_description", text));
            let of_source = loaded.source.description.as_deref().map(|text| ("description", text));
            for (key, text) in further.chain(descriptions).chain(of_source) {
                if !text.trim().is_empty() {
                    self.meter.keep::<(String, String)>(text.len())?;
                    about.others.push((key.to_owned(), text.to_owned()));
                }
            }
            if let [case] = of_cases[..]
                && let ([_], Some(guid)) = (&case.sources[..], case.guid)
            {
                self.project.guids.keep(Kind::Case, &id, guid);
            }
            if let Some(guid) = loaded.source.guid {
                self.project.guids.keep(Kind::Document, &id, guid);
            }
            for guid in [loaded.source.guid, loaded.source.outer].into_iter().flatten() {
                self.documents.entry(guid).or_insert_with(|| id.clone());
            }
            self.abouts.push_back(about);
            loaded.id = id;
        }
        Ok(())
    }

    /// Names of variables, by GUID.
    fn variables(&mut self) -> HashMap<Guid, String> {
        let mut variables = HashMap::new();
        for (number, variable) in std::mem::take(&mut self.raw.variables).into_iter().enumerate() {
            let name = variable.name.filter(|name| self.own || !name.trim().is_empty());
            let name = name.unwrap_or_else(|| format!("variable-{}", number + 1));
            self.project.guids.keep(Kind::Variable, &name, variable.guid);
            variables.entry(variable.guid).or_insert(name);
        }
        variables
    }

    /// The cases of every document, by their number; and says which cases are not carried over.
    fn cases_of(
        &mut self,
        cases: &[Case],
        places: &HashMap<Guid, usize>,
        documents: usize,
    ) -> Vec<Vec<usize>> {
        let mut of_documents = vec![Vec::new(); documents];
        let (mut lost, mut shared, mut coded) = (0, 0, 0);
        for (number, case) in cases.iter().enumerate() {
            let mut found = 0;
            for place in case.sources.iter().filter_map(|guid| places.get(guid)) {
                if let Some(cases) = of_documents.get_mut(*place) {
                    cases.push(number);
                    found += 1;
                }
            }
            lost += usize::from(found == 0);
            shared += usize::from(found > 1);
            coded += usize::from(case.codes + case.selections > 0);
        }
        if lost > 0 {
            let cases = count(lost, "case has no text and is", "cases have no text and are");
            self.warn(Warning::problem(
                "case-without-text",
                format!("{cases} not carried over, nor what is known of them."),
            ));
        }
        if shared > 0 {
            let cases = count(shared, "case has", "cases have");
            self.warn(Warning::notice(
                "shared-case",
                format!(
                    "{cases} several texts: what is known of it stands in the front matter of each."
                ),
            ));
        }
        if coded > 0 {
            let cases = count(coded, "case is", "cases are");
            self.warn(Warning::notice(
                "case-of-part",
                format!(
                    "{cases} said to be of codes or of parts of texts; that is not carried over."
                ),
            ));
        }
        of_documents
    }

    /// Values with the names of their variables.
    fn named<'a>(
        &mut self,
        values: impl Iterator<Item = &'a Value>,
        variables: &HashMap<Guid, String>,
    ) -> Result<Vec<(String, String)>, Error> {
        let mut named = Vec::new();
        for value in values {
            let name = value.variable.and_then(|variable| variables.get(&variable));
            let (Some(name), Some(text)) = (name, &value.text) else { continue };
            // A case of many texts is written out for each.
            self.meter.keep::<(String, String)>(name.len() + text.len())?;
            named.push((name.clone(), text.clone()));
        }
        Ok(named)
    }

    /// Ids of documents: what a variable says, else what the name makes.
    fn ids(&self, loaded: &[Loaded], values: &[Vec<(String, String)>]) -> Vec<String> {
        let mut unique = Unique::default();
        let said: Vec<Option<String>> = values
            .iter()
            .map(|values| {
                let id = values.iter().find(|(key, _)| key == "id").map(|(_, id)| id);
                id.filter(|id| self.own || cases::id(id) == **id).map(|id| unique.take(id))
            })
            .collect();
        said.into_iter()
            .zip(loaded)
            .enumerate()
            .map(|(number, (said, loaded))| {
                let name = loaded.source.name.as_deref().filter(|name| !name.trim().is_empty());
                let made = || name.map_or_else(|| format!("document-{}", number + 1), cases::id);
                said.unwrap_or_else(|| unique.take(&made()))
            })
            .collect()
    }
}
