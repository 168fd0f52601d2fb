//! What the program says must help whoever has the program alone: its documents lie in this repository.

use crate::root;
use std::fs;
use std::path::Path;

#[test]
fn no_message_points_to_a_document_that_people_do_not_have() {
    let mut wrong = Vec::new();
    look(&root().join("crates"), &mut wrong);
    assert!(wrong.is_empty(), "say it in the message itself:\n{}", wrong.join("\n"));
}

fn look(folder: &Path, wrong: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && !["tests", "snapshots", "fixtures"].contains(&name.as_str()) {
            look(&path, wrong);
        }
        let is_shown = [".rs", ".html", ".yaml", ".md"].iter().any(|end| name.ends_with(end));
        if !path.is_file() || !is_shown || ["tests.rs", "documentation.rs"].contains(&name.as_str())
        {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        // What comes after this line is tests.
        for line in text.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or_default().lines() {
            let points = line.match_indices("docs/").any(|(at, _)| {
                let is_outside = line[..at].ends_with("../");
                let name =
                    line[at + 5..].split(|c: char| !c.is_ascii_lowercase() && c != '-').next();
                let rest = &line[at + 5 + name.unwrap_or_default().len()..];
                !is_outside && rest.starts_with(".md")
            });
            let is_comment = name.ends_with(".rs") && line.trim_start().starts_with("//");
            if points && !is_comment {
                wrong.push(format!("{}: {}", path.display(), line.trim()));
            }
        }
    }
}
