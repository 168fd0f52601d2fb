//! `docs/insights.md` names every code of a problem that the proof gives, and no other.

use std::collections::BTreeSet;
use std::path::Path;

/// The rooms' files whose codes the document names.
const FILES: [&str; 6] = ["insight", "quotation", "claim", "sign_off", "lock", "prove"];

fn sources(path: &Path, out: &mut String) {
    if path.is_dir() {
        for entry in std::fs::read_dir(path).expect("it is there") {
            sources(&entry.expect("it is there").path(), out);
        }
    } else if path.extension().is_some_and(|ending| ending == "rs")
        && path.file_stem().is_some_and(|name| name != "tests")
    {
        let text = std::fs::read_to_string(path).expect("it is there");
        out.push_str(text.split("#[cfg(test)]\nmod tests {").next().expect("it is there"));
    }
}

#[test]
fn every_code_is_documented_and_no_other() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut text = String::new();
    for name in FILES {
        sources(&root.join(format!("src/{name}.rs")), &mut text);
        let folder = root.join("src").join(name);
        if folder.exists() {
            sources(&folder, &mut text);
        }
    }
    let mut codes = BTreeSet::new();
    for call in ["Problem::error(", "Problem::warning(", "wrong("] {
        for (at, _) in text.match_indices(call) {
            let rest = text[at + call.len()..].trim_start();
            if let Some((code, _)) = rest.strip_prefix('"').and_then(|rest| rest.split_once('"'))
                && code.chars().all(|c| c.is_ascii_lowercase() || c == '-')
            {
                codes.insert(code.to_owned());
            }
        }
    }
    let documentation =
        std::fs::read_to_string(root.join("../../docs/insights.md")).expect("it is there");
    let (_, table) = documentation.split_once("| code | what to do |").expect("it is there");
    let documented: BTreeSet<String> = table
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once('`'))
        .map(|(code, _)| code.to_owned())
        .collect();
    assert_eq!(documented, codes);
}
