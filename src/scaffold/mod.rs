//! New studies that build at once.
