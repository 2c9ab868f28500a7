//! The text of `content/lock/*.lock` from and to what it remembers.
//!
//! ```text
//! diglot lock 1
//!
//! p-k3f9x
//! en: What was seen last.
//! en agreed: What was agreed, where it is not what was seen.
//! ru: Что видели в последний раз.
//! ru doubtful: 54 %
//!
//! p-c4kxz -> p-k3f9x
//! en: The text of a block that is gone; the other one took its place.
//!
//! end of lock
//! ```
//!
//! Made for reviews and for git: a block's lines stand together between blank lines, further lines of a text (items,
//! rows) are indented, a text of several elements repeats its key. Nothing is counted or summed up over the file, so
//! two branches that touch different blocks merge. The last line tells a whole file from one that was cut.

use crate::diagnostic::{Code, Diagnostic, Read};
use crate::language::{Lang, PerLang};
use crate::source::{Place, SourcePath, Span};
use crate::study::BlockId;
use crate::study::id::{is_block_id, is_of_page};
use crate::study::lock::{Locked, Remembered};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Where the files stand.
pub const FOLDER: &str = "content/lock/";
const ENDING: &str = ".lock";
const HEAD: &str = "diglot lock ";
/// Raised when the lines change their meaning.
const FORMAT: &str = "1";
const END: &str = "end of lock";

/// What is remembered of the texts cannot be read.
pub(super) static FILE_BROKEN_LOCK: Code = Code {
    name: "file-broken-lock",
    why: "The files in `content/lock/` remember the ids of blocks and which texts were agreed. A build that could not read one would give new ids and forget what was agreed, so nothing is written before it is mended.",
    remedy: "Take the file back from git. After a merge, settle each conflict block by block, or take one side whole: the next build adds what it lacks. Without the file its blocks get ids from their present texts, and count as agreed.",
};

/// The path of the file of this name: `young-people` or `recommendations.yaml`.
pub fn path(name: &str) -> SourcePath {
    format!("{FOLDER}{name}{ENDING}").into()
}

/// The name of the file at a path, if it is a lock's.
pub fn name(path: &str) -> Option<&str> {
    path.strip_prefix(FOLDER)?.strip_suffix(ENDING)
}

/// True for the lock of a data file: `recommendations.yaml`.
pub(super) fn is_of_data(name: &str) -> bool {
    name.ends_with(".yaml")
}

/// The lines of one file that is to hold `entries`. `before` is what it holds, `was` its text: that stays if it says the
/// same, since its line ends may be those of another system.
pub(super) fn renewed(entries: &[Locked], before: &[Locked], was: Option<Arc<str>>) -> Arc<str> {
    was.filter(|_| entries == before)
        .unwrap_or_else(|| text(entries).into())
}

/// How many entries a file has that are not gone, without reading their texts.
pub fn live(text: &str) -> usize {
    let mut before = "";
    let heads = text.lines().filter(|line| {
        let is_first = std::mem::replace(&mut before, line).trim().is_empty();
        is_first && !line.trim().is_empty()
    });
    heads.filter(|head| !head.contains(' ')).count()
}

/// The lines of one file.
pub fn text(entries: &[Locked]) -> String {
    let mut out = format!("{HEAD}{FORMAT}\n");
    for entry in entries {
        out.push('\n');
        out.push_str(entry.id.as_str());
        match &entry.heir {
            Some(heir) => out.extend([" -> ", heir.as_str()]),
            None if entry.retired => out.push_str(" retired"),
            None => {}
        }
        out.push('\n');
        for (lang, text) in entry.texts.iter() {
            // A text that is gone from a language is remembered as agreed alone.
            if !(text.seen.is_empty() && text.agreed.is_some()) {
                write(lang.as_str(), &text.seen, &mut out);
            }
            if let Some(agreed) = &text.agreed {
                write(&format!("{lang} agreed"), agreed, &mut out);
            }
            if let Some(doubt) = text.doubt {
                write(&format!("{lang} doubtful"), &format!("{doubt} %"), &mut out);
            }
        }
    }
    out.extend(["\n", END, "\n"]);
    out
}

fn write(key: &str, text: &str, out: &mut String) {
    for element in text.split("\n\n") {
        for (at, line) in element.split('\n').enumerate() {
            let start = out.len();
            match at {
                0 => out.extend([key, ": "]),
                _ => out.push_str("    "),
            }
            out.push_str(line);
            out.truncate(start + out[start..].trim_end().len());
            out.push('\n');
        }
    }
}

/// What a file says that was found to be in order when it was first read.
pub(super) fn entries(text: &str) -> Vec<Locked> {
    Reader::new(text, Of::Trusted).read().unwrap_or_default()
}

/// Reads one file. Of a broken one nothing is taken: half a memory would be written back as a whole one.
pub fn read(path: &SourcePath, text: &str) -> Read<Vec<Locked>> {
    let of = match name(path).is_some_and(is_of_data) {
        true => Of::Data,
        false => Of::Chapter,
    };
    match Reader::new(text, of).read() {
        Ok(entries) => Read::clean(entries),
        Err(mistake) => Read {
            value: Vec::new(),
            diagnostics: vec![mistake.diagnostic(path)],
        },
    }
}

struct Mistake {
    span: Span,
    what: String,
    help: Option<&'static str>,
}

