import CLua

/// A Lua state without a machine, in which nothing is charged.
///
/// The base functions, `string` and `table` are ours; the stock ones are in the table `stock`.
final class PlainState {
  private let state: OpaquePointer

  struct NoMemory: Error {}

  /// A new state that has no machine: what lua_getextraspace, a macro, points to is NULL.
  static func empty() throws -> OpaquePointer {
    guard let state = luaL_newstate() else { throw NoMemory() }
    UnsafeMutableRawPointer(state).advanced(by: -MemoryLayout<Int>.size)
      .storeBytes(of: 0, as: Int.self)
    return state
  }

  init() throws {
    state = try Self.empty()
    luaL_openlibs(state)
    _ = run("stock = {} for name, value in pairs(_G) do stock[name] = value end")
    _ = kassa_open_string(state)
    lua_setglobal(state, "string")
    _ = kassa_open_table(state)
    lua_setglobal(state, "table")
    _ = kassa_open_base(state)
    lua_setglobal(state, "base")
    _ = run(
      """
      for name, value in stock.pairs(base) do _G[name] = value end
      getmetatable("").__index = string
      """)
  }

  deinit { lua_close(state) }

  /// Runs `source` as the chunk «test» and returns its results as text, one after another, or the
  /// error's message.
  func run(_ source: String, _ arguments: [UInt8]...) -> String {
    defer { lua_settop(state, 0) }
    guard luaL_loadbufferx(state, source, source.utf8.count, "=test", "t") == LUA_OK else {
      return text(at: -1)
    }
    for argument in arguments {
      _ = argument.withUnsafeBytes {
        lua_pushlstring(state, $0.bindMemory(to: CChar.self).baseAddress, $0.count)
      }
    }
    guard lua_pcallk(state, Int32(arguments.count), LUA_MULTRET, 0, 0, nil) == LUA_OK else {
      return text(at: -1)
    }
    let count = lua_gettop(state)
    return count == 0 ? "" : (1...count).map(text(at:)).joined(separator: " ")
  }

  /// Whether a metatable has changed since it was set.
  var tampered: Bool { kassa_metatables_tampered(state) != 0 }

  private func text(at index: Int32) -> String {
    var length = 0
    defer { lua_settop(state, -2) }
    guard let bytes = luaL_tolstring(state, index, &length) else { return "" }
    return String(decoding: UnsafeRawBufferPointer(start: bytes, count: length), as: UTF8.self)
  }
}
