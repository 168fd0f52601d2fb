"""Validates the XLSForms that paap writes with pyxform, the reference converter.

    python3 -m venv venv && venv/bin/pip install pyxform==4.5.0
    PAAP_XLSFORMS=/some/folder cargo test -p paap-survey -- --ignored forms_for_the_oracle
    venv/bin/python oracles/xlsform.py /some/folder/*.xlsx

Prints a line for each form and ends with 1 if pyxform refuses one. Where Java is there, ODK Validate
(part of pyxform) runs too.
"""

import sys
from pathlib import Path

from pyxform.xls2xform import convert
from pyxform.validators.odk_validate import check_java_available


def java() -> bool:
    try:
        check_java_available()
    except Exception:  # pyxform raises different ones
        return False
    return True


def main(paths: list[str]) -> int:
    if not paths:
        print(__doc__)
        return 2
    validate = java()
    refused = 0
    warned: dict[str, int] = {}
    for path in map(Path, paths):
        try:
            result = convert(path, validate=validate, warnings=[])
        except Exception as error:  # whatever it is, the form was refused
            refused += 1
            print(f"refused  {path.name}: {type(error).__name__}: {error}")
            continue
        for warning in result.warnings:
            warned[warning] = warned.get(warning, 0) + 1
        print(f"accepted {path.name}: {len(result.warnings)} warnings")
    for warning, count in sorted(warned.items(), key=lambda item: -item[1])[:20]:
        print(f"{count:4} × {warning.strip()[:300]}")
    print(f"{len(paths)} forms, {refused} refused, ODK Validate {'run' if validate else 'not run'}")
    return int(refused > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
