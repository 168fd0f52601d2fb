//! When one name may be another, misheard or misspelt.
//!
//! Names are alike when they sound alike and few letters differ. The sound is a skeleton of
//! consonants made for what speech recognition confuses (`Romwalt`, `rombolt`), in whatever
//! language the name is; it is not one of the published keys for English surnames.

/// Longer names are not compared, in characters.
const LONGEST: usize = 48;

/// How strictly names are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Family {
    /// People's names: they must sound the same, and Maria is not Mario.
    Person,
    /// Places: they must sound the same.
    Place,
    /// Organisations, products, teams: nearly the same will do, for few exist in one study.
    Thing,
}

/// A name made ready to be compared: folded, without spaces.
#[derive(Debug, Clone)]
pub(super) struct Sounded {
    chars: Vec<char>,
    sound: Vec<u8>,
    digits: String,
}

impl Sounded {
    pub(super) fn of(folded: &str) -> Self {
        let chars: Vec<char> = folded.chars().filter(|c| *c != ' ').take(LONGEST + 1).collect();
        let digits = chars.iter().filter(|c| c.is_ascii_digit()).collect();
        Self { sound: sound(&chars), chars, digits }
    }

    /// Keys of which two alike names share one. Other names may share it, too.
    pub(super) fn keys(&self, family: Family) -> Vec<u64> {
        if self.chars.len() < 4 || self.chars.len() > LONGEST || self.sound.is_empty() {
            return Vec::new();
        }
        let sounds = || self.sound.iter().map(|byte| u64::from(*byte));
        let letters = || self.chars.iter().map(|c| u64::from(*c));
        let mut keys = vec![key(1, sounds(), usize::MAX)];
        if family == Family::Thing {
            // Whatever is one sound away shares the name of what is left without it.
            if self.sound.len() >= 4 {
                keys.extend((0..self.sound.len()).map(|at| key(1, sounds(), at)));
            }
            // And whatever is one letter away, what is left without that letter.
            if self.chars.len() >= 5 {
                keys.extend((0..=self.chars.len()).map(|at| key(2, letters(), at)));
            }
        }
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// Whether the two are so alike that they are one, though they were taken for different kinds.
    pub(super) fn sounds_like(&self, other: &Self) -> bool {
        const LEAST: usize = 6;
        self.sound.len() >= 3
            && self.sound == other.sound
            && self.chars.len().min(other.chars.len()) >= LEAST
            && self.is_like(other, Family::Place)
    }

    /// Whether the two may be one name.
    pub(super) fn is_like(&self, other: &Self, family: Family) -> bool {
        let length = self.chars.len().max(other.chars.len());
        if self.digits != other.digits || length > LONGEST {
            return false;
        }
        let sounds_same = self.sound == other.sound;
        let most = match (length, sounds_same, family) {
            (..=3, ..) => 0,
            (4..=5, true, _) => 1,
            (6..=8, true, _) => 2,
            (9.., true, _) => 3,
            (_, false, Family::Person | Family::Place) => return false,
            (4, false, _) => 0,
            (5..=6, false, _) => 1,
            (7.., false, _) if self.sound.len().min(other.sound.len()) >= 3 => {
                1 + usize::from(distance(&self.sound, &other.sound) <= 1)
            }
            (7.., false, _) => 1,
        };
        if family == Family::Person && !ends_alike(&self.chars, &other.chars) {
            return false;
        }
        self.chars.len().abs_diff(other.chars.len()) <= most
            && distance(&self.chars, &other.chars) <= most
    }
}

/// The hash FNV-1a of numbers, but for the one at a place; `about` keeps sounds from letters.
fn key(about: u64, numbers: impl Iterator<Item = u64>, without: usize) -> u64 {
    let kept = numbers.enumerate().filter(|(at, _)| *at != without).map(|(_, number)| number);
    std::iter::once(about)
        .chain(kept)
        .fold(0xcbf2_9ce4_8422_2325, |hash, number| (hash ^ number).wrapping_mul(0x0100_0000_01b3))
}

/// The consonants of a name, those that are taken for each other as one, beginning with `A` where it
/// begins with a vowel. Letters of other scripts stand for themselves, cut to a byte.
fn sound(chars: &[char]) -> Vec<u8> {
    let mut sound: Vec<u8> = Vec::new();
    let at = |index: usize| chars.get(index).copied().unwrap_or(' ');
    let is_vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    for (index, &c) in chars.iter().enumerate() {
        let next = at(index + 1);
        let before = index.checked_sub(1).map_or(' ', at);
        let heard = match c {
            'a' | 'e' | 'i' | 'o' | 'u' if index == 0 => b'A',
            'y' if index == 0 => b'J',
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' => continue,
            'h' if index == 0 => b'H',
            'h' => continue,
            'p' if next == 'h' => b'F',
            'b' | 'p' => b'P',
            'v' | 'f' => b'F',
            'w' if index == 0 => b'F',
            'w' => continue,
            'd' | 't' => b'T',
            'c' | 's' if next == 'h' => b'S',
            'c' if matches!(next, 'e' | 'i' | 'y') => b'S',
            'g' if next == 'h' && index > 0 => continue,
            'g' if matches!(next, 'e' | 'i') && before != 'n' => b'J',
            'c' | 'k' | 'q' | 'g' => b'K',
            'x' => {
                sound.push(b'K');
                b'S'
            }
            's' | 'z' => b'S',
            'j' => b'J',
            // Where English does not speak it, it is not written by who listens.
            'r' if index > 0 && !is_vowel(next) => continue,
            'l' | 'm' | 'n' | 'r' => c.to_ascii_uppercase() as u8,
            c if c.is_ascii_digit() => c as u8,
            c => (u32::from(c) % 96) as u8 + 128,
        };
        if sound.last() != Some(&heard) {
            sound.push(heard);
        }
    }
    sound
}

/// Whether two given names end in the same vowel, or in none: what tells Maria from Mario.
fn ends_alike(one: &[char], other: &[char]) -> bool {
    let ending = |chars: &[char]| match chars.last() {
        Some('y' | 'i') => 'i',
        Some('e') | None => ' ',
        Some(c) if matches!(c, 'a' | 'o' | 'u') => *c,
        Some('h') => match chars.len().checked_sub(2).and_then(|at| chars.get(at)) {
            Some(c) if matches!(c, 'a' | 'o' | 'u') => *c,
            _ => ' ',
        },
        Some(_) => ' ',
    };
    ending(one) == ending(other)
}

/// How many letters must be inserted, left out, changed, or swapped with their neighbour: the
/// restricted Damerau–Levenshtein distance.
fn distance<T: PartialEq>(one: &[T], other: &[T]) -> usize {
    let width = other.len() + 1;
    let mut before = vec![0; width];
    let mut last: Vec<usize> = (0..width).collect();
    let mut this = vec![0; width];
    for (i, a) in one.iter().enumerate() {
        this[0] = i + 1;
        for (j, b) in other.iter().enumerate() {
            let mut least = (last[j] + usize::from(a != b)).min(last[j + 1] + 1).min(this[j] + 1);
            let is_swap = i > 0 && j > 0 && one[i - 1] == *b && *a == other[j - 1];
            if is_swap {
                least = least.min(before[j - 1] + 1);
            }
            this[j + 1] = least;
        }
        std::mem::swap(&mut before, &mut last);
        std::mem::swap(&mut last, &mut this);
    }
    last[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances() {
        let check = |one: &str, other: &str, expected| {
            let chars = |text: &str| text.chars().collect::<Vec<_>>();
            assert_eq!(distance(&chars(one), &chars(other)), expected, "{one} {other}");
            assert_eq!(distance(&chars(other), &chars(one)), expected, "{other} {one}");
        };
        check("", "", 0);
        check("", "abc", 3);
        check("kitten", "sitting", 3);
        check("marguerite", "margueirte", 1);
        check("ca", "abc", 3);
        check("abcdef", "badcfe", 3);
    }

    #[test]
    fn names_that_may_be_one() {
        let check = |family, one: &str, other: &str, expected| {
            let (a, b) = (Sounded::of(one), Sounded::of(other));
            assert_eq!(a.is_like(&b, family), expected, "{one} {other}");
            assert_eq!(b.is_like(&a, family), expected, "{other} {one}");
            if expected {
                let keys = a.keys(family);
                assert!(b.keys(family).iter().any(|key| keys.contains(key)), "{one} {other}");
            }
        };
        use Family::{Person, Place, Thing};
        for (one, other) in [
            ("fjordline", "fjordlyne"),
            ("haulhub", "hallhub"),
            ("synapsa", "synapser"),
            ("emberfall", "embervale"),
            ("marlowe", "barlowe"),
            ("dispensa", "dispenser"),
            ("semafor", "zemafor"),
            ("tarmac", "tarmack"),
            ("romwalt", "rommalth"),
            ("romwalt", "rombolt"),
            ("rombals", "rombolt"),
            ("kaleidos", "calaidos"),
        ] {
            check(Thing, one, other, true);
        }
        for (one, other) in [
            ("team 1", "team 2"),
            ("otter", "gizzard"),
            ("silo", "solo tax"),
            ("kogge", "kogge ng"),
            ("gizzard", "wizardry"),
            ("aws", "awx"),
            ("lodestar", "lonestead"),
        ] {
            check(Thing, one, other, false);
        }
        check(Person, "katherine", "catherine", true);
        check(Person, "siobhan", "siobahn", true);
        check(Person, "mohammed", "muhammad", true);
        check(Person, "maria", "mario", false);
        check(Person, "anna", "anne", false);
        check(Person, "erik", "erika", false);
        check(Person, "tim", "tom", false);
        check(Person, "daniel", "danielle", true);
        check(Place, "krakow", "cracow", true);
        check(Place, "austria", "australia", false);
        check(Place, "iran", "iraq", false);
    }
}
