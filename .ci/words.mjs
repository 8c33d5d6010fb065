// The same words as words.py, read by a parser of YAML 1.2.
//
//   words.mjs YAML FOLDER    YAML: where the package `yaml` is installed

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const [yaml, folder] = process.argv.slice(2);
const { parse } = createRequire(resolve(yaml, "index.js"))("yaml");
const meant = JSON.parse(readFileSync(join(folder, "words.json"), "utf8"));
const wrong = meant.filter(({ file, belief, assumptions }) => {
  const found = parse(readFileSync(join(folder, file), "utf8"), { version: "1.2", strict: true });
  return JSON.stringify([found.belief, found.assumptions]) !== JSON.stringify([belief, assumptions]);
});
console.log(`yaml (1.2) read ${meant.length} words, ${wrong.length} of them wrong`, ...wrong);
process.exit(wrong.length || !meant.length ? 1 : 0);
