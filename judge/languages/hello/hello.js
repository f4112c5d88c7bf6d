// Run lengths: each byte that differs from the one before, and how often it comes again.
"use strict";

function compress(data) {
  const out = [];
  for (let i = 0; i < data.length; ) {
    let again = 0;
    while (again < 255 && data[i + again + 1] === data[i]) again++;
    out.push(data[i], again);
    i += again + 1;
  }
  return Uint8Array.from(out);
}

function decompress(blob) {
  const out = [];
  for (let i = 0; i < blob.length; i += 2) {
    for (let n = blob[i + 1]; n >= 0; n--) out.push(blob[i]);
  }
  return Uint8Array.from(out);
}

module.exports = { compress, decompress };
