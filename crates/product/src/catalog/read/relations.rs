//! What entities are to each other, once all are read: members, groups below groups, and references to
//! what was not read.

use super::super::Found;
use super::super::entity::Kind;
use super::super::name::Reference;
use super::Reader;
use paap_text::yaml::At;
use paap_text::{Problem, some};
use std::collections::BTreeSet;

impl Reader {
    /// Who is in which group.
    pub(super) fn members(&mut self) {
        for (file, at, group, members) in std::mem::take(&mut self.listed) {
            let nowhere = members.iter().filter(|own| !self.described.contains(own)).count();
            if nowhere > 0 {
                let members = some(nowhere as u64, "member", "members");
                let message = format!("{members} of {group} described nowhere; they are counted.");
                self.say_of(file, Problem::warning("unknown-member", at, message));
            }
            self.catalog.members.entry(group).or_default().extend(members);
        }
        for (group, (members, file, at)) in std::mem::take(&mut self.joined) {
            if !self.catalog.entities.contains_key(&group) {
                let people = some(members.len() as u64, "person", "people");
                let message = format!("A group of {people} was not read: they count in no group.");
                let help = "Import the file with the groups, too.";
                self.say_of(file, Problem::warning("unknown-reference", at, message).help(help));
            }
            self.catalog.members.entry(group).or_default().extend(members);
        }
    }

    /// Which group is below which: groups name those above and those below them.
    pub(super) fn groups(&mut self) {
        let mut pairs = Vec::new();
        for entity in self.catalog.entities.values().filter(|own| own.kind == Kind::Group) {
            let own = &entity.reference;
            pairs.extend(entity.linked("parent").map(|above| (above.clone(), own.clone())));
            pairs.extend(entity.linked("children").map(|below| (own.clone(), below.clone())));
        }
        for (above, below) in pairs {
            let is_there = |own: &Reference| self.catalog.entities.contains_key(own);
            if !is_there(&above) || !is_there(&below) {
                continue;
            }
            self.catalog.above.entry(below.clone()).or_insert_with(|| above.clone());
            self.catalog.below.entry(above).or_default().insert(below);
        }
        let mut sound: BTreeSet<Reference> = BTreeSet::new();
        let groups: Vec<Reference> = self.catalog.above.keys().cloned().collect();
        for group in groups {
            let mut way = BTreeSet::new();
            let mut own = Some(&group);
            while let Some(group) = own.filter(|group| !sound.contains(*group)) {
                if !way.insert(group.clone()) {
                    let entity = self.catalog.entities.get(group);
                    let (file, at) = entity.map_or((0, At::START), |own| (own.file, own.at));
                    let message = format!("{group} is below itself.");
                    let help = "Correct “parent” or “children” of one of them.";
                    let problem = Problem::error("circle", at, message).help(help);
                    self.found.push(Found { file, problem });
                    break;
                }
                own = self.catalog.above.get(group);
            }
            sound.extend(way);
        }
    }

    /// References to what was not read, and owners that are people.
    pub(super) fn references(&mut self) {
        let mut found = Vec::new();
        let there: BTreeSet<Reference> = self.catalog.entities.keys().cloned().collect();
        for entity in self.catalog.entities.values_mut() {
            let file = entity.file;
            entity.links.retain_mut(|link| {
                let person = Reference { kind: Kind::User.small().to_owned(), ..link.to.clone() };
                let is_there = there.contains(&link.to);
                let is_person = link.to.kind == person.kind
                    || !is_there && !link.is_sure && self.people.contains_key(&person);
                if is_person {
                    let message =
                        format!("A person stands under “{}”: people are not named.", link.key);
                    let problem = Problem::warning("person", link.at, message);
                    found.push(Found { file, problem: problem.help("Name the group instead.") });
                    return false;
                }
                if !is_there {
                    let message = format!("{}, under “{}”, was not read.", link.to, link.key);
                    let problem = Problem::warning("unknown-reference", link.at, message);
                    let help = "Import the file that describes it, too, or correct its name.";
                    found.push(Found { file, problem: problem.help(help) });
                }
                link.is_sure |= is_there;
                true
            });
        }
        self.found.extend(found);
    }
}
