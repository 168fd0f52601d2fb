//! Findings that are one entity: equal forms, then misspelt ones, then parts of names.

use super::alike::{Family, Sounded};
use super::form::{acronyms, family, is_acronym, is_telling, norm};
use super::{ByText, Found, kind_of};
use crate::Kind;
use foldhash::fast::RandomState;
use hashbrown::{HashMap, HashSet};
use std::collections::{BTreeMap, BTreeSet};

/// Of so many names that may be alike, each is compared with each; of more, with its neighbours in
/// the alphabet.
const COMPARED: usize = 32;
/// How many neighbours.
const NEIGHBOURS: usize = 4;
/// A part of a name that more names have belongs to none.
const NAMESAKES: usize = 64;

/// Which findings belong together.
pub(super) struct Sets {
    /// For each finding the number of its set.
    pub(super) of_found: Vec<usize>,
}

/// A name, in all its spellings that have one form.
struct Form {
    norm: String,
    kind: Kind,
    /// The findings that have it.
    found: Vec<usize>,
    is_acronym: bool,
}

impl Form {
    fn is_full(&self) -> bool {
        self.norm.contains(' ')
    }

    fn words(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.norm.split(' ')
    }
}

impl Sets {
    pub(super) fn of(found: &[Found<'_>]) -> Self {
        let forms = forms(found);
        let mut joined = Joined::new(forms.len());
        join_spellings(&forms, found, &mut joined);
        join_full_names(&forms, &mut joined);
        join_short_names(&forms, &mut joined);
        let mut of_found = vec![0; found.len()];
        for (index, form) in forms.iter().enumerate() {
            let root = joined.root(index);
            for one in &form.found {
                of_found[*one] = root;
            }
        }
        give_parts(&forms, found, &mut joined, &mut of_found);
        Self { of_found }
    }
}

fn forms(found: &[Found<'_>]) -> Vec<Form> {
    let mut by_norm: ByText<usize> = ByText::default();
    let mut forms: Vec<Form> = Vec::new();
    for (index, one) in found.iter().enumerate() {
        let norm = norm(one.span.kind, one.text);
        let at = *by_norm.entry(norm.clone()).or_insert_with(|| {
            let kind = one.span.kind;
            forms.push(Form { norm, kind, found: Vec::new(), is_acronym: false });
            forms.len() - 1
        });
        if let Some(form) = forms.get_mut(at) {
            form.found.push(index);
            form.is_acronym |= is_acronym(one.text);
        }
    }
    for form in &mut forms {
        let found = form.found.iter().filter_map(|at| found.get(*at));
        form.kind = kind_of(found.map(|one| (one.span.kind, one.weight())));
    }
    forms
}

/// Joins what sounds alike. Names of as many words are compared, but for spaces: `Fjord Line`.
fn join_spellings(forms: &[Form], found: &[Found<'_>], joined: &mut Joined) {
    let sounded: Vec<Sounded> = forms.iter().map(|form| Sounded::of(&form.norm)).collect();
    let mut spaceless: HashMap<(Family, String), usize> = HashMap::new();
    let mut blocks: HashMap<u64, Vec<usize>, RandomState> = HashMap::default();
    for (index, form) in forms.iter().enumerate() {
        let Some(family) = family(form.kind) else { continue };
        let same = *spaceless.entry((family, form.norm.replace(' ', ""))).or_insert(index);
        joined.join(same, index);
        for key in sounded[index].keys(family) {
            blocks.entry(key).or_default().push(index);
        }
    }
    let mut blocks: Vec<_> = blocks.into_iter().filter(|(_, members)| members.len() > 1).collect();
    blocks.sort_unstable();
    let mut refused: HashSet<(usize, usize), RandomState> = HashSet::default();
    for (_, mut members) in blocks {
        members.sort_unstable_by(|a, b| forms[*a].norm.cmp(&forms[*b].norm));
        let most = if members.len() > COMPARED { NEIGHBOURS } else { COMPARED };
        for (at, &one) in members.iter().enumerate() {
            for &other in members.iter().skip(at + 1).take(most) {
                if joined.root(one) == joined.root(other) || refused.contains(&(one, other)) {
                    continue;
                }
                let alike = |one, other| are_alike(forms, &sounded, found, one, other);
                let (first, second) = (joined.root(one), joined.root(other));
                if alike(one, other) && (joined.is_small(one, other) || alike(first, second)) {
                    joined.join(one, other);
                } else {
                    refused.insert((one, other));
                }
            }
        }
    }
}

fn are_alike(
    forms: &[Form],
    sounded: &[Sounded],
    found: &[Found<'_>],
    one: usize,
    other: usize,
) -> bool {
    let (a, b) = (&forms[one], &forms[other]);
    let (Some(family), Some(others)) = (family(a.kind), family(b.kind)) else { return false };
    if family != others {
        // A misheard product is easily taken for a person.
        let is_word = !a.is_full() && !b.is_full() && ![family, others].contains(&Family::Place);
        return is_word && sounded[one].sounds_like(&sounded[other]);
    }
    if !sounded[one].is_like(&sounded[other], family) {
        return false;
    }
    if family != Family::Person {
        return true;
    }
    // Word by word, so that Maria Lopez is not Mario Lopez.
    let same_count = a.words().count() == b.words().count();
    let each = |(x, y): (&str, &str)| x == y || Sounded::of(x).is_like(&Sounded::of(y), family);
    same_count && a.words().zip(b.words()).all(each) && !are_told_apart(a, b, found)
}

/// Whether a document has both more than once: who spells two names so does it on purpose.
fn are_told_apart(a: &Form, b: &Form, found: &[Found<'_>]) -> bool {
    let counts = |form: &Form| {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for one in form.found.iter().filter_map(|at| found.get(*at)) {
            *counts.entry(one.document).or_default() += 1;
        }
        counts
    };
    let others = counts(b);
    counts(a).iter().any(|(at, count)| *count > 1 && others.get(at).is_some_and(|count| *count > 1))
}

/// Joins a full name and a fuller one: `Luís Figueira`, `L. Figueira`, `Luís Miguel Figueira`.
fn join_full_names(forms: &[Form], joined: &mut Joined) {
    let is_full = |form: &&Form| form.kind == Kind::Person && form.is_full();
    let mut by_ends: ByText<Vec<usize>> = ByText::default();
    for (index, form) in forms.iter().enumerate().filter(|(_, form)| is_full(form)) {
        let Some(first) = form.words().next() else { continue };
        for other in form.words().skip(1).take(6) {
            by_ends.entry(format!("{first} {other}")).or_default().push(index);
            let initial: String = first.chars().take(1).collect();
            by_ends.entry(format!("{initial} {other}")).or_default().push(index);
        }
    }
    for (index, form) in forms.iter().enumerate().filter(|(_, form)| is_full(form)) {
        let (Some(first), Some(last)) = (form.words().next(), form.words().next_back()) else {
            continue;
        };
        let Some(candidates) = by_ends.get(&format!("{first} {last}")) else { continue };
        let fuller = candidates.iter().filter(|at| {
            let other = &forms[**at];
            **at != index && other.norm.len() > form.norm.len() && is_within(form, other)
        });
        let roots: BTreeSet<usize> = fuller.take(NAMESAKES).map(|at| joined.root(*at)).collect();
        if let (1, Some(root)) = (roots.len(), roots.first()) {
            joined.join(*root, index);
        }
    }
}

/// Whether the words of one are words of the other, in their order, the first perhaps as an initial.
fn is_within(one: &Form, other: &Form) -> bool {
    let mut rest = other.words();
    let is_same = |word: &str, other: &str| {
        word == other || (word.chars().count() == 1 && other.starts_with(word))
    };
    one.words().all(|word| rest.any(|other| is_same(word, other)))
}

/// Joins an organisation or team and its short name or acronym, where exactly one has it.
fn join_short_names(forms: &[Form], joined: &mut Joined) {
    let is_thing = |form: &&Form| family(form.kind) == Some(Family::Thing);
    let mut by_part: ByText<BTreeSet<usize>> = ByText::default();
    for (index, form) in forms.iter().enumerate() {
        // A product's version is another product: Kogge NG is not Kogge.
        if !form.is_full() || !matches!(form.kind, Kind::Organisation | Kind::Team) {
            continue;
        }
        let words = form.words().filter(|word| is_telling(word)).map(str::to_owned);
        let short = acronyms(&form.norm).into_iter().map(|acronym| format!("={acronym}"));
        for part in words.chain(short) {
            by_part.entry(part).or_default().insert(joined.root(index));
        }
    }
    for (index, form) in
        forms.iter().enumerate().filter(|(_, form)| is_thing(form) && !form.is_full())
    {
        let acronym = form.is_acronym.then(|| format!("={}", form.norm));
        let parts = [Some(form.norm.clone()), acronym];
        for part in parts.iter().flatten() {
            let Some(have) = by_part.get(part) else { continue };
            let roots: BTreeSet<usize> =
                have.iter().take(NAMESAKES).map(|at| joined.root(*at)).collect();
            if let (1, Some(root)) = (roots.len(), roots.first()) {
                joined.join(*root, index);
            }
        }
    }
}

/// Gives each finding of a given name or surname to the one full name it belongs to in its document,
/// or else in the study.
fn give_parts(forms: &[Form], found: &[Found<'_>], joined: &mut Joined, of_found: &mut [usize]) {
    let mut by_word: ByText<BTreeSet<usize>> = ByText::default();
    let mut named: HashSet<(usize, usize)> = HashSet::new();
    for (index, form) in forms.iter().enumerate() {
        if form.kind != Kind::Person || !form.is_full() {
            continue;
        }
        let root = joined.root(index);
        for word in form.words().filter(|word| word.chars().count() > 1) {
            let have = by_word.entry(word.to_owned()).or_default();
            if have.len() <= NAMESAKES {
                have.insert(root);
            }
        }
        named.extend(
            form.found.iter().filter_map(|at| found.get(*at)).map(|one| (root, one.document)),
        );
    }
    let near = misspelt_parts(forms, &by_word);
    let is_part = |form: &&Form| form.kind == Kind::Person && !form.is_full();
    let mut owners: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (index, form) in forms.iter().enumerate().filter(|(_, form)| is_part(form)) {
        owners
            .entry(joined.root(index))
            .or_default()
            .extend(by_word.get(&form.norm).into_iter().flatten());
    }
    for (index, words) in &near {
        let owners = owners.entry(joined.root(*index)).or_default();
        if owners.is_empty() {
            owners.extend(words.iter().filter_map(|word| by_word.get(word)).flatten());
        }
    }
    for (index, form) in forms.iter().enumerate().filter(|(_, form)| is_part(form)) {
        let Some(owners) = owners.get(&joined.root(index)).filter(|o| o.len() <= NAMESAKES) else {
            continue;
        };
        for at in &form.found {
            let Some(document) = found.get(*at).map(|one| one.document) else { continue };
            let mut here = owners.iter().filter(|owner| named.contains(&(**owner, document)));
            let only = match (here.next(), here.next()) {
                (Some(owner), None) => Some(owner),
                (None, _) if owners.len() == 1 => owners.first(),
                _ => None,
            };
            if let (Some(owner), Some(set)) = (only, of_found.get_mut(*at)) {
                *set = *owner;
            }
        }
    }
}

/// For each given name or surname that no full name has as it stands: those that sound like it.
fn misspelt_parts(forms: &[Form], by_word: &ByText<BTreeSet<usize>>) -> Vec<(usize, Vec<String>)> {
    let mut by_sound: HashMap<u64, Vec<usize>, RandomState> = HashMap::default();
    let mut known: Vec<&String> = by_word.keys().collect();
    known.sort_unstable();
    let sounded: Vec<Sounded> = known.iter().map(|word| Sounded::of(word)).collect();
    for (index, word) in sounded.iter().enumerate() {
        for key in word.keys(Family::Person) {
            by_sound.entry(key).or_default().push(index);
        }
    }
    let mut near = Vec::new();
    for (index, form) in forms.iter().enumerate() {
        if form.kind != Kind::Person || form.is_full() || by_word.contains_key(&form.norm) {
            continue;
        }
        let own = Sounded::of(&form.norm);
        let mut words: Vec<String> = Vec::new();
        for block in own.keys(Family::Person).iter().filter_map(|key| by_sound.get(key)) {
            let alike = block.iter().take(NAMESAKES * 4);
            let alike = alike.filter(|at| own.is_like(&sounded[**at], Family::Person));
            words.extend(alike.map(|at| known[*at].clone()));
        }
        if !words.is_empty() {
            words.sort();
            near.push((index, words));
        }
    }
    near
}

/// Disjoint sets, each with its smallest member as its root.
struct Joined {
    parents: Vec<usize>,
    sizes: Vec<usize>,
}

impl Joined {
    fn new(count: usize) -> Self {
        Self { parents: (0..count).collect(), sizes: vec![1; count] }
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.parents[at] != at {
            self.parents[at] = self.parents[self.parents[at]];
            at = self.parents[at];
        }
        at
    }

    /// Whether the set of both would have so few members that a chain of likenesses is no danger.
    fn is_small(&mut self, one: usize, other: usize) -> bool {
        let (one, other) = (self.root(one), self.root(other));
        self.sizes[one] + self.sizes[other] <= 8
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        if one != other {
            self.parents[one.max(other)] = one.min(other);
            self.sizes[one.min(other)] += self.sizes[one.max(other)];
        }
    }
}
