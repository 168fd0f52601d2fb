//! What to know when reading a question's numbers.

use paap_analysis::People;
use std::borrow::Cow;

/// A note on a question.
///
/// A number of people has no way into a note but through [`Note::about`], which has the people: so
/// only those who are counted are in it, and what few people did is said without their number.
#[derive(Debug, Clone)]
pub struct Note(Inner);

#[derive(Debug, Clone)]
enum Inner {
    Plain(Cow<'static, str>),
    About { people: People, words: Words },
}

/// What is said of so many people; of None it must not be said how many they are.
type Words = fn(Option<u64>) -> String;

impl Note {
    /// A text that says of no answer how many people gave it.
    pub fn plain(text: impl Into<Cow<'static, str>>) -> Self {
        Self(Inner::Plain(text.into()))
    }

    /// What `words` says of these people, as many of them as are counted.
    pub fn about(people: People, words: Words) -> Self {
        Self(Inner::About { people, words })
    }

    /// The note where only some people are counted, and numbers below `least` are not said. None
    /// where it is about nobody.
    pub(crate) fn among(&self, people: &People, least: u64) -> Option<String> {
        match &self.0 {
            Inner::Plain(text) => Some(text.clone().into_owned()),
            Inner::About { people: own, words } => match own.count_both(people) {
                0 => None,
                few if few < least => Some(words(None)),
                count => Some(words(Some(count))),
            },
        }
    }
}
