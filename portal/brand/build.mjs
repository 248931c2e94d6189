// Compiles the stylesheet and the script, copies font and images, and stamps both with their sources.
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "..", "static", "portal");
const modules = join(here, "node_modules");
const fontPackage = join(modules, "@fontsource", "atkinson-hyperlegible-next");
const sourceRoots = ["build.mjs", "images", "js", "package-lock.json", "package.json", "scss"];

function filesUnder(path) {
  let entries;
  try {
    entries = readdirSync(path, { withFileTypes: true });
  } catch (error) {
    if (error.code === "ENOTDIR") return [path];
    throw error;
  }
  return entries.flatMap((entry) => filesUnder(join(path, entry.name)));
}

const containsGovuk = "Contains govuk-frontend, MIT Licence: see govuk-frontend-licence.txt.";

function sha256(...chunks) {
  const hash = createHash("sha256");
  chunks.forEach((chunk) => hash.update(chunk));
  return hash.digest("hex");
}

// tests/architecture/test_brand.py computes the same two hashes, so that neither an edited source
// nor an edited built file can be committed without running this script.
function sourcesHash() {
  const files = sourceRoots.flatMap((root) => filesUnder(join(here, root)));
  const named = files.map((file) => [relative(here, file).split(sep).join("/"), file]);
  named.sort(([first], [second]) => (first < second ? -1 : 1));
  return sha256(...named.flatMap(([name, file]) => [name, "\0", readFileSync(file), "\0"]));
}

function writeStamped(name, body, prefix = "") {
  const lines = [
    `Common Practice ${name}. Built by "make brand" from portal/brand: edit there, not here.`,
    ...(name === "admin.css" ? [] : [containsGovuk]),
    `sources sha256:${sourcesHash()}`,
    `content sha256:${sha256(body)}`,
  ];
  writeFileSync(join(target, name), `${prefix}/*!\n * ${lines.join("\n * ")}\n */\n${body}`);
}

function buildStyles(name) {
  const result = sass.compile(join(here, "scss", `${name}.scss`), {
    loadPaths: [modules],
    charset: false, // Sass would write a byte order mark, which breaks the first rule after our stamp.
    quietDeps: true,
    style: "compressed",
  });
  writeStamped(`${name}.css`, `${result.css}\n`, '@charset "UTF-8";\n');
}

function buildScript() {
  const result = esbuild.buildSync({
    absWorkingDir: here,
    bundle: true,
    charset: "utf8",
    entryPoints: ["js/portal.mjs"],
    format: "esm",
    legalComments: "none",
    minify: true,
    target: "es2020",
    write: false,
  });
  writeStamped("portal.js", result.outputFiles[0].text);
}

function copyAssets() {
  cpSync(join(here, "images"), join(target, "images"), { recursive: true });
  mkdirSync(join(target, "fonts"), { recursive: true });
  for (const weight of [400, 700]) {
    const name = `atkinson-hyperlegible-next-latin-${weight}-normal.woff2`;
    cpSync(join(fontPackage, "files", name), join(target, "fonts", name));
  }
  cpSync(join(fontPackage, "LICENSE"), join(target, "fonts", "OFL.txt"));
  const licence = readFileSync(join(here, "govuk-frontend-licence.txt"));
  writeFileSync(join(target, "govuk-frontend-licence.txt"), licence);
}

rmSync(target, { force: true, recursive: true });
mkdirSync(target, { recursive: true });
buildStyles("portal");
buildStyles("admin");
buildScript();
copyAssets();
console.log(`Built ${relative(process.cwd(), target)}`);
