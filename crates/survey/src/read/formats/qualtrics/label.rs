//! Question and option out of one text: `Question-Option`, `Question - Selected Choice - Option`.

/// What Qualtrics adds to a text.
const ADDED: [&str; 3] = [" - Selected Choice", " - Text", "-TEXT"];

/// A text without what Qualtrics added at its end.
pub(super) fn whole(text: &str) -> &str {
    let mut text = text.trim();
    while let Some(rest) = ADDED.iter().find_map(|added| text.strip_suffix(added)) {
        text = rest.trim_end();
    }
    text
}

/// One text as what stands before its last dash, and what stands after it.
pub(super) fn last(text: &str) -> Option<(&str, Vec<&str>)> {
    let (stem, rest) = text.rsplit_once(" - ").or_else(|| text.rsplit_once('-'))?;
    let stem = whole(stem);
    (!stem.is_empty() && !rest.trim().is_empty()).then(|| (stem, vec![rest.trim()]))
}

/// Texts as the question that they share, and the rest of each.
pub(super) fn split<'t>(texts: &[&'t str]) -> Option<(&'t str, Vec<&'t str>)> {
    let first = texts.first()?;
    let shared = texts.iter().fold(first.len(), |shared, text| shared.min(common(first, text)));
    let shared = &first[..shared];
    let end = dash(shared)?;
    let rests: Vec<&str> = texts.iter().map(|text| text[end.1..].trim()).collect();
    let stem = whole(&shared[..end.0]);
    (!stem.is_empty() && rests.iter().any(|rest| !rest.is_empty())).then_some((stem, rests))
}

/// How many bytes two texts have in common at their beginning.
fn common(a: &str, b: &str) -> usize {
    let pairs = a.chars().zip(b.chars());
    pairs.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
}

/// Where the dash between question and option begins and ends, in what all texts share.
fn dash(shared: &str) -> Option<(usize, usize)> {
    let spaced = shared.rfind(" - ").map(|at| (at, at + 3));
    let bare = shared.rfind('-').map(|at| (at, at + 1));
    match (spaced, bare) {
        // Options may begin alike: `Question - Non-smoker`, `Question - Non-drinker`.
        (Some(spaced), Some(bare)) if bare.0 > spaced.1 => {
            let between = &shared[spaced.1..bare.0];
            let question = between.contains(' ') && shared.ends_with('-');
            Some(if question { bare } else { spaced })
        }
        (Some(spaced), _) => Some(spaced),
        (None, bare) => bare,
    }
}

/// A text without markup: `<b>`, `&nbsp;`.
pub(super) fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        clean.push_str(before);
        let named = tag[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        match tag.find('>') {
            Some(end) if named => {
                rest = &tag[end + 1..];
                if tag.starts_with("<br") && !clean.ends_with(' ') {
                    clean.push(' ');
                }
            }
            _ => {
                clean.push('<');
                rest = &tag[1..];
            }
        }
    }
    clean.push_str(rest);
    for (entity, sign) in [
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ] {
        if clean.contains(entity) {
            clean = clean.replace(entity, sign);
        }
    }
    clean.trim().to_owned()
}
