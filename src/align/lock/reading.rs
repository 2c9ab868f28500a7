//! Reads the lines of a lock: what they remember, or the first mistake in them.

use super::{END, FILE_BROKEN_LOCK, FORMAT, HEAD};
use crate::diagnostic::Diagnostic;
use crate::language::{Lang, PerLang};
use crate::source::{Place, SourcePath, Span};
use crate::study::BlockId;
use crate::study::id::{is_block_id, is_of_page};
use crate::study::lock::{Locked, Remembered};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Why a file is no lock.
pub(super) struct Mistake {
    span: Span,
    what: String,
    help: Option<&'static str>,
}

impl Mistake {
    pub(super) fn diagnostic(self, path: &SourcePath) -> Diagnostic {
        let place = Place::span(path, self.span);
        let diagnostic = Diagnostic::error(&FILE_BROKEN_LOCK, place, self.what);
        match self.help {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        }
    }
}

/// What the entries of a file remember, which tells what may be their ids.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Of {
    /// Blocks, whose ids stand on a page.
    Chapter,
    Data,
    /// Either; its ids were looked at before.
    Trusted,
}

impl Of {
    /// Why a word cannot be an id.
    fn refuses(self, id: &str) -> Option<String> {
        // Titles and notes stand on the page under other ids.
        let is_beside = || ["front:", "note:"].iter().any(|kind| id.starts_with(kind));
        let is_plain = match self {
            Self::Trusted => true,
            Self::Data => !id.contains(char::is_control),
            Self::Chapter => is_beside() || is_block_id(id),
        };
        let is_taken = self == Self::Chapter && is_of_page(id);
        match (is_plain, is_taken) {
            (false, _) => Some(format!("`{}` is no id of a block", id.escape_debug())),
            (true, true) => Some(format!("the page itself uses the id `{id}`")),
            (true, false) => None,
        }
    }
}

