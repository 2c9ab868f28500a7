//! Values that many pages show, turned into what templates read once.

use serde::{Serialize, Serializer};
use std::ops::Deref;
use std::sync::{Arc, OnceLock};
use tera::Value;

/// A value that many pages show (the menu, the study's own data, a row of several lists), turned into what templates read
/// only once.
///
/// It reads as the value inside. Turning a large menu into a template value for every page would cost more than
/// making the page.
#[derive(Debug)]
pub struct Shared<T> {
    value: T,
    make: fn(&T) -> Ready,
    ready: OnceLock<Ready>,
}

/// A value as templates read it; cloning it copies a pointer.
#[derive(Clone, Debug)]
pub struct Ready(pub(super) Arc<Value>);

impl Ready {
    /// Of any value.
    pub fn of(value: &impl Serialize) -> Self {
        Self(Arc::new(Value::from_serializable(value)))
    }

    /// A list of such values, which it shares.
    pub fn list(values: impl Iterator<Item = Self>) -> Self {
        let values: Vec<Value> = values.map(|one| one.value()).collect();
        Self(Arc::new(values.into()))
    }

    /// The same fields and one more, whose value it shares.
    pub fn with(&self, key: &'static str, value: Self) -> Self {
        let mut fields = self.value().into_map().unwrap_or_default();
        fields.insert(key.into(), value.value());
        Self(Arc::new(fields.into()))
    }

    pub(super) fn value(&self) -> Value {
        Value::clone(&self.0)
    }
}

impl<T: Serialize> Shared<T> {
    /// Shares `value`.
    pub fn new(value: T) -> Self {
        Self::put_together(value, |value| Ready::of(value))
    }
}

impl<T> Shared<T> {
    /// Shares a value of which `make` says what templates read: of parts that are shared themselves.
    pub fn put_together(value: T, make: fn(&T) -> Ready) -> Self {
        Self {
            value,
            make,
            ready: OnceLock::new(),
        }
    }

    /// The value for [`Theme::page`](crate::theme::Theme::page).
    pub fn ready(&self) -> &Ready {
        self.ready.get_or_init(|| (self.make)(&self.value))
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: Serialize> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // tera takes one of its own values as it is, wherever it stands in another.
        self.ready().0.serialize(serializer)
    }
}
