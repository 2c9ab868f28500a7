//! Characters that nobody sees and no page may hold.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Place, SourcePath, Span};

/// A control character.
pub(crate) static FILE_CONTROL: Code = Code {
    name: "file-control",
    why: "Control characters are not seen and mean nothing on a page; HTML and YAML do not allow them. They come along \
          when text is copied out of a word processor or a PDF.",
    remedy: "Delete the character, or write what it stood for: in Markdown a line break inside a paragraph is a `\\` at the \
             end of the line.",
};

/// Reports the first control character of a text that begins `offset` bytes into a file. Tabs, line ends and the form feed
/// are none.
pub(crate) fn control(path: &SourcePath, text: &str, offset: usize) -> Option<Diagnostic> {
    let at = text.bytes().position(is_control)?;
    let place = Place::span(path, Span::new(at, at + 1).shifted(offset));
    let sign = u32::from(text.as_bytes()[at]);
    let message = format!("the control character U+{sign:04X} stands here");
    Some(Diagnostic::error(&FILE_CONTROL, place, message))
}

fn is_control(byte: u8) -> bool {
    matches!(byte, 0..=0x08 | 0x0b | 0x0e..=0x1f | 0x7f)
}
