internal import CLua

/// Reads arguments from Lua's stack by their declared shape, with calls that can't raise.
struct ShapeReader {
  let state: OpaquePointer
  /// Tables in tables: more than this is a cycle or a mistake.
  static let depthMax = 32
  /// Values in one argument: a script must not make the host copy without limit.
  static let valuesMax = 100_000
  /// No declared field has a longer name.
  private static let keyBytesMax = 64
  var valuesLeft = ShapeReader.valuesMax
  /// A table may hold one long text a thousand times, and each would be copied.
  private let textBytesMax: Int
  private var textBytesLeft: Int
  private var textBytesBefore = 0

  /// - Parameter textBytesMax: of all texts together.
  init(_ state: OpaquePointer, textBytesMax: Int = Int(KASSA_TEXT_BYTES_MAX)) {
    self.state = state
    self.textBytesMax = textBytesMax
    textBytesLeft = textBytesMax
  }

  /// - Parameter bytes: of text that were read of the same argument.
  init(_ state: OpaquePointer, after bytes: Int) {
    self.init(state)
    textBytesBefore = bytes
    textBytesLeft -= bytes
  }

  /// What reading has taken so far, about one a nanosecond or two.
  var units: Int {
    (Self.valuesMax - valuesLeft) * Int(KASSA_FIELD_UNITS)
      + (textBytesMax - textBytesBefore - textBytesLeft)
  }

  mutating func read(_ shape: Shape, at index: Int32, depth: Int = 0) throws(Mismatch) -> Value {
    valuesLeft -= 1
    guard valuesLeft >= 0 else { throw Mismatch("more than \(Self.valuesMax) values", "pass less") }
    switch shape {
    case .integer, .money: return try .int(integer(shape, at: index))
    case .string: return try .string(string(shape, at: index))
    case .boolean:
      guard type(index) == LUA_TBOOLEAN else { throw expected(shape, at: index) }
      return .bool(lua_toboolean(state, index) != 0)
    case .function:
      guard type(index) == LUA_TFUNCTION else { throw expected(shape, at: index) }
      return .null
    case .any:
      guard type(index) > LUA_TNIL else { throw expected(shape, at: index) }
      return .null
    case .value: return try plain(at: index, depth: depth)
    case .words:
      guard type(index) == LUA_TTABLE else { return try .string(string(shape, at: index)) }
      return try table(shape, at: index, depth) { reader, index throws(Mismatch) in
        try reader.record(Self.languages, at: index, depth: depth + 1)
      }
    case .oneOf(let names):
      let name = try string(shape, at: index)
      guard names.contains(name) else { throw Mismatch(notOne: name, of: names, shape) }
      return .string(name)
    case .list(let element):
      return try table(shape, at: index, depth) { reader, index throws(Mismatch) in
        try reader.list(of: element, at: index, depth: depth + 1)
      }
    case .map(let element):
      return try table(shape, at: index, depth) { reader, index throws(Mismatch) in
        try reader.map(of: element, at: index, depth: depth + 1)
      }
    case .record(let fields):
      return try table(shape, at: index, depth) { reader, index throws(Mismatch) in
        try reader.record(fields, at: index, depth: depth + 1)
      }
    }
  }

  private static let languages = Language.allCases.map {
    Field($0.rawValue, .string, optional: true, summary: "In that language.")
  }

  private func type(_ index: Int32) -> Int32 { lua_type(state, index) }

  /// What is wrong with a value that was refused already.
  func problem(_ shape: Shape, at index: Int32) -> Mismatch {
    var reader = self
    do throws(Mismatch) {
      _ = try reader.read(shape, at: index)
    } catch {
      return error
    }
    return expected(shape, at: index)
  }

  private func expected(_ shape: Shape, at index: Int32) -> Mismatch {
    Mismatch("\(shape.words) was expected, got \(found(at: index, for: shape))")
  }

  private func integer(_ shape: Shape, at index: Int32) throws(Mismatch) -> Int64 {
    guard lua_isinteger(state, index) != 0 else { throw expected(shape, at: index) }
    return lua_tointegerx(state, index, nil)
  }

