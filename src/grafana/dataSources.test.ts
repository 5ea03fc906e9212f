import { setDataSourceSrv, type DataSourceSrv } from '@grafana/runtime';
import { dataSourceName, defaultDataSource } from './dataSources';

const prometheus = { type: 'prometheus', uid: 'ops', name: 'Prometheus of ops', isDefault: false };

/** A Grafana with these data sources. */
const grafanaWith = (...all: Array<typeof prometheus>) =>
  setDataSourceSrv({
    getList: ({ type }: { type: string }) => all.filter((one) => one.type === type),
    getInstanceSettings: (uid: string) => all.find((one) => one.uid === uid),
  } as unknown as DataSourceSrv);

it.each([
  ['the default one', [prometheus, { ...prometheus, uid: 'main', isDefault: true }], 'main'],
  [
    'none where the default is no Prometheus',
    [prometheus, { ...prometheus, type: 'loki', isDefault: true }],
    undefined,
  ],
  ['none where there is none', [], undefined],
])('the data source to look at first is %s', (_, all, uid) => {
  grafanaWith(...all);
  expect(defaultDataSource()).toBe(uid);
});

it('calls a data source by its name, as it is written, or by its uid where it is gone', () => {
  grafanaWith({ ...prometheus, name: 'R&D <b>' });
  expect(dataSourceName('ops')).toBe('Data source R&D <b>');
  expect(dataSourceName('gone')).toBe('Data source gone');
});
