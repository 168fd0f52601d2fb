//! The reader on texts, good and bad.

mod bounds;
mod real;

use super::*;
use paap_text::Problem;

const MAPPING: &str = "customer: team\nperson: data.user\nevents:\n  - {type: com.example.ci., capability: ci}\n  - {type: com.example.ci.deployed, capability: ci, value: true}\n  - {type: com.example.shop., capability-at: data.product, customer: data.team.id}\n  - {type: com.example.ask, is: request, customer: data.team.id, capability: ci, id: data.number}\n  - {type: com.example.got, is: fulfilment, id: data.number}\n  - {type: com.example.noise, is: nothing}\nservices: {svc/app: parcels}\ncustomers: {Parcel Flow: parcels}\n";

/// 2026-06-01T00:00:00Z.
const NOW: i64 = 1_780_272_000_000;

fn mapping() -> Mapping {
    let mut problems: Vec<Problem> = Vec::new();
    let mapping = Mapping::read(MAPPING, &mut problems);
    assert_eq!(problems, []);
    mapping
}

pub(crate) fn read_with(text: &[u8], mapping: &Mapping, threads: usize) -> Log {
    let mut reader = Reader::new(mapping, Key::new([3; 32]), NOW, threads);
    reader.read("events.jsonl", &mut &*text).unwrap();
    reader.finish()
}

fn read(text: &str) -> Log {
    read_with(text.as_bytes(), &mapping(), 1)
}

/// A use, as it may come.
fn event(id: &str, more: &str) -> String {
    format!(
        "{{\"specversion\":\"1.0\",\"id\":\"{id}\",\"source\":\"/ci\",\"type\":\"com.example.ci.deployed\",\"time\":\"2026-03-20T14:27:05Z\",\"team\":\"parcels\",\"data\":{{\"user\":\"ada\"}}{more}}}"
    )
}

fn codes(log: &Log) -> Vec<(&str, u64, usize)> {
    log.odds.iter().map(|(code, odd)| (code, odd.count, odd.first[0].1.at.line)).collect()
}

#[test]
fn events_become_uses_whatever_stands_between_them() {
    let one = event("1", "");
    let two = event("2", "").replace("com.example.ci.deployed", "com.example.ci.opened");
    let (crlf, pretty) =
        (format!("\u{feff}{one}\r\n{two}\r\n"), one.replace(',', ",\n  ").replace("\":", "\" : "));
    let texts = [
        format!("{one}\n{two}"),
        crlf,
        format!("\n\n{pretty}\n{two}\n\n"),
        format!("[{one},{two}]"),
        format!(" [\n  {pretty} ,\n{two}\n]\n"),
        format!("[{one}]\n[]\n[{two}]"),
        format!("{one}{two}"),
        format!("\u{1e}{one}\n\u{1e}{two}\n"),
    ];
    let first = read(&texts[0]);
    let uses: Vec<Use> = first.facts.uses.iter().collect();
    let time = 1_774_016_825_000;
    let own = Use { time, customer: 0, capability: 0, person: Some(0), value: true };
    assert_eq!(uses, [own, Use { value: false, ..own }]);
    assert_eq!(first.facts.customers.get(0), Some("parcels"));
    assert!(first.odds.is_empty());
    for text in &texts {
        assert_eq!(read(text), first, "{text}");
        assert_eq!(read_with(text.as_bytes(), &mapping(), 2), first, "{text}");
    }
}

#[test]
fn the_same_event_counts_once() {
    let again = event("1", ",\"comment\":\"sent again\"");
    let other = event("1", "").replace("/ci", "/cd");
    let escaped = event("\\u0031", "");
    let log = read(&[event("1", ""), again, other, escaped].join("\n"));
    assert_eq!((log.events, log.repeated, log.facts.uses.len()), (2, 2, 2));
    let mapping = mapping();
    let mut reader = Reader::new(&mapping, Key::new([9; 32]), NOW, 1);
    for file in ["one", "two"] {
        reader.read(file, &mut event("1", "").as_bytes()).unwrap();
    }
    let log = reader.finish();
    assert_eq!((log.events, log.repeated), (1, 1));
}

