//! What a reading says about itself: all that was not carried over, decided or filled in.

use super::super::count;
use super::super::units::{Because, Positions, Unit, Why};
use super::Reader;
use crate::warning::Warning;

/// The share of ends at word boundaries below which positions are probably wrong.
const DOUBTFUL: f64 = 0.6;
/// With fewer selections nothing is doubted.
const DOUBTED: usize = 8;

impl Reader {
    pub(super) fn report(&mut self, positions: &Positions, unused: usize) {
        self.report_positions(positions);
        let lost = &self.raw.lost;
        let tally = &self.tally;
        let namespace = self.raw.namespace.as_deref();
        let foreign = namespace.is_some_and(|it| it.trim() != super::super::write::NAMESPACE);
        let all = [
            (
                usize::from(foreign),
                "namespace",
                "project has",
                "projects have",
                "another namespace than REFI-QDA 1.0: look whether all is there",
            ),
            (lost.links, "link", "link is", "links are", "not carried over"),
            (lost.graphs, "graph", "graph is", "graphs are", "not carried over"),
            (
                lost.selections,
                "media-selection",
                "selection in a PDF page, a picture, a recording or a video is",
                "selections in PDF pages, pictures, recordings or videos are",
                "not carried over, nor what is coded there",
            ),
            (
                lost.sync_points,
                "sync-point",
                "point of time of a transcript is",
                "points of time of transcripts are",
                "not carried over",
            ),
            (
                lost.unknown,
                "unknown-element",
                "element that the standard does not have there is",
                "elements that the standard does not have there are",
                "not carried over",
            ),
            (
                lost.guids,
                "guid",
                "GUID is",
                "GUIDs are",
                "no GUID; references to it hold all the same",
            ),
            (
                lost.nameless,
                "no-guid",
                "element lacks",
                "elements lack",
                "the GUID it needs, and is not carried over",
            ),
            (
                tally.without_code,
                "no-code",
                "coding has",
                "codings have",
                "no code that is in the codebook, or no text, and is not carried over",
            ),
            (
                tally.without_coder,
                "no-coder",
                "coding does",
                "codings do",
                "not say whose it is; it is kept as that of the coder `unknown`",
            ),
            (
                tally.without_date,
                "no-date",
                "coding has",
                "codings have",
                "no date; it is kept with that of 1970-01-01",
            ),
            (
                tally.of_whole,
                "whole-text",
                "code is",
                "codes are",
                "on a text as a whole; it is kept as a coding from its first to its last character",
            ),
            (
                unused,
                "unused-file",
                "file in the archive is",
                "files in the archive are",
                "not carried over: nothing that paap reads refers to it",
            ),
        ];
        let serious = ["namespace", "media-selection", "no-code", "no-guid"];
        let warnings: Vec<Warning> = all
            .into_iter()
            .filter(|(number, ..)| *number > 0)
            .map(|(number, code, one, many, what)| {
                let message = format!("{} {what}.", count(number, one, many));
                if serious.contains(&code) {
                    Warning::problem(code, message)
                } else {
                    Warning::notice(code, message)
                }
            })
            .collect();
        self.project.warnings.extend(warnings);
    }

    fn report_positions(&mut self, positions: &Positions) {
        let chosen = positions.chosen;
        let unit = match chosen.unit {
            Unit::CodePoints => "code points",
            Unit::Utf16 => "UTF-16 units",
        };
        let end = if chosen.inclusive { "the last character" } else { "the one after the last" };
        let crlf = if chosen.crlf == 1 { ", CR LF counts one" } else { "" };
        let bom = if chosen.bom { ", the byte order mark counts" } else { "" };
        let how = format!("Positions are read as {unit}, the end as {end}{crlf}{bom}");
        let score = positions.scores.iter().find(|score| score.convention == chosen);
        match (positions.because, score) {
            (Because::Best, Some(score)) if score.tried > 0 => {
                let share = score.clean as f64 / score.tried as f64;
                let seen =
                    format!("{} of {} selections begin and end at words", score.clean, score.tried);
                if share < DOUBTFUL && score.tried >= DOUBTED {
                    self.warn(Warning::problem(
                        "positions",
                        format!("{how}, but only {seen}: look at some of them."),
                    ));
                } else {
                    self.warn(Warning::notice("positions", format!("{how}: {seen}.")));
                }
            }
            (Because::Tie, _) => {
                self.warn(Warning::problem("positions", format!("{how}, but another way to count fits as well and puts some selections elsewhere: look at some of them, or say how they are counted.")));
            }
            _ => {}
        }
        let mut by_reason: Vec<(Why, usize)> = Vec::new();
        for unplaced in &positions.unplaced {
            match by_reason.iter_mut().find(|(why, _)| *why == unplaced.why) {
                Some((_, number)) => *number += 1,
                None => by_reason.push((unplaced.why, 1)),
            }
        }
        for (why, number) in by_reason {
            let why = match why {
                Why::Backwards => "before it begins",
                Why::Empty => "where it begins: it has no character",
                Why::Outside => "beyond its text, or begins before it",
                Why::Split => "inside a character",
                Why::Nowhere => "nobody knows where",
            };
            let what = count(number, "selection ends", "selections end");
            self.warn(Warning::problem(
                "unplaced",
                format!("{what} {why}; it is listed by line, and neither moved nor carried over."),
            ));
        }
    }
}
