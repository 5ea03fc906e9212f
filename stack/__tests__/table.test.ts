import { table } from '../table';

it('aligns columns by what one sees, whatever the colours', () => {
  const rows = [
    ['Service', 'State', 'URL'],
    ['Demo', '\u001b[32mhealthy\u001b[39m', 'http://127.0.0.1:8099'],
    ['Prometheus', 'up', ''],
  ];
  expect(table(rows).split('\n')).toEqual([
    'Service     State    URL',
    'Demo        \u001b[32mhealthy\u001b[39m  http://127.0.0.1:8099',
    'Prometheus  up',
  ]);
});
