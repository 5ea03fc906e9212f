import { pathWith } from '../../stack/__tests__/checkout';
import { needs } from '../real';

describe('where a real program is missing', () => {
  const environment = { ...process.env };

  beforeEach(() => {
    process.env.PATH = pathWith([]);
  });

  afterEach(() => {
    process.env = { ...environment };
  });

  it('its tests are skipped, which REQUIRE_REAL=1 makes a failure', () => {
    process.env.REQUIRE_REAL = '0';
    expect(needs('promtool')).toBe(describe.skip);
    process.env.REQUIRE_REAL = '1';
    expect(() => needs('promtool')).toThrow('promtool is not here: apt-get install prometheus.');
  });

  it('REQUIRE_REAL=1 lets Loki and Jaeger be missing, and nothing beside them', () => {
    process.env.REQUIRE_REAL = '1';
    expect(needs('loki', 'jaeger')).toBe(describe.skip);
    expect(() => needs('loki', 'prometheus')).toThrow('prometheus is not here');
  });
});
