import { dateTimeForTimeZone, getDefaultTimeRange } from '@grafana/data';
import { SceneTimeRangeTransformerBase, type SceneTimeRangeState } from '@grafana/scenes';

/** The day or month in which the page's range ends, from its beginning to that end, in the page's time zone. */
export class SoFar extends SceneTimeRangeTransformerBase<SceneTimeRangeState> {
  constructor(private since: 'day' | 'month') {
    super({ from: 'now-6h', to: 'now', value: getDefaultTimeRange() });
  }

  protected ancestorTimeRangeChanged({ value: { to } }: SceneTimeRangeState): void {
    const from = dateTimeForTimeZone(this.getTimeZone(), to).startOf(this.since);
    this.setState({ from: from.toISOString(), to: to.toISOString(), value: { from, to, raw: { from, to } } });
  }
}
