//! "Did you mean": the nearest of the names that would have been right.

/// The candidate nearest to `typed`, if it is near enough to be what was meant: at most a third of its
/// letters differ (at least one may). Ties go to the candidate that comes first.
pub fn nearest<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = typed.to_lowercase().replace(['_', ' '], "-");
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let other = candidate.to_lowercase().replace('_', "-");
        let distance = strsim::osa_distance(&folded, &other);
        let allowed = (folded.chars().count().max(other.chars().count()) / 3).max(1);
        if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn near_names_are_found() {
        let known = ["addressees", "actors", "R04", "R07"];
        for (typed, expected) in [
            ("adressees", Some("addressees")),
            ("actor", Some("actors")),
            ("R7", Some("R07")),
            ("horizon", None),
        ] {
            assert_eq!(nearest(typed, known), expected, "{typed}");
        }
    }
}
