//! Claims beside figures that are true of the answers: what each says of them is so, or is not.

use crate::world::{World, world};
use paap_evidence::figure;
use paap_evidence::insight;
use paap_evidence::lock::Lock;
use paap_evidence::prove::{self, Against};
use paap_evidence::quotation::Library;
use paap_text::Weight;

/// Figures of the example survey: a key, what they mean, and how they are computed.
const FIGURES: &[(&str, &str, &str)] = &[
    ("docs", "use the docs portal", "count(q5 = \"Docs portal\")"),
    ("docs%", "use the docs portal", "share(q5 = \"Docs portal\")"),
    ("pipes", "use delivery pipelines", "count(q5 = \"Delivery pipelines\")"),
    ("chat", "learn of changes in the chat channel", "count(q6 = \"Chat channel\")"),
    ("mail", "learn of changes by e-mail", "count(q6 = \"E-mail\")"),
    ("nochat", "are not in the chat channel", "count(not q6 = \"Chat channel\")"),
    ("promote", "recommend it", "count(q7 >= 9)"),
    ("agree", "agree", "count(q9 >= \"Agree\")"),
    ("disagree", "disagree", "count(q9 <= \"Disagree\")"),
    (
        "docsb",
        "of the builders use the docs portal",
        "count(q5 = \"Docs portal\" of q1 = \"Builder: I work on Harbour itself\")",
    ),
    ("easy", "find it easy to use", "count(q11 >= \"Agree\")"),
    ("years", "years is the median at the company", "median(q3)"),
    ("know", "know whom to ask", "count(q19 = \"Yes\")"),
    ("unknown", "do not know whom to ask", "count(q19 = \"No\")"),
    ("wait", "days are the median wait", "median(q21)"),
    (
        "waitb",
        "days do builders wait",
        "median(q21 where q1 = \"Builder: I work on Harbour itself\")",
    ),
    (
        "waitl",
        "days do leaders wait",
        "median(q21 where q1 = \"Leader: I decide on budget, people or direction\")",
    ),
    (
        "waitc",
        "days do consumers wait",
        "median(q21 where q1 = \"Consumer: I build or run software on Harbour\")",
    ),
    (
        "docsl",
        "of the leaders use the docs portal",
        "count(q5 = \"Docs portal\" of q1 = \"Leader: I decide on budget, people or direction\")",
    ),
    (
        "docsc",
        "of the consumers use the docs portal",
        "count(q5 = \"Docs portal\" of q1 = \"Consumer: I build or run software on Harbour\")",
    ),
    ("long", "wait five days or more", "count(q21 >= 5)"),
    ("score", "is the score", "nps(q7)"),
    ("consumers", "are consumers", "count(q1 = \"Consumer: I build or run software on Harbour\")"),
];

