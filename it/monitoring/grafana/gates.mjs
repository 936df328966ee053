// What lets only so many in: bulkheads, turns and rate limits.

import { graph, green, line, red, steps } from './panels.mjs';
import { NAME, REFUSALS, brief, orNone, rate, series, sum, top } from './queries.mjs';

const GATES = 'policy=~"bulkhead|rate_limit|serialized"';
const NO_GATE = 'none';

const KEYED = ['bulkhead', 'circuit_breaker', 'rate_limit', 'serialized'];

/** One metric after the other, as rate() drops the names of metrics and would find two series of one method alike. */
const evicted = (room) =>
  `label_replace(${sum(rate(`selvedge_${room}_keys_evicted_total`, NAME), 'name')}, "policy", "${room}", "", "")`;

export const gates = [
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
