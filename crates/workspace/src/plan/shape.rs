//! What `study.yaml` may hold.

use paap_text::shape::{Key, Of, Shape};

/// The shape of `study.yaml`.
pub const PLAN: Shape = Shape {
    name: "study",
    doc: "A piece of research: its aim, what was assumed, whom it asks and how.",
    keys: &[
        Key { name: "title", of: Of::Line, needed: true, doc: "What the study is called." },
        Key {
            name: "aim",
            of: Of::Text,
            needed: true,
            doc: "What it should find out, and what for.",
        },
        Key {
            name: "status",
            of: Of::Word(&[
                ("planned", "not begun"),
                ("running", "asking and listening"),
                ("done", "all results are in"),
            ]),
            needed: false,
            doc: "How far it is.",
        },
        Key {
            name: "personas",
            of: Of::Named(&Of::Line),
            needed: false,
            doc: "Whom it asks, and what each is in a sentence; where they are not those of the workspace.",
        },
        Key {
            name: "methods",
            of: Of::Text,
            needed: false,
            doc: "How people were found and asked.",
        },
        Key { name: "limits", of: Of::Text, needed: false, doc: "What its results cannot say." },
        Key {
            name: "retention",
            of: Of::List(&Of::Has(&RETENTION)),
            needed: false,
            doc: "What is deleted, and when it was promised to be.",
        },
        Key {
            name: "surveys",
            of: Of::Named(&Of::Has(&SURVEY)),
            needed: false,
            doc: "Its surveys, by the names of the files of their answers.",
        },
        Key {
            name: "hypotheses",
            of: Of::Named(&Of::Has(&HYPOTHESIS)),
            needed: false,
            doc: "What is assumed, and how that is tested.",
        },
        Key {
            name: "withdrawn",
            of: Of::List(&Of::Id),
            needed: false,
            doc: "Interviews whose participants withdrew: nothing of them counts or is shown.",
        },
        Key { name: "publish", of: Of::Has(&PUBLISH), needed: false, doc: "What of it is public." },
    ],
};

/// A promise to delete.
pub const RETENTION: Shape = Shape {
    name: "promise",
    doc: "Something that is deleted at a day that was promised.",
    keys: &[
        Key {
            name: "what",
            of: Of::Line,
            needed: true,
            doc: "A file or folder of the study, such as sealed/originals.",
        },
        Key {
            name: "until",
            of: Of::Date,
            needed: true,
            doc: "The last day on which it may be there.",
        },
    ],
};

/// A survey of a study.
pub const SURVEY: Shape = Shape {
    name: "survey",
    doc: "A survey: who was asked, when, and what of it may be known.",
    keys: &[
        Key { name: "title", of: Of::Line, needed: false, doc: "What the survey is called." },
        Key {
            name: "asked",
            of: Of::Text,
            needed: false,
            doc: "Who was asked, and how they were found.",
        },
        Key {
            name: "personas",
            of: Of::List(&Of::Id),
            needed: false,
            doc: "Whom it asked, where all of them are of these personas.",
        },
        Key { name: "from", of: Of::Date, needed: false, doc: "The day of the first answer." },
        Key { name: "to", of: Of::Date, needed: false, doc: "The day of the last answer." },
        Key { name: "limits", of: Of::Text, needed: false, doc: "What its answers cannot say." },
        Key {
            name: "identifying",
            of: Of::List(&Of::Line),
            needed: false,
            doc: "Questions by whose answers others may recognise somebody; paap guesses where it is not said.",
        },
        Key {
            name: "sensitive",
            of: Of::List(&Of::Line),
            needed: false,
            doc: "Questions whose answers nobody may find out about somebody.",
        },
        Key {
            name: "hidden",
            of: Of::List(&Of::Line),
            needed: false,
            doc: "Questions of which nothing is published.",
        },
        Key {
            name: "cross",
            of: Of::List(&Of::Has(&CROSS)),
            needed: false,
            doc: "Tables of two questions that are published.",
        },
    ],
};

/// A table of two questions.
pub const CROSS: Shape = Shape {
    name: "cross table",
    doc: "One question by another.",
    keys: &[
        Key {
            name: "rows",
            of: Of::Line,
            needed: true,
            doc: "The question down the side: id or slug.",
        },
        Key { name: "cols", of: Of::Line, needed: true, doc: "The question across the top." },
        Key { name: "where", of: Of::Line, needed: false, doc: "Only these people, as a filter." },
    ],
};

/// A hypothesis of a study.
pub const HYPOTHESIS: Shape = Shape {
    name: "hypothesis",
    doc: "Something assumed, and how it is tested.",
    keys: &[
        Key {
            name: "statement",
            of: Of::Text,
            needed: true,
            doc: "What is assumed, in a sentence.",
        },
        Key {
            name: "date",
            of: Of::Date,
            needed: true,
            doc: "The day on which the test was fixed.",
        },
        Key {
            name: "personas",
            of: Of::List(&Of::Id),
            needed: false,
            doc: "Whom it is about; everybody where it is not said.",
        },
        Key {
            name: "test",
            of: Of::Line,
            needed: false,
            doc: "A figure and a bound, such as share(q21 = \"None\") >= 50%.",
        },
        Key {
            name: "in",
            of: Of::Line,
            needed: false,
            doc: "The survey of the test, or interviews; needed where the study has several surveys.",
        },
        Key {
            name: "least-base",
            of: Of::Whole,
            needed: false,
            doc: "The test says nothing where fewer people answered.",
        },
        Key {
            name: "for",
            of: Of::List(&Of::Line),
            needed: false,
            doc: "Codes whose excerpts speak for it.",
        },
        Key {
            name: "against",
            of: Of::List(&Of::Line),
            needed: false,
            doc: "Codes whose excerpts speak against it.",
        },
    ],
};

/// A version of a dataset.
pub const DATASET: Shape = Shape {
    name: "dataset",
    doc: "A version of a dataset: the same version is always the same bytes.",
    keys: &[
        Key { name: "version", of: Of::Line, needed: true, doc: "The version, such as 1.0.0." },
        Key { name: "date", of: Of::Date, needed: true, doc: "The day of the version." },
        Key {
            name: "changes",
            of: Of::List(&Of::Line),
            needed: false,
            doc: "What changed since the version before, a line each.",
        },
    ],
};

/// What is public of a study.
pub const PUBLISH: Shape = Shape {
    name: "publication",
    doc: "What of a study is public.",
    keys: &[
        Key {
            name: "results",
            of: Of::YesNo,
            needed: false,
            doc: "Whether the site shows the answers to every question; true where it is not said.",
        },
        Key {
            name: "transcripts",
            of: Of::YesNo,
            needed: false,
            doc: "Whether whole de-identified transcripts are on the site, of those who agreed to that; else only the turns that are quoted.",
        },
        Key {
            name: "rows",
            of: Of::YesNo,
            needed: false,
            doc: "Whether a dataset holds rows, where they can be made safe; true where it is not said.",
        },
        Key {
            name: "k",
            of: Of::Whole,
            needed: false,
            doc: "Each row of a dataset is like this many others by what identifies; 5 where it is not said.",
        },
        Key {
            name: "dataset",
            of: Of::Has(&DATASET),
            needed: false,
            doc: "The version of the dataset that is public; where it is not said there is none on the site.",
        },
    ],
};
