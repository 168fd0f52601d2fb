//! Prints one HTML page with every form and its edge cases, to be looked at:
//! `cargo run -p paap-charts --example gallery > gallery.html`. All of it is invented.

use std::fmt::Write as _;

use paap_charts::{Chart, STYLE, Table};

mod samples;

const PAGE: &str = "
:root { color-scheme: light dark; }
body { margin: 0 auto; padding: 16px; max-width: 66rem; color: #1c2126; background: #fff;
  font: 16px/1.5 system-ui, sans-serif; }
section { padding: 20px 0 28px; border-top: 1px solid #d3d8dd; }
h2 { font-size: 1.1rem; margin: 0 0 16px; text-wrap: balance; overflow-wrap: anywhere; }
.pair { display: grid; gap: 24px; }
.twin { overflow-x: auto; }
table { border-collapse: collapse; font-size: .8rem; font-variant-numeric: tabular-nums; }
caption { display: none; }
th, td { text-align: left; padding: 3px 12px 3px 0; border-bottom: 1px solid #d3d8dd;
  vertical-align: top; }
td:first-child { min-width: 9rem; }
@media (min-width: 900px) { .pair { grid-template-columns: minmax(0, 28rem) minmax(0, 1fr);
  gap: 40px; } }
@media screen and (prefers-color-scheme: dark) { body { color: #e6e9ec; background: #14171a; }
  section, th, td { border-color: #3a4149; } }";

fn main() {
    let mut page =
        String::from("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
    page += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">";
    page += "<title>Charts</title>";
    let _ = write!(page, "<style>{PAGE}\n{STYLE}</style></head><body><h1>Charts</h1>");
    for chart in samples::all() {
        section(&mut page, &chart);
    }
    println!("{page}</body></html>");
}

fn section(page: &mut String, Chart { svg, table }: &Chart) {
    let Table { caption, header, rows } = table;
    let caption = escape(caption);
    let _ = write!(page, "<section><h2>{caption}</h2><div class=\"pair\"><div>{svg}</div>");
    let _ = write!(page, "<div class=\"twin\"><table><caption>{caption}</caption><tr>");
    for head in header {
        let _ = write!(page, "<th>{}</th>", escape(head));
    }
    for row in rows {
        page.push_str("</tr><tr>");
        for cell in row {
            let _ = write!(page, "<td>{}</td>", escape(cell));
        }
    }
    page.push_str("</tr></table></div></div></section>\n");
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
