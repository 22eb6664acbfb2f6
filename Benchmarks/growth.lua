--- Draws a picture for each chart of a file of «chart,series,size,value» lines: both axes logarithmic.
local measured, folder = arg[1], arg[2]

local WIDTH, HEIGHT = 640, 300
local LEFT, RIGHT, TOP, BOTTOM = 64, 190, 34, 44
local LABEL = '<text x="%.1f" y="%.1f" text-anchor="%s" fill="#555555">%s</text>'
local COLOURS = { "#1f6fb2", "#c2571a", "#3a8a3f" }

local titles = {
  search = { "Finding a good, ms", "goods" },
  import = { "Importing goods", "goods" },
  answer = { "An answer at a long receipt, ms", "lines" },
  prompt = { "The prompt after it, KB", "lines" },
  parked = { "Receipts set aside, ms", "receipts" },
  terminals = { "Terminals of a till, ms and KB", "terminals" },
  journal = { "A journal, ms", "receipts" },
}

--- Reads the charts in the order they come, each with its series.
local function read(file)
  local charts, byName = {}, {}
  for line in io.lines(file) do
    local name, series, size, value = line:match("^(.-),(.-),(.-),(.*)$")
    local chart = byName[name]
    if not chart then
      chart = { name = name, series = {}, bySeries = {} }
      byName[name] = chart
      charts[#charts + 1] = chart
    end
    local points = chart.bySeries[series]
    if not points then
      points = { name = series }
      chart.bySeries[series] = points
      chart.series[#chart.series + 1] = points
    end
    points[#points + 1] = { tonumber(size), math.max(tonumber(value), 0.001) }
  end
  return charts
end

--- The powers of ten that hold everything.
local function bounds(chart, axis)
  local least, most = math.huge, -math.huge
  for _, points in ipairs(chart.series) do
    for _, point in ipairs(points) do
      least, most = math.min(least, point[axis]), math.max(most, point[axis])
    end
  end
  local low = math.floor(math.log(least, 10) + 1e-9)
  return low, math.max(low + 1, math.ceil(math.log(most, 10) - 1e-9))
end

local function label(power)
  local value = 10 ^ power
  if value >= 1e6 then
    return string.format("%g M", value / 1e6)
  elseif value >= 1e3 then
    return string.format("%g k", value / 1e3)
  end
  return string.format("%g", value)
end

local function draw(chart)
  local title, unit = table.unpack(titles[chart.name])
  local lines = {}
  local function add(...)
    lines[#lines + 1] = string.format(...)
  end
  local xLow, xHigh = bounds(chart, 1)
  local yLow, yHigh = bounds(chart, 2)
  local function x(size)
    return LEFT + (WIDTH - LEFT - RIGHT) * (math.log(size, 10) - xLow) / (xHigh - xLow)
  end
  local function y(value)
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (math.log(value, 10) - yLow) / (yHigh - yLow)
  end
  add('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">',
    WIDTH, HEIGHT)
  add('<rect width="%d" height="%d" fill="#ffffff"/>', WIDTH, HEIGHT)
  add('<text x="%d" y="20" font-size="14" fill="#222222">%s</text>', LEFT, title)
  for power = xLow, xHigh do
    add('<path d="M%.1f %d V%d" stroke="#dddddd"/>', x(10 ^ power), TOP, HEIGHT - BOTTOM)
    add(LABEL, x(10 ^ power), HEIGHT - BOTTOM + 16, "middle", label(power))
  end
  for power = yLow, yHigh do
    add('<path d="M%d %.1f H%d" stroke="#dddddd"/>', LEFT, y(10 ^ power), WIDTH - RIGHT)
    add(LABEL, LEFT - 8, y(10 ^ power) + 4, "end", label(power))
  end
  add(LABEL, (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, "middle", unit)
  for place, points in ipairs(chart.series) do
    local colour, path = COLOURS[place], {}
    for index, point in ipairs(points) do
      path[index] = string.format("%s%.1f %.1f", index == 1 and "M" or "L", x(point[1]), y(point[2]))
      add('<circle cx="%.1f" cy="%.1f" r="3" fill="%s"/>', x(point[1]), y(point[2]), colour)
    end
    add('<path d="%s" fill="none" stroke="%s" stroke-width="2"/>', table.concat(path, " "), colour)
    local last = points[#points]
    add('<text x="%d" y="%d" fill="%s">%s: %g</text>',
      WIDTH - RIGHT + 12, TOP + 18 * place, colour, points.name, last[2])
  end
  add("</svg>")
  local file <close> = assert(io.open(folder .. "/" .. chart.name .. ".svg", "w"))
  file:write(table.concat(lines, "\n"), "\n")
end

for _, chart in ipairs(read(measured)) do
  draw(chart)
end
