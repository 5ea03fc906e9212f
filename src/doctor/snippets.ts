/** Lines of code and configuration that findings offer. Those in Python are run by a test. */

/** Corrects the guide's own: its list of handlers is empty, and its formatter drops every field but three. */
export const JSON_LOGGING = `import json, logging, sys
from datetime import datetime, timezone

OWN = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}

class JSONFormatter(logging.Formatter):
    def format(self, record):
        line = {
            "timestamp": datetime.fromtimestamp(record.created, timezone.utc).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        line.update({name: value for name, value in vars(record).items() if name not in OWN and value is not None})
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str)

handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(JSONFormatter())
logger = logging.getLogger("choreoai")
logger.addHandler(handler)
logger.setLevel(logging.INFO)`;

/** Goes behind the above. */
export const TRACE_ID = `from opentelemetry import trace

class TraceId(logging.Filter):
    def filter(self, record):
        context = trace.get_current_span().get_span_context()
        if context.is_valid:
            record.trace_id = format(context.trace_id, "032x")
        return True

handler.addFilter(TraceId())`;

/** A request, with what its log line is to say. */
export const REQUEST_ID = `logger.info("Request completed", extra={
    "request_id": request_id, "method": "POST", "path": "/v1/chat/completions",
    "status_code": 200, "duration": 1.2, "provider": "openai", "model": "gpt-4o",
})`;

/** Corrects the guide's own: its tracer is made before there is a provider with a name of the service. */
export const SPANS = `from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

provider = TracerProvider(resource=Resource.create({"service.name": "choreoai"}))
provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint="http://localhost:4317", insecure=True)))
trace.set_tracer_provider(provider)
tracer = trace.get_tracer("choreoai")

with tracer.start_as_current_span("chat_completion") as span:
    span.set_attribute("provider", "openai")
    span.set_attribute("model", "gpt-4o")
    with tracer.start_as_current_span("provider_request"):
        response = call_the_provider()
    span.set_attribute("tokens_used", response.usage.total_tokens)`;
