-- POST /query of one driver; POINTS limits the points (0 or unset: all).
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = '{"targets":[{"target":"D7.speed"}],"maxDataPoints":' .. (os.getenv("POINTS") or "0") .. "}"
