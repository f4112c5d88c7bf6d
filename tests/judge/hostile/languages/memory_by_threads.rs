/* take memory by threads, each of which has an arena and a stack of its own, and write to it
 * Breach: four times the limit.
 *
 * verdict: MLE RTE
 */

use std::hint::black_box;

pub fn compress(_input: &[u8]) -> Vec<u8> {
    let threads: Vec<_> = (0..4).map(|_| std::thread::spawn(|| black_box(vec![1u8; 128 << 20]))).collect();
    let kept: Vec<_> = threads.into_iter().map(|each| each.join().unwrap()).collect();
    let size: usize = kept.iter().map(|each| each.iter().filter(|byte| **byte == 1).count()).sum();
    format!("{size} bytes").into_bytes()
}

pub fn decompress(blob: &[u8]) -> Vec<u8> {
    compress(blob)
}
