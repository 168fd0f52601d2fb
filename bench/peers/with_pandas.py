"""pandas on Arrow, with NumPy for the pairs. See common.py."""

from common import Job, count_both

job = Job()

import pandas as pd
import pyarrow as pa
import pyarrow.csv

job.done("import")

# What pandas.read_csv(engine="pyarrow", dtype_backend="pyarrow") does, but told that all columns
# are text, and that those of answers repeat.
with open(job.survey, encoding="utf-8", newline="") as file:
    import csv

    names = next(csv.reader(file))
types = dict.fromkeys(names, pa.string())
for question in job.questions:
    types[names[question["column"]]] = pa.dictionary(pa.int32(), pa.string())
frame = pyarrow.csv.read_csv(
    job.survey,
    parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True),
    convert_options=pyarrow.csv.ConvertOptions(column_types=types, strings_can_be_null=False),
).to_pandas(strings_to_categorical=False)
job.done("read")

counts, ticks = [], []
for question in job.questions:
    column = frame.iloc[:, question["column"]]
    cells, cell_of = column.cat.categories, column.cat.codes.to_numpy()
    people = pd.Series(cell_of).value_counts(sort=False).reindex(range(len(cells))).to_numpy()
    text = pd.Series(cells, dtype="str")
    if question["kind"] == "checkbox":
        text = ", " + text + ", "
        here = [text.str.contains(f", {option}, ", regex=False) for option in question["options"]]
    else:
        here = [text == option for option in question["options"]]
    here = [mask.to_numpy(dtype=bool) for mask in here]
    counts.append([int(people[mask].sum()) for mask in here])
    ticks.append((here, cell_of))
job.done("count")

pairs = None
if job.task == "associations":
    import numpy as np

    pairs = count_both([(np.array(here, np.uint8), codes) for here, codes in ticks], len(frame))
    job.done("pairs")
job.finish(counts, pairs)
