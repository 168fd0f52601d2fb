//! How well found spans agree with labelled texts.
