//! To other tools and back.

use super::{CODERS, coded, done, is_refused, items, json, raw, redacted, run};
use crate::{err, folder, out};
use paap_interview::Document;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Converts, and ends well.
#[track_caller]
fn convert(from: &Path, to: &Path, flags: &str) -> Value {
    let output = run(&format!("interview convert --format json {flags} -o"), &[to, from]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn document(study: &Path, id: &str) -> Document {
    let read = |name: String| fs::read_to_string(study.join(name)).ok();
    let text = read(format!("transcripts/{id}.md"));
    Document::read(&text.or_else(|| read(format!("sealed/transcripts/{id}.md"))).unwrap())
}

/// Each coding: coder, document, code, place, words and memo.
fn codings(study: &Path) -> BTreeSet<String> {
    let of = |coder: &str| {
        let list = json(&format!("interview code DIR --coder {coder}"), study, &[]);
        let fields = ["coder", "document", "code", "version", "start", "end", "exact", "memo"];
        let own = items(&list["codings"]).iter().filter(|one| one["coder"] == *coder);
        let own = own.map(|one| fields.map(|field| one[field].to_string()).join(" "));
        own.collect::<Vec<_>>()
    };
    CODERS.iter().flat_map(|coder| of(coder)).collect()
}

#[test]
fn a_project_goes_out_and_comes_back_whole() {
    let study = coded("exchanged");
    let args = "interview code DIR apply --coder avocet --document eider --code waiting --turn t20";
    done(&format!("{args} --memo"), &study, &["Whose yes was it? Für später – ‘hm’"]);
    let folder = folder("interviews-exchange");
    let [project, back, again] = ["study.qdpx", "back", "again.qdpx"].map(|name| folder.join(name));
    let went = convert(&study, &project, "");
    crate::conforms("interview-convert", &went);
    assert_eq!((&went["documents"], &went["codings"]), (&4.into(), &65.into()), "{went}");
    let came = convert(&project, &back, "");
    crate::conforms("interview-convert", &came);
    assert_eq!((&came["documents"], &came["codings"]), (&4.into(), &65.into()), "{came}");
    assert_eq!(came["positions"]["unplaced"], serde_json::json!([]), "{came}");
    for file in super::FILES {
        let id = file.split_once('.').unwrap().0;
        let (went, came) = (document(&study, id), document(&back, id));
        assert_eq!(went.body, came.body, "{id}");
        assert_eq!(went.about.persona, came.about.persona, "{id}");
        assert_eq!(went.about.speakers, came.about.speakers, "{id}");
    }
    assert_eq!(codings(&back), codings(&study));
    assert_eq!(codings(&back).len(), 65);
    let codes = |study: &Path| {
        let view = json("interview codes DIR", study, &[]);
        let fields = ["id", "name", "parent", "definition", "people", "excerpts", "codings"];
        let codes = items(&view["codes"]).iter();
        codes.map(|one| fields.map(|field| one[field].clone())).collect::<Vec<_>>()
    };
    assert_eq!(codes(&back), codes(&study));
    // What comes in may name people.
    assert!(
        back.join("sealed/transcripts/eider.md").is_file() && !back.join("transcripts").exists()
    );

    // The same study makes the same file, but for what says when it was made.
    assert_eq!(convert(&study, &again, ""), went);
    let wide = convert(&study, &again, "--utf16 --force");
    assert_eq!(wide["codings"], 65);
    is_refused(&run("interview convert -o", &[&project, &study]), "--force");
    is_refused(&run("interview convert -o", &[&back, &project]), "--force");
    convert(&project, &back, "--force");
    assert_eq!(codings(&back), codings(&study), "once more brings nothing twice");
}

#[test]
fn a_codebook_goes_out_and_comes_back_whole() {
    let study = redacted("qdc");
    let folder = folder("interviews-codebook");
    let [file, back] = ["codes.qdc", "back"].map(|name| folder.join(name));
    let went = convert(&study, &file, "");
    crate::conforms("interview-convert", &went);
    assert_eq!((&went["codes"], &went["documents"]), (&10.into(), &0.into()), "{went}");
    assert!(fs::read_to_string(&file).unwrap().contains("urn:QDA-XML:codebook:1.0"));
    convert(&file, &back, "");
    let codes = |study: &Path| {
        let text = fs::read_to_string(study.join("codebook.yaml")).unwrap();
        let book = paap_interview::codebook::read(&text).unwrap().codebook;
        let codes = book.codes.into_iter();
        codes.map(|code| (code.id, code.name, code.parent, code.definition)).collect::<Vec<_>>()
    };
    assert_eq!(codes(&back), codes(&study));
    // Into a study that has the codes already it brings nothing new.
    let before = fs::read_to_string(study.join("codebook.yaml")).unwrap();
    convert(&file, &study, "");
    assert_eq!(fs::read_to_string(study.join("codebook.yaml")).unwrap(), before);
}

#[test]
fn what_has_names_leaves_only_when_that_is_said() {
    let study = raw("leaves");
    let file = folder("interviews-leaves").join("out.qdpx");
    let view = convert(&study, &file, "");
    assert_eq!(view["documents"], 0, "{view}");
    assert!(view["warnings"].to_string().contains("not-redacted"), "{view}");
    let view = convert(&study, &file, "--with-sealed --force");
    assert_eq!(view["documents"], 4, "{view}");
}

#[test]
fn what_is_no_exchange_is_refused() {
    let study = redacted("exchange");
    let folder = folder("interviews-no-exchange");
    let at = |name: &str| folder.join(name);
    let convert = |from: &Path, to: &Path| run("interview convert -o", &[to, from]);
    is_refused(&convert(&study, &at("out.pdf")), ".qdpx or .qdc");
    is_refused(&convert(&at("no-such.qdpx"), &at("new")), "no such file");
    is_refused(&convert(&at("no-such"), &at("out.qdpx")), "there are no interviews here");
    is_refused(&convert(&study, &at("no-such/out.qdpx")), "no such folder");
    fs::write(at("text.qdpx"), "no project").unwrap();
    is_refused(&convert(&at("text.qdpx"), &at("new")), "not a zip archive");
    fs::write(at("text.qdc"), "no codebook").unwrap();
    is_refused(&convert(&at("text.qdc"), &at("new")), "text.qdc");
    is_refused(&convert(&at("text.qdpx"), &at("text.qdc")), ".qdpx or .qdc");
    fs::write(at("file"), "no folder").unwrap();
    let project = at("good.qdpx");
    assert_eq!(convert(&study, &project).status.code(), Some(0));
    is_refused(&convert(&project, &at("file")), "Name the folder");
    assert!(!at("new").exists(), "nothing is made for what cannot be read");
    let page = convert(&project, &at("back"));
    let flat = out(&page).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains("4 interviews, 10 codes and 0 codings by 0 coders"), "{flat}");
}
