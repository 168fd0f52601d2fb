use super::*;
use proptest::prelude::*;

fn place(path: &str) -> Option<String> {
    (!path.contains("missing")).then(|| format!("../{path}"))
}

fn made(markdown: &str) -> String {
    html(markdown, &Setting { level: 2, prefix: "text", path: &place })
}

#[test]
fn markup_becomes_text() {
    assert_eq!(
        made("a <b onclick=\"x\">c</b>"),
        "<p>a &lt;b onclick=&quot;x&quot;&gt;c&lt;/b&gt;</p>\n"
    );
    let block = made("<script>\nalert(1)\n</script>\n");
    assert!(block.starts_with("<p class=\"markup\">&lt;script&gt;"), "{block}");
}

#[test]
fn links_lead_where_they_may() {
    let cases = [
        ("[a](https://x.example/b)", "<a href=\"https://x.example/b\">a</a>"),
        ("[a](javascript:alert(1))", "a"),
        ("[a](data:text/html,x)", "a"),
        ("[a](//x.example/b)", "a"),
        ("[a](other.md)", "<a href=\"../other.md\">a</a>"),
        ("[a](missing.md)", "a"),
        ("<mailto:a@b.example>", "<a href=\"mailto:a@b.example\">mailto:a@b.example</a>"),
        ("![a wren](wren.png)", "<img loading=\"lazy\" src=\"../wren.png\" alt=\"a wren\">"),
        ("![a wren](https://x.example/w.png)", "a wren"),
        ("![](wren.png)", ""),
        (
            "[![a](b.png)](c.md)",
            "<a href=\"../c.md\"><img loading=\"lazy\" src=\"../b.png\" alt=\"a\"></a>",
        ),
    ];
    for (markdown, expected) in cases {
        assert_eq!(made(markdown), format!("<p>{expected}</p>\n"), "{markdown}");
    }
}

#[test]
fn headings_stand_below_the_page_and_leave_no_level_out() {
    let html = made("# One\n\n#### Two\n\n## Three\n\n# One\n\nSee [two](#two), [gone](#gone).");
    let levels: Vec<&str> = html.match_indices("<h").map(|(at, _)| &html[at + 2..at + 3]).collect();
    assert_eq!(levels, ["2", "3", "3", "2"]);
    assert!(html.contains("<h2 id=\"text-one.2\">"), "{html}");
    assert!(html.contains("<a href=\"#text-two\">two</a>, gone."), "{html}");
}

#[test]
fn tables_and_notes() {
    let html = made(
        "|a|n|\n|-|-:|\n|x|1|\n\nWords[^1] and[^1] more[^two].\n\n[^two]: Second.\n[^1]: First.\n",
    );
    assert!(html.contains("<th scope=\"col\" class=\"n\">n</th>"), "{html}");
    assert!(!html.contains("style="));
    assert_eq!(html.matches("id=\"text.from-1\"").count(), 1);
    assert!(html.contains("<li id=\"text.note-1\"><p>First. <a href=\"#text.from-1\""), "{html}");
}

#[test]
fn the_words_alone() {
    assert_eq!(plain("# A\n\n*b* `c` [d](e)\nf"), "A b c d f");
}

/// Every tag that may be written.
const TAGS: [&str; 30] = [
    "p",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "pre",
    "code",
    "ul",
    "ol",
    "li",
    "section",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "em",
    "strong",
    "del",
    "sup",
    "sub",
    "a",
    "img",
    "br",
    "hr",
    "span",
    "i",
];

/// What is written is balanced, of known tags and attributes, and links only where it may.
fn harmless(html: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut ids = std::collections::HashSet::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        assert!(!rest[..at].contains('>'));
        let end = at + rest[at..].find('>').expect("a tag ends");
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "{html}");
            continue;
        }
        let (name, mut attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        assert!(TAGS.contains(&name), "<{tag}>");
        if !["br", "hr", "img"].contains(&name) {
            open.push(name);
        }
        while !attributes.is_empty() {
            let (key, after) = attributes.split_once("=\"").expect("a quoted value");
            let (value, after) = after.split_once('"').expect("the quote ends");
            attributes = after.trim_start();
            match key {
                "href" => assert!(
                    ["#text", "https://", "http://", "mailto:", "../"]
                        .iter()
                        .any(|start| value.starts_with(start)),
                    "{value}"
                ),
                "src" => assert!(value.starts_with("../"), "{value}"),
                "id" => assert!(ids.insert(value.to_owned()), "twice: {value}"),
                "class" | "alt" | "scope" | "start" | "tabindex" | "aria-label" | "aria-hidden"
                | "loading" => {}
                other => panic!("{other}"),
            }
        }
    }
    assert!(open.is_empty(), "{open:?}\n{html}");
    assert!(!html.contains(['\u{0}', '\u{1b}', '\u{202e}']));
}

/// Pieces that a hostile author would put together.
fn piece() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "<script>",
        "</p>",
        "<img src=x onerror=y>",
        "[a](",
        "javascript:x",
        ")",
        "![",
        "](",
        "`",
        "```\n",
        "# ",
        "\n",
        "\n\n",
        "> ",
        "- [ ] ",
        "1. ",
        "999999999. ",
        "|a|b|\n|-|:-:|\n",
        "|",
        "[^1]",
        "[^1]: ",
        "*",
        "**",
        "~~",
        "_",
        "\"",
        "'",
        "&lt;",
        "&#x202e;",
        "\u{202e}",
        "\u{0}",
        "\\",
        "<https://a.b>",
        "<!--",
        "-->",
        "    ",
        "\t",
        "[a]: //b 'c'\n",
        "[a]",
        "---\n",
        "***\n",
        "é",
        "<?",
        "]]>",
    ];
    prop_oneof![prop::sample::select(PIECES).prop_map(str::to_owned), ".{0,6}"]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn hostile_markdown_is_harmless(pieces in prop::collection::vec(piece(), 0..40)) {
        let markdown = pieces.concat();
        harmless(&made(&markdown));
        plain(&markdown);
    }
}

#[test]
fn deep_and_long_texts_are_survived() {
    for text in ["> ".repeat(20_000), "*a ".repeat(50_000), "[".repeat(50_000), "- ".repeat(5_000)]
    {
        harmless(&made(&text));
    }
}
