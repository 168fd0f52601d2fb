//! What the page promises: complete, harmless, honest, and the same each time.

use super::sample::{Sample, sample};
use super::{SurveyReport, survey_report};
use paap_survey::view::{Level, OptionSummary, Pair, QuestionSummary};
use paap_survey::{Kind, Message, Warning};

use crate::markup::{Page, between};

fn written(sample: &Sample) -> String {
    survey_report(&sample.report()).unwrap()
}

/// The page without what other tests hold: the style sheet, its hash and the charts' drawings.
#[test]
fn the_sample_reads_as_before() {
    let mut page = written(&sample());
    for (start, end) in [("<style>", "</style>"), ("'sha256-", "'"), ("<svg", "</svg>")] {
        let mut at = 0;
        while let Some(found) = page[at..].find(start).map(|found| at + found + start.len()) {
            let to = found + page[found..].find(end).unwrap();
            page.replace_range(found..to, "…");
            at = found;
        }
    }
    insta::assert_snapshot!(page);
}

#[test]
fn the_markup_is_well_formed_and_every_link_arrives() {
    let page = Page::parse(&written(&sample()));
    let mut ids = page.values("id");
    let links: Vec<String> = page.values("href");
    for link in &links {
        let target = link.strip_prefix('#').expect("links stay in the page");
        assert!(ids.iter().any(|id| id == target), "{link}");
    }
    for named in page.values("aria-labelledby") {
        for id in named.split(' ') {
            assert!(ids.iter().any(|known| known == id), "{id}");
        }
    }
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), all, "an id stands twice");
}

#[test]
fn headings_go_down_step_by_step() {
    let page = Page::parse(&written(&sample()));
    let levels: Vec<u32> =
        page.tags().filter_map(|tag| tag.strip_prefix('h')?.parse().ok()).collect();
    assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
    assert_eq!(levels[0], 1);
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
}

#[test]
fn nothing_is_loaded_and_nothing_runs() {
    let page = Page::parse(&written(&sample()));
    for tag in page.tags() {
        assert!(!["script", "link", "img", "iframe", "object", "form", "base"].contains(&tag));
    }
    for (name, value) in page.attributes() {
        assert!(!name.starts_with("on") && !["src", "style", "srcset", "action"].contains(&name));
        assert!(!value.contains("http") || name == "xmlns", "{name}={value}");
    }
}

#[test]
fn the_policy_allows_this_style_sheet_alone() {
    let html = written(&sample());
    let sheet = between(&html, "<style>", "</style>").unwrap();
    let policy = super::style::policy(sheet);
    assert!(html.contains(&format!("http-equiv=\"Content-Security-Policy\" content=\"{policy}\"")));
    assert_eq!(html.matches("<style").count(), 1);
    assert!(!policy.contains("unsafe"));
}

#[test]
fn every_question_has_a_chart_and_a_table_or_says_why_not() {
    let sample = sample();
    let html = written(&sample);
    for question in &sample.summary.questions {
        let start = format!("<section class=\"question\" id=\"{}\"", question.id);
        let section = between(&html, &start, "<section class=\"question\"").unwrap();
        let section = section.split("<h2").next().unwrap();
        let part = Page::parse_part(section);
        assert!(part.text().contains(&question.label), "{}", question.id);
        let shown = section.contains("<svg") && section.contains("<table");
        assert_eq!(shown, !question.withheld, "{}", question.id);
        assert_eq!(section.contains("class=\"withheld\""), question.withheld, "{}", question.id);
    }
    assert!(!html.contains("Never shown"), "an answer of a withheld question");
}

#[test]
fn every_warning_of_every_view_is_there() {
    let mut sample = sample();
    let more = |code, row| {
        let message = Message::plain(format!("A <b>warning</b> of {code} & more"));
        Warning::notice(code, message).at_row(row)
    };
    sample.inspect.warnings.push(more("only-inspect", 41));
    sample.summary.warnings.push(more("only-summary", 42).about("q99"));
    sample.associations.warnings.push(more("only-associations", 43));
    let html = written(&sample);
    let about =
        Page::parse_part(between(&html, "<h3 id=\"warnings\">", "<h3 id=\"methods\">").unwrap());
    let text = about.text();
    let views = [&sample.inspect.warnings, &sample.summary.warnings, &sample.associations.warnings];
    for warning in views.into_iter().flatten() {
        assert!(text.contains(&warning.message), "{warning:?}\n{text}");
        assert!(text.contains(warning.code), "{warning:?}");
        let column = warning.column.as_ref().map(|column| format!("column {column}"));
        assert!(column.is_none_or(|column| text.contains(&column)), "{warning:?}");
    }
    assert!(text.contains("rows 7–9") && text.contains("row 41") && text.contains("q99"), "{text}");
}

