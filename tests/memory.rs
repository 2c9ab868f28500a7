//! Ids and agreement over random histories of two texts: what holds however they are edited.

use diglot::align::{self, lock};
use diglot::language::Lang;
use diglot::read;
use diglot::source::{Source, Sources};
use diglot::study::{Lock, Study};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// A block of the story that is told: a name by which we follow it, and its words in both languages.
#[derive(Clone, Debug, PartialEq)]
struct Told {
    name: usize,
    words: [Vec<usize>; 2],
}

/// What happens to the block at some place between two builds.
#[derive(Clone, Debug)]
enum Deed {
    /// Every third, or every second, of the words is another one, in one language or in both.
    Edit {
        at: usize,
        every: usize,
        both: bool,
    },
    Insert {
        at: usize,
        seed: usize,
    },
    Delete {
        at: usize,
    },
    Move {
        at: usize,
        to: usize,
    },
    /// A block and the next one become one.
    Merge {
        at: usize,
    },
    /// The second part of a block becomes a block of its own.
    Split {
        at: usize,
    },
    /// The words stay, and everything around them changes.
    Reformat(Dress),
}

/// How the words of a text are written down.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Dress {
    /// Words on a line; 0 for all of them.
    words_a_line: usize,
    /// Quotation marks and dashes of the language instead of those on every keyboard.
    is_set: bool,
    /// Blank lines between blocks.
    blank_lines: usize,
}

const TAGS: [&str; 2] = ["en", "ru"];

/// A word that no other number gives.
fn word(language: usize, number: usize) -> String {
    let letters: [&[char]; 2] = [
        &['b', 'd', 'f', 'g', 'k', 'l', 'm', 'n', 'p', 'r'],
        &['б', 'д', 'ф', 'г', 'к', 'л', 'м', 'н', 'п', 'р'],
    ];
    let vowel = ["a", "а"][language];
    let digits = format!("{number:03}");
    let parts = digits
        .bytes()
        .map(|digit| format!("{}{vowel}", letters[language][usize::from(digit - b'0')]));
    parts.collect()
}

