//! What is known of a word: the carried lists, one look-up a word.
//!
//! The lists and their licences are described in `data/lists/README.md`. They are made into one
//! table from a word's hash to its classes at first use (a few milliseconds), so that the finder
//! asks once a word and never again.

use hashbrown::HashMap;
use std::sync::OnceLock;

/// What a word can be, a bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Class(pub(super) u64);

macro_rules! classes {
    ($($name:ident = $bit:expr, $section:expr;)*) => {
        impl Class {
            $(pub(super) const $name: Class = Class(1 << $bit);)*

            /// The class of a section of a list.
            fn of_section(list: &str, section: &str) -> Option<Class> {
                $(if $section == (list, section) { return Some(Class::$name); })*
                None
            }
        }
    };
}

classes! {
    WORD1 = 0, ("words", "1");
    WORD2 = 1, ("words", "2");
    WORD3 = 2, ("words", "3");
    WORD4 = 3, ("words", "4");
    GIVEN1 = 4, ("given", "1");
    GIVEN2 = 5, ("given", "2");
    FAMILY1 = 6, ("family", "1");
    FAMILY2 = 7, ("family", "2");
    CITY1 = 8, ("cities", "1");
    CITY2 = 9, ("cities", "2");
    COUNTRY = 10, ("places", "country");
    REGION = 11, ("places", "region");
    DEMONYM = 12, ("places", "demonym");
    STATE_CODE = 13, ("places", "state-code");
    TECH = 14, ("tech", "jargon");
    ORDINARY = 15, ("ordinary", "ordinary");
    TITLE = 16, ("cues", "title");
    MONTH = 17, ("cues", "month");
    WEEKDAY = 18, ("cues", "weekday");
    STREET = 19, ("cues", "street");
    UNIT = 20, ("cues", "unit");
    LEGAL = 21, ("cues", "legal");
    ORG_TAIL = 22, ("cues", "org-tail");
    INSTITUTION = 23, ("cues", "institution");
    PARTICLE = 24, ("cues", "particle");
    NUMBER_WORD = 25, ("cues", "number-word");
    PEOPLE_NOUN = 26, ("cues", "people-noun");
    COUNT_NOUN = 27, ("cues", "count-noun");
    ROLE = 28, ("cues", "role");
    SAY_VERB = 29, ("cues", "say-verb");
    PERSON_BEFORE = 30, ("cues", "person-before");
    PLACE_BEFORE = 31, ("cues", "place-before");
    ORG_BEFORE = 32, ("cues", "org-before");
    ORG_VERB = 33, ("cues", "org-verb");
    ADDRESS_BEFORE = 34, ("cues", "address-before");
    PHONE_BEFORE = 35, ("cues", "phone-before");
    CARD_BEFORE = 36, ("cues", "card-before");
    ID_BEFORE = 37, ("cues", "id-before");
    LABEL_NAME = 38, ("cues", "label-name");
    LABEL_PLACE = 39, ("cues", "label-place");
    LABEL_ORG = 40, ("cues", "label-org");
    PLACEHOLDER = 41, ("cues", "placeholder");
    VENDOR = 46, ("tech", "vendor");
    OFFICE = 47, ("cues", "office");
    RARE = 48, ("tech", "rare");
    KIND = 49, ("cues", "kind-of-place");
    TOOL = 45, ("tech", "tool");
    // The first word of a name of several words.
    PHRASE = 42, ("", "phrase");
    // A street by its ending, such as `-straat`.
    STREET_ENDING = 43, ("", "ending");
    // Not in the dictionary, but made of a word that is.
    DERIVED = 44, ("", "derived");
}

impl Class {
    /// A word of the dictionary.
    pub(super) const WORD: Class =
        Class(Self::WORD1.0 | Self::WORD2.0 | Self::WORD3.0 | Self::WORD4.0);
    /// A word that everybody uses.
    pub(super) const COMMON: Class = Class(Self::WORD1.0 | Self::WORD2.0);
    /// A first name.
    pub(super) const GIVEN: Class = Class(Self::GIVEN1.0 | Self::GIVEN2.0);
    /// A surname.
    pub(super) const FAMILY: Class = Class(Self::FAMILY1.0 | Self::FAMILY2.0);
    /// A first name or a surname.
    pub(super) const NAME: Class = Class(Self::GIVEN.0 | Self::FAMILY.0);
    /// A city.
    pub(super) const CITY: Class = Class(Self::CITY1.0 | Self::CITY2.0);
    /// A country, a region, or who comes from there: it is a place whatever stands around it.
    pub(super) const LAND: Class = Class(Self::COUNTRY.0 | Self::REGION.0 | Self::DEMONYM.0);

    /// Whether it is one of `other`.
    pub(super) fn is(self, other: Class) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) fn with(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }
}

/// The table of words and of names of several words.
pub(super) struct Lexicon {
    words: HashMap<u64, Class, foldhash::fast::FixedState>,
    phrases: HashMap<u64, Class, foldhash::fast::FixedState>,
}

const LISTS: [(&str, &str); 8] = [
    ("words", include_str!("../../data/lists/words.txt")),
    ("given", include_str!("../../data/lists/given.txt")),
    ("family", include_str!("../../data/lists/family.txt")),
    ("cities", include_str!("../../data/lists/cities.txt")),
    ("places", include_str!("../../data/lists/places.txt")),
    ("tech", include_str!("../../data/lists/tech.txt")),
    ("ordinary", include_str!("../../data/lists/ordinary.txt")),
    ("cues", include_str!("../../data/lists/cues.txt")),
];

