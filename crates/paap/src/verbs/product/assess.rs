//! `paap product assess`: how mature people see the platform, from addresses and files.

use crate::args::product::AssessArgs;
use crate::error::Error;
use crate::input;
use crate::output::{self, Outcome};
use crate::show::sheet::{Column, Grid, Kind, Remark, Sheet, count, words};
use crate::show::table::Cell;
use jiff::civil::Date;
use paap_files::{Folder, Identity};
use paap_product::assessment::compare::{Moved, low, moved};
use paap_product::assessment::{Assessment, address};
use paap_text::{Problem, Weight};
use paap_workspace::product::questions;
use serde::Serialize;
use std::path::Path;

pub(super) fn run(args: &AssessArgs) -> Result<Outcome, Error> {
    let date = args.date.as_deref().map(day).transpose()?;
    let (mut runs, mut said, mut warnings) = (Vec::new(), Vec::new(), Vec::new());
    for (number, what) in args.what.iter().enumerate() {
        let (run, problems) = match address::is_address(what) || what.contains("://") {
            true => {
                let (own, problems) = address::read(what, date, args.team.clone());
                said.push(own.clone());
                (Assessment { id: format!("address {}", number + 1), ..own }, problems)
            }
            false => {
                let path = Path::new(what);
                let id = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                Assessment::read(&id, &input::text(path)?)
            }
        };
        warnings.extend(problems.iter().map(|problem| remark(&run.id, problem)));
        runs.push(run);
    }
    runs.sort_by(|a, b| (&a.team, a.date).cmp(&(&b.team, b.date)));
    if let Some(folder) = &args.into {
        output::say(&keep(folder, said, args, date)?);
    }
    let view = View::of(&runs, &warnings);
    output::sheet(&view, sheet(&runs, &view, warnings), &args.showing)
}

fn day(text: &str) -> Result<Date, Error> {
    let is_day = paap_text::shape::is_date(text);
    let day = text.parse().ok().filter(|_| is_day);
    day.ok_or_else(|| Error::Usage(format!("{text} is no day: write it as 2026-11-26")))
}

fn remark(place: &str, problem: &Problem) -> Remark {
    let help = problem.help.as_ref().map(|help| format!(" {help}")).unwrap_or_default();
    Remark {
        place: format!("{place}, {}:{}", problem.at.line, problem.at.column),
        code: problem.code,
        message: format!("{}{help}", problem.message),
        problem: problem.weight == Weight::Error,
    }
}

/// Keeps what addresses said as one assessment of the workspace: each address is a person's answers.
fn keep(
    folder: &Path,
    said: Vec<Assessment>,
    args: &AssessArgs,
    date: Option<Date>,
) -> Result<String, Error> {
    let Some(date) = date else {
        return Err(Error::Usage(
            "to keep answers, say of which day they are: --date 2026-11-26".to_owned(),
        ));
    };
    let language = said.iter().find_map(|own| own.language.clone());
    let respondents = said.into_iter().flat_map(|own| own.respondents);
    let respondents: Vec<_> = respondents.filter(|answers| !answers.is_empty()).collect();
    if respondents.is_empty() {
        return Err(Error::Usage("there is no address whose answers could be kept".to_owned()));
    }
    let team = args.team.as_deref().unwrap_or("all");
    let name = format!("{date}-{team}");
    let kept = Assessment {
        id: name.clone(),
        instrument: paap_product::assessment::VERSION.to_owned(),
        date: Some(date),
        team: args.team.clone(),
        language,
        public: false,
        respondents,
    };
    let folder = Folder::around(folder, Identity::default())?;
    let file = format!("product/assessments/{name}.yaml");
    if folder.holds(&file) {
        return Err(Error::Usage(format!(
            "{file} is there already; remove it first, or say another --date"
        )));
    }
    folder.put(&file, kept.write().as_bytes())?;
    Ok(format!("{file}: {}", crate::show::some(kept.respondents.len() as u64, "person")))
}

/// What programs get; docs/schema/product-assess.schema.json.
#[derive(Serialize)]
struct View {
    assessments: Vec<Run>,
    movements: Vec<Movement>,
    not_compared: Vec<String>,
    low: Vec<LowView>,
    warnings: Vec<Warned>,
}

#[derive(Serialize)]
struct Run {
    name: String,
    team: Option<String>,
    date: Option<String>,
    respondents: usize,
    aspects: Vec<AspectView>,
}

#[derive(Serialize)]
struct AspectView {
    aspect: &'static str,
    mean: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    answered: u32,
    people: usize,
}

#[derive(Serialize)]
struct Movement {
    before: String,
    now: String,
    question: String,
    mean_before: f64,
    mean_now: f64,
    by: f64,
}

#[derive(Serialize)]
struct LowView {
    assessment: String,
    question: String,
    mean: f64,
}

#[derive(Serialize)]
struct Warned {
    place: String,
    code: &'static str,
    message: String,
}

/// A mean as it is printed, so that programs and people read the same number.
fn two(mean: paap_product::assessment::Mean) -> Option<f64> {
    mean.hundredths().map(|number| f64::from(number) / 100.0)
}

