//! The one style sheet of all charts.

/// CSS for every chart, to be put once into a page. Host pages may set any `--paap-` property on
/// `.paap-chart` after it. Print is always light. The palettes are told apart by people with any
/// common colour blindness (blue against orange, and light against dark; the steps are even in
/// lightness), and every text has a
/// contrast of at least 4.5 to what it stands on, which a test computes.
///
/// The text sizes are in units of the drawing and are those that layout was measured with: do not
/// change them from outside.
pub const STYLE: &str = r#".paap-chart {
  --paap-ink: #1c2126; --paap-muted: #59626b; --paap-grid: #d3d8dd; --paap-track: #eef1f4;
  --paap-paper: #ffffff; --paap-bar: #4583c2; --paap-other: #858d95; --paap-mark: #1f5a99;
  --paap-bar-soft: #d5e4f3; --paap-other-soft: #e1e4e7;
  --paap-step-1: #d5e2f1; --paap-step-2: #bad1ec; --paap-step-3: #9ebfe5;
  --paap-step-4: #7ca9dd; --paap-step-5: #5b93d0; --paap-step-6: #3373b7;
  --paap-step-7: #205f9e; --paap-step-8: #174c82; --paap-step-9: #133b64;
  --paap-on-light-steps: #1c2126; --paap-on-dark-steps: #ffffff;
  --paap-low-3: #a34a00; --paap-low-2: #e5944a; --paap-low-1: #f6cfa5; --paap-middle: #dcdfe3;
  --paap-high-1: #b9d3ee; --paap-high-2: #6ea3da; --paap-high-3: #1f5a99;
  --paap-on-outer: #ffffff; --paap-on-inner: #1c2126;
  display: block; width: 100%; max-width: 28rem; height: auto; overflow: visible; color: var(--paap-ink);
  font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans",
    "Liberation Sans", Arial, sans-serif;
  font-variant-numeric: tabular-nums; break-inside: avoid;
}
@media screen and (prefers-color-scheme: dark) {
  .paap-chart {
    --paap-ink: #e6e9ec; --paap-muted: #a3acb5; --paap-grid: #3a4149; --paap-track: #23282e;
    --paap-paper: #14171a; --paap-bar: #4580c0; --paap-other: #767e87; --paap-mark: #7fb4ea;
    --paap-bar-soft: #1f3750; --paap-other-soft: #32383f;
    --paap-step-1: #2a3b4e; --paap-step-2: #2d4765; --paap-step-3: #2e537c;
    --paap-step-4: #336192; --paap-step-5: #3b6fa8; --paap-step-6: #568ecb;
    --paap-step-7: #77a7de; --paap-step-8: #9ec2eb; --paap-step-9: #cadff7;
    --paap-on-light-steps: #f2f4f6; --paap-on-dark-steps: #14171a;
    --paap-low-3: #f0a860; --paap-low-2: #94531a; --paap-low-1: #5c3d22; --paap-middle: #454b52;
    --paap-high-1: #2b4461; --paap-high-2: #32689f; --paap-high-3: #9cc6f2;
    --paap-on-outer: #14171a; --paap-on-inner: #f2f4f6;
  }
}
.paap-chart text { fill: var(--paap-ink); }
.paap-chart .label { font-size: 14px; }
.paap-chart .value { font-size: 13px; }
.paap-chart .small { font-size: 12px; fill: var(--paap-muted); }
.paap-chart .muted { fill: var(--paap-muted); }
.paap-chart .strong { font-weight: 600; fill: var(--paap-ink); }
.paap-chart .track { fill: var(--paap-track); }
.paap-chart .grid { stroke: var(--paap-grid); stroke-width: 1; }
.paap-chart .axis { stroke: var(--paap-muted); stroke-width: 1; }
.paap-chart .zero { stroke: var(--paap-ink); stroke-width: 1; }
.paap-chart .reference { stroke: var(--paap-ink); stroke-width: 1.25; stroke-dasharray: 3 2.5; }
.paap-chart .whisker { stroke: var(--paap-ink); stroke-width: 1.5; }
.paap-chart .range { stroke: var(--paap-mark); stroke-width: 2; }
.paap-chart .arrow { fill: var(--paap-mark); }
.paap-chart .bar { fill: var(--paap-bar); }
.paap-chart .bar.other { fill: var(--paap-other); }
.paap-chart .bar.signal { fill: var(--paap-bar-soft); stroke: var(--paap-bar); stroke-width: 1; }
.paap-chart .bar.other.signal { fill: var(--paap-other-soft); stroke: var(--paap-other); }
.paap-chart .dot { fill: var(--paap-mark); stroke: var(--paap-paper); stroke-width: 1; }
.paap-chart .dot.signal { fill: var(--paap-paper); stroke: var(--paap-mark); stroke-width: 2; }
.paap-chart .step-1 { fill: var(--paap-step-1); }
.paap-chart .step-2 { fill: var(--paap-step-2); }
.paap-chart .step-3 { fill: var(--paap-step-3); }
.paap-chart .step-4 { fill: var(--paap-step-4); }
.paap-chart .step-5 { fill: var(--paap-step-5); }
.paap-chart .step-6 { fill: var(--paap-step-6); }
.paap-chart .step-7 { fill: var(--paap-step-7); }
.paap-chart .step-8 { fill: var(--paap-step-8); }
.paap-chart .step-9 { fill: var(--paap-step-9); }
.paap-chart .low-3, .paap-chart .tone-negative { fill: var(--paap-low-3); }
.paap-chart .low-2 { fill: var(--paap-low-2); }
.paap-chart .low-1 { fill: var(--paap-low-1); }
.paap-chart .middle { fill: var(--paap-middle); }
.paap-chart .tone-neutral { fill: var(--paap-other); }
.paap-chart .high-1 { fill: var(--paap-high-1); }
.paap-chart .high-2 { fill: var(--paap-high-2); }
.paap-chart .high-3, .paap-chart .tone-positive { fill: var(--paap-high-3); }
.paap-chart .cell { shape-rendering: crispEdges; }
.paap-chart .cell.missing { fill: none; stroke: var(--paap-grid); stroke-dasharray: 3 2.5; }
.paap-chart text.on.step-1, .paap-chart text.on.step-2, .paap-chart text.on.step-3,
.paap-chart text.on.step-4, .paap-chart text.on.step-5 { fill: var(--paap-on-light-steps); }
.paap-chart text.on.step-6, .paap-chart text.on.step-7, .paap-chart text.on.step-8,
.paap-chart text.on.step-9 { fill: var(--paap-on-dark-steps); }
.paap-chart text.on.low-3, .paap-chart text.on.high-3 { fill: var(--paap-on-outer); }
.paap-chart text.on.low-2, .paap-chart text.on.low-1, .paap-chart text.on.middle,
.paap-chart text.on.high-1, .paap-chart text.on.high-2 { fill: var(--paap-on-inner); }
.paap-chart .ring { fill: none; stroke: var(--paap-grid); stroke-width: 1; }
.paap-chart .over { stroke: var(--paap-paper); stroke-width: 3; paint-order: stroke; }
.paap-chart .outline { stroke-width: 2; stroke-linecap: round; }
.paap-chart .outline.series-1 { stroke: var(--paap-mark); stroke-width: 2.5; }
.paap-chart .outline.series-2 { stroke: var(--paap-low-3); stroke-dasharray: 7 4; }
.paap-chart .outline.series-3 { stroke: var(--paap-muted); stroke-dasharray: 1 4; }
.paap-chart .outline.series-4 { stroke: var(--paap-bar); stroke-dasharray: 10 4 1 4; }
.paap-chart .point { fill: var(--paap-paper); stroke-width: 1.75; }
.paap-chart .point.series-1 { fill: var(--paap-mark); }
.paap-chart .point.series-2 { stroke: var(--paap-low-3); }
.paap-chart .point.series-3 { stroke: var(--paap-muted); }
.paap-chart .point.series-4 { stroke: var(--paap-bar); }
@media print { .paap-chart { max-width: 11cm; print-color-adjust: exact; } }
@media (forced-colors: active) {
  .paap-chart { forced-color-adjust: none; background: var(--paap-paper); }
}
"#;