  private mutating func string(_ shape: Shape, at index: Int32) throws(Mismatch) -> String {
    guard type(index) == LUA_TSTRING else { throw expected(shape, at: index) }
    var length = 0
    guard let bytes = lua_tolstring(state, index, &length) else {
      throw expected(shape, at: index)
    }
    guard length <= textBytesLeft else {
      throw Mismatch("more than \(textBytesMax) bytes of text", "pass less")
    }
    textBytesLeft -= length
    guard kassa_is_utf8(bytes, length) != 0 else { throw Mismatch.notText }
    return String(
      decoding: UnsafeRawBufferPointer(start: bytes, count: length), as: UTF8.self)
  }

  private mutating func table(
    _ shape: Shape, at index: Int32, _ depth: Int,
    _ body: (inout ShapeReader, Int32) throws(Mismatch) -> Value
  ) throws(Mismatch) -> Value {
    guard type(index) == LUA_TTABLE else { throw expected(shape, at: index) }
    try descend(depth)
    return try body(&self, lua_absindex(state, index))
  }

  private func descend(_ depth: Int) throws(Mismatch) {
    guard depth < Self.depthMax, lua_checkstack(state, 8) != 0 else {
      throw Mismatch("tables are nested deeper than \(Self.depthMax)", "a table may hold itself")
    }
  }

  private mutating func plain(at index: Int32, depth: Int) throws(Mismatch) -> Value {
    switch type(index) {
    case LUA_TNONE, LUA_TNIL: return .null
    case LUA_TBOOLEAN: return .bool(lua_toboolean(state, index) != 0)
    case LUA_TNUMBER: return try .int(integer(.integer, at: index))
    case LUA_TSTRING: return try .string(string(.string, at: index))
    case LUA_TTABLE:
      try descend(depth)
      let index = lua_absindex(state, index)
      let isList = lua_rawlen(state, index) > 0 || firstKeyType(of: index) != LUA_TSTRING
      return isList
        ? try list(of: .value, at: index, depth: depth + 1)
        : try map(of: .value, at: index, depth: depth + 1)
    default: throw expected(.value, at: index)
    }
  }

  private func firstKeyType(of index: Int32) -> Int32 {
    lua_pushnil(state)
    guard lua_next(state, index) != 0 else { return LUA_TNIL }
    let type = lua_type(state, -2)
    lua_settop(state, -3)
    return type
  }
}

extension ShapeReader {
  private mutating func list(
    of shape: Shape, at index: Int32, depth: Int
  ) throws(Mismatch) -> Value {
    let count = Int64(lua_rawlen(state, index))
    guard count <= Int64(valuesLeft) else {
      throw Mismatch("more than \(Self.valuesMax) values", "pass less")
    }
    try checkKeys(of: index, upTo: count)
    var items: [Value] = []
    items.reserveCapacity(Int(count))
    for position in 0..<count {
      lua_rawgeti(state, index, position + 1)
      do throws(Mismatch) {
        items.append(try element(shape, depth: depth))
      } catch {
        throw error.inside("[\(position + 1)]")
      }
      lua_settop(state, -2)
    }
    return .list(items)
  }

  /// A list's element: nil is a hole, even where any data will do.
  private mutating func element(_ shape: Shape, depth: Int) throws(Mismatch) -> Value {
    guard lua_type(state, -1) != LUA_TNIL else { throw expected(shape, at: -1) }
    return try read(shape, at: -1, depth: depth)
  }

  private mutating func checkKeys(of index: Int32, upTo count: Int64) throws(Mismatch) {
    lua_pushnil(state)
    while lua_next(state, index) != 0 {
      lua_settop(state, -2)
      let number = lua_isinteger(state, -1) != 0 ? lua_tointegerx(state, -1, nil) : 0
      guard number < 1 || number > count else { continue }
      throw Mismatch("a list was expected, got a table with \(keyWords())")
    }
  }

