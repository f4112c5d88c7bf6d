/* call what C's library has for files, sockets and processes, which is linked to every program of Rust
 * Breach: any that is not refused.
 *
 * verdict: AC SV RTE
 */

use std::ffi::{c_char, c_int, c_long};

unsafe extern "C" {
    fn open(path: *const c_char, flags: c_int, ...) -> c_int;
    fn socket(family: c_int, kind: c_int, protocol: c_int) -> c_int;
    fn fork() -> c_int;
    fn ptrace(request: c_long, ...) -> c_long;
}

pub fn compress(_input: &[u8]) -> Vec<u8> {
    let mut got = String::new();
    for path in [c"/etc/passwd", c"/proc/self/maps", c"/sys", c"/", c"/judge/launch", c"/dev/shm/a"] {
        if unsafe { open(path.as_ptr(), 0) } >= 0 {
            got += path.to_str().unwrap();
        }
    }
    if std::fs::read_dir("/").is_ok() || std::fs::write("/tmp/a", "a").is_ok() {
        got += " a folder";
    }
    if std::net::TcpStream::connect("127.0.0.1:80").is_ok() || std::net::UdpSocket::bind("127.0.0.1:0").is_ok() {
        got += " the network";
    }
    for family in [1, 2, 16, 38, 40] {
        if unsafe { socket(family, 1, 0) } >= 0 {
            got += " a socket";
        }
    }
    if std::process::Command::new("/judge/launch").spawn().is_ok() || unsafe { fork() } >= 0 {
        got += " a process";
    }
    if unsafe { ptrace(0) } >= 0 {
        got += " tracing";
    }
    got.into_bytes()
}

pub fn decompress(blob: &[u8]) -> Vec<u8> {
    compress(blob)
}
