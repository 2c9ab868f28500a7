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

mod reading;

use crate::diagnostic::{Code, Read};
use crate::source::SourcePath;
use crate::study::lock::Locked;
use reading::{Of, Reader};
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Lang;
    use crate::source::Place;

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
