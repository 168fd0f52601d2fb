//! A tiny SVG writer that cannot write anything unsafe: text and attributes are escaped here and
//! nowhere else, and a coordinate is always a finite number of at most two decimals.

use std::fmt::Write as _;

use crate::text;

/// Which end of a text stands at its x.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// The elements drawn so far. Classes are the crate's own words, never a caller's.
#[derive(Debug, Default)]
pub(crate) struct Svg {
    body: String,
}

impl Svg {
    pub(crate) fn rect(&mut self, class: &str, x: f64, y: f64, width: f64, height: f64) {
        let (width, height) = (width.max(0.0), height.max(0.0));
        self.element("rect", class, &[("x", x), ("y", y), ("width", width), ("height", height)]);
    }

    pub(crate) fn line(&mut self, class: &str, x1: f64, y1: f64, x2: f64, y2: f64) {
        self.element("line", class, &[("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2)]);
    }

    pub(crate) fn circle(&mut self, class: &str, x: f64, y: f64, radius: f64) {
        self.element("circle", class, &[("cx", x), ("cy", y), ("r", radius)]);
    }

    pub(crate) fn polygon(&mut self, class: &str, corners: &[(f64, f64)]) {
        let corner = |(x, y): &(f64, f64)| format!("{},{}", coordinate(*x), coordinate(*y));
        let points = corners.iter().map(corner).collect::<Vec<_>>().join(" ");
        let class = escape(class);
        self.push(format_args!("<polygon class=\"{class}\" points=\"{points}\"/>\n"));
    }

    /// A filled triangle whose tip is at `x` and which points right, or left where `size` is negative.
    pub(crate) fn arrow(&mut self, class: &str, x: f64, y: f64, size: f64) {
        let half = size.abs() * 0.6;
        self.polygon(class, &[(x - size, y - half), (x, y), (x - size, y + half)]);
    }

    pub(crate) fn text(&mut self, class: &str, x: f64, y: f64, anchor: Anchor, content: &str) {
        if content.is_empty() {
            return;
        }
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let (x, y) = (coordinate(x), coordinate(y));
        let (class, content) = (escape(class), escape(&text::isolate(content)));
        let attributes = format!("class=\"{class}\" x=\"{x}\" y=\"{y}\"{anchor}");
        self.push(format_args!("<text {attributes}>{content}</text>\n"));
    }

    fn element(&mut self, name: &str, class: &str, numbers: &[(&str, f64)]) {
        self.push(format_args!("<{name} class=\"{}\"", escape(class)));
        for (attribute, value) in numbers {
            self.push(format_args!(" {attribute}=\"{}\"", coordinate(*value)));
        }
        self.push(format_args!("/>\n"));
    }

    fn push(&mut self, piece: std::fmt::Arguments<'_>) {
        // Writing to a String cannot fail.
        let _ = self.body.write_fmt(piece);
    }

    /// The whole element. `id` is any text; the ids made of it are legal and as distinct as it is.
    pub(crate) fn finish(
        self,
        id: &str,
        title: &str,
        desc: &str,
        width: f64,
        height: f64,
    ) -> String {
        let id = legal_id(id);
        let (title, desc) = (escape(title), escape(desc));
        let (width, height) = (coordinate(width), coordinate(height));
        let body = self.body;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"paap-chart\" \
             viewBox=\"0 0 {width} {height}\" role=\"img\" \
             aria-labelledby=\"{id}-title {id}-desc\">\n\
             <title id=\"{id}-title\">{title}</title>\n<desc id=\"{id}-desc\">{desc}</desc>\n\
             {body}</svg>\n"
        )
    }
}

/// At most two decimals; what is not a number is drawn at zero rather than breaking the page.
fn coordinate(value: f64) -> String {
    if !value.is_finite() {
        return "0".to_owned();
    }
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Safe in text and in a quoted attribute, in XML and in HTML.
pub(crate) fn escape(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    for character in raw.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(text::legal(character)),
        }
    }
    out
}

/// Letters, digits, dots and hyphens stay; all else becomes its number between underscores, so that
/// two ids stay two.
fn legal_id(raw: &str) -> String {
    let mut out = "chart-".to_owned();
    for character in raw.chars() {
        if character.is_ascii_alphanumeric() || matches!(character, '.' | '-') {
            out.push(character);
        } else {
            let _ = write!(out, "_{:x}_", character as u32);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_short_and_finite() {
        let cases = [
            (1.0, "1"),
            (1.239, "1.24"),
            (-0.001, "0"),
            (10.0, "10"),
            (f64::NAN, "0"),
            (f64::NEG_INFINITY, "0"),
        ];
        for (value, text) in cases {
            assert_eq!(coordinate(value), text);
        }
    }

    #[test]
    fn ids_stay_legal_and_distinct() {
        assert_eq!(legal_id("q7.1"), "chart-q7.1");
        assert_eq!(legal_id("a b\""), "chart-a_20_b_22_");
        assert_ne!(legal_id("a_20_b"), legal_id("a b"));
    }

    #[test]
    fn escaping_leaves_no_markup() {
        assert_eq!(escape("<a b='c'>&\"\u{1}"), "&lt;a b=&#39;c&#39;&gt;&amp;&quot;\u{fffd}");
    }
}
