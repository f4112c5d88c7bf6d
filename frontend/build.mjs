// Bundles ts/ and css/ into dist/: one entry for each page kind, shared and lazy parts in hashed chunks.

import { rm } from "node:fs/promises";
import * as esbuild from "esbuild";

const options = {
  entryPoints: [
    { in: "ts/app.ts", out: "app" },
    { in: "ts/workspace.ts", out: "workspace" },
    { in: "css/app.css", out: "app" },
  ],
  entryNames: "[name]",
  chunkNames: "c-[name]-[hash]",
  outdir: "dist",
  bundle: true,
  splitting: true,
  format: "esm",
  minify: true,
  target: ["es2022", "chrome123", "firefox120", "safari17.5"],
  logLevel: "warning",
};
await rm("dist", { recursive: true, force: true });
if (process.argv.includes("--watch")) {
  await (await esbuild.context(options)).watch();
} else {
  await esbuild.build(options);
}
