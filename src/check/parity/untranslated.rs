//! `lang`: a text, or a part of it, that was left in another language of the study.

use super::line::Line;
use super::piece::Kind;
use super::thing::{Passage, Thing};
use super::tongue::Tongue;
use crate::diagnostic::{Code, Diagnostic};
use crate::language::script::Script;
use crate::language::{Lang, Lexicon};
use std::ops::Range;

/// The whole of a text is in another language.
pub(crate) static LANG_UNTRANSLATED: Code = Code {
    name: "lang-untranslated",
    why: "The page says that its text is in one language, and here it is in another: readers cannot read it, and screen readers speak it with the wrong voice.",
    remedy: "Translate it. Words that belong to another language on purpose stand in `<span lang=\"…\">…</span>`; a block that only one language has is marked with `<!-- diglot-only: reason -->`.",
};

/// A part of a text is in another language.
pub(crate) static LANG_HALF_TRANSLATED: Code = Code {
    name: "lang-half-translated",
    why: "Some words in a row were left in another language of the study. Names, titles in quotation marks or emphasis, code and addresses are not counted.",
    remedy: "Translate them, or put them in `<span lang=\"…\">…</span>` if they are meant to stand in that language.",
};

/// So many words in a row are no name.
const RUN: usize = 4;

/// A sentence of fewer words tells nothing where two languages share a script.
const SENTENCE: usize = 6;

/// What a passage has of another language.
struct Foreign<'a> {
    lang: &'a Lang,
    line: usize,
    at: Range<usize>,
    words: usize,
    /// The whole passage.
    all: bool,
}

/// At most one warning per text of a thing.
pub(super) fn check(thing: &Thing<'_>) -> Vec<Diagnostic> {
    let found = thing.passages.iter().filter_map(|passage| {
        let foreign = foreign(passage).or_else(|| copied(passage, thing))?;
        Some(say(passage, thing, &foreign))
    });
    found.collect()
}

fn say(passage: &Passage<'_>, thing: &Thing<'_>, foreign: &Foreign<'_>) -> Diagnostic {
    let (own, other, kind) = (passage.lang(), foreign.lang, &passage.kind);
    let place = passage.at(foreign.line, &foreign.at);
    let diagnostic = if foreign.all {
        let message = format!("this {kind} is in `{other}`, but stands in the text in `{own}`");
        Diagnostic::warning(&LANG_UNTRANSLATED, place, message)
    } else {
        let message = format!(
            "{} words of this {kind} are in `{other}`, but stand in the text in `{own}`",
            foreign.words
        );
        Diagnostic::warning(&LANG_HALF_TRANSLATED, place, message)
    };
    let mut others = thing.passages.iter();
    match others.find(|one| one.lang() == other) {
        Some(one) => diagnostic.note(one.place.clone(), format!("the text in `{other}`")),
        None => diagnostic,
    }
}

fn foreign<'a>(passage: &Passage<'a>) -> Option<Foreign<'a>> {
    let tongue = passage.tongue;
    let others = tongue.others.iter();
    let mut found = others.filter_map(|(lang, lexicon)| {
        let script = script_of(lexicon)?;
        match tongue.script {
            Some(own) if own != script => by_script(passage, lang, lexicon, own, script),
            Some(_) => by_stop_words(passage, lang, lexicon),
            None => None,
        }
    });
    found.next()
}

fn script_of(lexicon: &Lexicon) -> Option<Script> {
    lexicon
        .letters()
        .iter()
        .find_map(|letter| Script::of(*letter))
}

/// Words of one language in a row.
#[derive(Default)]
struct Run {
    at: Range<usize>,
    words: usize,
    stop_words: usize,
    /// Words with a small first letter that are no stop words: what a name lacks.
    plain: usize,
    /// True if all of it is emphasised or stands in quotation marks or brackets.
    set_apart: bool,
}

impl Run {
    /// Four words or more that are no name, or words of which most are stop words.
    fn is_text(&self) -> bool {
        let is_sentence = self.words >= RUN && self.stop_words >= 1 && self.plain >= 2;
        let is_phrase = self.words >= 3 && self.stop_words >= 2 && self.stop_words < self.words;
        is_sentence || is_phrase
    }
}

