//! Dates as precise as the author gave them.

use std::fmt;

/// A year, a month or a day of the Gregorian calendar (ISO 8601). Ordered by what is known; a year comes before its months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct When {
    /// Four digits.
    pub year: u16,
    /// 1–12, if known.
    pub month: Option<u8>,
    /// 1–31, if known; never without a month.
    pub day: Option<u8>,
}

impl When {
    /// Reads `2021`, `2021-10` or `2021-10-07`; `None` if it is not a real date.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year = digits(parts.next()?, 4)?;
        let month = parts
            .next()
            .map(|m| digits(m, 2))
            .map_or(Some(None), |m| m.map(Some))?;
        let day = parts
            .next()
            .map(|d| digits(d, 2))
            .map_or(Some(None), |d| d.map(Some))?;
        if parts.next().is_some() || year == 0 {
            return None;
        }
        let month_is_real = month.is_none_or(|m| (1..=12).contains(&m));
        let day_is_real = match (month, day) {
            (Some(m), Some(d)) if month_is_real => (1..=days_in(year, m)).contains(&d),
            (_, None) => true,
            _ => false,
        };
        (month_is_real && day_is_real).then_some(Self {
            year,
            month: month.map(|m| m as u8),
            day: day.map(|d| d as u8),
        })
    }

    /// True if the day is known.
    pub fn is_full(&self) -> bool {
        self.day.is_some()
    }

    /// True if this is earlier than `other` whatever the unknown months and days of the two are.
    pub fn is_before(&self, other: Self) -> bool {
        let latest = (self.year, self.month.unwrap_or(12), self.day.unwrap_or(31));
        latest < (other.year, other.month.unwrap_or(1), other.day.unwrap_or(1))
    }

    /// RFC 3339 for feeds; the first moment of what is known, in UTC.
    pub fn rfc3339(&self) -> String {
        format!(
            "{:04}-{:02}-{:02}T00:00:00Z",
            self.year,
            self.month.unwrap_or(1),
            self.day.unwrap_or(1)
        )
    }
}

fn digits(text: &str, count: usize) -> Option<u16> {
    (text.len() == count && text.bytes().all(|b| b.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

fn days_in(year: u16, month: u16) -> u16 {
    let leap = (year.is_multiple_of(4) && !year.is_multiple_of(100)) || year.is_multiple_of(400);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for When {
    /// ISO 8601, as precise as known.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl serde::Serialize for When {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::When;

    #[test]
    fn only_real_dates() {
        for good in ["2021", "2021-10", "2021-10-07", "2024-02-29"] {
            assert_eq!(When::parse(good).expect(good).to_string(), good);
        }
        for bad in [
            "",
            "21",
            "2021-13",
            "2021-02-29",
            "2021-10-7",
            "07.10.2021",
            "2021-10-07-1",
            "2021-00",
            "0000",
        ] {
            assert_eq!(When::parse(bad), None, "{bad}");
        }
    }
}
