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
    Reformat,
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

fn text(told: &[Told], language: usize, wide: bool) -> String {
    let between = if wide { " " } else { "\n" };
    let mut out = format!("---\ntitle: {}\n---\n", word(language, 1));
    for block in told {
        let words: Vec<String> = block.words[language]
            .iter()
            .map(|number| word(language, *number))
            .collect();
        out += &format!("\n{}.\n", words.join(between));
    }
    out
}

/// One build: the study and the lock it leaves.
struct Build {
    study: Study,
    lock: Lock,
}

fn build(told: &[Told], wide: bool, before: Option<&Lock>) -> Build {
    let mut sources = Sources::new().with_text(
        "content/study.yaml",
        "title: {en: A, ru: Б}\nlanguages: [en, ru]\n",
    );
    for (language, tag) in TAGS.iter().enumerate() {
        sources.insert(
            format!("content/chapters/01-tale.{tag}.md"),
            Source::text(text(told, language, wide)),
        );
    }
    for (name, entries) in before.iter().flat_map(|lock| &lock.0) {
        sources.insert(lock::path(name), Source::text(lock::text(entries)));
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

    /// What pages show of the blocks. How sure the first pairing was is known to that build alone.
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

    fn pairs(&self) -> bool {
        let chapter = self.study.chapter("tale").expect("the tale");
        chapter.blocks.iter().all(|block| block.texts.len() == 2)
    }
}

/// Does a deed; gives the names of blocks whose words changed.
fn change(told: &mut Vec<Told>, deed: &Deed, next: &mut usize) -> BTreeSet<usize> {
    let mut edited = BTreeSet::new();
    match deed {
        Deed::Insert { at, seed } => {
            *next += 1;
            told.insert(at % (told.len() + 1), fresh(*next, *seed));
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
            edited.insert(block.name);
            for (language, words) in block.words.iter_mut().enumerate() {
                if language == 0 || *both {
                    for word in words.iter_mut().skip(1).step_by(*every) {
                        *word = (*word + 450 + *every) % 999;
                    }
                }
            }
        }
        Deed::Delete { .. } | Deed::Reformat => {}
    }
    edited
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        4 => (0_usize..40, 2_usize..4, any::<bool>()).prop_map(|(at, every, both)| Deed::Edit { at, every, both }),
        2 => (0_usize..40, 0_usize..5000).prop_map(|(at, seed)| Deed::Insert { at, seed }),
        2 => (0_usize..40).prop_map(|at| Deed::Delete { at }),
        2 => (0_usize..40, 0_usize..40).prop_map(|(at, to)| Deed::Move { at, to }),
        1 => Just(Deed::Reformat),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn ids_survive_any_history(
        size in 4_usize..16,
        history in prop::collection::vec(prop::collection::vec(deed(), 1..4), 1..4),
    ) {
        let mut told: Vec<Told> = (0..size).map(|name| fresh(name, name * 7 + 3)).collect();
        let mut next = size;
        let mut last = build(&told, false, None);
        // Every id that was ever given, and to which block.
        let mut owners: BTreeMap<String, usize> = last.ids(&told).into_iter().map(|(name, id)| (id, name)).collect();
        for (round, deeds) in history.iter().enumerate() {
            let before = last.ids(&told);
            let gone_before: Vec<Told> = told.clone();
            let mut edited = BTreeSet::new();
            for deed in deeds {
                edited.extend(change(&mut told, deed, &mut next));
            }
            let now = build(&told, round % 2 == 0, Some(&last.lock));
            let ids = now.ids(&told);
            prop_assert!(now.pairs(), "every block is there in both languages");
            let distinct: BTreeSet<&String> = ids.values().collect();
            prop_assert_eq!(distinct.len(), ids.len(), "ids are unique");
            for (name, id) in &ids {
                if !edited.contains(name) && let Some(old) = before.get(name) {
                    prop_assert_eq!(id, old, "an unchanged block keeps its id");
                }
                let owner = owners.entry(id.clone()).or_insert(*name);
                prop_assert_eq!(*owner, *name, "an id is never given to another text");
            }
            // A fixed point: the lock that was written changes nothing, and nothing changes it.
            let again = build(&told, round % 2 == 0, Some(&now.lock));
            prop_assert_eq!(&again.lock, &now.lock);
            prop_assert_eq!(again.blocks(), now.blocks());
            // What was removed comes back with its id.
            let removed = gone_before.iter().find(|block| !told.iter().any(|one| one.name == block.name) && !edited.contains(&block.name));
            if let Some(removed) = removed {
                let mut back = told.clone();
                back.insert(back.len() / 2, removed.clone());
                let returned = build(&back, false, Some(&now.lock));
                prop_assert_eq!(&returned.ids(&back)[&removed.name], &before[&removed.name]);
            }
            last = now;
        }
    }

    #[test]
    fn agreeing_and_building_again_is_a_fixed_point(at in 0_usize..8, every in 2_usize..5, both in any::<bool>()) {
        let mut told: Vec<Told> = (0..8).map(|name| fresh(name, name * 11 + 5)).collect();
        let first = build(&told, false, None);
        change(&mut told, &Deed::Edit { at, every, both }, &mut 8);
        let mut moved = build(&told, false, Some(&first.lock));
        let languages = moved.study.settings.languages.clone();
        let agreed = align::agree::agree(&mut moved.lock, &languages, &align::agree::What::All).expect("all is known");
        prop_assert_eq!(agreed.len(), 1);
        let after = build(&told, false, Some(&moved.lock));
        prop_assert_eq!(&after.lock, &moved.lock);
        let chapter = after.study.chapter("tale").expect("the tale");
        prop_assert!(chapter.blocks.iter().all(|block| block.state.is_agreed()));
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
        let first = build(&told, false, None);
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
        let second = build(&edited, true, Some(&first.lock));
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
fn three_builds_keep_the_id_and_what_was_agreed() {
    let mut told: Vec<Told> = (0..6).map(|name| fresh(name, name * 7 + 3)).collect();
    let first = build(&told, false, None);
    let ids = first.ids(&told);
    let agreed = text(&told[2..3], 0, true);
    let mut lock = first.lock;
    for round in 0..3 {
        for word in told[2].words[0].iter_mut().skip(round).step_by(3) {
            *word = (*word + 333) % 999;
        }
        let now = build(&told, false, Some(&lock));
        assert_eq!(now.ids(&told), ids);
        lock = now.lock;
    }
    let entry = lock.0["tale"]
        .iter()
        .find(|entry| entry.id.as_str() == ids[&2])
        .expect("it is remembered");
    let english = entry
        .texts
        .get(&Lang::parse(TAGS[0]).expect("a tag"))
        .expect("its English text");
    let words = agreed.lines().last().expect("its words").to_owned();
    assert_eq!(english.agreed.as_deref(), Some(words.as_str()));
}
