/** Who wrote a log line or a span. */
export interface Origin {
  service: string;
  /** As Prometheus calls the replica. */
  instance: string;
}