/// Reads a file line by line.
pub(super) struct Reader<'a> {
    of: Of,
    /// Each line with the offset at which it begins.
    lines: Vec<(usize, &'a str)>,
    at: usize,
    end: usize,
    is_cut: bool,
    ids: BTreeSet<&'a str>,
    /// The few languages that its lines begin with.
    languages: Vec<Lang>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str, of: Of) -> Self {
        let plain = text.trim_start_matches('\u{feff}');
        let mut offset = text.len() - plain.len();
        let mut lines = Vec::new();
        for line in plain.split_inclusive('\n') {
            lines.push((offset, line.trim_end_matches(['\n', '\r'])));
            offset += line.len();
        }
        Self {
            of,
            lines,
            at: 0,
            end: text.len(),
            is_cut: !text.ends_with('\n'),
            ids: BTreeSet::new(),
            languages: Vec::new(),
        }
    }

    pub(super) fn read(mut self) -> Result<Vec<Locked>, Mistake> {
        self.conflict()?;
        self.head()?;
        let mut entries = Vec::new();
        loop {
            self.blanks();
            let Some((_, line)) = self.line() else {
                return Err(self.cut());
            };
            if line == END {
                break;
            }
            entries.push(self.entry()?);
        }
        if self.is_cut {
            return Err(self.cut());
        }
        self.at += 1;
        self.blanks();
        match self.line() {
            None => Ok(entries),
            Some(_) => Err(self.mistake("the lock goes on after its end".to_owned())),
        }
    }

    fn line(&self) -> Option<(usize, &'a str)> {
        self.lines.get(self.at).copied()
    }

    fn mistake(&self, what: String) -> Mistake {
        let (start, line) = self.line().unwrap_or((self.end, ""));
        Mistake {
            span: Span::new(start, start + line.len()),
            what,
            help: None,
        }
    }

    fn cut(&self) -> Mistake {
        let (start, line) = self.lines.last().copied().unwrap_or_default();
        Mistake {
            span: Span::new(start, start + line.len()),
            what: format!("the lock ends too early: its last line is not `{END}`"),
            help: None,
        }
    }

    /// What git leaves in a file that it could not merge.
    fn conflict(&mut self) -> Result<(), Mistake> {
        let is_mark = |line: &str| {
            ["<<<<<<<", "|||||||", "=======", ">>>>>>>"]
                .iter()
                .any(|mark| {
                    line.strip_prefix(mark)
                        .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
                })
        };
        match self.lines.iter().position(|(_, line)| is_mark(line)) {
            Some(at) => {
                self.at = at;
                let mut mistake = self.mistake("a merge of this lock was not finished".to_owned());
                mistake.help = Some(
                    "keep the lines of one side for each block, and remove the marks; or take one side of the file whole: the next build adds what it lacks",
                );
                Err(mistake)
            }
            None => Ok(()),
        }
    }

    fn head(&mut self) -> Result<(), Mistake> {
        let version = self.line().and_then(|(_, line)| line.strip_prefix(HEAD));
        match version {
            Some(FORMAT) => {
                self.at += 1;
                Ok(())
            }
            Some(other) => {
                let what = format!(
                    "this lock has format `{other}`, and this program knows format {FORMAT} only"
                );
                let mut mistake = self.mistake(what);
                mistake.help = Some("use the version of diglot that wrote it, or a newer one");
                Err(mistake)
            }
            None => Err(self.mistake(format!("the first line of a lock is `{HEAD}{FORMAT}`"))),
        }
    }

    fn blanks(&mut self) {
        while self.line().is_some_and(|(_, line)| line.trim().is_empty()) {
            self.at += 1;
        }
    }

    fn entry(&mut self) -> Result<Locked, Mistake> {
        let (_, head) = self.line().expect("the caller has seen it");
        let words: Vec<&'a str> = head.split(' ').collect();
        let (id, retired, heir) = match words[..] {
            [id] => (id, false, None),
            [id, "retired"] => (id, true, None),
            [id, "->", heir] => (id, true, Some(heir)),
            _ => return Err(self.mistake(format!("`{}` is no id of a block", shortened(head)))),
        };
        let mut both = [Some(id), heir].into_iter().flatten();
        if let Some(what) = both.find_map(|id| self.of.refuses(id)) {
            return Err(self.mistake(what));
        }
        if !self.ids.insert(id) {
            return Err(self.mistake(format!("`{id}` stands twice in this lock")));
        }
        self.at += 1;
        Ok(Locked {
            id: BlockId::new(id),
            texts: self.texts()?,
            retired,
            heir: heir.map(BlockId::new),
        })
    }

    fn texts(&mut self) -> Result<PerLang<Remembered>, Mistake> {
        let mut texts: PerLang<Remembered> = PerLang::new();
        while let Some((_, line)) = self.line().filter(|(_, line)| !line.trim().is_empty()) {
            let (key, first) = line.split_once(':').unwrap_or((line, ""));
            if let Some(tag) = key.strip_suffix(" doubtful") {
                self.doubt(tag, first, &mut texts)?;
                continue;
            }
            let (tag, is_agreed) = match key.strip_suffix(" agreed") {
                Some(tag) => (tag, true),
                None => (key, false),
            };
            let Some(lang) = self.language(tag) else {
                let what = format!(
                    "`{}` begins neither with a language nor a block",
                    shortened(line)
                );
                return Err(self.mistake(what));
            };
            self.at += 1;
            let text = self.further(first.strip_prefix(' ').unwrap_or(first));
            let before = texts.get(&lang).cloned();
            let is_further = match &before {
                Some(one) if is_agreed => one.agreed.is_some(),
                Some(one) => one.agreed.is_none(),
                None => false,
            };
            let mut now = before.unwrap_or_default();
            let joined = |old: Arc<str>| match is_further {
                true => format!("{old}\n\n{text}").into(),
                false => text.into(),
            };
            if is_agreed {
                now.agreed = Some(joined(now.agreed.unwrap_or_default()));
            } else {
                now.seen = joined(now.seen);
            }
            texts.insert(lang, now);
        }
        Ok(texts)
    }

    fn language(&mut self, tag: &str) -> Option<Lang> {
        let mut known = self.languages.iter();
        if let Some(lang) = known.find(|lang| lang.as_str() == tag) {
            return Some(lang.clone());
        }
        let lang = Lang::parse(tag).ok()?;
        self.languages.push(lang.clone());
        Some(lang)
    }

    /// How sure it was that the text above belongs here.
    fn doubt(
        &mut self,
        tag: &str,
        share: &str,
        texts: &mut PerLang<Remembered>,
    ) -> Result<(), Mistake> {
        let share = share.trim().trim_end_matches('%').trim_end();
        let text = Lang::parse(tag).ok().and_then(|lang| texts.get_mut(&lang));
        let (Some(text), Ok(share)) = (text, share.parse()) else {
            return Err(self.mistake(format!(
                "`{tag} doubtful` stands after a text in `{tag}` and is followed by per cent, as in `54 %`"
            )));
        };
        text.doubt = Some(share);
        self.at += 1;
        Ok(())
    }

    /// A line and the indented ones after it.
    fn further(&mut self, first: &str) -> String {
        let mut text = first.to_owned();
        while let Some(more) = self.line().and_then(|(_, line)| line.strip_prefix("    ")) {
            text.push('\n');
            text.push_str(more);
            self.at += 1;
        }
        text
    }
}

fn shortened(line: &str) -> String {
    match line.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}
