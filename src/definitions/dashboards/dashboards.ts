import type { DashboardDefinition, DashboardId } from '../dashboard';
import { cost } from './cost';
import { overview } from './overview';
import { providers } from './providers';
import { system } from './system';

/** Every dashboard, in the order of the navigation. */
export const DASHBOARDS: Record<DashboardId, DashboardDefinition> = { overview, providers, cost, system };
