import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");

/** The one-way doors between the rooms: what each package may import beside itself. */
const ALLOWED_IMPORTS: Readonly<Record<string, readonly string[]>> = {
  audio: ["wav-decoder"],
  dsp: ["@vocalith/audio", "meyda"],
  geometry: ["gl-matrix", "robust-predicates", "manifold-3d"],
  formats: ["@vocalith/geometry", "fflate", "saxes"],
  vocalith: ["@vocalith/audio", "@vocalith/dsp", "@vocalith/geometry", "@vocalith/formats", "fast-png"],
  three: ["vocalith", "@vocalith/geometry", "three", "mediabunny"],
  cli: [
    "vocalith",
    "@vocalith/audio",
    "@vocalith/dsp",
    "@vocalith/geometry",
    "@vocalith/formats",
    "commander",
    "pdfkit",
    "picocolors",
    "uqr",
  ],
};

/** Decoders of lossy codings: only `audio` may name them, and only in a dynamic import. */
const LOADED_WHEN_MET: readonly string[] = [
  "mpg123-decoder",
  "opus-decoder",
  "@wasm-audio-decoders/flac",
  "@wasm-audio-decoders/ogg-vorbis",
];

function sourceFiles(packageName: string): string[] {
  const folder = join(root, "packages", packageName, "src");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(folder, name));
}

function parse(path: string): ts.SourceFile {
  return ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.ES2022, true);
}

function visitAll(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => visitAll(child, visit));
}

interface Import {
  readonly specifier: string;
  readonly place: string;
  readonly kind: "static" | "type" | "dynamic";
}

function importsOf(path: string): Import[] {
  const found: Import[] = [];
  visitAll(parse(path), (node) => {
    const place = relative(root, path);
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
      const isType = ts.isImportDeclaration(node)
        ? node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
        : node.isTypeOnly;
      if (ts.isStringLiteral(node.moduleSpecifier)) {
        found.push({ specifier: node.moduleSpecifier.text, place, kind: isType ? "type" : "static" });
      }
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [target] = node.arguments;
      if (ts.isStringLiteral(target)) found.push({ specifier: target.text, place, kind: "dynamic" });
    }
  });
  return found;
}

/** Ways through imports that come back to where they began: the first one found from every file. */
function circlesIn(imported: ReadonlyMap<string, readonly string[]>): string[][] {
  const circles: string[][] = [];
  const left = new Set<string>();
  const visit = (file: string, way: readonly string[]) => {
    if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file]);
    else if (!left.has(file)) {
      for (const next of imported.get(file) ?? []) visit(next, [...way, file]);
      left.add(file);
    }
  };
  for (const file of imported.keys()) visit(file, []);
  return circles;
}

const packageOf = (specifier: string) =>
  specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");

describe("data flows one way", () => {
  it.each(Object.keys(ALLOWED_IMPORTS))("%s imports only what it may", (packageName) => {
    const stray = sourceFiles(packageName)
      .flatMap(importsOf)
      .filter(({ specifier }) => !specifier.startsWith("."))
      .filter(({ specifier, kind }) => {
        const name = packageOf(specifier);
        if (name.startsWith("@stdlib/")) return false;
        if (packageName === "cli" && specifier.startsWith("node:")) return false;
        if (packageName === "audio" && kind === "dynamic") return !LOADED_WHEN_MET.includes(name);
        return !ALLOWED_IMPORTS[packageName].includes(name);
      });
    expect(stray).toEqual([]);
  });

  it.each(Object.keys(ALLOWED_IMPORTS))("no file of %s comes back to itself through its imports", (packageName) => {
    const files = sourceFiles(packageName);
    const imported = new Map(
      files.map((path) => [
        path,
        importsOf(path)
          .filter(({ specifier }) => specifier.startsWith("."))
          .map(({ specifier }) => join(dirname(path), specifier.replace(/\.js$/, ".ts"))),
      ]),
    );
    expect(circlesIn(imported).map((circle) => circle.map((path) => relative(root, path)))).toEqual([]);
  });

  it("a circle of imports would be found", () => {
    const imported = new Map([
      ["a", ["b"]],
      ["b", ["c", "d"]],
      ["c", []],
      ["d", ["b"]],
    ]);
    expect(circlesIn(imported)).toEqual([["b", "d", "b"]]);
  });

  it("no source imports the testkit", () => {
    const all = Object.keys(ALLOWED_IMPORTS).flatMap(sourceFiles).flatMap(importsOf);
    expect(all.length).toBeGreaterThan(50);
    expect(all.filter(({ specifier }) => specifier.startsWith("@vocalith/testkit"))).toEqual([]);
  });
});

describe("the same bytes everywhere", () => {
  const sample = [
    "export let a = 2;",
    "a = a ** 2;",
    "a **= 2;",
    "a = Math.sin(a);",
    "a = Math.random();",
    "a = Date.now();",
    "a = +new Date();",
    "a = Math.sqrt(a) + Math.floor(a) * Math.PI;",
  ].join("\n");

  /** Lines of the sample that the linter, set up as for this repository, refuses as a file of that package. */
  function refusedLines(packageName: string): number[] {
    const folder = mkdtempSync(join(tmpdir(), "vocalith-lint-"));
    try {
      cpSync(join(root, "biome.json"), join(folder, "biome.json"));
      cpSync(join(root, ".ci/lint"), join(folder, ".ci/lint"), { recursive: true });
      mkdirSync(join(folder, "packages", packageName, "src"), { recursive: true });
      writeFileSync(join(folder, "packages", packageName, "src/sample.ts"), sample);
      const biome = join(root, "node_modules/.bin/biome");
      const { stderr, stdout } = spawnSync(biome, ["lint", "--colors=off", "--vcs-enabled=false"], {
        cwd: folder,
        encoding: "utf8",
      });
      const output = `${stdout}${stderr}`;
      expect(output).toContain("Checked");
      const lines = [...output.matchAll(/sample\.ts:(\d+):\d+ plugin/g)].map(([, line]) => Number(line));
      return [...new Set(lines)].sort((a, b) => a - b);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  it.each(["geometry", "formats", "vocalith"])("the linter refuses inexact operations and clocks in %s", (name) => {
    expect(refusedLines(name)).toEqual([2, 3, 4, 5, 6, 7]);
  });

  it("the linter allows them where no bytes are decided", () => {
    expect(refusedLines("three")).toEqual([]);
  });
});
