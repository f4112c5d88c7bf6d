/* take memory by WebAssembly, which no heap counts, and write to it
 * Breach: four times the limit.
 *
 * verdict: MLE RTE
 */

const PAGE = 65536;

exports.compress = () => {
  const kept = [];
  for (let part = 0; part < 8; part++) {
    const memory = new WebAssembly.Memory({ initial: 1024 });
    const bytes = new Uint8Array(memory.buffer);
    for (let at = 0; at < bytes.length; at += 4096) bytes[at] = 1;
    kept.push(memory);
  }
  return Uint8Array.from(`${kept.length * 1024 * PAGE} bytes`, (letter) => letter.charCodeAt(0));
};

exports.decompress = exports.compress;
