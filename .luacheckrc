std = "lua54"
max_line_length = 110
-- What the runtime gives every script (Sources/KassaRuntime/Flow/Bindings).
read_globals = {
  "prompt", "terminal", "receipt", "shift", "drawer", "documents", "cashier", "clock", "money", "text", "log",
  "parameters", "kept", "services", "parameter", "store", "provider", "service", "stock", "chain", "rub",
  "veto", "point", "within",
}
files["Scripts/lua/scenarios"] = { read_globals = { "day", "scenario" } }
files["**/scenarios/*.lua"] = { read_globals = { "day", "scenario" } }
files["Scripts/lua/day"] = { read_globals = { "day", "scenarios" } }
exclude_files = { "Scripts/lua/types" }