impl View {
    fn of(runs: &[Assessment], warnings: &[Remark]) -> Self {
        let (mut movements, mut not_compared) = (Vec::new(), Vec::new());
        for pair in runs.windows(2) {
            match moved(&pair[0], &pair[1]) {
                Ok(all) => {
                    movements.extend(all.iter().map(|own| movement(&pair[0], &pair[1], own)))
                }
                Err(why) => not_compared.push(why),
            }
        }
        let lows = runs.iter().flat_map(|run| {
            low(run).into_iter().map(move |own| LowView {
                assessment: run.id.clone(),
                question: own.question.to_string(),
                mean: two(own.mean).unwrap_or_default(),
            })
        });
        let warned = |own: &Remark| Warned {
            place: own.place.clone(),
            code: own.code,
            message: own.message.clone(),
        };
        Self {
            assessments: runs.iter().map(run_of).collect(),
            movements,
            not_compared,
            low: lows.collect(),
            warnings: warnings.iter().map(warned).collect(),
        }
    }
}

fn run_of(run: &Assessment) -> Run {
    let aspects = run.scores().map(|own| AspectView {
        aspect: own.aspect.word(),
        mean: two(own.mean),
        low: own.spread.and_then(|(low, _)| two(low)),
        high: own.spread.and_then(|(_, high)| two(high)),
        answered: own.mean.answered,
        people: own.people,
    });
    Run {
        name: run.id.clone(),
        team: run.team.clone(),
        date: run.date.map(|date| date.to_string()),
        respondents: run.respondents.len(),
        aspects: aspects.into(),
    }
}

fn movement(before: &Assessment, now: &Assessment, own: &Moved) -> Movement {
    Movement {
        before: before.id.clone(),
        now: now.id.clone(),
        question: own.question.to_string(),
        mean_before: two(own.before).unwrap_or_default(),
        mean_now: two(own.now).unwrap_or_default(),
        by: own.by(),
    }
}

/// A column of levels.
const fn level(name: &'static str) -> Column {
    Column { name, kind: Kind::Number }
}

fn sheet(runs: &[Assessment], view: &View, warnings: Vec<Remark>) -> Sheet {
    let mut sheet = Sheet {
        heading: "How mature the platform is, as people see it".to_owned(),
        facts: vec![
            "Levels 1 to 4. Aspects are independent: there is no total, and 4 is no goal in itself.".to_owned(),
        ],
        warnings,
        notes: view.not_compared.clone(),
        ..Sheet::default()
    };
    for run in &view.assessments {
        let title = [run.team.clone(), run.date.clone()].into_iter().flatten().collect::<Vec<_>>();
        let people = crate::show::some(run.respondents as u64, "person");
        let title = match title.as_slice() {
            [] => format!("{} ({people})", run.name),
            parts => format!("{} ({people})", parts.join(", ")),
        };
        let columns = vec![
            words("aspect"),
            level("mean"),
            level("lowest"),
            level("highest"),
            count("answers"),
            count("people"),
        ];
        let mut grid = Grid::new(title, columns);
        for own in &run.aspects {
            let number = |value: Option<f64>| value.map_or(Cell::Empty, Cell::Number);
            grid.rows.push(vec![
                Cell::Text(own.aspect.to_owned()),
                number(own.mean),
                number(own.low),
                number(own.high),
                Cell::Number(f64::from(own.answered)),
                Cell::Number(u32::try_from(own.people).map_or(f64::INFINITY, f64::from)),
            ]);
        }
        sheet.grids.push(grid);
    }
    let asked = questions();
    let words_of = |question: &String| Cell::Text(asked.get(question).unwrap_or(question).clone());
    let moves: Vec<&Movement> = view.movements.iter().filter(|own| own.by != 0.0).collect();
    if !moves.is_empty() {
        let mut grid = Grid::new(
            "What moved",
            vec![words("question"), level("before"), level("now"), words("asked")],
        );
        for own in moves {
            grid.rows.push(vec![
                Cell::Text(own.question.clone()),
                Cell::Number(own.mean_before),
                Cell::Number(own.mean_now),
                words_of(&own.question),
            ]);
        }
        sheet.grids.push(grid);
    }
    if !view.low.is_empty() {
        let mut grid = Grid::new(
            "Low: a need may be behind it",
            vec![words("question"), level("mean"), words("begin with")],
        );
        for own in &view.low {
            let begin = format!(
                "As …, I need …, so that …  ({})",
                asked.get(&own.question).unwrap_or(&own.question)
            );
            grid.rows.push(vec![
                Cell::Text(own.question.clone()),
                Cell::Number(own.mean),
                Cell::Text(begin),
            ]);
        }
        sheet.grids.push(grid);
    }
    let several = runs.iter().any(|own| own.respondents.len() > 1);
    if !several {
        sheet.notes.push(
            "One person's view each: ask several people of a team, and look at the spread."
                .to_owned(),
        );
    }
    sheet
}
