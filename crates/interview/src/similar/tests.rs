//! Suggestions and groupings on excerpts whose groups are known, and on texts of every kind.

use super::gizmo::adjusted_rand;
use super::*;
use paap_analysis::random::Random;
use proptest::prelude::*;

/// What excerpts of a group talk about, and what everybody says.
const TOPICS: [&str; 6] = [
    "deploy pipeline release rollback build staging artefact canary",
    "portal catalogue template scaffold golden path discover entry",
    "incident pager outage on-call alert postmortem severity noise",
    "budget cost invoice chargeback spend forecast licence saving",
    "access permission ticket approval request wait role secret",
    "training onboarding docs tutorial newcomer mentor workshop guide",
];
const FILLER: &str =
    "the we it is a and to of that have they so because really when people team do";

/// Excerpts with the group of each; of every eighth the group is its own, as it is about nothing
/// else that is said.
fn planted(count: usize, groups: usize, seed: u64) -> Vec<(String, usize)> {
    let mut random = Random::new(seed);
    let mut excerpts = Vec::new();
    for index in 0..count {
        let mut words = Vec::new();
        let mut draw = |list: &str, count: usize| {
            let list: Vec<&str> = list.split(' ').collect();
            for _ in 0..count {
                words.push(list[random.below(list.len() as u64) as usize].to_owned());
            }
        };
        draw(FILLER, 8);
        if index % 8 == 7 {
            words.extend((0..5).map(|at| format!("odd{}word{at}", index)));
            excerpts.push((words.join(" "), 1_000 + index));
        } else {
            draw(TOPICS[index % groups], 5);
            excerpts.push((words.join(" "), index % groups));
        }
    }
    excerpts
}

fn ids(count: usize) -> Vec<String> {
    (0..count).map(|id| id.to_string()).collect()
}

fn excerpts<'a>(texts: impl Iterator<Item = &'a String>, ids: &'a [String]) -> Vec<Excerpt<'a>> {
    texts.zip(ids).map(|(text, id)| Excerpt { document: id, text, ..Excerpt::default() }).collect()
}

/// How near the groups are to the planted ones, how many they are, and how many belong nowhere.
fn recovered(count: usize, groups: usize, seed: u64) -> (f64, usize, usize) {
    let planted = planted(count, groups, seed);
    let ids = ids(count);
    let found = themes(&excerpts(planted.iter().map(|(text, _)| text), &ids), seed);
    let mut pairs = Vec::new();
    for (number, theme) in found.groups.iter().enumerate() {
        for member in &theme.members {
            pairs.push((planted[member.excerpt.document.parse::<usize>().unwrap()].1, number));
        }
    }
    for quoted in &found.nowhere {
        let index: usize = quoted.document.parse().unwrap();
        pairs.push((planted[index].1, 10_000 + index));
    }
    assert_eq!(pairs.len(), count);
    (adjusted_rand(&pairs), found.groups.len(), found.nowhere.len())
}

#[test]
fn planted_groups_are_found_again() {
    for (count, groups, least) in [(30, 3, 0.8), (30, 5, 0.6), (300, 5, 0.95), (3_000, 6, 0.95)] {
        for seed in 0..if count < 3_000 { 3 } else { 1 } {
            let (rand, found, nowhere) = recovered(count, groups, seed);
            println!("{count} excerpts, seed {seed}: {rand:.3}, {found} groups, {nowhere} nowhere");
            assert!(rand > least, "{count}: {rand}");
            assert!(found.abs_diff(groups) <= 1, "{count}: {found} groups");
        }
    }
}

#[test]
fn what_is_like_nothing_belongs_nowhere() {
    let planted = planted(400, 4, 1);
    let ids = ids(400);
    let found = themes(&excerpts(planted.iter().map(|(text, _)| text), &ids), 1);
    let odd = found.nowhere.iter().filter(|quoted| quoted.text.contains("odd")).count();
    assert!(odd >= 45, "{odd} of 50");
    assert!(found.nowhere.len() - odd < 20);
}

#[test]
fn the_order_of_excerpts_and_the_time_of_day_make_no_difference() {
    let planted = planted(200, 4, 3);
    let ids = ids(200);
    let all = excerpts(planted.iter().map(|(text, _)| text), &ids);
    let mut turned = all.clone();
    turned.reverse();
    assert_eq!(themes(&all, 5), themes(&turned, 5));
    assert_ne!(themes(&all, 5).seed, themes(&all, 6).seed);
    let (coded, uncoded) = all.split_at(40);
    let mut backwards: Vec<_> = uncoded.to_vec();
    backwards.reverse();
    assert_eq!(suggest(coded, uncoded, 50), suggest(coded, &backwards, 50));
}

