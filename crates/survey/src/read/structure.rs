//! Where the cells of a delimited text end, found 64 bytes at a time.
//!
//! A quotation mark turns "inside a quoted cell" on or off, so whether a byte is inside is the
//! parity of the marks up to it: a prefix sum over bits. Delimiters and row ends that are not
//! inside end cells. The same bits tell whether the text keeps to RFC 4180: an opening mark
//! stands where a cell begins, a closing one where a cell ends. The idea is that of simdjson
//! (Langdale and Lemire, "Parsing gigabytes of JSON per second", 2019).

/// Set in the place of an end whose cell holds two quotation marks that mean one.
const DOUBLED: u32 = 1 << 31;

/// The structure of a text that begins where a row begins.
#[derive(Default)]
pub(crate) struct Structure {
    /// Room for the places; only the first `found` of them are of this text.
    places: Vec<u32>,
    found: usize,
    /// Which of the places end a row rather than a cell within it: places in [`Self::ends`].
    pub(crate) row_ends: Vec<u32>,
    /// Whether every quotation mark stands where RFC 4180 has it.
    pub(crate) regular: bool,
    /// Whether the text ends inside a quoted cell.
    pub(crate) open: bool,
    /// [`DOUBLED`] where two marks of the cell that the text ends in mean one, else 0.
    doubled: u32,
}

/// What is known of 64 bytes: bit `i` is about byte `i`.
struct Masks {
    quotes: u64,
    delimiters: u64,
    row_ends: u64,
}

/// What one run of 64 bytes hands on to the next.
#[derive(Default)]
struct Carry {
    /// All ones inside a quoted cell, else zero.
    inside: u64,
    /// Whether a quoted cell may open now: the last byte ended a cell or closed a mark.
    may_open: u64,
    /// Whether the last byte closed a mark.
    closed: u64,
    /// [`DOUBLED`] where two marks of the cell that has begun mean one, else 0.
    doubled: u32,
    /// Not zero once a mark stood where RFC 4180 has none.
    misplaced: u64,
}

/// The ends of cells.
#[derive(Clone, Copy)]
pub(crate) struct Ends<'a>(&'a [u32]);

impl<'a> Ends<'a> {
    /// So many of them, from the first on.
    pub(crate) fn between(self, first: u32, count: u32) -> &'a [u32] {
        &self.0[first as usize..][..count as usize]
    }

    /// Where the cell with this end ends.
    #[inline(always)]
    pub(crate) fn place(end: u32) -> usize {
        (end & !DOUBLED) as usize
    }

    /// Where a cell ends.
    #[inline(always)]
    pub(crate) fn at(self, index: usize) -> usize {
        Self::place(self.0[index])
    }

    /// Whether two quotation marks in a cell mean one.
    #[inline(always)]
    pub(crate) fn doubled(self, index: usize) -> bool {
        self.0[index] & DOUBLED != 0
    }
}

