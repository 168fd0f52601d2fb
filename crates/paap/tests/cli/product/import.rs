//! Capabilities and customers from a software catalog, through the whole program.

use crate::workspace::{check, found};
use crate::{conforms, err, out, real_data};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

const ENTITIES: &str = "\
# The catalog of Harbour. All of it is made up.
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: crew, title: Harbour crew}
spec: {type: team, members: [ines]}
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: parcels, title: Parcels}
spec: {type: unit, children: [parcel-flow]}
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: parcel-flow}
spec: {type: team, profile: {displayName: Parcel Flow, email: flow@harbour.example}}
---
apiVersion: backstage.io/v1alpha1
kind: System
metadata: {name: ferry-ci, title: Ferry CI, description: Builds and tests., tags: [ci]}
spec: {owner: crew}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: runner}
spec: {type: service, lifecycle: production, owner: crew, system: ferry-ci}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: tariffs}
spec: {type: service, lifecycle: production, owner: parcel-flow}
---
apiVersion: scaffolder.backstage.io/v1beta3
kind: Template
metadata: {name: new-service, title: A new service, annotations: {backstage.io/time-saved: PT4H}}
spec: {type: service, owner: crew}
---
apiVersion: backstage.io/v1alpha1
kind: User
metadata: {name: wren}
spec: {memberOf: [parcel-flow]}
---
apiVersion: backstage.io/v1alpha1
kind: AiResource
metadata: {name: skill}
";

/// An empty workspace, and the entities in a file beside it.
fn workspace(name: &str, entities: &str) -> (PathBuf, PathBuf) {
    let folder = crate::folder(&format!("import-{name}"));
    let root = folder.join("research");
    let made = crate::run(&["init", root.to_str().unwrap()]);
    assert!(made.status.success(), "{}", err(&made));
    super::write(&root, "product.yaml", "title: Harbour\npromise: Ferries on time.\n");
    let file = folder.join("catalog-info.yaml");
    fs::write(&file, entities).unwrap();
    (root, file)
}

fn imported(root: &Path, file: &Path, more: &[&str]) -> std::process::Output {
    let args = [
        &["product", "import", file.to_str().unwrap(), "--workspace", root.to_str().unwrap()],
        more,
    ];
    crate::run(&args.concat())
}

#[track_caller]
fn view(output: &std::process::Output) -> Value {
    let view = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", err(output)));
    conforms("product-import", &view);
    view
}

/// What was done with each.
fn hows(view: &Value) -> Vec<(String, String)> {
    let all =
        ["capabilities", "customers"].into_iter().flat_map(|key| view[key].as_array().unwrap());
    let text = |own: &Value, key: &str| own[key].as_str().unwrap().to_owned();
    all.map(|own| (text(own, "id"), text(own, "how"))).collect()
}

const PLATFORM: [&str; 2] = ["--platform", "crew"];
const JSON: [&str; 4] = ["--platform", "crew", "--format", "json"];

