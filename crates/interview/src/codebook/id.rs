//! Ids for codes of which only a name is known.

use super::Codebook;
use hashbrown::HashSet;

/// An id made of a name: letters and digits in lower case, hyphens between them.
pub fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.chars() {
        if c.is_alphanumeric() {
            slug.extend(c.to_lowercase().filter(|c| c.is_alphanumeric()));
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// An id that none of `taken` has: the name's, with a number behind it where need be.
pub fn free_id(name: &str, codebook: &Codebook) -> String {
    let taken: HashSet<&str> = codebook.codes.iter().map(|code| code.id.as_str()).collect();
    let slug = Some(slug(name)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "code".into());
    if !taken.contains(slug.as_str()) {
        return slug;
    }
    let mut number = 2;
    while taken.contains(format!("{slug}-{number}").as_str()) {
        number += 1;
    }
    format!("{slug}-{number}")
}
