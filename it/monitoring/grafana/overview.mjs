// The first row: is all well, and if not, where?

import { OUTCOMES, blue, graph, green, line, number, orange, red, steps, table, yellow } from './panels.mjs';
import { CALLS, REFUSALS, STATE, WRONG, firstAttempts, orNone, orZero, rate, series, sum } from './queries.mjs';

export const overview = [
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
