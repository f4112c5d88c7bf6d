"use strict";
// The loop inside that speaks the protocol of judge/sandbox/harness.py, for JavaScript.
//
// The submission runs in a realm of its own, which has the language and nothing of Node. No object of this
// realm must get there, since by its constructor code could be run here:
// - Calls into the submission are made by functions of its own realm: a call makes a list of arguments.
// - What the engine calls while the submission runs is of that realm as well (`keepOut`): where the stack ends
//   in a function, the error is of the function's realm. That is why Node's own must not be called.
// - No error of the submission is left uncaught here: Node would show it by a function that it may bring along.
// Were one to get there all the same, no code can be made of text in this realm (a flag of the program), its
// global object and `process` are empty, what its objects inherit from is frozen, and Node's compressors are
// overwritten in the copied program.

const fs = require("fs");
const vm = require("vm");
const { internalBinding } = require("internal/test/binding");

const [JOBS, RESULTS] = process.argv.slice(2, 4).map(Number);
const NAME = "submission.js";
const TEXT_LIMIT = 8192;
const { BigInt, Boolean, Buffer, Object, Reflect, String, TypeError } = globalThis;
const exit = process.reallyExit.bind(process);
let token = Buffer.alloc(4);
const lengthOf = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), "length").get;
const REALM = `"use strict"; (() => {
  const Bytes = Uint8Array, Text = String, module = { exports: {} };
  const named = (name) => {
    const found = module.exports[name];
    if (typeof found !== "function") throw new TypeError("the file exports no function " + name);
    return found;
  };
  const silent = () => {};
  globalThis.console = { debug: silent, error: silent, info: silent, log: silent, warn: silent };
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
    // What the engine calls. Of what they are given, which may be this realm's or Node's, nothing is kept.
    stack: (_, error, sites) => {
      let text = Text(error);
      for (let i = 0; i < sites.length; i++) text += "\\n    at " + sites[i].toString();
      return text;
    },
    load: async () => { throw new TypeError("nothing can be imported"); },
    stream: () => { throw new TypeError("nothing can be streamed"); },
    silent,
  };
})()`;

// Where this Node can, a global object without hooks.
const kind = vm.constants?.DONT_CONTEXTIFY ?? Object.create(null);
const context = vm.createContext(kind, { name: "submission" });
const inner = vm.runInContext(REALM, context, { filename: "loop.js" });
keepOut();
try {
  process.dlopen({ exports: {} }, "/judge/lockdown.so");
} catch {
  // It is no add-on: it has loaded the filter, or ended the process, before that was found out.
}
empty();
try {
  fs.writeSync(RESULTS, "R");
  for (;;) serve(String.fromCharCode(read(1)[0]));
} catch {
  exit(1);
}

function keepOut() {
  internalBinding("errors").setPrepareStackTraceCallback(inner.stack);
  internalBinding("task_queue").setPromiseRejectCallback(inner.silent);
  internalBinding("module_wrap").setImportModuleDynamicallyCallback(inner.load);
  internalBinding("wasm_web_api").setImplementation(inner.stream);
}

function empty() {
  const left = Object.getOwnPropertyNames(globalThis).filter((name) => /^[A-Z]/.test(name));
  for (const name of left) freeze(Object.getOwnPropertyDescriptor(globalThis, name).value);
  for (const [owner, names] of [process, globalThis].map((owner) => [owner, Reflect.ownKeys(owner)])) {
    for (const name of names) Reflect.deleteProperty(owner, name);
  }
}

function freeze(value) {
  if (Object(value) !== value) return;
  Object.freeze(value);
  if (value.prototype) Object.freeze(value.prototype);
}

function serve(command) {
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
  const text = inner.describe(error).slice(0, 4 * TEXT_LIMIT);
  return Buffer.from(text.replace(/\n\s+at .*(loop\.js|node:).*/g, "")).subarray(0, TEXT_LIMIT);
}