#[test]
fn a_group_is_named_as_people_wrote_it() {
    let texts: Vec<String> = (0..40)
        .map(|index| match index % 2 {
            0 => format!("GitHub reviews take long {index}"),
            _ => format!("our Paging wakes people {index}"),
        })
        .collect();
    let ids = ids(40);
    let found = themes(&excerpts(texts.iter(), &ids), 1);
    let mut words: Vec<&str> =
        found.groups.iter().flat_map(|group| &group.words).map(|word| word.word.as_str()).collect();
    words.sort_unstable();
    assert_eq!(words, ["GitHub", "Paging", "long", "people", "reviews", "wakes"]);
    assert!(found.groups.iter().flat_map(|group| &group.words).all(|word| word.outside == 0));
}

#[test]
fn suggestions_say_why() {
    let texts = [
        "we wait for approval every week",
        "approvals take ages, we wait and wait",
        "Waiting for the approval of security",
        "the docs are fine",
        "I like the colour of the portal",
        "the portal is fine, docs too",
    ]
    .map(str::to_owned);
    let ids = ids(6);
    let all = excerpts(texts.iter(), &ids);
    let (coded, uncoded) = all.split_at(2);
    let found = suggest(coded, uncoded, 10);
    assert_eq!((found.coded, found.uncoded, found.excerpts.len()), (2, 4, 4));
    let first = &found.excerpts[0];
    assert_eq!(first.excerpt.document, "2");
    assert_eq!(&first.words[..2], ["approval", "Waiting"]);
    assert!(first.nearest.is_some() && first.score <= 1.0);
    assert!(found.excerpts.windows(2).all(|pair| pair[0].score >= pair[1].score));
    let json = serde_json::to_value(&found).unwrap();
    assert_eq!(json["excerpts"][0]["document"], "2");
    assert_eq!(suggest(coded, uncoded, 1).excerpts.len(), 1);
}

#[test]
fn nothing_in_nothing_out() {
    let texts = ["", "...", "words here", "words here"].map(str::to_owned);
    let ids = ids(4);
    let all = excerpts(texts.iter(), &ids);
    assert!(suggest(&[], &all, 5).excerpts.is_empty());
    assert!(suggest(&all, &[], 5).excerpts.is_empty());
    assert_eq!(suggest(&all[..1], &all[1..], 5).excerpts.len(), 3);
    for count in 0..=4 {
        let found = themes(&all[..count], 1);
        let members: usize = found.groups.iter().map(|group| group.members.len()).sum();
        assert_eq!(members + found.nowhere.len(), count);
    }
    let same = vec![all[2]; 50];
    let found = themes(&same, 1);
    let members: usize = found.groups.iter().map(|group| group.members.len()).sum();
    assert_eq!(members + found.nowhere.len(), 50);
}

#[test]
fn scripts_without_spaces_are_alike_by_pairs() {
    let texts = ["部署很慢", "部署总是很慢", "文档很好", "部署流程很慢", "这里的文档很好"]
        .map(str::to_owned);
    let ids = ids(5);
    let all = excerpts(texts.iter(), &ids);
    let found = suggest(&all[..2], &all[2..], 3);
    assert_eq!(found.excerpts[0].excerpt.text, "部署流程很慢");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_texts_are_grouped_and_ranked(
        texts in prop::collection::vec("\\PC{0,40}|[a-c ]{0,12}", 0..40),
        seed in any::<u64>(),
    ) {
        let ids = ids(texts.len());
        let all = excerpts(texts.iter(), &ids);
        let found = themes(&all, seed);
        let members: usize = found.groups.iter().map(|group| group.members.len()).sum();
        prop_assert_eq!(members + found.nowhere.len(), texts.len());
        prop_assert!(found.groups.iter().all(|group| group.members.len() > 1));
        let (coded, uncoded) = all.split_at(texts.len() / 3);
        let found = suggest(coded, uncoded, 100);
        for one in &found.excerpts {
            prop_assert!(one.score.is_finite() && one.score <= 1.0);
        }
    }
}

/// `cargo test --release -p paap-interview --lib -- --ignored --nocapture similar::tests`
#[test]
#[ignore = "measures: 30,000 excerpts, in release"]
fn thirty_thousand_excerpts() {
    let planted = planted(30_000, 6, 1);
    let ids = ids(30_000);
    let all = excerpts(planted.iter().map(|(text, _)| text), &ids);
    let clock = std::time::Instant::now();
    let found = themes(&all, 1);
    println!("{} groups of 30,000 excerpts in {:.2?}", found.groups.len(), clock.elapsed());
    assert!(found.groups.len().abs_diff(6) <= 1 && clock.elapsed().as_secs() < 10);
    for coded in [100, 15_000] {
        let (coded, uncoded) = all.split_at(coded);
        let clock = std::time::Instant::now();
        let found = suggest(coded, uncoded, 20);
        println!("{} coded, {:.2?}", found.coded, clock.elapsed());
        assert!(clock.elapsed().as_secs() < 10);
    }
}
