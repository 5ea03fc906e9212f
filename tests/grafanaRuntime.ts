import {
  EventBusSrv,
  FieldType,
  LoadingState,
  PanelPlugin,
  toDataFrame,
  type DataFrame,
  type DataQueryRequest,
} from '@grafana/data';
import {
  config,
  setAppEvents,
  setDataSourceSrv,
  setPluginImportUtils,
  setRunRequest,
  type DataSourceSrv,
} from '@grafana/runtime';
import { configure } from '@testing-library/dom';
import { map, of, type Observable } from 'rxjs';

// A page has some thirty panels, which takes its time where processors are few.
configure({ asyncUtilTimeout: 20_000 });
jest.setTimeout(60_000);

/** A data source of the made-up Grafana. */
export interface FakeDataSource {
  uid: string;
  name: string;
  /** A Prometheus where it is absent. */
  type?: string;
  isDefault?: boolean;
  jsonData?: object;
}

export interface FakeGrafana {
  dataSources: FakeDataSource[];
  /** What every request of a panel is answered with. */
  answer: Observable<DataFrame[]>;
  /** What the data source says instead of answering; nothing is wrong where it is not given. */
  refusal?: string;
  /** The panels' requests, in order. */
  requests: DataQueryRequest[];
}

/** The services of Grafana that scenes use by themselves, and nothing behind them. Call it before each test. */
export function fakeGrafana(): FakeGrafana {
  const grafana: FakeGrafana = { dataSources: [{ uid: 'prom', name: 'Prometheus' }], answer: of([]), requests: [] };
  // Scenes decides by Grafana's version how it puts scenes into requests.
  config.buildInfo.version = '12.2.0';
  setAppEvents(new EventBusSrv());
  setDataSourceSrv(dataSourceSrv(grafana));
  setRunRequest((_, request) => {
    grafana.requests.push(request);
    return grafana.answer.pipe(
      map((series) => ({
        ...(grafana.refusal === undefined
          ? { state: LoadingState.Done, series }
          : { state: LoadingState.Error, series: [], errors: [{ message: grafana.refusal }] }),
        timeRange: request.range,
        request,
      }))
    );
  });
  return grafana;
}

/** A line as Grafana's Prometheus data source hands it out, with the name that its legend shows. */
export const line = (name: string, labels: Record<string, string>): DataFrame =>
  toDataFrame({
    fields: [
      { name: 'Time', type: FieldType.time, values: [0, 1] },
      { name: 'Value', type: FieldType.number, values: [1, 2], labels, config: { displayNameFromDS: name } },
    ],
  });

/** A mark at the beginning of each series: Grafana's Prometheus data source makes one of each stretch of samples. */
const MARKS = {
  prepareAnnotation: (annotation: object) => annotation,
  processEvents: (_: object, frames: readonly DataFrame[]) =>
    of(frames.map(({ fields: [time] }) => ({ time: Number(time?.values[0]), text: 'A mark' }))),
};

function dataSourceSrv(grafana: FakeGrafana): DataSourceSrv {
  return {
    getList: ({ type, all }: { type?: string; all?: boolean } = {}) =>
      grafana.dataSources
        .map((one) => ({ type: 'prometheus', ...one }))
        .filter((one) => type === undefined || one.type === type)
        .filter((one) => all || one.type !== 'alertmanager'),
    reload: async () => undefined,
    getInstanceSettings: (uid: string) => grafana.dataSources.find((dataSource) => dataSource.uid === uid),
    get: async () => ({
      ...grafana.dataSources[0],
      annotations: MARKS,
      getRef: () => ({ type: 'prometheus', uid: grafana.dataSources[0]?.uid }),
    }),
  } as unknown as DataSourceSrv;
}

/** A panel plugin that draws nothing: what it would be given is in the scene. */
function panelPlugin(id: string): PanelPlugin {
  const plugin = new PanelPlugin(() => null);
  plugin.meta = { ...plugin.meta, id, info: { ...plugin.meta?.info, version: '1.0.0' } };
  return plugin;
}

// Grafana lets this be set once only.
setPluginImportUtils({ importPanelPlugin: async (id) => panelPlugin(id), getPanelPluginFromCache: panelPlugin });
