//! The only room that touches the file system: reading a study, writing a site.
