// What an editor shows with the schemas of `engage schema --install`: yaml-language-server completes keys and words, and
// underlines mistakes, in a workspace whose settings are those that engage wrote.
//
//   node editor.mjs ENGAGE TOOLS FOLDER    FOLDER does not exist yet; the records are those of the golden workspaces

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const [engage, tools, folder] = process.argv.slice(2);
const here = dirname(dirname(fileURLToPath(import.meta.url)));
mkdirSync(folder, { recursive: true });
for (const golden of ['schema-1', 'second-edition']) cpSync(join(here, 'tests/golden', golden), folder, { recursive: true });
execFileSync(engage, ['schema', '--install'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });

const { 'yaml.schemas': schemas } = JSON.parse(readFileSync(join(folder, '.vscode/settings.json')));
const settings = { schemas, validate: true, completion: true, schemaStore: { enable: false } };

// messages of JSON-RPC, each after its length
const program = join(tools, 'node_modules/yaml-language-server/bin/yaml-language-server');
const server = spawn(process.execPath, [program, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
const waiting = new Map();
let unread = Buffer.alloc(0);
let configured;
let last = 0;

function send(message) {
  const text = JSON.stringify({ jsonrpc: '2.0', ...message });
  server.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
}

function ask(method, params) {
  last += 1;
  send({ id: last, method, params });
  return new Promise((resolve) => waiting.set(last, resolve));
}

function received(message) {
  if (message.method === 'workspace/configuration') {
    send({ id: message.id, result: message.params.items.map(({ section }) => (section === 'yaml' ? settings : {})) });
    setTimeout(configured, 500);
  } else if (message.method === 'textDocument/publishDiagnostics') {
    waiting.get(message.params.uri)?.(message.params.diagnostics);
  } else if (message.method && message.id !== undefined) {
    send({ id: message.id, result: null });
  } else {
    waiting.get(message.id)?.(message.result);
  }
}

server.stdout.on('data', (bytes) => {
  unread = Buffer.concat([unread, bytes]);
  for (;;) {
    const head = unread.indexOf('\r\n\r\n');
    const length = Number(/Content-Length: (\d+)/.exec(unread.subarray(0, Math.max(head, 0)).toString())?.[1]);
    if (head < 0 || unread.length < head + 4 + length) return;
    const body = unread.subarray(head + 4, head + 4 + length);
    unread = unread.subarray(head + 4 + length);
    received(JSON.parse(body));
  }
});

const uri = (path) => pathToFileURL(join(folder, path)).href;

/** What is underlined in a text at a path: line, column and sentence of each. */
async function underlined(path, text) {
  const answer = new Promise((resolve) => waiting.set(uri(path), resolve));
  send({ method: 'textDocument/didOpen', params: { textDocument: { uri: uri(path), languageId: 'yaml', version: 1, text } } });
  const found = await answer;
  return found.map(({ range: { start }, message }) => `${start.line + 1}:${start.character + 1} ${message}`).sort();
}

/** What is offered at the end of a text at a path: the words, and what is said of each. */
async function offered(path, text) {
  await underlined(path, text);
  const lines = text.split('\n');
  const position = { line: lines.length - 1, character: lines.at(-1).length };
  const answer = await ask('textDocument/completion', { textDocument: { uri: uri(path) }, position });
  return new Map(answer.items.map(({ label, documentation }) => [label, documentation?.value ?? documentation]));
}

const root = pathToFileURL(folder).href;
await ask('initialize', {
  processId: process.pid,
  rootUri: root,
  workspaceFolders: [{ uri: root, name: 'workspace' }],
  capabilities: { workspace: { configuration: true, workspaceFolders: true } },
});
// the server asks for its settings, and answers nothing by them before it has read them
const ready = new Promise((resolve) => { configured = resolve; });
send({ method: 'initialized', params: {} });
await ready;

const goal = 'statement: Find it\ncriterion: Ten seconds\ncommitted: 2026-03-02\n';
const mistakes = [
  ['goals/a', `${goal}colour: red\n`, '4:1 Property colour is not allowed.'],
  ['goals/b', `${goal}verdict: won\n`, '4:10 Value is not accepted. Valid values: "open", "met", "partly", "missed".'],
  ['goals/c', 'statement: Find it\ncommitted: 2026-03-02\n', '1:1 Missing property "criterion".'],
  ['goals/d', `${goal}due: 2026-5-5\n`, '4:6 Use YYYY-MM-DD.'],
  ['goals/e', `${goal}responsible: Ana Ortiz\n`, '4:14 Use the name of a file in people/, such as ana-ortiz.'],
  ['feedback/f', 'on: 2026-03-02\nfrom: ana-ortiz\nimpression: 6\n', '3:13 Value is not accepted. Valid values: 1, 2, 3, 4, 5.'],
  ['cycle-1/04-dev', 'entered: 2026-03-02\ntrip:\n  sit: Quay\n', '3:3 Property sit is not allowed.'],
  ['cycle-1/pace', 'primary:\n  exercised: soon\n', '2:14 Use YYYY-MM-DD.'],
];
for (const [record, text, sentence] of mistakes) {
  assert.deepEqual(await underlined(`engagements/dock/${record}.yaml`, text), [sentence], record);
  const draft = `.engage/drafts/dock--${record.replace('/', '--')}.yaml`;
  assert.deepEqual(await underlined(draft, text), [sentence], draft);
}
assert.deepEqual(await underlined('elsewhere/engage.yaml', 'cadense: 7\nchecks:\n  no-sponsors: {level: of}\n'), [
  '1:1 Property cadense is not allowed.',
  '3:24 Value is not accepted. Valid values: "off", "advice", "warning", "error".',
  '3:3 Use the id of a check; `engage explain` lists them.',
]);

const keys = await offered('engagements/dock/goals/g.yaml', goal);
assert.ok(keys.get('due').startsWith('Due date.'), [...keys]);
assert.ok(!keys.has('statement'), 'a key that is there already is offered again');
const words = await offered('engagements/dock/goals/h.yaml', `${goal}verdict: `);
assert.deepEqual([...words.keys()].filter((word) => word !== 'null'), ['open', 'met', 'partly', 'missed']);

// what is recorded is underlined nowhere, but for the old word that `engage check` reports too
let records = 0;
for (const path of readdirSync(folder, { recursive: true }).filter((path) => path.endsWith('.yaml')).sort()) {
  const found = await underlined(path, readFileSync(join(folder, path), 'utf8'));
  const wrong = found.filter((one) => one !== '10:10 Value is not accepted. Valid values: "valuable", "not-valuable".');
  assert.deepEqual(wrong, [], path);
  records += 1;
}
const { version } = JSON.parse(readFileSync(join(tools, 'node_modules/yaml-language-server/package.json')));
console.log(`yaml-language-server ${version}: ${2 * mistakes.length + 1} mistakes underlined, none in ${records} records`);
server.kill();
