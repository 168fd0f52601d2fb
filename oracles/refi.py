"""Validates the REFI-QDA projects that paap writes against the standard's schema, with libxml2.

    python3 -m venv venv && venv/bin/pip install lxml==6.1.3
    PAAP_QDPX=/some/folder cargo test -p paap-interview -- --ignored projects_for_the_oracle
    venv/bin/python oracles/refi.py ../shared/data/refi-qda/project.xsd /some/folder/*.qdpx

Prints a line for each project and ends with 1 if one is invalid. Besides the schema it checks what
the standard says in words: one file at the root, flat `sources/` with every file that is referred
to and no other, UTF-8 without byte order mark, GUIDs that are unique and references that hold.
"""

import re
import sys
import zipfile
from collections import Counter

from lxml import etree

NAMESPACE = "{urn:QDA-XML:project:1.0}"
REFERENCES = ("targetGUID", "creatingUser", "modifyingUser", "creatingUserGUID", "modifyingUserGUID")


def problems(schema: etree.XMLSchema, path: str) -> list[str]:
    found = []
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        xml = archive.read("project.qde")
        # Deep code trees are allowed.
        root = etree.fromstring(xml, etree.XMLParser(huge_tree=True, resolve_entities=False))
        if not schema.validate(root):
            found += [f"line {error.line}: {error.message}" for error in schema.error_log]
        if xml.startswith(b"\xef\xbb\xbf"):
            found.append("project.qde begins with a byte order mark")
        wanted = {"project.qde"}
        for element in root.iter():
            where = element.get("plainTextPath")
            if where is None:
                continue
            if not re.fullmatch(r"internal://[0-9a-f-]{36}\.txt", where):
                found.append(f"line {element.sourceline}: path {where}")
            if element.find(f"{NAMESPACE}PlainTextContent") is not None:
                found.append(f"line {element.sourceline}: both a path and a content")
            name = "sources/" + where.removeprefix("internal://")
            wanted.add(name)
            text = archive.read(name).decode("utf-8")
            for selection in element.iter(f"{NAMESPACE}PlainTextSelection"):
                start, end = (int(selection.get(f"{side}Position")) for side in ("start", "end"))
                units = len(text.encode("utf-16-le")) // 2 if "UTF-16" in root.get("origin") else len(text)
                if not 0 <= start < end <= units:
                    found.append(f"line {selection.sourceline}: {start} to {end} of {units}")
        if sorted(names) != sorted(wanted):
            found.append("the archive's files are not those that are referred to")
        guids = Counter(element.get("guid") for element in root.iter() if element.get("guid"))
        found += [f"GUID {guid} stands {n} times" for guid, n in guids.items() if n > 1]
        for element in root.iter():
            for reference in REFERENCES:
                target = element.get(reference)
                if target is not None and target not in guids:
                    found.append(f"line {element.sourceline}: nothing has the GUID {target}")
    return found


def main(schema: str, paths: list[str]) -> int:
    validator = etree.XMLSchema(etree.parse(schema))
    worst = 0
    for path in paths:
        found = problems(validator, path)
        print(f"{path}: {'valid' if not found else '; '.join(found[:10])}")
        worst = max(worst, bool(found))
    return worst


if __name__ == "__main__":
    if len(sys.argv) < 3:
        print(__doc__)
        sys.exit(2)
    sys.exit(main(sys.argv[1], sys.argv[2:]))
