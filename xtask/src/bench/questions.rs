//! What the generated survey asks. The study is made up (a depot that lends instruments to
//! research stations); its shape is that of a real export of Google Forms: 35 questions after the
//! timestamp, 14 of them checkboxes, options with commas, parentheses and quotes, a question that
//! decides whether three others are asked, and one that is a follow-up in all but name.

/// One question of the form.
pub(super) struct Question {
    pub(super) text: &'static str,
    pub(super) answer: Answer,
    pub(super) asked: Asked,
}

/// How it is answered. The number beside an option is the chance of a tick (checkbox), or its
/// weight among the others (single choice); `other` is the share of people who write their own.
pub(super) enum Answer {
    Single { options: &'static [(&'static str, f64)], other: f64 },
    Checkbox { options: &'static [(&'static str, f64)], other: f64 },
    Number { typical: u64 },
    Name,
    Remark,
}

/// Who is asked.
pub(super) enum Asked {
    Everyone,
    /// Exactly those who took the first option of the question at this index.
    IfFirstOf(usize),
    /// Everyone; hardly anyone but some of those who took the first option there says a thing.
    MostlyIfFirstOf(usize),
}

const fn ask(text: &'static str, answer: Answer) -> Question {
    Question { text, answer, asked: Asked::Everyone }
}

const fn single(options: &'static [(&'static str, f64)], other: f64) -> Answer {
    Answer::Single { options, other }
}

const fn checkbox(options: &'static [(&'static str, f64)], other: f64) -> Answer {
    Answer::Checkbox { options, other }
}

const YES_NO: &[(&str, f64)] = &[("Yes", 64.0), ("No", 36.0)];
const RHYTHM: &[(&str, f64)] = &[
    ("Every week", 27.0),
    ("Every month", 38.0),
    ("Every season", 24.0),
    ("Once a year", 7.0),
    ("Never", 4.0),
];

