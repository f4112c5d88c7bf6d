/* reach what Node has by its names, by code made of text, by who called
 * Breach: any of it: programs, files, the network, compressors.
 *
 * verdict: AC RTE
 */

const NAMES = [
  "process", "require", "global", "Buffer", "fetch", "setTimeout", "queueMicrotask", "structuredClone", "performance",
  "this.process", "this.constructor.constructor('return process')()", "module.constructor._load", "module.require",
  "exports.constructor.constructor('return process')()", "(function () { return this.process; })()",
  "(() => {}).constructor('return process')()",
  "(function* () {}).constructor('return process')().next().value", "new Function('return require')()",
  "console.log.constructor('return process')()", "console._stdout", "console.createTask",
  "globalThis.constructor.constructor('return process')()", "WebAssembly.compileStreaming.constructor('return process')()",
  "Error.prepareStackTrace", "process.binding('zlib')", "internalBinding('fs')", "primordials",
];

function caller() {
  for (let each = caller.caller; each; each = each.caller) {
    if (each.constructor !== Function) return each.constructor("return process")();
  }
  return undefined;
}

function sites() {
  Error.prepareStackTrace = (_, all) => all;
  const all = [new Error().stack].flat().filter((each) => typeof each === "object");
  Error.prepareStackTrace = undefined;
  const shown = all.flatMap((each) => [each.getThis(), each.getFunction()]).filter(Boolean);
  return shown.find((each) => each.constructor.constructor !== Function);
}

function tried(reach) {
  try {
    return reach() !== undefined;
  } catch {
    return false;
  }
}

exports.compress = () => {
  const found = NAMES.filter((name) => tried(() => (0, eval)(name)) || tried(() => eval(name)));
  if (tried(caller)) found.push("caller");
  if (tried(sites)) found.push("sites");
  return Uint8Array.from(found.join(" "), (letter) => letter.charCodeAt(0));
};

exports.decompress = exports.compress;
