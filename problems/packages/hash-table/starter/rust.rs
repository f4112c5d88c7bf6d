//! A hash-table codec that is right but far from good. Make it better.
//!
//! Format: one byte that says STORED or PACKED; stored data follow as they are. Packed data are sequences of
//! a control byte c, then
//!   c < 128:  c + 1 literal bytes follow;
//!   c >= 128: a match of c - 124 bytes (4 to 131), its distance in two bytes, low byte first.

const MIN_MATCH: usize = 4;
const MAX_MATCH: usize = 131;
const WINDOW: usize = 65535;
const STORED: u8 = 0;
const PACKED: u8 = 1;
const HASH_BITS: u32 = 12;

pub fn compress(input: &[u8]) -> Vec<u8> {
    let packed = pack(input);
    if packed.len() <= input.len() {
        return packed;
    }
    let mut stored = vec![STORED];
    stored.extend_from_slice(input);
    stored
}

pub fn decompress(blob: &[u8]) -> Vec<u8> {
    match blob.split_first() {
        Some((&PACKED, packed)) => unpack(packed),
        Some((_, stored)) => stored.to_vec(),
        None => Vec::new(),
    }
}

fn hash(at: &[u8]) -> usize {
    let word = u32::from_le_bytes(at[..4].try_into().unwrap());
    (word.wrapping_mul(2654435761) >> (32 - HASH_BITS)) as usize
}

fn match_length(input: &[u8], candidate: usize, position: usize) -> usize {
    let pairs = input[candidate..].iter().zip(&input[position..]).take(MAX_MATCH);
    pairs.take_while(|(old, new)| old == new).count()
}

fn write_literals(out: &mut Vec<u8>, literals: &[u8]) {
    for chunk in literals.chunks(128) {
        out.push((chunk.len() - 1) as u8);
        out.extend_from_slice(chunk);
    }
}

fn pack(input: &[u8]) -> Vec<u8> {
    let mut out = vec![PACKED];
    let mut last_seen = vec![usize::MAX; 1 << HASH_BITS];
    let (mut literals_from, mut position) = (0, 0);
    while position + MIN_MATCH <= input.len() {
        let seen = &mut last_seen[hash(&input[position..])];
        let candidate = std::mem::replace(seen, position);
        let mut length = 0;
        if candidate != usize::MAX && position - candidate <= WINDOW {
            length = match_length(input, candidate, position);
        }
        if length < MIN_MATCH {
            position += 1;
            continue;
        }
        write_literals(&mut out, &input[literals_from..position]);
        out.push((length + 124) as u8);
        out.extend_from_slice(&((position - candidate) as u16).to_le_bytes());
        position += length;
        literals_from = position;
    }
    write_literals(&mut out, &input[literals_from..]);
    out
}

fn unpack(blob: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut position = 0;
    while position < blob.len() {
        let control = blob[position] as usize;
        position += 1;
        if control < 128 {
            out.extend_from_slice(&blob[position..position + control + 1]);
            position += control + 1;
            continue;
        }
        let distance = u16::from_le_bytes([blob[position], blob[position + 1]]) as usize;
        position += 2;
        for _ in 0..control - 124 {
            // byte by byte: a match may overlap its own output
            out.push(out[out.len() - distance]);
        }
    }
    out
}