#[test]
fn a_catalog_comes_and_comes_again() {
    let (root, file) = workspace("story", ENTITIES);
    let product = root.join("product");
    let before = fs::read_to_string(product.join("customers.yaml")).ok();
    let dry = imported(&root, &file, &[&PLATFORM[..], &["--dry-run"]].concat());
    assert!(out(&dry).contains("would be written"), "{}", out(&dry));
    assert!(!product.join("capabilities/ferry-ci.md").exists());
    assert_eq!(fs::read_to_string(product.join("customers.yaml")).ok(), before);

    let output = imported(&root, &file, &JSON);
    let first = view(&output);
    let made = |id: &str| (id.to_owned(), "new".to_owned());
    let expected = ["ferry-ci", "new-service", "parcel-flow"].map(made);
    assert_eq!((hows(&first), output.status.code()), (expected.to_vec(), Some(0)));
    assert_eq!((&first["people"], &first["passed_over"]["AiResource"]), (&2.into(), &1.into()));
    let text = fs::read_to_string(product.join("capabilities/new-service.md")).unwrap();
    assert_eq!(
        text,
        "---\ntitle: A new service\ndomain: golden-paths\nowner: Harbour crew\ninterfaces: [template]\ntime-saved: PT4H\nentity: template:default/new-service\n---\n"
    );
    assert_eq!(first["files"]["product/capabilities/new-service.md"], text);
    let (checked, exit) = check(&root, &[]);
    assert_eq!((&checked["problems"], exit), (&Value::Array(Vec::new()), 0));

    // A title by hand stays; what the catalog says now goes where nobody wrote.
    let capability = product.join("capabilities/ferry-ci.md");
    let text = fs::read_to_string(&capability).unwrap();
    fs::write(&capability, text.replace("title: Ferry CI", "title: Builds")).unwrap();
    let newer =
        ENTITIES.replace("title: Ferry CI", "title: Ferry builds").replace("[ci]", "[gitops]");
    let newer = newer
        .replace("name: wren}", "name: Wren}")
        .replace("Builds and tests.", "Builds and proves.")
        + "---\napiVersion: backstage.io/v1alpha1\nkind: User\nmetadata: {name: tern}\nspec: {memberOf: [parcel-flow]}\n";
    fs::write(&file, newer).unwrap();
    let output = imported(&root, &file, &PLATFORM);
    let shown = out(&output).split_whitespace().collect::<Vec<_>>().join(" ");
    for words in
        ["3 people, counted and not named", "1 AiResource", "by hand", "parcel-flow", "size"]
    {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    let text = fs::read_to_string(&capability).unwrap();
    assert_eq!(
        text,
        "---\ntitle: Builds\ndomain: delivery\nowner: Harbour crew\nservices: [runner]\nentity: system:default/ferry-ci\n---\n\nBuilds and proves.\n"
    );
    assert!(fs::read_to_string(product.join("customers.yaml")).unwrap().contains("    size: 2\n"));
    let again = view(&imported(&root, &file, &JSON));
    assert_eq!((&again["written"], &again["files"]), (&false.into(), &serde_json::json!({})));
}

#[test]
fn what_is_in_the_way_is_named_and_ends_with_exit_code_1() {
    let (root, file) = workspace("way", ENTITIES);
    let by_hand = "---\ntitle: Our builds\n---\n\nWritten by us.\n";
    super::write(&root, "capabilities/ferry-ci.md", by_hand);
    let output = imported(&root, &file, &JSON);
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    let first = &view(&output)["warnings"][0];
    assert_eq!(
        (&first["place"], &first["code"]),
        (&"product/capabilities/ferry-ci.md:1:1".into(), &"by-hand".into())
    );
    let text = fs::read_to_string(root.join("product/capabilities/ferry-ci.md")).unwrap();
    assert_eq!(text, by_hand);
    // The others came.
    assert!(root.join("product/capabilities/new-service.md").exists());
    let output = imported(&root, &file, &["--platform", "nobody"]);
    assert_eq!(output.status.code(), Some(2), "{}", out(&output));
    let output = imported(&root, &file, &["--capability", "user"]);
    assert_eq!(output.status.code(), Some(2), "{}", out(&output));
}

/// Words that stand nowhere else, from a seed.
fn markers(count: usize) -> Vec<String> {
    let mut seed: u64 = 0x2545_f491_4f6c_dd1d;
    let mut next = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        char::from(b'a' + u8::try_from((seed >> 33) % 26).unwrap())
    };
    (0..count).map(|_| (0..14).map(|_| next()).collect()).collect()
}

