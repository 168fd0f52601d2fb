//! Interview guides: sections, questions and nudges, found again in transcripts.
