//! BLAKE3 digests of canonical bytes. They leave the process: in the manifest, in ids and in names of assets.

use std::fmt;
use std::io;

/// A digest of everything that went in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// Digest of some bytes: plain BLAKE3, as `b3sum` prints it.
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }

    /// Digest and length of what may be larger than memory.
    pub fn of_reader(reader: impl io::Read) -> io::Result<(Self, u64)> {
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(reader)?;
        Ok((Self(*hasher.finalize().as_bytes()), hasher.count()))
    }

    /// Digest of a list of parts. Each part's length goes in too, so that `["ab", "c"]` and `["a", "bc"]` differ.
    pub fn of_parts(parts: &[&[u8]]) -> Self {
        // Short parts are many, and one long row of bytes is hashed faster than many short ones.
        let length = parts.iter().map(|part| part.len() + 8).sum();
        let mut row = Vec::with_capacity(length);
        for part in parts {
            row.extend_from_slice(&(part.len() as u64).to_le_bytes());
            row.extend_from_slice(part);
        }
        Self::of(&row)
    }

    /// The 32 bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Sixty-four hexadecimal digits.
    pub fn hex(&self) -> String {
        data_encoding::HEXLOWER.encode(&self.0)
    }

    /// The first ten hexadecimal digits, for the name of an asset.
    pub fn short(&self) -> String {
        data_encoding::HEXLOWER.encode(&self.0[..5])
    }

    /// The first `length` letters in lower-case base 32 (RFC 4648, no padding), for the id of a block.
    pub fn base32(&self, length: usize) -> String {
        let mut letters = data_encoding::BASE32_NOPAD.encode(&self.0).to_lowercase();
        letters.truncate(length);
        letters
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fingerprint({})", self.short())
    }
}
