//! What a field takes, as its own reader tells it.
//!
//! A reader that is *asked* ([`Notes::asked`]) reads nothing: it notes the shape of what it would take. So whatever is
//! made from shapes (the schemas that editors and others check with) cannot say anything else than the reader does.

use super::{Map, Node, Notes, Value};
use crate::diagnostic::Diagnostic;
use crate::source::{SourcePath, Span};

/// What a value may be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// Whatever YAML has.
    #[default]
    Any,
    /// Text; a number is taken as it was typed.
    Text,
    /// Text with inline Markdown.
    Prose,
    /// Text that matches a pattern (a regular expression of ECMA 262).
    Matching(&'static str),
    /// This letter and two to six digits.
    Numbered(char),
    /// Text in quotes whose form somebody else has laid down, such as the number of an article.
    Quoted(&'static str),
    /// `true` or `false`.
    Truth,
    /// A whole number that is not negative.
    Number,
    /// A year, a month or a day.
    Date,
    /// A language tag.
    Lang,
    /// One word of a closed list.
    Words(Vec<&'static str>),
    /// A key of a list of the vocabulary: `actors`.
    Key(&'static str),
    /// The id of something in another file: `finding`.
    Id(&'static str),
    /// A list of such values.
    List(Box<Shape>),
    /// Such a value per language; `plain` if it may also stand there alone, for all languages.
    PerLang {
        /// In one language.
        value: Box<Shape>,
        /// When it may stand alone.
        plain: Plain,
    },
    /// Such a value for each key; the keys are these words, or any word in kebab case if there are none.
    Keyed(Vec<&'static str>, Box<Shape>),
    /// One of several.
    Either(Vec<Shape>),
    /// A map with these fields and no others.
    Fields(Vec<FieldShape>),
}

/// When a value that belongs to a language may stand without one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plain {
    /// Always: a name that is the same everywhere.
    Always,
    /// In a study of one language.
    Alone,
    /// Never.
    Never,
}

/// One field of a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldShape {
    /// Its key.
    pub key: &'static str,
    /// True if it must be there.
    pub required: bool,
    /// Its value.
    pub shape: Shape,
}

/// What stands where a reader is asked.
pub(super) static NOTHING: Node = Node {
    span: Span { start: 0, end: 0 },
    value: Value::Empty,
};

/// What a reader takes.
pub fn shape<'p>(path: &'p SourcePath, read: impl FnOnce(&Node, &mut Notes<'p>)) -> Shape {
    Notes::asked(path).shape_of(read)
}

impl<'p> Notes<'p> {
    /// For asking readers what they take.
    fn asked(path: &'p SourcePath) -> Self {
        Self {
            asked: Some(Shape::Any),
            ..Self::new(path)
        }
    }

    /// True while readers are asked what they take: they see an empty node then.
    pub fn is_asked(&self) -> bool {
        self.asked.is_some()
    }

    /// Notes what a reader takes, if it is asked. The reader then has nothing more to do.
    pub fn answers(&mut self, shape: impl FnOnce() -> Shape) -> bool {
        if self.is_asked() {
            self.asked = Some(shape());
        }
        self.is_asked()
    }

    /// What a reader of a part of the present value takes.
    pub fn shape_of(&mut self, read: impl FnOnce(&Node, &mut Self)) -> Shape {
        let whole = self.asked.replace(Shape::Any);
        // Whatever a reader says of nothing is no mistake of an author.
        let found: Vec<Diagnostic> = std::mem::take(&mut self.found);
        read(&NOTHING, self);
        self.found = found;
        std::mem::replace(&mut self.asked, whole).unwrap_or_default()
    }
}

impl Map<'_, '_> {
    /// Adds a field to the answer, if this map's reader is asked.
    pub(super) fn answer(&mut self, key: &'static str, required: bool, shape: Shape) {
        // A field may be looked at before it is read.
        match self.shapes.iter_mut().find(|one| one.key == key) {
            Some(one) if one.shape == Shape::Any => (one.required, one.shape) = (required, shape),
            Some(_) => {}
            None => self.shapes.push(FieldShape {
                key,
                required,
                shape,
            }),
        }
    }
}