/// The form, in order. The index of a question here is the number in its id less one.
pub(super) const QUESTIONS: [Question; 35] = [
    ask("Have you read the guide to shared instruments?", single(YES_NO, 0.0)),
    ask(
        "Have you read the ladder of depot practice, from first loan to routine? ",
        single(YES_NO, 0.0),
    ),
    ask("How many years have you worked with depots?", Answer::Number { typical: 4 }),
    ask("Do you belong to a crew that runs a depot?", single(YES_NO, 0.02)),
    ask("What does your station call that crew?", Answer::Name),
    ask("How many people are on your crew?", Answer::Number { typical: 9 }),
    ask(
        "What is your depot there for?",
        checkbox(
            &[
                (
                    "Let stations borrow what they need by themselves along routes that are known to work",
                    0.74,
                ),
                (
                    "Let stations borrow by themselves what they need to try something new and untested",
                    0.41,
                ),
                ("Take over chores that each station would otherwise have to do by hand", 0.71),
                (
                    "Make new and existing instruments easier to find, to understand and to bring into use",
                    0.66,
                ),
                (
                    "Offer the same set of instruments to every station, so that work is not done twice",
                    0.58,
                ),
                ("Keep the fleet within the rules on safety, storage and transport", 0.37),
                ("Lower what the stations pay for instruments and for their repair", 0.33),
                ("We were told to have one", 0.08),
                ("Train the young", 0.07),
            ],
            0.03,
        ),
    ),
    ask("For how many years has your depot been open?", Answer::Number { typical: 3 }),
    ask(
        "Which other trades are on the crew? ",
        checkbox(
            &[
                ("Instrument makers", 0.86),
                ("Repair technicians / Calibration technicians", 0.68),
                ("Bench programmers / Field programmers", 0.52),
                ("Store keepers", 0.23),
                ("Route planner / Dispatcher", 0.31),
                ("Depot manager", 0.44),
                ("(Senior/Lead) Surveyor", 0.39),
                ("Trainer", 0.13),
                ("Writers of manuals", 0.17),
                ("Buyer", 0.09),
                ("Painter", 0.03),
                ("Insurer", 0.05),
            ],
            0.05,
        ),
    ),
    ask(
        "Who borrows from you?",
        checkbox(
            &[
                ("Field stations", 0.93),
                ("Coastal/Deep sea/Ice stations", 0.41),
                ("Workshops", 0.38),
                ("Safety / Inspectors / Insurance", 0.29),
                ("Schools and visitors", 0.11),
                ("Headquarters", 0.24),
                ("Other depots", 0.17),
                ("Museums", 0.04),
                ("Ships", 0.13),
            ],
            0.03,
        ),
    ),
    ask(
        "What can a station get from your depot?",
        checkbox(
            &[
                ("\"Ready to sail\" crates", 0.64),
                ("Test benches and reference weights", 0.61),
                ("Packing, shipping and customs papers, with someone who fills them in", 0.73),
                ("Rooms to build and to try things", 0.51),
                ("Logging devices and viewing tools", 0.77),
                ("Plain hardware: masts, cables, floats and power supplies", 0.75),
                ("Sampling gear: bottles, corers, nets and cold boxes", 0.57),
                ("Radio gear: beacons, relays, antennas", 0.46),
                ("Keys and permits for people and for machines", 0.63),
                ("Safety gear: inspection of harnesses, rules for storage", 0.58),
                ("Storage for samples and for finished instruments", 0.54),
            ],
            0.04,
        ),
    ),
    ask(
        "By which door do stations reach it? ",
        checkbox(
            &[
                ("Counter", 0.56),
                ("Catalogue", 0.63),
                ("Radio", 0.51),
                ("Order slips", 0.47),
                ("Manuals", 0.66),
                ("Letter/Call - Talking to us directly", 0.61),
                ("Kits", 0.22),
                ("Post", 0.09),
                ("Fair", 0.05),
            ],
            0.03,
        ),
    ),
    ask(
        "Do you tell stations about new instruments and changes at the depot? If so, where? ",
        checkbox(
            &[
                ("Noticeboard", 0.76),
                ("Letters", 0.59),
                ("Open days", 0.38),
                ("Bulletin", 0.29),
                ("Circles of borrowers / Circles of crews", 0.34),
                ("Log book", 0.31),
                ("Stickers on the crates", 0.12),
                ("No, we do not", 0.05),
                ("Flags", 0.06),
            ],
            0.04,
        ),
    ),
    ask(
        "Do you help people use what they borrowed? If so, in which ways? ",
        checkbox(
            &[
                ("Manuals (first steps, recipes, drawings, etc)", 0.83),
                ("Evenings for borrowers", 0.34),
                ("Films / Demonstrations", 0.43),
                ("Radio / Radio groups", 0.81),
                ("By request / Job cards", 0.74),
                ("Courses at the depot, for beginners", 0.27),
                ("Visits to the station (a day, a week, a season)", 0.18),
                ("No help is given", 0.03),
                ("Songs", 0.02),
            ],
            0.03,
        ),
    ),
    ask("Can a station ask for a new instrument?", single(YES_NO, 0.0)),
    ask("How often does the crew meet to decide what comes first?", single(RHYTHM, 0.0)),
    ask(
        "Who sits in those meetings?",
        checkbox(
            &[
                ("Depot manager", 0.46),
                ("Depot owner", 0.34),
                ("Makers", 0.82),
                ("Foreman/Head of the workshop", 0.78),
                ("Heads of the house (deputies and above)", 0.31),
                ("Borrowers", 0.19),
                ("Planner", 0.14),
                ("Guests", 0.05),
                ("Neighbours", 0.07),
            ],
            0.03,
        ),
    ),
    ask("How often do you look at that order again?", single(RHYTHM, 0.02)),
    ask(
        "In the last two seasons, how did your plan change?",
        single(
            &[
                ("No change at all", 8.0),
                ("1-2 large changes", 43.0),
                ("3-5 large changes", 19.0),
                ("6+ large changes", 7.0),
                ("It changes all the time", 23.0),
            ],
            0.0,
        ),
    ),
    ask("Can other crews see your plan?", single(YES_NO, 0.03)),
    ask(
        "Do you follow a method when you decide what comes first?",
        single(
            &[
                ("We follow no method when we decide", 58.0),
                ("We follow a written method (eg. points, votes, cost of waiting)", 23.0),
                ("I cannot say if there is one. Others than me have that conversation.", 14.0),
                ("We have a method of our own, and it is not written down", 5.0),
            ],
            0.02,
        ),
    ),
    ask(
        "Which of these, if any, has the crew done in the last four seasons?",
        checkbox(
            &[
                ("Talks with borrowers", 0.72),
                ("Looking at numbers (eg. loans, repairs, losses, etc..)", 0.61),
                ("Asking people at the stations who know their subject best", 0.69),
                ("Round tables", 0.33),
                ("Watching a borrower at work", 0.21),
                ("None of these", 0.06),
            ],
            0.02,
        ),
    ),
    ask(
        "And from which of these, if any, did something go straight into the plan?",
        checkbox(
            &[
                ("Talks with borrowers", 0.58),
                ("Looking at numbers (eg. loans, repairs, losses, etc..)", 0.52),
                ("Asking people at the stations who know their subject best", 0.59),
                ("Round tables", 0.26),
                ("Watching a borrower at work", 0.14),
                ("None of these", 0.11),
            ],
            0.02,
        ),
    ),
    ask(
        "Has the crew drawn any of these for its borrowers?",
        checkbox(
            &[
                ("Routes", 0.52),
                ("Maps of a loan", 0.31),
                ("Portraits", 0.19),
                ("Sketches", 0.14),
                ("Models", 0.08),
                ("None of these things", 0.27),
            ],
            0.01,
        ),
    ),
    ask("Do you gather what borrowers think? ", single(YES_NO, 0.0)),
    Question {
        text: "How often do you gather it?",
        answer: single(RHYTHM, 0.04),
        asked: Asked::IfFirstOf(24),
    },
    Question {
        text: "In which form does it reach you? ",
        answer: checkbox(
            &[
                ("Question sheets", 0.72),
                ("Conversations", 0.61),
                ("Circles of borrowers / Circles of helpers", 0.44),
                ("Single messages (Letter, Radio, etc.)", 0.79),
                ("Marks on the return slip", 0.23),
                ("Postcards", 0.12),
                ("Gossip", 0.26),
            ],
            0.03,
        ),
        asked: Asked::IfFirstOf(24),
    },
    Question {
        text: "Does what they think change what you do?",
        answer: single(&[("Always", 31.0), ("Often", 43.0), ("Seldom", 26.0)], 0.03),
        asked: Asked::IfFirstOf(24),
    },
    ask(
        "What are you working towards at the depot?",
        checkbox(
            &[
                (
                    "Keeping what there is in working order - hardly anything new is being built",
                    0.38,
                ),
                (
                    "Building what borrowers have shown us (in words and in numbers) that they need",
                    0.61,
                ),
                (
                    "Building frames and fittings on which the stations can mount their own instruments",
                    0.52,
                ),
                ("Mending whatever is missing when someone notices it", 0.31),
                ("Moving to another building", 0.12),
                ("Growing to more coasts, and to more stations on each", 0.28),
                ("Closing", 0.03),
            ],
            0.02,
        ),
    ),
    ask(
        "How do you see what the depot is good for? ",
        checkbox(
            &[
                ("Nothing is measured twice in the same way at present", 0.29),
                ("One figure for one matter ( Eg. Shortening the wait for a permit)", 0.31),
                ("Figures of the house (Eg. Lowering repairs by 10,000 a year)", 0.27),
                ("How borrowers fare ( Eg. loan score, Getting the job done)", 0.42),
                ("What borrowers get done (Eg. Samples)", 0.38),
                ("Promises and agreements on service", 0.51),
                ("Loans: how many, how long, how late", 0.36),
                ("By feel", 0.14),
            ],
            0.03,
        ),
    ),
    ask("Do these figures find their way into your plan?", single(YES_NO, 0.0)),
    Question {
        text: "If figures shape the plan, in which way?",
        answer: Answer::Remark,
        asked: Asked::MostlyIfFirstOf(30),
    },
    ask(
        "Does someone at the top speak for you? (That is, one of the heads of the house) ",
        single(&[("Yes", 66.0), ("No", 16.0), ("I am not sure", 18.0)], 0.0),
    ),
    ask(
        "Where does the money of the crew come from?",
        single(&[("A fixed sum for every year", 74.0), ("Money for single projects", 26.0)], 0.0),
    ),
    ask(
        "What do the heads of the house see in the depot?",
        single(
            &[
                ("Something one must have", 59.0),
                ("More gained than spent", 33.0),
                ("A cost to be kept down", 8.0),
                ("A mystery", 3.0),
            ],
            0.02,
        ),
    ),
];
