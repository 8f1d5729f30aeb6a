-- GET /v1/car_data with one filter after the other; QUERIES names the file that holds them, one a line.
local requests, at = {}, 0

-- Called once wrk knows the Host.
function init()
  for query in io.lines(os.getenv("QUERIES")) do
    requests[#requests + 1] = wrk.format("GET", "/v1/car_data?" .. query)
  end
end

function request()
  at = at % #requests + 1
  return requests[at]
end
