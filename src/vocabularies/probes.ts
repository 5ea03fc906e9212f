/**
 * Endpoints that machines ask, not users: health checks and scrapes. ChoreoAI's middleware counts them as requests.
 * ConvergeAI serves the same two below `/api/v1`.
 */
export const PROBE_ENDPOINTS = '(/api/v1)?/(health|metrics).*';
