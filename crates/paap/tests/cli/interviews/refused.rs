//! What is no study, no transcript, or an attack: one clear message, at once, and nothing written.

use super::{example, files, is_refused, refused, run};
use crate::{folder, run as typed};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

#[test]
fn a_folder_without_interviews_is_no_study() {
    let empty = folder("interviews-none");
    let file = empty.join("file.txt");
    fs::write(&file, "no folder").unwrap();
    let missing = empty.join("no-such");
    let guide = example("interviews/guide.md");
    for verb in [
        "interview redact DIR",
        "interview redact DIR --check",
        "interview redact DIR --apply",
        "interview search DIR wait",
        "interview code DIR",
        "interview code DIR apply --coder ana",
        "interview codes DIR",
        "interview agreement DIR",
        "interview suggest DIR --code waiting",
        "interview themes DIR",
        &format!("interview guide DIR --guide {guide}"),
    ] {
        for study in [&empty, &missing, &file] {
            refused(verb, study, &[], "there are no interviews here; `paap interview import");
        }
    }
    assert_eq!(files(&empty).len(), 1, "nothing was written into it");
}

#[test]
fn what_cannot_be_understood_is_exit_code_2() {
    for (args, says) in [
        ("interview", "Usage"),
        ("interview import", "FILE"),
        ("interview import a.vtt", "--output"),
        ("interview import a.vtt -o b --reader zoom", "webvtt"),
        ("interview redact a --check --apply", "--apply"),
        ("interview search a", "QUERY"),
        ("interview code a fly", "adjudicate"),
        ("interview codes a --by mood", "persona"),
        ("interview codes a --survey b.csv", "--question"),
        ("interview agreement a --unit word", "sentence"),
        ("interview suggest a", "--code"),
        ("interview guide a", "--guide"),
        ("interview convert a", "--output"),
        ("privacy key new", "--output"),
        ("privacy find", "FILE"),
        ("privacy score", "SPANS"),
    ] {
        let output = typed(&args.split(' ').collect::<Vec<_>>());
        assert_eq!(output.status.code(), Some(2), "{args}");
        assert!(crate::err(&output).contains(says), "{args}: {}", crate::err(&output));
    }
}

#[test]
fn a_coder_who_leaves_out_something_is_told_what() {
    let study = super::redacted("asked");
    let code = |rest: &str, says: &str| {
        refused(&format!("interview code DIR {rest}"), &study, &[], says);
    };
    let at = "--coder ana --document eider";
    code("apply", "--coder NAME, or PAAP_CODER=NAME");
    code("apply --coder agreed", "adjudicated");
    code("apply --coder a/b", "cannot be a name");
    code("apply --coder ana", "--document ID");
    code("apply --coder ana --document no-such", "there are eider, fulmar, gannet, turnstone");
    code(&format!("apply {at}"), "--code CODE");
    code(&format!("apply {at} --code no-such"), "there is no such code; there are waiting,");
    code(&format!("apply {at} --code waiting"), "--quote WORDS");
    code(&format!("apply {at} --code waiting --turn t999"), "no such turn");
    code(&format!("apply {at} --code waiting --quote zeppelin"), "copy them from the transcript");
    code(&format!("apply {at} --code waiting --quote the"), "take more words");
    code(&format!("apply {at} --code waiting,workaround --turn t2"), "one code at a time");
    code("remove --coder ana", "--coding ID");
    code("remove --coder ana --coding no-such", "no such coding");
    code("move --coder ana --coding x", "--to CODE");
    code("new --coder ana", "--code NAME");
    code("new --coder ana --code Waiting", "already");
    code("new --coder ana --code Boats --parent no-such", "no such code");
    code("rename --coder ana --code waiting", "--to NAME");
    code("merge --coder ana --to waiting", "--code CODE,CODE");
    code("split --coder ana --code waiting --to Boats", "--coding ID,ID");
    code("delete --coder ana", "--code CODE");
    code("undo --coder ana", "nothing to undo");
    code("redo --coder ana", "nothing to redo");
    code("pull", "--from PATH");
    code("pull --from no-such", "there are no interviews here");
    // Nothing of all this was written.
    assert!(!study.join("codings").exists() && !study.join("assignments.yaml").exists());
}

