//! Open survey answers as documents of their respondents.
