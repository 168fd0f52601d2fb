//! What each tool's exports look like: one file a tool.

mod alchemer;
mod answers;
mod group;
mod qualtrics;
mod spread;
mod surveymonkey;
mod words;

#[cfg(test)]
mod hostile;
#[cfg(test)]
mod real;
#[cfg(test)]
mod trial;