/// Claims that are not so, each beside the keys of its figures.
const FALSE: &[(&str, &str)] = &[
    // How many, without a number.
    ("The lion's share of people learn of changes by e-mail", "mail"),
    ("The bulk of people learn of changes by e-mail", "mail"),
    ("Dozens upon dozens recommend it", "promote"),
    ("Every other team recommends it", "promote"),
    ("Every third person uses the docs portal", "docs"),
    ("Every second person recommends it", "promote"),
    ("Almost without exception people use the docs portal", "docs"),
    ("Without exception people use the docs portal", "docs"),
    ("People unanimously use the docs portal", "docs"),
    ("Every team uses the docs portal", "docs"),
    ("Every single platform team uses the docs portal", "docs"),
    ("Each and every team uses the docs portal", "docs"),
    ("Every one of them uses the docs portal", "docs"),
    ("All of them use the docs portal", "docs"),
    ("Squads never use the docs portal", "docs"),
    ("People always use the docs portal", "docs"),
    ("People overwhelmingly use the docs portal", "docs"),
    ("Countless people recommend it", "promote"),
    ("Next to nobody recommends it", "promote"),
    ("Precious few use the docs portal", "docs"),
    ("Hundreds of people use the docs portal", "docs"),
    ("Tens of thousands use the docs portal", "docs"),
    ("-70 of 124 people use the docs portal", "docs"),
    ("−70 people use the docs portal", "docs"),
    ("Minus 70 people use the docs portal", "docs"),
    ("70 k people use the docs portal", "docs"),
    ("70 K people use the docs portal", "docs"),
    ("A single person recommends it", "promote"),
    ("Only a sliver of people use the docs portal", "docs"),
    // Which is more.
    ("More disagree than agree", "agree disagree"),
    ("Fewer agree than disagree", "agree disagree"),
    ("Those who disagree outnumber those who agree", "agree disagree"),
    ("Leaders wait longer than consumers", "waitl waitc"),
    ("Consumers wait less than leaders", "waitl waitc"),
    ("Twice as many learn of changes by e-mail as in the chat channel", "chat mail"),
    ("Half as many use the chat channel as e-mail", "chat mail"),
    ("The wait fell from 3 to 4 days", "waitl waitc"),
    ("The wait rose from 4 to 3 days", "waitl waitc"),
    ("E-mail is the most common way to learn of changes", "chat mail"),
    ("By far the biggest part learn of it by e-mail, the most popular way", "chat mail"),
    ("The chat channel is the least used", "chat mail"),
    ("Consumers are less likely than leaders to wait 5 days", "waitl waitc"),
    ("14 more learn of changes in the chat channel than by e-mail", "chat mail docsb"),
    // In which unit.
    ("People wait 70 hours", "docs"),
    ("People wait 70 days for the docs portal", "docs"),
    ("The docs portal saves €70", "docs"),
    ("The docs portal costs 70 euros", "docs"),
    ("The median wait is 3 weeks", "wait"),
    ("The median wait is 3 hours", "wait"),
    ("The median wait is three months", "wait"),
    ("The median wait is 3%", "wait"),
    ("The score is −24%", "score"),
    ("3 people wait", "wait"),
    ("70% use the docs portal", "docs"),
    ("56 people use the docs portal", "docs%"),
    ("The score is 24", "score"),
    ("The score is +24", "score"),
    // Of those who do not.
    ("70 of 124 do not use the docs portal", "docs"),
    ("56% don't use the docs portal", "docs%"),
    ("70 of 124 have never used the docs portal", "docs"),
    ("Most people do not use the docs portal", "docs"),
    ("More than half do not use the docs portal", "docs"),
    ("49 of 121 are in the chat channel", "nochat"),
    ("83 of 124 do not know whom to ask", "know"),
    // Of whom.
    ("70 of 124 leaders use the docs portal", "docs"),
    ("Most builders use the docs portal", "docs"),
    ("Leaders use the docs portal: 70 of 124 do", "docs"),
    ("More than half of the consumers use the docs portal", "docs"),
    ("9 of 13 consumers and 54 of 97 leaders use the docs portal", "docsl docsc"),
    ("42 learn of it in the chat channel and 72 by e-mail", "chat mail"),
    ("70 of 124 learn of changes in the chat channel", "docs chat"),
    // Numbers that were bent.
    ("70 of 121 people use the docs portal", "docs chat"),
    ("57% use the docs portal", "docs"),
    ("56.4% use the docs portal", "docs"),
    ("124 of 70 people use the docs portal", "docs"),
    ("7O of 124 people use the docs portal", "docs"),
    ("Seventy per cent use the docs portal", "docs"),
    ("7 in 10 use the docs portal", "docs"),
    ("70-odd percent use the docs portal", "docs"),
    ("Two or three people use the docs portal", "docs"),
    ("North of 60% use the docs portal", "docs"),
    ("In excess of 70 people use the docs portal", "docs"),
    ("A good two thirds use the docs portal", "docs"),
    ("Both of the docs portal's rivals lead: 71 people do", "docs"),
    ("Usage of the docs portal is at 0.7", "docs"),
    ("Nobody but 70 people waits 5 days", "docs"),
    ("Every person waits 3 days", "wait"),
    ("The average wait is 12 days", "wait"),
    ("A quarter of a hundred and twenty-five recommend it", "promote"),
    // In other languages.
    ("Ausnahmslos alle nutzen das Portal", "docs"),
    ("Jedes Team nutzt das Portal, und die Doku ist gut", "docs"),
    ("Der Löwenanteil der Befragten ist per E-Mail auf dem Stand", "mail"),
    ("Jeder zweite Befragte empfiehlt die Plattform, und das ist gut", "promote"),
    ("Die Teams nutzen das Portal nie, und das ist schade", "docs"),
    ("70 Stunden warten die Befragten", "docs"),
    ("Une équipe sur deux est sur le canal de promotion", "promote"),
    ("Les équipes sont toujours sur le portail", "docs"),
    ("Sans exception, les équipes sont sur le portail", "docs"),
    ("Los equipos nunca usan el portal", "docs"),
    ("Uno de cada dos equipos no la recomienda", "promote"),
    ("As equipes nunca usam o portal", "docs"),
    ("Uma em cada duas equipes não a recomenda", "promote"),
    ("例外なくポータルを使う", "docs"),
    ("チームは常にポータルを使う", "docs"),
    ("团队总是使用门户", "docs"),
    ("팀은 항상 포털을 쓴다", "docs"),
];

