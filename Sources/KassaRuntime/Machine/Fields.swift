internal import CLua

/// The record that a function declares, as C reads it: each field at a slot of its own.
final class RecordLayout {
  /// Which argument it is, from 1.
  let position: Int
  /// By slot.
  let fields: [Field]
  /// A bit for each field that C leaves to Swift.
  let deep: UInt64
  fileprivate let forC: UnsafeMutablePointer<kassa_field>
  private let names: UnsafeMutablePointer<UInt8>

  init(_ fields: [Field], position: Int) {
    precondition(fields.count <= KASSA_FIELDS_MAX, "a record has too many fields")
    self.position = position
    self.fields = fields
    forC = .allocate(capacity: fields.count)
    let capacity = fields.reduce(0) { $0 + $1.name.utf8.count }
    names = .allocate(capacity: capacity)
    let buffer = UnsafeMutableBufferPointer(start: names, count: capacity)
    var (end, deep) = (0, UInt64(0))
    for (slot, field) in fields.enumerated() {
      let (start, shape) = (end, field.shape.code)
      end = buffer[start...].initialize(fromContentsOf: field.name.utf8)
      var forC = kassa_field()
      forC.name = UnsafeRawPointer(names + start).assumingMemoryBound(to: CChar.self)
      forC.length = end - start
      forC.element = buffer[start] < 0x3A ? Int64(field.name) ?? 0 : 0
      forC.shape = shape
      (self.forC + slot).initialize(to: forC)
      if shape == KASSA_SHAPE_DEEP { deep |= 1 << UInt64(slot) }
    }
    self.deep = deep
  }

  deinit {
    forC.deallocate()
    names.deallocate()
  }

  func declare(in function: inout kassa_function) {
    function.fields = UnsafePointer(forC)
    function.field_count = UInt8(fields.count)
    for (slot, field) in fields.enumerated() where !field.optional {
      function.fields_required |= 1 << UInt64(slot)
    }
  }
}

/// What Swift reads of a call's arguments, because C does not.
final class Arguments {
  /// By position; empty where C reads all of them.
  let values: [Value]
  /// Of the one record among them.
  let layout: RecordLayout?
  /// By slot the fields of it that C left to Swift; empty where there are none.
  let deep: [Value]

  init(values: [Value] = [], _ layout: RecordLayout?, deep: [Value] = []) {
    (self.values, self.layout, self.deep) = (values, layout, deep)
  }
}

/// The record that a call was given.
///
/// Its fields stand where C has read them, and become values when they are asked for: no dictionary is
/// built of ten fields of which a binding asks for three. So it is of use during the call alone.
struct Fields {
  private let exchange: UnsafeMutablePointer<kassa_exchange>
  private let arguments: Arguments?

  init(_ exchange: UnsafeMutablePointer<kassa_exchange>, _ arguments: Arguments?) {
    (self.exchange, self.arguments) = (exchange, arguments)
  }

  /// The field of that name; null where it is missing or stays in the script.
  subscript(name: StaticString) -> Value {
    guard let layout = arguments?.layout else { return .null }
    let slot = kassa_slot_named(
      layout.forC, Int32(layout.fields.count),
      UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self), name.utf8CodeUnitCount)
    return slot < 0 ? .null : value(at: Int(slot), layout) ?? .null
  }

  /// All that are there.
  var value: Value {
    var values: [String: Value] = [:]
    guard let layout = arguments?.layout else { return .record(values) }
    for (slot, field) in layout.fields.enumerated() {
      values[field.name] = value(at: slot, layout)
    }
    return .record(values)
  }

  private func value(at slot: Int, _ layout: RecordLayout) -> Value? {
    guard exchange.pointee.fields_found & (1 << UInt64(slot)) != 0 else { return nil }
    let field = kassa_field_at(exchange, Int32(truncatingIfNeeded: slot)).pointee
    switch Int(layout.forC[slot].shape) {
    case KASSA_SHAPE_INTEGER: return .int(field.number)
    case KASSA_SHAPE_BOOLEAN: return .bool(field.number != 0)
    case KASSA_SHAPE_STRING:
      let bytes = UnsafeRawBufferPointer(start: field.bytes, count: Int(field.number))
      return .string(String(decoding: bytes, as: UTF8.self))
    case KASSA_SHAPE_DEEP: return arguments?.deep[slot]
    default: return .null
    }
  }
}
