//! What is written is as the standard's schemas say: elements, their order and number, attributes
//! and types.
//!
//! The schema of projects is read from the real data. This is the part of XML Schema that it uses;
//! `oracles/refi.py` asks libxml2 the same of files that [`projects_for_the_oracle`] writes.

use super::*;
use quick_xml::Reader as XmlReader;
use quick_xml::events::Event;
use std::collections::BTreeMap;

/// An element, whole.
#[derive(Debug, Default)]
struct Node {
    name: String,
    attributes: BTreeMap<String, String>,
    children: Vec<Node>,
    text: String,
}

impl Node {
    fn parse(xml: &str) -> Node {
        let mut reader = XmlReader::from_str(xml);
        reader.config_mut().expand_empty_elements = true;
        let mut open = vec![Node::default()];
        loop {
            match reader.read_event().unwrap() {
                Event::Start(start) => {
                    let attributes = start.attributes().map(|attribute| {
                        let attribute = attribute.unwrap();
                        (attribute.key.into_inner().to_owned(), attribute.value.into_owned())
                    });
                    open.push(Node {
                        name: start.local_name().into_inner().to_owned(),
                        attributes: attributes.collect(),
                        ..Node::default()
                    });
                }
                Event::Text(text) => open.last_mut().unwrap().text.push_str(&text.into_inner()),
                Event::End(_) => {
                    let node = open.pop().unwrap();
                    open.last_mut().unwrap().children.push(node);
                }
                Event::Eof => return open.pop().unwrap().children.pop().unwrap(),
                _ => {}
            }
        }
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Node> {
        self.children.iter().filter(move |child| child.name == name)
    }
}

/// Checks an element against a named type of the schema.
fn valid(schema: &Node, node: &Node, kind: &str, problems: &mut Vec<String>) {
    let named = |it: &&Node| it.get("name") == Some(kind);
    let Some(complex) = schema.all("complexType").find(named) else {
        if !simple(schema, &node.text, kind) {
            problems.push(format!("{} is no {kind}: {:?}", node.name, node.text));
        }
        return;
    };
    for attribute in complex.all("attribute") {
        let (name, kind) = (attribute.get("name").unwrap(), attribute.get("type").unwrap());
        match node.get(name) {
            Some(value) if !simple(schema, value, kind) => {
                problems.push(format!("{name} of {} is no {kind}: {value:?}", node.name));
            }
            None if attribute.get("use") == Some("required") => {
                problems.push(format!("{} has no {name}", node.name));
            }
            _ => {}
        }
    }
    for name in node.attributes.keys().filter(|name| *name != "xmlns") {
        if !complex.all("attribute").any(|attribute| attribute.get("name") == Some(name)) {
            problems.push(format!("{} has {name}", node.name));
        }
    }
    if !node.children.is_empty() && !node.text.trim().is_empty() {
        problems.push(format!("{} has text", node.name));
    }
    let mut at = 0;
    for particle in
        complex.children.iter().filter(|it| it.name == "sequence" || it.name == "choice")
    {
        fits(schema, particle, node, &mut at, problems);
    }
    if let Some(child) = node.children.get(at) {
        problems.push(format!("{} must not stand there in {}", child.name, node.name));
    }
}

/// Takes the children, from a place on, that a particle allows there.
fn fits(schema: &Node, particle: &Node, node: &Node, at: &mut usize, problems: &mut Vec<String>) {
    let least = particle.get("minOccurs").map_or(1, |it| it.parse::<usize>().unwrap());
    let most = match particle.get("maxOccurs") {
        Some("unbounded") => usize::MAX,
        most => most.map_or(1, |it| it.parse().unwrap()),
    };
    let begun = *at;
    match particle.name.as_str() {
        "element" => {
            let name = particle.get("name").unwrap();
            while let Some(child) =
                node.children.get(*at).filter(|it| it.name == name && *at - begun < most)
            {
                valid(schema, child, particle.get("type").unwrap(), problems);
                *at += 1;
            }
            if *at - begun < least {
                problems.push(format!("{} lacks {name}", node.name));
            }
        }
        "sequence" => particle.children.iter().for_each(|it| fits(schema, it, node, at, problems)),
        "choice" => {
            let mut rounds = 0;
            while rounds < most {
                let child = node.children.get(*at).map(|child| child.name.as_str());
                let Some(taken) = particle.all("element").find(|it| it.get("name") == child) else {
                    break;
                };
                fits(schema, taken, node, at, problems);
                rounds += 1;
            }
            // Elements that may be absent make an empty choice.
            let optional = particle.all("element").any(|it| it.get("minOccurs") == Some("0"));
            if rounds < least && !optional {
                problems.push(format!("{} is empty", node.name));
            }
        }
        _ => {}
    }
}

/// Whether a text is of a simple type.
fn simple(schema: &Node, text: &str, kind: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    match kind.strip_prefix("xsd:") {
        Some("string") => return true,
        Some("boolean") => return matches!(text, "true" | "false" | "1" | "0"),
        Some("integer") => return digits(text.trim_start_matches(['-', '+'])),
        Some("decimal") => return text.parse::<f64>().is_ok(),
        Some("date") => return text.len() == 10 && moment::is_day(text),
        Some("dateTime") => return text.contains('T') && moment::read(text).is_some(),
        other => assert_eq!(other, None, "a type that is not checked here"),
    }
    let found = schema.all("simpleType").find(|it| it.get("name") == Some(kind));
    let restriction = found.unwrap_or_else(|| panic!("{kind}")).all("restriction").next().unwrap();
    let mut values = restriction.all("enumeration").map(|it| it.get("value"));
    match restriction.all("pattern").next().and_then(|it| it.get("value")) {
        // Shape by shape; the patterns themselves are asserted, as nothing here reads them.
        Some(pattern) if pattern.starts_with("([0-9a-fA-F]{8}-") => {
            let shape: String =
                text.chars().map(|it| if it.is_ascii_hexdigit() { 'x' } else { it }).collect();
            shape == "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"
        }
        Some(pattern) => {
            assert_eq!(pattern, "#([A-Fa-f0-9]{6}|[A-Fa-f0-9]{3})");
            plan::is_colour(text)
        }
        None => values.any(|value| value == Some(text)),
    }
}

#[track_caller]
fn check(schema: &str, xml: &str, root: &str, expected: &[&str]) {
    let (schema, node) = (Node::parse(schema), Node::parse(xml));
    assert_eq!(node.get("xmlns"), schema.get("targetNamespace"));
    let element = schema.all("element").next().unwrap();
    assert_eq!(element.get("name"), Some(root));
    assert_eq!(node.name, root);
    let mut problems = Vec::new();
    valid(&schema, &node, element.get("type").unwrap(), &mut problems);
    assert_eq!(problems, expected);
}

/// The project file of an archive.
fn unpacked(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    std::io::read_to_string(archive.by_name("project.qde").unwrap()).unwrap()
}

/// Studies that together have everything that is ever written.
fn studies() -> Vec<Project> {
    let mut foreign =
        read(&write(&example(), &options(Unit::Utf16)).unwrap(), &ReadOptions::default())
            .unwrap()
            .project;
    foreign.name = "< & \" \u{1} >".to_owned();
    foreign.documents[0].about.date = some("yesterday");
    foreign.codings[0].at = 253_402_300_800_123;
    foreign.codings[1].at = 0;
    let codes = Project { codebook: example().codebook, ..Project::default() };
    vec![example(), foreign, codes, Project::default()]
}

#[test]
fn projects_are_as_the_schema_says() {
    let Some(schema) = crate::real_data::bytes("refi-qda/project.xsd") else { return };
    let schema = String::from_utf8(schema).unwrap();
    for project in studies() {
        for unit in [Unit::CodePoints, Unit::Utf16] {
            check(&schema, &unpacked(&write(&project, &options(unit)).unwrap()), "Project", &[]);
        }
    }
}

#[test]
fn the_check_finds_what_is_wrong() {
    let Some(schema) = crate::real_data::bytes("refi-qda/project.xsd") else { return };
    let schema = String::from_utf8(schema).unwrap();
    let inside = r#"<CodeBook><Codes><Code guid="1" name="a" isCodable="yes" colour="red"/></Codes></CodeBook><Users/><Sources/>"#;
    check(
        &schema,
        &project_file(inside),
        "Project",
        &[
            "guid of Code is no GUIDType: \"1\"",
            "isCodable of Code is no xsd:boolean: \"yes\"",
            "Code has colour",
            "Users must not stand there in Project",
        ],
    );
}

/// The schema of codebooks, after chapter 5.2 of the standard.
const CODEBOOK: &str = r##"<xsd:schema targetNamespace="urn:QDA-XML:codebook:1.0">
    <xsd:element name="CodeBook" type="CodeBookType"/>
    <xsd:complexType name="CodeBookType"><xsd:sequence><xsd:element name="Codes" type="CodesType"/>
        <xsd:element name="Sets" type="SetsType" minOccurs="0"/></xsd:sequence>
        <xsd:attribute name="origin" type="xsd:string"/></xsd:complexType>
    <xsd:complexType name="CodesType"><xsd:sequence>
        <xsd:element name="Code" type="CodeType" maxOccurs="unbounded"/></xsd:sequence></xsd:complexType>
    <xsd:complexType name="SetsType"><xsd:sequence>
        <xsd:element name="Set" type="SetType" maxOccurs="unbounded"/></xsd:sequence></xsd:complexType>
    <xsd:complexType name="CodeType"><xsd:sequence>
        <xsd:element name="Description" type="xsd:string" minOccurs="0"/>
        <xsd:element name="Code" type="CodeType" minOccurs="0" maxOccurs="unbounded"/></xsd:sequence>
        <xsd:attribute name="guid" type="GUIDType" use="required"/>
        <xsd:attribute name="name" type="xsd:string" use="required"/>
        <xsd:attribute name="isCodable" type="xsd:boolean" use="required"/>
        <xsd:attribute name="color" type="RGBType"/></xsd:complexType>
    <xsd:complexType name="SetType"><xsd:sequence>
        <xsd:element name="Description" type="xsd:string" minOccurs="0"/>
        <xsd:element name="MemberCode" type="MemberCodeType" minOccurs="0" maxOccurs="unbounded"/></xsd:sequence>
        <xsd:attribute name="guid" type="GUIDType" use="required"/>
        <xsd:attribute name="name" type="xsd:string" use="required"/></xsd:complexType>
    <xsd:complexType name="MemberCodeType">
        <xsd:attribute name="guid" type="GUIDType" use="required"/></xsd:complexType>
    <xsd:simpleType name="GUIDType"><xsd:restriction base="xsd:token">
        <xsd:pattern value="([0-9a-fA-F]{8}-…"/></xsd:restriction></xsd:simpleType>
    <xsd:simpleType name="RGBType"><xsd:restriction base="xsd:token">
        <xsd:pattern value="#([A-Fa-f0-9]{6}|[A-Fa-f0-9]{3})"/></xsd:restriction></xsd:simpleType>
</xsd:schema>"##;

#[test]
fn codebooks_are_as_the_schema_says() {
    let project = example();
    let Project { codebook, folders, sets, .. } = project;
    for sets in [sets, Vec::new()] {
        let (codebook, folders) = (codebook.clone(), folders.clone());
        let file = CodebookFile { codebook, folders, sets, ..CodebookFile::default() };
        let (bytes, _) = write_codebook(&file, &options(Unit::CodePoints)).unwrap();
        check(CODEBOOK, &String::from_utf8(bytes).unwrap(), "CodeBook", &[]);
    }
}

#[test]
#[ignore = "writes the files that oracles/refi.py validates, to the folder PAAP_QDPX"]
fn projects_for_the_oracle() {
    let folder = std::path::PathBuf::from(std::env::var_os("PAAP_QDPX").expect("PAAP_QDPX"));
    for (number, project) in studies().iter().enumerate() {
        for unit in [Unit::CodePoints, Unit::Utf16] {
            let path = folder.join(format!("{number}-{unit:?}.qdpx"));
            std::fs::write(path, write(project, &options(unit)).unwrap()).unwrap();
        }
    }
}
