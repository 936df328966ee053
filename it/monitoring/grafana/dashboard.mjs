// The dashboard: which questions it answers, with which queries. docs/monitoring.md has a line for each panel.

import { breakers } from './breakers.mjs';
import { gates } from './gates.mjs';
import { oneMethod } from './method.mjs';
import { overview } from './overview.mjs';
import { SOURCE, blue, laidOut } from './panels.mjs';
import { parts } from './parts.mjs';
import { CALLS, series } from './queries.mjs';

const ALL = { text: 'All', value: '$__all', selected: true };

const variable = (name, label, query, more) => ({
  type: 'query',
  name,
  label,
  datasource: SOURCE,
  definition: query,
  query: { query, refId: name },
  refresh: 2,
  sort: 1,
  ...more,
});

const chosen = { multi: true, includeAll: true, allValue: '.*', current: ALL };

export const dashboard = {
  uid: 'selvedge',
  title: 'Selvedge',
  description: 'Which guarded method is in trouble, which policy is acting, and why.',
  tags: ['selvedge', 'resilience'],
  schemaVersion: 39,
  version: 1,
  editable: true,
  graphTooltip: 1,
  refresh: '10s',
  time: { from: 'now-30m', to: 'now' },
  timezone: 'browser',
  annotations: {
    list: [
      {
        builtIn: 1,
        datasource: { type: 'grafana', uid: '-- Grafana --' },
        enable: true,
        hide: true,
        iconColor: blue,
        name: 'Annotations & Alerts',
        type: 'dashboard',
      },
    ],
  },
  templating: {
    list: [
      { type: 'datasource', name: 'datasource', label: 'Data source', query: 'prometheus', refresh: 1 },
      variable('job', 'Job', `label_values(${CALLS}, job)`, chosen),
      variable('instance', 'Instance', `label_values(${CALLS}{job=~"$job"}, instance)`, chosen),
      variable('method', 'Method', `label_values(${series(CALLS)}, method)`, {}),
      variable('name', 'Policy', `label_values(${series('', '__name__=~"selvedge_.+"')}, name)`, chosen),
    ],
  },
  links: [],
  panels: laidOut([
    ['Overview', overview],
    ['One method: $method', oneMethod],
    ['Breakers', breakers],
    ['Gates: bulkheads, turns and rate limits', gates],
    ['Parts of calls: fan-outs, pages, hedges and shared runs', parts],
  ]),
};
