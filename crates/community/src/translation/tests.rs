use super::*;

#[test]
fn names_end_with_a_language() {
    let all = ["paved-roads", "paved-roads.de", "paved-roads.pt-BR", "v1.10", "2026-11.ja"];
    assert_eq!(
        all.map(name),
        [
            ("paved-roads", None),
            ("paved-roads", Some("de")),
            ("paved-roads", Some("pt-BR")),
            ("v1.10", None),
            ("2026-11", Some("ja")),
        ]
    );
}

#[test]
fn a_version_is_of_words_not_of_line_ends() {
    assert_eq!(version("\nA road.\r\n\r\nB.\r\n"), version("A road.\n\nB."));
    assert_ne!(version("A road."), version("A  road."));
}

#[test]
fn every_source_has_a_state_in_every_language() {
    let file = |source: &str| format!("---\ntitle: Wege\nsource: {source}\n---\n\nText.\n");
    let read = |slug, language, source: &str| Translation::read(slug, language, &file(source)).0;
    let now = version("Roads.\n");
    let (a, b) = (read("roads", "de", &now), read("maps", "de", "0123456789ab"));
    let lost = read("gone", "fr", &now);
    let sources = [("roads", "\nRoads.\n"), ("maps", "Maps.\n"), ("tools", "Tools.\n")];
    let report = report(&sources, &[&a, &b, &lost], &["DE", "ja"]);
    let states = |language: &str| {
        let states = report.languages[language].values();
        states.map(|state| format!("{state:?}").chars().next().unwrap()).collect::<String>()
    };
    // maps, roads, tools: stale, current, missing.
    assert_eq!([states("de"), states("ja"), states("fr")], ["SCM", "MMM", "MMM"]);
    assert_eq!(report.orphans, [("gone".to_owned(), "fr".to_owned())]);
}

#[test]
fn a_translation_without_a_version_is_never_current() {
    for source in ["", "source: yes", "source: 0123456789AB"] {
        let (read, problems) =
            Translation::read("a", "de", &format!("---\ntitle: A\n{source}\n---\n"));
        assert_eq!((read.source.as_str(), problems.len()), ("", 1), "{source}: {problems:?}");
    }
}
