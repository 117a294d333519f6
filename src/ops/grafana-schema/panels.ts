// The shape of a dashboard as two releases of Grafana publish it. Whatever is left out Grafana fills in; what it does not know, or
// what has another type, is an error. Grafana's enums are plain strings in JSON.
import type * as nine from 'schema-9';
import type * as thirteen from '@grafana/schema';
import type * as bargauge from '@grafana/schema/dist/types/raw/composable/bargauge/panelcfg/x/types.gen';
import type * as geomap from '@grafana/schema/dist/types/raw/composable/geomap/panelcfg/x/types.gen';
import type * as stat from '@grafana/schema/dist/types/raw/composable/stat/panelcfg/x/types.gen';
import type * as statetimeline from '@grafana/schema/dist/types/raw/composable/statetimeline/panelcfg/x/types.gen';
import type * as text from '@grafana/schema/dist/types/raw/composable/text/panelcfg/x/types.gen';
import type * as timeseries from '@grafana/schema/dist/types/raw/composable/timeseries/panelcfg/x/types.gen';

type Json<T> = unknown extends T ? T
  : T extends string ? `${T}`
  : T extends number ? (number extends T ? T : `${T}` extends `${infer N extends number}` ? N : T)
  : T extends readonly (infer E)[] ? Json<E>[]
  : T extends object ? { [K in keyof T as string extends K ? never : K]?: Json<T[K]> | (undefined extends T[K] ? null : never) }
  : T;

type Query = { refId: string; datasource: { type: string; uid: string }; expr: string; legendFormat: string; instant: boolean; range: boolean; format?: 'table' };
type Field<F, C> = Json<Omit<F, 'custom' | 'mappings' | 'thresholds'>> & {
  custom?: Json<C>;
  mappings?: (Json<nine.ValueMap> | { type: 'special'; options: { match: `${nine.SpecialValueMatch}`; result: nine.ValueMappingResult } })[];
  thresholds?: { mode: 'absolute'; steps: { color: string; value: number | null }[] };
};
type Of<P, F, O, C> = Json<Omit<P, 'options' | 'fieldConfig' | 'targets' | 'transformations'>> & {
  options: Json<O>;
  fieldConfig: { defaults: Field<F, C>; overrides: { matcher: Json<nine.MatcherConfig>; properties: { id: string; value: unknown }[] }[] };
  targets?: Query[];
  transformations?: Json<nine.DataTransformerConfig>[];
};

/** A panel by its type, as the current release has it; the options of 9.4 are published for none but a few of them. */
export type Panels = {
  bargauge: Of<thirteen.Panel, thirteen.FieldConfig, bargauge.Options, never>;
  geomap: Of<thirteen.Panel, thirteen.FieldConfig, geomap.Options, never>;
  stat: Of<thirteen.Panel, thirteen.FieldConfig, stat.Options, never>;
  'state-timeline': Of<thirteen.Panel, thirteen.FieldConfig, statetimeline.Options, statetimeline.FieldConfig>;
  text: Of<thirteen.Panel, thirteen.FieldConfig, text.Options, never>;
  timeseries: Of<thirteen.Panel, thirteen.FieldConfig, timeseries.Options, timeseries.FieldConfig>;
};

export type PanelOf9 = Of<nine.Panel, nine.FieldConfig, Record<never, never> & { [option: string]: unknown }, nine.GraphFieldConfig>;

type Head<D> = Json<Omit<D, 'panels' | 'templating' | 'annotations'>>;
export type Dashboard = Head<thirteen.Dashboard>;
export type DashboardOf9 = Head<nine.Dashboard>;
export type Annotation = Json<thirteen.AnnotationQuery> & { expr: string; step: string; titleFormat: string; textFormat: string };
// A variable that asks the data source keeps its question as text, too, in a field of Prometheus' own.
export type Variable = Json<thirteen.VariableModel> & { definition?: string };
