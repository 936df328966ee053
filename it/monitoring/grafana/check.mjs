// Holds dashboards against Grafana's published types: node check.mjs one.json another.json
// Prints a line for each: its name, a tab, and "valid" or what is wrong first.

import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';

const schema = createGenerator({
  path: 'shipped.ts',
  tsconfig: 'tsconfig.json',
  type: 'ShippedDashboard',
  expose: 'none',
  jsDoc: 'none',
}).createSchema('ShippedDashboard');

const valid = new Ajv({ strict: false }).compile(schema);

for (const file of process.argv.slice(2)) {
  const fits = valid(JSON.parse(readFileSync(file, 'utf8')));
  console.log(`${file}\t${fits ? 'valid' : wrong(valid.errors)}`);
}

/** A panel fits one of several kinds or none, and each kind has its complaint: what is said furthest inside is meant. */
function wrong(errors) {
  const depth = (error) => error.instancePath.split('/').length;
  const [meant] = [...errors].sort((a, b) => depth(b) - depth(a));
  return `${meant.instancePath} ${meant.message} ${JSON.stringify(meant.params)}`;
}