#[cfg(test)]
mod tests {
    use super::*;

    /// The properties of the light and of the dark half.
    fn colours(dark: bool) -> impl Fn(&str) -> [f64; 3] {
        let (light, rest) = STYLE.split_once("@media screen").expect("a dark half");
        let half = if dark { rest } else { light };
        move |name: &str| {
            let (_, value) = half.split_once(&format!("--paap-{name}: #")).expect(name);
            [0, 2, 4].map(|at| {
                let byte = u8::from_str_radix(&value[at..at + 2], 16).expect("two hex digits");
                f64::from(byte) / 255.0
            })
        }
    }

    /// WCAG 2.2, "relative luminance" and "contrast ratio".
    fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
        let luminance = |colour: [f64; 3]| {
            let [r, g, b] = colour.map(|part| {
                if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
            });
            0.2126 * r + 0.7152 * g + 0.0722 * b
        };
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn text_can_be_read_in_light_and_dark() {
        let mut pairs = vec![("ink", "paper"), ("muted", "paper"), ("muted", "track")];
        pairs.extend(
            ["step-1", "step-2", "step-3", "step-4", "step-5"].map(|s| ("on-light-steps", s)),
        );
        pairs.extend(["step-6", "step-7", "step-8", "step-9"].map(|s| ("on-dark-steps", s)));
        pairs.extend(["low-3", "high-3"].map(|s| ("on-outer", s)));
        pairs.extend(["low-2", "low-1", "middle", "high-1", "high-2"].map(|s| ("on-inner", s)));
        for dark in [false, true] {
            let colour = colours(dark);
            for (text, ground) in &pairs {
                let found = contrast(colour(text), colour(ground));
                assert!(found >= 4.5, "dark {dark}: {text} on {ground} is {found:.2}");
            }
        }
    }

    #[test]
    fn marks_stand_out_from_paper_and_whiskers_from_marks() {
        let pairs = [
            ("bar", "paper"),
            ("other", "paper"),
            ("mark", "paper"),
            ("ink", "bar"),
            ("ink", "other"),
            ("ink", "bar-soft"),
            ("ink", "other-soft"),
            ("low-3", "paper"),
            ("high-3", "paper"),
        ];
        for dark in [false, true] {
            let colour = colours(dark);
            for (mark, ground) in pairs {
                let found = contrast(colour(mark), colour(ground));
                assert!(found >= 3.0, "dark {dark}: {mark} on {ground} is {found:.2}");
            }
        }
    }
}