/// Every file under a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn nothing_of_a_person_is_in_any_byte() {
    let all = markers(60);
    let mut marks = all.iter();
    let mut next = || marks.next().unwrap().as_str();
    let mut text = ENTITIES.to_owned();
    // In every field of users, sound and broken, and where groups and others name people.
    for broken in ["", "-", "b/", "x:"] {
        let mut field = || next().to_owned();
        text += &format!(
            "---\napiVersion: backstage.io/v1alpha1\nkind: User\nmetadata:\n  name: {broken}{}\n  namespace: {}\n  title: {}\n  description: {}\n  labels: {{a: {}}}\n  annotations: {{github.com/user-login: {}, backstage.io/time-saved: {}}}\n  tags: [{}]\n  links: [{{url: 'https://{}.example', title: {}}}]\nspec:\n  profile: {{displayName: {}, email: {}@harbour.example, picture: {}}}\n  memberOf: [parcel-flow, {}, 'user:{}', '{} {}']\n",
            field(),
            field(),
            field(),
            field(),
            field(),
            field(),
            field(),
            field(),
            field(),
            field(),
            field(),
            field(),
            field(),
            field(),
            field(),
            field(),
            field(),
        );
        if text.matches("kind: User").count() > 3 {
            break;
        }
    }
    let named = next();
    text += &format!(
        "---\napiVersion: backstage.io/v1alpha1\nkind: User\nmetadata: {{name: {named}}}\nspec: {{}}\n"
    );
    text += &format!(
        "---\napiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {{name: fares}}\nspec: {{type: team, members: [{}, 'user:default/{}', '{}@x'], profile: {{email: {}@harbour.example, picture: {}}}}}\n",
        next(),
        next(),
        next(),
        next(),
        next()
    );
    // An owner that is a person, as such, by a bare word, and by one that nothing describes.
    let unknown = next();
    for (at, owner) in
        [format!("user:default/{named}"), named.to_owned(), unknown.to_owned()].iter().enumerate()
    {
        text += &format!(
            "---\napiVersion: backstage.io/v1alpha1\nkind: System\nmetadata: {{name: owned-{at}}}\nspec: {{owner: {owner}}}\n"
        );
    }
    text += &format!("---\n&{0} a: *{0}\n", next());
    let (root, file) = workspace("markers", &text);
    let more = ["--warnings", "all"];
    let shown = ["table", "json", "csv", "markdown"].map(|format| {
        let output = imported(&root, &file, &[&more[..], &["--format", format]].concat());
        assert!(output.status.success(), "{}", err(&output));
        out(&output) + &err(&output)
    });
    assert!(root.join("product/capabilities/owned-2.md").exists());
    let used: Vec<&String> = all.iter().filter(|marker| text.contains(*marker)).collect();
    assert!(used.len() > 40, "{}", used.len());
    for path in files(&root) {
        let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
        let name = path.display().to_string();
        for marker in &used {
            assert!(!name.contains(*marker), "{name}");
            assert!(!text.contains(*marker), "{name}: {marker}");
        }
    }
    // Nor is it shown, but for the word that the catalog takes for a group's name.
    for marker in used.iter().filter(|marker| **marker != unknown) {
        assert!(shown.iter().all(|text| !text.contains(*marker)), "{marker}: {}", shown[0]);
    }
}

#[test]
fn real_catalogs_are_read() {
    let Some(folder) = real_data::folder() else { return };
    let mut paths = files(&folder.join("platform/backstage"));
    paths.sort();
    let (root, _) = workspace("real", "");
    let paths: Vec<&str> = paths.iter().map(|path| path.to_str().unwrap()).collect();
    let args = [
        &["product", "import"][..],
        &paths,
        &["--workspace", root.to_str().unwrap(), "--format", "json"],
    ];
    let output = crate::run(&args.concat());
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let view = view(&output);
    // Every document of every file is an entity of a known kind, or one that is counted; but for the files
    // that are no YAML before a template is made of them.
    let texts: Vec<String> = paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let is_skeleton =
        |text: &&String| text.lines().any(|line| line.trim_start().starts_with("{%-"));
    let skeletons = texts.iter().filter(is_skeleton).count();
    let entities = texts.iter().filter(|text| !is_skeleton(text));
    let documents: usize = entities.map(|text| text.matches("\nkind: ").count()).sum();
    let sum = |key: &str| -> u64 {
        view[key].as_object().unwrap().values().map(|own| own.as_u64().unwrap()).sum()
    };
    let read = sum("entities") + sum("passed_over");
    assert_eq!(view["passed_over"], serde_json::json!({"AiResource": 6}));
    let code = |code: &str| {
        let all = view["warnings"].as_array().unwrap().iter();
        all.filter(|own| own["code"] == code).count()
    };
    assert_eq!((code("yaml"), read), (skeletons, documents as u64), "{:#}", view["warnings"]);
    let known = ["yaml", "name", "missing-key", "unknown-reference", "placeholder", "location"];
    for own in view["warnings"].as_array().unwrap() {
        assert!(known.contains(&own["code"].as_str().unwrap()), "{own}");
    }
    assert_eq!((code("placeholder"), code("location")), (1, 1), "{:#}", view["warnings"]);
    let (checked, exit) = check(&root, &[]);
    assert_eq!((found(&checked, "error"), exit), (Vec::new(), 0));
}
