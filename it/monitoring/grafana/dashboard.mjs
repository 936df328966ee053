// The dashboard: which questions it answers, with which queries. docs/monitoring.md has a line for each panel.

import {
  SOURCE,
  blue,
  brief,
  graph,
  green,
  grey,
  laidOut,
  line,
  number,
  orNone,
  orZero,
  orange,
  purple,
  rate,
  red,
  series,
  states,
  steps,
  table,
  yellow,
} from './panels.mjs';

const CALLS = 'selvedge_calls_seconds_count';
const REFUSALS = 'selvedge_refusals_total';
const STATE = 'selvedge_circuit_breaker_state_circuits';
const TRANSITIONS = 'selvedge_circuit_breaker_transitions_total';

/** What the caller did not want and did not bring about itself. */
const WRONG = 'outcome=~"failure|timeout|refused"';
const METHOD = 'method="$method"';
const NAME = 'name=~"$name"';
const GATES = 'policy=~"bulkhead|rate_limit|serialized"';

const OUTCOMES = {
  success: green,
  fallback: blue,
  failure: red,
  timeout: orange,
  refused: purple,
  interrupted: yellow,
  cancelled: grey,
};

const sum = (expr, ...by) => (by.length === 0 ? `sum(${expr})` : `sum by (${by.join(', ')}) (${expr})`);
const top = (expr) => `topk(10, ${expr})`;

/** Attempts that are nobody's retry: calls, and the elements and pages that a call takes one by one. */
const firstAttempts = (matchers, ...by) => {
  const calls = sum(rate(CALLS, matchers), ...by);
  const parts = [matchers, 'policy=~"fan_out|paginated"'].filter(Boolean).join(', ');
  return `(${calls} + (${sum(rate('selvedge_children_begun_total', parts), ...by)} or 0 * ${calls}))`;
};

const overview = [
  number(
    'Calls per second',
    'All calls of guarded methods. Zero means that nobody calls, or that nothing is scraped.',
    'reqps',
    steps(blue),
    orZero(sum(rate(CALLS))),
  ),
  number(
    'Calls that go wrong',
    'The share of calls whose caller got a failure, a time-out or a refusal; a fallback counts as help.',
    'percentunit',
    steps(green, 0.01, yellow, 0.05, red),
    orZero(`${sum(rate(CALLS, WRONG))} / (${sum(rate(CALLS))} > 0)`),
  ),
  number(
    'Open breakers',
    'Circuits that let nothing through, forced open ones too.',
    'short',
    steps(green, 1, red),
    orZero(sum(series(STATE, 'state=~"open|forced_open"'))),
  ),
  number(
    'Attempts turned away',
    'Refusals a second by any policy, also those that a retry or a fallback made good.',
    'eps',
    steps(green, 1, yellow, 10, orange),
    orZero(sum(rate(REFUSALS))),
  ),
  number(
    'Retries per call',
    'Attempts on top of the first ones, for each call, element or page. From 0.5 on, the callee has half as much again to do.',
    'short',
    steps(green, 0.1, yellow, 0.5, red),
    orZero(`${sum(rate('selvedge_retries_total'))} / (${firstAttempts()} > 0)`),
  ),
  number(
    'Calls that wait',
    'Calls that stand in line at this moment: for a permit, their turn or their slot.',
    'short',
    steps(green, 1, yellow, 50, orange),
    orZero(sum(series('', '__name__=~"selvedge_.+_waiting_calls"'))),
  ),
  table(
    'Which methods are in trouble?',
    'Worst first. A click on a method shows it in the row below.',
    'method',
    [
      {
        name: 'go wrong',
        unit: 'percentunit',
        thresholds: steps(green, 0.01, yellow, 0.05, red),
        expr:
          `${sum(rate(CALLS, WRONG), 'method')} / (${sum(rate(CALLS), 'method')} > 0)` +
          ` or 0 * ${sum(rate(CALLS), 'method')}`,
      },
      { name: 'calls', unit: 'reqps', expr: sum(rate(CALLS), 'method') },
      {
        name: 'fallbacks',
        unit: 'percentunit',
        thresholds: steps(green, 0.1, yellow, 0.5, orange),
        expr:
          `${sum(rate(CALLS, 'outcome="fallback"'), 'method')} / (${sum(rate(CALLS), 'method')} > 0)` +
          ` or 0 * ${sum(rate(CALLS), 'method')}`,
      },
      {
        name: 'turned away',
        unit: 'eps',
        expr: `${sum(rate(REFUSALS), 'method')} or 0 * ${sum(rate(CALLS), 'method')}`,
      },
      {
        name: 'retries per call',
        unit: 'short',
        thresholds: steps(green, 0.1, yellow, 0.5, red),
        expr:
          `${sum(rate('selvedge_retries_total'), 'method')} / (${firstAttempts('', 'method')} > 0)` +
          ` or 0 * ${sum(rate(CALLS), 'method')}`,
      },
      {
        name: 'mean time',
        unit: 's',
        expr:
          `${sum(rate('selvedge_calls_seconds_sum'), 'method')} / (${sum(rate(CALLS), 'method')} > 0)` +
          ` or 0 * ${sum(rate(CALLS), 'method')}`,
      },
    ],
    [
      {
        title: 'Show this method',
        url: '/d/${__dashboard.uid}?${datasource:queryparam}&var-method=${__value.raw}&${__url_time_range}',
      },
    ],
  ),
  graph(
    'How do calls end?',
    'Calls a second by what the caller got.',
    'reqps',
    [line(sum(rate(CALLS), 'outcome'), '{{outcome}}')],
    { stacked: true, colours: OUTCOMES },
  ),
  graph(
    'Which policy is acting, and why?',
    'Attempts a second that were turned away before they ran, by policy and reason.',
    'eps',
    [line(orNone(sum(rate(REFUSALS), 'policy', 'reason'), 'policy', 'nothing turned away'), '{{policy}} {{reason}}')],
    { stacked: true },
  ),
  graph(
    'Where does waiting come from?',
    'Seconds waited a second, which is how many calls wait on average: in line, for a slot, backing off.',
    'short',
    [line(orNone(sum(rate('selvedge_waits_seconds_sum'), 'policy'), 'policy', 'nobody waits'), '{{policy}}')],
    { stacked: true },
  ),
];

