package import KassaRuntime

extension DiffReport {
  /// For people, a line each; below a difference the way there, as a scenario to be pasted.
  package func lines(_ old: String, _ new: String, isDifferent: Bool, withWays: Bool) -> [String] {
    var lines = ["diff \(old) \(new): \(isDifferent ? "different" : "the same")"]
    for each in differences {
      lines.append(each.line(of: branches))
      if withWays { lines += each.way.map { "     " + $0 } }
    }
    lines += gone.map { " GONE  #\($0.id) of the accepted is no difference any more: \($0.text)" }
    switch end {
    case .closed where within.isEmpty: break
    case .closed:
      lines.append(" closed: yes, \(branches) answers, within \(within.joined(separator: ", "))")
    case .branches: lines.append(" bounded: after \(branches) answers")
    case .time: lines.append(" bounded: the time was over after \(branches) answers")
    }
    lines.append(
      " same: \(same) ways   accepted: \(accepted.count)   not comparable: \(notComparable)")
    return lines
  }

  /// For programs.
  package func value(_ old: String, _ new: String) -> Value {
    [
      "old": .string(old), "new": .string(new), "same": .int(Int64(same)),
      "differences": .list(differences.map(\.value)),
      "accepted": .list(accepted.map { .string($0.id) }),
      "gone": .list(gone.map { ["id": .string($0.id), "text": .string($0.text)] }),
      "not_comparable": .int(Int64(notComparable)), "branches": .int(Int64(branches)),
      "end": .string("\(end)"), "within": .list(within.map { .string($0) }),
    ]
  }
}

extension DifferenceTally.Entry {
  /// " RECEIPT  VAT «Кофе»: vat10 → none  (4 of 374 ways)  cafe/store.lua:12  #1a2b3c4d".
  fileprivate func line(of branches: Int) -> String {
    let isOfWays = !way.isEmpty
    let count = isOfWays ? "  (\(ways) of \(branches) ways)" : ""
    let place = first.place.map { "  \($0)" } ?? ""
    return " \(first.kind.mark)  \(text)\(count)\(place)  #\(id)"
  }
}