fn by_script<'a>(
    passage: &Passage<'a>,
    lang: &'a Lang,
    lexicon: &Lexicon,
    own: Script,
    script: Script,
) -> Option<Foreign<'a>> {
    let mut lines = passage.lines.iter();
    if !lines.any(|line| script.may_be_in(&line.text)) {
        return None;
    }
    let mut own_words = 0;
    let mut foreign_words = 0;
    let mut first: Option<(usize, Run)> = None;
    let mut has_own_line = false;
    for (at, line) in passage.lines.iter().enumerate() {
        let (runs, mine) = runs(line, lexicon, own, script);
        own_words += mine;
        let runs: Vec<Run> = runs.into_iter().filter(Run::is_text).collect();
        has_own_line |= mine > 0 && runs.is_empty();
        for run in runs {
            foreign_words += run.words;
            first.get_or_insert((at, run));
        }
    }
    let (line, run) = first?;
    let all = foreign_words > 2 * own_words && !has_own_line;
    if run.set_apart && own_words > 0 {
        return None;
    }
    Some(Foreign {
        lang,
        line,
        at: run.at,
        words: run.words,
        all,
    })
}

/// The runs in one script, and how many words there are in the other.
fn runs(line: &Line<'_>, lexicon: &Lexicon, own: Script, script: Script) -> (Vec<Run>, usize) {
    let mut runs: Vec<Run> = Vec::new();
    let mut is_open = false;
    let mut own_words = 0;
    let mut depth = Depth::default();
    let mut read_to = 0;
    let words = line.words().iter();
    for word in words.filter(|word| word.kind != Kind::Apart) {
        let written = &line.text[word.at.clone()];
        let Some(first) = written.chars().next() else {
            continue;
        };
        let of = Script::of(first);
        if of == Some(own) {
            own_words += 1;
            is_open = false;
        }
        if of != Some(script)
            || written.chars().any(|letter| letter.is_ascii_digit())
            || is_handle(&line.text[..word.at.start])
        {
            continue;
        }
        depth.read(&line.text[read_to..word.at.start]);
        read_to = word.at.start;
        let is_apart = word.kind == Kind::Emphasised || depth.is_inside();
        if !is_open {
            runs.push(Run {
                at: word.at.clone(),
                set_apart: true,
                ..Run::default()
            });
            is_open = true;
        }
        let run = runs.last_mut().expect("a run was opened before");
        run.at.end = word.at.end;
        run.words += 1;
        run.set_apart &= is_apart;
        // "Up For Grabs" is a name, "up for grabs" is not.
        let is_in_name = run.words > 1 && first.is_uppercase();
        if !is_in_name && lexicon.is_stop_word(written) {
            run.stop_words += 1;
        } else if first.is_lowercase() {
            run.plain += 1;
        }
    }
    (runs, own_words)
}

/// True if the word after this text belongs to `@somebody` or `somebody@example.org`.
fn is_handle(before: &str) -> bool {
    let mut words = before.rsplit(char::is_whitespace);
    words.next().is_some_and(|start| start.contains('@'))
}

/// How deep in quotation marks and brackets.
#[derive(Default)]
struct Depth {
    inside: usize,
    straight: bool,
}

impl Depth {
    fn read(&mut self, text: &str) {
        let mut before = None;
        for letter in text.chars() {
            match letter {
                '«' | '„' | '“' | '‘' | '(' | '[' => self.inside += 1,
                '»' | '”' | ')' | ']' => self.inside = self.inside.saturating_sub(1),
                '"' => self.straight = !self.straight,
                // Not the apostrophe inside a word.
                '\'' if before.is_none_or(char::is_whitespace) => self.straight = true,
                '\'' if self.straight => self.straight = false,
                _ => {}
            }
            before = Some(letter);
        }
    }

    fn is_inside(&self) -> bool {
        self.inside > 0 || self.straight
    }
}

