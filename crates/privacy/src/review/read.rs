//! What people made of a review file.

use super::yaml::{Node, Value, entries};
use super::{Decision, Place, Problem, Proposal, Review, one_line};
use crate::Kind;
use crate::replace::words::folded;
use hashbrown::{HashMap, HashSet};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};

pub(super) fn read(text: &str) -> (Review, Vec<Problem>) {
    let mut reader = Reader::default();
    let mut review = Review::default();
    for entry in entries(text) {
        match entry {
            Ok(node) => review.entities.extend(reader.entity(node)),
            Err(problem) => reader.problems.push(problem),
        }
    }
    part(&mut review);
    reader.check_ids(&mut review);
    reader.check_pseudonyms(&mut review);
    reader.problems.sort_by_key(|problem| problem.line);
    (review, reader.problems)
}

#[derive(Default)]
struct Reader {
    problems: Vec<Problem>,
}

impl Reader {
    fn problem(&mut self, line: usize, message: impl Into<String>) {
        self.problems.push(Problem { line, message: message.into() });
    }

    fn entity(&mut self, node: Node) -> Option<Proposal> {
        let line = node.line;
        let Value::Map(fields) = node.value else {
            self.problem(line, "this is not one entity; each begins with `- entity:`");
            return None;
        };
        let mut entity = Proposal { line, ..Proposal::new(Kind::Person) };
        let mut has_kind = false;
        for (name, node) in fields {
            let at = node.line;
            match field(&name).as_str() {
                "entity" | "id" => entity.id = self.text(node),
                "decision" => entity.decision = self.decision(node).unwrap_or_default(),
                "suggested" | "suggestion" => {
                    entity.is_sure = self.decision(node) == Some(Decision::Accept);
                }
                "same as" => entity.same_as = Some(self.text(node)).filter(|id| !id.is_empty()),
                "by" => entity.by = self.text(node),
                "on" | "when" => entity.on = self.text(node),
                "kind" => match self.kind(node) {
                    Some(kind) => (entity.kind, has_kind) = (kind, true),
                    None => has_kind = true,
                },
                "name" => entity.name = self.text(node),
                "stands as" | "pseudonym" => entity.pseudonym = self.text(node),
                "variants" => entity.variants = self.texts(node),
                "also" => entity.also = self.texts(node),
                "places" => entity.places = self.places(node),
                _ => self.problem(
                    at,
                    "an entity has no such field; it has `entity`, `decision`, `same as`, `kind`, \
                     `name`, `stands as`, `variants`, `also`, `places`, `by` and `on`",
                ),
            }
        }
        if entity.id.is_empty() {
            self.problem(line, "the entity has no id; write `entity:` and a word of your own");
        }
        if !has_kind {
            self.problem(line, format!("the entity has no `kind`; write one of {}", kinds()));
        }
        Some(entity)
    }

    fn places(&mut self, node: Node) -> Vec<Place> {
        match node.value {
            Value::Nothing => Vec::new(),
            Value::List(items) => items.into_iter().filter_map(|item| self.place(item)).collect(),
            _ => {
                self.problem(node.line, "`places` is a list: a line `- {decision: , at: …}` each");
                Vec::new()
            }
        }
    }