/// Claims that are so, each beside the keys of its figures.
const TRUE: &[(&str, &str)] = &[
    ("The lion's share of people use the docs portal", "docs"),
    ("Dozens upon dozens use the docs portal", "docs"),
    ("Every third person learns of changes by e-mail", "mail"),
    ("Every fifth person recommends it", "promote"),
    ("Not all people use the docs portal", "docs"),
    ("Not every team uses the docs portal", "docs"),
    ("70 of 124 people use the docs portal every two weeks", "docs"),
    ("Teams that meet every two weeks use the docs portal: 70 of 124", "docs"),
    ("70 of 124 people use the docs portal every other week", "docs"),
    ("The NPS is −24", "score"),
    ("The NPS is -24", "score"),
    ("The NPS is –24", "score"),
    ("The NPS is minus 24", "score"),
    ("With an NPS of minus twenty-four, few would recommend it", "score promote"),
    ("Leaders wait one day less than consumers", "waitl waitc"),
    ("Consumers wait a day longer than leaders: 4 days, not 3", "waitl waitc"),
    ("30 more people learn of changes in the chat channel than by e-mail", "chat mail"),
    ("More agree than disagree", "agree disagree"),
    ("Fewer disagree than agree", "agree disagree"),
    ("Those who agree outnumber those who disagree", "agree disagree"),
    ("Those who disagree are outnumbered by those who agree", "agree disagree"),
    ("Consumers wait longer than leaders", "waitl waitc"),
    ("The wait rose from 3 to 4 days", "waitl waitc"),
    ("The wait fell from 4 to 3 days", "waitl waitc"),
    ("More people learn of changes in the chat channel than by e-mail", "chat mail"),
    ("No more people agree than use the docs portal: 47 against 70", "agree docs"),
    ("The chat channel is the most common way to learn of changes", "chat mail"),
    ("One of the most common ways to learn of changes is e-mail", "chat mail"),
    ("E-mail is less common than the chat channel", "chat mail"),
    ("The median wait is 3 days", "wait"),
    ("The median wait is 3 working days", "wait"),
    ("The median wait is three days, and 48 of 121 wait five days or more", "wait long"),
    ("People wait 72 hours at the median", "wait"),
    ("The median consumer waits four days", "waitc"),
    ("40 of 124 do not know whom to ask", "unknown"),
    ("40 of 124 don't know whom to ask", "unknown"),
    ("A third do not know whom to ask", "unknown"),
    ("49 of 121 are not in the chat channel", "nochat"),
    ("49 of 121 avoid the chat channel", "nochat"),
    ("Fewer than half are not in the chat channel", "nochat"),
    ("83 of 124 know whom to ask, and 40 do not", "know unknown"),
    ("Not only do 70 of 124 use the docs portal, 25 of 119 recommend it", "docs promote"),
    ("9 of 13 leaders use the docs portal", "docsl"),
    ("Most leaders use the docs portal", "docsl"),
    ("9 of 13 leaders and 54 of 97 consumers use the docs portal", "docsl docsc"),
    ("Leaders are more likely than consumers to use the docs portal", "docsl docsc"),
    ("More consumers use the docs portal than leaders", "docsl docsc"),
    ("97 of 124 people are consumers", "consumers"),
    ("Most people are consumers", "consumers"),
    ("70 of 124 use the docs portal when their leaders are away", "docs"),
    ("70 of 124 use the docs portal of a leader's team", "docs"),
    ("72 learn of it in the chat channel and 42 by e-mail", "chat mail"),
    ("42 learn by e-mail, 72 in the chat channel", "chat mail"),
    ("70 of 124 people never asked for more than the docs portal", "docs"),
    ("People wait, and 48 of 121 always wait five days or more", "long"),
    ("Sixty to eighty people use the docs portal", "docs"),
    ("70-odd people use the docs portal", "docs"),
    ("70 or so people use the docs portal", "docs"),
    ("North of 50% use the docs portal", "docs"),
    ("Upwards of 50 people use the docs portal", "docs"),
    ("A good half use the docs portal", "docs"),
    ("Just shy of 60% use the docs portal", "docs"),
    ("56 percent use the docs portal", "docs"),
    ("Slightly more than half of people use the docs portal", "docs"),
    ("As of 2025, 70 of 124 people use the docs portal", "docs"),
    ("Of the 124 asked in September 2025, 70 use the docs portal", "docs"),
    ("25 of 119 (21%) recommend it", "promote"),
    ("The docs portal — 70 of 124 use it — is known", "docs"),
    ("70–72 people use the docs portal or the chat channel", "docs chat"),
    ("Teams help each other: 70 of 124 use the docs portal", "docs"),
    ("A docs portal for every team is used by 70 of 124", "docs"),
    ("Der Löwenanteil der Befragten nutzt das Portal", "docs"),
    ("Der NPS ist minus 24, und das ist nicht gut", "score"),
    ("Alle zwei Wochen nutzen 70 von 124 Befragten das Portal", "docs"),
    ("Jeder dritte Befragte ist nicht auf dem Laufenden", "mail"),
    ("Une équipe sur trois est sans canal de discussion", "mail"),
    ("Le NPS est de moins 24, et les équipes le savent", "score"),
    ("Uno de cada tres equipos no sabe de los cambios", "mail"),
    ("Uma em cada três equipes não sabe dos planos", "mail"),
    ("NPSはマイナス24", "score"),
];

