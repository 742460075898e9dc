//! Bytes within a record of the index that are written and read at once, not one by one.

/// Bytes that are written at once and not one by one; what reads them back finds a `Vec<u8>`.
pub struct Plain<'a>(pub &'a [u8]);

impl serde::Serialize for Plain<'_> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(self.0)
    }
}

/// Bytes that are read at once and not one by one, whoever wrote them.
pub struct Whole(pub Vec<u8>);

impl<'de> serde::Deserialize<'de> for Whole {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        <&[u8]>::deserialize(from).map(|bytes| Self(bytes.to_vec()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_in_either_way_is_read_at_once() {
        let bytes = vec![0, 255, 7];
        let plain = postcard::to_allocvec(&[Plain(&bytes)]).unwrap();
        assert_eq!(plain, postcard::to_allocvec(&[&bytes]).unwrap());
        let [Whole(read)] = postcard::from_bytes(&plain).unwrap();
        assert_eq!(read, bytes);
        assert!(postcard::from_bytes::<[Whole; 1]>(&plain[..3]).is_err());
    }
}
