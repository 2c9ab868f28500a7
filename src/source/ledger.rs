//! A map of which many copies are alike but for a few entries.
//!
//! Its entries stand in the order of their keys on leaves of some dozens, and copies share the leaves in which they do
//! not differ. So whoever changes one entry of a copy pays for one leaf, and two copies are compared without a look at
//! what they share.

use std::borrow::Borrow;
use std::collections::BTreeSet;
use std::fmt;
use std::ops::Index;
use std::sync::Arc;

/// A leaf holds at most this many entries.
const MOST: usize = 64;

/// A map in the order of its keys. Copying it copies pointers, one for some dozens of entries.
#[derive(Clone)]
pub struct Ledger<K, V> {
    /// None is empty.
    leaves: Vec<Arc<Vec<(K, V)>>>,
    len: usize,
}

impl<K, V> Default for Ledger<K, V> {
    fn default() -> Self {
        Self {
            leaves: Vec::new(),
            len: 0,
        }
    }
}

impl<K, V> Ledger<K, V> {
    /// No entries yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// True without entries.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The entries in the order of their keys.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        let entries = self.leaves.iter().flat_map(|leaf| leaf.iter());
        entries.map(|(key, value)| (key, value))
    }

    /// The keys in their order.
    pub fn keys(&self) -> impl Iterator<Item = &K> {
        self.iter().map(|(key, _)| key)
    }

    /// The values in the order of their keys.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.iter().map(|(_, value)| value)
    }
}

impl<K: Ord, V> Ledger<K, V> {
    /// The entry of a key.
    pub fn entry<Q: Ord + ?Sized>(&self, key: &Q) -> Option<(&K, &V)>
    where
        K: Borrow<Q>,
    {
        let leaf = self.leaves.get(self.leaf_of(key)?)?;
        let at = place(leaf, key).ok()?;
        leaf.get(at).map(|(key, value)| (key, value))
    }

    /// The value of a key.
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.entry(key).map(|(_, value)| value)
    }

    /// The entries from a key on, itself included.
    pub fn from<'a, Q: Ord + ?Sized>(
        &'a self,
        key: &Q,
    ) -> impl Iterator<Item = (&'a K, &'a V)> + use<'a, K, V, Q>
    where
        K: Borrow<Q>,
    {
        let first = self.leaf_of(key).unwrap_or(0);
        let skipped = self.leaves.get(first).map_or(0, |leaf| {
            leaf.partition_point(|(one, _)| one.borrow() < key)
        });
        let entries = self.leaves[first..].iter().flat_map(|leaf| leaf.iter());
        entries.skip(skipped).map(|(key, value)| (key, value))
    }

    /// The leaf on which a key stands if it is there: the last that does not begin after it.
    fn leaf_of<Q: Ord + ?Sized>(&self, key: &Q) -> Option<usize>
    where
        K: Borrow<Q>,
    {
        let after = self
            .leaves
            .partition_point(|leaf| leaf[0].0.borrow() <= key);
        after.checked_sub(1)
    }
}

impl<K: Ord, V: PartialEq> Ledger<K, V> {
    /// The entries that `before` has not, or has otherwise, in the order of their keys.
    pub fn unlike<'a>(&'a self, before: &'a Self) -> impl Iterator<Item = (&'a K, &'a V)> {
        let shared: BTreeSet<_> = before.leaves.iter().map(Arc::as_ptr).collect();
        let own = self.leaves.iter();
        let own = own.filter(move |leaf| !shared.contains(&Arc::as_ptr(leaf)));
        let entries = own.flat_map(|leaf| leaf.iter());
        entries
            .filter(|(key, value)| before.get(key) != Some(value))
            .map(|(key, value)| (key, value))
    }
}

impl<K: Ord + Clone, V: Clone> Ledger<K, V> {
    /// Adds an entry or replaces the one of the same key.
    pub fn insert(&mut self, key: K, value: V) {
        let Some(at) = self.leaf_of(&key).or((self.len > 0).then_some(0)) else {
            self.leaves.push(Arc::new(vec![(key, value)]));
            self.len = 1;
            return;
        };
        let leaf = Arc::make_mut(&mut self.leaves[at]);
        match place(leaf, &key) {
            Ok(place) => leaf[place].1 = value,
            Err(place) => {
                leaf.insert(place, (key, value));
                self.len += 1;
                if leaf.len() > MOST {
                    // Whoever adds entries in their order leaves full leaves behind.
                    let is_last = place == MOST;
                    let rest = leaf.split_off(if is_last { MOST } else { MOST / 2 });
                    self.leaves.insert(at + 1, Arc::new(rest));
                }
            }
        }
    }

