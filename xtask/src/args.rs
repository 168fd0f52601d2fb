//! Reading of flags, kept to what the tasks need, so that `cargo xtask` builds in a moment.

/// The words after the name of a task.
pub(crate) struct Args {
    words: Vec<String>,
}

impl Args {
    /// Takes the words as the shell gave them; `--flag=value` is the same as `--flag value`.
    pub(crate) fn new(words: impl Iterator<Item = String>) -> Self {
        let mut split = Vec::new();
        for word in words {
            match word.split_once('=') {
                Some((flag, value)) if flag.starts_with("--") => {
                    split.extend([flag.to_owned(), value.to_owned()]);
                }
                _ => split.push(word),
            }
        }
        Self { words: split }
    }

    /// Whether `flag` was given.
    pub(crate) fn has(&mut self, flag: &str) -> bool {
        let before = self.words.len();
        self.words.retain(|word| word != flag);
        self.words.len() < before
    }

    /// Every value given for `flag`, in order.
    pub(crate) fn values(&mut self, flag: &str) -> Result<Vec<String>, String> {
        let mut values = Vec::new();
        while let Some(at) = self.words.iter().position(|word| word == flag) {
            if at + 1 == self.words.len() {
                return Err(format!("{flag} needs a value"));
            }
            values.push(self.words.remove(at + 1));
            self.words.remove(at);
        }
        Ok(values)
    }

    /// The last number given for `flag`, or `default`. Underscores may group the digits.
    pub(crate) fn number(&mut self, flag: &str, default: u64) -> Result<u64, String> {
        match self.values(flag)?.pop() {
            None => Ok(default),
            Some(text) => text
                .replace('_', "")
                .parse()
                .map_err(|_| format!("{flag} needs a whole number, not {text:?}")),
        }
    }

    /// Fails if a word is left that nobody asked for.
    pub(crate) fn finish(self) -> Result<(), String> {
        match self.words.first() {
            None => Ok(()),
            Some(word) => Err(format!("what is {word:?}? (cargo xtask --help lists the flags)")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(line: &str) -> Args {
        Args::new(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn reads_flags_values_and_numbers() {
        let mut args = args("--only fmt --setup --only=doc --rows 200_000");
        assert!(args.has("--setup"));
        assert!(!args.has("--setup"));
        assert_eq!(args.values("--only"), Ok(vec!["fmt".to_owned(), "doc".to_owned()]));
        assert_eq!(args.number("--rows", 1), Ok(200_000));
        assert_eq!(args.number("--seed", 1), Ok(1));
        assert_eq!(args.finish(), Ok(()));
    }

    #[test]
    fn names_what_it_does_not_understand() {
        assert!(args("--only").values("--only").is_err());
        assert!(args("--rows many").number("--rows", 1).is_err());
        assert!(args("--quick").finish().is_err_and(|message| message.contains("--quick")));
    }
}
