//! Google Forms, in both dialects.
//!
//! Sheets saves `12/13/2024 9:12:35` and joins ticked options with `", "`; Forms itself downloads
//! `2024/03/21 12:05:19 PM AST` and joins them with `";"`.

use super::headers;
use crate::infer::moment;
use crate::read::layout::{Format, Joined, Layout, Reader, Role};
use crate::read::sheet::Sheet;

pub(super) const FORMAT: Format = Format { reader: Reader::GoogleForms, recognise, lay_out };

/// `Timestamp` in the languages of Google's forms.
const TIMESTAMP: [&str; 12] = [
    "timestamp",
    "zeitstempel",
    "horodateur",
    "marca temporal",
    "carimbo de data/hora",
    "informazioni cronologiche",
    "tijdstempel",
    "tidsstämpel",
    "tidsstempel",
    "タイムスタンプ",
    "时间戳记",
    "sygnatura czasowa",
];

fn recognise(sheet: &Sheet) -> u8 {
    let header = headers::header(sheet);
    let Some(first) = header.first() else { return 0 };
    let named = TIMESTAMP.contains(&first.to_lowercase().as_str());
    let times = headers::is_times(sheet, 0);
    match (named, times) {
        (true, true) => 90,
        (true, false) if sheet.rows <= 1 || headers::is_empty(sheet, 0) => 60,
        (false, true) if download(sheet) => 60,
        (true, false) => 30,
        _ => 0,
    }
}

/// Whether Forms itself wrote the file: its times end with a zone.
fn download(sheet: &Sheet) -> bool {
    headers::portion(sheet, 0, |text| moment::zone(text).is_some()) > 0.9
}

fn lay_out(sheet: &Sheet) -> Layout {
    let joined = Joined::Perhaps(if download(sheet) { ";" } else { ", " });
    headers::lay_out(
        sheet,
        |_| joined,
        |column, label| match column {
            0 => Some(Role::Time),
            // Forms that collect addresses put them second; quizzes add a score.
            1 | 2 if matches!(label.to_lowercase().as_str(), "score" | "total score") => {
                Some(Role::Status)
            }
            _ => headers::metadata(sheet, column, label),
        },
    )
}
