"""Makes what of this workspace comes out of paap itself, from the raw interviews beside it.

    cargo build && python3 examples/workspace/make.py            writes what is made
    cargo build && python3 examples/workspace/make.py --check    only compares

The raw interviews are synthetic, and lie in ../interviews. They go through the program as a real study's
would: brought in, reviewed, de-identified, coded. What is sealed on the way stays in a temporary folder
and is gone at the end. `PAAP` names another program than target/debug/paap.
"""

import filecmp
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
STUDY = HERE / "studies/harbour-users"
RAW = HERE.parent / "interviews"
FILES = ["turnstone.vtt", "eider.txt", "fulmar.txt", "gannet.md"]
PAAP = os.environ.get("PAAP", str(HERE.parents[1] / "target/debug/paap"))

# What the reviewer decided: each entity by its name, and what stands for it. None: it identifies nobody.
# The people of the study are birds, to each other and to their readers.
DECISIONS = {
    "Maren Oduya": "Turnstone",
    "Tobias Lindqvist": "Eider",
    "Calum Reyas": "Fulmar",
    "Helena": "Gannet",
    "Ingrid Solheim": "Avocet",
    "Piotr Banach": "Dunlin",
    "Yusuf": "Whimbrel",
    "Henrik Aalto": "Skua",
    "Leena Vartiainen": "Sandpiper",
    "Marijn de Wael": "Knot",
    "Jonas": "Stint",
    "Rasmus": "Curlew",
    "Stellan Brask": "Heron",
    "Markovich": "[mail address 4]",
    "Big Bertha": "[tool 2]",
    "Kelpie": "[tool 1]",
    "Quillpost": "[another carrier]",
    "Maid": "[ship]",
    "Osterhaven": "[island 1]",
    "Skerrywick": "[island 2]",
    "Quay Street 14": "[address]",
    "callum@ships.ternsound.example": "[mail address 1]",
    "h.markovic@ternsound.example": "[mail address 2]",
    "marijn.dewael@ternsound.example": "[mail address 3]",
    "01632 960 417": "[phone]",
    "director of technology here": "[role 1]",
    "the only one who has been aboard": "[role 2]",
    "the only one who's ever aboard": "[role 3]",
    "eleven ships": "[many ships]",
    "four hundred people": "[hundreds of people]",
    "Harbour": None,
    "Ternsound": None,
    "Fares": None,
    "Whimbrel": None,
    "Do I": None,
    "1998": None,
    "second of May": None,
    "Thursday": None,
    "Eleven services": None,
}

# Names that were taken for another, or cut short.
VARIANTS = {
    "Maren Oduya": ["Maren", "Maren Oduya"],
    "Marijn de Wael": ["Marijn", "Marijn de Wael", "Maryn"],
    "Markovich": ["Markovich with an h at the end"],
    "Maid": ["Maid of Skerrywick"],
    "Kelpie": ["Kelpie", "Calpie"],
}

# The misheard name is decided with the right one.
SAME = {"Calpie": "Kelpie"}

# What no rule finds: what, of which kind, and what stands for it.
FOUND_BY_HAND = [
    ("of nineteen hundred", "headcount", "of [many more]"),
    ("two point one million", "headcount", "[a sum]"),
    ("three in Customer Apps", "headcount", "[some in another team]"),
    ("the one with the grey van", "role", "[role 4]"),
    ("asked for this study", "role", "[role 5]"),
    ("eight of them report to me", "role", "[role 6]"),
]


def run(*words: str | Path) -> None:
    subprocess.run([PAAP, "interview", *map(str, words)], check=True, stdout=subprocess.DEVNULL)


def quoted(texts: list[str]) -> str:
    return "[" + ", ".join(f'"{text}"' for text in texts) + "]"


