//! The only door to tera.

use serde::{Serialize, Serializer};
use std::ops::Deref;
use std::sync::OnceLock;

/// A value that many pages show (the menu, the study's own data), turned into what templates read only once.
///
/// It reads as the value inside. Turning a large menu into a template value for every page would cost more than
/// making the page.
#[derive(Debug, Default)]
pub struct Shared<T> {
    value: T,
    ready: OnceLock<Ready>,
}

/// A value as templates read it; cloning it copies a pointer.
#[derive(Clone, Debug)]
pub struct Ready(tera::Value);

impl<T: Serialize> Shared<T> {
    /// Shares `value`.
    pub fn new(value: T) -> Self {
        Self {
            value,
            ready: OnceLock::new(),
        }
    }

    /// The value for [`super::Theme::page`].
    pub fn ready(&self) -> &Ready {
        self.ready
            .get_or_init(|| Ready(tera::Value::from_serializable(&self.value)))
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
        self.value.serialize(serializer)
    }
}

impl Ready {
    /// What templates see.
    pub(super) fn value(&self) -> &tera::Value {
        &self.0
    }
}
