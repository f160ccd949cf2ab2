-- A load for wrk. What follows `--`: the method, a file with a body on each line or nothing, the first and the last number
-- that take the place of @n in the path, the method of each second turn, and how many were sent before. The figures go out as the last
-- line, in JSON.

local bodies, numbers, turn = {}, nil, nil
local sent = 0

function init(arguments)
   wrk.method = arguments[1] or "GET"
   if arguments[2] and arguments[2] ~= "" then
      for line in io.lines(arguments[2]) do bodies[#bodies + 1] = line end
   end
   if arguments[3] and arguments[3] ~= "" then
      numbers = { first = tonumber(arguments[3]), count = tonumber(arguments[4]) - tonumber(arguments[3]) + 1 }
   end
   if arguments[5] and arguments[5] ~= "" then turn = arguments[5] end
   sent = tonumber(arguments[6] or "0")
end

function request()
   local path, method = wrk.path, wrk.method
   if numbers then
      path = path:gsub("@n", tostring(numbers.first + sent % numbers.count))
      -- Each second time through all of them the other way round.
      if turn and math.floor(sent / numbers.count) % 2 == 1 then method = turn end
   end
   local body = bodies[1] and bodies[sent % #bodies + 1] or nil
   sent = sent + 1
   return wrk.format(method, path, nil, body)
end

function done(summary, latency)
   local failed = summary.errors
   io.write(string.format(
      '\n{"requests":%d,"microseconds":%d,"p50":%d,"p99":%d,"failed":%d}\n',
      summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
      failed.connect + failed.read + failed.write + failed.status + failed.timeout))
end
