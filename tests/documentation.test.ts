import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { beforeAll, describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");

/** Packages with a public entry. */
const LIBRARIES = ["audio", "dsp", "geometry", "formats", "vocalith", "three"];

const COMPILER_OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  customConditions: ["ws-source"],
  types: ["node"],
  strict: true,
  noEmit: true,
  skipLibCheck: true,
};

interface Snippet {
  /** Where it stands, for messages. */
  readonly place: string;
  readonly text: string;
}

function codeBlocks(text: string): string[] {
  return [...text.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code);
}

interface Export {
  readonly name: string;
  readonly documentation: string;
  readonly examples: readonly Snippet[];
  readonly isFunction: boolean;
}

/** What a package shows to the world. */
function exportsOf(packageName: string): Export[] {
  const program = ts.createProgram([entryOf(packageName)], COMPILER_OPTIONS);
  const checker = program.getTypeChecker();
  const entry = program.getSourceFile(entryOf(packageName));
  const module = entry && checker.getSymbolAtLocation(entry);
  if (!module) throw new Error(`${packageName} has no entry`);
  return checker.getExportsOfModule(module).map((exported) => {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    const examples = symbol
      .getJsDocTags(checker)
      .filter((tag) => tag.name === "example")
      .flatMap((tag) => codeBlocks(ts.displayPartsToString(tag.text)))
      .map((text) => ({ place: `${packageName}: ${exported.name}`, text }));
    return {
      name: exported.name,
      documentation: ts.displayPartsToString(symbol.getDocumentationComment(checker)),
      examples,
      isFunction: (symbol.flags & ts.SymbolFlags.Function) !== 0,
    };
  });
}

const entryOf = (packageName: string) => join(root, "packages", packageName, "src/index.ts");

function readmeSnippets(): Snippet[] {
  const readmes = ["README.md", ...LIBRARIES.map((name) => `packages/${name}/README.md`)];
  return readmes.flatMap((path) =>
    codeBlocks(readFileSync(join(root, path), "utf8")).map((text, i) => ({ place: `${path}, block ${i + 1}`, text })),
  );
}

/** What the compiler says of each snippet, compiled as a module of its own that sees the packages by their names. */
function diagnosticsOf(snippets: readonly Snippet[]): string[] {
  const files = new Map(
    snippets.map(({ text }, i) => [join(root, "tests", `snippet-${i}.ts`), `export {};\n${text}`] as const),
  );
  const host = ts.createCompilerHost(COMPILER_OPTIONS);
  const { readFile, fileExists, getSourceFile } = host;
  host.fileExists = (path) => files.has(path) || fileExists.call(host, path);
  host.readFile = (path) => files.get(path) ?? readFile.call(host, path);
  host.getSourceFile = (path, languageVersion, ...rest) => {
    const text = files.get(path);
    return text === undefined
      ? getSourceFile.call(host, path, languageVersion, ...rest)
      : ts.createSourceFile(path, text, languageVersion);
  };
  const names = [...files.keys()];
  const program = ts.createProgram(names, COMPILER_OPTIONS, host);
  return names.flatMap((name, i) => {
    const source = program.getSourceFile(name);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      (diagnostic) => `${snippets[i].place}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n")}`,
    );
  });
}

describe("documentation", () => {
  const exported = new Map<string, Export[]>();
  beforeAll(() => {
    for (const name of LIBRARIES) exported.set(name, exportsOf(name));
  });

  it.each(LIBRARIES)("of %s says what every export is, with an example for every function", (name) => {
    const exports = exported.get(name) ?? [];
    expect(exports.length).toBeGreaterThan(0);
    expect(exports.filter(({ documentation }) => documentation.length < 10).map((one) => one.name)).toEqual([]);
    const silent = exports.filter(({ isFunction, examples }) => isFunction && examples.length === 0);
    expect(silent.map((one) => one.name)).toEqual([]);
  });

  it("has examples and README snippets that compile", () => {
    const snippets = [...[...exported.values()].flat().flatMap(({ examples }) => examples), ...readmeSnippets()];
    expect(snippets.length).toBeGreaterThan(20);
    expect(diagnosticsOf(snippets)).toEqual([]);
  });

  it("would notice a snippet that does not compile", () => {
    const wrong = [
      { place: "here", text: 'import { createGem } from "vocalith";\nconst size: string = createGem(1);' },
    ];
    expect(diagnosticsOf(wrong).join()).toMatch(/^here: /);
  });
});
