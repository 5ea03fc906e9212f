/** Where the stack under test is: started by the tests, or with GRAFANA_URL one that runs already. */
import plugin from '../../src/plugin.json';
import { serviceUrl } from '../../stack/services';
import type { Live } from '../truth/evidence';

/** No other tests, and nobody's running stack, use these ports. */
const OWN_PORT_OFFSET = 19_000;

const given = process.env.GRAFANA_URL;

/** A stack that runs already may have its ports shifted too. */
export const portOffset = given ? Number(process.env.PORT_OFFSET || 0) : OWN_PORT_OFFSET;

export const isOwnStack = !given;

export const grafanaUrl = given?.replace(/\/$/, '') ?? serviceUrl('grafana', portOffset);

export const live: Live = { prometheus: serviceUrl('prometheus', portOffset), demo: serviceUrl('demo', portOffset) };

/** Where a page of the app is, such as `overview` or `providers/openai/models`. */
export const pagePath = (page: string) => `/a/${plugin.id}/${page}`;
