/// What scripts have of Lua's own libraries (`Sources/CLua/libraries`); a test asks a machine.
enum Libraries {
  static let globals: Set = [
    "assert", "error", "getmetatable", "ipairs", "load", "log", "next", "pairs", "pcall", "print",
    "rawequal", "rawget", "rawlen", "rawset", "require", "select", "setmetatable", "tonumber",
    "tostring", "type", "within", "xpcall", "_VERSION", "_ENV",
  ]

  static let fields: [String: Set<String>] = [
    "coroutine": [
      "create", "isyieldable", "resume", "running", "status", "wrap", "yield",
    ],
    "log": ["error", "failed"],
    "math": [
      "abs", "acos", "asin", "atan", "ceil", "cos", "deg", "exp", "floor", "fmod", "huge", "log",
      "max", "maxinteger", "min", "mininteger", "modf", "pi", "rad", "random", "sin", "sqrt",
      "tan", "tointeger", "type", "ult",
    ],
    "string": [
      "byte", "char", "find", "format", "gmatch", "gsub", "len", "lower", "match", "rep",
      "reverse", "sub", "upper",
    ],
    "table": ["concat", "insert", "move", "pack", "remove", "sort", "unpack"],
    "utf8": ["char", "charpattern", "codepoint", "codes", "len", "offset"],
  ]

  /// What Lua has elsewhere and scripts do without.
  static let missing: Set = [
    "collectgarbage", "debug", "dofile", "io", "loadfile", "loadstring", "os", "package",
  ]
}
