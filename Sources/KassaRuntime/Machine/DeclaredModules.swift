internal import CLua

/// One host function as C knows it: what its trampoline hands back to Swift.
final class HostBox {
  let function: HostFunction
  fileprivate let module: String
  fileprivate let body: (borrowing Call) throws(ScriptError) -> Reply
  /// Whether an argument needs more than C's check of its type.
  private let isStructured: Bool
  /// What there is for Swift to read of a record of which C reads all; nil where C reads every argument.
  private let arguments: Arguments?
  var layout: RecordLayout? { arguments?.layout }

  init(_ function: HostFunction, in module: HostModule) {
    self.function = function
    body = function.body
    self.module = module.name
    isStructured = function.parameters.contains { !$0.shape.isSimple && $0.shape.fields == nil }
    let records = function.parameters.enumerated().compactMap { index, parameter in
      parameter.shape.fields.map { RecordLayout($0, position: index + 1) }
    }
    precondition(records.count <= 1, "\(function.name) takes two records")
    arguments = isStructured || !records.isEmpty ? Arguments(records.first) : nil
  }

  /// As messages call it: "prompt.tell".
  var title: String { module + "." + function.name }
}

/// The C declarations of a machine's host functions; they must outlive its Lua state.
///
/// Nothing of them changes once they are made.
final class DeclaredModules: @unchecked Sendable {
  private let boxes: [HostBox]
  private let functions: UnsafeMutablePointer<kassa_function>
  private let modules: UnsafeMutablePointer<kassa_module>
  private let moduleCount: Int
  private let names: NameBuffer

  init(_ declared: [HostModule]) {
    boxes = declared.flatMap { module in module.functions.map { HostBox($0, in: module) } }
    functions = .allocate(capacity: boxes.count)
    functions.initialize(repeating: kassa_function(), count: boxes.count)
    modules = .allocate(capacity: declared.count)
    modules.initialize(repeating: kassa_module(), count: declared.count)
    moduleCount = declared.count
    names = NameBuffer(capacity: NameBuffer.bytes(of: declared))
    for (index, box) in boxes.enumerated() { declare(box, in: &functions[index]) }
    var next = functions
    for (index, module) in declared.enumerated() {
      modules[index].name = names.copy(module.name)
      modules[index].functions = UnsafePointer(next)
      modules[index].count = module.functions.count
      next += module.functions.count
    }
  }

  deinit {
    functions.deallocate()
    modules.deallocate()
  }

  var list: UnsafeBufferPointer<kassa_module> {
    UnsafeBufferPointer(start: modules, count: moduleCount)
  }

  private func declare(_ box: HostBox, in function: inout kassa_function) {
    let parameters = box.function.parameters
    precondition(parameters.count <= KASSA_PARAMETERS_MAX, "\(box.title) has too many parameters")
    function.name = names.copy(box.function.name)
    function.title = names.copy(box.module, ".", box.function.name)
    function.context = Unmanaged.passUnretained(box).toOpaque()
    function.entry = hostEntry
    function.waits = box.function.waits ? 1 : 0
    function.in_functions_only = box.function.isInFunctionsOnly ? 1 : 0
    function.parameter_count = UInt8(parameters.count)
    for (index, parameter) in parameters.enumerated() {
      kassa_declare_parameter(
        &function, Int32(index),
        parameter.shape.fields == nil ? parameter.shape.argumentCode : Int32(KASSA_SHAPE_RECORD),
        parameter.optional ? 1 : 0)
    }
    box.layout?.declare(in: &function)
  }
}

/// C strings in one block: a flow declares some sixty functions, each with two names.
private final class NameBuffer {
  private let start: UnsafeMutablePointer<CChar>
  private var next: UnsafeMutablePointer<CChar>
  private let end: UnsafeMutablePointer<CChar>

  init(capacity: Int) {
    start = .allocate(capacity: capacity)
    next = start
    end = start + capacity
  }

  deinit { start.deallocate() }

  /// What the names and titles of `modules` take.
  static func bytes(of modules: [HostModule]) -> Int {
    modules.reduce(0) { sum, module in
      let name = module.name.utf8.count
      return module.functions.reduce(sum + name + 1) { $0 + 2 * $1.name.utf8.count + name + 3 }
    }
  }

  /// The parts as one C string, as long as this buffer lives.
  func copy(_ parts: String...) -> UnsafePointer<CChar> {
    let first = next
    for part in parts {
      var part = part
      part.withUTF8 { bytes in
        precondition(bytes.count < end - next, "the names need more room")
        for byte in bytes {
          next.initialize(to: CChar(bitPattern: byte))
          next += 1
        }
      }
    }
    next.initialize(to: 0)
    next += 1
    return UnsafePointer(first)
  }
}

extension Shape {
  /// Of a record.
  fileprivate var fields: [Field]? { if case .record(let fields) = self { fields } else { nil } }