#[test]
fn what_is_wrong_is_named_with_its_line_and_costs_no_other_event() {
    let good = event("good", "");
    for (bad, code) in [
        (event("x", "").replace("\"1.0\"", "\"0.3\""), "wrong-version"),
        (event("x", "").replace("\"specversion\":\"1.0\",", ""), "wrong-version"),
        (event("x", "").replace("\"id\":\"x\",", ""), "missing-attribute"),
        (event("", ""), "missing-attribute"),
        (event("x", "").replace("\"source\":\"/ci\"", "\"source\":null"), "missing-attribute"),
        (event("x", "").replace("\"type\"", "\"typ\""), "missing-attribute"),
        (event("x", "").replace("2026-03-20T", "2026-03-32T"), "bad-time"),
        (event("x", "").replace("2026-03-20T", "2026-06-20T"), "future"),
        (event("x", "").replace("\"time\"", "\"when\""), "no-time"),
        (event("x", "").replace("\"team\"", "\"squad\""), "no-customer"),
        (event("x", ",\"id\":\"y\""), "repeated-name"),
        (event("x", "").replace("com.example.ci.deployed", "com.example.shop.x"), "no-customer"),
        ("{}".into(), "no-event"),
        ("{\"hello\":1}".into(), "no-event"),
        ("\"1\"".into(), "no-event"),
        ("[1]".into(), "no-event"),
        ("hello".into(), "not-json"),
        (event("x", "").replace("ada", "a\tda"), "not-json"),
        (event("x", "").replace("ada", "a\\xda"), "not-json"),
        (event("x", ",\"n\":01"), "not-json"),
        (event("x", ",\"n\":1."), "not-json"),
        (event("x", ",\"n\":[1,2}"), "not-json"),
        (event("x", ",\"n\":tru"), "not-json"),
        (event("x", "").replace("\"team\":", "\"team\""), "not-json"),
        (good[..good.len() / 2].to_owned(), "not-json"),
        (good[..good.len() - 1].to_owned(), "not-json"),
        (format!("{good}]"), "not-json"),
        (event("x", &format!(",\"n\":{}{}", "[".repeat(130), "]".repeat(130))), "not-json"),
    ] {
        let last = event("last", "");
        let log = read(&format!("{good}\n{bad}\n{last}\n"));
        assert_eq!(codes(&log), [(code, 1, 2)], "{bad}");
        assert_eq!(log.facts.uses.len(), 2, "{bad}");
        let (file, problem) = &log.odds.iter().next().unwrap().1.first[0];
        assert_eq!(file, "events.jsonl");
        assert!(problem.help.is_some() && problem.message.ends_with('.'), "{problem:?}");
    }
    let mut bytes = format!("{good}\n{}\n{}", event("x", ""), event("y", "")).into_bytes();
    let at = bytes.iter().rposition(|byte| *byte == b'y').unwrap();
    bytes[at] = 0xff;
    let log = read_with(&bytes, &mapping(), 1);
    assert_eq!((codes(&log), log.events), (vec![("not-utf8", 1, 3)], 2));
}

#[test]
fn a_list_that_lacks_something_loses_nothing() {
    let (one, two) = (event("1", ""), event("2", ""));
    for (text, line) in [(format!("[{one}\n,{two}\n"), 3), (format!("[{one}\n{two}]"), 2)] {
        let log = read(&text);
        assert_eq!((codes(&log), log.events, log.odds.left_out()), (vec![("list", 1, line)], 2, 0));
    }
}

#[test]
fn odd_names_of_attributes_are_named_and_the_event_is_read() {
    let log = read(&event("1", ",\"Trace-Id\":\"x\",\"traceparent\":\"00\""));
    assert_eq!(codes(&log), [("attribute-name", 1, 1)]);
    assert_eq!((log.odds.left_out(), log.facts.uses.len()), (0, 1));
}

#[test]
fn types_that_mean_nothing_are_counted_and_named() {
    let unknown = event("2", "").replace("com.example.ci.deployed", "org.other.thing");
    let noise = event("3", "").replace("com.example.ci.deployed", "com.example.noise.made");
    let log = read(&[event("1", ""), unknown.clone(), unknown, noise].join("\n"));
    let unknown: Vec<_> = log.types.iter().filter(|(_, (_, known))| !known).collect();
    assert_eq!(unknown, [(&"org.other.thing".to_owned(), &(1, false))]);
    assert_eq!((log.types["com.example.noise.made"], log.facts.uses.len()), ((1, true), 1));
}

