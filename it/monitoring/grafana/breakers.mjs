// Circuit breakers.

import { blue, graph, green, grey, line, orange, purple, red, states, steps, yellow } from './panels.mjs';
import { NAME, STATE, brief, series, sum, top } from './queries.mjs';

const TRANSITIONS = 'selvedge_circuit_breaker_transitions_total';

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

export const breakers = [
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
