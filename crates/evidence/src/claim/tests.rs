//! Claims beside figures, one a line.

use super::*;
use crate::figure::{Sort, Value};
use paap_text::yaml::At;

/// Figures as `14/22`, `n3.5` for a median, `e7` for excerpts.
fn values(figures: &str) -> Vec<Value> {
    figures
        .split_whitespace()
        .map(|text| match text.split_once('/') {
            Some((count, base)) => {
                let (count, base) = (count.parse().unwrap(), base.parse().unwrap());
                Value { sort: Sort::Count, count, base, number: None }
            }
            None if text.starts_with('n') => {
                let number = Some(text[1..].parse().unwrap());
                Value { sort: Sort::Median, count: 20, base: 22, number }
            }
            None => Value {
                sort: Sort::Excerpts,
                count: text[1..].parse().unwrap(),
                base: 6,
                number: None,
            },
        })
        .collect()
}

fn wrong(claim: &str, figures: &str) -> Vec<String> {
    let fact = |value| Fact {
        value,
        side: crate::Side::For,
        kin: None,
        shared: 0,
        whole: false,
        told: Told::default(),
    };
    let facts = Facts::of(values(figures).into_iter().map(fact).collect());
    let claim_tokens = tokens::tokens(claim);
    let said = numbers::numbers(&claim_tokens);
    let mut wrong: Vec<String> = said
        .iter()
        .filter(|said| facts.hold(said).is_err())
        .map(|said| claim[said.at.clone()].to_owned())
        .collect();
    let mut problems = Vec::new();
    quantifiers::check(&claim_tokens, &|_| &facts, &[], &Missing(0), At::START, &mut problems);
    problems.retain(|own| own.weight == paap_text::Weight::Error || own.code == "claim-reading");
    wrong.extend(problems.into_iter().map(|problem| problem.message));
    wrong
}

#[test]
fn what_figures_give_may_be_said() {
    for (claim, figures) in [
        ("14 of 22 platform teams prioritise without a framework", "14/22"),
        ("14 out of 22 do", "14/22"),
        ("14/22 do", "14/22"),
        ("14 of the 22 do", "14/22"),
        ("14 platform teams of 22 do", "14/22"),
        ("Fourteen of twenty-two teams do", "14/22"),
        ("Of 22 teams, 14 do", "14/22"),
        ("64% do", "14/22"),
        ("64 % do", "14/22"),
        ("64 per cent of teams do", "14/22"),
        ("63.6% do", "14/22"),
        ("63,6% do", "14/22"),
        ("Sixty-four percent do", "14/22"),
        ("Two thirds do", "14/22"),
        ("Almost two-thirds of teams do", "14/22"),
        ("Two in three do", "14/22"),
        ("More than half of them do", "14/22"),
        ("Over 60% do", "14/22"),
        ("Fewer than 15 of 22 do", "14/22"),
        ("At least 10 of 22 do", "14/22"),
        ("About 60% do", "14/22"),
        ("Roughly two thirds do", "14/22"),
        ("60–70% do", "14/22"),
        ("60 to 70 percent do", "14/22"),
        ("Most teams do", "14/22"),
        ("A majority does", "14/22"),
        ("Half of the teams do", "11/22"),
        ("A quarter of teams do", "5/20"),
        ("One in four teams does", "5/20"),
        ("¼ of teams do", "5/20"),
        ("All teams do", "22/22"),
        ("Nobody does", "0/22"),
        ("No team does", "0/22"),
        ("Nearly all teams do", "20/22"),
        ("Not all teams do", "20/22"),
        ("Few do", "3/22"),
        ("The median wait is 3.5 days", "n3.5"),
        ("The median wait is 3.6 days", "n3.625"),
        ("They wait 3–4 days", "n3.5"),
        ("Twice as many builders as leaders do", "14/22 7/22"),
        ("It takes 3x longer", "n9 n3"),
        ("It doubled", "14/22 7/22"),
        ("7 excerpts say so", "e7"),
        ("1,234 of 2,000 do", "1234/2000"),
        ("Two hundred and five do", "205/300"),
        ("A dozen teams do", "12/22"),
        ("Half a dozen teams do", "6/22"),
        ("Builders are 32 percentage points ahead", "14/22 7/22"),
        ("Hundreds of teams do", "1234/2000"),
        ("Only a few teams do", "3/22"),
        ("Not one team does", "0/22"),
        ("Not a single team does", "0/22"),
        // No counts.
        ("In 2025, teams wait", ""),
        ("In 2025 teams wait", ""),
        ("In 2025 14 of 22 teams wait", "14/22"),
        ("Since March 2025 teams wait", ""),
        ("Since Q3 2025 teams wait", ""),
        ("On 14 March teams wait", ""),
        ("After March 14, 2025, teams wait", ""),
        ("Since 2026-11-26 teams wait", ""),
        ("From 2024–2025 teams waited", ""),
        ("Teams on Kubernetes 1.30 wait", ""),
        ("Teams on 1.29.3 wait", ""),
        ("S3 and q21 and p95 and k8s are names", ""),
        ("The 1st and the second time", ""),
        ("Nobody", "0/3"),
        ("The most important need is speed", ""),
        ("No one of them", "0/3"),
        ("One of the reasons is speed", ""),
        ("Teams work with zero-trust networks at all times", ""),
        ("A third party decides", ""),
        ("Teams plan every quarter, half a year ahead", ""),
        ("Teams want one platform", ""),
        ("In mid-2025 teams waited", ""),
        ("The 2025 survey found waiting", ""),
        ("In the 1990s it was so", ""),
    ] {
        assert_eq!(wrong(claim, figures), Vec::<String>::new(), "{claim}");
    }
}

