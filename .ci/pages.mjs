// Each page of a folder in Chromium: on a telephone, a tablet and a desk, light and dark, and on paper. No page scrolls
// sideways, and axe finds nothing that keeps anybody from reading it.
//
//   node .ci/pages.mjs TOOLS FOLDER      TOOLS has node_modules with axe-core and puppeteer-core

import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [tools, folder] = process.argv.slice(2).map((path) => resolve(path));
const { launch } = createRequire(join(tools, "node_modules", "x.js"))("puppeteer-core");
const axe = readFileSync(join(tools, "node_modules/axe-core/axe.min.js"), "utf8");

/** Width, scheme, medium, and whether axe looks at it. The width of paper is A4 without its margins. */
const VIEWS = [
  [390, "light", "screen", false],
  [390, "dark", "screen", true],
  [768, "light", "screen", false],
  [768, "dark", "screen", false],
  [1280, "light", "screen", true],
  [1280, "dark", "screen", false],
  [680, "light", "print", false],
];

/** What is wrong with the page as it is shown now. */
async function faults(page, width, withAxe) {
  const found = [];
  const wide = await page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= window.innerWidth) return null;
    const isOut = (element) => element.getBoundingClientRect().right > window.innerWidth + 1 && !element.closest(".table");
    const out = [...document.querySelectorAll("body *")].filter(isOut).map((element) => element.outerHTML.slice(0, 120));
    return `scrolls sideways: ${root.scrollWidth} of ${window.innerWidth}: ${out[0] ?? "a table"}`;
  });
  if (wide) found.push(wide);
  if (withAxe) {
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => window.axe.run());
    for (const { id, help, nodes } of violations) found.push(`${id}: ${help}: ${nodes[0].html.slice(0, 160)}`);
  }
  return found;
}

const files = readdirSync(folder).filter((name) => name.endsWith(".html"));
if (files.length === 0) throw new Error(`no pages in ${folder}`);
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const browser = await launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
let wrong = 0;
try {
  const page = await browser.newPage();
  await page.setBypassCSP(true);
  for (const file of files) {
    await page.goto(pathToFileURL(join(folder, file)).href);
    for (const [width, scheme, medium, withAxe] of VIEWS) {
      await page.setViewport({ width, height: 900 });
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      await page.emulateMediaType(medium);
      for (const fault of await faults(page, width, withAxe)) {
        wrong += 1;
        console.error(`${file} at ${width} px, ${scheme}, ${medium}: ${fault}`);
      }
    }
  }
} finally {
  await browser.close();
}
console.log(`${files.length} pages in ${VIEWS.length} views: ${wrong} faults`);
process.exit(wrong === 0 ? 0 : 1);