/// A number that looks random, the same for the same parts: texts of two blocks share words by chance only.
fn scattered(parts: &[usize]) -> usize {
    let mix = |sum: u64, part: &usize| {
        let mixed = (sum ^ *part as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        mixed ^ (mixed >> 29)
    };
    (parts.iter().fold(7, mix) >> 33) as usize
}

fn fresh(name: usize, seed: usize) -> Told {
    let length = 8 + seed % 17;
    let words = |language: usize| {
        (0..length)
            .map(|at| scattered(&[name, seed, at, language]) % 900)
            .collect()
    };
    Told {
        name,
        words: [words(0), words(1)],
    }
}

fn text(told: &[Told], language: usize, dress: Dress) -> String {
    let mut out = format!("---\ntitle: {}\n---\n", word(language, 1));
    for block in told {
        out += &"\n".repeat(1 + dress.blank_lines);
        out += &paragraph(&block.words[language], language, dress);
        out += "\n";
    }
    out
}

/// A sentence with quotations and dashes, where it has words for them.
fn paragraph(words: &[usize], language: usize, dress: Dress) -> String {
    let [open, close] = match (dress.is_set, language) {
        (false, _) => ["\"", "\""],
        (true, 0) => ["“", "”"],
        (true, _) => ["«", "»"],
    };
    let dash = if dress.is_set { " —" } else { " -" };
    let mut out = String::new();
    for (at, number) in words.iter().enumerate() {
        let between = match dress.words_a_line {
            0 => " ",
            some if at % some == 0 => "\n",
            _ => " ",
        };
        out += if at == 0 { "" } else { between };
        let said = word(language, *number);
        out += &match number % 7 {
            1 => format!("{open}{said}{close}"),
            2 => format!("{said}{dash}"),
            _ => said,
        };
    }
    out + "."
}

/// One build: the study and the lock it leaves.
struct Build {
    study: Study,
    lock: Lock,
}

fn build(told: &[Told], dress: Dress, before: Option<&Lock>) -> Build {
    let mut sources = Sources::new().with_text(
        "content/study.yaml",
        "title: {en: A, ru: Б}\nlanguages: [en, ru]\n",
    );
    for (language, tag) in TAGS.iter().enumerate() {
        sources.insert(
            format!("content/chapters/01-tale.{tag}.md"),
            Source::text(text(told, language, dress)),
        );
    }
    for (name, text) in before.iter().flat_map(|lock| lock.0.iter()) {
        sources.insert(lock::path(name), Source::text(text.clone()));
    }
    let aligned = align::study(read::study(&sources).value.texts).value;
    Build {
        study: aligned.study,
        lock: aligned.lock,
    }
}

impl Build {
    /// The id of each block that is told, by its name; found by the words of its first language.
    fn ids(&self, told: &[Told]) -> BTreeMap<usize, String> {
        let chapter = self.study.chapter("tale").expect("the tale");
        let english = Lang::parse(TAGS[0]).expect("a tag");
        let blocks = chapter
            .blocks
            .iter()
            .filter(|block| block.texts.get(&english).is_some());
        let mut ids: Vec<(usize, String)> = blocks
            .map(|block| {
                (
                    block.texts.get(&english).expect("filtered").order,
                    block.id.to_string(),
                )
            })
            .collect();
        ids.sort();
        assert_eq!(ids.len(), told.len(), "a block for every paragraph");
        told.iter()
            .map(|block| block.name)
            .zip(ids.into_iter().map(|(_, id)| id))
            .collect()
    }

    /// What pages show of the blocks.
    fn blocks(&self) -> Vec<String> {
        let chapter = self.study.chapter("tale").expect("the tale");
        let show = |block: &diglot::study::Block| {
            let orders: Vec<_> = block
                .texts
                .iter()
                .map(|(lang, one)| (lang.clone(), one.order))
                .collect();
            format!(
                "{} {:?} {:?} {orders:?}",
                block.id, block.state, block.aliases
            )
        };
        chapter.blocks.iter().map(show).collect()
    }

    /// The retired ids that lead to a block.
    fn aliases(&self, id: &str) -> Vec<String> {
        let chapter = self.study.chapter("tale").expect("the tale");
        let mut blocks = chapter.blocks.iter();
        let block = blocks.find(|block| block.id.as_str() == id);
        let aliases = &block.expect("a block of this id").aliases;
        aliases.iter().map(ToString::to_string).collect()
    }

    fn is_agreed(&self) -> bool {
        let chapter = self.study.chapter("tale").expect("the tale");
        chapter.blocks.iter().all(|block| block.state.is_agreed())
    }

    fn pairs(&self) -> bool {
        let chapter = self.study.chapter("tale").expect("the tale");
        chapter.blocks.iter().all(|block| block.texts.len() == 2)
    }
}

/// What became of the blocks while deeds were done.
#[derive(Default)]
struct Fate {
    /// Blocks whose words are others now.
    edited: BTreeSet<usize>,
    /// Blocks that went into another one, and that one.
    merged: Vec<(usize, usize)>,
    /// Blocks that lost their second part.
    split: BTreeSet<usize>,
}

impl Fate {
    /// True for a block whose words are those it had.
    fn is_untouched(&self, name: usize) -> bool {
        !self.edited.contains(&name)
            && !self.split.contains(&name)
            && self
                .merged
                .iter()
                .all(|(part, whole)| *part != name && *whole != name)
    }
}

/// The story, how it is written down, and the number of the newest block.
#[derive(Clone)]
struct Tale {
    told: Vec<Told>,
    dress: Dress,
    newest: usize,
}

impl Tale {
    fn new(size: usize) -> Self {
        Self {
            told: (0..size).map(|name| fresh(name, name * 7 + 3)).collect(),
            dress: Dress::default(),
            newest: size,
        }
    }

    fn build(&self, before: Option<&Lock>) -> Build {
        build(&self.told, self.dress, before)
    }

    fn change(&mut self, deed: &Deed, fate: &mut Fate) {
        let told = &mut self.told;
        match deed {
            Deed::Insert { at, seed } => {
                self.newest += 1;
                told.insert(at % (told.len() + 1), fresh(self.newest, *seed));
            }
            Deed::Delete { at } if told.len() > 3 => {
                told.remove(at % told.len());
            }
            Deed::Move { at, to } => {
                let block = told.remove(at % told.len());
                told.insert(to % (told.len() + 1), block);
            }
            Deed::Edit { at, every, both } => {
                let at = at % told.len();
                let block = &mut told[at];
                fate.edited.insert(block.name);
                for (language, words) in block.words.iter_mut().enumerate() {
                    if language == 0 || *both {
                        for word in words.iter_mut().skip(1).step_by(*every) {
                            *word = (*word + 450 + *every) % 999;
                        }
                    }
                }
            }
            Deed::Merge { at } if told.len() > 3 => {
                let at = at % (told.len() - 1);
                let part = told.remove(at + 1);
                for (words, more) in told[at].words.iter_mut().zip(part.words) {
                    words.extend(more);
                }
                fate.merged.push((part.name, told[at].name));
            }
            Deed::Split { at } => {
                let at = at % told.len();
                let whole = &mut told[at];
                let half = whole.words[0].len() / 2;
                self.newest += 1;
                fate.split.insert(whole.name);
                let part = Told {
                    name: self.newest,
                    words: whole.words.each_mut().map(|words| words.split_off(half)),
                };
                told.insert(at + 1, part);
            }
            Deed::Reformat(dress) => self.dress = *dress,
            Deed::Delete { .. } | Deed::Merge { .. } => {}
        }
    }
}

fn dress() -> impl Strategy<Value = Dress> {
    (0_usize..7, any::<bool>(), 0_usize..3).prop_map(|(words_a_line, is_set, blank_lines)| Dress {
        words_a_line,
        is_set,
        blank_lines,
    })
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        4 => (0_usize..40, 2_usize..4, any::<bool>()).prop_map(|(at, every, both)| Deed::Edit { at, every, both }),
        2 => (0_usize..40, 0_usize..5000).prop_map(|(at, seed)| Deed::Insert { at, seed }),
        2 => (0_usize..40).prop_map(|at| Deed::Delete { at }),
        2 => (0_usize..40, 0_usize..40).prop_map(|(at, to)| Deed::Move { at, to }),
        2 => dress().prop_map(Deed::Reformat),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn ids_survive_any_history(
        size in 4_usize..16,
        history in prop::collection::vec(prop::collection::vec(deed(), 1..4), 1..4),
    ) {
        let mut tale = Tale::new(size);
        let mut last = tale.build(None);
        // Every id that was ever given, and to which block.
        let mut owners: BTreeMap<String, usize> = last.ids(&tale.told).into_iter().map(|(name, id)| (id, name)).collect();
        for deeds in &history {
            let before = last.ids(&tale.told);
            let told_before = tale.told.clone();
            let mut fate = Fate::default();
            for deed in deeds {
                tale.change(deed, &mut fate);
            }
            let now = tale.build(Some(&last.lock));
            let ids = now.ids(&tale.told);
            prop_assert!(now.pairs(), "every block is there in both languages");
            let distinct: BTreeSet<&String> = ids.values().collect();
            prop_assert_eq!(distinct.len(), ids.len(), "ids are unique");
            for (name, id) in &ids {
                if fate.is_untouched(*name) && let Some(old) = before.get(name) {
                    prop_assert_eq!(id, old, "an unchanged block keeps its id");
                }
                let owner = owners.entry(id.clone()).or_insert(*name);
                prop_assert_eq!(*owner, *name, "an id is never given to another text");
            }
            // A fixed point: the lock that was written changes nothing, and nothing changes it.
            let again = tale.build(Some(&now.lock));
            prop_assert_eq!(&again.lock, &now.lock);
            prop_assert_eq!(again.blocks(), now.blocks());
            // What was removed comes back with its id.
            let is_gone = |block: &&Told| !tale.told.iter().any(|one| one.name == block.name);
            let removed = told_before.iter().filter(is_gone).find(|block| fate.is_untouched(block.name));
            if let Some(removed) = removed {
                let mut back = tale.clone();
                back.told.insert(back.told.len() / 2, removed.clone());
                let returned = back.build(Some(&now.lock));
                prop_assert_eq!(&returned.ids(&back.told)[&removed.name], &before[&removed.name]);
            }
            last = now;
        }
    }

    #[test]
    fn reformatting_and_moving_change_nothing(
        size in 4_usize..16,
        dresses in prop::collection::vec((dress(), 0_usize..40, 0_usize..40), 1..4),
    ) {
        let mut tale = Tale::new(size);
        let mut last = tale.build(None);
        for (dress, at, to) in dresses {
            let before = last.ids(&tale.told);
            tale.change(&Deed::Reformat(dress), &mut Fate::default());
            let reformatted = tale.build(Some(&last.lock));
            prop_assert_eq!(&reformatted.ids(&tale.told), &before);
            prop_assert_eq!(reformatted.blocks(), last.blocks());
            prop_assert!(reformatted.is_agreed());
            tale.change(&Deed::Move { at, to }, &mut Fate::default());
            last = tale.build(Some(&reformatted.lock));
            prop_assert_eq!(&last.ids(&tale.told), &before);
            prop_assert!(last.is_agreed());
        }
    }

    /// Between other deeds of an earlier and of a later build, at which nothing may be lost either.
    #[test]
    fn a_merged_block_leads_to_its_heir_and_a_split_one_keeps_its_id(
        size in 4_usize..16,
        first in prop::collection::vec(deed(), 0..3),
        at in 0_usize..40,
        is_split in any::<bool>(),
        dress in dress(),
        later in prop::collection::vec(deed(), 0..3),
    ) {
        let mut tale = Tale::new(size);
        let start = tale.build(None);
        for deed in &first {
            tale.change(deed, &mut Fate::default());
        }
        let mut before = tale.build(Some(&start.lock));
        align::agree::agree(&before.study, &mut before.lock, &align::agree::What::All).expect("all is known");
        let ids_before = before.ids(&tale.told);
        let mut fate = Fate::default();
        tale.change(&Deed::Reformat(dress), &mut fate);
        tale.change(&if is_split { Deed::Split { at } } else { Deed::Merge { at } }, &mut fate);
        let now = tale.build(Some(&before.lock));
        let ids = now.ids(&tale.told);
        for (name, id) in &ids {
            match ids_before.get(name) {
                Some(old) => prop_assert_eq!(id, old, "a whole, and the first of its parts, is what it was"),
                None => prop_assert!(!ids_before.values().any(|old| old == id), "a new part has a new id"),
            }
        }
        for (part, whole) in &fate.merged {
            let aliases = now.aliases(&ids[whole]);
            prop_assert!(aliases.contains(&ids_before[part]), "{aliases:?} lead to it, not {}", ids_before[part]);
        }
        prop_assert!(now.is_agreed(), "no word is another one");
        let mut fate = Fate::default();
        for deed in &later {
            tale.change(deed, &mut fate);
        }
        let last = tale.build(Some(&now.lock));
        for (name, id) in last.ids(&tale.told) {
            if fate.is_untouched(name) && let Some(old) = ids.get(&name) {
                prop_assert_eq!(&id, old);
                prop_assert_eq!(last.aliases(&id), now.aliases(old));
            }
        }
    }

    #[test]
    fn three_builds_keep_the_id_and_what_was_agreed(
        size in 2_usize..12,
        choices in prop::collection::vec(0_usize..10_000, 3),
        dress in dress(),
    ) {
        let mut tale = Tale::new(size);
        let first = tale.build(None);
        let ids = first.ids(&tale.told);
        let agreed = tale.told.clone();
        let mut lock = first.lock;
        tale.dress = dress;
        for choice in choices {
            let mut random = numbers(choice as u64);
            for block in &mut tale.told {
                let words = &mut block.words[0];
                for _ in 0..words.len() / 3 {
                    let at = random(words.len());
                    words[at] = random(999);
                }
            }
            let now = tale.build(Some(&lock));
            prop_assert_eq!(&now.ids(&tale.told), &ids);
            lock = now.lock;
        }
        let english = Lang::parse(TAGS[0]).expect("a tag");
        for (was, is) in agreed.iter().zip(&tale.told).filter(|(was, is)| was != is) {
            let entries = lock::read(&lock::path("tale"), &lock.0["tale"]).value;
            let entry = entries.iter().find(|entry| entry.id.as_str() == ids[&was.name]).expect("it is remembered");
            let text = entry.texts.get(&english).expect("its English text");
            let words = paragraph(&was.words[0], 0, Dress::default());
            prop_assert_eq!(text.agreed.as_deref(), Some(words.as_str()), "{:?}", is);
        }
    }

    #[test]
    fn agreeing_and_building_again_is_a_fixed_point(at in 0_usize..8, every in 2_usize..5, both in any::<bool>()) {
        let mut tale = Tale::new(8);
        let mut first = tale.build(None);
        align::agree::agree(&first.study, &mut first.lock, &align::agree::What::All).expect("all is known");
        tale.change(&Deed::Edit { at, every, both }, &mut Fate::default());
        let mut moved = tale.build(Some(&first.lock));
        let agreed = align::agree::agree(&moved.study, &mut moved.lock, &align::agree::What::All).expect("all is known");
        prop_assert_eq!(agreed.len(), 1);
        let after = tale.build(Some(&moved.lock));
        prop_assert_eq!(&after.lock, &moved.lock);
        prop_assert!(after.is_agreed());
    }
}

/// Numbers that look random, the same on every run.
fn numbers(seed: u64) -> impl FnMut(usize) -> usize {
    let mut state = seed;
    move |below| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    }
}

