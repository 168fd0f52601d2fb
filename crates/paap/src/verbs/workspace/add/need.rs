//! `paap add need`: a need and the insight that it rests on, with all that can be counted filled in.

use crate::args::workspace::AddNeedArgs;
use crate::error::Error;
use crate::output::{self, Outcome};
use crate::verbs::interview::identity;
use crate::verbs::workspace::{cite, place, threads};
use paap_evidence::insight;
use paap_workspace::Workspace;
use paap_workspace::check::unwritten::{CLAIM, STORY, TITLE};

pub(super) fn run(args: &AddNeedArgs) -> Result<Outcome, Error> {
    let name = &args.name;
    if !paap_text::shape::is_id(name) {
        let why = "a need is called by small letters, digits, hyphens, dots and underscores";
        return Err(Error::Usage(format!("{name}: {why}")));
    }
    let (folder, id) = place(&args.into, identity(&args.key)?)?;
    let workspace = Workspace::read(&folder.tree()?, threads());
    if workspace.product.is_none() {
        let why = "there is no platform yet: write product/product.yaml (`paap init` shows one)";
        return Err(Error::Usage(why.to_owned()));
    }
    let study =
        workspace.study(&id).ok_or_else(|| Error::Usage(format!("there is no study {id}")))?;
    if args.figure.trim().contains(char::is_control) {
        return Err(Error::Usage("a figure stands on one line, without tabs".to_owned()));
    }
    let mut counted = cite::counted(study, &args.figure, args.source.as_deref())?;
    // Another survey may come in, and it would not be clear any more which one is meant.
    counted.name_source();
    let Some(reach) = counted.reach(study) else {
        let why = "how many a need is about is a count, such as count(q4 = \"Yes\")";
        return Err(Error::Usage(format!("{}: {why}", args.figure)));
    };
    let files = [
        (
            format!("studies/{id}/insights/{name}.md"),
            claim(&counted.figure),
            "the claim, with its evidence",
        ),
        (format!("product/needs/{name}.md"), need(&id, name, &reach), "the need"),
    ];
    if let Some((there, ..)) = files.iter().find(|(file, ..)| folder.root().join(file).exists()) {
        let why = "is there already, and may have been edited; take another name";
        return Err(Error::Usage(format!("{there}: {why}")));
    }
    let mut lines = String::new();
    for (file, text, what) in &files {
        folder.put(file, text.as_bytes())?;
        lines += &format!("{file}: {what}\n  to be written: {}\n", unwritten(text));
    }
    let interval =
        counted.interval().map(|own| format!(", 95% interval {own}")).unwrap_or_default();
    output::print(&format!(
        "{lines}It is {}{interval}. Then `paap check` proves it, and `paap product next` ranks the need.\n",
        counted.figure.value
    ))?;
    counted.withheld(study, workspace.settings.least_cell);
    Ok(Outcome::Done)
}

/// What a claim is as long as nobody calls it otherwise.
const DRAFT: &str = "status: draft";

/// The lines that people still have to write: `title (line 2), story (line 3)`.
fn unwritten(text: &str) -> String {
    let open = text.lines().zip(1..).filter(|(line, _)| {
        line.ends_with(':')
            || *line == DRAFT
            || [CLAIM, TITLE, STORY].iter().any(|words| line.contains(words))
    });
    let name = |line: &str| match line.split_once(':') {
        Some((key, _)) if !line.starts_with('#') => key.to_owned(),
        _ => "the claim".to_owned(),
    };
    open.map(|(line, at)| format!("{} (line {at})", name(line))).collect::<Vec<_>>().join(", ")
}

fn claim(figure: &insight::Figure) -> String {
    format!(
        "---\n# `published`, once the claim is written: `paap check` then prints what a reviewer adds here to sign it.\n\
         {DRAFT}\n---\n\n# {}: {CLAIM}\n\n## For\n\n{}\n\n## Against\n",
        figure.value,
        insight::figure(figure)
    )
}

fn need(study: &str, name: &str, reach: &str) -> String {
    format!(
        "---\ntitle: {TITLE}\nstory: {STORY}\ninsights: [{study}/{name}]\nreach: {reach}\n\
         # How much it changes for each, as you judge it: 3 massive, 2 high, 1 medium, 0.5 low, 0.25 minimal.\nimpact:\n\
         # Weeks of one person's work, as you judge it.\neffort:\n---\n"
    )
}
