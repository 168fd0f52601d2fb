//! The public site: only of what is proved, the same each time, and shown to this machine alone.

use super::markers::{assert_none, marked, unpacked};
use super::{ANSWERS, INSIGHT, STUDY, edit, made};
use crate::interviews::{NAMES, files, run};
use crate::{err, out, paap};
use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Output, Stdio};
use std::time::Duration;

const PAGE: &str = "studies/first-study/insights/draft-1/index.html";

/// Publishes at a moment that is always the same.
fn publish(root: &Path, site: &Path) -> Output {
    let args = ["publish", root.to_str().unwrap(), "-o", site.to_str().unwrap()];
    paap(&args).env("SOURCE_DATE_EPOCH", "1767225600").output().unwrap()
}

#[test]
fn a_site_holds_the_claim_and_nobodys_name_and_is_the_same_each_time() {
    let root = made("site");
    let [first, second] = ["site-a", "site-b"].map(|name| root.with_file_name(name));
    let output = publish(&root, &first);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(out(&output).contains("pages, "), "{}", out(&output));
    let page = fs::read_to_string(first.join(PAGE)).unwrap();
    for words in ["40 of 124 do not know who to ask", "I wrote a calendar entry."] {
        assert!(page.contains(words), "{words}");
    }
    let made: BTreeMap<String, Vec<u8>> = files(&first).into_iter().collect();
    for (file, bytes) in &made {
        let text = String::from_utf8_lossy(bytes);
        for name in NAMES.iter().filter(|name| **name != ".example") {
            assert!(!text.contains(name), "{name} in {file}");
        }
    }
    publish(&root, &second);
    assert!(made == files(&second).into_iter().collect());
    // Written again there is nothing to change, and what is gone from the workspace is gone from the site.
    assert!(out(&publish(&root, &first)).contains("0 files changed"));
    edit(&root.join(INSIGHT), "status: published", "status: draft");
    assert_eq!(publish(&root, &first).status.code(), Some(0));
    assert!(!first.join(PAGE).exists());
}

#[test]
fn what_is_not_proved_is_not_published() {
    let root = made("refuses");
    let site = root.with_file_name("site");
    edit(&root.join(INSIGHT), "calendar", "paper");
    let output = publish(&root, &site);
    assert_eq!((output.status.code(), out(&output)), (Some(1), String::new()));
    assert!(err(&output).contains("Nothing was written"), "{}", err(&output));
    assert!(!site.exists());
    // Without what is sealed it is made all the same, of what was attested.
    edit(&root.join(INSIGHT), "paper", "calendar");
    fs::remove_dir_all(root.join(STUDY).join("sealed")).unwrap();
    assert_eq!(publish(&root, &site).status.code(), Some(0));
    assert!(fs::read_to_string(site.join(PAGE)).unwrap().contains("40 of 124"));
}

#[test]
fn a_folder_of_somebody_else_is_left_alone() {
    let root = made("foreign");
    let site = root.with_file_name("thesis");
    fs::create_dir_all(&site).unwrap();
    fs::write(site.join("thesis.txt"), "all there is").unwrap();
    // Nor is the workspace itself a place for its site.
    for place in [&site, &root] {
        let before = files(place);
        let output = publish(&root, place);
        assert_eq!(output.status.code(), Some(2), "{}", out(&output));
        assert!(err(&output).contains("paap did not write"), "{}", err(&output));
        assert!(files(place) == before);
    }
    fs::write(root.with_file_name("file"), "").unwrap();
    let output = publish(&root, &root.with_file_name("file"));
    assert_eq!(output.status.code(), Some(2), "{}", out(&output));
}

/// What a server answers to a request.
fn asked(address: &str, request: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn what_leads_back_to_people_is_in_nothing_that_is_published() {
    let root = made("markers");
    let export = fs::read_to_string(root.join(ANSWERS)).unwrap();
    // What people wrote in words of their own.
    let (text, markers) = marked(&export, &[24, 26]);
    fs::write(root.join(ANSWERS), text).unwrap();
    let [site, dataset] = ["site", "dataset"].map(|name| root.with_file_name(name));
    let output = publish(&root, &site);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let output = run("dataset -o", &[&dataset, &root]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    // Here there are enough people for rows, too.
    assert!(dataset.join("1.0.0/data/team-survey.csv").is_file(), "{}", out(&output));
    let mut public = files(&site);
    public.extend(files(&dataset).into_iter().flat_map(unpacked));
    public.push(("what is printed".to_owned(), output.stdout));
    assert_none(&markers, &public);
}

#[test]
fn a_site_is_shown_to_this_machine() {
    let root = made("serve");
    let site = root.with_file_name("site");
    let args =
        ["publish", root.to_str().unwrap(), "-o", site.to_str().unwrap(), "--serve", "--port", "0"];
    let mut child = paap(&args).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let address = lines
        .filter_map(|line| Some(line.strip_prefix("http://")?.split('/').next()?.to_owned()))
        .next();
    let answers = address.as_ref().map(|address| {
        let get = |path: &str, host: &str| {
            asked(
                address,
                &format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"),
            )
        };
        [get("/", address), get("/studies/first-study/sealed/", address), get("/", "evil.example")]
    });
    // Only this process is ended, whatever was answered.
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(address.unwrap().starts_with("127.0.0.1:"));
    let [home, nothing, other] = answers.unwrap();
    assert!(home.starts_with("HTTP/1.1 200") && home.contains("Platform research"), "{home}");
    assert!(nothing.starts_with("HTTP/1.1 404"), "{nothing}");
    assert!(!other.starts_with("HTTP/1.1 200"), "{other}");
}

#[test]
fn the_demo_writes_its_example_and_its_site() {
    let folder = crate::folder("workspace-demo").join("tour");
    let output = run("demo --no-serve -o", &[&folder]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    for name in ["example/workspace", "example/survey.html", "site/index.html"] {
        assert!(
            folder.join(name).exists() && out(&output).contains(name),
            "{name}\n{}",
            out(&output)
        );
    }
    let checked = run("check", &[&folder.join("example/workspace")]);
    assert_eq!(checked.status.code(), Some(0), "{}", out(&checked));
}

/// A demo, a dataset and a site are folders that paap wrote: none is written over another, nor is the
/// workspace that is in one; and what is refused is not remembered as published.
#[test]
fn what_else_paap_wrote_is_left_alone() {
    let root = made("else");
    let own = root.parent().unwrap().to_owned();
    let list = own.join(".paap-files");
    let refused = |site: &Path, words: &str| {
        let output = publish(&root, site);
        assert_eq!(output.status.code(), Some(2), "{}", out(&output));
        assert!(err(&output).contains(words), "{}", err(&output));
        assert!(root.join("paap.yaml").is_file() && !root.join(STUDY).join("published").exists());
    };
    fs::write(&list, "research/paap.yaml\n").unwrap();
    refused(&own, "the workspace is in there");
    fs::remove_file(&list).unwrap();
    let dataset = own.join("dataset");
    fs::create_dir_all(&dataset).unwrap();
    fs::write(dataset.join(".paap-files"), "datapackage.json\n").unwrap();
    refused(&dataset, "something else");
    let site = own.join("site");
    fs::create_dir_all(&site).unwrap();
    // An internal site that was not finished.
    fs::write(site.join(".paap-files"), "INTERNAL.txt\nindex.html\n").unwrap();
    refused(&site, "an internal site is there");
}