def decided(review: str) -> str:
    """The review file with every decision in it."""
    head, *entities = re.split(r"\n(?=- entity: )", review)
    names = [re.search(r'  name: "(.*)"', entity)[1] for entity in entities]
    missing = set(names) ^ (set(DECISIONS) | set(SAME))
    if missing:
        sys.exit(f"make.py does not decide about what there is: {sorted(missing)}")
    ids = dict(zip(names, (entity.split()[2] for entity in entities)))
    out = [head]
    for name, entity in zip(names, entities):
        stands = DECISIONS.get(name)
        if name in SAME:
            entity = re.sub(r"  decision: .*", f"  same as: {ids[SAME[name]]}", entity, count=1)
        else:
            word = "accept" if stands else "reject"
            entity = re.sub(r"  decision: .*", f"  decision: {word}", entity, count=1)
        if stands:
            entity = re.sub(r"  stands as: .*", f'  stands as: "{stands}"', entity, count=1)
        if name in VARIANTS:
            entity = re.sub(r"  variants: .*", f"  variants: {quoted(VARIANTS[name])}", entity, count=1)
        out.append(entity)
    for number, (text, kind, stands) in enumerate(FOUND_BY_HAND, 1):
        out.append(
            f"- entity: h{number}\n  decision: accept\n  kind: {kind}\n"
            f'  name: "{text}"\n  stands as: "{stands}"\n  variants: {quoted([text])}\n'
        )
    return "\n".join(out)


def dated(study: Path) -> None:
    """Ids and times of the codings as they would be in the year of the example: the same every time."""
    for path in (study / "codings").iterdir():
        lines = []
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            entry = json.loads(line)
            assert entry["do"] == "apply", "an id that others refer to would have to change with it"
            entry["id"] = hashlib.sha256(f"{path.stem} {number}".encode()).hexdigest()[:16]
            # From 20 October 2025, 9:00 UTC, a coding in two minutes.
            entry["at"] = 1_760_950_800_000 + number * 120_000
            lines.append(json.dumps(entry, ensure_ascii=False, separators=(",", ":")) + "\n")
        path.write_text("".join(lines), encoding="utf-8")
    path = study / "assignments.yaml"
    text = re.sub(r"since: .*", "since: 2025-10-20T15:00:00.000Z", path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")


def make(study: Path) -> None:
    raw = [RAW / name for name in FILES]
    run("import", *raw, "--guide", RAW / "guide.md", "--about", HERE / "about.yaml", "-o", study)
    run("redact", study)
    path = study / "sealed/review.yaml"
    path.write_text(decided(path.read_text(encoding="utf-8")), encoding="utf-8")
    run("redact", study, "--apply", "--by", "avocet")
    shutil.copy(RAW / "codebook.yaml", study)
    run("code", study, "pull", "--from", RAW / "codings.yaml")
    dated(study)
    run("redact", study, "--check")
    # The transcripts that passed, as `paap check --attest` writes them where the whole workspace is.
    passed = sorted((study / "transcripts").iterdir())
    hashes = [hashlib.sha256(path.read_bytes()).hexdigest() for path in passed]
    lines = [f"{digest}  transcripts/{path.name}\n" for digest, path in zip(hashes, passed)]
    (study / "reviewed.sha256").write_text("".join(lines), encoding="utf-8")
    # Nobody's address lies in the open, be it one that somebody wrote into an answer.
    answers = (HERE.parent / "harbour/survey.csv").read_bytes()
    answers = re.sub(rb"[\w.-]+@[\w.-]+\w", b"[mail address]", answers)
    (study / "responses").mkdir()
    (study / "responses/harbour-2025.csv").write_bytes(answers)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        study = Path(folder) / "study"
        make(study)
        shutil.rmtree(study / "sealed")
        made = sorted(path.relative_to(study) for path in study.rglob("*") if path.is_file())
        if "--check" in sys.argv[1:]:
            _, other, missing = filecmp.cmpfiles(study, STUDY, map(str, made), shallow=False)
            if other or missing:
                sys.exit(f"not as make.py makes them: {', '.join(other + missing)}")
            return
        for path in made:
            (STUDY / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(study / path, STUDY / path)


if __name__ == "__main__":
    main()
