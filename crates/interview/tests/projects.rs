//! Seeded mutations of a project and a codebook, through what the fuzz targets do with them.

#[path = "../../../fuzz/src/projects.rs"]
mod projects;

use paap_analysis::random::Random;

const PROJECT: &str = r##"<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="urn:QDA-XML:project:1.0" name="P" origin="Some tool 1.0">
<Users><User guid="00000000-0000-0000-0000-000000000001" name="Ann"/></Users>
<CodeBook><Codes><Code guid="00000000-0000-0000-0000-000000000002" name="Pains" isCodable="false" color="#abc">
<Description>What hurts.&#13;
Include: waiting</Description><Code guid="{00000000-0000-0000-0000-000000000003}" name="Waiting" isCodable="true"/></Code></Codes></CodeBook>
<Variables><Variable guid="00000000-0000-0000-0000-000000000004" name="Role" typeOfVariable="Text"/></Variables>
<Cases><Case guid="00000000-0000-0000-0000-000000000005" name="C"><VariableValue><VariableRef targetGUID="00000000-0000-0000-0000-000000000004"/><TextValue>lead</TextValue></VariableValue><SourceRef targetGUID="00000000-0000-0000-0000-000000000006"/></Case></Cases>
<Sources><TextSource guid="00000000-0000-0000-0000-000000000006" name="One" plainTextPath="internal://text.txt">
<PlainTextSelection guid="00000000-0000-0000-0000-000000000007" startPosition="2" endPosition="6" creatingUser="00000000-0000-0000-0000-000000000001" creationDateTime="2025-02-21T15:09:07Z"><Description/><Coding guid="00000000-0000-0000-0000-000000000008"><CodeRef targetGUID="00000000-0000-0000-0000-000000000003"/><NoteRef targetGUID="00000000-0000-0000-0000-000000000009"/></Coding></PlainTextSelection>
<PlainTextSelection guid="00000000-0000-0000-0000-00000000000a" startPosition="10" endPosition="16"><Description>Look</Description></PlainTextSelection>
<Coding guid="00000000-0000-0000-0000-00000000000b"><CodeRef targetGUID="00000000-0000-0000-0000-000000000002"/></Coding></TextSource>
<PDFSource guid="00000000-0000-0000-0000-00000000000c" name="Two"><Representation guid="00000000-0000-0000-0000-00000000000d"><PlainTextContent>A &amp; b &#x1F600; c</PlainTextContent></Representation></PDFSource></Sources>
<Notes><Note guid="00000000-0000-0000-0000-000000000009"><PlainTextContent>Why?</PlainTextContent></Note></Notes>
<Sets><Set guid="00000000-0000-0000-0000-00000000000e" name="S"><MemberCode targetGUID="00000000-0000-0000-0000-000000000002"/></Set></Sets>
</Project>"##;

const CODEBOOK: &str = r##"<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="paap"><Codes>
<Code guid="00000000-0000-0000-0000-000000000002" name="Pains" isCodable="true"><Description>What
Include: this
\Id: no
Id: hurts
Place: 1</Description><Code guid="00000000-0000-0000-0000-000000000003" name="Waiting" isCodable="true" color="#aabbcc"/></Code>
</Codes><Sets/></CodeBook>"##;

/// Pieces that files are broken with.
const PIECES: [&str; 16] = [
    "<",
    ">",
    "\"",
    "</Code>",
    "<Code guid=\"x\">",
    "&#1;",
    "&amp;",
    "\u{feff}",
    "-1",
    "😀",
    "99999999999999999999",
    "paap:",
    "paap (UTF-16)",
    "\r\n",
    "<![CDATA[",
    "Id: a",
];

/// A mutation: bytes cut out, doubled, changed, or pieces put in.
fn mutate(text: &str, random: &mut Random) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=random.below(4) {
        let from = random.below(bytes.len().max(1) as u64) as usize;
        let to = (from + random.below(60) as usize).min(bytes.len());
        let piece = PIECES[random.below(PIECES.len() as u64) as usize].as_bytes();
        match random.below(5) {
            0 => drop(bytes.drain(from..to)),
            1 => {
                let copy = bytes[from..to].to_vec();
                bytes.splice(to..to, copy).for_each(drop);
            }
            2 if from < bytes.len() => bytes[from] = random.below(256) as u8,
            _ => bytes.splice(from..from, piece.iter().copied()).for_each(drop),
        }
    }
    bytes
}

#[test]
fn mutations_break_nothing() {
    projects::qdpx(PROJECT.as_bytes());
    projects::qdc(CODEBOOK.as_bytes());
    let mut random = Random::new(3);
    for _ in 0..1500 {
        projects::qdpx(&mutate(PROJECT, &mut random));
        projects::qdc(&mutate(CODEBOOK, &mut random));
    }
}
