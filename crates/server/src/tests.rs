//! The server as its clients see it, over real connections.

use crate::connection::Patience;
use crate::{Error, Files, Folder, Reach, Site, Stop};
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// A site that is served until it is dropped.
struct Served {
    address: SocketAddr,
    stop: Stop,
    thread: Option<JoinHandle<Result<(), Error>>>,
}

impl Served {
    fn new(files: impl Files + 'static, reach: Reach) -> Self {
        let site = Site::bind(([127, 0, 0, 1], 0).into(), Arc::new(files), reach).unwrap();
        let patience =
            Patience { request: Duration::from_millis(700), idle: Duration::from_millis(300) };
        let site = site.patience(patience);
        let (address, stop) = (site.address(), site.stop());
        Self { address, stop, thread: Some(std::thread::spawn(move || site.run())) }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        stream
    }

    /// Everything that comes back until the server closes.
    fn talk(&self, request: &[u8]) -> String {
        let mut stream = self.connect();
        stream.write_all(request).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8(answer).unwrap()
    }

    fn get(&self, target: &str) -> String {
        self.talk(
            format!("GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                .as_bytes(),
        )
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.stop.stop();
        self.thread.take().unwrap().join().unwrap().unwrap();
    }
}

fn site() -> BTreeMap<String, Vec<u8>> {
    [
        ("index.html", "home"),
        ("404.html", "<p>lost"),
        ("studies/index.html", "studies"),
        ("studies/a b/index.html", "spaced"),
        ("data/answers.csv", "a,b"),
        ("feed.xml", "<feed/>"),
        ("style.css", "p{}"),
        ("unknown.bin2", "?"),
    ]
    .map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()))
    .into()
}

fn served() -> Served {
    Served::new(site(), Reach::Machine)
}

fn status(answer: &str) -> &str {
    answer.strip_prefix("HTTP/1.1 ").and_then(|rest| rest.get(..3)).unwrap_or(answer)
}

fn body(answer: &str) -> &str {
    answer.split_once("\r\n\r\n").unwrap().1
}

#[test]
fn a_page_comes_with_its_head() {
    insta::assert_snapshot!(served().get("/?q=1").replace("\r\n", "\n"));
}

#[test]
fn every_file_has_its_type() {
    let served = served();
    for (target, media_type, text) in [
        ("/", "text/html; charset=utf-8", "home"),
        ("/studies/", "text/html; charset=utf-8", "studies"),
        ("/data/answers.csv", "text/csv; charset=utf-8", "a,b"),
        ("/feed.xml", "application/xml; charset=utf-8", "<feed/>"),
        ("/style.css", "text/css; charset=utf-8", "p{}"),
        ("/unknown.bin2", "application/octet-stream", "?"),
    ] {
        let answer = served.get(target);
        assert!(answer.contains(&format!("\r\nContent-Type: {media_type}\r\n")), "{answer}");
        assert_eq!((status(&answer), body(&answer)), ("200", text));
    }
}

#[test]
fn a_folder_without_its_slash_is_a_redirect_on_this_site() {
    let served = served();
    for (target, location) in
        [("/studies?a=1", "/studies/?a=1"), ("/studies/a%20b", "/studies/a%20b/")]
    {
        let answer = served.get(target);
        assert_eq!(status(&answer), "301");
        assert!(answer.contains(&format!("\r\nLocation: {location}\r\n")), "{answer}");
    }
    // A second slash would make a host of it.
    assert_eq!(status(&served.get("//studies")), "404");
}

#[test]
fn what_is_not_there_is_the_sites_own_page() {
    let served = served();
    for target in ["/none", "/none/", "/../Cargo.toml", "/%2e%2e/x", "/a%00", "/style.css/"] {
        let answer = served.get(target);
        assert_eq!((status(&answer), body(&answer)), ("404", "<p>lost"), "{target}");
    }
    let bare = Served::new(BTreeMap::new(), Reach::Machine);
    assert_eq!(body(&bare.get("/")), "There is no such page.\n");
}

