//! What lies in a folder in the open, what sealed, and who opens it.

use super::open::files;
use super::*;
use paap_interview::{Transcript, Turn};

fn document(id: &str, text: &str) -> Document {
    let turn = Turn { speaker: Some("Ines".to_owned()), text: text.to_owned(), ..Turn::default() };
    let mut transcript = Transcript { turns: vec![turn], ..Transcript::default() };
    transcript.about.id = id.to_owned();
    transcript.number();
    Document::of(&transcript)
}

/// A folder with one lead, and the lead's key.
fn with_lead(root: &Path) -> Identity {
    let (secret, public) = crate::new_key();
    let key = root.join("key-of-a-lead");
    fs::write(&key, secret).unwrap();
    fs::write(root.join("leads.txt"), format!("# Ines\n{public}\n")).unwrap();
    let identity = Identity::read(&key).unwrap();
    fs::remove_file(key).unwrap();
    identity
}

#[test]
fn what_came_lies_sealed_and_what_is_released_in_the_open() {
    let folder = tempfile::tempdir().unwrap();
    let study = Study::create(folder.path(), Identity::default()).unwrap();
    assert!(!study.encrypts());
    study.keep(&document("one", "I am Ines.")).unwrap();
    study.keep_original("one.vtt", b"WEBVTT").unwrap();
    let held = study.documents().unwrap();
    assert!(held["one"].sealed);
    study.release(&document("one", "I am [Person 1].")).unwrap();
    let held = study.documents().unwrap();
    assert!(!held["one"].sealed);
    assert_eq!(study.originals().unwrap()["one"].body, document("one", "I am Ines.").body);
    let open: Vec<PathBuf> =
        study.open_files().unwrap().into_iter().map(|(name, _)| name).collect();
    assert_eq!(open, [".gitattributes", "transcripts/one.md"].map(PathBuf::from));
}

#[test]
fn without_its_key_a_sealed_file_says_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let identity = with_lead(folder.path());
    let lead = Study::create(folder.path(), identity).unwrap();
    lead.keep(&document("one", "I am Ines.")).unwrap();
    lead.seal("review.yaml", b"Ines").unwrap();
    for path in files(&folder.path().join("sealed")).unwrap() {
        let bytes = fs::read(path).unwrap();
        assert!(is_without(&bytes, b"Ines"));
    }
    let other = Study::open(folder.path(), Identity::default()).unwrap();
    assert!(other.documents().unwrap().is_empty());
    assert_eq!(other.locked().unwrap(), 1);
    assert!(matches!(other.sealed("review.yaml"), Err(Error::Locked(_))));
    let stranger = with_lead(tempfile::tempdir().unwrap().path());
    let stranger = Study::open(folder.path(), stranger).unwrap();
    assert!(matches!(stranger.sealed("review.yaml"), Err(Error::WrongKey(_))));
    assert_eq!(lead.sealed("review.yaml").unwrap().as_deref(), Some("Ines"));
}

fn is_without(bytes: &[u8], needle: &[u8]) -> bool {
    !bytes.windows(needle.len()).any(|window| window == needle)
}

#[test]
fn a_copy_for_editing_is_sealed_again() {
    let folder = tempfile::tempdir().unwrap();
    let identity = with_lead(folder.path());
    let study = Study::create(folder.path(), identity).unwrap();
    study.seal("review.yaml", b"old").unwrap();
    let copy = study.lay_open("review.yaml", "new").unwrap();
    assert_eq!(study.sealed("review.yaml").unwrap().as_deref(), Some("new"));
    assert_eq!(study.seal_all().unwrap(), 1);
    assert!(!copy.exists());
    assert_eq!(study.sealed("review.yaml").unwrap().as_deref(), Some("new"));
}

#[test]
fn no_name_leads_out_of_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let study = Study::create(folder.path(), Identity::default()).unwrap();
    for name in ["../x", "a/b", "", ".", "..", "a\\b", "a\0b", "C:x"] {
        assert!(matches!(study.keep_original(name, b""), Err(Error::Name(_))), "{name}");
        assert!(study.release(&document(name, "x")).is_err(), "{name}");
    }
}

#[test]
fn a_secret_key_among_the_public_ones_is_refused_unrepeated() {
    let folder = tempfile::tempdir().unwrap();
    let (secret, _) = crate::new_key();
    fs::write(folder.path().join("leads.txt"), &secret).unwrap();
    let error = Study::create(folder.path(), Identity::default()).unwrap_err().to_string();
    assert!(error.contains("line 3") && error.contains("secret key"), "{error}");
    assert!(!error.contains("AGE-SECRET"), "{error}");
}

#[test]
fn git_changes_no_byte() {
    let folder = tempfile::tempdir().unwrap();
    let study = Study::create(folder.path(), Identity::default()).unwrap();
    let attributes = study.text(".gitattributes").unwrap().unwrap();
    assert!(attributes.contains("*.md -text"));
    let ignore = fs::read_to_string(folder.path().join("sealed/.gitignore")).unwrap();
    assert!(ignore.contains("!*.age"));
}

#[test]
fn the_first_lead_seals_what_lay_in_the_open_without_a_key_at_hand() {
    let folder = tempfile::tempdir().unwrap();
    let study = Study::create(folder.path(), Identity::default()).unwrap();
    study.keep(&document("one", "I am Ines.")).unwrap();
    study.put("leads.txt", &format!("{}\n", crate::new_key().1)).unwrap();
    let study = Study::open(folder.path(), Identity::default()).unwrap();
    assert_eq!(study.seal_for_leads().unwrap(), 1);
}

#[test]
fn a_new_lead_opens_what_was_sealed_before() {
    let folder = tempfile::tempdir().unwrap();
    let first = with_lead(folder.path());
    let study = Study::create(folder.path(), first.clone()).unwrap();
    study.keep(&document("one", "I am Ines.")).unwrap();
    let (secret, public) = crate::new_key();
    let leads = study.text("leads.txt").unwrap().unwrap();
    study.put("leads.txt", &format!("{leads}{public}\n")).unwrap();
    assert_eq!(Study::open(folder.path(), first).unwrap().reseal().unwrap(), 1);
    let key = tempfile::NamedTempFile::new().unwrap();
    fs::write(key.path(), secret).unwrap();
    let second = Study::open(folder.path(), Identity::read(key.path()).unwrap()).unwrap();
    assert_eq!(second.originals().unwrap().len(), 1);
}
