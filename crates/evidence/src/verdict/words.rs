//! The verdict and its reasons in sentences.

use super::rule::{LEAST_VOICES, Outcome, Says};
use super::{Part, Points, Speaking, Tested, Verdict, Voices, When};
use paap_interview::tabulate::{Level, Method};
use paap_text::some;
use std::collections::BTreeSet;

pub(super) fn of(verdict: &Verdict) -> Vec<String> {
    let mut words = vec![outcome(verdict)];
    words.extend(verdict.test.as_ref().map(test));
    words.extend(voices(&verdict.voices));
    let persona = |part: &Part| (format!("“{}”", part.name), false);
    words.extend(differ("The personas", &verdict.personas, persona));
    let method = |part: &Part| (format!("the {}", part.name), part.name != SURVEY);
    words.extend(differ("The methods", &verdict.methods, method));
    words.extend(cautions(verdict));
    words
}

/// How the survey is called among methods.
pub(super) const SURVEY: &str = "survey";

fn outcome(verdict: &Verdict) -> String {
    let says = match verdict.outcome {
        Outcome::Supported => "Supported: what there is speaks for it.",
        Outcome::Contradicted => "Contradicted: what there is speaks against it.",
        Outcome::Mixed => "Mixed: what there is speaks both for it and against it.",
        Outcome::NotEnough => {
            return "Not enough: too little speaks for it or against it.".to_owned();
        }
    };
    match verdict.level {
        Level::Finding => format!("{says} It is a finding."),
        Level::Signal => format!("{says} It is a signal, worth asking more people about."),
    }
}

fn test(test: &Tested) -> String {
    let unsure = match (test.low, test.value) {
        (None, Some(_)) => "nothing says how sure that is",
        _ => "its interval reaches to the other side of the bound",
    };
    let value = test.value.map(|value| value.written()).unwrap_or_default();
    let is = format!("{} is {value}", test.text);
    let why = test.silent.as_deref().unwrap_or_default();
    let said = match test.says {
        Says::Holds => format!("The test holds clearly: {is}."),
        Says::LeansHolding => format!("The test holds, but {unsure}: {is}."),
        Says::LeansFailing => format!("The test fails, but {unsure}: {is}."),
        Says::Fails => format!("The test fails clearly: {is}."),
        Says::Nothing => return format!("The test says nothing: {why}"),
    };
    if test.attested { format!("{said} A lead attested that value.") } else { said }
}

/// How many of how many, in how many organisations, of which personas, by which methods.
fn voices(voices: &Voices) -> Vec<String> {
    if voices.of == 0 {
        return vec!["Nothing is coded of anybody whom it is about.".to_owned()];
    }
    if voices.people == 0 {
        let who = some(voices.of, "person", "people");
        return vec![format!("Of {who} whose words are coded nobody speaks for it or against it.")];
    }
    let Voices { people, of, only_for, only_against, both, .. } = voices;
    let excerpts = |side: &Speaking| some(side.excerpts, "excerpt", "excerpts");
    let speak = if *people == 1 { "speaks" } else { "speak" };
    vec![
        format!(
            "{people} of {} {speak} of it in codings: {only_for} for it, {only_against} against it, \
             {both} both; {} for it, {} against it.",
            some(*of, "person", "people"),
            excerpts(&voices.side_for),
            excerpts(&voices.side_against),
        ),
        who(&voices.all),
    ]
}

/// Of whom, and by which methods.
fn who(side: &Speaking) -> String {
    let organisations = match (side.organisations, side.without_organisation) {
        (0, _) => "Of which organisations they are is not known".to_owned(),
        (known, 0) => format!("They are of {}", some(known, "organisation", "organisations")),
        (known, unknown) => format!(
            "They are of {}, and of {unknown} it is not known",
            some(known, "organisation", "organisations")
        ),
    };
    let named = side.personas.iter().map(|(name, people)| format!("{name}: {people}"));
    let unknown =
        (side.without_persona > 0).then(|| format!("persona not known: {}", side.without_persona));
    let personas: Vec<String> = named.chain(unknown).collect();
    let methods = side.methods.iter().map(|(method, people)| match method {
        Method::Interview => format!("{people} in interviews"),
        Method::Answers => format!("{people} in open answers"),
    });
    let methods: Vec<String> = methods.collect();
    format!("{organisations}; {}; {}.", personas.join(", "), methods.join(", "))
}

/// That parts point different ways, where they do. `subject` is what a part is called, and whether
/// that is several.
fn differ(what: &str, parts: &[Part], subject: impl Fn(&Part) -> (String, bool)) -> Option<String> {
    let speaking = || parts.iter().filter(|part| part.points != Points::Silent);
    let ways: BTreeSet<i8> = speaking().map(|part| part.points.way()).collect();
    if ways.len() < 2 {
        return None;
    }
    let part = |part: &Part| {
        let (name, several) = subject(part);
        let verb = part.points.verb(several);
        match &part.voices {
            Some(own) => format!(
                "{name} {verb} ({} for, {} against, {} both)",
                own.only_for, own.only_against, own.both
            ),
            None => format!("{name} {verb}"),
        }
    };
    let said: Vec<String> = speaking().map(part).collect();
    Some(format!("{what} differ: {}.", said.join(", ")))
}

impl Points {
    const fn way(self) -> i8 {
        match self {
            Self::Supports | Self::LeansFor => 1,
            Self::Divided | Self::Silent => 0,
            Self::LeansAgainst | Self::Contradicts => -1,
        }
    }

    const fn verb(self, several: bool) -> &'static str {
        match (self, several) {
            (Self::Supports, false) => "supports it",
            (Self::Supports, true) => "support it",
            (Self::LeansFor, false) => "leans towards it",
            (Self::LeansFor, true) => "lean towards it",
            (Self::Divided, false) => "is divided",
            (Self::Divided, true) => "are divided",
            (Self::LeansAgainst, false) => "leans against it",
            (Self::LeansAgainst, true) => "lean against it",
            (Self::Contradicts, false) => "contradicts it",
            (Self::Contradicts, true) => "contradict it",
            (Self::Silent, false) => "says nothing",
            (Self::Silent, true) => "say nothing",
        }
    }
}

fn cautions(verdict: &Verdict) -> Vec<String> {
    let mut words = Vec::new();
    let mut say = |is: bool, text: &str| {
        if is {
            words.push(text.to_owned());
        }
    };
    let (answers, interviews) = (verdict.against_answers, verdict.against_interviews);
    say(
        verdict.exploratory,
        "Exploratory: the test was fixed after the data had begun to come in, which is no proof of what \
         was assumed before.",
    );
    let unknown = [answers, interviews].contains(&Some(When::Unknown));
    say(
        unknown && !verdict.exploratory,
        "Whether the test was fixed before the data cannot be told: days are missing.",
    );
    let all = &verdict.voices.all;
    say(
        all.people > 1 && all.organisations == 1 && all.without_organisation == 0,
        "Everybody who speaks is of one organisation.",
    );
    let few = all.people > 0 && all.people < LEAST_VOICES;
    say(few, "Too few people speak of it in codings to count for or against it.");
    let beside = [
        (verdict.of_other_personas, "of other personas"),
        (verdict.of_unknown_persona, "whose persona is not known"),
    ];
    for (people, who) in beside {
        let them = some(people, "person", "people");
        let speak = if people == 1 { "speaks of it and is" } else { "speak of it and are" };
        say(
            people > 0,
            &format!("{them} {who} {speak} not counted: the hypothesis is about others."),
        );
    }
    words
}
