import KassaRuntime

/// What `rub` is given: an amount as people write it, in quotes.
enum Roubles {
  static func look(_ reading: Reading) -> [Remark] {
    reading.tree.ids.compactMap { id in
      guard case .call(let callee, let arguments) = reading.tree[id],
        reading.isGlobal(callee, "rub"), let first = arguments.first
      else { return nil }
      let line = reading.tree.line(of: first)
      switch reading.tree[reading.plain(first)] {
      case .number:
        return .mistake(
          line, "rub: a text such as \"199.50\" was expected, got a number", "put it in quotes")
      case .string(let text) where (try? Money(parsing: text)) == nil:
        return .mistake(
          line, "rub: «\(text.prefix(40))» is no amount", "write rub \"199.50\"")
      default: return nil
      }
    }
  }
}