#[test]
fn a_folder_that_somebody_broke_says_file_and_line() {
    let study = super::coded("broken");
    for (name, text, says) in [
        ("codebook.yaml", "codes:\n  - id: [\n", "codebook.yaml, line"),
        ("assignments.yaml", "eider: {\n", "assignments.yaml, line"),
        ("leads.txt", "# us\nno key\n", "leads.txt, line 2"),
    ] {
        let path = study.join(name);
        let before = fs::read(&path).ok();
        fs::write(&path, text).unwrap();
        refused("interview codes DIR", &study, &[], says);
        match before {
            Some(bytes) => fs::write(&path, bytes).unwrap(),
            None => fs::remove_file(&path).unwrap(),
        }
    }
    let path = study.join("sealed/review.yaml");
    fs::write(&path, "- entity: e1\n  decision: perhaps\n").unwrap();
    refused("interview redact DIR --check", &study, &[], "review.yaml");
    // A line of a log that nobody understands counts for nothing, and is said so.
    let log = study.join("codings/avocet.jsonl");
    let text = fs::read_to_string(&log).unwrap();
    fs::write(&log, text + "{\"id\": 7}\n<<<<<<< ours\n").unwrap();
    let page = super::done("interview code DIR --warnings all", &study, &[]);
    assert!(page.contains("64 codings") && page.contains("line 33"), "{page}");
}

/// A zip archive of entries that are not compressed.
fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let crc = |bytes: &[u8]| {
        let step = |crc: u32, byte: &u8| {
            (0..8).fold(crc ^ u32::from(*byte), |c, _| (c >> 1) ^ (0xedb8_8320 * (c & 1)))
        };
        !bytes.iter().fold(u32::MAX, step)
    };
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in entries {
        let at = u32::try_from(out.len()).unwrap();
        let size = u32::try_from(bytes.len()).unwrap();
        let mut about = vec![20, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        for number in [crc(bytes), size, size] {
            about.extend(number.to_le_bytes());
        }
        about.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        about.extend([0, 0]);
        out.extend(b"PK\x03\x04");
        out.extend(&about);
        out.extend(name.as_bytes());
        out.extend(*bytes);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&about);
        directory.extend([0; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let count = u16::try_from(entries.len()).unwrap().to_le_bytes();
    let at = u32::try_from(out.len()).unwrap().to_le_bytes();
    let size = u32::try_from(directory.len()).unwrap().to_le_bytes();
    out.extend(directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend([&count[..], &count, &size, &at, &[0, 0]].concat());
    out
}

#[test]
fn attacks_are_refused_at_once_and_leave_nothing() {
    let folder = folder("interviews-attacks");
    let attributes: String = (0..800_000).map(|n| format!(" a{n}=\"\"")).collect();
    let many = format!("<?xml version=\"1.0\"?><Project{attributes}></Project>");
    let many_in_word = format!("<?xml version=\"1.0\"?><w:document{attributes}></w:document>");
    let fetch = "<?xml version=\"1.0\"?><!DOCTYPE Project [<!ENTITY x SYSTEM \
                 \"file:///etc/passwd\">]><Project>&x;</Project>";
    let laughs: String = (1..20)
        .map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10)))
        .collect();
    let laughs =
        format!("<!DOCTYPE Project [<!ENTITY l0 \"ha\">{laughs}]><Project>&l19;</Project>");
    let deep = format!("{}{}", "<Code>".repeat(100_000), "</Code>".repeat(100_000));
    let project = |text: &str| zip(&[("project.qde", text.as_bytes())]);
    let word = |text: &str| zip(&[("word/document.xml", text.as_bytes())]);
    let good = project(&many);
    let attacks: Vec<(&str, Vec<u8>)> = vec![
        ("attributes.qdpx", project(&many)),
        ("attributes.docx", word(&many_in_word)),
        ("entity.qdpx", project(fetch)),
        ("entity.docx", word(fetch)),
        ("laughs.qdpx", project(&laughs)),
        ("laughs.docx", word(&laughs)),
        ("deep.qdpx", project(&deep)),
        ("deep.docx", word(&deep)),
        ("up.qdpx", zip(&[("../../up.txt", b"out"), ("project.qde", b"<Project/>")])),
        ("up.docx", zip(&[("../../up.txt", b"out"), ("/word/document.xml", b"<a/>")])),
        ("cut.qdpx", good[..good.len() / 2].to_vec()),
        ("nothing.qdpx", zip(&[])),
        ("attributes.qdc", many.clone().into_bytes()),
        ("entity.qdc", fetch.as_bytes().to_vec()),
        ("zeros.vtt", vec![0; 1 << 20]),
        ("open.json", b"[".repeat(1 << 20)),
    ];
    for (name, bytes) in attacks {
        let path = folder.join(name);
        fs::write(&path, bytes).unwrap();
        let target = folder.join("made/of-it");
        let verb = if name.contains(".qd") { "interview convert" } else { "interview import" };
        let start = Instant::now();
        let output = run(&format!("{verb} -o"), &[&target, &path]);
        // A debug build on a busy machine; the issue asks for 2 s.
        assert!(start.elapsed() < Duration::from_secs(20), "{name}: {:?}", start.elapsed());
        is_refused(&output, name);
        assert!(!crate::err(&output).contains("root:"), "{name}");
        assert!(!target.exists(), "{name}");
        fs::remove_file(&path).unwrap();
    }
    assert!(files(&folder).is_empty(), "{:?}", files(&folder));
    assert!(!folder.join("../up.txt").exists() && !Path::new("up.txt").exists());
}
