"use strict";
// The loop inside that speaks the protocol of judge/sandbox/harness.py, for JavaScript.
//
// The submission runs in a realm of its own, which has the language and nothing of Node. No object of this
// realm must get there, since by its constructor all of Node could be had: not even the list of arguments
// that a call makes, so that all calls into the submission are made by functions of its own realm. Node's
// compressors are overwritten in the copied program besides.

const fs = require("fs");
const vm = require("vm");

const [JOBS, RESULTS] = process.argv.slice(2, 4).map(Number);
const NAME = "submission.js";
const TEXT_LIMIT = 8192;
const exit = process.reallyExit.bind(process);
let token = Buffer.alloc(4);
let inner = null;
const lengthOf = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), "length").get;
const REALM = `"use strict"; (() => {
  const Bytes = Uint8Array, Text = String, module = { exports: {} };
  const named = (name) => {
    const found = module.exports[name];
    if (typeof found !== "function") throw new TypeError("the file exports no function " + name);
    return found;
  };
  return {
    bytes: (size) => new Bytes(size),
    run: (file) => { file(module, module.exports); },
    need: (name) => { named(name); },
    warmUp: () => { if (typeof module.exports.warmup === "function") module.exports.warmup(); },
    call: (name, given) => {
      const result = named(name)(...given);
      if (!(result instanceof Bytes)) throw new TypeError(name + " must return a Uint8Array");
      return result;
    },
    list: () => [],
    describe: (error) => { try { return Text((error && error.stack) || error); } catch { return ""; } },
  };
})()`;

try {
  process.dlopen({ exports: {} }, "/judge/lockdown.so");
} catch {
  // It is no add-on: it has loaded the filter, or ended the process, before that was found out.
}
for (const name of Object.getOwnPropertyNames(globalThis)) {
  if (/^(process|fetch|.*Stream.*|Blob|BroadcastChannel|Message.*)$/.test(name)) delete globalThis[name];
}
fs.writeSync(RESULTS, "R");
for (;;) {
  const command = String.fromCharCode(read(1)[0]);
  try {
    answer("O", handle(command));
  } catch (error) {
    answer("LW".includes(command) ? "C" : "X", describe(error));
  }
}

function handle(command) {
  switch (command) {
    case "L":
      return load();
    case "W":
      endRequest();
      inner.warmUp();
      return Buffer.alloc(0);
    case "F":
      return call();
    case "E": {
      const data = readBlock();
      endRequest();
      return data;
    }
    default:
      endRequest();
      throw new TypeError(`JavaScript has no request ${command}`);
  }
}

function load() {
  const needed = readBlock().toString().split(",").filter(Boolean);
  const source = readBlock().toString();
  endRequest();
  const context = vm.createContext(Object.create(null), { name: "submission" });
  inner = vm.runInContext(REALM, context, { filename: "loop.js" });
  inner.run(vm.runInContext(`(function (module, exports) {${source}\n})`, context, { filename: NAME }));
  for (const name of needed) inner.need(name);
  return Buffer.alloc(0);
}

function call() {
  const name = readBlock().toString();
  const given = inner.list();
  const count = read(1)[0];
  given[0] = readBytes();
  // How much space there is for the answer, which JavaScript makes by itself.
  read(9 * (count - 1));
  endRequest();
  const result = inner.call(name, given);
  const copy = Buffer.alloc(Reflect.apply(lengthOf, result, []));
  copy.set(result);
  return copy;
}

function readBytes() {
  read(1);
  const bytes = readBlock();
  const copy = inner.bytes(bytes.length);
  copy.set(bytes);
  return copy;
}

function read(size) {
  const data = Buffer.allocUnsafe(size);
  for (let got = 0; got < size; ) {
    const more = fs.readSync(JOBS, data, got, size - got);
    if (!more) exit(0);
    got += more;
  }
  return data;
}

function readBlock() {
  return read(read(4).readUInt32BE());
}

function endRequest() {
  token = read(4);
}

function answer(letter, data) {
  const head = Buffer.alloc(13);
  head.write(letter);
  token.copy(head, 1);
  head.writeBigUInt64BE(BigInt(data.length), 5);
  write(head);
  write(data);
}

function write(data) {
  for (let done = 0; done < data.length; ) done += fs.writeSync(RESULTS, data, done);
}

function describe(error) {
  const text = inner && !(error instanceof Error) ? inner.describe(error) : error.stack;
  return Buffer.from(String(text).replace(/\n\s+at .*(loop\.js|node:).*/g, "")).subarray(0, TEXT_LIMIT);
}
