/** A group of rules, recording or alerting. */
interface Group {
  name: string;
}

/** Rules as an object of the Prometheus operator. @param name of the object: lower case, digits and dashes */
export const toPrometheusRule = (name: string, groups: readonly Group[]) => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PrometheusRule',
  metadata: {
    name,
    labels: { 'app.kubernetes.io/name': 'choreoai-observability', role: 'alert-rules', prometheus: 'k8s' },
  },
  spec: { groups },
});