    /// Takes an entry out, if it is there.
    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let at = self.leaf_of(key)?;
        let place = place(&self.leaves[at], key).ok()?;
        let leaf = Arc::make_mut(&mut self.leaves[at]);
        let (_, value) = leaf.remove(place);
        if leaf.is_empty() {
            self.leaves.remove(at);
        }
        self.len -= 1;
        Some(value)
    }
}

/// Where a key stands on a leaf, or would stand.
fn place<K: Ord + Borrow<Q>, V, Q: Ord + ?Sized>(leaf: &[(K, V)], key: &Q) -> Result<usize, usize> {
    leaf.binary_search_by(|(one, _)| one.borrow().cmp(key))
}

impl<K: Ord, V: PartialEq> PartialEq for Ledger<K, V> {
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len && self.unlike(other).next().is_none()
    }
}

impl<K: Ord, V: Eq> Eq for Ledger<K, V> {}

impl<K: Ord + Clone, V: Clone> Extend<(K, V)> for Ledger<K, V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, entries: I) {
        for (key, value) in entries {
            self.insert(key, value);
        }
    }
}

impl<K: Ord + Clone, V: Clone> FromIterator<(K, V)> for Ledger<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut ledger = Self::new();
        ledger.extend(entries);
        ledger
    }
}

impl<K: Ord + Borrow<Q>, V, Q: Ord + ?Sized> Index<&Q> for Ledger<K, V> {
    type Output = V;

    fn index(&self, key: &Q) -> &V {
        self.get(key)
            .expect("whoever asks so knows that it is there")
    }
}

impl<K: fmt::Debug, V: fmt::Debug> fmt::Debug for Ledger<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    /// Numbers in an order of their own, each many times.
    fn numbers(count: u64) -> impl Iterator<Item = u64> {
        (0..count).map(|at| at.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 55)
    }

    #[test]
    fn it_is_the_map_of_the_standard_library() {
        let (mut ours, mut theirs) = (Ledger::new(), BTreeMap::new());
        for (at, number) in numbers(4_000).enumerate() {
            match at % 3 {
                2 => assert_eq!(ours.remove(&number), theirs.remove(&number)),
                _ => {
                    ours.insert(number, at);
                    theirs.insert(number, at);
                }
            }
            assert_eq!(ours.len(), theirs.len());
        }
        assert!(ours.iter().eq(theirs.iter()));
        for key in 0..600 {
            assert_eq!(ours.get(&key), theirs.get(&key));
            assert!(ours.from(&key).eq(theirs.range(key..)), "{key}");
        }
        assert_eq!(format!("{ours:?}"), format!("{theirs:?}"));
    }

    #[test]
    fn copies_tell_what_differs() {
        let before: Ledger<u64, u64> = (0..1_000).map(|at| (at * 2, at)).collect();
        assert_eq!(before.len(), 1_000);
        let mut now = before.clone();
        assert_eq!(now.unlike(&before).count(), 0);
        now.insert(500, 7);
        now.insert(501, 8);
        now.remove(&900);
        let unlike: Vec<_> = now.unlike(&before).collect();
        assert_eq!(unlike, [(&500, &7), (&501, &8)]);
        let gone: Vec<_> = before.unlike(&now).map(|(key, _)| *key).collect();
        assert_eq!(gone, [500, 900]);
        assert_ne!(now, before);
        now.insert(500, 250);
        now.remove(&501);
        now.insert(900, 450);
        assert_eq!(now, before);
    }

    #[test]
    fn a_copy_shares_what_it_does_not_change() {
        let before: Ledger<u64, u64> = (0..1_000).map(|at| (at, at)).collect();
        let mut now = before.clone();
        now.insert(500, 7);
        let pairs = now.leaves.iter().zip(&before.leaves);
        let own = pairs.filter(|(a, b)| !Arc::ptr_eq(a, b)).count();
        assert_eq!((own, now.leaves.len()), (1, 1_000_usize.div_ceil(MOST)));
    }
}
