/* let the stack end in what Node does for an error's text, an import, a refused promise
 * Breach: a Function of another realm than this one's, or anything it makes.
 *
 * verdict: AC RTE
 */

const found = new Set();
const FRAMES = 200;
const kept = new Array(FRAMES);
let left = 0;

const doors = {
  text: () => new Error("a").stack,
  captured: () => { const error = {}; Error.captureStackTrace(error); return error.stack; },
  json: () => JSON.stringify({ toJSON: () => new Error("a").stack }),
  import: () => import("fs"),
  promise: () => Promise.reject(new Error("a")),
  stream: () => WebAssembly.compileStreaming(new Uint8Array(8)),
  console: () => console.log("a"),
};

function look(door, thing) {
  for (let each = Object(thing); each; each = Object.getPrototypeOf(each)) {
    const maker = each.constructor && each.constructor.constructor;
    if (maker && maker !== Function) found.add(`${door}: ${tried(maker)}`);
  }
}

function tried(maker) {
  try {
    return maker("return Object.getOwnPropertyNames(globalThis).join()")();
  } catch (error) {
    return String(error);
  }
}

// From the last frame that there is room for back to the first: each has a little more of it.
function dive(door) {
  try {
    dive(door);
  } catch {
    // This is the end.
  }
  if (left-- > 0) kept[left] = attempt(doors[door]);
}

function attempt(open) {
  try {
    return open();
  } catch (error) {
    return error;
  }
}

exports.compress = () => {
  for (const door in doors) {
    look(door, attempt(doors[door]));
    left = FRAMES;
    dive(door);
    for (const thing of kept) look(door, thing);
  }
  return Uint8Array.from([...found].join(" "), (letter) => letter.charCodeAt(0));
};

exports.decompress = exports.compress;
