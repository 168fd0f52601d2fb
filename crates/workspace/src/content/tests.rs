use crate::Workspace;
use crate::sample::{found, with};

const SOURCE: &str = "---\ntitle: First\ndate: 2026-03-01\n---\n\nWe ask.\n";

#[test]
fn translations_are_held_against_their_source() {
    let mut tree = with("content/articles/first.md", SOURCE);
    let translated = |source: &str| {
        format!("---\ntitle: Erstes\nsource: \"{source}\"\n---\n\nWir fragen.\n").into_bytes()
    };
    let (path, orphan) = ("content/articles/first.de.md", "content/articles/second.de.md");
    tree.files.insert(path.to_owned(), translated("0123456789ab"));
    tree.files.insert(orphan.to_owned(), translated("0123456789ab"));
    let own = found(&tree);
    let codes: Vec<(&str, &str)> =
        own.iter().map(|(file, _, code)| (file.as_str(), *code)).collect();
    assert_eq!(codes, [(path, "stale-translation"), (orphan, "no-source")]);

    // What the message says to write is what makes it good.
    let problems = crate::sample::check(&tree).problems;
    let stale = problems.iter().find(|own| own.file == path).unwrap();
    let help = stale.problem.help.clone().unwrap();
    let now = help.split("source: ").nth(1).unwrap().trim_end_matches(['`', '.', ' ']).to_owned();
    tree.files.insert(path.to_owned(), translated(now.trim_matches('"')));
    tree.files.remove(orphan);
    assert_eq!(found(&tree), []);
    let content = Workspace::read(&tree, 1).content;
    assert_eq!((content.articles.len(), content.translations.len()), (1, 1));
}

#[test]
fn notes_without_a_series_are_named() {
    let tree = with("content/meetings/round/2026-03-02.md", "# Notes\n");
    assert!(found(&tree).iter().any(|own| own.2 == "no-series"), "{:?}", found(&tree));
}

#[test]
fn beside_pages_only_what_they_show_leaves() {
    let svg = |inner: &str| {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" font-size=\"9\">{inner}</svg>")
    };
    for (name, text) in [("a.PNG", String::new()), ("a.pdf", String::new()), ("a.svg", svg("<g/>"))]
    {
        assert_eq!(super::may_leave(name, text.as_bytes()), Ok(()), "{name}");
    }
    for name in ["draft.md.bak", "answers.csv", "page.html", "page", "a.js"] {
        assert!(super::may_leave(name, b"").is_err(), "{name}");
    }
    for inner in [
        "<script>1</script>",
        "<g onload=\"1\"/>",
        "<image href=\"https://example.org/i.png\"/>",
        "<image xlink:href = '//example.org/i.png'/>",
        "<style>a { fill: url( \"https://example.org/\") }</style>",
    ] {
        assert!(super::may_leave("a.svg", svg(inner).as_bytes()).is_err(), "{inner}");
    }
}
