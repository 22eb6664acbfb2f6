@testable import KassaRuntime

/// Lua text of calls to the declared functions: most arguments as declared, some anything at all.
struct CallMaker {
  var random: SeededNumbers

  /// Values that no declaration expects, hostile ones among them.
  private static let wild = [
    "nil", "true", "false", "0", "-1", "1.5", "3.0", "0/0", "1/0", "math.maxinteger",
    "math.mininteger", "''", "'x'", "'\\0\\xff'", "('ж'):rep(50000)", "'4111 1111 1111 1111'",
    "{}", "{ {} }", "{ 1, nil, 3 }", "{ [5] = 1 }", "{ [1.5] = 1 }", "{ [true] = 1 }",
    "{ '\\xff' }", "{ ['\\xff'] = 1 }", "knot", "deep", "long", "failing", "growing", "print",
    "coroutine.create(print)", "string", "{ x = 0/0 }", "{ [math.maxinteger] = 1 }",
  ]

  /// What the wild values name.
  static let prelude = """
    local knot = {} knot.knot = knot knot[1] = knot
    local deep = {} for _ = 1, 300 do deep = { deep } end
    local long = {} for i = 1, 20000 do long[i] = i end
    local failing = setmetatable({}, { __index = function() error "index" end,
      __len = function() error "len" end, __pairs = function() error "pairs" end,
      __tostring = function() error "tostring" end })
    local growing = setmetatable({}, { __index = function(t, k) return k .. "x" end,
      __len = function() return 1 << 62 end })
    """

  /// "receipt.memo, 'x', { 1 }": a function and its arguments, for `pcall`.
  mutating func call(_ module: String, _ function: HostFunction) -> String {
    var arguments = function.parameters.map { parameter in
      parameter.optional && chance(3) ? "nil" : literal(parameter.shape, 0)
    }
    if chance(10) { arguments.append(any()) }
    if chance(10), !arguments.isEmpty { arguments.removeLast() }
    return (["\(module).\(function.name)"] + arguments).joined(separator: ", ")
  }

  private mutating func chance(_ oneIn: Int) -> Bool {
    Int.random(in: 0..<oneIn, using: &random) == 0
  }

  private mutating func pick(_ choices: [String]) -> String {
    choices.randomElement(using: &random) ?? "nil"
  }

  private mutating func any() -> String { pick(Self.wild) }

  private mutating func literal(_ shape: Shape, _ depth: Int) -> String {
    if depth > 4 || chance(7) { return any() }
    switch shape {
    case .integer, .money:
      return pick(["0", "1", "2", "100", "19950", "-1", "1 << 40", "math.maxinteger"])
    case .string:
      return pick([
        "'x'", "''", "'Кофе'", "'charge.window'", "'sale'", "'standalone'", "'{amount}{x}'", "'1'",
        "'Анна'", "('ж'):rep(200)", "('x'):rep(1000000)",
      ])
    case .words:
      return pick(["'x'", "{ ru = 'я' }", "{ ru = 'я', en = 'I' }", "{ de = 'x' }", "{}"])
    case .boolean: return pick(["true", "false"])
    case .function: return pick(["function() end", "error", "function(...) return ... end"])
    case .any, .value: return pick(["1", "'x'", "{ 1, 2 }", "{ a = { b = true } }", any()])
    case .list(let element):
      let items = (0..<Int.random(in: 0...3, using: &random)).map { _ in
        literal(element, depth + 1)
      }
      return "{ " + items.joined(separator: ", ") + " }"
    case .map(let element):
      return "{ a = \(literal(element, depth + 1)), ['б'] = \(literal(element, depth + 1)) }"
    case .record(let fields): return record(fields, depth)
    case .oneOf(let names): return "'\(pick(names))'"
    }
  }

  private mutating func record(_ fields: [Field], _ depth: Int) -> String {
    var parts: [String] = []
    for field in fields {
      if field.optional ? !chance(3) : chance(20) { continue }
      let key = Int(field.name) == nil ? "'\(field.name)'" : field.name
      parts.append("[\(key)] = " + literal(field.shape, depth + 1))
    }
    if chance(15) { parts.append("unknown = 1") }
    return "{ " + parts.joined(separator: ", ") + " }"
  }
}