    fn place(&mut self, node: Node) -> Option<Place> {
        let line = node.line;
        let Value::Map(fields) = node.value else {
            self.problem(line, "a place is `{decision: , at: …, context: …}`");
            return None;
        };
        let mut place = Place::default();
        for (name, node) in fields {
            let at = node.line;
            match field(&name).as_str() {
                "decision" => {
                    place.decision = match node.value {
                        Value::Nothing => None,
                        _ => Some(self.decision(node).unwrap_or_default()),
                    };
                }
                "at" => {
                    let text = self.text(node);
                    let mut parts = text.rsplitn(3, ':');
                    let mut number =
                        || parts.next()?.trim().parse::<usize>().ok().filter(|n| *n > 0);
                    let (column, line) = (number(), number());
                    match (parts.next(), line, column) {
                        (Some(document), Some(line), Some(column)) => {
                            place.document = document.to_owned();
                            (place.line, place.column) = (line, column);
                        }
                        _ => {
                            self.problem(at, "`at` is document:line:character, such as \"a:12:40\"")
                        }
                    }
                }
                "context" => {
                    let text = self.text_as_it_is(node);
                    match marked(&text) {
                        Some((before, inside, after)) => {
                            place.before = before.to_owned();
                            place.text = inside.to_owned();
                            place.after = after.to_owned();
                        }
                        None => self.problem(
                            at,
                            "the context must have the place between ⟦ and ⟧; nothing else of it \
                             should be changed",
                        ),
                    }
                }
                "by" => place.by = self.text(node),
                "on" | "when" => place.on = self.text(node),
                "rule" => place.rule = self.text(node),
                "sure" => place.confidence = self.text(node).parse().unwrap_or(0.0),
                _ => self.problem(
                    at,
                    "a place has no such field; it has `decision`, `at`, `context`, `by` and `on`",
                ),
            }
        }
        if place.document.is_empty() || place.text.is_empty() {
            self.problem(
                line,
                "the place has no `at` or no `context`, so it cannot be found again",
            );
            return None;
        }
        Some(place)
    }

    fn decision(&mut self, node: Node) -> Option<Decision> {
        let line = node.line;
        let decision = match self.text(node).to_lowercase().as_str() {
            "" | "undecided" | "?" | "todo" | "open" => Decision::Undecided,
            "accept" | "accepted" | "yes" | "y" | "true" | "replace" => Decision::Accept,
            "reject" | "rejected" | "no" | "n" | "false" | "keep" => Decision::Reject,
            _ => {
                self.problem(line, "a decision is `accept`, `reject` or `undecided`");
                return None;
            }
        };
        Some(decision)
    }

    fn kind(&mut self, node: Node) -> Option<Kind> {
        let line = node.line;
        let word = field(&self.text(node)).replace(' ', "_");
        let word = match word.as_str() {
            "organization" | "company" | "org" => "organisation",
            "city" | "country" | "region" | "location" => "place",
            "email" | "e_mail" => "mail",
            "tool" | "service" => "product",
            "telephone" => "phone",
            "name" => "person",
            "link" => "url",
            other => other,
        };
        let named: StrDeserializer<'_, Error> = word.into_deserializer();
        let kind = Kind::deserialize(named).ok();
        if kind.is_none() {
            self.problem(line, format!("there is no such kind; write one of {}", kinds()));
        }
        kind
    }

    fn texts(&mut self, node: Node) -> Vec<String> {
        match node.value {
            Value::Nothing => Vec::new(),
            Value::Text(text) => Vec::from([text]),
            Value::List(items) => items.into_iter().map(|item| self.text(item)).collect(),
            Value::Map(_) => {
                self.problem(node.line, "this is a list of texts, such as [\"one\", \"another\"]");
                Vec::new()
            }
        }
        .into_iter()
        .filter(|text| !text.trim().is_empty())
        .collect()
    }

    fn text(&mut self, node: Node) -> String {
        self.text_as_it_is(node).trim().to_owned()
    }

    fn text_as_it_is(&mut self, node: Node) -> String {
        match node.value {
            Value::Nothing => String::new(),
            Value::Text(text) => text,
            Value::List(_) | Value::Map(_) => {
                self.problem(node.line, "one text is wanted here; put it in double quotes");
                String::new()
            }
        }
    }

    /// Ids are there once, and what an entity is the same as is there and is another.
    fn check_ids(&mut self, review: &mut Review) {
        let ids = review.ids();
        let mut lost = Vec::new();
        for (index, entity) in review.entities.iter().enumerate() {
            if ids.get(entity.id.as_str()) != Some(&index) && !entity.id.is_empty() {
                let message = "another entity above has the same id; write another, unused one";
                self.problems.push(Problem { line: entity.line, message: message.to_owned() });
            }
            let Some(other) = &entity.same_as else { continue };
            let message = if !ids.contains_key(other.as_str()) {
                "`same as` names an id that no entity has; write that of the entity that stays"
            } else if review.leader(index, &ids) == index {
                "`same as` leads back to this entity; remove it from the one that stays"
            } else {
                continue;
            };
            self.problems.push(Problem { line: entity.line, message: message.to_owned() });
            lost.push(index);
        }
        drop(ids);
        for index in lost {
            if let Some(entity) = review.entities.get_mut(index) {
                entity.decision = Decision::Undecided;
            }
        }
    }

