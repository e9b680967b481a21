//! The checksum of FIT: a 16-bit cyclic redundancy check with the reflected polynomial A001.

const POLYNOMIAL: u16 = 0xA001;
/// Bytes taken at a time: eight tables cost 4 kB and lift the speed about fivefold over one byte at a time.
const STRIDE: usize = 8;

static TABLES: [[u16; 256]; STRIDE] = tables();

const fn tables() -> [[u16; 256]; STRIDE] {
    let mut tables = [[0_u16; 256]; STRIDE];
    let mut byte = 0;
    while byte < 256 {
        let mut remainder = byte as u16;
        let mut bit = 0;
        while bit < 8 {
            remainder = if remainder & 1 == 1 { (remainder >> 1) ^ POLYNOMIAL } else { remainder >> 1 };
            bit += 1;
        }
        tables[0][byte] = remainder;
        byte += 1;
    }
    let mut slice = 1;
    while slice < STRIDE {
        let mut byte = 0;
        while byte < 256 {
            let before = tables[slice - 1][byte];
            tables[slice][byte] = (before >> 8) ^ tables[0][(before & 0xFF) as usize];
            byte += 1;
        }
        slice += 1;
    }
    tables
}

/// Remainder of `bytes`.
pub(crate) fn crc(bytes: &[u8]) -> u16 {
    let (chunks, rest) = bytes.as_chunks::<STRIDE>();
    let remainder = chunks.iter().fold(0, |remainder: u16, chunk| {
        let [low, high] = remainder.to_le_bytes();
        TABLES[7][usize::from(chunk[0] ^ low)]
            ^ TABLES[6][usize::from(chunk[1] ^ high)]
            ^ TABLES[5][usize::from(chunk[2])]
            ^ TABLES[4][usize::from(chunk[3])]
            ^ TABLES[3][usize::from(chunk[4])]
            ^ TABLES[2][usize::from(chunk[5])]
            ^ TABLES[1][usize::from(chunk[6])]
            ^ TABLES[0][usize::from(chunk[7])]
    });
    rest.iter().fold(remainder, |remainder, byte| one(remainder, *byte))
}

fn one(remainder: u16, byte: u8) -> u16 {
    (remainder >> 8) ^ TABLES[0][usize::from(remainder.to_le_bytes()[0] ^ byte)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_check_value_of_the_literature() {
        // CRC-16/ARC of the nine digits, as catalogues of checksums give it.
        assert_eq!(crc(b"123456789"), 0xBB3D);
    }

    proptest! {
        #[test]
        fn strides_and_single_bytes_agree(bytes in prop::collection::vec(any::<u8>(), 0..100)) {
            prop_assert_eq!(crc(&bytes), bytes.iter().fold(0, |remainder, byte| one(remainder, *byte)));
        }
    }
}