const oneMethod = [
  graph(
    'How do calls of $method end?',
    'Calls a second by what the caller got.',
    'reqps',
    [line(sum(rate(CALLS, METHOD), 'outcome'), '{{outcome}}')],
    { stacked: true, colours: OUTCOMES },
  ),
  graph(
    'How long do they take?',
    'From beginning to end, with all attempts and waits. The 99th percentile is there where the histogram is published.',
    's',
    [
      line(
        orZero(
          `${sum(rate('selvedge_calls_seconds_sum', `${METHOD}, outcome="success"`))}` +
            ` / (${sum(rate(CALLS, `${METHOD}, outcome="success"`))} > 0)`,
        ),
        'mean of those that went well',
      ),
      line(`max(${series('selvedge_calls_seconds_max', METHOD)})`, 'longest of the last minutes'),
      line(
        `histogram_quantile(0.99, ${sum(rate('selvedge_calls_seconds_bucket', METHOD), 'le')})`,
        '99 in 100 took no longer',
      ),
    ],
  ),
  graph(
    'What turns its attempts away?',
    'Refusals a second, by policy and reason.',
    'eps',
    [
      line(
        orNone(sum(rate(REFUSALS, METHOD), 'policy', 'reason'), 'policy', 'nothing turned away'),
        '{{policy}} {{reason}}',
      ),
    ],
    { stacked: true },
  ),
  graph('What helped it?', 'Events a second: attempts again, other methods that stood in, attempts cut short.', 'eps', [
    line(orZero(sum(rate('selvedge_retries_total', METHOD))), 'retries'),
    line(orZero(sum(rate('selvedge_fallbacks_total', METHOD))), 'fallbacks'),
    line(orZero(sum(rate('selvedge_timeouts_total', METHOD))), 'time-outs'),
  ]),
  graph(
    'How did its retrying end?',
    'Calls a second that did not go well at once, by what became of the retrying.',
    'eps',
    [
      line(
        orNone(sum(rate('selvedge_verdicts_total', `${METHOD}, policy="retry"`), 'verdict'), 'verdict', 'nothing retried'),
        '{{verdict}}',
      ),
    ],
    { stacked: true, colours: { recovered: green, retries_used_up: red, duration_used_up: orange, deadline: purple } },
  ),
  graph(
    'Who works for nobody?',
    'Attempts that go on after their caller has left, on average: each still has its thread and its permit.',
    'short',
    [
      line(
        orNone(sum(rate('selvedge_late_ends_seconds_sum', METHOD), 'policy'), 'policy', 'nobody'),
        '{{policy}}',
      ),
    ],
    { stacked: true },
  ),
];

const STATES = [
  ['closed', 1, 'closed', green],
  ['observing', 2, 'observing', blue],
  ['disabled', 3, 'disabled', grey],
  ['half_open', 4, 'half-open', yellow],
  ['open', 5, 'open', red],
  ['forced_open', 6, 'forced open', purple],
];

const worstState = STATES.map(
  ([state, value]) => `${value} * (${series(STATE, `${NAME}, state="${state}"`)} > bool 0)`,
).join(' or ');

const NO_BREAKER = 'no breaker';