impl Structure {
    /// Where each cell ends, ascending: at delimiters and row ends.
    pub(crate) fn ends(&self) -> Ends<'_> {
        Ends(&self.places[..self.found])
    }

    /// Says that a row ends at the end of the text, where no row end is.
    pub(crate) fn end_here(&mut self, at: usize) {
        self.row_ends.push(self.found as u32);
        self.room();
        self.places[self.found] = at as u32 | self.doubled;
        self.found += 1;
    }

    /// Finds the structure of `text`, which is shorter than 2 GiB.
    pub(crate) fn find(&mut self, text: &[u8], delimiter: u8) {
        #[cfg(target_arch = "x86_64")]
        if is_x86_feature_detected!("avx2")
            && is_x86_feature_detected!("bmi1")
            && is_x86_feature_detected!("pclmulqdq")
            && is_x86_feature_detected!("popcnt")
        {
            // SAFETY: the processor has just been asked whether it has these instructions.
            return unsafe { self.find_avx2(text, delimiter) };
        }
        self.find_with(text, |bytes| masks(bytes, delimiter), parity);
    }

    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2,bmi1,pclmulqdq,popcnt")]
    fn find_avx2(&mut self, text: &[u8], delimiter: u8) {
        self.find_with(text, |bytes| masks_avx2(bytes, delimiter), |bits| parity_clmul(bits));
    }

    #[inline(always)]
    fn find_with(
        &mut self,
        text: &[u8],
        masks: impl Fn(&[u8; 64]) -> Masks,
        parity: impl Fn(u64) -> u64,
    ) {
        self.found = 0;
        self.row_ends.clear();
        let mut carry = Carry { may_open: 1, ..Carry::default() };
        let (whole, rest) = text.as_chunks::<64>();
        let mut base = 0;
        for bytes in whole {
            self.take(masks(bytes), &parity, u64::MAX, &mut carry, base);
            base += 64;
        }
        if !rest.is_empty() {
            let mut bytes = [0; 64];
            bytes[..rest.len()].copy_from_slice(rest);
            self.take(masks(&bytes), &parity, (1 << rest.len()) - 1, &mut carry, base);
        }
        self.open = carry.inside != 0;
        self.regular = carry.misplaced == 0;
        self.doubled = carry.doubled;
    }

    /// Takes 64 bytes, of which the text has those whose bit is set in `text`.
    #[inline(always)]
    fn take(
        &mut self,
        masks: Masks,
        parity: impl Fn(u64) -> u64,
        text: u64,
        carry: &mut Carry,
        base: u32,
    ) {
        let Masks { quotes, delimiters, row_ends } = masks;
        let inside = parity(quotes) ^ carry.inside;
        carry.inside = ((inside as i64) >> 63) as u64;
        let row_ends = row_ends & !inside;
        let mut ends = (delimiters & !inside) | row_ends;
        // Worked out whether there are marks or not: that half of the runs have some is a branch that
        // costs more.
        let (opening, closing) = (quotes & inside, quotes & !inside);
        let may_open = (ends | closing) << 1 | carry.may_open;
        let after_closing = closing << 1 | carry.closed;
        let misplaced = (opening & !may_open) | (after_closing & !(ends | opening));
        let doubled = after_closing & opening;
        carry.misplaced |= misplaced & text;
        carry.closed = closing >> 63;
        carry.may_open = (ends | closing) >> 63;
        self.room();
        let all = ends;
        let mut rest = row_ends;
        while rest != 0 {
            let before = ends & ((rest & rest.wrapping_neg()) - 1);
            self.row_ends.push(self.found as u32 + before.count_ones());
            rest &= rest - 1;
        }
        let count = ends.count_ones() as usize;
        let places = &mut self.places[self.found..self.found + 64];
        // Four are written whether there are four or not: most runs have one or two, and a
        // loop that ends unpredictably costs more.
        for place in &mut places[..4] {
            *place = base + ends.trailing_zeros();
            ends &= ends.wrapping_sub(1);
        }
        let mut next = 4;
        while ends != 0 {
            places[next] = base + ends.trailing_zeros();
            ends &= ends - 1;
            next += 1;
        }
        if doubled != 0 || carry.doubled != 0 {
            self.mark_doubled(all, doubled, carry);
        }
        self.found += count;
    }

    /// Marks the ends of the cells in which marks are doubled: each the next end.
    #[cold]
    fn mark_doubled(&mut self, ends: u64, mut doubled: u64, carry: &mut Carry) {
        if ends == 0 {
            carry.doubled |= if doubled != 0 { DOUBLED } else { 0 };
            return;
        }
        self.places[self.found] |= std::mem::take(&mut carry.doubled);
        while doubled != 0 {
            let before = ends & ((doubled & doubled.wrapping_neg()) - 1);
            let next = before.count_ones();
            if next == ends.count_ones() {
                carry.doubled = DOUBLED;
            } else {
                self.places[self.found + next as usize] |= DOUBLED;
            }
            doubled &= doubled - 1;
        }
    }

    /// Makes room for 64 more places.
    #[inline(always)]
    fn room(&mut self) {
        if self.found + 64 > self.places.len() {
            self.places.resize((self.places.len() * 2).max(1 << 12), 0);
        }
    }
}

/// Bit `i` is the parity of the bits up to and including bit `i`.
#[inline(always)]
fn parity(mut bits: u64) -> u64 {
    bits ^= bits << 1;
    bits ^= bits << 2;
    bits ^= bits << 4;
    bits ^= bits << 8;
    bits ^= bits << 16;
    bits ^ bits << 32
}

/// The same, as a product without carries.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,bmi1,pclmulqdq,popcnt")]
#[inline]
fn parity_clmul(bits: u64) -> u64 {
    use std::arch::x86_64::{
        _mm_clmulepi64_si128, _mm_cvtsi64_si128, _mm_cvtsi128_si64, _mm_set1_epi8,
    };
    let product =
        _mm_clmulepi64_si128::<0>(_mm_cvtsi64_si128(bits.cast_signed()), _mm_set1_epi8(-1));
    _mm_cvtsi128_si64(product).cast_unsigned()
}

