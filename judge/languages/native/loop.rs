//! Linked to a submission: reads requests from one pipe, answers on another; see loop.c.

use std::fs::File;
use std::io::{Read, Write};
use std::os::fd::FromRawFd;

struct Pipes {
    jobs: File,
    results: File,
    token: [u8; 4],
}

impl Pipes {
    fn bytes(&mut self, size: usize) -> Vec<u8> {
        let mut found = vec![0; size];
        if self.jobs.read_exact(&mut found).is_err() {
            std::process::exit(0);
        }
        found
    }

    fn number(&mut self, bytes: usize) -> u64 {
        self.bytes(bytes).iter().fold(0, |value, byte| value << 8 | u64::from(*byte))
    }

    fn block(&mut self) -> Vec<u8> {
        let size = self.number(4) as usize;
        self.bytes(size)
    }

    fn end_request(&mut self) {
        self.token = self.bytes(4).try_into().unwrap();
    }

    fn answer(&mut self, letter: u8, data: &[u8]) {
        let mut head = vec![letter];
        head.extend(self.token);
        head.extend((data.len() as u64).to_be_bytes());
        if self.results.write_all(&head).and(self.results.write_all(data)).is_err() {
            std::process::exit(0);
        }
    }

    fn call(&mut self) {
        let name = self.block();
        if self.number(1) != 2 || self.number(1) != u64::from(b'B') {
            std::process::exit(70);
        }
        let input = self.block();
        if self.number(1) != u64::from(b'I') {
            std::process::exit(70);
        }
        self.number(8);
        self.end_request();
        let made = if name == b"compress" {
            submission::compress(&input)
        } else {
            submission::decompress(&input)
        };
        let made: &[u8] = made.as_ref();
        let _ = std::io::stdout().flush();
        self.answer(b'O', made);
    }
}

fn main() {
    let words: Vec<String> = std::env::args().collect();
    let descriptor = |at: usize| unsafe { File::from_raw_fd(words[at].parse().unwrap()) };
    let token = u32::from_str_radix(&words[3], 16).unwrap().to_be_bytes();
    let mut pipes = Pipes { jobs: descriptor(1), results: descriptor(2), token };
    pipes.answer(b'O', b"");
    loop {
        match pipes.number(1) as u8 {
            b'F' => pipes.call(),
            b'E' => {
                let data = pipes.block();
                pipes.end_request();
                pipes.answer(b'O', &data);
            }
            b'W' => {
                pipes.end_request();
                pipes.answer(b'O', b"");
            }
            _ => std::process::exit(70),
        }
    }
}
