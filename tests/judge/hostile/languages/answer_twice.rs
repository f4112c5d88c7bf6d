/* answer by itself, at all descriptors, before the judge's loop does
 * Breach: the answer that was forged.
 *
 * verdict: RTE
 */

use std::io::Write;
use std::os::fd::FromRawFd;

pub fn compress(_input: &[u8]) -> Vec<u8> {
    for number in 3..64 {
        let mut file = unsafe { std::fs::File::from_raw_fd(number) };
        let _ = file.write_all(b"O\0\0\0\0\0\0\0\0\0\0\0\x06forged");
        std::mem::forget(file);
    }
    b"late".to_vec()
}

pub fn decompress(blob: &[u8]) -> Vec<u8> {
    compress(blob)
}
