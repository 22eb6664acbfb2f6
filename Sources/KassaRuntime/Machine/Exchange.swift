internal import CLua

/// Values on their way to a script. C pushes them once no Swift frame is left.
extension UnsafeMutablePointer<kassa_exchange> {
  func put(_ text: String) {
    var text = text
    text.withUTF8 { kassa_put_string(self, $0.baseAddress, $0.count) }
  }

  func put(_ value: Value) {
    switch value {
    case .null: kassa_put_cell(self, UInt32(KASSA_CELL_NIL), 0, 0)
    case .bool(let flag): kassa_put_boolean(self, flag ? 1 : 0)
    case .int(let number): kassa_put_integer(self, number)
    case .string(let text): put(text)
    case .list(let items):
      kassa_put_cell(self, UInt32(KASSA_CELL_LIST), UInt32(items.count), 0)
      for item in items { put(item) }
    case .record(let fields):
      kassa_put_cell(self, UInt32(KASSA_CELL_RECORD), UInt32(fields.count), 0)
      // Sorted, so that two runs build equal tables.
      for (key, value) in fields.sorted(by: { $0.key < $1.key }) {
        put(key)
        put(value)
      }
    }
  }

  /// The text of a failure, which C raises.
  func put(failure: String) {
    kassa_exchange_clear(self)
    var text = failure
    text.withUTF8 { kassa_put_text(self, $0.baseAddress, $0.count) }
  }
}
