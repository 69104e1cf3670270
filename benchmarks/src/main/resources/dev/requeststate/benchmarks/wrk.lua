-- Says on one line what was measured: requests, duration, percentiles (all times in
-- microseconds) and errors.
done = function(summary, latency, requests)
	local errors = summary.errors
	io.write(string.format("measured %d %d %d %d %d %d\n", summary.requests, summary.duration,
		latency:percentile(50), latency:percentile(99), latency:percentile(99.9),
		errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
