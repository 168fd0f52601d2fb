//! The arrows between the rooms, as ARCHITECTURE.md draws them and as cargo knows them.

use crate::{root, text};
use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package};
use std::collections::BTreeSet;

/// An arrow: who depends, and on whom.
type Arrow = (String, String);

fn metadata() -> Metadata {
    let manifest = root().join("Cargo.toml");
    MetadataCommand::new().manifest_path(manifest).no_deps().exec().unwrap()
}

/// A package's name without the prefix that rooms carry.
fn room(package: &str) -> String {
    package.strip_prefix("paap-").unwrap_or(package).to_owned()
}

/// The arrows between packages of this workspace; tests may point anywhere.
fn built(metadata: &Metadata) -> BTreeSet<Arrow> {
    let own: BTreeSet<&str> = metadata.packages.iter().map(|p| p.name.as_str()).collect();
    let arrows = |package: &Package| {
        let from = room(&package.name);
        let normal = package.dependencies.iter().filter(|d| d.kind != DependencyKind::Development);
        let inside = normal.filter(|d| own.contains(d.name.as_str()));
        inside.map(|d| (from.clone(), room(&d.name))).collect::<Vec<_>>()
    };
    metadata.packages.iter().flat_map(arrows).collect()
}

/// The rooms and arrows of the block that begins with "```arrows".
fn drawn() -> (BTreeSet<String>, BTreeSet<Arrow>) {
    let document = text("ARCHITECTURE.md");
    let block = document.split_once("```arrows\n").expect("a block of arrows").1;
    let block = block.split_once("```").expect("its end").0;
    let (mut rooms, mut arrows) = (BTreeSet::new(), BTreeSet::new());
    for line in block.lines() {
        let (from, to) = line.split_once("->").unwrap_or((line, ""));
        let from = from.trim().to_owned();
        for to in to.split(',').map(str::trim).filter(|to| !to.is_empty()) {
            arrows.insert((from.clone(), to.to_owned()));
        }
        assert!(rooms.insert(from), "ARCHITECTURE.md has two lines for one room: {line}");
    }
    (rooms, arrows)
}

#[test]
fn every_arrow_is_drawn_and_every_drawn_arrow_is_there() {
    let metadata = metadata();
    let (rooms, drawn) = drawn();
    let built = built(&metadata);
    let born: BTreeSet<String> = metadata.packages.iter().map(|p| room(&p.name)).collect();
    assert_eq!(rooms, born, "left: the rooms of ARCHITECTURE.md; right: those of the workspace");
    let undrawn: Vec<&Arrow> = built.difference(&drawn).collect();
    assert!(undrawn.is_empty(), "ARCHITECTURE.md does not draw {undrawn:?}");
    let gone: Vec<&Arrow> = drawn.difference(&built).collect();
    assert!(gone.is_empty(), "ARCHITECTURE.md draws {gone:?}, which no Cargo.toml has");
}

#[test]
fn every_dependency_is_used() {
    for package in &metadata().packages {
        let folder = package.manifest_path.parent().unwrap();
        let mut files = Vec::new();
        crate::nouns::sources(folder.as_std_path(), &mut files);
        let sources: Vec<String> =
            files.iter().map(|file| std::fs::read_to_string(file).unwrap()).collect();
        for dependency in &package.dependencies {
            let name = dependency.rename.as_ref().unwrap_or(&dependency.name).replace('-', "_");
            let used = sources.iter().any(|text| {
                text.contains(&format!("{name}::")) || text.contains(&format!("use {name}"))
            });
            assert!(used, "{} depends on {}, and names it nowhere", package.name, dependency.name);
        }
    }
}

#[test]
fn the_ground_stands_on_no_room() {
    let (_, drawn) = drawn();
    assert!(!drawn.iter().any(|(from, _)| ["analysis", "charts", "text"].contains(&from.as_str())));
    let metadata = metadata();
    let own: BTreeSet<&str> = metadata.packages.iter().map(|p| p.name.as_str()).collect();
    for package in metadata
        .packages
        .iter()
        .filter(|p| matches!(room(&p.name).as_str(), "analysis" | "charts" | "text"))
    {
        // Not even in tests: what a test of the ground needs, the ground has.
        let rooms: Vec<&str> = package
            .dependencies
            .iter()
            .map(|d| d.name.as_str())
            .filter(|name| own.contains(name))
            .collect();
        assert!(rooms.is_empty(), "{} stands on {rooms:?}", package.name);
    }
}

#[test]
fn flags_are_read_at_the_door_alone() {
    let metadata = metadata();
    let with_clap: Vec<&str> = metadata
        .packages
        .iter()
        .filter(|p| p.dependencies.iter().any(|d| d.name.starts_with("clap")))
        .map(|p| p.name.as_str())
        .collect();
    assert_eq!(with_clap, ["paap"]);
}
