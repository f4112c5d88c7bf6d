//! Run lengths: each byte that differs from the one before, and how often it comes again.

// Twice the input would not always fit: what grows is stored.
const STORED: u8 = 0;
const PACKED: u8 = 1;

pub fn compress(input: &[u8]) -> Vec<u8> {
    let mut out = vec![PACKED];
    let mut rest = input;
    while let Some(&byte) = rest.first() {
        let run = rest.iter().take(256).take_while(|next| **next == byte).count();
        out.extend([byte, (run - 1) as u8]);
        rest = &rest[run..];
    }
    if out.len() > input.len() {
        out.clear();
        out.push(STORED);
        out.extend_from_slice(input);
    }
    out
}

pub fn decompress(blob: &[u8]) -> Vec<u8> {
    match blob.split_first() {
        Some((&PACKED, pairs)) => {
            pairs.chunks(2).flat_map(|pair| std::iter::repeat(pair[0]).take(pair[1] as usize + 1)).collect()
        }
        Some((_, stored)) => stored.to_vec(),
        None => Vec::new(),
    }
}