#[test]
fn what_no_figure_gives_may_not() {
    for (claim, figures) in [
        ("15 of 22 do", "14/22"),
        ("14 of 23 do", "14/22"),
        ("14 of 22 do", "15/22 14/23"),
        ("14 platform teams of 30 do", "14/22 3/30"),
        ("Fifteen teams do", "14/22"),
        ("65% do", "14/22"),
        ("63.7% do", "14/22"),
        ("Sixty percent do", "14/22"),
        ("Three quarters do", "14/22"),
        ("Half of teams do", "14/22"),
        ("A third do", "14/22"),
        ("Nine out of ten do", "14/22"),
        ("One in three does", "14/22"),
        ("More than two thirds do", "14/22"),
        ("Less than half do", "14/22"),
        ("Over 70% do", "14/22"),
        ("More than 15 of 22 do", "14/22"),
        ("At most 10 of 22 do", "14/22"),
        ("Nearly half do", "14/22"),
        ("Most teams do", "11/22"),
        ("All teams do", "21/22"),
        ("Everyone does", "21/22"),
        ("Every team does", "14/22"),
        ("Nobody does", "1/22"),
        ("No team does", "1/22"),
        ("None of the teams does", ""),
        ("Few do", "14/22"),
        ("A minority does", "14/22"),
        ("The vast majority does", "14/22"),
        ("The median wait is 4.5 days", "n3.5"),
        ("Three times as many builders as leaders do", "14/22 7/22"),
        ("It tripled", "14/22 7/22"),
        ("It is 5x faster", "14/22"),
        ("8 excerpts say so", "e7"),
        ("2 in 3 do", "7/22"),
        ("½ of teams do", "14/22"),
        ("１５ of 22 do", "14/22"),
        ("⑭ do", "14/22"),
        ("2024 teams do", "14/22"),
        ("Of 2024 respondents many do", "14/22"),
        ("70–80% do", "14/22"),
        ("10–12 teams do", "14/22"),
        ("A dozen teams do", "14/22"),
        ("Twenty-three teams do", "14/22"),
        ("One team does", "14/22"),
        ("1.400 teams do", "14/22"),
        ("14k teams do", "14/22"),
        ("Teams wait 14 days", "13/22"),
        ("Only one of 22 does", "14/22"),
        ("All of the respondents do", "14/22"),
        ("140% do", "14/22"),
        ("Two teams do", ""),
        ("Builders are 40 percentage points ahead", "14/22 7/22"),
        ("Hundreds of teams do", "14/22"),
        ("Dozens of teams do", "14/22"),
        ("Only a few teams do", "14/22"),
        ("Not one team does", "1/22"),
        ("Not a single team does", "1/22"),
    ] {
        assert!(!wrong(claim, figures).is_empty(), "{claim} with {figures}");
    }
}

#[test]
fn vague_counts_of_people_and_roman_digits() {
    assert_eq!(wrong("A handful of people use it", "14/22"), ["handful"]);
    assert_eq!(wrong("A handful of people use it", "5/22"), [""; 0]);
    assert_eq!(wrong("A couple of small teams use it", "14/22"), ["couple"]);
    assert_eq!(wrong("A couple of weeks later 14 use it", "14/22"), [""; 0]);
    assert_eq!(wrong("XIV of XXII use it", "14/22"), ["XIV"]);
    assert_eq!(wrong("The CI of most is slow: 14 of 22 say so", "14/22"), [""; 0]);
}

