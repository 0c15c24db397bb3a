// Connects the official client to a server, lists everything, and calls every tool with the arguments of a file of
// JSON: {tool: {good: {...}, broken: {...}}}. Prints one JSON document of what came back.
//
//     node client.mjs CALLS.json http URL
//     node client.mjs CALLS.json stdio COMMAND ARGUMENT...
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const modules = createRequire(process.env.OUTLAY_TEST_MODULES + '/');
const load = name => import(pathToFileURL(modules.resolve(name)).href);
const { Client } = await load('@modelcontextprotocol/sdk/client/index.js');
const [callsFile, kind, ...where] = process.argv.slice(2);
const calls = JSON.parse(readFileSync(callsFile, 'utf8'));

async function transport() {
  if (kind === 'http') {
    const { StreamableHTTPClientTransport } = await load('@modelcontextprotocol/sdk/client/streamableHttp.js');
    return new StreamableHTTPClientTransport(new URL(where[0]));
  }
  const { StdioClientTransport } = await load('@modelcontextprotocol/sdk/client/stdio.js');
  return new StdioClientTransport({ command: where[0], args: where.slice(1), env: process.env, stderr: 'inherit' });
}

async function all(list, field) {
  const found = [];
  let cursor;
  do {
    const page = await list(cursor === undefined ? {} : { cursor });
    found.push(...page[field]);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return found;
}

async function call(name, given) {
  const began = performance.now();
  try {
    // the client checks the structured content against the schema that the tool was listed with
    const answer = await client.callTool({ name, arguments: given }, undefined, { timeout: 60_000 });
    return {
      failed: answer.isError === true,
      text: answer.content.map(part => part.text).join('\n').slice(0, 2_000),
      structured: answer.structuredContent !== undefined,
      milliseconds: Math.round(performance.now() - began),
    };
  } catch (error) {
    return { thrown: String(error), milliseconds: Math.round(performance.now() - began) };
  }
}

const client = new Client({ name: 'outlay-test', version: '1' });
const began = performance.now();
await client.connect(await transport());
const connected = Math.round(performance.now() - began);
const tools = await all(page => client.listTools(page), 'tools');
const answers = {};
for (const tool of tools) {
  const { good, broken } = calls[tool.name] ?? {};
  answers[tool.name] = {
    ...(good === undefined ? {} : { good: await call(tool.name, good) }),
    ...(broken === undefined ? {} : { broken: await call(tool.name, broken) }),
  };
}
const resources = await all(page => client.listResources(page), 'resources');
const templates = await all(page => client.listResourceTemplates(page), 'resourceTemplates');
const prompts = await all(page => client.listPrompts(page), 'prompts');
const read = {};
for (const uri of [...resources.map(each => each.uri), 'outlay://reports/cost']) {
  read[uri] = (await client.readResource({ uri })).contents[0].text.slice(0, 2_000);
}
const prompted = {};
for (const prompt of prompts) {
  const given = Object.fromEntries((prompt.arguments ?? []).map(argument => [argument.name, 'asked-for']));
  prompted[prompt.name] = (await client.getPrompt({ name: prompt.name, arguments: given })).messages[0].content.text;
}
await client.close();
process.stdout.write(JSON.stringify({
  server: client.getServerVersion(),
  connected,
  tools: tools.map(tool => tool.name),
  answers,
  resources: resources.map(each => each.uri),
  templates: templates.map(each => each.uriTemplate),
  prompts: prompts.map(each => each.name),
  read,
  prompted,
}));
