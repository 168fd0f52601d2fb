//! With a key, nothing in `sealed/` can be read without it.

use super::{NAMES, done, files, raw, redacted, refused, review, run_with};
use crate::{err, folder, out, paap};
use std::fs;
use std::path::{Path, PathBuf};

/// A key of this test's own, for a study.
fn key(name: &str, study: &Path, opened: Option<&Path>) -> PathBuf {
    let key = folder(&format!("key-{name}")).join("my.key");
    let mut args = vec!["privacy", "key", "new", "-o", key.to_str().unwrap()];
    args.extend(["--for", study.to_str().unwrap()]);
    args.extend(opened.iter().flat_map(|key| ["--identity", key.to_str().unwrap()]));
    let output = paap(&args).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(out(&output).contains("Public key: age1"), "{}", out(&output));
    assert!(!out(&output).contains("AGE-SECRET-KEY"), "{}", out(&output));
    key
}

/// Nothing that is sealed can be read, or even begins as it would in the open.
fn is_closed(study: &Path) {
    for (name, bytes) in files(&study.join("sealed")) {
        if name == ".gitignore" {
            continue;
        }
        assert!(name.ends_with(".age"), "{name}");
        let text = String::from_utf8_lossy(&bytes);
        assert!(text.starts_with("age-encryption.org/v1\n"), "{name}");
        assert!(NAMES.iter().all(|secret| !text.contains(secret)), "{name}");
    }
}

#[test]
fn what_is_sealed_is_closed_without_the_key_and_open_with_it() {
    let study = raw("sealed");
    let key = key("sealed", &study, None);
    is_closed(&study);
    let identity = ["--identity", key.to_str().unwrap()];
    // Without the key each verb says what to do, or what it leaves out.
    refused("interview redact DIR", &study, &[], "--identity");
    let search = run_with("interview search DIR portal", &study, &[]);
    assert_eq!(search.status.code(), Some(0), "{}", err(&search));
    assert!(err(&search).contains("4 interviews are left out"), "{}", err(&search));
    assert!(err(&search).contains("--identity FILE"), "{}", err(&search));
    let found = run_with("interview search DIR portal", &study, &identity);
    assert!(out(&found).starts_with("1 turn in 1 of 4 interviews"), "{}", out(&found));

    // The review lies in the open while it is edited, and is closed when it is applied.
    done("interview redact DIR", &study, &identity);
    assert!(study.join("sealed/review.yaml").is_file());
    review(&study);
    done("interview redact DIR --accept-all --apply --by ines", &study, &identity);
    is_closed(&study);
    done("interview redact DIR --check", &study, &identity);
    refused("interview redact DIR --check", &study, &[], "--identity");

    // The environment does as well as the flag.
    let mut command = paap(&["interview", "redact", study.to_str().unwrap(), "--check"]);
    let output = command.env("PAAP_IDENTITY", &key).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    // What is de-identified needs no key at all.
    let open = run_with("interview search DIR portal", &study, &[]);
    assert_eq!((open.status.code(), err(&open)), (Some(0), String::new()));
}

#[test]
fn a_second_lead_is_let_in_by_the_first() {
    let study = redacted("two-leads");
    let first = key("first", &study, None);
    let second = key("second", &study, Some(&first));
    is_closed(&study);
    for key in [&first, &second] {
        done("interview redact DIR --check", &study, &["--identity", key.to_str().unwrap()]);
    }
    assert_eq!(fs::read_to_string(study.join("leads.txt")).unwrap().lines().count(), 2);
    // Who is not let in yet is told how.
    let third = key("third", &study, None);
    let identity = ["--identity", third.to_str().unwrap()];
    refused("interview redact DIR --check", &study, &identity, "does not open it");
    done("interview redact DIR", &study, &["--identity", first.to_str().unwrap()]);
    done("interview redact DIR --check", &study, &identity);
}

#[test]
fn keys_are_neither_lost_nor_left_where_they_open_things() {
    let study = redacted("keys");
    let inside = study.join("my.key");
    let taken = folder("taken").join("my.key");
    fs::write(&taken, "a key\n").unwrap();
    for (path, says) in [(&inside, "must not lie in the folder"), (&taken, "choose another name")] {
        for more in [&[][..], &["--for", study.to_str().unwrap()]] {
            let args = [&["privacy", "key", "new", "-o", path.to_str().unwrap()][..], more];
            super::is_refused(&paap(&args.concat()).output().unwrap(), says);
        }
    }
    assert!(!inside.exists() && !study.join("leads.txt").exists());
    let wrong = ["--identity", taken.to_str().unwrap()];
    refused("interview redact DIR", &study, &wrong, "my.key, line 1");
    refused("interview redact DIR", &study, &["--identity", "no-such.key"], "no-such.key");
}

#[cfg(unix)]
#[test]
fn a_secret_key_is_its_owners_alone() {
    use std::os::unix::fs::MetadataExt;
    let study = redacted("owner");
    let key = key("owner", &study, None);
    assert_eq!(fs::metadata(&key).unwrap().mode() & 0o777, 0o600);
    let text = fs::read_to_string(&key).unwrap();
    assert!(text.contains("AGE-SECRET-KEY-1"), "{text}");
    assert!(
        files(&study).iter().all(|(_, bytes)| !bytes.windows(14).any(|w| w == b"AGE-SECRET-KEY"))
    );
}