#[test]
fn digits_of_every_script_are_read() {
    for (claim, figures) in [
        ("１４ of ２２ do", "14/22"),
        ("١٤ of ٢٢ do", "14/22"),
        ("१४ of २२ do", "14/22"),
        ("64％ do", "14/22"),
        ("𝟏𝟒 of 22 do", "14/22"),
        ("14⁄22 do", "14/22"),
        ("64 % of teams do", "14/22"),
        ("0.64 of teams do", "14/22"),
        ("3/5 do", "3/5"),
        ("2/3 of teams do", "14/22"),
        ("10+ teams do", "14/22"),
        ("14 or more do", "14/22"),
        ("15 or fewer do", "14/22"),
        ("≥10 teams do", "14/22"),
    ] {
        assert_eq!(wrong(claim, figures), Vec::<String>::new(), "{claim}");
    }
    for (claim, figures) in [
        ("١٥ of ٢٢ do", "14/22"),
        ("𝟏𝟓 of 22 do", "14/22"),
        ("15⁄22 do", "14/22"),
        ("0.74 of teams do", "14/22"),
        ("4/5 do", "3/5"),
        ("15+ teams do", "14/22"),
        ("15 or more do", "14/22"),
        ("≥15 teams do", "14/22"),
        ("XV of XXII do", "14/22"),
        ("Ⅻ of 22 do", "14/22"),
    ] {
        assert!(!wrong(claim, figures).is_empty(), "{claim} with {figures}");
    }
}

#[test]
fn other_languages_are_held_against_figures_too() {
    let (mut refused, mut missed) = (Vec::new(), Vec::new());
    for claim in [
        "Vierzehn von 22 Teams haben keine Roadmap",
        "Vierzehn von zweiundzwanzig Teams sind ohne Plan",
        "Die Mehrheit der Teams ist ohne Plan",
        "Die meisten Teams sind ohne Plan",
        "Zwei Drittel der Teams sind ohne Plan",
        "64 Prozent der Teams sind ohne Plan",
        "Mehr als die Hälfte der Teams ist ohne Plan",
        "Quatorze des 22 équipes sont sans plan",
        "La majorité des équipes est sans plan",
        "Deux tiers des équipes sont sans plan",
        "Plus de la moitié des équipes ne planifie pas",
        "Catorce de los 22 equipos no planifican",
        "La mayoría de los equipos no planifica",
        "Dos tercios de los equipos no planifican",
        "Catorze das 22 equipes não planejam",
        "A maioria das equipes não planeja",
        "22チーム中14チームに計画がない",
        "全体の64%に計画がない",
        "過半数のチームに計画がない",
        "22个团队中的14个没有计划",
        "三分之二的团队没有计划",
        "大多数团队没有计划",
        "22개 팀 중 14개 팀은 계획이 없다",
        "팀의 64%는 계획이 없다",
        "열네 팀은 계획이 없다",
    ] {
        let own = wrong(claim, "14/22");
        refused.extend((!own.is_empty()).then(|| format!("{claim}: {own:?}")));
    }
    for claim in [
        "Fünfzehn von 22 Teams haben keine Roadmap",
        "Vierundzwanzig Teams sind ohne Plan",
        "Drei Viertel der Teams sind ohne Plan",
        "Ein Drittel der Teams ist ohne Plan",
        "Niemand von den Teams ist mit Plan",
        "Alle Teams sind ohne Plan",
        "74 Prozent der Teams sind ohne Plan",
        "Eine Minderheit der Teams ist ohne Plan",
        "Quinze des 22 équipes sont sans plan",
        "La moitié des équipes est sans plan",
        "Trois quarts des équipes sont sans plan",
        "Toutes les équipes sont sans plan",
        "Quatre-vingt-dix pour cent des équipes sont sans plan",
        "Quince de los 22 equipos no planifican",
        "La mitad de los equipos no planifica",
        "Nadie de los equipos planifica con datos",
        "Quinze das 22 equipes não planejam",
        "Metade das equipes não planeja",
        "22チーム中15チームに計画がない",
        "全体の74%に計画がない",
        "半数のチームに計画がない",
        "十五チームに計画がない",
        "22个团队中的15个没有计划",
        "四分之三的团队没有计划",
        "一半的团队没有计划",
        "百分之七十四的团队没有计划",
        "22개 팀 중 15개 팀은 계획이 없다",
        "팀의 절반은 계획이 없다",
        "열다섯 팀은 계획이 없다",
    ] {
        missed.extend(wrong(claim, "14/22").is_empty().then_some(claim));
    }
    assert_eq!((refused, missed), (Vec::<String>::new(), Vec::<&str>::new()));
}
