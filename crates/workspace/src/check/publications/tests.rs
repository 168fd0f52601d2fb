use crate::sample::{found, tree};
use crate::tree::Tree;
use std::fmt::Write as _;

const FIRST: &str = "studies/quay/responses/first.csv";

/// People who answer four questions as chance has it, from a seed.
fn answers(people: usize, seed: u64) -> Vec<String> {
    let mut state = seed;
    let mut draw = |below: u64| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let row = |_| format!("a{},b{},c{},d{}\n", draw(6), draw(5), draw(5), draw(4));
    (0..people).map(row).collect()
}

fn file(head: &str, rows: &[String]) -> Vec<u8> {
    let mut text = format!("{head}\n");
    for row in rows {
        let _ = text.write_str(row);
    }
    text.into_bytes()
}

const HEAD: &str = "Role,Site,Tool,Pace";

/// The codes that say that something must not be published, of a workspace with one survey more.
fn codes(path: &str, bytes: Vec<u8>, more: impl FnOnce(&mut Tree)) -> Vec<&'static str> {
    let mut tree = tree();
    tree.files.insert(FIRST.to_owned(), file(HEAD, &answers(80, 1)));
    tree.files.insert(path.to_owned(), bytes);
    more(&mut tree);
    let found = found(&tree).into_iter().map(|(.., code)| code);
    found.filter(|code| ["same-people", "published-orphan"].contains(code)).collect()
}

#[test]
fn the_same_people_are_in_one_survey() {
    let same = |bytes| codes("studies/quay/responses/second.csv", bytes, |_| {});
    let all = answers(80, 1);
    assert_eq!(same(file(HEAD, &all)), ["same-people"]);
    let mut more = all.clone();
    more.push("a1,b1,c1,d1\n".to_owned());
    more.rotate_left(30);
    assert_eq!(same(file(HEAD, &more)), ["same-people"]);
    // Some of them, in another study, with their columns in another order and one column fewer.
    let cut = |row: &String| {
        let cells: Vec<&str> = row.trim().split(',').collect();
        format!("{},{},{}\n", cells[2], cells[1], cells[0])
    };
    let some: Vec<String> = all.iter().take(60).map(cut).collect();
    let path = "studies/other/responses/second.csv";
    let codes = codes(path, file("Tool,Site,Role", &some), |tree| {
        let plan = b"title: Other\naim: Find out.\n".to_vec();
        tree.files.insert("studies/other/study.yaml".to_owned(), plan);
    });
    assert_eq!(codes, ["same-people"]);
}

#[test]
fn others_who_were_asked_the_same_are_others() {
    for seed in 2..40 {
        let others = file(HEAD, &answers(80, seed));
        assert!(codes("studies/quay/responses/second.csv", others, |_| {}).is_empty(), "{seed}");
    }
    // The first question of two surveys is the same, and nothing else.
    let longer: Vec<String> =
        answers(80, 1).iter().map(|row| format!("{},e,f,g,h,i\n", row.trim())).collect();
    let head = "Role,Other site,Other tool,Other pace,A,B,C,D,E";
    assert!(codes("studies/quay/responses/second.csv", file(head, &longer), |_| {}).is_empty());
}

#[test]
fn what_was_published_of_a_survey_that_is_gone_may_be_of_another() {
    let line = "{\"survey\":\"gone\",\"date\":\"2026-03-02\",\"people\":50,\"least\":5,\"salt\":\"00\",\"data\":\"00\",\
                \"rows\":null,\"lines\":\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"}\n";
    let put = |tree: &mut Tree| {
        let path = "studies/quay/published/gone-1.jsonl".to_owned();
        tree.files.insert(path, line.as_bytes().to_vec());
    };
    assert_eq!(codes("studies/quay/responses/README.md", Vec::new(), put), ["published-orphan"]);
    let plan = "title: Quay\naim: Find out.\nsurveys:\n  pulse: {}\n  first: {}\n  gone: {}\n";
    let named = codes("studies/quay/study.yaml", plan.as_bytes().to_vec(), put);
    assert!(named.is_empty(), "{named:?}");
}
