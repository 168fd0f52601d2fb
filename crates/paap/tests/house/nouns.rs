//! Rooms below the door take bytes and return values: their sources touch no file, no network, no
//! clock and no environment. Their tests may.

use crate::root;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What a source below the door must not name. Addresses as values (`std::net::IpAddr`) are text.
const FORBIDDEN: [&str; 12] = [
    "std::fs",
    "File::open",
    "std::net::Tcp",
    "std::net::Udp",
    "std::net::ToSocketAddrs",
    "std::net::{",
    "use std::net",
    "std::process",
    "std::env",
    "SystemTime",
    "Instant::now",
    "std::io::stdin",
];

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

/// A source without its comments and its tests, and the files that hold the rest of its tests.
fn without_tests(path: &Path) -> (Vec<(usize, String)>, Vec<PathBuf>) {
    let text = std::fs::read_to_string(path).unwrap();
    let folder = path.parent().unwrap();
    let stem = path.file_stem().unwrap().to_str().unwrap();
    let (mut code, mut tests) = (Vec::new(), Vec::new());
    let mut lines = text.lines().enumerate();
    while let Some((at, line)) = lines.next() {
        if line != "#[cfg(test)]" {
            if !line.trim_start().starts_with("//") {
                code.push((at + 1, line.to_owned()));
            }
            continue;
        }
        // The item that is for tests: attributes, then a module elsewhere, or a block.
        let mut file = None;
        for (_, line) in lines.by_ref() {
            if let Some(name) = line.strip_prefix("#[path = \"") {
                file = name.strip_suffix("\"]").map(|name| vec![folder.join(name)]);
            }
            if let Some(name) = line.strip_prefix("mod ").and_then(|l| l.strip_suffix(';')) {
                let inside = match stem {
                    "mod" | "lib" | "main" => folder.to_owned(),
                    _ => folder.join(stem),
                };
                let named = || vec![inside.join(format!("{name}.rs")), inside.join(name)];
                tests.extend(file.take().unwrap_or_else(named));
            }
            if line == "}" || line.ends_with(';') && !line.starts_with(' ') {
                break;
            }
        }
    }
    (code, tests)
}

#[test]
fn rooms_below_the_door_touch_no_world() {
    let mut problems = Vec::new();
    for room in ["analysis", "charts", "survey", "publish"] {
        let mut files = Vec::new();
        sources(&root().join("crates").join(room).join("src"), &mut files);
        assert!(!files.is_empty(), "{room} has no sources");
        let read: Vec<_> = files.iter().map(|file| (file, without_tests(file))).collect();
        let tests: BTreeSet<&PathBuf> = read.iter().flat_map(|(_, (_, tests))| tests).collect();
        let is_test = |file: &Path| file.ancestors().any(|part| tests.contains(&part.to_owned()));
        for (file, (code, _)) in read.iter().filter(|(file, _)| !is_test(file)) {
            for (number, line) in code {
                if let Some(word) = FORBIDDEN.iter().find(|word| line.contains(*word)) {
                    problems.push(format!("{}:{number}: {word}", file.display()));
                }
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
