import KassaRuntime

/// Texts compared with numbers, and kopecks divided or shown as they are.
enum Mixed {
  static func look(_ reading: Reading) -> [Remark] {
    reading.tree.ids.compactMap { id in
      guard case .binary(let sign, let left, let right) = reading.tree[id] else { return nil }
      let line = reading.tree.line(of: id)
      switch sign {
      case .less, .more, .atMost, .atLeast, .equal, .unequal:
        return compared(left, right, sign, line, reading)
          ?? compared(right, left, sign, line, reading)
      case .over where reading.isMoney(left):
        return .notice(
          line, "/ gives a number with a fraction, and kopecks are whole",
          "use //, or money.text where it is shown")
      case .concat where reading.isMoney(left) || reading.isMoney(right):
        return .notice(
          line, "kopecks are put into a text as they are", "write money.text(…) around the amount")
      default: return nil
      }
    }
  }

  /// A text on one side and a number on the other: an error, or never equal.
  private static func compared(
    _ text: ExpressionID, _ number: ExpressionID, _ sign: Sign, _ line: Int, _ reading: Reading
  ) -> Remark? {
    switch reading.sort(text) {
    case .text?, .choice?: break
    default: return nil
    }
    let isAmount = reading.isMoney(number)
    guard isAmount || reading.isNumber(number) else { return nil }
    guard case .string(let written) = reading.tree[reading.plain(text)] else {
      return .mistake(line, "a text is compared with a number", "write tonumber(…) around the text")
    }
    // Of an equality with an amount another rule speaks.
    if isAmount, sign == .equal || sign == .unequal { return nil }
    return .mistake(
      line, "a number is compared with the text «\(written.prefix(40))»",
      isAmount ? "write rub \"…\"" : "leave out the quotes")
  }
}

extension Reading {
  /// An amount, or a multiple of one.
  func isMoney(_ id: ExpressionID) -> Bool {
    switch tree[id] {
    case .grouped(let inner): return isMoney(inner)
    case .binary(.times, let left, let right):
      return sort(left) == .money || sort(right) == .money
    default: return sort(id) == .money
    }
  }

  func isNumber(_ id: ExpressionID) -> Bool {
    if case .number = tree[plain(id)] { return true }
    return sort(id) == .number
  }
}