impl Mistake {
    fn diagnostic(self, path: &SourcePath) -> Diagnostic {
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
enum Of {
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

struct Reader<'a> {
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
    fn new(text: &'a str, of: Of) -> Self {
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

    fn read(mut self) -> Result<Vec<Locked>, Mistake> {
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

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = "diglot lock 1\n\nfront:title\nen: Wells\nru: Колодцы\n\np-k3f9x\nen: - one\n    - two\nen: After.\nen agreed: - one\nru: - раз\nru doubtful: 54 %\n\np-aaaaa -> p-k3f9x\nen: Old.\n\nend of lock\n";

    fn said(lock: &str) -> Vec<String> {
        let path: SourcePath = "content/lock/a.lock".into();
        let found = read(&path, lock).diagnostics;
        found
            .iter()
            .map(|one| {
                let Place::Span { span, .. } = &one.place else {
                    panic!("a place")
                };
                let line = lock[..span.start].matches('\n').count() + 1;
                format!("{line}: {}", one.message)
            })
            .collect()
    }

    #[test]
    fn a_lock_is_read_as_it_was_written() {
        let path: SourcePath = "content/lock/a.lock".into();
        let once = read(&path, WHOLE);
        assert_eq!(once.diagnostics, []);
        assert_eq!(once.value.len(), 3);
        let lang = Lang::parse("en").expect("a tag");
        let list = once.value[1].texts.get(&lang).expect("a text");
        assert_eq!(&*list.seen, "- one\n- two\n\nAfter.");
        assert_eq!(list.agreed.as_deref(), Some("- one"));
        let russian = Lang::parse("ru").expect("a tag");
        let list = once.value[1].texts.get(&russian).expect("a text");
        assert_eq!(list.doubt, Some(54));
        assert_eq!(text(&once.value), WHOLE);
        assert_eq!(live(WHOLE), 2);
        let with_crlf = WHOLE.replace('\n', "\r\n");
        assert_eq!(read(&path, &with_crlf).value, once.value);
    }

    #[test]
    fn fields_of_records_have_ids_of_another_kind() {
        let path: SourcePath = "content/lock/recommendations.yaml.lock".into();
        let lock = WHOLE.replace("front:title", "R04.actions[0].text");
        let read_all = read(&path, &lock);
        assert_eq!(read_all.diagnostics, []);
        assert_eq!(read_all.value, entries(&lock));
        let spoilt = lock.replace("R04.", "\rR04.");
        let found = read(&path, &spoilt).diagnostics;
        assert_eq!(found.len(), 1);
        assert_eq!(
            found[0].message,
            "`\\rR04.actions[0].text` is no id of a block"
        );
    }

    #[test]
    fn a_broken_lock_is_no_lock() {
        let conflict = WHOLE.replace(
            "ru: Колодцы\n",
            "<<<<<<< ours\nru: Колодцы\n=======\nru: Скважины\n>>>>>>> theirs\n",
        );
        for (lock, expected) in [
            (
                conflict.as_str(),
                "5: a merge of this lock was not finished",
            ),
            ("", "1: the first line of a lock is `diglot lock 1`"),
            (
                "diglot lock 7\n\nend of lock\n",
                "1: this lock has format `7`, and this program knows format 1 only",
            ),
            (
                &WHOLE[..WHOLE.len() - 13],
                "16: the lock ends too early: its last line is not `end of lock`",
            ),
            (
                &WHOLE[..60],
                "7: the lock ends too early: its last line is not `end of lock`",
            ),
            (
                &WHOLE.replace("p-aaaaa -> p-k3f9x", "p-k3f9x"),
                "15: `p-k3f9x` stands twice in this lock",
            ),
            (
                &WHOLE.replace("ru: Колодцы", "Колодцы"),
                "5: `Колодцы` begins neither with a language nor a block",
            ),
            (
                &WHOLE.replace("en: Wells\n", "\nen: Wells\n"),
                "5: `en: Wells` is no id of a block",
            ),
            (
                &WHOLE.replace("\np-k3f9x\n", "\nmain\n"),
                "7: the page itself uses the id `main`",
            ),
            (
                &WHOLE.replace("\np-k3f9x\n", "\nn12-ref\n"),
                "7: the page itself uses the id `n12-ref`",
            ),
            (
                &WHOLE.replace("-> p-k3f9x", "-> cite"),
                "15: the page itself uses the id `cite`",
            ),
            (
                &WHOLE.replace("\np-k3f9x\n", "\n\rp-k3f9x\n"),
                "7: `\\rp-k3f9x` is no id of a block",
            ),
            (
                &WHOLE.replace("\np-k3f9x\n", "\np-k3\0f9x\n"),
                "7: `p-k3\\0f9x` is no id of a block",
            ),
            (
                &WHOLE.replace("\np-k3f9x\n", "\nп-k3f9x\n"),
                "7: `п-k3f9x` is no id of a block",
            ),
            (
                &WHOLE.replace("\np-k3f9x\n", "\nfront.title\"\n"),
                "7: `front.title\\\"` is no id of a block",
            ),
            (
                &WHOLE.replace("54 %", "many"),
                "13: `ru doubtful` stands after a text in `ru` and is followed by per cent, as in `54 %`",
            ),
            (
                &format!("{WHOLE}\nx\n"),
                "20: the lock goes on after its end",
            ),
        ] {
            assert_eq!(said(lock), [expected], "{lock}");
        }
    }
}