#[test]
fn places_are_attributes_the_subject_and_paths() {
    let shop = |data: &str| {
        event("1", "")
            .replace("com.example.ci.deployed", "com.example.shop.order")
            .replace("{\"user\":\"ada\"}", data)
    };
    let inside = "{\"team\":{\"id\":\"Parcel Flow\"},\"product\":7,\"user\":\"\\u0061da\"}";
    let log = read(&shop(inside));
    assert_eq!(codes(&log), []);
    assert_eq!(log.facts.customers.iter().collect::<Vec<_>>(), ["parcels"]);
    assert_eq!(log.facts.capabilities.iter().collect::<Vec<_>>(), ["7"]);
    // The same in a text, and in base64.
    let text = format!("\"{}\"", inside.replace('\\', "\\\\").replace('"', "\\\""));
    assert_eq!(read(&shop(&text)), log);
    let base64 = "eyJ0ZWFtIjp7ImlkIjoiUGFyY2VsIEZsb3cifSwicHJvZHVjdCI6NywidXNlciI6ImFkYSJ9";
    let packed = shop("!").replace("\"data\":!", &format!("\"data_base64\":\"{base64}\""));
    assert_eq!(read(&packed), log);
    assert_eq!(codes(&read(&packed.replace("eyJ", "ey"))), [("bad-data", 1, 1)]);
    assert_eq!(codes(&read(&shop("\"hello\""))), [("bad-data", 1, 1)]);
}

#[test]
fn requests_meet_their_fulfilment() {
    let ask = event("1", "")
        .replace("com.example.ci.deployed", "com.example.ask")
        .replace("{\"user\"", "{\"number\":12,\"team\":{\"id\":\"parcels\"},\"user\"");
    let got = event("2", "")
        .replace("com.example.ci.deployed", "com.example.got")
        .replace("{\"user\"", "{\"number\":12,\"user\"");
    let log = read(&format!("{ask}\n{got}"));
    assert_eq!(codes(&log), []);
    let requests = &log.facts.requests;
    assert_eq!(requests.len(), 2);
    assert_eq!(requests[0].subject, requests[1].subject);
    assert_eq!((requests[0].fulfilled, requests[1].fulfilled), (false, true));
    assert_eq!((requests[0].customer, requests[0].capability), (Some(0), Some(0)));
}

/// A CDEvent of a version.
fn deployed(version: &str) -> String {
    let (key, kind) =
        if version == "0.4.1" { ("version", ",\"type\":\"service\"") } else { ("specversion", "") };
    format!(
        "{{\"context\":{{\"{key}\":\"{version}\",\"id\":\"e1\",\"chainId\":\"c\",\"source\":\"/cd\",\"type\":\"dev.cdevents.service.deployed.0.2.0\",\"timestamp\":\"2026-03-20T14:27:05Z\",\"links\":[{{\"linkType\":\"RELATION\",\"target\":{{\"contextId\":\"e0\"}}}}]}},\"subject\":{{\"id\":\"svc/app\"{kind},\"content\":{{\"environment\":{{\"id\":\"prod\"}},\"artifactId\":\"pkg:oci/app@1\"}}}},\"customData\":{{\"team\":\"x\"}}}}"
    )
}

#[test]
fn cdevents_are_the_same_bare_and_carried() {
    let bare = read(&deployed("0.5.0"));
    assert_eq!(codes(&bare), []);
    let [own] = bare.facts.deliveries[..] else { panic!("{:?}", bare.facts) };
    assert_eq!((own.kind, own.customer, own.service), (Kind::Deployed, Some(0), Some(0)));
    assert_eq!(bare.facts.customers.get(0), Some("parcels"));
    assert_eq!(bare.facts.environments.get(0), Some("prod"));
    assert_eq!(bare.facts.links.len(), 1);
    assert!(own.artifact.is_some() && own.chain.is_some());
    for version in ["0.4.1", "0.5", "0.6.0-draft"] {
        assert_eq!(read(&deployed(version)), bare, "{version}");
    }
    for version in ["0.3.0", "0.51", "1.0", ""] {
        assert_eq!(read(&deployed(version)).events, 0, "{version}");
    }
    let carried =
        event("e1", "").replace("com.example.ci.deployed", "dev.cdevents.service.deployed.0.2.0");
    let data = format!("\"data\":{}", deployed("0.5.0"));
    let carried =
        carried.replace("\"data\":{\"user\":\"ada\"}", &data).replace("\"team\":\"parcels\",", "");
    assert_eq!(read(&carried), bare);
    let both = read(&format!("{carried}\n{}", deployed("0.5.0")));
    assert_eq!((both.events, both.repeated), (1, 1));
    let empty = carried.replace(&data, "\"data\":{}");
    assert_eq!(codes(&read(&empty)), [("no-data", 1, 1)]);
}

