//! Numbers to SVG: the charts of the house, each with a table that says the same in words.
//!
//! Pure functions from a typed input to a [`Chart`]. Nothing here knows of surveys, reads a file or
//! computes a statistic: shares, intervals and levels come in as numbers.
//!
//! - A chart is drawn 384 units wide, so that its text reads at its true size on a phone of
//!   390 pixels; [`STYLE`] lets it grow to 28 rem. Labels stand above their marks and wrap.
//! - Colours and fonts live in [`STYLE`] alone. No chart has a `style` attribute, a script or a
//!   reference to anything outside itself, so a strict Content-Security-Policy holds.
//! - Every SVG is `role="img"` and named by its own `<title>` and `<desc>`; the ids come from
//!   [`Frame::id`], which must be unique in a page.
//! - Labels are hostile until cleaned: all text passes one writer that escapes it.
//! - No input panics. Numbers that are not finite are shown as missing, and a chart without any
//!   says "No answers".

mod canvas;
mod columns;
mod differences;
mod heat;
mod histogram;
mod input;
mod number;
mod radar;
mod ratings;
mod scale;
mod shares;
mod stacked;
mod style;
mod svg;
mod text;
mod values;

pub use differences::{Difference, Differences, differences};
pub use heat::{Heading, Heat, heat};
pub use histogram::{Bin, Bins, Histogram, OpenAnswer, bins, histogram};
pub use input::{Chart, Estimate, Frame, Interval, Level, Share, Table};
pub use number::{
    chance, count, hundredths, interval, number, percent, percent_interval, points, signed,
};
pub use radar::{Outline, Radar, radar};
pub use ratings::{Band, Ratings, Tone, ratings};
pub use shares::{Bar, Shares, shares};
pub use stacked::{Row, Stacked, diverging, scale};
pub use style::STYLE;
