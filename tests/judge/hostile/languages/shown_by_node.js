/* throw what brings along how it is to be shown, and cannot be asked what it is
 * Breach: what shows it is a function of Node, by which code is made that never ends: a verdict of TLE.
 *
 * verdict: RTE
 */

function show(depth, options, inspect) {
  for (const given of [options, inspect]) {
    const maker = given && given.constructor && given.constructor.constructor;
    if (maker && maker !== Function) for (;;);
  }
  return "";
}

exports.compress = () => {
  const error = new Error("a");
  Object.defineProperty(error, "stack", { get: () => error.missing.part });
  error[Symbol.for("nodejs.util.inspect.custom")] = show;
  error[Symbol.toPrimitive] = () => error.missing.part;
  throw new Proxy(error, { getPrototypeOf: () => error.missing.part });
};

exports.decompress = exports.compress;
