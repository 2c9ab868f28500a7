//! Places: a stretch of bytes in a text, or a field of a data file.

use super::SourcePath;
use std::fmt;
use std::ops::Range;

/// A stretch of bytes of one text, on character borders.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// From `start` up to, not including, `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The smallest stretch that covers both.
    pub fn cover(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The same stretch, moved by `by` bytes towards the end.
    pub fn shifted(self, by: usize) -> Self {
        Self {
            start: self.start + by,
            end: self.end + by,
        }
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self {
            start: range.start,
            end: range.end,
        }
    }
}

/// A [`Span`] at half its size, for what there are millions of. No text that is loaded is too long for it
/// ([`LARGEST_TEXT`](super::LARGEST_TEXT)); in one that was made by hand, what lies beyond 4 GiB is nowhere.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Stretch {
    start: u32,
    end: u32,
}

impl Stretch {
    /// What stands there in a text.
    pub fn of(self, text: &str) -> Option<&str> {
        text.get(self.start as usize..self.end as usize)
    }
}

impl From<Span> for Stretch {
    fn from(span: Span) -> Self {
        let short = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self {
            start: short(span.start),
            end: short(span.end),
        }
    }
}

impl From<Stretch> for Span {
    fn from(stretch: Stretch) -> Self {
        Self::new(stretch.start as usize, stretch.end as usize)
    }
}

impl fmt::Debug for Stretch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Span::from(*self).fmt(f)
    }
}

/// One step into a YAML value.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    /// Into a map.
    Key(String),
    /// Into a list, counted from 0.
    Index(usize),
}

/// The way to a value in a YAML file: `[3].title.ru`. Empty: the whole file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Field(pub Vec<Step>);

impl Field {
    /// The whole file.
    pub fn root() -> Self {
        Self::default()
    }

    /// One step further, into a map.
    pub fn key(&self, key: impl Into<String>) -> Self {
        let mut steps = self.0.clone();
        steps.push(Step::Key(key.into()));
        Self(steps)
    }

    /// True if the way leads through this key of a map.
    pub fn has_key(&self, key: &str) -> bool {
        let is_it = |step: &Step| matches!(step, Step::Key(one) if one == key);
        self.0.iter().any(is_it)
    }

    /// One step further, into a list.
    pub fn index(&self, index: usize) -> Self {
        let mut steps = self.0.clone();
        steps.push(Step::Index(index));
        Self(steps)
    }
}

impl Field {
    /// The way that goes on with `rest`.
    pub fn then(&self, rest: &Self) -> Self {
        Self(self.0.iter().chain(&rest.0).cloned().collect())
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if at == 0 => write!(f, "{key}")?,
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// Where something stands. Checks name record fields by their way; `build` turns them into spans before anything is printed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// A stretch of a text.
    Span {
        /// The file.
        path: SourcePath,
        /// The stretch.
        span: Span,
    },
    /// The value of a field in a YAML file; the nearest enclosing value if the field is not there.
    Field {
        /// The file.
        path: SourcePath,
        /// The way to the value.
        field: Field,
    },
    /// A stretch of the text in a field of a YAML file.
    Within {
        /// The file.
        path: SourcePath,
        /// The way to the text.
        field: Field,
        /// The stretch, counted from the beginning of the text itself without white space around it.
        span: Span,
    },
    /// The key of a field in a YAML file.
    Key {
        /// The file.
        path: SourcePath,
        /// The way to the value whose key is meant.
        field: Field,
    },
    /// A file as a whole.
    File {
        /// The file.
        path: SourcePath,
    },
}

impl Place {
    /// A stretch of a text.
    pub fn span(path: &SourcePath, span: Span) -> Self {
        Self::Span {
            path: path.clone(),
            span,
        }
    }

    /// The value of a field.
    pub fn field(path: &SourcePath, field: Field) -> Self {
        Self::Field {
            path: path.clone(),
            field,
        }
    }

    /// A stretch of the text in a field.
    pub fn within(path: &SourcePath, field: Field, span: Span) -> Self {
        Self::Within {
            path: path.clone(),
            field,
            span,
        }
    }

    /// The key of a field.
    pub fn key(path: &SourcePath, field: Field) -> Self {
        Self::Key {
            path: path.clone(),
            field,
        }
    }

    /// A whole file.
    pub fn file(path: &SourcePath) -> Self {
        Self::File { path: path.clone() }
    }

    /// The file.
    pub fn path(&self) -> &SourcePath {
        match self {
            Self::Span { path, .. }
            | Self::Field { path, .. }
            | Self::Within { path, .. }
            | Self::Key { path, .. }
            | Self::File { path } => path,
        }
    }
}