const breakers = [
  states(
    'In which state is each breaker?',
    'The worst of its circuits, over all instances. With keys a breaker has a circuit for each; without calls it has none yet.',
    [[0, 'no circuit yet', grey], ...STATES.map(([, value, text, colour]) => [value, text, colour])],
    brief(`max by (name) (${worstState})`, 'name'),
    '{{brief}}',
    { w: 12, none: NO_BREAKER },
  ),
  graph(
    'How near is each breaker to opening?',
    'The share of failures among the calls on record. It opens at its failureRate, one half unless set.',
    'percentunit',
    [line(brief(top(`max by (name) (${series('selvedge_circuit_breaker_failure_rate', NAME)})`), 'name'), '{{brief}}')],
    { w: 12, max: 1, none: NO_BREAKER },
  ),
  graph(
    'How many circuits are in each state?',
    'Over all breakers, keys and instances.',
    'short',
    [line(sum(series(STATE, NAME), 'state'), '{{state}}')],
    { stacked: true, colours: Object.fromEntries(STATES.map(([state, , , colour]) => [state, colour])), none: NO_BREAKER },
  ),
  graph(
    'Which breakers flap?',
    'How often each closed in the last 15 minutes, which means that it had opened before.',
    'short',
    [
      line(
        brief(top(`sum by (name) (increase(${series(TRANSITIONS, `${NAME}, to="closed"`)}[15m]))`), 'name'),
        '{{brief}}',
      ),
    ],
    { none: NO_BREAKER, thresholds: steps(green, 4, orange) },
  ),
  graph(
    'How many calls are too slow for them?',
    'The share of slow calls among the calls on record, of breakers with slowAfter.',
    'percentunit',
    [line(brief(top(`max by (name) (${series('selvedge_circuit_breaker_slow_rate', NAME)})`), 'name'), '{{brief}}')],
    { max: 1, none: NO_BREAKER },
  ),
];

const NO_GATE = 'none';

const KEYED = ['bulkhead', 'circuit_breaker', 'rate_limit', 'serialized'];

/** One metric after the other, as rate() drops the names of metrics and would find two series of one method alike. */
const evicted = (room) =>
  `label_replace(${sum(rate(`selvedge_${room}_keys_evicted_total`, NAME), 'name')}, "policy", "${room}", "", "")`;

const gates = [
  graph(
    'How full is each bulkhead?',
    'Permits in use as a share of the limit. Of bulkheads with keys, whose limit is for each key, see the next panel.',
    'percentunit',
    [
      line(
        brief(
          top(
            `max by (name) ((${series('selvedge_bulkhead_permits_used', NAME)}` +
              ` / ${series('selvedge_bulkhead_permits_limit', NAME)})` +
              ` unless on (job, instance, name) ${series('selvedge_bulkhead_keys', NAME)})`,
          ),
          'name',
        ),
        '{{brief}}',
      ),
    ],
    { max: 1, thresholds: steps(green, 0.9, red), none: NO_GATE },
  ),
  graph(
    'How many calls does each gate let run?',
    'Permits and turns that are held, over all keys and instances.',
    'short',
    [
      line(
        brief(top(sum(series('', `__name__=~"selvedge_(bulkhead_permits_used|serialized_turns_held)", ${NAME}`), 'name')), 'name'),
        '{{brief}}',
      ),
    ],
    { none: NO_GATE },
  ),
  graph(
    'Who stands in line?',
    'Calls that wait for a permit, their turn or their slot, over all keys and instances.',
    'short',
    [
      line(
        brief(top(sum(series('', `__name__=~"selvedge_.+_waiting_calls", ${NAME}`), 'name')), 'name'),
        '{{brief}}',
      ),
    ],
    { none: NO_GATE },
  ),
  graph(
    'How long do those wait who have to?',
    'Mean time in line, of the attempts that did not get in at once.',
    's',
    [
      line(
        orNone(
          brief(
            top(
              `${sum(rate('selvedge_waits_seconds_sum', GATES), 'method', 'policy')}` +
                ` / (${sum(rate('selvedge_waits_seconds_count', GATES), 'method', 'policy')} > 0)`,
            ),
            'method',
          ),
          'brief',
          'nobody waits',
        ),
        '{{brief}} {{policy}}',
      ),
    ],
  ),
  graph(
    'Whom do gates turn away?',
    'Refusals a second, by method and reason.',
    'eps',
    [
      line(
        orNone(brief(top(sum(rate(REFUSALS, GATES), 'method', 'policy', 'reason')), 'method'), 'brief', 'nobody'),
        '{{brief}} {{policy}} {{reason}}',
      ),
    ],
    { stacked: true },
  ),
  graph(
    'How many calls may start at once?',
    'Permits left at each rate limit; with keys, of the key that has the fewest; dashed, after a quiet time. At 0, calls wait or are turned away.',
    'short',
    [
      line(brief(top(`min by (name) (${series('selvedge_rate_limit_permits_available', NAME)})`), 'name'), '{{brief}}'),
      line(brief(top(`max by (name) (${series('selvedge_rate_limit_permits_limit', NAME)})`), 'name'), '{{brief}} limit'),
    ],
    { limits: '/ limit$/', none: NO_GATE },
  ),
  graph(
    'For how many keys is state held?',
    'By policy. A line that only rises says that a parameter with @Key has too many values.',
    'short',
    [
      line(
        orNone(
          brief(
            top(
              `sum by (policy, name) (label_replace(${series('', `__name__=~"selvedge_.+_keys", ${NAME}`)},` +
                ' "policy", "$1", "__name__", "selvedge_(.+)_keys"))',
            ),
            'name',
          ),
          'brief',
          'no keys',
        ),
        '{{brief}} {{policy}}',
      ),
    ],
    { w: 12 },
  ),
  graph(
    'How many keys are forgotten?',
    'Idle keys a second whose state was dropped. Many, and callers come back to find their record gone.',
    'eps',
    [
      line(
        orNone(
          brief(top(KEYED.map(evicted).join(' or ')), 'name'),
          'brief',
          'no keys',
        ),
        '{{brief}} {{policy}}',
      ),
    ],
    { w: 12 },
  ),
];

