// What the dashboard must look like, put together from the types that Grafana publishes: of its four kinds of panel with
// their options, and of queries to Prometheus. Grafana's own Dashboard leaves options and queries open.

import type * as grafana from '@grafana/grafana-foundation-sdk/dashboard';
import type * as prometheus from '@grafana/grafana-foundation-sdk/prometheus';
import type * as stat from '@grafana/grafana-foundation-sdk/stat';
import type * as statetimeline from '@grafana/grafana-foundation-sdk/statetimeline';
import type * as table from '@grafana/grafana-foundation-sdk/table';
import type * as timeseries from '@grafana/grafana-foundation-sdk/timeseries';

type Query = Omit<prometheus.Dataquery, '_implementsDataqueryVariant'>;

interface Fields<Custom> {
  defaults: Omit<grafana.FieldConfig, 'custom'> & { custom?: Custom };
  overrides: grafana.FieldConfigSource['overrides'];
}

type PanelOf<Type extends string, Options, Custom> = Omit<
  grafana.Panel,
  'type' | 'targets' | 'options' | 'fieldConfig'
> & {
  type: Type;
  targets: Query[];
  options: Options;
  fieldConfig: Fields<Custom>;
};

type ShippedPanel =
  | PanelOf<'stat', stat.Options, never>
  | PanelOf<'state-timeline', statetimeline.Options, statetimeline.FieldConfig>
  | PanelOf<'table', table.Options, table.FieldConfig>
  | PanelOf<'timeseries', timeseries.Options, timeseries.FieldConfig>;

export type ShippedDashboard = Omit<grafana.Dashboard, 'panels'> & { panels: (ShippedPanel | grafana.RowPanel)[] };