    /// What stands for an entity is there, is one line, stands for no other, and says no name.
    fn check_pseudonyms(&mut self, review: &mut Review) {
        let mut seen: HashMap<String, usize> = HashMap::new();
        let patterns_of = |is_meant: &dyn Fn(&Proposal) -> bool| {
            let mut patterns = crate::replace::patterns::Patterns::default();
            for entity in review.entities.iter().filter(|entity| is_meant(entity)) {
                for text in entity.texts() {
                    patterns.add(text);
                }
            }
            patterns.finish();
            patterns
        };
        let patterns =
            patterns_of(&|entity| entity.decision == Decision::Accept || entity.same_as.is_some());
        // What nobody decided is replaced, to be safe, so what it stands as must be safe, too.
        let open = patterns_of(&|entity| entity.decision != Decision::Reject);
        for entity in &mut review.entities {
            if entity.same_as.is_some() || entity.decision == Decision::Reject {
                continue;
            }
            if entity.decision == Decision::Undecided {
                let pseudonym = &entity.pseudonym;
                if pseudonym.chars().any(char::is_control) || !open.find(pseudonym).is_empty() {
                    let message = "`stands as` has a text in it that may be removed, or is not one \
                                   line; write one that tells nothing";
                    self.problems.push(Problem { line: entity.line, message: message.to_owned() });
                }
                continue;
            }
            let pseudonym = &entity.pseudonym;
            let is_taken = || seen.contains_key(&folded(pseudonym));
            let message = if pseudonym.is_empty() {
                "`stands as` is empty; write what shall stand in texts, such as \"[Person 9]\""
            } else if pseudonym.chars().any(char::is_control) {
                "`stands as` must be one line without control characters"
            } else if !patterns.find(pseudonym).is_empty() {
                "`stands as` has a text in it that is to be removed; write one that tells nothing"
            } else if is_taken() {
                "another entity stands as the same; write another number, or, if they are one, \
                 `same as` and its id"
            } else {
                seen.insert(folded(pseudonym), entity.line);
                continue;
            };
            self.problems.push(Problem { line: entity.line, message: message.to_owned() });
            entity.decision = Decision::Undecided;
        }
    }
}

/// Gives places to the entity that people moved their text to: one that has it among its variants
/// where their own has not.
fn part(review: &mut Review) {
    let mut owners: HashMap<String, usize> = HashMap::new();
    for (index, entity) in review.entities.iter().enumerate() {
        for text in &entity.variants {
            owners.entry(one_line(text)).or_insert(index);
        }
    }
    let mut moved: Vec<(usize, Place)> = Vec::new();
    for (index, entity) in review.entities.iter_mut().enumerate() {
        let own: HashSet<String> = entity.variants.iter().map(|text| one_line(text)).collect();
        let places = std::mem::take(&mut entity.places);
        for place in places {
            let text = one_line(&place.text);
            match owners.get(&text).filter(|owner| **owner != index && !own.contains(&text)) {
                Some(owner) => moved.push((*owner, place)),
                None => entity.places.push(place),
            }
        }
    }
    for (owner, place) in moved {
        if let Some(entity) = review.entities.get_mut(owner) {
            entity.places.push(place);
        }
    }
}

/// Before, inside and after the marks.
fn marked(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('⟦')?;
    let (inside, after) = rest.rsplit_once('⟧')?;
    Some((before, inside, after))
}

/// A field's name in small letters, its words with spaces.
fn field(name: &str) -> String {
    name.trim().to_lowercase().replace(['_', '-'], " ")
}

fn kinds() -> String {
    Kind::ALL.iter().map(super::write::word_of).collect::<Vec<_>>().join(", ")
}
