//! Cue settings: how a cue is shown. A transcript needs none of them; they are read to the letter
//! so that what is not a setting is never taken for one.
//!
//! Where the standard of today and the conformance files differ (`middle` for `center`, what a
//! wrong alignment does to the number before it), both spellings are taken.

/// Which way the lines run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Vertical {
    /// Horizontally.
    #[default]
    Horizontal,
    /// `rl`: growing left.
    GrowingLeft,
    /// `lr`: growing right.
    GrowingRight,
}

/// How the text is aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// At its start.
    Start,
    /// `center`, or `middle` as it once was.
    #[default]
    Middle,
    /// At its end.
    End,
    /// To the left.
    Left,
    /// To the right.
    Right,
}

/// Which edge of the box the line is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LineAlign {
    /// Its start.
    #[default]
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

/// Which part of the box the position is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PositionAlign {
    /// Its start.
    Start,
    /// Its middle.
    #[default]
    Middle,
    /// Its end.
    End,
}

/// All settings of a cue.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// `vertical`.
    pub vertical: Vertical,
    /// `line`: a line's number, or a percentage where `snap_to_lines` is false; `None` is "auto".
    pub line: Option<f64>,
    /// Whether `line` counts lines.
    pub snap_to_lines: bool,
    /// The alignment behind `line`'s comma.
    pub line_align: LineAlign,
    /// `position`, a percentage; `None` is "auto".
    pub position: Option<f64>,
    /// The alignment behind `position`'s comma, or else what follows from `align`.
    pub position_align: PositionAlign,
    /// `size`, a percentage.
    pub size: f64,
    /// `align`.
    pub align: Align,
    /// `region`, empty where there is none.
    pub region: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            vertical: Vertical::default(),
            line: None,
            snap_to_lines: true,
            line_align: LineAlign::default(),
            position: None,
            position_align: PositionAlign::default(),
            size: 100.0,
            align: Align::default(),
            region: String::new(),
        }
    }
}

impl Settings {
    /// The settings behind a cue's times. What is no setting changes nothing.
    pub fn parse(text: &str) -> Self {
        let mut settings = Self::default();
        let mut position_align = None;
        for setting in text.split_ascii_whitespace() {
            let Some((name, value)) = setting.split_once(':') else { continue };
            let (value, align) = match name {
                "line" | "position" => match value.split_once(',') {
                    Some((value, align)) => (value, Some(align)),
                    None => (value, None),
                },
                _ => (value, None),
            };
            match name {
                "vertical" => match value {
                    "rl" => settings.vertical = Vertical::GrowingLeft,
                    "lr" => settings.vertical = Vertical::GrowingRight,
                    _ => {}
                },
                "line" => settings.set_line(value, align),
                "position" => {
                    let Some(position) = percentage(value) else { continue };
                    settings.position = Some(position);
                    position_align = match align {
                        Some("start" | "line-left") => Some(PositionAlign::Start),
                        Some("middle" | "center") => Some(PositionAlign::Middle),
                        Some("end" | "line-right") => Some(PositionAlign::End),
                        _ => position_align,
                    };
                }
                "size" => settings.size = percentage(value).unwrap_or(settings.size),
                "align" => {
                    settings.align = match value {
                        "start" => Align::Start,
                        "middle" | "center" => Align::Middle,
                        "end" => Align::End,
                        "left" => Align::Left,
                        "right" => Align::Right,
                        _ => settings.align,
                    };
                }
                "region" => value.clone_into(&mut settings.region),
                _ => {}
            }
        }
        settings.position_align = position_align.unwrap_or(match settings.align {
            Align::Start | Align::Left => PositionAlign::Start,
            Align::Middle => PositionAlign::Middle,
            Align::End | Align::Right => PositionAlign::End,
        });
        settings
    }

    fn set_line(&mut self, value: &str, align: Option<&str>) {
        if let Some(line) = percentage(value) {
            (self.line, self.snap_to_lines) = (Some(line), false);
        } else if let Some(line) = whole(value) {
            (self.line, self.snap_to_lines) = (Some(line), true);
        } else {
            return;
        }
        self.line_align = match align {
            Some("start") => LineAlign::Start,
            Some("middle" | "center") => LineAlign::Middle,
            Some("end") => LineAlign::End,
            _ => self.line_align,
        };
    }
}

/// "Parse a percentage string": digits, perhaps with a fraction, and `%`; from 0 to 100.
fn percentage(text: &str) -> Option<f64> {
    let number = text.strip_suffix('%')?;
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(fraction) {
        return None;
    }
    number.parse().ok().filter(|number| (0.0..=100.0).contains(number))
}

/// A number of lines, counted from the other side where it is negative.
fn whole(text: &str) -> Option<f64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let all = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    all.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_setting_changes_nothing() {
        for text in [
            "",
            "line",
            "line:",
            "line:101%",
            "line:5%2",
            "line:20-10",
            "align:START",
            "size:-1%",
            "position:%",
            "position:1",
            "align :start",
            "vertical:up",
            ":",
            "a:b:c",
            "line:1.%",
        ] {
            assert_eq!(Settings::parse(text), Settings::default(), "{text}");
        }
    }

    #[test]
    fn settings_are_read() {
        let found = Settings::parse("vertical:rl line:-1,end position:10%,start size:50% region:r");
        let expected = Settings {
            vertical: Vertical::GrowingLeft,
            line: Some(-1.0),
            line_align: LineAlign::End,
            position: Some(10.0),
            position_align: PositionAlign::Start,
            size: 50.0,
            region: "r".to_owned(),
            ..Settings::default()
        };
        assert_eq!(found, expected);
        assert_eq!(Settings::parse("line:2 align:end").position_align, PositionAlign::End);
    }
}
