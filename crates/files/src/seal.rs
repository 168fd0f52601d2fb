//! Encryption to the leads' keys, in the format of age (`age-encryption.org/v1`).

use crate::error::Error;
use age::secrecy::ExposeSecret;
use age::x25519;
use std::io::Read;
use std::path::Path;

/// What opens sealed files: the secret keys of a lead.
#[derive(Clone, Default)]
pub struct Identity {
    keys: Vec<x25519::Identity>,
}

/// A key never shows itself.
impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Identity of {} keys", self.keys.len())
    }
}

impl Identity {
    /// Reads a key file, as [`new_key`] and the program `age-keygen` write it: one secret key a
    /// line, `#` before remarks.
    ///
    /// # Errors
    ///
    /// Where a line is no secret key, or there is none at all. The line's text is not repeated.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let text = std::fs::read_to_string(path).map_err(Error::io(path))?;
        let wrong = |line, what| Error::Key { path: path.to_owned(), line, what };
        let mut keys = Vec::new();
        for (index, line) in lines(&text) {
            let key = line.parse().map_err(|_| {
                let what = match line.starts_with("age1") {
                    true => "this is a public key; the secret one begins with AGE-SECRET-KEY-1",
                    false => "this is no secret key of age; such begin with AGE-SECRET-KEY-1",
                };
                wrong(index, what)
            })?;
            keys.push(key);
        }
        match keys.is_empty() {
            true => Err(wrong(1, "there is no key here; `paap privacy key new` makes one")),
            false => Ok(Self { keys }),
        }
    }
}

/// A new pair of keys: the text of the file that the lead keeps, and the public key for
/// `leads.txt`.
pub fn new_key() -> (String, String) {
    let key = x25519::Identity::generate();
    let public = key.to_public().to_string();
    let secret = key.to_string();
    let file = format!(
        "# The key of a lead. It opens what is sealed: keep it to yourself, outside the \
         folder.\n# public key: {public}\n{}\n",
        secret.expose_secret()
    );
    (file, public)
}

/// Seals for the leads, and opens for one of them.
#[derive(Clone, Default)]
pub struct Sealer {
    leads: Vec<x25519::Recipient>,
    identity: Identity,
}

impl Sealer {
    /// Reads the public keys of the leads, one a line, `#` before remarks. None of a file that is
    /// not there.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read, or a line is no public key.
    pub fn read(path: &Path, identity: Identity) -> Result<Self, Error> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(Error::io(path)(error)),
        };
        let mut leads = Vec::new();
        for (line, key) in lines(&text) {
            // Somebody who puts a secret key here publishes it.
            let what = match key
                .get(..15)
                .is_some_and(|k| k.eq_ignore_ascii_case("AGE-SECRET-KEY-"))
            {
                true => {
                    "this is a secret key: anybody who sees this file can open everything. Remove \
                     it, make a new key with `paap privacy key new`, and seal again"
                }
                false => "this is no public key of age; such begin with age1",
            };
            let wrong = || Error::Key { path: path.to_owned(), line, what };
            leads.push(key.parse().map_err(|_| wrong())?);
        }
        Ok(Self { leads, identity })
    }

    /// Whether there are keys to seal with.
    pub fn seals(&self) -> bool {
        !self.leads.is_empty()
    }

    /// The bytes, sealed for every lead.
    pub(crate) fn seal(&self, path: &Path, bytes: &[u8]) -> Result<Vec<u8>, Error> {
        let leads = self.leads.iter().map(|lead| lead as &dyn age::Recipient);
        let seal = || -> Result<Vec<u8>, std::io::Error> {
            let encryptor =
                age::Encryptor::with_recipients(leads).map_err(std::io::Error::other)?;
            let mut sealed = Vec::new();
            let mut writer = encryptor.wrap_output(&mut sealed)?;
            std::io::Write::write_all(&mut writer, bytes)?;
            writer.finish()?;
            Ok(sealed)
        };
        seal().map_err(Error::io(path))
    }

    /// The bytes that were sealed.
    pub(crate) fn open(&self, path: &Path, sealed: &[u8]) -> Result<Vec<u8>, Error> {
        if self.identity.keys.is_empty() {
            return Err(Error::Locked(path.to_owned()));
        }
        let keys = self.identity.keys.iter().map(|key| key as &dyn age::Identity);
        let wrong = || Error::WrongKey(path.to_owned());
        let decryptor = age::Decryptor::new(sealed).map_err(|_| wrong())?;
        let mut reader = decryptor.decrypt(keys).map_err(|_| wrong())?;
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes).map_err(|_| wrong())?;
        Ok(bytes)
    }
}

impl std::fmt::Debug for Sealer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sealer for {} leads with an {:?}", self.leads.len(), self.identity)
    }
}

/// The lines that say something, with their numbers from 1.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.lines().enumerate().map(|(index, line)| (index + 1, line.trim()));
    lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}
