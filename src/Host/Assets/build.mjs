// Builds the styles and scripts into wwwroot/dist. Run by MSBuild when an input is newer than the outputs; safe to run
// twice at once (one process builds, the other waits and then finds the work done).
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const assets = dirname(fileURLToPath(import.meta.url));
const host = dirname(assets);
const dist = join(host, "wwwroot", "dist");
const lock = join(host, "obj", "assets.lock");
const outputs = ["app.css", "app.js", "supported.js"];

if (Number(process.versions.node.split(".")[0]) < 20) {
  fail(`Node ${process.versions.node} is too old to build CaseFlow's pages. Install Node 20 or later and build again.`);
}

await withLock(async () => {
  if (!outOfDate()) {
    return;
  }

  install();
  await build();
});

function newest(path) {
  return statSync(path).isDirectory()
    ? Math.max(0, ...readdirSync(path).map(name => newest(join(path, name))))
    : statSync(path).mtimeMs;
}

function outOfDate() {
  const inputs = Math.max(newest(assets), newest(join(host, "package.json")), newest(join(host, "package-lock.json")));
  return outputs.some(name => !existsSync(join(dist, name)) || newest(join(dist, name)) < inputs);
}

function install() {
  const marker = join(host, "node_modules", ".package-lock.json");
  if (existsSync(marker) && newest(marker) >= newest(join(host, "package-lock.json"))) {
    return;
  }

  // A shell is needed on Windows, where npm is a script.
  const result = spawnSync("npm", ["ci", "--no-progress"], { cwd: host, encoding: "utf8", shell: process.platform === "win32" });
  if (result.error) {
    fail("npm was not found. It comes with Node 20 or later: install that and build again.");
  }

  if (result.status !== 0) {
    fail(`npm ci could not install what CaseFlow's pages are built with:\n${result.stderr}`);
  }
}

async function build() {
  const modules = name => pathToFileURL(join(host, "node_modules", name));
  const { compile } = await import(new URL("sass.node.mjs", `${modules("sass")}/`));
  const { build: bundle } = (await import(new URL("lib/main.js", `${modules("esbuild")}/`))).default;

  const types = spawnSync(process.execPath, [join(host, "node_modules", "typescript", "bin", "tsc"), "--noEmit", "-p", assets], { encoding: "utf8" });
  if (types.status !== 0) {
    fail(types.stdout);
  }

  const { css } = compile(join(assets, "styles", "app.scss"), { loadPaths: [join(host, "node_modules")], style: "compressed", quietDeps: true });
  const scripts = await bundle({
    entryPoints: ["app.ts", "supported.ts"].map(name => join(assets, "scripts", name)),
    outdir: dist, bundle: true, minify: true, format: "esm", target: "es2022", legalComments: "none", write: false,
  });

  mkdirSync(dist, { recursive: true });
  put("app.css", css);
  for (const file of scripts.outputFiles) {
    put(file.path.slice(dist.length + 1), file.contents);
  }
}

// Written beside and renamed, so that a server reading the file never sees half of it.
function put(name, contents) {
  const beside = join(dist, `.${name}.${process.pid}`);
  writeFileSync(beside, contents);
  renameSync(beside, join(dist, name));
}

async function withLock(work) {
  mkdirSync(dirname(lock), { recursive: true });
  const deadline = Date.now() + 180_000;
  while (!take()) {
    if (Date.now() > deadline) {
      fail(`Another build has held ${lock} for three minutes. If none is running, delete that file and build again.`);
    }

    await new Promise(resolve => setTimeout(resolve, 200));
  }

  try {
    await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function take() {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch {
    releaseIfAbandoned();
    return false;
  }
}

function releaseIfAbandoned() {
  try {
    const owner = Number(readFileSync(lock, "utf8"));
    if (owner > 0) {
      process.kill(owner, 0);
    }
  } catch (error) {
    if (error.code === "ESRCH") {
      rmSync(lock, { force: true });
    }
  }
}

function fail(message) {
  rmSync(existsSync(lock) && readFileSync(lock, "utf8") === String(process.pid) ? lock : `${lock}.none`, { force: true });
  // The form MSBuild recognises, so that the reason is the build's error.
  console.error(`error CF0001: ${message.trim()}`);
  process.exit(1);
}
