/* make machine code while it runs, or change that of the judge's loop
 * Breach: it was run.
 *
 * setups: root
 * verdict: AC SV RTE
 */

use std::ffi::{c_int, c_void};

unsafe extern "C" {
    fn mmap(at: *mut c_void, size: usize, rights: c_int, flags: c_int, file: c_int, offset: i64) -> *mut c_void;
    fn mprotect(at: *mut c_void, size: usize, rights: c_int) -> c_int;
}

// mov eax, 42; ret
const CODE: [u8; 6] = [0xb8, 42, 0, 0, 0, 0xc3];
const PAGE: usize = 4096;

pub fn compress(_input: &[u8]) -> Vec<u8> {
    for (rights, later) in [(7, 0), (3, 5), (3, 7), (3, 4)] {
        let place = unsafe { mmap(std::ptr::null_mut(), PAGE, rights, 0x22, -1, 0) };
        if place as isize == -1 {
            continue;
        }
        unsafe { std::ptr::copy_nonoverlapping(CODE.as_ptr(), place as *mut u8, CODE.len()) };
        if later == 0 || unsafe { mprotect(place, PAGE, later) } == 0 {
            return answer(place as usize);
        }
    }
    let own = compress as *const () as usize & !(PAGE - 1);
    for rights in [6, 7] {
        if unsafe { mprotect(own as *mut c_void, PAGE, rights) } == 0 {
            return b"its own code can be written".to_vec();
        }
    }
    Vec::new()
}

fn answer(place: usize) -> Vec<u8> {
    let code: extern "C" fn() -> i32 = unsafe { std::mem::transmute(place) };
    code().to_string().into_bytes()
}

pub fn decompress(blob: &[u8]) -> Vec<u8> {
    compress(blob)
}