  private mutating func map(
    of shape: Shape, at index: Int32, depth: Int
  ) throws(Mismatch) -> Value {
    var fields: [String: Value] = [:]
    lua_pushnil(state)
    while lua_next(state, index) != 0 {
      let key = try key(at: -2)
      let value: Value
      do throws(Mismatch) {
        value = try read(shape, at: -1, depth: depth)
      } catch {
        throw error.inside(key)
      }
      // To Lua they are two keys, here one: which of them stayed would be chance.
      guard fields.updateValue(value, forKey: key) == nil else {
        throw Mismatch("«\(key)» stands there twice, in two ways to write one letter", "keep one")
      }
      lua_settop(state, -2)
    }
    return .record(fields)
  }

  private mutating func record(
    _ fields: [Field], at index: Int32, depth: Int
  ) throws(Mismatch) -> Value {
    precondition(fields.count <= UInt64.bitWidth, "a record has too many fields")
    var values = [String: Value](minimumCapacity: fields.count)
    var found: UInt64 = 0
    lua_pushnil(state)
    while lua_next(state, index) != 0 {
      guard let position = position(in: fields, ofKeyAt: -2) else {
        throw Mismatch(unknown: try recordKey(at: -2), among: fields.map(\.name))
      }
      do throws(Mismatch) {
        values[fields[position].name] = try read(fields[position].shape, at: -1, depth: depth)
      } catch {
        throw error.inside(fields[position].pathName)
      }
      found |= 1 << UInt64(position)
      lua_settop(state, -2)
    }
    for (position, field) in fields.enumerated()
    where !field.optional && found & (1 << UInt64(position)) == 0 {
      throw Mismatch("\(field.shape.words) was expected, got nothing").inside(field.pathName)
    }
    return .record(values)
  }

  /// The position of the field that the key at `index` names.
  private func position(in fields: [Field], ofKeyAt index: Int32) -> Int? {
    var length = 0
    guard lua_type(state, index) == LUA_TSTRING, let bytes = lua_tolstring(state, index, &length)
    else {
      guard lua_isinteger(state, index) != 0 else { return nil }
      let key = "\(lua_tointegerx(state, index, nil))"
      return fields.firstIndex { $0.name == key }
    }
    guard length <= Self.keyBytesMax else { return nil }
    let key = String(
      decoding: UnsafeRawBufferPointer(start: bytes, count: length), as: UTF8.self)
    for position in fields.indices
    where fields[position].name.utf8.count == length && fields[position].name == key {
      return position
    }
    return nil
  }

  private mutating func recordKey(at index: Int32) throws(Mismatch) -> String {
    guard lua_isinteger(state, index) != 0 else { return try key(at: index) }
    return "\(lua_tointegerx(state, index, nil))"
  }

  private mutating func key(at index: Int32) throws(Mismatch) -> String {
    guard lua_type(state, index) == LUA_TSTRING else {
      lua_pushvalue(state, index)
      throw Mismatch("names were expected as keys, got \(keyWords())")
    }
    return try string(.string, at: index)
  }

  /// What the key on top of the stack is called in messages.
  private mutating func keyWords() -> String {
    switch lua_type(state, -1) {
    case LUA_TSTRING: "the key «\((try? string(.string, at: -1)) ?? "?")»"
    case LUA_TNUMBER where lua_isinteger(state, -1) != 0:
      "the key \(lua_tointegerx(state, -1, nil))"
    default: "a key that is \(found(at: -1, for: .any))"
    }
  }

  /// What messages say came instead: the number itself where a whole one was expected.
  private func found(at index: Int32, for shape: Shape) -> String {
    switch lua_type(state, index) {
    case LUA_TNONE, LUA_TNIL: return "nothing"
    case LUA_TBOOLEAN: return "a boolean"
    case LUA_TSTRING: return "a string"
    case LUA_TTABLE: return "a table"
    case LUA_TFUNCTION: return "a function"
    case LUA_TTHREAD: return "a coroutine"
    case LUA_TNUMBER: break
    default: return "something else"
    }
    switch shape {
    case .integer, .money, .value: return "\(lua_tonumberx(state, index, nil))"
    default: return "a number"
    }
  }
}

extension Field {
  /// As messages show it in a path: "[1]" for the first element.
  var pathName: String { Int(name) == nil ? name : "[\(name)]" }
}
