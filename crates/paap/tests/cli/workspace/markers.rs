//! Markers: what leads back to people is replaced by what stands nowhere else, and must be in nothing that
//! is published.

use std::io::{Cursor, Read};

/// The cells of a table of CSV.
fn cells(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = text.chars().filter(|c| *c != '\r').peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => cell.push(chars.next().unwrap()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell);
        rows.push(row);
    }
    rows
}

/// An export with times, ids, and words in these columns that stand nowhere else, and all of these.
pub(super) fn marked(export: &str, words: &[usize]) -> (String, Vec<String>) {
    let mut rows = cells(export);
    let mut seed: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut next = |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    let mut markers = Vec::new();
    rows[0].push("Response ID".to_owned());
    for row in rows.iter_mut().skip(1) {
        let mut word = |length: usize| -> String {
            (0..length).map(|_| char::from(b'a' + u8::try_from(next(26)).unwrap())).collect()
        };
        let id = word(16);
        row.push(id.clone());
        markers.push(id);
        for &at in words {
            if !row[at].is_empty() {
                row[at] = format!("Q{}", word(11));
                markers.push(row[at].clone());
            }
        }
        let (day, month, year) = (next(28) + 1, next(12) + 1, 1950 + next(40));
        let time = format!("{:02}:{:02}:{:02}", next(14) + 10, next(50) + 10, next(50) + 10);
        let date = format!("{month:02}/{day:02}/{year}");
        row[0] = format!("{date} {time}");
        markers.extend([date, time, format!("{year}-{month:02}-{day:02}")]);
    }
    let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
    let lines = rows.iter().map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(",") + "\n");
    (lines.collect(), markers)
}

/// A file, and where it is a workbook what is packed in it.
pub(super) fn unpacked((name, bytes): (String, Vec<u8>)) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    if let Ok(mut packed) = zip::ZipArchive::new(Cursor::new(&bytes)) {
        for at in 0..packed.len() {
            let mut part = packed.by_index(at).unwrap();
            let mut inside = Vec::new();
            part.read_to_end(&mut inside).unwrap();
            all.push((format!("{name}/{}", part.name().unwrap()), inside));
        }
    }
    all.push((name, bytes));
    all
}

/// Fails where a marker is in the bytes of a file, or in its name.
#[track_caller]
pub(super) fn assert_none(markers: &[String], public: &[(String, Vec<u8>)]) {
    assert!(markers.len() > 60 && public.len() > 40, "{} {}", markers.len(), public.len());
    for (file, bytes) in public {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        let name = file.to_lowercase();
        let seen = markers.iter().find(|marker| {
            let marker = marker.to_lowercase();
            text.contains(&marker) || name.contains(&marker)
        });
        assert_eq!(seen, None, "{file}");
    }
}
