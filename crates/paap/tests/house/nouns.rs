//! Rooms below the door take bytes and return values: their sources touch no file, no network, no
//! clock and no environment. Their tests may.

use crate::root;
use proc_macro2::{TokenStream, TokenTree};
use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use syn::visit::{self, Visit};
use syn::{Attribute, Expr, File, Item, Lit, Meta, UseTree};

/// What a source below the door must not name, nor anything in it.
const FORBIDDEN: [&[&str]; 10] = [
    &["std", "fs"],
    &["std", "env"],
    &["std", "process"],
    &["std", "os"],
    &["std", "net"],
    &["std", "time", "SystemTime"],
    &["std", "time", "Instant"],
    &["std", "io", "stdin"],
    &["std", "io", "stdout"],
    &["std", "io", "stderr"],
];

/// Addresses as values are text.
const ALLOWED: [&[&str]; 3] =
    [&["std", "net", "IpAddr"], &["std", "net", "Ipv4Addr"], &["std", "net", "Ipv6Addr"]];

/// Macros that write to where a person sees it.
const MACROS: [&str; 5] = ["print", "println", "eprint", "eprintln", "dbg"];

/// Every Rust source in a folder and those below it.
pub(crate) fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// What a source imports and what it names, its tests left out.
#[derive(Default)]
struct Source {
    /// What each imported name stands for.
    imports: HashMap<String, Vec<String>>,
    /// Every path in the code, imports included, as it is written.
    paths: Vec<Vec<String>>,
    macros: Vec<String>,
    /// The modules that are tests, in files of their own: name, and the file if it is named.
    tests: Vec<(String, Option<String>)>,
}

impl Source {
    fn read(text: &str) -> Self {
        let file: File = syn::parse_str(text).unwrap();
        let mut source = Self::default();
        source.visit_file(&file);
        source
    }

    /// The forbidden paths that it names, by whatever name.
    fn problems(&self) -> Vec<String> {
        let mut problems = Vec::new();
        for path in &self.paths {
            let whole = self.resolved(path);
            let is_in = |place: &&&[&str]| whole.len() >= place.len() && whole.starts_with(place);
            // A glob takes in what stands below it.
            let takes_in = |place: &&&[&str]| match whole.split_last() {
                Some((&"*", above)) => place.starts_with(above),
                _ => false,
            };
            let forbidden = FORBIDDEN.iter().any(|place| is_in(&place) || takes_in(&place));
            if forbidden && !ALLOWED.iter().any(|place| is_in(&place)) {
                problems.push(whole.join("::"));
            }
        }
        let writes = self.macros.iter().filter(|name| MACROS.contains(&name.as_str()));
        problems.extend(writes.map(|name| format!("{name}!")));
        problems
    }

    /// A path from the crate on that it begins in.
    fn resolved<'a>(&'a self, path: &'a [String]) -> Vec<&'a str> {
        let mut path: Vec<&str> = path.iter().map(String::as_str).collect();
        // An import may build on another; not for ever.
        for _ in 0..4 {
            match self.imports.get(path[0]) {
                Some(whole) if *whole != path[..1] => {
                    path.splice(..1, whole.iter().map(String::as_str));
                }
                _ => break,
            }
        }
        path
    }

    fn import(&mut self, tree: &UseTree, above: &[String]) {
        let below = |name: &dyn ToString| [above, &[name.to_string()]].concat();
        match tree {
            UseTree::Path(path) => self.import(&path.tree, &below(&path.ident)),
            UseTree::Group(group) => {
                group.items.iter().for_each(|tree| self.import(tree, above));
            }
            // `use std::io::{self, Read}` imports `std::io`.
            UseTree::Name(name) if name.ident == "self" => self.known(above.to_vec(), None),
            UseTree::Name(name) => self.known(below(&name.ident), None),
            UseTree::Rename(name) if name.ident == "self" => {
                self.known(above.to_vec(), Some(name.rename.to_string()));
            }
            UseTree::Rename(name) => {
                self.known(below(&name.ident), Some(name.rename.to_string()));
            }
            UseTree::Glob(_) => self.paths.push(below(&"*")),
        }
    }

    fn known(&mut self, path: Vec<String>, name: Option<String>) {
        let name = name.or_else(|| path.last().cloned()).unwrap_or_default();
        // What stands for more than it says is looked at where it is used.
        if path.len() > 1 {
            self.paths.push(path.clone());
        }
        self.imports.insert(name, path);
    }

    /// The paths among the tokens of a macro, whatever it makes of them.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Punct(punct) if punct.as_char() == ':' => colons += 1,
                TokenTree::Ident(name) => {
                    if colons != 2 {
                        self.paths
                            .extend(Some(std::mem::take(&mut path)).filter(|p| !p.is_empty()));
                    }
                    path.push(name.to_string());
                    colons = 0;
                }
                other => {
                    self.paths.extend(Some(std::mem::take(&mut path)).filter(|p| !p.is_empty()));
                    colons = 0;
                    if let TokenTree::Group(group) = other {
                        self.tokens(group.stream());
                    }
                }
            }
        }
        self.paths.extend(Some(path).filter(|path| !path.is_empty()));
    }
}

fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::List(list) => list.path.is_ident("cfg") && list.tokens.to_string() == "test",
        Meta::Path(path) => path.is_ident("test"),
        Meta::NameValue(_) => false,
    })
}

/// The file that `#[path = "…"]` names.
fn named_file(attributes: &[Attribute]) -> Option<String> {
    attributes.iter().find_map(|attribute| match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("path") => match &pair.value {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Str(name) => Some(name.value()),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    })
}

impl<'ast> Visit<'ast> for Source {
    fn visit_item(&mut self, item: &'ast Item) {
        let attributes = match item {
            Item::Mod(item) => &item.attrs,
            Item::Fn(item) => &item.attrs,
            Item::Use(item) => &item.attrs,
            Item::Impl(item) => &item.attrs,
            Item::Const(item) => &item.attrs,
            _ => &Vec::new(),
        };
        if !is_test(attributes) {
            visit::visit_item(self, item);
        } else if let Item::Mod(module) = item
            && module.content.is_none()
        {
            self.tests.push((module.ident.to_string(), named_file(attributes)));
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.import(&item.tree, &[]);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.paths.push(path.segments.iter().map(|part| part.ident.to_string()).collect());
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, called: &'ast syn::Macro) {
        self.macros.extend(called.path.segments.last().map(|part| part.ident.to_string()));
        self.tokens(called.tokens.clone());
    }
}

#[test]
fn rooms_below_the_door_touch_no_world() {
    let mut problems = Vec::new();
    let rooms = [
        "analysis",
        "charts",
        "text",
        "survey",
        "interview",
        "privacy",
        "community",
        "evidence",
        "product",
        "workspace",
        "publish",
    ];
    for room in rooms {
        let mut files = Vec::new();
        sources(&root().join("crates").join(room).join("src"), &mut files);
        assert!(!files.is_empty(), "{room} has no sources");
        let read: Vec<(&PathBuf, Source)> = files
            .iter()
            .map(|file| (file, Source::read(&std::fs::read_to_string(file).unwrap())))
            .collect();
        // The files of modules that are tests, and what is below them.
        let mut tests = BTreeSet::new();
        for (file, source) in &read {
            let (folder, stem) = (file.parent().unwrap(), file.file_stem().unwrap());
            let own = matches!(stem.to_str(), Some("mod" | "lib" | "main"));
            let inside = if own { folder.to_owned() } else { folder.join(stem) };
            for (name, named) in &source.tests {
                match named {
                    Some(named) => tests.insert(folder.join(named)),
                    None => tests.insert(inside.join(format!("{name}.rs"))),
                };
                tests.insert(inside.join(name));
            }
        }
        let is_test = |file: &Path| file.ancestors().any(|part| tests.contains(part));
        for (file, source) in read.iter().filter(|(file, _)| !is_test(file)) {
            let file = file.display();
            problems.extend(source.problems().iter().map(|what| format!("{file}: {what}")));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn the_world_is_known_by_every_name() {
    for (code, problem) in [
        ("use std::{fs, io}; fn f() { fs::read(\"x\"); }", "std::fs"),
        ("use std::io::{self, Read}; fn f() { io::stdin(); }", "std::io::stdin"),
        ("use std::io as stream; fn f() { stream::stdin(); }", "std::io::stdin"),
        ("use std as s; fn f() { s::env::var(\"X\"); }", "std::env::var"),
        ("fn f() { let at = std::time::Instant::now(); }", "std::time::Instant::now"),
        ("use std::time::*;", "std::time::*"),
        ("use std::net::{IpAddr, TcpStream};", "std::net::TcpStream"),
        ("fn f() { assert!(std::fs::exists(\"x\")); }", "std::fs::exists"),
        ("mod inner { use std::process::Command; }", "std::process::Command"),
        ("fn f(file: &std::fs::File) {}", "std::fs::File"),
        ("fn f() { println!(\"x\"); }", "println!"),
    ] {
        let problems = Source::read(code).problems();
        assert!(problems.iter().any(|found| found == problem), "{code}: {problems:?}");
    }
    for code in [
        "use std::io::{self, Read}; fn f(from: &mut dyn io::Read) {}",
        "use std::net::IpAddr; use std::time::Duration;",
        "#[cfg(test)] mod tests { use std::fs; }",
        "#[cfg(test)]\nuse std::fs;",
        "fn fs() {} fn f() { fs() }",
    ] {
        assert_eq!(Source::read(code).problems(), [""; 0], "{code}");
    }
}
