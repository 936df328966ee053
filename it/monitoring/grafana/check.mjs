// Holds dashboards against Grafana's published types: node check.mjs one.json another.json
// Prints a line for each: its name, a tab, and "valid" or what is wrong first.

import { readFileSync } from 'node:fs';
import * as units from '@grafana/grafana-foundation-sdk/units';
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

const known = new Set(Object.values(units));

for (const file of process.argv.slice(2)) {
  console.log(`${file}\t${verdict(JSON.parse(readFileSync(file, 'utf8')))}`);
}

function verdict(dashboard) {
  if (!valid(dashboard)) {
    return wrong(valid.errors);
  }
  const strange = dashboard.panels.flatMap(unitsOf).filter((unit) => !known.has(unit));
  return strange.length === 0 ? 'valid' : `no such unit: ${strange[0]}`;
}

/** Any text is a unit, to the types; Grafana would show it behind the number where it is none of its own. */
function unitsOf({ fieldConfig }) {
  const overridden = (fieldConfig?.overrides ?? []).flatMap(({ properties }) => properties.filter(({ id }) => id === 'unit'));
  return [fieldConfig?.defaults.unit, ...overridden.map(({ value }) => value)].filter((unit) => unit !== undefined);
}

/** A panel fits one of several kinds or none, and each kind has its complaint: what is said furthest inside is meant. */
function wrong(errors) {
  const depth = (error) => error.instancePath.split('/').length;
  const [meant] = [...errors].sort((a, b) => depth(b) - depth(a));
  return `${meant.instancePath} ${meant.message} ${JSON.stringify(meant.params)}`;
}
