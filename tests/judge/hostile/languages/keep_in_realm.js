/* keep what was seen in the realm's own objects, its code and its shared memory, for the other direction
 * Breach: the second sandbox knows what the first was given.
 *
 * verdict: AC
 * mode: state
 */

const shared = new SharedArrayBuffer(4096);

exports.compress = (data) => {
  globalThis.kept = Array.prototype.kept = Object.prototype.kept = data;
  new Uint8Array(shared).set(data);
  Atomics.notify(new Int32Array(shared), 0);
  Intl.kept = data;
  Symbol.for(`kept ${data}`);
  return new Uint8Array(0);
};

exports.decompress = () => globalThis.kept || [].kept || {}.kept || Intl.kept || new Uint8Array(shared).filter(Boolean);
