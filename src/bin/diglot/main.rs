//! The program `diglot`: arguments in, exit status out.

fn main() {}
