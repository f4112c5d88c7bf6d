// A delta codec that is right but far from good. Make it better.
//
// Format: one byte that says STORED or PACKED; stored data follow as they are. Packed: the size in four bytes and
// the header; then, channel after channel, each sample less the one before it, in blocks of 64: a byte says how
// many bits the largest needs (small steps of either sign are small numbers), then come so many bits for each.
// The bytes that fill no sample are the end. A double is taken as two samples of 32 bits.
"use strict";

const STORED = 0, PACKED = 1, HEADER = 16, START = 21, BLOCK = 64;
const WIDTHS = new Map([["i2  ", 2], ["bf16", 2], ["i4  ", 4], ["u4  ", 4], ["f4  ", 4], ["f8  ", 4]]);

function compress(data) {
  if (data.length > HEADER) {
    const packed = pack(data);
    if (packed.length <= data.length) return packed;
  }
  const stored = new Uint8Array(data.length + 1);
  stored[0] = STORED;
  stored.set(data, 1);
  return stored;
}

function decompress(blob) {
  return blob[0] === PACKED ? unpack(blob) : blob.slice(1);
}

function load(bytes, at, width) {
  let number = 0;
  for (let i = width - 1; i >= 0; i--) number = number * 256 + bytes[at + i];
  return number;
}

// Bytes of a sample, samples of a frame and largest sample, as far as the header can be believed.
function layoutOf(header) {
  const kind = String.fromCharCode(...header.subarray(0, 4));
  const told = load(header, 4, 4), width = WIDTHS.get(kind) ?? 1;
  const channels = told >= 1 && told <= 64 ? told : 1;
  return { width, channels: kind === "f8  " ? 2 * channels : channels, mask: 256 ** width - 1 };
}

// 0, -1, 1, -2 become 0, 1, 2, 3; all modulo mask + 1. Doubles hold all 32-bit numbers, bit operators only some.
function zigzag(step, mask) {
  return 2 * step <= mask ? 2 * step : 2 * (mask - step) + 1;
}

function unzigzag(number, mask) {
  return number % 2 ? mask - (number - 1) / 2 : number / 2;
}

function pack(data) {
  const { width, channels, mask } = layoutOf(data);
  const samples = Math.floor((data.length - HEADER) / width);
  const out = [PACKED];
  for (let i = 0; i < 32; i += 8) out.push((data.length >>> i) & 255);
  for (let i = 0; i < HEADER; i++) out.push(data[i]);
  for (let channel = 0; channel < channels; channel++) {
    let last = 0;
    for (let at = channel; at < samples; ) {
      const steps = [];
      for (; steps.length < BLOCK && at < samples; at += channels) {
        const sample = load(data, HEADER + at * width, width);
        steps.push(zigzag(sample < last ? sample - last + mask + 1 : sample - last, mask));
        last = sample;
      }
      packBlock(steps, out);
    }
  }
  for (let at = HEADER + samples * width; at < data.length; at++) out.push(data[at]);
  return Uint8Array.from(out);
}

function packBlock(steps, out) {
  const bits = 32 - Math.clz32(Math.max(...steps));
  let word = 0, held = 0; // at most 39 bits of the 53 that a number holds
  out.push(bits);
  for (const step of steps) {
    word = word * 2 ** bits + step;
    for (held += bits; held >= 8; ) {
      held -= 8;
      out.push(Math.floor(word / 2 ** held));
      word %= 2 ** held;
    }
  }
  if (held > 0) out.push(word << (8 - held));
}

function unpack(blob) {
  const { width, channels, mask } = layoutOf(blob.subarray(5));
  const out = new Uint8Array(load(blob, 1, 4));
  out.set(blob.subarray(5, START));
  const samples = Math.floor((out.length - HEADER) / width);
  let from = START;
  for (let channel = 0; channel < channels; channel++) {
    let last = 0;
    for (let at = channel; at < samples; ) {
      const bits = blob[from++];
      let word = 0, held = 0;
      for (let count = 0; count < BLOCK && at < samples; count++, at += channels) {
        for (; held < bits; held += 8) word = word * 256 + blob[from++];
        held -= bits;
        last = (last + unzigzag(Math.floor(word / 2 ** held), mask)) % (mask + 1);
        word %= 2 ** held;
        for (let i = 0; i < width; i++) out[HEADER + at * width + i] = last / 256 ** i;
      }
    }
  }
  out.set(blob.subarray(from), HEADER + samples * width);
  return out;
}

module.exports = { compress, decompress };
