import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");

/** The one-way doors between the rooms: what each package may import beside itself. */
const ALLOWED_IMPORTS: Readonly<Record<string, readonly string[]>> = {
  audio: ["wav-decoder"],
  dsp: ["@vocalith/audio", "meyda"],
  geometry: ["gl-matrix", "robust-predicates", "manifold-3d"],
  formats: ["@vocalith/geometry"],
  vocalith: ["@vocalith/audio", "@vocalith/dsp", "@vocalith/geometry", "@vocalith/formats"],
  three: ["vocalith", "@vocalith/geometry", "three"],
  cli: ["vocalith", "@vocalith/audio", "@vocalith/dsp", "@vocalith/geometry", "commander", "picocolors"],
};

/** Decoders of lossy codings: only `audio` may name them, and only in a dynamic import. */
const LOADED_WHEN_MET: readonly string[] = ["mpg123-decoder", "ogg-opus-decoder"];

/** Packages in whose sources bytes are decided: only exact operations. */
const EXACT_PACKAGES = ["geometry", "formats", "vocalith"];
const EXACT_MATH = new Set(
  "abs ceil clz32 floor fround imul max min round sign sqrt trunc PI SQRT1_2 SQRT2 E LN2 LN10".split(" "),
);

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

  it("no source imports the testkit", () => {
    const all = Object.keys(ALLOWED_IMPORTS).flatMap(sourceFiles).flatMap(importsOf);
    expect(all.length).toBeGreaterThan(50);
    expect(all.filter(({ specifier }) => specifier.startsWith("@vocalith/testkit"))).toEqual([]);
  });
});

/** Places where an operation is used whose last bits differ between engines. */
function inexactOperations(path: string, source = parse(path)): string[] {
  const found: string[] = [];
  const report = (node: ts.Node, what: string) => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
    found.push(`${relative(root, path)}:${line + 1} ${what}`);
  };
  visitAll(source, (node) => {
    if (ts.isBinaryExpression(node)) {
      const operator = node.operatorToken.kind;
      if (operator === ts.SyntaxKind.AsteriskAsteriskToken) report(node, "**");
      if (operator === ts.SyntaxKind.AsteriskAsteriskEqualsToken) report(node, "**=");
    }
    if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
      const { text } = node.expression;
      if (text === "Math" && !EXACT_MATH.has(node.name.text)) report(node, `Math.${node.name.text}`);
      if (text === "Date" || text === "performance" || text === "crypto") report(node, `${text}.${node.name.text}`);
    }
    if (ts.isNewExpression(node) && node.expression.getText(source) === "Date") report(node, "new Date");
  });
  return found;
}

describe("the same bytes everywhere", () => {
  it.each(EXACT_PACKAGES)("%s uses exact operations only, no clock and nothing random", (packageName) => {
    const files = sourceFiles(packageName);
    expect(files.length).toBeGreaterThan(0);
    expect(files.flatMap((path) => inexactOperations(path))).toEqual([]);
  });

  it("sees each forbidden operation where there is one", () => {
    const text =
      "a = x ** 2; a **= 2; b = Math.sin(a) + Math.random(); c = Date.now(); d = new Date(); e = Math.sqrt(2)";
    const source = ts.createSourceFile("sample.ts", text, ts.ScriptTarget.ES2022, true);
    expect(
      inexactOperations(join(root, "sample.ts"), source).map((found) => found.split(" ").slice(1).join(" ")),
    ).toEqual(["**", "**=", "Math.sin", "Math.random", "Date.now", "new Date"]);
  });
});
