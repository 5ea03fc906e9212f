import { needs } from '../real';
import { testAlert, turnedRound } from './alerts/firing';
import { TITLES, TRIED } from './alerts/tried';

/** In a file of its own, so that it runs beside the cases themselves: each takes minutes. */
needs('promtool')('alerts whose comparison is turned round', () => {
  it.each(TRIED)('$system $name is found out', ({ alert, cases: { firesAndResolves } }) => {
    expect(testAlert(turnedRound(alert), { [TITLES.firesAndResolves]: firesAndResolves })).toContain('FAILED');
  });
});