  /// What C checks of a field of it, and reads.
  var code: Int32 {
    switch self {
    case .integer, .money: Int32(KASSA_SHAPE_INTEGER)
    case .string: Int32(KASSA_SHAPE_STRING)
    case .boolean: Int32(KASSA_SHAPE_BOOLEAN)
    case .function: Int32(KASSA_SHAPE_FUNCTION)
    case .any: Int32(KASSA_SHAPE_ANY)
    case .words, .value, .list, .record, .map, .oneOf: Int32(KASSA_SHAPE_DEEP)
    }
  }

  /// The same of an argument: those that Swift reads may be nil, where that is data too.
  fileprivate var argumentCode: Int32 {
    code == KASSA_SHAPE_DEEP ? Int32(KASSA_SHAPE_ANY) : code
  }
}

/// Every host function enters Swift here.
///
/// What it throws, C raises when this frame is gone.
private let hostEntry: kassa_entry = { context, state, exchange, refused in
  guard let context, let state, let exchange else { return Int32(KASSA_FAIL) }
  return Unmanaged<HostBox>.fromOpaque(context)._withUnsafeGuaranteedRef { box in
    do throws(ScriptError) {
      if refused > 0 { throw box.refusal(of: Int(refused), state) }
      let call = Call(
        state: state, exchange: exchange, try box.read(state, exchange))
      return switch try box.body(call) {
      case .values(let count): count
      case .wait: Int32(KASSA_WAIT)
      }
    } catch { return fail(error, state, exchange) }
  }
}

/// Out of line: a call that does not fail must not pay for its frame.
@inline(never)
private func fail(
  _ error: ScriptError, _ state: OpaquePointer, _ exchange: UnsafeMutablePointer<kassa_exchange>
) -> Int32 {
  let debt = exchange.pointee.debt
  exchange.put(failure: error.placed(at: scriptPlace(state, level: 1)).description)
  exchange.pointee.debt = debt
  return Int32(KASSA_FAIL)
}

extension HostBox {
  /// Reads what C did not.
  @inline(__always)
  fileprivate func read(
    _ state: OpaquePointer, _ exchange: UnsafeMutablePointer<kassa_exchange>
  ) throws(ScriptError) -> Arguments? {
    guard let arguments else { return nil }
    let deep = (layout?.deep ?? 0) & exchange.pointee.fields_found
    guard isStructured || deep != 0 else { return arguments }
    return Arguments(
      values: isStructured ? try structured(state, exchange) : [], layout,
      deep: deep != 0 ? try deepFields(state, exchange) : [])
  }

  /// Reads all arguments by their shapes, and makes the step pay for it.
  fileprivate func structured(
    _ state: OpaquePointer, _ exchange: UnsafeMutablePointer<kassa_exchange>
  ) throws(ScriptError) -> [Value] {
    var values: [Value] = []
    values.reserveCapacity(function.parameters.count)
    for (index, parameter) in function.parameters.enumerated() {
      let position = Int32(index + 1)
      guard parameter.shape.fields == nil,
        !parameter.optional || lua_type(state, position) > LUA_TNIL
      else {
        values.append(.null)
        continue
      }
      var reader = ShapeReader(state)
      defer { exchange.pointee.debt += reader.units }
      do throws(Mismatch) {
        values.append(try reader.read(parameter.shape, at: position))
      } catch {
        throw refusal(error, of: parameter)
      }
    }
    return values
  }

  /// By slot those fields of the record that C left on the stack.
  fileprivate func deepFields(
    _ state: OpaquePointer, _ exchange: UnsafeMutablePointer<kassa_exchange>
  ) throws(ScriptError) -> [Value] {
    guard let layout else { return [] }
    var values = [Value](repeating: .null, count: layout.fields.count)
    var reader = ShapeReader(state, after: exchange.pointee.fields_bytes)
    defer { exchange.pointee.debt += reader.units }
    var left = layout.deep & exchange.pointee.fields_found
    while left != 0 {
      let slot = left.trailingZeroBitCount
      left &= left - 1
      let place = kassa_field_at(exchange, Int32(slot)).pointee.number
      let field = layout.fields[slot]
      do throws(Mismatch) {
        values[slot] = try reader.read(field.shape, at: Int32(place), depth: 1)
      } catch {
        throw refusal(
          error.inside(field.pathName), of: function.parameters[layout.position - 1])
      }
    }
    return values
  }

  /// The words for an argument that C refused.
  fileprivate func refusal(of position: Int, _ state: OpaquePointer) -> ScriptError {
    guard position <= function.parameters.count else {
      let count = function.parameters.count
      let words = count == 1 ? "1 argument" : "\(count) arguments"
      return ScriptError("\(title) takes \(words), got \(lua_gettop(state))")
    }
    let parameter = function.parameters[position - 1]
    let reader = ShapeReader(state)
    let problem = reader.problem(parameter.shape, at: Int32(position))
    return refusal(problem, of: parameter)
  }

  /// A table's own keys say enough; other arguments are named.
  private func refusal(_ mismatch: Mismatch, of parameter: Parameter) -> ScriptError {
    let named = mismatch.path.isEmpty && function.parameters.count > 1
    return (named ? mismatch.inside(parameter.name) : mismatch).error(in: title)
  }
}
