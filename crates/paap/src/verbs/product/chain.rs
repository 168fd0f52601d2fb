//! `paap product chain`: from a person's words to a measured outcome, and back.

use super::read;
use super::review::came_of;
use crate::args::product::ChainArgs;
use crate::error::Error;
use crate::output::{self, Outcome};
use crate::show::sheet::{Grid, Sheet, count, words};
use crate::show::table::Cell;
use paap_evidence::insight::Piece;
use paap_product::chain::{Chain, Link, Step};
use paap_product::{Product, names};
use paap_workspace::check::Proved;
use paap_workspace::outcome::Review;
use paap_workspace::{Check, Workspace};
use serde::Serialize;

pub(super) fn run(args: &ChainArgs) -> Result<Outcome, Error> {
    let read = read(&args.home.workspace, &args.home.key, |_| ())?;
    let reviews = read.workspace.reviews(read.today);
    let whole = Whole { workspace: &read.workspace, check: &read.check, reviews: &reviews };
    let chain = whole.chain();
    let from = whole.find(&chain, &args.link)?;
    let view = View {
        from: whole.shown(&Step { depth: 0, link: from.clone() }),
        rests_on: chain.up(&from).iter().map(|step| whole.shown(step)).collect(),
        leads_to: chain.down(&from).iter().map(|step| whole.shown(step)).collect(),
    };
    output::sheet(&view, sheet(&view), &args.showing)
}

/// So many quotations are listed where words fit several.
const SEVERAL: usize = 8;

/// What programs get; docs/schema/product-chain.schema.json.
#[derive(Serialize)]
struct View {
    from: Shown,
    rests_on: Vec<Shown>,
    leads_to: Vec<Shown>,
}

/// A link as it is shown.
#[derive(Serialize)]
struct Shown {
    depth: usize,
    kind: &'static str,
    name: String,
    words: String,
    /// Whether there is such a thing, and nothing fails in it.
    holds: bool,
}

/// A workspace, and what was proved in it.
struct Whole<'a> {
    workspace: &'a Workspace,
    check: &'a Check,
    reviews: &'a [Review],
}

