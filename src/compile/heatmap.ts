import {
  AxisPlacement,
  HeatmapCellLayout,
  ScaleDistribution,
  TooltipDisplayMode,
  VisibilityMode,
  type FieldConfigSource,
} from '@grafana/schema';

/**
 * Grafana's heatmap of a histogram's buckets: a row for each bucket, the stronger the colour the more observations.
 * @param unit of the observations, such as seconds
 */
export const heatmap = (unit: string, noValue: string) => ({
  pluginId: 'heatmap',
  options: {
    calculate: false,
    rowsFrame: { layout: HeatmapCellLayout.auto },
    color: {
      mode: 'scheme',
      scheme: 'Oranges',
      fill: 'dark-orange',
      scale: 'exponential',
      exponent: 0.5,
      steps: 64,
      reverse: false,
    },
    yAxis: { unit, axisPlacement: AxisPlacement.Left, reverse: false },
    cellGap: 1,
    cellValues: { unit: 'reqps' },
    // What is exactly 0 stays blank.
    filterValues: { le: 1e-9 },
    legend: { show: true },
    exemplars: { color: 'rgba(255,0,255,0.7)' },
    showValue: VisibilityMode.Never,
    tooltip: { mode: TooltipDisplayMode.Single, yHistogram: true, showColorScale: false },
  },
  fieldConfig: {
    defaults: { noValue, custom: { scaleDistribution: { type: ScaleDistribution.Linear } } },
    overrides: [],
  } satisfies FieldConfigSource,
  transformations: [],
});
