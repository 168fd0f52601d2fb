//! The notebook survey: two open questions whose answers were given themes by people.

use super::*;
use crate::real_data;
use paap_analysis::random::Random;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The cells of a delimited text with quotation marks.
fn cells(text: &str, delimiter: char) -> Vec<Vec<String>> {
    let (mut rows, mut quoted) = (vec![vec![String::new()]], false);
    for c in text.replace("\r\n", "\n").chars() {
        let row = rows.last_mut().unwrap();
        match c {
            '"' => quoted = !quoted,
            c if c == delimiter && !quoted => row.push(String::new()),
            '\n' if !quoted => rows.push(vec![String::new()]),
            c => row.last_mut().unwrap().push(c),
        }
    }
    rows
}

/// Of a question the answers, each with its themes.
struct Question {
    name: &'static str,
    answers: Vec<(String, BTreeSet<String>)>,
}

fn questions() -> Option<Vec<Question>> {
    let read = |name: &str| {
        let bytes = real_data::bytes(&format!("surveys/surveygizmo/{name}"))?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    };
    let export = cells(&read("20160115235816-SurveyExport.csv")?, ',');
    let question = |name, columns: std::ops::Range<usize>| {
        let themes = cells(&read(&format!("{name}_themes.csv"))?, ';');
        let answers = themes.into_iter().skip(1).filter(|row| row.len() > 1).map(|row| {
            // Respondents are numbered from 0, below the header.
            let answer = &export[row[0].parse::<usize>().unwrap() + 1][columns.clone()];
            let themes = row[1].split(',').filter(|theme| !theme.is_empty()).map(str::to_owned);
            (answer.join("\n"), themes.collect())
        });
        Some(Question { name, answers: answers.collect() })
    };
    Some(vec![question("hinderances", 4..5)?, question("pleasant_aspects", 17..20)?])
}

impl Question {
    fn excerpts<'a>(&'a self, ids: &'a [String]) -> Vec<Excerpt<'a>> {
        let each = self.answers.iter().zip(ids);
        each.map(|((text, _), id)| Excerpt { document: id, text, ..Excerpt::default() }).collect()
    }
}

fn ids(count: usize) -> Vec<String> {
    (0..count).map(|id| format!("{id:05}")).collect()
}

/// The mean of the precision at every relevant place of a ranking.
fn average_precision(ranking: impl Iterator<Item = bool>) -> f64 {
    let (mut found, mut sum) = (0.0, 0.0);
    for (place, relevant) in ranking.enumerate() {
        if relevant {
            found += 1.0;
            sum += found / (place + 1) as f64;
        }
    }
    sum / found
}

/// Plain TF-IDF: raw counts of lower-case words × ln(n / df), of length 1.
fn plain(excerpts: &[Excerpt<'_>]) -> Vec<Vec<(u32, f64)>> {
    let mut numbers = HashMap::<String, u32>::new();
    let count = |excerpt: &Excerpt<'_>| {
        let mut row = BTreeMap::<u32, f64>::new();
        crate::search::words::each(excerpt.text, |word, _| {
            let next = numbers.len() as u32;
            *row.entry(*numbers.entry(word.to_owned()).or_insert(next)).or_default() += 1.0;
        });
        row.into_iter().collect()
    };
    let mut rows: Vec<Vec<(u32, f64)>> = excerpts.iter().map(count).collect();
    let mut having = vec![0.0; numbers.len()];
    rows.iter().flatten().for_each(|(word, _)| having[*word as usize] += 1.0);
    let count = rows.len() as f64;
    for row in &mut rows {
        row.iter_mut().for_each(|(word, weight)| *weight *= (count / having[*word as usize]).ln());
        let length = row.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
        row.iter_mut().for_each(|(_, weight)| *weight /= length.max(1e-12));
    }
    rows
}

/// The others by their cosine with the centroid of the coded, the most alike first.
fn by_centroid(rows: &[Vec<(u32, f64)>], coded: &[usize], others: &[usize]) -> Vec<usize> {
    let mut centroid = HashMap::<u32, f64>::new();
    for (word, weight) in coded.iter().flat_map(|index| &rows[*index]) {
        *centroid.entry(*word).or_default() += weight;
    }
    let like = |index: &usize| -> f64 {
        rows[*index].iter().map(|(word, weight)| weight * centroid.get(word).unwrap_or(&0.0)).sum()
    };
    let scores: Vec<f64> = others.iter().map(like).collect();
    let mut order: Vec<usize> = (0..others.len()).collect();
    order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]));
    order.into_iter().map(|place| others[place]).collect()
}

fn shuffled<T>(items: &mut [T], random: &mut Random) {
    for last in (1..items.len()).rev() {
        items.swap(last, random.below(last as u64 + 1) as usize);
    }
}

