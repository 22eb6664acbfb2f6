package import KassaRuntime

extension ShadowReport {
  /// For people, a line each.
  ///
  /// - Parameter store: what it is called.
  package func lines(_ store: String) -> [String] {
    let span = coverage.span.map { ", \($0)" } ?? ""
    var lines = [
      "shadow \(store): \(journals.count) journals, \(flows) flows\(span)",
      " by the stock library  \(library.counted)",
      " by the store's script \(self.store.counted)",
    ]
    lines += library.lines(" LIBRARY ") + self.store.lines(" ")
    lines += unrunnable.map { " NOT RUN  \($0)" }
    if leftOut > 0 {
      lines.append(" left out: \(leftOut) flows of the stock library in the store's place")
    }
    lines.append(" not covered: \(coverage.gaps.joined(separator: "; "))")
    return lines
  }

  /// For programs.
  package func value(_ store: String) -> Value {
    [
      "store": .string(store), "journals": .list(journals.map(Value.string)),
      "unusable": .list(
        unusable.map { ["folder": .string($0.folder), "why": .string($0.why)] }),
      "flows": .int(Int64(flows)), "left_out": .int(Int64(leftOut)),
      "not_run": .list(unrunnable.map(Value.string)), "library": library.value,
      "script": self.store.value, "not_covered": .list(coverage.gaps.map(Value.string)),
    ]
  }
}

extension ShadowReport.Part {
  /// "same 350, other words 12"; each verdict that some flow came to.
  fileprivate var counted: String {
    let shown = ShadowReport.Verdict.allCases.filter { $0 == .same || counts[$0] != nil }
    return shown.map { "\($0.shown) \(counts[$0] ?? 0)" }.joined(separator: ", ")
  }

  fileprivate func lines(_ mark: String) -> [String] {
    let told = differences.all.map { entry in
      mark + entry.first.kind.mark + "  " + entry.text
        + (entry.first.place.map { "  \($0)" } ?? "")
        + "  (\(entry.ways) flows, first \(entry.at))"
    }
    let stuck = counts[.unanswerable].map { count in
      [mark + "UNANSWERABLE  " + "\(count) flows, first \(first[.unanswerable] ?? "")"]
    }
    return told + (stuck ?? [])
  }

  fileprivate var value: Value {
    var verdicts: [String: Value] = [:]
    for verdict in ShadowReport.Verdict.allCases {
      verdicts[verdict.rawValue] = [
        "flows": .int(Int64(counts[verdict] ?? 0)),
        "first": first[verdict].map(Value.string) ?? .null,
      ]
    }
    return [
      "verdicts": .record(verdicts), "differences": .list(differences.all.map(\.value)),
    ]
  }
}

extension DifferenceTally.Entry {
  /// For programs.
  package var value: Value {
    [
      "id": .string(id), "kind": .string(first.kind.rawValue), "text": .string(text),
      "subject": .string(first.subject), "from": .string(first.from), "to": .string(first.to),
      "place": first.place.map(Value.string) ?? .null, "ways": .int(Int64(ways)),
      "first": .string(at), "way": .list(way.map(Value.string)),
    ]
  }
}

extension Difference.Kind {
  /// As reports begin a line.
  package var mark: String { rawValue.uppercased() }
}
