// One method, of the variable's choice.

import { OUTCOMES, graph, green, line, orange, purple, red } from './panels.mjs';
import { CALLS, METHOD, REFUSALS, orNone, orZero, rate, series, sum } from './queries.mjs';

export const oneMethod = [
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
