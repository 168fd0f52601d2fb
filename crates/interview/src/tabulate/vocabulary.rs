//! What filters may ask of participants: the codes on their words, and what front matter says of them.

use super::{Participant, Tabulation};
use paap_analysis::People;
use paap_analysis::expression::{Vocabulary, nearest, place_in};

/// A variable's number is its place here.
const VARIABLES: [&str; 7] =
    [CODE, "persona", "organisation", "role", "industry", "region", "company-size"];

/// The variable whose values are the codes.
const CODE: &str = "code";

impl Participant {
    fn says(&self, variable: usize) -> Option<&str> {
        let said = match *VARIABLES.get(variable)? {
            "persona" => &self.persona,
            "organisation" => &self.organisation,
            "role" => &self.role,
            "industry" => &self.industry,
            "region" => &self.region,
            "company-size" => &self.company_size,
            _ => return None,
        };
        said.as_deref()
    }
}

impl Tabulation {
    /// The place of a code; else ids that are near it.
    ///
    /// # Errors
    ///
    /// Where neither codebook nor codings have it.
    pub fn code(&self, id: &str) -> Result<usize, Vec<String>> {
        let wanted = id.trim();
        let codes = || self.codes.iter().map(|own| &own.code);
        codes().position(|code| code.id == wanted).ok_or_else(|| {
            let near = nearest(wanted, codes().map(|code| code.id.as_str()));
            let named = codes().filter(|code| code.name.to_lowercase() == wanted.to_lowercase());
            let named = named.map(|code| code.id.clone()).filter(|id| !near.contains(id));
            named.chain(near.iter().cloned()).take(3).collect()
        })
    }

    /// Those in whose words a code is, or one below it.
    pub fn voices(&self, code: usize) -> People {
        let nobody = || People::none(self.participants.len());
        self.codes.get(code).map_or_else(nobody, |own| own.people.clone())
    }

    /// Whether a code hangs below another, or is it.
    pub fn is_within(&self, code: usize, above: usize) -> bool {
        code == above || self.codes.get(code).is_some_and(|own| own.ancestors.contains(&above))
    }

    fn whose(&self, is: impl Fn(&Participant) -> bool) -> People {
        People::from_fn(self.participants.len(), |at| self.participants.get(at).is_some_and(&is))
    }
}

impl Vocabulary for Tabulation {
    fn people(&self) -> usize {
        self.participants.len()
    }

    fn nouns(&self) -> (&'static str, &'static str) {
        ("variable", "value")
    }

    fn find(&self, name: &str) -> Result<usize, Vec<String>> {
        place_in(&VARIABLES, name)
    }

    /// Whoever is coded at all has answered what codes ask.
    fn answered(&self, variable: usize) -> People {
        match VARIABLES.get(variable) {
            Some(&CODE) => self.base().clone(),
            _ => self.whose(|own| own.says(variable).is_some()),
        }
    }

    fn asked(&self, _: usize) -> People {
        People::all(self.participants.len())
    }

    fn chose(&self, variable: usize, value: &str) -> Result<People, Vec<String>> {
        if VARIABLES.get(variable) == Some(&CODE) {
            return self.code(value).map(|code| self.voices(code));
        }
        let wanted = value.trim();
        let alike = wanted.to_lowercase();
        let people = self.whose(|own| {
            own.says(variable).is_some_and(|said| said.trim().to_lowercase() == alike)
        });
        if people.is_empty() {
            let said = self.participants.iter().filter_map(|own| own.says(variable));
            let said: std::collections::BTreeSet<&str> = said.collect();
            return Err(nearest(wanted, said));
        }
        Ok(people)
    }

    fn whose_number(&self, _: usize, _: &dyn Fn(f64) -> bool) -> Option<People> {
        None
    }
}
