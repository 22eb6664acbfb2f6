internal import CLua

/// Makes a line of what a script gave to `log`, with calls that can't raise and leave its stack as it is.
///
/// Values stand side by side, tables as a script would write them: up to a depth and a number of
/// entries, the rest as «…».
struct LogText {
  private let state: OpaquePointer
  /// How many values it has looked at, for what the step pays.
  private(set) var values = 0
  private var bytesLeft = Self.bytesMax

  /// One line of the log, which is read by people.
  private static let bytesMax = 8 << 10
  private static let argumentsMax: Int32 = 100
  private static let depthMax = 4
  private static let entriesMax = 30
  /// Of so many keys the first in order are shown.
  private static let keysMax = 500

  init(_ state: OpaquePointer) { self.state = state }

  /// - Parameter bytesLeft: what the step may still log.
  mutating func line(_ kind: Int32, bytesLeft: Int) -> ScriptLine {
    switch Int(kind) {
    case KASSA_LOG_LINE:
      let text = arguments()
      let isTooMuch = text.utf8.count > bytesLeft
      return ScriptLine(
        level: .info, place: place,
        text: isTooMuch ? "(this step logs too much; the rest is left out)" : text, calls: [])
    case KASSA_LOG_ERROR:
      return ScriptLine(level: .error, place: place, text: arguments(), calls: own(calls))
    default: return failed()
    }
  }

  private var place: String? {
    let place = scriptPlace(state, level: 1)
    return place.isEmpty ? nil : place
  }

  private mutating func arguments() -> String {
    let count = min(lua_gettop(state), Self.argumentsMax)
    guard count > 0 else { return "" }
    return (1...count).map { shown(at: $0, depth: 0) }.joined(separator: " ")
  }

  /// What failed, how, and the calls or the function that it happened in.
  private mutating func failed() -> ScriptLine {
    let what = shown(at: 1, depth: 0)
    let error = ScriptError(parsing: shown(at: 2, depth: 0))
    var calls: [String] = []
    var place = error.place
    switch lua_type(state, 3) {
    case LUA_TSTRING:
      calls = own(shown(at: 3, depth: 0).split(separator: "\n").map(String.init))
      place = place ?? calls.first.map(Self.place)
    case LUA_TFUNCTION: place = place ?? origin(at: 3)
    default: break
    }
    let remedy = error.remedy.map { "; " + $0 } ?? ""
    return ScriptLine(
      level: .error, place: place, text: "\(what): \(error.message)\(remedy)", calls: calls)
  }

  /// Where "cafe/store.lua:31 in function 'pay'" stands.
  private static func place(of call: String) -> String {
    call.firstRange(of: " in ").map { String(call[..<$0.lowerBound]) } ?? call
  }

  private func origin(at index: Int32) -> String? {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(KASSA_PLACE_SIZE)) {
      buffer in
      guard let start = buffer.baseAddress else { return nil }
      kassa_origin(state, index, start, buffer.count)
      return start[0] == 0 ? nil : String(cString: start)
    }
  }

  private var calls: [String] {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(KASSA_CALLS_SIZE)) {
      buffer in
      guard let start = buffer.baseAddress else { return [] }
      kassa_calls(state, start, buffer.count)
      return String(cString: start).split(separator: "\n").map(String.init)
    }
  }

  /// Those of the store's own code: what the stock library calls in between says nothing.
  private func own(_ calls: [String]) -> [String] { calls.filter { !$0.hasPrefix("kassa/") } }
}

extension LogText {
  private mutating func shown(at index: Int32, depth: Int) -> String {
    values += 1
    guard bytesLeft > 0 else { return "…" }
    let text = words(at: index, depth: depth)
    bytesLeft -= text.utf8.count
    return text
  }

  private mutating func words(at index: Int32, depth: Int) -> String {
    switch lua_type(state, index) {
    case LUA_TNONE, LUA_TNIL: return "nil"
    case LUA_TBOOLEAN: return lua_toboolean(state, index) != 0 ? "true" : "false"
    case LUA_TNUMBER:
      return lua_isinteger(state, index) != 0
        ? "\(lua_tointegerx(state, index, nil))" : "\(lua_tonumberx(state, index, nil))"
    case LUA_TSTRING: return depth == 0 ? text(at: index) : "\"\(text(at: index))\""
    case LUA_TTABLE: return table(at: lua_absindex(state, index), depth)
    case LUA_TFUNCTION: return "function"
    case LUA_TTHREAD: return "thread"
    default: return "userdata"
    }
  }

  private func text(at index: Int32) -> String {
    var length = 0
    guard let bytes = lua_tolstring(state, index, &length) else { return "" }
    let kept = max(0, min(length, bytesLeft))
    let text = String(
      decoding: UnsafeRawBufferPointer(start: bytes, count: kept), as: UTF8.self)
    return kept < length ? text + "…" : text
  }

  private mutating func table(at index: Int32, _ depth: Int) -> String {
    guard depth < Self.depthMax, lua_checkstack(state, 8) != 0 else { return "{…}" }
    let count = min(Int64(clamping: lua_rawlen(state, index)), Int64(Self.entriesMax))
    var entries: [String] = []
    for position in 0..<count where bytesLeft > 0 {
      lua_rawgeti(state, index, position + 1)
      entries.append(shown(at: -1, depth: depth + 1))
      lua_settop(state, -2)
    }
    var named: [(key: String, value: String)] = []
    var keys = 0
    lua_pushnil(state)
    while lua_next(state, index) != 0 {
      keys += 1
      guard keys <= Self.keysMax, bytesLeft > 0 else {
        lua_settop(state, -3)
        break
      }
      if let key = key(at: -2, after: count) {
        named.append((key, shown(at: -1, depth: depth + 1)))
      }
      lua_settop(state, -2)
    }
    entries += named.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
    let isWhole = entries.count <= Self.entriesMax && keys <= Self.keysMax
    return "{" + (entries.prefix(Self.entriesMax) + (isWhole ? [] : ["…"])).joined(separator: ", ")
      + "}"
  }

  /// A key as a table's writer would put it; nil for one of the list, which stands before.
  private mutating func key(at index: Int32, after count: Int64) -> String? {
    switch lua_type(state, index) {
    case LUA_TSTRING: return text(at: index)
    case LUA_TNUMBER where lua_isinteger(state, index) != 0:
      let number = lua_tointegerx(state, index, nil)
      return (1...max(1, count)).contains(number) && count > 0 ? nil : "[\(number)]"
    default: return "[\(words(at: index, depth: 1))]"
    }
  }
}