/// Compares eight bytes at a time, on any processor.
fn masks(bytes: &[u8; 64], delimiter: u8) -> Masks {
    const LOW: u64 = u64::MAX / 255;
    let find = |byte: u8| {
        let mut found = 0;
        for (index, eight) in bytes.as_chunks::<8>().0.iter().enumerate() {
            // Zero where the byte is; then the top bit of each byte that is zero.
            let other = u64::from_le_bytes(*eight) ^ (LOW * u64::from(byte));
            let low = (other & (LOW * 0x7f)) + LOW * 0x7f;
            let top = !(low | other) & (LOW << 7);
            // The eight top bits, side by side.
            found |= ((top >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56) << (index * 8);
        }
        found
    };
    Masks { quotes: find(b'"'), delimiters: find(delimiter), row_ends: find(b'\n') | find(b'\r') }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn masks_avx2(bytes: &[u8; 64], delimiter: u8) -> Masks {
    use std::arch::x86_64::{
        _mm256_cmpeq_epi8, _mm256_loadu_si256, _mm256_movemask_epi8, _mm256_or_si256,
        _mm256_set1_epi8,
    };
    // SAFETY: unaligned loads of 32 bytes each, both within the 64.
    let (first, second) = unsafe {
        (
            _mm256_loadu_si256(bytes.as_ptr().cast()),
            _mm256_loadu_si256(bytes.as_ptr().add(32).cast()),
        )
    };
    let is = |bytes, byte: u8| _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(byte.cast_signed()));
    let bits = |low, high| {
        let [low, high] = [low, high].map(|bytes| _mm256_movemask_epi8(bytes).cast_unsigned());
        u64::from(low) | u64::from(high) << 32
    };
    let is_row_end = |bytes| _mm256_or_si256(is(bytes, b'\n'), is(bytes, b'\r'));
    Masks {
        quotes: bits(is(first, b'"'), is(second, b'"')),
        delimiters: bits(is(first, delimiter), is(second, delimiter)),
        row_ends: bits(is_row_end(first), is_row_end(second)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Ends, each with whether its cell has doubled marks; row ends; regular; open.
    type Found = (Vec<(usize, bool)>, Vec<u32>, bool, bool);

    /// What the structure is, byte by byte.
    fn naive(text: &[u8]) -> Found {
        let (mut ends, mut row_ends) = (Vec::new(), Vec::new());
        let (mut inside, mut regular, mut doubled) = (false, true, false);
        let mut may_open = true;
        for (at, &byte) in text.iter().enumerate() {
            let closed = at > 0 && text[at - 1] == b'"' && !inside;
            let ends_cell = !inside && matches!(byte, b',' | b'\n' | b'\r');
            if ends_cell {
                if byte != b',' {
                    row_ends.push(ends.len() as u32);
                }
                ends.push((at, std::mem::take(&mut doubled)));
            }
            if byte == b'"' {
                regular &= inside || may_open;
                doubled |= closed;
                inside = !inside;
                may_open = !inside;
            } else {
                regular &= !closed || ends_cell;
                may_open = ends_cell;
            }
        }
        (ends, row_ends, regular, inside)
    }

    fn found(structure: &Structure) -> Found {
        let ends = structure.ends();
        let ends = (0..structure.found).map(|index| (ends.at(index), ends.doubled(index)));
        (ends.collect(), structure.row_ends.clone(), structure.regular, structure.open)
    }

    #[track_caller]
    fn check(text: &[u8]) {
        let expected = naive(text);
        let mut structure = Structure::default();
        structure.find(text, b',');
        assert_eq!(found(&structure), expected, "{:?}", String::from_utf8_lossy(text));
        structure.find_with(text, |bytes| masks(bytes, b','), parity);
        assert_eq!(found(&structure), expected, "portable, {:?}", String::from_utf8_lossy(text));
    }

    #[test]
    fn finds_what_is_there_byte_by_byte() {
        for text in
            ["", "a,b\r\n\"c,\nd\",\"\"\n", "\"say \"\"no\"\"\"", "a\"b,\"c\"d\n", "\"open,\n"]
        {
            // Wherever the 64 bytes begin.
            for before in 0..130 {
                check(&[vec![b'x'; before], b"\n".to_vec(), text.as_bytes().to_vec()].concat());
            }
        }
    }

    proptest! {
        #[test]
        fn agrees_with_reading_byte_by_byte(text in r#"[a",\n\r\x01\xff]{0,300}"#) {
            check(text.as_bytes());
        }
    }
}