#[test]
fn suggestions_beat_chance_and_plain_tfidf_for_every_theme() {
    const SEEDS: u64 = 3;
    let Some(questions) = questions() else { return };
    let (mut sums, mut themes) = ([0.0; 3], 0.0);
    println!("{:<18}{:<20} answers  chance   plain    ours", "question", "theme");
    for question in &questions {
        let ids = ids(question.answers.len());
        let excerpts = question.excerpts(&ids);
        let plain_rows = plain(&excerpts);
        let names: BTreeSet<&String> = question.answers.iter().flat_map(|(_, own)| own).collect();
        for theme in names {
            let has = |index: usize| question.answers[index].1.contains(theme);
            let with: Vec<usize> = (0..excerpts.len()).filter(|index| has(*index)).collect();
            if with.len() < 20 {
                continue;
            }
            let mut means = [0.0; 3];
            for seed in 0..SEEDS {
                let mut random = Random::new(seed);
                let mut half = with.clone();
                shuffled(&mut half, &mut random);
                half.truncate(with.len() / 2);
                let coded: Vec<Excerpt<'_>> = half.iter().map(|index| excerpts[*index]).collect();
                let others: Vec<usize> =
                    (0..excerpts.len()).filter(|index| !half.contains(index)).collect();
                let uncoded: Vec<Excerpt<'_>> =
                    others.iter().map(|index| excerpts[*index]).collect();
                let mut chance = others.clone();
                shuffled(&mut chance, &mut random);
                let plain = by_centroid(&plain_rows, &half, &others);
                let ours = suggest(&coded, &uncoded, uncoded.len()).excerpts;
                assert_eq!(ours.len(), uncoded.len());
                for (mean, precision) in means.iter_mut().zip([
                    average_precision(chance.into_iter().map(has)),
                    average_precision(plain.into_iter().map(has)),
                    average_precision(
                        ours.iter().map(|found| has(found.excerpt.document.parse().unwrap())),
                    ),
                ]) {
                    *mean += precision / SEEDS as f64;
                }
            }
            let [chance, plain, ours] = means;
            let (name, count) = (question.name, with.len());
            println!("{name:<18}{theme:<20}{count:>8}{chance:>8.3}{plain:>8.3}{ours:>8.3}");
            assert!(ours > plain && ours > chance, "{name}, {theme}: {means:?}");
            sums.iter_mut().zip(means).for_each(|(sum, mean)| *sum += mean);
            themes += 1.0;
        }
    }
    let [chance, plain, ours] = sums.map(|sum| sum / themes);
    println!("mean of {themes} themes: chance {chance:.3}, plain {plain:.3}, ours {ours:.3}");
    assert!(ours > plain + 0.2);
}

/// The adjusted Rand index. Source: L. Hubert & P. Arabie, *Comparing partitions* (1985).
pub(super) fn adjusted_rand(pairs: &[(usize, usize)]) -> f64 {
    let two = |count: usize| (count * count.saturating_sub(1)) as f64 / 2.0;
    let count = |keys: Vec<(usize, usize)>| {
        let mut counts = BTreeMap::<(usize, usize), usize>::new();
        keys.into_iter().for_each(|key| *counts.entry(key).or_default() += 1);
        counts.into_values().map(two).sum::<f64>()
    };
    let both = count(pairs.to_vec());
    let one = count(pairs.iter().map(|pair| (pair.0, 0)).collect());
    let other = count(pairs.iter().map(|pair| (0, pair.1)).collect());
    let expected = one * other / two(pairs.len());
    (both - expected) / ((one + other) / 2.0 - expected)
}

#[test]
fn groups_are_nearer_to_the_published_themes_than_chance() {
    let Some(questions) = questions() else { return };
    for question in &questions {
        let ids = ids(question.answers.len());
        let excerpts = question.excerpts(&ids);
        let names: Vec<&String> = question
            .answers
            .iter()
            .flat_map(|(_, own)| own)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        let (mut ours, mut chance, mut chances) = (0.0, 0.0, Vec::new());
        for seed in 0..5 {
            let grouping = themes(&excerpts, seed);
            let mut group = vec![None; excerpts.len()];
            for (number, theme) in grouping.groups.iter().enumerate() {
                for member in &theme.members {
                    group[member.excerpt.document.parse::<usize>().unwrap()] = Some(number);
                }
            }
            // Answers with one theme, so that there is one truth; who belongs nowhere is alone.
            let mut pairs: Vec<(usize, usize)> = Vec::new();
            for (index, (_, own)) in question.answers.iter().enumerate() {
                if own.len() == 1 {
                    let theme = names.iter().position(|name| own.contains(*name)).unwrap();
                    pairs.push((theme, group[index].unwrap_or(1_000 + index)));
                }
            }
            ours += adjusted_rand(&pairs) / 5.0;
            let mut random = Random::new(seed);
            let mut groups: Vec<usize> = pairs.iter().map(|(_, group)| *group).collect();
            shuffled(&mut groups, &mut random);
            let shuffled = pairs.iter().zip(groups).map(|((theme, _), group)| (*theme, group));
            let by_chance = adjusted_rand(&shuffled.collect::<Vec<_>>());
            chance += by_chance / 5.0;
            chances.push(by_chance);
            if seed == 0 {
                for theme in &grouping.groups {
                    let words: Vec<&str> =
                        theme.words.iter().map(|word| word.word.as_str()).collect();
                    println!("{:>5} {}", theme.members.len(), words.join(", "));
                }
                println!("{:>5} nowhere", grouping.nowhere.len());
            }
        }
        println!("{}: adjusted Rand index {ours:.3}, shuffled {chance:.3}", question.name);
        assert!(ours > 0.08 && chances.iter().all(|chance| ours > chance + 0.05));
    }
}