/// Where both languages are written in one script, the commonest words tell them apart.
fn by_stop_words<'a>(
    passage: &Passage<'a>,
    lang: &'a Lang,
    lexicon: &Lexicon,
) -> Option<Foreign<'a>> {
    let tongue = passage.tongue;
    if !tongue.lexicon.has_stop_words() || !lexicon.has_stop_words() {
        return None;
    }
    let sentences: Vec<(usize, Sentence)> = (passage.lines.iter().enumerate())
        .flat_map(|(at, line)| {
            let sentences = sentences(line, tongue, lexicon);
            sentences.into_iter().map(move |sentence| (at, sentence))
        })
        .collect();
    let sum = |of: fn(&Sentence) -> usize| sentences.iter().map(|(_, one)| of(one)).sum::<usize>();
    let (theirs, own, words) = (
        sum(|one| one.theirs),
        sum(|one| one.own),
        sum(|one| one.words),
    );
    let all = theirs >= 2 && own == 0 && words > RUN;
    let mut clear = sentences
        .iter()
        .filter(|(_, one)| all || one.theirs >= 3 && one.own == 0 && one.words >= SENTENCE);
    let (line, sentence) = clear.next()?;
    Some(Foreign {
        lang,
        line: *line,
        at: sentence.at.clone(),
        words: sentence.words,
        all: all || own == 0,
    })
}

struct Sentence {
    at: Range<usize>,
    words: usize,
    own: usize,
    theirs: usize,
}

fn sentences(line: &Line<'_>, tongue: &Tongue<'_>, lexicon: &Lexicon) -> Vec<Sentence> {
    let mut sentences: Vec<Sentence> = Vec::new();
    let mut end = 0;
    let words = line.words().iter();
    for word in words.filter(|word| word.kind == Kind::Plain) {
        let gap = &line.text[end..word.at.start];
        let is_new = sentences.is_empty() || gap.contains(['.', '!', '?', '…', ';']);
        end = word.at.end;
        if is_new {
            sentences.push(Sentence {
                at: word.at.clone(),
                words: 0,
                own: 0,
                theirs: 0,
            });
        }
        let sentence = sentences.last_mut().expect("a sentence was begun before");
        let written = &line.text[word.at.clone()];
        let own = tongue.lexicon.is_stop_word(written);
        let theirs = lexicon.is_stop_word(written);
        sentence.at.end = word.at.end;
        sentence.words += 1;
        sentence.own += usize::from(own && !theirs);
        sentence.theirs += usize::from(theirs && !own);
    }
    sentences
}

/// The other language's words, all of them, in a script that is not that of this language: a heading such as
/// "Key findings" has no stop word.
fn copied<'a>(passage: &Passage<'a>, thing: &Thing<'a>) -> Option<Foreign<'a>> {
    let tongue = passage.tongue;
    let own = tongue.script?;
    let mut others = thing
        .passages
        .iter()
        .filter(|one| one.lang() != passage.lang());
    let other = others.find(|one| {
        one.tongue.script.is_some_and(|script| script != own) && is_equal(passage, one)
    })?;
    let mut words = 0;
    let mut plain = 0;
    let mut place: Option<(usize, Range<usize>)> = None;
    for (at, line) in passage.lines.iter().enumerate() {
        for word in line.words().iter().filter(|word| word.kind == Kind::Plain) {
            let first = line.text[word.at.clone()].chars().next()?;
            let Some(script) = Script::of(first) else {
                continue;
            };
            if script == own {
                return None;
            }
            words += 1;
            plain += usize::from(first.is_lowercase());
            match &mut place {
                Some((line, range)) if *line == at => range.end = word.at.end,
                Some(_) => {}
                None => place = Some((at, word.at.clone())),
            }
        }
    }
    let (line, at) = place?;
    (words >= RUN && plain >= 2).then_some(Foreign {
        lang: other.lang(),
        line,
        at,
        words,
        all: true,
    })
}

fn is_equal(one: &Passage<'_>, other: &Passage<'_>) -> bool {
    let both = one.lines.iter().zip(&other.lines);
    one.lines.len() == other.lines.len() && both.into_iter().all(|(a, b)| a.text == b.text)
}

#[cfg(test)]
mod tests {
    use super::is_handle;

    #[test]
    fn handles_are_known_by_what_stands_before_them() {
        for (before, expected) in [
            ("", false),
            ("@", true),
            ("написать somebody@", true),
            ("@somebody и ", false),
            ("слово\u{2002}", false),
            ("слово\u{2002}(@", true),
        ] {
            assert_eq!(is_handle(before), expected, "{before:?}");
        }
    }
}
