-- A load for wrk: the method and the body follow `--`; the figures go out as the last line, in JSON.

function init(arguments)
   wrk.method = arguments[1] or "GET"
   wrk.body = arguments[2]
end

function done(summary, latency)
   local failed = summary.errors
   io.write(string.format(
      '\n{"requests":%d,"microseconds":%d,"p50":%d,"p99":%d,"failed":%d}\n',
      summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
      failed.connect + failed.read + failed.write + failed.status + failed.timeout))
end