const parts = [
  graph(
    'How do the parts of calls end?',
    'Elements of fan-outs, pages, shared and hedged runs that ended, a second, by how. A loser that was stopped is interrupted or cancelled.',
    'eps',
    [line(orNone(sum(rate('selvedge_children_ended_total'), 'outcome'), 'outcome', 'nothing'), '{{outcome}}')],
    { stacked: true, colours: OUTCOMES },
  ),
  graph(
    'How wide do fan-outs run?',
    'Elements that run now, over all calls; dashed, how many of one call may.',
    'short',
    [
      line(brief(top(`sum by (name) (${series('selvedge_fan_out_running_children', NAME)})`), 'name'), '{{brief}}'),
      line(
        brief(top(`max by (name) (${series('selvedge_fan_out_concurrency_children', NAME)})`), 'name'),
        '{{brief}} limit',
      ),
    ],
    { limits: '/ limit$/', none: 'no fan-out' },
  ),
  graph(
    'Are pages fetched for nobody?',
    'Pages a second. What is fetched and not read was fetched ahead in vain.',
    'eps',
    [
      line(orZero(sum(rate('selvedge_paginated_pages_fetched_total', NAME))), 'fetched'),
      line(orZero(sum(rate('selvedge_paginated_pages_read_total', NAME))), 'read'),
    ],
  ),
  graph(
    'How many items are read from pages?',
    'Items a second, by the method that makes the page.',
    'recps',
    [
      line(
        orNone(brief(top(sum(rate('selvedge_paginated_items_read_total', NAME), 'name')), 'name'), 'brief', 'none'),
        '{{brief}}',
      ),
    ],
  ),
  graph(
    'Does hedging help?',
    'Extra runs a second: begun because the one before was slow, those of them that won, and those that the budget did not allow.',
    'eps',
    [
      line(orZero(sum(rate('selvedge_hedge_begun_runs_total', NAME))), 'begun'),
      line(orZero(sum(rate('selvedge_hedge_won_runs_total', NAME))), 'won'),
      line(orZero(sum(rate('selvedge_hedge_refused_runs_total', NAME))), 'refused by the budget'),
    ],
    { colours: { begun: blue, won: green, 'refused by the budget': red } },
  ),
  graph(
    'After how long does a hedge begin?',
    'The delay now, as set or as the percentile of the latest calls taught.',
    's',
    [line(brief(top(`max by (name) (${series('selvedge_hedge_delay_seconds', NAME)})`), 'name'), '{{brief}}')],
    { none: 'no hedge' },
  ),
  graph(
    'What is left of the budgets?',
    'Extra runs that each hedge could pay for now. At 0, slow calls stay alone.',
    'short',
    [line(brief(top(`min by (name) (${series('selvedge_hedge_budget_runs', NAME)})`), 'name'), '{{brief}}')],
    { none: 'no hedge' },
  ),
  graph('How much work is shared?', 'Runs a second for one or more callers, and calls that took part in the run of another.', 'eps', [
    line(orZero(sum(rate('selvedge_single_flight_runs_total', NAME))), 'runs'),
    line(orZero(sum(rate('selvedge_single_flight_shared_calls_total', NAME))), 'calls that shared one'),
  ]),
  graph(
    'How much work is done for nobody?',
    'Attempts that go on after their caller has left, on average, by method: losers that do not listen to their interrupt.',
    'short',
    [
      line(
        orNone(brief(top(sum(rate('selvedge_late_ends_seconds_sum'), 'method')), 'method'), 'brief', 'none'),
        '{{brief}}',
      ),
    ],
    { stacked: true },
  ),
];

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
