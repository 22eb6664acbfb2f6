/// Whether something stayed as it was over a till's long run.
public struct Growth: Hashable, Sendable {
  /// What is looked at: bytes, descriptors, milliseconds, bytes a sale.
  public enum Measure: String, CaseIterable, Sendable {
    case memory, descriptors, opening
    case bytesPerSale = "journal per sale"
  }

  public let measure: Measure
  /// Medians of the first and of the last third of the milestones, in the measure's own unit.
  public let early: Double
  /// The median of the last third, in the measure's own unit.
  public let late: Double
  /// What `late` may be at most.
  public let most: Double

  public var isFlat: Bool { late <= most }
}

extension Growth {
  /// What the milestones of a run show; nothing where there are fewer than six.
  ///
  /// A third's median leaves out what happened once: caches that fill, a busy machine.
  static func all(in milestones: [Milestone]) -> [Growth] {
    guard milestones.count >= 6 else { return [] }
    let third = milestones.count / 3
    return Measure.allCases.map { measure in
      let values = milestones.map(measure.value)
      let (early, late) = (median(values.prefix(third)), median(values.suffix(third)))
      return Growth(measure: measure, early: early, late: late, most: measure.most(after: early))
    }
  }

  private static func median(_ values: some Collection<Double>) -> Double {
    let sorted = values.sorted()
    return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
  }
}

extension Growth.Measure {
  fileprivate func value(_ milestone: Milestone) -> Double {
    switch self {
    case .memory: Double(milestone.memoryBytes)
    case .descriptors: Double(milestone.descriptors)
    case .opening: milestone.openingMilliseconds
    case .bytesPerSale: Double(milestone.bytesPerSale)
    }
  }

  /// Between the two medians a run goes on from a fifth to nine tenths of its sales: what grows
  /// with them becomes four and a half times as much.
  fileprivate func most(after early: Double) -> Double {
    switch self {
    // An allocator keeps some of what it was once asked for.
    case .memory: early * 1.15 + 8 * 1_048_576
    // SQLite opens a file beside its own when it needs one.
    case .descriptors: early + 2
    // The machine may be busier at one time than at another.
    case .opening: early * 2
    // Days differ in what is sold and in what goes wrong.
    case .bytesPerSale: early * 1.25
    }
  }
}

extension Growth: CustomStringConvertible {
  public var description: String {
    "\(measure.rawValue): \(isFlat ? "flat" : "grows"), \(text(early)) → \(text(late)) "
      + "(at most \(text(most)))"
  }

  private func text(_ value: Double) -> String {
    switch measure {
    case .memory: "\(tenths(value / 1_048_576)) MiB"
    case .descriptors: "\(Int(value))"
    case .opening: "\(tenths(value)) ms"
    case .bytesPerSale: "\(Int(value)) bytes"
    }
  }
}

/// With one digit after the point.
private func tenths(_ value: Double) -> String {
  let count = Int((value * 10).rounded())
  return "\(count / 10).\(count % 10)"
}