#[test]
fn a_mapping_that_says_too_little_is_named() {
    let mut problems = Vec::new();
    let text = "person: data\nevents:\n  - {type: a.}\n  - {type: a., capability: ci}\n  - {type: b., capability: ci, customer: data..x}\n";
    Mapping::read(text, &mut problems);
    let found: Vec<_> = problems.iter().map(|own| (own.code, own.at.line)).collect();
    assert_eq!(
        found,
        [("path", 1), ("no-capability", 3), ("path", 5), ("no-customer", 4), ("no-customer", 5)]
    );
}

/// Many pieces: what came of them is the same with any number of threads, in a list and in lines.
#[test]
fn many_threads_read_what_one_reads() {
    let mut lines = Vec::new();
    for number in 0..12_000 {
        let id = number % 11_000;
        let mut line =
            event(&id.to_string(), "").replace("parcels", &format!("team-{}", number * 7919 % 400));
        line = line.replace("ada", &format!("person {}", number * 104_729 % 900));
        if number % 1000 == 999 {
            line = line.replace("1.0", "2.0");
        }
        lines.push(line);
    }
    let text = lines.join("\n");
    assert!(text.len() > feed::PIECE * 3);
    let one = read_with(text.as_bytes(), &mapping(), 1);
    assert_eq!((one.events, one.repeated), (10_989, 999));
    assert_eq!((one.facts.persons, one.odds.count("wrong-version")), (900, 12));
    for threads in [2, 3, 8] {
        assert_eq!(read_with(text.as_bytes(), &mapping(), threads), one);
    }
    let mut list = read_with(format!("[\n{}\n]", lines.join(",\n")).as_bytes(), &mapping(), 2);
    assert_eq!(list.odds.iter().next().unwrap().1.first[0].1.at.line, 1001);
    list.odds = one.odds.clone();
    assert_eq!(list, one);
}

proptest::proptest! {
    #[test]
    fn where_a_piece_ends_makes_no_difference(
        kinds in proptest::collection::vec(0u8..6, 0..12), list: u8, size in 1usize..900, threads in 1usize..4,
    ) {
        let one = |(number, kind): (usize, &u8)| {
            let own = event(&(number % 5).to_string(), ",\"more\":[{\"a\":\"}\\\\\\\"{\"},\n{\"b\":[[],{}]}]");
            match kind {
                0 => own.replace(',', ",\n"),
                1 => own.replace("parcels", "team \\\\ {"),
                2 => own.replace("1.0", "9.0"),
                3 => "7".to_owned(),
                4 => format!("[{own},\n{own}]").trim_matches(|c| list % 3 > 0 && (c == '[' || c == ']')).replace("}]\n", "}]"),
                _ => own,
            }
        };
        let all: Vec<String> = kinds.iter().enumerate().map(one).collect();
        let text = match list % 3 {
            // Numbers need something between them and what follows.
            0 => all.join("\n"),
            1 => format!("[\n{}\n]", all.join("\n,")),
            _ => format!(" [{}]", all.join(",")),
        };
        let read = |size| {
            let mapping = mapping();
            let mut reader = Reader::new(&mapping, Key::new([3; 32]), NOW, threads).in_pieces_of(size);
            reader.read("events", &mut text.as_bytes()).unwrap();
            reader.finish()
        };
        let whole = read(feed::PIECE);
        proptest::prop_assert_eq!(whole.odds.count("not-json"), 0, "{}", text);
        proptest::prop_assert_eq!(read(size), whole, "{}", text);
    }
}
