//! What the program is built from, and what comes in from outside with it.

use crate::{root, text};
use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package, PackageId};
use std::collections::BTreeSet;

/// Everything that a plain `cargo build` of the program compiles here, tests left out.
fn built() -> Vec<Package> {
    let metadata: Metadata = MetadataCommand::new()
        .manifest_path(root().join("Cargo.toml"))
        .other_options(["--filter-platform".to_owned(), host()])
        .exec()
        .unwrap();
    let resolve = metadata.resolve.as_ref().unwrap();
    let paap = metadata.packages.iter().find(|package| package.name == "paap").unwrap();
    let mut found: BTreeSet<&PackageId> = BTreeSet::new();
    let mut next = vec![&paap.id];
    while let Some(id) = next.pop() {
        if found.insert(id) {
            let node = resolve.nodes.iter().find(|node| node.id == *id).unwrap();
            let built = node.deps.iter().filter(|dependency| {
                dependency.dep_kinds.iter().any(|kind| kind.kind != DependencyKind::Development)
            });
            next.extend(built.map(|dependency| &dependency.pkg));
        }
    }
    let found: Vec<Package> =
        metadata.packages.iter().filter(|p| found.contains(&p.id)).cloned().collect();
    assert!(found.len() > 20, "the walk has found next to nothing");
    found
}

fn host() -> String {
    let about = std::process::Command::new("rustc").arg("-vV").output().unwrap();
    let about = String::from_utf8(about.stdout).unwrap();
    about.lines().find_map(|line| line.strip_prefix("host: ")).unwrap().to_owned()
}

#[test]
fn plain_cargo_run_needs_rust_alone() {
    // A crate that binds or builds a library outside Rust says so with `links`, and those that run
    // a C compiler stand on one of these.
    let builders = ["cc", "cmake", "pkg-config", "bindgen", "vcpkg", "system-deps"];
    let needy: Vec<String> = built()
        .into_iter()
        .filter(|p| p.links.is_some() || builders.contains(&p.name.as_str()))
        .map(|p| p.name.to_string())
        .collect();
    assert!(needy.is_empty(), "{needy:?} need more than Rust");
}

#[test]
fn licences_are_those_that_deny_toml_allows() {
    let document = text("deny.toml");
    let list = document.split_once("\nallow = [").unwrap().1.split_once(']').unwrap().0;
    let allowed: BTreeSet<&str> = list.split('"').skip(1).step_by(2).collect();
    assert!(allowed.contains("Apache-2.0"));
    let refused: Vec<String> = built()
        .into_iter()
        .filter(|package| {
            let licence = package.license.as_deref().unwrap_or("none").replace('/', " OR ");
            let licence = licence.replace(['(', ')'], " ");
            // One of the alternatives, with all that it asks for.
            !licence
                .split(" AND ")
                .all(|part| part.split(" OR ").any(|one| allowed.contains(one.trim())))
        })
        .map(|package| format!("{} ({:?})", package.name, package.license))
        .collect();
    assert!(refused.is_empty(), "{refused:?}");
}
