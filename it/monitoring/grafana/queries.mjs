// What the dashboard's queries have in common.

const PLACES = 'job=~"$job", instance=~"$instance"';
/** The last name of a class and what follows: "org.shop.Orders.find(long)" is "Orders.find(long)". Other names as they are. */
const BRIEF = '(?:[^(]*[.])?([^.(]+[.][^.(]+(?:[(].*)?)|(.*)';

/** The series of a metric in the chosen jobs and instances. */
export const series = (metric, matchers) => `${metric}{${[PLACES, matchers].filter(Boolean).join(', ')}}`;

/** How much a counter grows a second. */
export const rate = (metric, matchers) => `rate(${series(metric, matchers)}[$__rate_interval])`;

/** One number, 0 where nothing has been counted yet. */
export const orZero = (expr) => `(${expr}) or vector(0)`;

/** Lines, or one at 0 with that word for a legend where nothing has been counted yet. */
export const orNone = (expr, label, word) =>
  `(${expr}) or on() label_replace(vector(0), "${label}", "${word}", "", "")`;

/** Adds the label "brief": what a label says without the package. The label itself stays, so no two lines become one. */
export const brief = (expr, label) => `label_replace(${expr}, "brief", "$1$2", "${label}", "${BRIEF}")`;

export const CALLS = 'selvedge_calls_seconds_count';
export const REFUSALS = 'selvedge_refusals_total';
export const STATE = 'selvedge_circuit_breaker_state_circuits';

/** What the caller did not want and did not bring about itself. */
export const WRONG = 'outcome=~"failure|timeout|refused"';
export const METHOD = 'method="$method"';
export const NAME = 'name=~"$name"';

export const sum = (expr, ...by) => (by.length === 0 ? `sum(${expr})` : `sum by (${by.join(', ')}) (${expr})`);
export const top = (expr) => `topk(10, ${expr})`;

/** Attempts that are nobody's retry: calls, and the elements and pages that a call takes one by one. */
export const firstAttempts = (matchers, ...by) => {
  const calls = sum(rate(CALLS, matchers), ...by);
  const parts = [matchers, 'policy=~"fan_out|paginated"'].filter(Boolean).join(', ');
  return `(${calls} + (${sum(rate('selvedge_children_begun_total', parts), ...by)} or 0 * ${calls}))`;
};