/// The errors of a claim beside figures, whose values are what the answers give.
fn errors(world: &World, claim: &str, keys: &str) -> Vec<String> {
    let sources = world.sources();
    let mut text = format!("# {claim}\n\n## For\n\n");
    for key in keys.split(' ') {
        let (_, meaning, expression) =
            FIGURES.iter().find(|own| own.0 == key).unwrap_or_else(|| panic!("{key}"));
        let read = figure::read(expression).expect("an expression");
        let value = figure::compute(&read, Some("team"), &sources).expect("a value").value;
        text += &format!("- **{}** {meaning}: `{expression}` in `team`\n", value.written());
    }
    let library = Library::of(&sources);
    let (insight, mut problems) = insight::read("a", &text);
    let against = Against { library: &library, lock: &Lock::default(), today: "2026-11-26" };
    problems.extend(prove::insight(&insight, &against).problems);
    problems.retain(|own| own.weight == Weight::Error);
    problems.iter().map(|own| format!("{}: {}", own.code, own.message)).collect()
}

#[test]
fn what_figures_contradict_is_caught_and_what_they_give_is_not() {
    let world = world(3);
    let missed = FALSE.iter().filter(|(claim, keys)| errors(&world, claim, keys).is_empty());
    let missed: Vec<_> = missed.collect();
    let refused = TRUE.iter().map(|(claim, keys)| (claim, errors(&world, claim, keys)));
    let refused: Vec<_> = refused.filter(|(_, errors)| !errors.is_empty()).collect();
    assert!(
        missed.is_empty() && refused.is_empty(),
        "{} of {} missed, {} of {} refused:\n{missed:#?}\n{refused:#?}",
        missed.len(),
        FALSE.len(),
        refused.len(),
        TRUE.len()
    );
}
