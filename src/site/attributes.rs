//! What stands in the start tag of a block's element.

use super::escape;
use crate::study::text::Element;

/// Attributes of a block's element.
#[derive(Clone, Default)]
pub(super) struct Attributes<'a> {
    pub(super) id: Option<&'a str>,
    /// The block's printed number, and its id.
    pub(super) number: Option<(u32, &'a str)>,
    pub(super) classes: Vec<&'a str>,
    pub(super) lang: Option<&'a str>,
    /// True for a block that stands in some languages only, on purpose.
    pub(super) only: bool,
}

impl<'a> Attributes<'a> {
    /// The same with one more class, which comes first.
    pub(super) fn with(&self, class: &'a str) -> Self {
        let mut classes = vec![class];
        classes.extend(&self.classes);
        Self {
            classes,
            ..self.clone()
        }
    }

    /// The same with the author's own classes, behind ours.
    pub(super) fn with_own<'b>(&self, element: &'b Element) -> Attributes<'b>
    where
        'a: 'b,
    {
        let own = element.attached.classes.iter().map(String::as_str);
        Attributes {
            classes: self.classes.iter().copied().chain(own).collect(),
            ..self.clone()
        }
    }

    /// ` id="…" class="…" lang="…" data-only`
    pub(super) fn html(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    /// The same, written at the end of something.
    pub(super) fn write(&self, out: &mut String) {
        let mut add = |name: &str, value: &str| {
            out.extend([" ", name, "=\"", &escape::attribute(value), "\""]);
        };
        self.id.iter().for_each(|id| add("id", id));
        if !self.classes.is_empty() {
            add("class", &self.classes.join(" "));
        }
        self.lang.iter().for_each(|lang| add("lang", lang));
        if self.only {
            out.push_str(" data-only");
        }
    }

    /// For a block with an id and nothing else.
    #[cfg(test)]
    pub(super) fn of_block(id: &'a str) -> Self {
        Self {
            id: Some(id),
            ..Self::default()
        }
    }

    /// Those attributes that a tag does not have yet, as HTML. Classes that it has beside ours stay its own.
    pub(super) fn missing_in(&self, tag: &str) -> String {
        let lacks = |name: &str| !tag.contains(&format!(" {name}="));
        let classes = if lacks("class") {
            self.classes.clone()
        } else {
            Vec::new()
        };
        Self {
            id: self.id.filter(|_| lacks("id")),
            classes,
            lang: self.lang.filter(|_| lacks("lang")),
            ..self.clone()
        }
        .html()
    }

    /// All classes, separated by spaces.
    pub(super) fn classes(&self) -> String {
        self.classes.join(" ")
    }

    /// The id, if this element carries one.
    pub(super) fn id(&self) -> Option<&'a str> {
        self.id
    }
}