#[test]
fn a_head_has_the_length_and_no_body() {
    let answer = served().talk(b"HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assert!(answer.contains("\r\nContent-Length: 4\r\n"), "{answer}");
    assert_eq!((status(&answer), body(&answer)), ("200", ""));
}

#[test]
fn what_the_client_has_is_not_sent_again() {
    let served = served();
    let first = served.get("/");
    let version = first.split("ETag: ").nth(1).and_then(|rest| rest.split("\r\n").next()).unwrap();
    let again = served.talk(
        format!("GET / HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: \"x\", W/{version}\r\nConnection: close\r\n\r\n")
            .as_bytes(),
    );
    assert_eq!((status(&again), body(&again)), ("304", ""));
}

#[test]
fn a_connection_brings_many_requests() {
    let served = served();
    let mut stream = served.connect();
    // One after the other, and two at once.
    let one = b"GET /style.css HTTP/1.1\r\nHost: localhost\r\n\r\n";
    for _ in 0..3 {
        stream.write_all(one).unwrap();
        let mut answer = Vec::new();
        while !answer.ends_with(b"p{}") {
            let mut byte = [0];
            assert_eq!(stream.read(&mut byte).unwrap(), 1);
            answer.push(byte[0]);
        }
    }
    stream.write_all(&[one.as_slice(), one].concat()).unwrap();
    stream.write_all(b"GET / HTTP/1.0\r\n\r\n").unwrap();
    let mut rest = String::new();
    stream.read_to_string(&mut rest).unwrap();
    assert_eq!(rest.matches("200 OK").count(), 3, "{rest}");
}

#[test]
fn names_of_others_are_refused() {
    let ask = |host: &str| format!("GET / HTTP/1.1\r\n{host}Connection: close\r\n\r\n");
    let served = served();
    for (host, wanted) in [
        ("Host: 127.0.0.1:80\r\n", "200"),
        ("Host: [::1]\r\n", "200"),
        ("Host: attacker.example\r\n", "421"),
        ("Host: localhost.attacker.example\r\n", "421"),
        ("", "400"),
        ("Host: localhost\r\nHost: attacker.example\r\n", "400"),
        ("Host : localhost\r\n", "400"),
    ] {
        assert_eq!(status(&served.talk(ask(host).as_bytes())), wanted, "{host}");
    }
    let whole = "GET http://attacker.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n";
    assert_eq!(status(&served.talk(whole.as_bytes())), "421");
    let open = Served::new(site(), Reach::Network);
    assert_eq!(status(&open.talk(ask("Host: intranet.example\r\n").as_bytes())), "200");
}

#[test]
fn what_is_no_request_is_refused_and_harms_nothing() {
    let served = served();
    let host = "Host: localhost\r\n";
    let many = format!("GET / HTTP/1.1\r\n{host}{}\r\n", "X: y\r\n".repeat(200));
    let long = format!("GET / HTTP/1.1\r\n{host}X: {}\r\n\r\n", "y".repeat(60_000));
    let target = format!("GET /{} HTTP/1.1\r\n{host}\r\n", "a".repeat(5000));
    let endless = format!("GET /{}", "a".repeat(60_000));
    for (request, wanted) in [
        ("\x16\x03\x01\x02\r\n\r\n".to_owned(), "400"),
        ("GET /\r\n\r\n".to_owned(), "400"),
        (format!("GET  / HTTP/1.1\r\n{host}\r\n"), "400"),
        (format!("GET / HTTP/2.0\r\n{host}\r\n"), "505"),
        (format!("GET / HTTP/1.1\r\n{host} folded: a\r\n\r\n"), "400"),
        (format!("GET / HTTP/1.1\r\n{host}X: a\0b\r\n\r\n"), "400"),
        (format!("GET style.css HTTP/1.1\r\n{host}\r\n"), "400"),
        (format!("GET /%zz HTTP/1.1\r\n{host}\r\n"), "400"),
        (format!("POST / HTTP/1.1\r\n{host}Content-Length: 3\r\n\r\nabc"), "405"),
        (format!("OPTIONS * HTTP/1.1\r\n{host}\r\n"), "405"),
        (format!("GET / HTTP/1.1\r\n{host}Content-Length: 3\r\n\r\nabc"), "413"),
        (format!("GET / HTTP/1.1\r\n{host}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), "413"),
        (many, "431"),
        (long, "431"),
        (target, "414"),
        (endless, "414"),
    ] {
        let shown = &request[..request.len().min(60)];
        assert_eq!(status(&served.talk(request.as_bytes())), wanted, "{shown:?}");
    }
    assert_eq!(status(&served.get("/")), "200");
}

#[test]
fn slow_clients_are_let_go_and_keep_nobody_waiting() {
    let served = served();
    let began = Instant::now();
    let silent: Vec<TcpStream> = (0..40).map(|_| served.connect()).collect();
    let mut slow = served.connect();
    slow.write_all(b"GET / HT").unwrap();
    assert_eq!(status(&served.get("/")), "200");
    let mut answer = String::new();
    slow.read_to_string(&mut answer).unwrap();
    assert_eq!(status(&answer), "408");
    assert!(began.elapsed() < Duration::from_secs(8), "{:?}", began.elapsed());
    drop(silent);
}

#[test]
fn many_clients_at_once_are_all_answered() {
    let served = served();
    let ask = |number: usize| {
        let target = if number.is_multiple_of(2) { "/" } else { "/studies/" };
        (0..5).all(|_| status(&served.get(target)) == "200")
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..60).map(|number| scope.spawn(move || ask(number))).collect();
        assert!(threads.into_iter().all(|thread| thread.join().unwrap()));
    });
}

#[test]
fn a_folder_gives_its_files_and_no_others() {
    let outside = tempfile::tempdir().unwrap();
    let root = outside.path().join("site");
    std::fs::create_dir_all(root.join("a")).unwrap();
    for (path, text) in
        [("secret.txt", "secret"), ("site/.hidden", "x"), ("site/a/index.html", "A")]
    {
        std::fs::write(outside.path().join(path), text).unwrap();
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink(outside.path().join("secret.txt"), root.join("link.txt")).unwrap();
    let served = Served::new(Folder::open(&root).unwrap(), Reach::Machine);
    assert_eq!(body(&served.get("/a/")), "A");
    for target in ["/../secret.txt", "/%2e%2e%2fsecret.txt", "/.hidden", "/link.txt", "/a//"] {
        assert_eq!(status(&served.get(target)), "404", "{target}");
    }
    assert!(Folder::open(&outside.path().join("none")).is_err());
}

#[test]
fn what_cannot_be_bound_says_what_to_do() {
    let site = Site::bind(([127, 0, 0, 1], 0).into(), Arc::new(site()), Reach::Machine).unwrap();
    let bind = |address| match Site::bind(address, Arc::new(self::site()), Reach::Machine) {
        Err(why) => why.to_string(),
        Ok(site) => format!("{}", site.address()),
    };
    let port = site.address().port();
    assert_eq!(
        bind(site.address()),
        format!(
            "port {port} is taken by another program; choose another, or 0 for any that is free"
        )
    );
    assert_eq!(
        bind(([0, 0, 0, 0], 0).into()),
        "0.0.0.0 can be reached from other machines; use 127.0.0.1, or say that this is wanted"
    );
}
