internal import CLua

/// One call of a host function by a script: its arguments, already checked, and its results.
///
/// It lives as long as the call and can't be kept. Arguments count from 1.
package struct Call: ~Copyable {
  package let state: OpaquePointer
  let exchange: UnsafeMutablePointer<kassa_exchange>
  /// What Swift has read of them; nil when the declaration has only simple ones.
  private let arguments: Arguments?

  init(
    state: OpaquePointer, exchange: UnsafeMutablePointer<kassa_exchange>, _ arguments: Arguments?
  ) {
    self.state = state
    self.exchange = exchange
    self.arguments = arguments
  }

  /// The one record among the arguments; without fields where none was given.
  var fields: Fields { Fields(exchange, arguments) }

  /// Argument `index` as C has read it; of a type below nil where none is declared.
  private func argument(_ index: Int) -> kassa_argument {
    precondition(index >= 1 && index <= KASSA_PARAMETERS_MAX, "no function has so many arguments")
    return kassa_argument_at(exchange, Int32(truncatingIfNeeded: index)).pointee
  }

  /// Whether argument `index` is there and not nil.
  func has(_ index: Int) -> Bool { argument(index).type > LUA_TNIL }

  /// Zero where it is missing, as C leaves it.
  func integer(_ index: Int) -> Int64 { argument(index).number }

  func boolean(_ index: Int) -> Bool { argument(index).number != 0 }

  package func string(_ index: Int) -> String { String(decoding: bytes(index), as: UTF8.self) }

  /// The bytes of a string argument, well-formed UTF-8.
  ///
  /// They are Lua's own and there as long as the call.
  func bytes(_ index: Int) -> UnsafeRawBufferPointer {
    let argument = argument(index)
    guard argument.type == LUA_TSTRING else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    return UnsafeRawBufferPointer(start: argument.bytes, count: Int(argument.number))
  }

  package func optionalInteger(_ index: Int) -> Int64? { has(index) ? integer(index) : nil }
  package func optionalBoolean(_ index: Int) -> Bool? { has(index) ? boolean(index) : nil }
  package func optionalString(_ index: Int) -> String? { has(index) ? string(index) : nil }

  /// Argument `index` as data; null when it is missing or stays in the script.
  package func value(_ index: Int) -> Value {
    if let arguments {
      if arguments.layout?.position == index { return has(index) ? fields.value : .null }
      let values = arguments.values
      if values.indices.contains(index - 1) { return values[index - 1] }
    }
    return switch lua_type(state, Int32(index)) {
    case LUA_TBOOLEAN: .bool(boolean(index))
    case LUA_TNUMBER: .int(integer(index))
    case LUA_TSTRING: .string(string(index))
    default: .null
    }
  }
}

extension Call {
  /// Returns nothing to the script.
  package var nothing: Reply { .values(0) }

  func returns(_ number: Int64) -> Reply {
    kassa_put_integer(exchange, number)
    return .values(1)
  }

  func returns(_ flag: Bool) -> Reply {
    kassa_put_boolean(exchange, flag ? 1 : 0)
    return .values(1)
  }

  func returns(_ text: String) -> Reply {
    exchange.put(text)
    return .values(1)
  }

  func returns(_ values: Value...) -> Reply {
    for value in values { exchange.put(value) }
    return .values(Int32(values.count))
  }

  /// The error to throw: it blames the line of the script that called.
  func fail(_ message: String, _ remedy: String? = nil) -> ScriptError {
    ScriptError(message, remedy: remedy).placed(at: place)
  }

  /// Whether a module is being loaded, and not a function of one called later.
  var isLoading: Bool { kassa_is_loading(state) != 0 }

  /// File and line of the script's call, "" if unknown.
  package var place: String { scriptPlace(state, level: 1) }

  /// File and line where the script's function that is argument `index` begins, "" if unknown.
  func place(ofFunction index: Int) -> String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 160) { buffer in
      guard let start = buffer.baseAddress else { return "" }
      kassa_origin(state, Int32(index), start, buffer.count)
      return String(cString: start)
    }
  }

  /// Makes the step pay for work beyond the call itself, about one unit a nanosecond or two.
  func charge(_ units: Int) { exchange.pointee.debt += max(0, units) }
}

/// File and line of the innermost script code at `level` or above it; "" if unknown.
package func scriptPlace(_ state: OpaquePointer, level: Int32) -> String {
  withUnsafeTemporaryAllocation(of: CChar.self, capacity: 160) { buffer in
    guard let start = buffer.baseAddress else { return "" }
    kassa_where(state, level, start, buffer.count)
    return String(cString: start)
  }
}
