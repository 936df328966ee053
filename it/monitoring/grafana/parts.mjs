// What calls are made of: elements, pages, shared and hedged runs.

import { OUTCOMES, blue, graph, green, line, red } from './panels.mjs';
import { NAME, brief, orNone, orZero, rate, series, sum, top } from './queries.mjs';

export const parts = [
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