#[test]
fn what_people_wrote_is_never_shown() {
    let mut sample = sample();
    let secret = "I am the only harbour master of Lindholm";
    let texts = sample.summary.questions.iter_mut().filter(|question| question.kind == Kind::Text);
    for question in texts {
        question.options.push(OptionSummary {
            label: secret.to_owned(),
            other: false,
            place: None,
            count: 17.0,
            share: Some(17.0 / 24.0),
            low: Some(0.51),
            high: Some(0.85),
        });
    }
    let html = written(&sample);
    assert!(!html.contains("Lindholm"));
    assert!(html.contains("51–85%"), "its numbers may be used");
}

/// Labels that try to be markup, to turn the line round, or to be endless.
#[test]
fn hostile_labels_are_harmless() {
    let hostile = "</title></style></svg><script>alert(1)</script><img src=x onerror=alert(1)> \
                   {{ 7 * 7 }} {% raw %} \" onload=\"x ' & \u{202e}desrever\u{2069} \u{0}\u{1b} \
                   javascript:alert(1) https://example.org/x.png";
    let endless = "x".repeat(5_000);
    let calm = Page::parse(&written(&sample()));
    for label in [hostile, &endless, "", "\u{202e}"] {
        let mut sample = sample();
        for question in &mut sample.summary.questions {
            question.label = label.to_owned();
            question.notes = vec![label.to_owned()];
            for option in &mut question.options {
                option.label = label.to_owned();
            }
            if let Some(asked) = &mut question.asked_if {
                asked.words = label.to_owned();
                asked.expression = label.to_owned();
            }
        }
        sample.summary.questions[0].id = label.to_owned();
        sample
            .inspect
            .warnings
            .push(Warning::problem("hostile", Message::plain(label)).about(label));
        for column in &mut sample.inspect.metadata {
            column.label = label.to_owned();
        }
        let hostile = |mut pair: Pair| {
            pair.a.option = label.to_owned();
            pair.b.question = label.to_owned();
            pair
        };
        sample.associations.pairs = sample.associations.pairs.iter().map(hostile).collect();
        let report = SurveyReport { title: label, made: label, ..sample.report() };
        let html = survey_report(&report).unwrap();
        assert!(!html.contains(['\u{0}', '\u{1b}']));
        let page = Page::parse(&html);
        for tag in page.tags() {
            assert!(calm.tags().any(|known| known == tag), "{tag}");
        }
        for (name, value) in page.attributes() {
            assert!(calm.attributes().any(|(known, _)| known == name), "{name}");
            assert!(name != "href" || value.starts_with('#'), "{value}");
        }
    }
}

#[test]
fn nothing_and_impossible_numbers_are_survived() {
    let mut empty = sample();
    empty.summary.questions.clear();
    empty.associations.pairs = std::iter::empty().collect();
    empty.associations.tested = 0;
    empty.inspect.metadata.clear();
    empty.inspect.warnings.clear();
    empty.summary.warnings.clear();
    Page::parse(&written(&empty));

    let mut odd = sample();
    for question in &mut odd.summary.questions {
        (question.asked, question.answered, question.base) = (0, 0, 0);
        for option in &mut question.options {
            option.count = f64::NAN;
            (option.share, option.low, option.high) = (Some(f64::INFINITY), None, Some(-3.0));
        }
        if let Some(stats) = &mut question.stats {
            stats.counts = vec![(f64::NAN, 3), (1e300, 1), (-1e300, 1)];
            stats.mean = Some(f64::NAN);
        }
    }
    let impossible = |mut pair: Pair| {
        (pair.n, pair.both, pair.a.count, pair.b.count) = (0, 9, 3, 1);
        (pair.effect, pair.p, pair.q) = (f64::NAN, f64::NAN, 0.0);
        pair
    };
    odd.associations.pairs = odd.associations.pairs.iter().map(impossible).collect();
    Page::parse(&written(&odd));
}

/// 35 questions, 14 of them checkboxes of 12 long options, stay below 600 kB.
#[test]
fn a_whole_survey_is_a_page_of_reasonable_size() {
    let mut sample = sample();
    let model = sample.summary.questions[1].clone();
    let long = "Security services: vulnerability management, policy management, number";
    let questions = (1..=35).map(|index| {
        let many = if index <= 14 { 12 } else { 5 };
        let option = |n| OptionSummary { label: format!("{long} {n}"), ..model.options[0].clone() };
        let options = (0..many).map(option).collect();
        QuestionSummary { id: format!("q{index}"), options, ..model.clone() }
    });
    sample.summary.questions = questions.collect();
    let size = written(&sample).len();
    assert!(size < 600_000, "{size}");
}

#[test]
fn why_there_is_no_finding_is_true_of_the_case() {
    for (q, why) in [(0.001, "rest on fewer than 30 people"), (0.4, "is sure enough")] {
        let mut few = sample();
        few.associations.findings = 0;
        let with = |mut pair: Pair| {
            (pair.q, pair.level) = (q, Level::Signal);
            pair
        };
        few.associations.pairs = few.associations.pairs.iter().map(with).collect();
        let html = written(&few).replace('\n', " ");
        assert!(html.contains(why), "{q}: {why}");
    }
}
