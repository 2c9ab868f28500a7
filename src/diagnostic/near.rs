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

/// Letters of other scripts that look like Latin ones, and are typed for them where the keyboard was not switched.
const LOOK_ALIKES: &[(char, char)] = &[
    ('а', 'a'),
    ('е', 'e'),
    ('о', 'o'),
    ('р', 'p'),
    ('с', 'c'),
    ('у', 'y'),
    ('х', 'x'),
    ('к', 'k'),
    ('і', 'i'),
    ('ј', 'j'),
    ('ѕ', 's'),
    ('һ', 'h'),
    ('А', 'A'),
    ('В', 'B'),
    ('Е', 'E'),
    ('К', 'K'),
    ('М', 'M'),
    ('Н', 'H'),
    ('О', 'O'),
    ('Р', 'P'),
    ('С', 'C'),
    ('Т', 'T'),
    ('У', 'Y'),
    ('Х', 'X'),
    ('І', 'I'),
    ('Ғ', 'F'),
];

/// What to say about a name that has to be Latin, besides `help`: a letter in it that only looks Latin, which nobody can see.
pub fn with_look_alike(typed: &str, help: Option<String>) -> Option<String> {
    let letter = typed
        .chars()
        .find_map(|letter| LOOK_ALIKES.iter().find(|(other, _)| *other == letter));
    let Some((letter, latin)) = letter else {
        return help;
    };
    let said = format!(
        "its `{letter}` (U+{:04X}) only looks like the Latin `{latin}`",
        u32::from(*letter)
    );
    Some(match help {
        Some(help) => format!("{help} {said}"),
        None => said,
    })
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
