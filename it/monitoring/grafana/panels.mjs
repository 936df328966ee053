// The few kinds of panel that the dashboard is made of.

export const SOURCE = { type: 'prometheus', uid: '${datasource}' };

export const green = 'green';
export const yellow = 'yellow';
export const orange = 'orange';
export const red = 'red';
export const blue = 'blue';
export const purple = 'purple';
export const grey = '#808080';

/** Of what callers get, everywhere. */
export const OUTCOMES = {
  success: green,
  fallback: blue,
  failure: red,
  timeout: orange,
  refused: purple,
  interrupted: yellow,
  cancelled: grey,
};

/** Colours from so much on: steps(green, 0.01, yellow, 0.05, red). */
export const steps = (first, ...more) => {
  const found = [{ color: first, value: null }];
  for (let i = 0; i < more.length; i += 2) {
    found.push({ color: more[i + 1], value: more[i] });
  }
  return { mode: 'absolute', steps: found };
};

/** A line of a panel. */
export const line = (expr, legend) => ({ expr, legend });

const target = ({ expr, legend }, index, more) => ({
  refId: String.fromCharCode('A'.charCodeAt(0) + index),
  datasource: SOURCE,
  editorMode: 'code',
  expr,
  ...(legend ? { legendFormat: legend } : {}),
  ...more,
});

const panel = (type, title, description, w, h, fields, options, targets, more = {}) => ({
  type,
  title,
  description,
  datasource: SOURCE,
  gridPos: { w, h, x: 0, y: 0 },
  fieldConfig: fields,
  options,
  targets,
  ...more,
});

/** One number with its history behind it. */
export const number = (title, description, unit, thresholds, expr) =>
  panel(
    'stat',
    title,
    description,
    4,
    4,
    { defaults: { unit, thresholds, color: { mode: 'thresholds' }, min: 0 }, overrides: [] },
    {
      graphMode: 'area',
      colorMode: 'value',
      justifyMode: 'auto',
      textMode: 'value',
      wideLayout: true,
      showPercentChange: false,
      percentChangeColorMode: 'standard',
      orientation: 'auto',
      reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false },
    },
    [target({ expr }, 0, { range: true })],
  );

const coloured = (name, colour) => ({
  matcher: { id: 'byName', options: name },
  properties: [{ id: 'color', value: { mode: 'fixed', fixedColor: colour } }],
});

const dashed = (pattern) => ({
  matcher: { id: 'byRegexp', options: pattern },
  properties: [
    { id: 'custom.lineStyle', value: { fill: 'dash', dash: [8, 8] } },
    { id: 'custom.fillOpacity', value: 0 },
  ],
});

/**
 * Lines over time.
 *
 * colours: by legend; max: up to where the axis goes at least; thresholds: drawn as lines; stacked: areas on top of each other; none: what is
 * said where a service has nothing of the kind; limits: which legends are dashed lines.
 */
export const graph = (title, description, unit, lines, how = {}) =>
  panel(
    'timeseries',
    title,
    description,
    how.w ?? 8,
    8,
    {
      defaults: {
        unit,
        min: 0,
        noValue: how.none ?? '0',
        color: { mode: 'palette-classic-by-name' },
        ...(how.thresholds ? { thresholds: how.thresholds } : {}),
        custom: {
          drawStyle: 'line',
          lineInterpolation: 'linear',
          lineWidth: 1,
          fillOpacity: how.stacked ? 40 : 10,
          showPoints: 'never',
          spanNulls: false,
          ...(how.max === undefined ? {} : { axisSoftMax: how.max }),
          stacking: { mode: how.stacked ? 'normal' : 'none', group: 'A' },
          thresholdsStyle: { mode: how.thresholds ? 'dashed' : 'off' },
        },
      },
      overrides: [
        ...Object.entries(how.colours ?? {}).map(([name, colour]) => coloured(name, colour)),
        ...(how.limits ? [dashed(how.limits)] : []),
      ],
    },
    {
      legend: { displayMode: 'table', placement: 'bottom', showLegend: true, calcs: ['lastNotNull', 'max'] },
      tooltip: { mode: 'multi', sort: 'desc' },
    },
    lines.map((one, index) => target(one, index, { range: true })),
  );

/** Which of some states each of several things is in, over time. Each state: [number, text, colour]. */
export const states = (title, description, known, expr, legend, how) =>
  panel(
    'state-timeline',
    title,
    description,
    how.w,
    8,
    {
      defaults: {
        noValue: how.none,
        color: { mode: 'thresholds' },
        thresholds: steps(grey),
        custom: { lineWidth: 0, fillOpacity: 80, spanNulls: false },
        mappings: [
          {
            type: 'value',
            options: Object.fromEntries(known.map(([value, text, color], index) => [value, { text, color, index }])),
          },
        ],
      },
      overrides: [],
    },
    {
      showValue: 'auto',
      rowHeight: 0.8,
      mergeValues: true,
      alignValue: 'left',
      legend: { displayMode: 'list', placement: 'bottom', showLegend: true, calcs: [] },
      tooltip: { mode: 'single', sort: 'none' },
    },
    [target({ expr, legend }, 0, { range: true })],
  );

const column = (name, properties) => ({
  matcher: { id: 'byName', options: name },
  properties: Object.entries(properties).map(([id, value]) => ({ id, value })),
});

/** One row for each value of a label, worst first. Each column: name, expr, unit, thresholds. */
export const table = (title, description, label, columns, links) =>
  panel(
    'table',
    title,
    description,
    24,
    9,
    {
      defaults: { noValue: '0', custom: { align: 'auto', inspect: false, filterable: true } },
      overrides: [
        column(label, { links }),
        ...columns.map(({ name, unit, thresholds }) =>
          column(name, {
            unit,
            'custom.width': 150,
            ...(thresholds
              ? { thresholds, color: { mode: 'thresholds' }, 'custom.cellOptions': { type: 'color-text' } }
              : {}),
          }),
        ),
      ],
    },
    {
      frameIndex: 0,
      showHeader: true,
      cellHeight: 'sm',
      sortBy: [{ displayName: columns[0].name, desc: true }],
      footer: { show: false, reducer: ['sum'], enablePagination: true },
    },
    columns.map(({ expr }, index) => target({ expr }, index, { instant: true, range: false, format: 'table' })),
    {
      transformations: [
        { id: 'merge', options: {} },
        {
          id: 'organize',
          options: {
            excludeByName: { Time: true },
            indexByName: {},
            renameByName: Object.fromEntries(
              columns.map(({ name }, index) => [`Value #${String.fromCharCode('A'.charCodeAt(0) + index)}`, name]),
            ),
          },
        },
      ],
    },
  );

/** Rows under headings, the panels of each set from left to right, 24 columns wide. */
export const laidOut = (rows) => {
  const placed = [];
  let id = 1;
  let y = 0;
  for (const [title, panels] of rows) {
    placed.push({ type: 'row', id: id++, title, collapsed: false, gridPos: { w: 24, h: 1, x: 0, y }, panels: [] });
    y += 1;
    let x = 0;
    let h = 0;
    for (const one of panels) {
      if (x + one.gridPos.w > 24) {
        x = 0;
        y += h;
        h = 0;
      }
      placed.push({ id: id++, ...one, gridPos: { ...one.gridPos, x, y } });
      x += one.gridPos.w;
      h = Math.max(h, one.gridPos.h);
    }
    y += h;
  }
  return placed;
};