#[test]
fn a_block_of_which_half_the_words_change_keeps_its_id() {
    let mut random = numbers(7);
    let (mut kept, mut all) = (0, 0);
    for round in 0..40 {
        let told: Vec<Told> = (0..20)
            .map(|name| fresh(name, round * 31 + name * 7))
            .collect();
        let first = build(&told, Dress::default(), None);
        let mut edited = told.clone();
        for block in &mut edited {
            for words in &mut block.words {
                let half = random(words.len() / 2 + 1);
                for _ in 0..half {
                    let at = random(words.len());
                    words[at] = random(999);
                }
            }
        }
        let dress = Dress {
            is_set: true,
            ..Dress::default()
        };
        let second = build(&edited, dress, Some(&first.lock));
        let (before, after) = (first.ids(&told), second.ids(&edited));
        kept += before
            .iter()
            .filter(|(name, id)| after.get(name) == Some(id))
            .count();
        all += before.len();
    }
    println!("{kept} of {all} kept their ids");
    assert!(100 * kept >= 95 * all, "{kept} of {all}");
}

#[test]
fn the_order_of_files_does_not_matter() {
    let told: Vec<Told> = (0..12).map(|name| fresh(name, name * 5 + 1)).collect();
    let chapters = [("tale", &told[..7]), ("story", &told[4..])];
    // The same texts under other numbers, read in another order.
    let study = |numbers: [usize; 2], is_turned: bool| {
        let mut files: Vec<(String, String)> = Vec::new();
        for ((name, told), number) in chapters.iter().zip(numbers) {
            for (language, tag) in TAGS.iter().enumerate() {
                let path = format!("content/chapters/{number:02}-{name}.{tag}.md");
                files.push((path, text(told, language, Dress::default())));
            }
        }
        if is_turned {
            files.reverse();
        }
        let settings = "title: {en: A, ru: Б}\nlanguages: [en, ru]\n";
        let mut sources = Sources::new().with_text("content/study.yaml", settings);
        for (path, text) in files {
            sources.insert(path, Source::text(text));
        }
        align::study(read::study(&sources).value.texts).value.lock
    };
    let lock = study([1, 2], false);
    assert_eq!(study([1, 2], true), lock);
    assert_eq!(study([9, 3], false), lock);
}
