// A hash-table codec that is right but far from good. Make it better.
//
// Format: one byte that says STORED or PACKED; stored data follow as they are. Packed data are sequences of
// a control byte c, then
//   c < 128:  c + 1 literal bytes follow;
//   c >= 128: a match of c - 124 bytes (4 to 131), its distance in two bytes, low byte first.
"use strict";

const MIN_MATCH = 4, MAX_MATCH = 131, WINDOW = 65535, HASH_BITS = 12;
const STORED = 0, PACKED = 1;

function compress(data) {
  const packed = pack(data);
  if (packed.length <= data.length) return packed;
  const stored = new Uint8Array(data.length + 1);
  stored[0] = STORED;
  stored.set(data, 1);
  return stored;
}

function decompress(blob) {
  return blob[0] === PACKED ? unpack(blob) : blob.slice(1);
}

function hash(data, at) {
  const word = data[at] | (data[at + 1] << 8) | (data[at + 2] << 16) | (data[at + 3] << 24);
  return Math.imul(word, 2654435761) >>> (32 - HASH_BITS);
}

function matchLength(data, candidate, position) {
  const limit = Math.min(MAX_MATCH, data.length - position);
  let length = 0;
  while (length < limit && data[candidate + length] === data[position + length]) length++;
  return length;
}

function pack(data) {
  const out = new Uint8Array(data.length + (data.length >> 7) + 2);
  const lastSeen = new Int32Array(1 << HASH_BITS); // position + 1; 0 for none
  let made = 1, literalsFrom = 0, position = 0;
  out[0] = PACKED;
  const writeLiterals = (end) => {
    for (let from = literalsFrom; from < end; from += 128) {
      const count = Math.min(128, end - from);
      out[made++] = count - 1;
      out.set(data.subarray(from, from + count), made);
      made += count;
    }
  };
  while (position + MIN_MATCH <= data.length) {
    const key = hash(data, position);
    const candidate = lastSeen[key] - 1;
    lastSeen[key] = position + 1;
    const near = candidate >= 0 && position - candidate <= WINDOW;
    const length = near ? matchLength(data, candidate, position) : 0;
    if (length < MIN_MATCH) {
      position++;
      continue;
    }
    writeLiterals(position);
    out[made++] = length + 124;
    out[made++] = position - candidate;
    out[made++] = (position - candidate) >> 8;
    position += length;
    literalsFrom = position;
  }
  writeLiterals(data.length);
  return out.subarray(0, made);
}

function unpack(blob) {
  let out = new Uint8Array(4 * blob.length + 132);
  let made = 0;
  for (let position = 1; position < blob.length; ) {
    const control = blob[position++];
    const length = control < 128 ? control + 1 : control - 124;
    if (made + length > out.length) {
      const larger = new Uint8Array(2 * out.length);
      larger.set(out);
      out = larger;
    }
    if (control < 128) {
      out.set(blob.subarray(position, position + length), made);
      position += length;
    } else {
      const from = made - (blob[position] | (blob[position + 1] << 8));
      position += 2;
      for (let i = 0; i < length; i++) out[made + i] = out[from + i]; // a match may overlap its own output
    }
    made += length;
  }
  return out.subarray(0, made);
}

module.exports = { compress, decompress };
