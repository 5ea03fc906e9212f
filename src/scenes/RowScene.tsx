import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import {
  SceneCSSGridItem,
  SceneCSSGridLayout,
  SceneObjectBase,
  VizPanel,
  type SceneComponentProps,
  type SceneObjectState,
} from '@grafana/scenes';
import { Text, useStyles2 } from '@grafana/ui';
import { isEqual, isMatch } from 'lodash';
import React from 'react';
import type { CompiledPanel, CompiledRow, MissingPanel } from '../compile/panel';
import { MissingPanelScene } from './MissingPanelScene';
import { changeFields, changeQueries, changeWarnings, panelScene, type PanelActions } from './panelScene';

interface RowSceneState extends SceneObjectState {
  title: string;
  grid: SceneCSSGridLayout;
}

type Panel = CompiledPanel | MissingPanel;

/** One row of a page: a heading and its panels. */
export class RowScene extends SceneObjectBase<RowSceneState> {
  static Component = RowRenderer;
}

/** A panel on the page, and what it was made from. */
class PanelItem extends SceneCSSGridItem {
  constructor(
    public panel: Panel,
    body: VizPanel | MissingPanelScene
  ) {
    super({ key: `item-${panel.id}`, body });
  }
}

/** The rows of a page for newly compiled ones. A panel that is drawn as before keeps its scene, and with it its data. */
export function rowScenes(
  present: readonly RowScene[],
  compiled: readonly CompiledRow[],
  actions: PanelActions
): RowScene[] {
  return compiled.map(({ id, title, panels }) => {
    const row = present.find(({ state }) => state.key === id);
    const items = panels.map((panel) => itemFor(panel, row, actions));
    if (!row) {
      return new RowScene({ key: id, title, grid: newGrid(panels, items) });
    }
    const { grid } = row.state;
    if (!sameItems(grid.state.children, items) || !isMatch(grid.state, template(panels))) {
      grid.setState({ children: items, ...template(panels) });
    }
    return row;
  });
}

/** Whether two lists hold the same objects in the same order. */
export const sameItems = <T,>(left: readonly T[], right: readonly T[]) =>
  left.length === right.length && left.every((item, index) => item === right[index]);

function itemFor(panel: Panel, row: RowScene | undefined, actions: PanelActions): PanelItem {
  const present = row?.state.grid.state.children.find(
    (child): child is PanelItem => child instanceof PanelItem && child.panel.id === panel.id
  );
  if (present && isEqual(present.panel, panel)) {
    return present;
  }
  const scene = present?.state.body;
  if (
    present?.panel.kind === 'panel' &&
    panel.kind === 'panel' &&
    scene instanceof VizPanel &&
    (sameLook(present.panel, panel) || sameData(present.panel, panel))
  ) {
    if (!isEqual(present.panel.queries, panel.queries)) {
      changeQueries(scene, panel.queries);
    }
    if (!isEqual(present.panel.fieldConfig, panel.fieldConfig)) {
      changeFields(scene, panel);
    }
    changeWarnings(scene, panel);
    scene.setState({ title: panel.title });
    present.panel = panel;
    return present;
  }
  return new PanelItem(panel, panel.kind === 'panel' ? panelScene(panel, actions) : missingScene(panel));
}

const sameLook = (before: CompiledPanel, after: CompiledPanel) =>
  isEqual(
    [before.pluginId, before.options, before.fieldConfig, before.transformations],
    [after.pluginId, after.options, after.fieldConfig, after.transformations]
  );

/** Only the fields are drawn in another way: a percentile is known to be at its bound. */
const sameData = (before: CompiledPanel, after: CompiledPanel) =>
  isEqual(
    [before.pluginId, before.options, before.transformations, before.queries],
    [after.pluginId, after.options, after.transformations, after.queries]
  );

const missingScene = ({ id, title, description, missing }: MissingPanel) =>
  new MissingPanelScene({ key: id, title, description, missing });

const newGrid = (panels: readonly Panel[], children: PanelItem[]) =>
  new SceneCSSGridLayout({ children, isLazy: true, rowGap: 1, columnGap: 1, ...template(panels) });

/** The width of a page, in the columns of a panel's size. */
const FULL_WIDTH = 24;

/** As many columns as the narrowest panel's width allows, fewer where the window is narrow. */
function template(panels: readonly Panel[]): { templateColumns: string; autoRows: string } {
  const width = Math.min(...panels.map(({ size }) => size.width));
  const height = Math.max(...panels.map(({ size }) => size.height));
  const share = Math.floor((width / FULL_WIDTH) * 100) - 1;
  return {
    templateColumns: `repeat(auto-fit, minmax(min(100%, max(${width + 6}rem, ${share}%)), 1fr))`,
    autoRows: `${height * 2.6}rem`,
  };
}

function RowRenderer({ model }: SceneComponentProps<RowScene>) {
  const { title, grid, key } = model.useState();
  const styles = useStyles2(getStyles);
  return (
    <section className={styles.row} data-testid={`row ${key}`}>
      <Text element="h2" variant="h5">
        {title}
      </Text>
      <grid.Component model={grid} />
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), minWidth: 0 }),
});