/// The beginning of a hash of letters.
pub(super) const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// The hash with one more byte: FNV-1a, <http://www.isthe.com/chongo/tech/comp/fnv/>.
pub(super) fn add(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
}

/// The hash of a word that is folded already.
pub(super) fn hash(folded: &str) -> u64 {
    folded.bytes().fold(SEED, add)
}

/// The hash of a name of several words, from that of its first words and that of the next.
pub(super) fn chain(first: u64, next: u64) -> u64 {
    first.rotate_left(23).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ next
}

impl Lexicon {
    /// The lists, read once.
    pub(super) fn get() -> &'static Lexicon {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(Lexicon::read)
    }

    fn read() -> Lexicon {
        let mut lexicon = Lexicon {
            words: HashMap::with_capacity_and_hasher(200_000, Default::default()),
            phrases: HashMap::with_capacity_and_hasher(24_000, Default::default()),
        };
        for (list, text) in LISTS {
            // The made lists have an entry a line, those written by hand many a line.
            let per_line = matches!(list, "words" | "given" | "family" | "cities" | "places");
            let mut class = Class::default();
            for line in text.lines() {
                if let Some(section) = line.strip_prefix('=') {
                    class = Class::of_section(list, section.trim()).unwrap_or_default();
                    if class == Class::TOOL || class == Class::RARE {
                        class = class.with(Class::TECH).with(Class::TOOL);
                    }
                } else if per_line {
                    lexicon.insert(line, class);
                } else {
                    line.split_ascii_whitespace().for_each(|word| lexicon.insert(word, class));
                }
            }
        }
        lexicon
    }

    fn insert(&mut self, entry: &str, class: Class) {
        let mut words = entry
            .split(|c: char| !c.is_alphanumeric() && c != '\'')
            .filter(|word| !word.is_empty());
        // `I'm`, `it's` open sentences and are no names.
        let contracted = class.is(Class::WORD) && entry.contains('\'');
        let class = if contracted { class.with(Class::ORDINARY) } else { class };
        let Some(first) = words.next() else { return };
        let mut key = hash(first);
        let mut several = false;
        for word in words {
            several = true;
            key = chain(key, hash(word));
        }
        if several {
            let known = self.phrases.entry(key).or_default();
            *known = known.with(class);
            let known = self.words.entry(hash(first)).or_default();
            *known = known.with(Class::PHRASE);
        } else {
            let known = self.words.entry(key).or_default();
            // `Julia` is a language, and more often a person.
            let more = class.is(Class::RARE) && known.is(Class::NAME.with(Class::WORD));
            *known = known.with(if more { Class::RARE } else { class });
        }
    }

    /// What the word of this hash is.
    pub(super) fn word(&self, hash: u64) -> Class {
        self.words.get(&hash).copied().unwrap_or_default()
    }

    /// What the name of several words with this hash is.
    pub(super) fn phrase(&self, hash: u64) -> Class {
        self.phrases.get(&hash).copied().unwrap_or_default()
    }

    /// What an unknown word's form says: a street by its ending, a word with an English ending.
    pub(super) fn by_form(&self, folded: &str) -> Class {
        let mut class = Class::default();
        if STREET_ENDINGS
            .iter()
            .any(|ending| folded.len() >= ending.len() + 3 && folded.ends_with(ending))
        {
            class = class.with(Class::STREET_ENDING);
        }
        let known = |stem: &str| stem.len() >= 3 && self.word(hash(stem)).is(Class::WORD);
        let derived = SUFFIXES.iter().any(|suffix| {
            folded
                .strip_suffix(suffix)
                .is_some_and(|stem| stem.len() >= 4 && self.word(hash(stem)).is(Class::COMMON))
        }) || PREFIXES.iter().any(|prefix| {
            folded.strip_prefix(prefix).is_some_and(|stem| stem.len() >= 4 && known(stem))
        });
        if derived { class.with(Class::DERIVED) } else { class }
    }
}

/// How names of streets end, in languages that write them as one word.
const STREET_ENDINGS: [&str; 36] = [
    "strasse", "straße", "strase", "gasse", "straat", "weg", "laan", "plein", "gracht", "kade",
    "dreef", "allee", "platz", "damm", "vej", "vagen", "gata", "gatan", "gade", "veien", "vegen",
    "gaten", "stien", "katu", "kuja", "polku", "utca", "braut", "vegur", "bakken", "plads", "torv",
    "grand", "stigen", "stieg", "tien",
];
const SUFFIXES: [&str; 12] =
    ["s", "es", "ed", "d", "ing", "ly", "er", "ers", "ness", "able", "ment", "less"];
const PREFIXES: [&str; 15] = [
    "un", "re", "pre", "non", "multi", "micro", "auto", "over", "under", "sub", "inter", "super",
    "anti", "mis", "co",
];

/// A word as the lists have it: small letters, no marks.
pub(super) fn fold(word: &str) -> String {
    use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
    let mut folded = String::with_capacity(word.len());
    for c in word.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'ß' => folded.push_str("ss"),
            'ø' => folded.push('o'),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'þ' => folded.push_str("th"),
            'ı' => folded.push('i'),
            '’' => folded.push('\''),
            c => folded.push(c),
        }
    }
    folded
}