impl Whole<'_> {
    fn product(&self) -> Option<&Product> {
        self.workspace.product.as_ref()
    }

    /// Every quotation: its insight, interview and turn, and the words.
    fn quoted(&self) -> Vec<(String, &str, &str, &str)> {
        let insights = self
            .workspace
            .studies
            .iter()
            .flat_map(|study| study.insights.iter().map(move |own| (study, own)));
        let quotations = insights.flat_map(|(study, insight)| {
            insight.evidence.iter().filter_map(move |evidence| match &evidence.piece {
                Piece::Quotation(own) => {
                    let name = format!("{}/{}", study.id, insight.id);
                    Some((name, own.document.as_str(), own.turn.as_str(), own.words.as_str()))
                }
                Piece::Figure(_) => None,
            })
        });
        quotations.collect()
    }

    fn chain(&self) -> Chain {
        let quoted = self.quoted();
        let quoted =
            quoted.iter().map(|(insight, document, turn, _)| (insight.as_str(), *document, *turn));
        self.product().map_or_else(Chain::default, |product| Chain::of(product, quoted))
    }

    /// The link that was meant: its name, or words that somebody said.
    fn find(&self, chain: &Chain, wanted: &str) -> Result<Link, Error> {
        let (kind, name) = match wanted.split_once(':') {
            Some((kind, name)) => (Some(kind.trim()), name.trim()),
            None => (None, wanted.trim()),
        };
        let is_kind = |link: &Link| {
            kind.is_none_or(|kind| {
                link.kind() == kind || kind == "item" && link.kind() == "roadmap item"
            })
        };
        let named: Vec<&Link> = chain
            .links()
            .filter(|link| is_kind(link) && (link.name() == name || short(link) == Some(name)))
            .collect();
        match named.as_slice() {
            [one] => return Ok((*one).clone()),
            [] => {}
            several => {
                let kinds: Vec<String> =
                    several.iter().map(|link| format!("{}:{name}", link.kind())).collect();
                return Err(Error::Usage(format!("which? Say {}", kinds.join(" or "))));
            }
        }
        let plain =
            |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let sought = plain(wanted.trim_matches(['"', '“', '”']));
        let quoted = self.quoted();
        let mut said: Vec<(Link, &str)> = Vec::new();
        let mut whole: Vec<(Link, &str)> = Vec::new();
        for (insight, document, turn, words) in &quoted {
            let own = plain(words);
            if sought.is_empty() || !own.contains(&sought) {
                continue;
            }
            let study = insight.split('/').next().unwrap_or_default().to_owned();
            let link = Link::Said(study, (*document).to_owned(), (*turn).to_owned());
            // All of what was quoted is meant before a part of something else.
            let all = if own == sought { &mut whole } else { &mut said };
            if !all.iter().any(|(there, _)| *there == link) {
                all.push((link, words));
            }
        }
        match if whole.is_empty() { said.as_slice() } else { whole.as_slice() } {
            [] => Err(Error::Usage(format!(
                "nothing in the chain is called “{wanted}”, and no insight quotes such words"
            ))),
            [(only, _)] => Ok(only.clone()),
            several => {
                let shown = several.iter().take(SEVERAL);
                let lines = shown.map(|(link, words)| format!("'{}' (“{words}”)", link.name()));
                let more = match several.len().saturating_sub(SEVERAL) {
                    0 => String::new(),
                    more => format!(", and {more} more"),
                };
                Err(Error::Usage(format!(
                    "{} hold these words. Which? Say more of them, or {}{more}",
                    crate::show::some(several.len() as u64, "quotation"),
                    lines.collect::<Vec<_>>().join(", ")
                )))
            }
        }
    }

    fn shown(&self, step: &Step) -> Shown {
        let (words, holds) = self.words(&step.link).unwrap_or(("is not there".to_owned(), false));
        Shown { depth: step.depth, kind: step.link.kind(), name: step.link.name(), words, holds }
    }

    /// What a link says, and whether it holds; None where there is no such thing.
    fn words(&self, link: &Link) -> Option<(String, bool)> {
        let product = self.product()?;
        let fails =
            |file: String| self.check.problems.iter().any(|own| own.is_error() && own.file == file);
        match link {
            Link::Said(study, document, turn) => {
                let own = |own: &&(String, &str, &str, &str)| {
                    own.0.starts_with(&format!("{study}/")) && own.1 == document && own.2 == turn
                };
                let quoted = self.quoted();
                let words = quoted.iter().find(own)?.3;
                Some((format!("“{words}”"), true))
            }
            Link::Insight(name) => {
                let (study, insight) = self.workspace.insight(name)?;
                let is_own = |own: &&Proved| own.study == study.id && own.insight == insight.id;
                let proved = self.check.insights.iter().find(is_own);
                Some((insight.claim.clone(), proved.is_some_and(|own| !own.fails)))
            }
            Link::Need(name) => {
                let own = product.needs.iter().find(|own| own.id == *name)?;
                let assumption = if own.insights.is_empty() { " (an assumption)" } else { "" };
                let words = format!("{}{assumption}", own.story.text);
                Some((words, !fails(format!("product/needs/{name}.md"))))
            }
            Link::Item(name) => {
                let own = product.items.iter().find(|own| own.id == *name)?;
                let words = format!("{}: {}", own.when.word(), own.title);
                Some((words, !fails(format!("product/roadmap/{name}.md"))))
            }
            Link::Release(name) => {
                let own = product.releases.iter().find(|own| own.id == *name)?;
                let told: Vec<&str> = names(&own.told).collect();
                let told = match told.as_slice() {
                    [] => String::new(),
                    told => format!(", told to {}", told.join(", ")),
                };
                let day = own.date.map(|date| format!("{date}: ")).unwrap_or_default();
                let words = format!("{day}{}{told}", own.title);
                Some((words, !fails(format!("product/releases/{name}.md"))))
            }
            Link::Outcome(name) => {
                let own = product.outcomes.iter().find(|own| own.id == *name)?;
                let review = self.reviews.iter().find(|own| own.outcome == *name);
                let words = review.map_or_else(|| own.title.clone(), came_of);
                Some((words, !fails(format!("product/outcomes/{name}.md"))))
            }
        }
    }
}

/// The end of an insight's name, by which it is often called.
fn short(link: &Link) -> Option<&str> {
    match link {
        Link::Insight(name) => name.split_once('/').map(|(_, insight)| insight),
        _ => None,
    }
}

fn sheet(view: &View) -> Sheet {
    let mut sheet = Sheet {
        heading: format!("{} {}", view.from.kind, view.from.name),
        facts: vec![view.from.words.clone()],
        ..Sheet::default()
    };
    for (title, steps) in [("Rests on", &view.rests_on), ("Leads to", &view.leads_to)] {
        let mut grid = Grid::new(title, vec![words("link"), words("name"), words("words")]);
        for step in steps {
            let indent = "· ".repeat(step.depth.saturating_sub(1));
            let mark = if step.holds { "" } else { " (does not hold)" };
            grid.rows.push(vec![
                Cell::Text(format!("{indent}{}", step.kind)),
                Cell::Text(step.name.clone()),
                Cell::Text(format!("{}{mark}", step.words)),
            ]);
        }
        if !grid.rows.is_empty() {
            sheet.grids.push(grid);
        }
    }
    let columns = vec![
        words("direction"),
        count("depth"),
        words("kind"),
        words("name"),
        words("words"),
        words("holds"),
    ];
    let mut flat = Grid::new("", columns);
    for (direction, steps) in [("up", &view.rests_on), ("down", &view.leads_to)] {
        for step in steps {
            flat.rows.push(vec![
                Cell::Text(direction.to_owned()),
                Cell::Number(u32::try_from(step.depth).map_or(f64::INFINITY, f64::from)),
                Cell::Text(step.kind.to_owned()),
                Cell::Text(step.name.clone()),
                Cell::Text(step.words.clone()),
                Cell::Text(step.holds.to_string()),
            ]);
        }
    }
    sheet.flat = Some(flat);
    sheet
}
