import KassaRuntime

/// Lua's own string functions over text that may be Cyrillic: they count and cut bytes.
enum Bytes {
  private static let remedies = [
    "len": "text.len", "lower": "text.lower", "upper": "text.upper", "sub": "text.sub",
    "reverse": "a loop over utf8.codes",
  ]

  static func look(_ reading: Reading) -> [Remark] {
    reading.tree.ids.compactMap { id in
      let line = reading.tree.line(of: id)
      switch reading.tree[id] {
      case .unary(.length, let value):
        guard reading.isCyrillic(value) else { return nil }
        return remark(line, "# counts bytes", of: value, "len", reading)
      case .method(let value, let name, _):
        guard remedies[name] != nil, reading.isCyrillic(value) else { return nil }
        return remark(line, "\(name) goes by bytes", of: value, name, reading)
      case .call(let callee, let arguments):
        guard case .field(let library, let name) = reading.tree[reading.plain(callee)],
          remedies[name] != nil, reading.isGlobal(library, "string"), let value = arguments.first,
          reading.isCyrillic(value)
        else { return nil }
        return remark(line, "string.\(name) goes by bytes", of: value, name, reading)
      default: return nil
      }
    }
  }

  private static func remark(
    _ line: Int, _ what: String, of value: ExpressionID, _ name: String, _ reading: Reading
  ) -> Remark {
    .notice(
      line, "\(what), and a Cyrillic letter has two", "use \(remedies[name] ?? "text")")
  }
}

extension Reading {
  /// Whether a value is, or may well be, text that people read.
  fileprivate func isCyrillic(_ id: ExpressionID) -> Bool {
    let plain = plain(id)
    switch tree[plain] {
    case .string(let text): return !text.utf8.allSatisfy { $0 < 0x80 }
    case .binary(.concat, let left, let right):
      return [left, right].contains { part in
        guard case .string(let text) = tree[self.plain(part)] else { return false }
        return !text.utf8.allSatisfy { $0 < 0x80 }
      }
    case .table, .number, .function, .true, .false, .nil, .unary, .vararg: return false
    case .call(let callee, _):
      guard let primitive = primitive(callee) else { return false }
      return Self.readable.contains(primitive.title)
    case .variable(let variable):
      if let sort = sort(plain), sort != .text { return false }
      return Self.names.contains(tree.variables[variable].name) && !isWrittenAsASCII(variable)
        || isTyped(variable)
    case .field(_, let name):
      if let sort = sort(plain), sort != .text { return false }
      return Self.names.contains(name)
    default: return false
    }
  }

  /// Whether something that people typed or read is put into it.
  private func isTyped(_ variable: Int) -> Bool {
    tree.variables[variable].sources.contains { source in
      guard case .value(let value, 0) = source, case .call(let callee, _) = tree[value],
        let primitive = primitive(callee)
      else { return false }
      return Self.readable.contains(primitive.title)
    }
  }

  private func isWrittenAsASCII(_ variable: Int) -> Bool {
    let sources = tree.variables[variable].sources
    return !sources.isEmpty
      && sources.allSatisfy { source in
        guard case .value(let value, _) = source else { return false }
        switch tree[value] {
        case .string(let text): return text.utf8.allSatisfy { $0 < 0x80 }
        case .table, .number, .true, .false, .nil: return true
        default: return false
        }
      }
  }

  /// What gives text that people read.
  private static let readable: Set = [
    "prompt.text", "prompt.words", "cashier.name", "money.text", "money.quantity", "text.upper",
    "text.lower", "text.sub", "text.pad",
  ]

  /// What people's texts are called.
  private static let names: Set = ["name", "title", "label", "caption"]
}
