//! Codes to the file that people read and review.

use super::read::quoted;
use super::{Code, File};
use hashbrown::{HashMap, HashSet};
use paap_text::yaml::{entry, looks_aliased, scalar};

/// Deeper nesting is written with `parent`, as the reader of YAML refuses files that nest further.
const DEEPEST: usize = 20;

/// What is written under these names is known.
const KNOWN: [&str; 9] =
    ["id", "name", "parent", "colour", "definition", "include", "exclude", "example", "codes"];

/// A codebook's file. [`super::read`] reads the same codes back, in the order of
/// [`Codebook::tree`](super::Codebook::tree), and the keys that paap does not know.
pub fn write(file: &File) -> String {
    let text = written(file, false);
    if looks_aliased(&text) { written(file, true) } else { text }
}

fn written(file: &File, escape_stars: bool) -> String {
    let mut others: HashMap<Option<String>, Vec<(&str, &str)>> = HashMap::new();
    for (code, key, value) in &file.others {
        others.entry(code.clone()).or_default().push((key, value));
    }
    let mut writer = Writer { out: String::new(), others, escape_stars };
    writer.others(0, None);
    if file.codebook.codes.is_empty() {
        writer.out.push_str("codes: []\n");
        return writer.out;
    }
    writer.out.push_str("codes:\n");
    // Where nesting is too deep, and in circles, codes stand at the top and name their parent.
    let tree = file.codebook.tree();
    let (shallow, deep): (Vec<_>, Vec<_>) = tree.into_iter().partition(|own| own.0 < DEEPEST);
    let mut open = 0;
    for (depth, code) in shallow {
        let indent = 2 + 4 * depth;
        if depth > open {
            writer.key(indent - 2, "codes");
        }
        open = depth;
        writer.code(indent, code, depth == 0);
    }
    for (_, code) in deep {
        writer.code(2, code, true);
    }
    writer.out
}

struct Writer<'a> {
    out: String,
    /// Unknown keys by the code they are of; taken out once they are written.
    others: HashMap<Option<String>, Vec<(&'a str, &'a str)>>,
    escape_stars: bool,
}

impl Writer<'_> {
    fn key(&mut self, indent: usize, key: &str) {
        self.out.extend(std::iter::repeat_n(' ', indent));
        self.out.push_str(key);
        self.out.push_str(":\n");
    }

    fn code(&mut self, indent: usize, code: &Code, is_top: bool) {
        self.out.extend(std::iter::repeat_n(' ', indent));
        self.out.push_str("- id: ");
        self.out.push_str(&scalar(&code.id, self.escape_stars));
        self.out.push('\n');
        let parent = code.parent.as_ref().filter(|_| is_top);
        for (key, text) in [
            ("name", Some(&code.name)),
            ("parent", parent),
            ("colour", code.colour.as_ref()),
            ("definition", code.definition.as_ref()),
            ("include", code.include.as_ref()),
            ("exclude", code.exclude.as_ref()),
            ("example", code.example.as_ref()),
        ] {
            if let Some(text) = text {
                entry(&mut self.out, indent + 2, key, text, self.escape_stars);
            }
        }
        self.others(indent + 2, Some(&code.id));
    }

    fn others(&mut self, indent: usize, code: Option<&str>) {
        let mut used: HashSet<String> = KNOWN.into_iter().map(str::to_owned).collect();
        for (key, value) in self.others.remove(&code.map(str::to_owned)).unwrap_or_default() {
            // A known key that had an odd value, and one that two codes of the same id had, gets
            // another name: a file with a key twice cannot be read.
            let mut name = key.to_owned();
            while !used.insert(name.clone()) {
                name.push('-');
            }
            self.out.extend(std::iter::repeat_n(' ', indent));
            quoted(&mut self.out, &name);
            self.out.push_str(": ");
            self.out.push_str(value);
            self.out.push('\n');
        }
    }
}
