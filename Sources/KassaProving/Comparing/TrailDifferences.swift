import KassaRuntime

/// What people would notice of a flow that ran on two scripts.
enum TrailDifferences {
  static func between(_ old: FlowTrail, _ new: FlowTrail) -> [Difference] {
    prompts(old, new) + charges(old.charges, new.charges) + documents(old, new)
      + failures(old, new) + ends(old, new)
  }

  private static func prompts(_ old: FlowTrail, _ new: FlowTrail) -> [Difference] {
    var found: [Difference] = []
    var met: Set<Int> = []
    var alone: Set<String> = []
    for asked in new.asked {
      guard let place = asked.journal, old.asked.indices.contains(place) else {
        if alone.insert(asked.prompt.id).inserted {
          found.append(.alone(.prompt, asked.prompt.id, "is asked", place: asked.place))
        }
        continue
      }
      met.insert(place)
      let before = old.asked[place]
      found += PromptDifferences.between(
        before.prompt, asked.prompt,
        isSameMoney: before.due == asked.due && before.total == asked.total, place: asked.place)
      if before.role != asked.role {
        found.append(
          Difference(
            .people, asked.prompt.id, from: before.role.shown, to: asked.role.shown,
            place: asked.place))
      }
    }
    // What an end or an open prompt cut off is told as that.
    let last = met.max() ?? -1
    let isCut =
      switch new.end {
      case .fault, .stuck: true
      case .waits, .ended: false
      }
    for (place, asked) in old.asked.enumerated() where !met.contains(place) {
      if isCut, place > last { break }
      if alone.insert(asked.prompt.id + " ").inserted {
        found.append(.alone(.prompt, asked.prompt.id, "is asked no more", place: asked.place))
      }
    }
    return found
  }

  private static func charges(
    _ old: [FlowTrail.Charge], _ new: [FlowTrail.Charge]
  ) -> [Difference] {
    zip(old, new).filter { $0.terminal != $1.terminal }.map { before, after in
      Difference(
        .terminal, "charge", from: "\(before.terminal) («\(before.reason)»)",
        to: "\(after.terminal) («\(after.reason)»)")
    }
  }

  private static func documents(_ old: FlowTrail, _ new: FlowTrail) -> [Difference] {
    var found = zip(old.documents, new.documents).flatMap { ReceiptDifferences.between($0, $1) }
    if case .stuck = new.end { return found }
    if old.documents.isEmpty != new.documents.isEmpty {
      let count = { (trail: FlowTrail) in trail.documents.isEmpty ? "none" : "printed" }
      found.append(Difference(.receipt, "receipt", from: count(old), to: count(new)))
    }
    return found
  }

  private static func failures(_ old: FlowTrail, _ new: FlowTrail) -> [Difference] {
    new.failures.filter { failure in !old.failures.contains { $0.message == failure.message } }
      .map { .alone(.failed, "the script", "failed: \($0.message)", place: $0.place) }
  }

  private static func ends(_ old: FlowTrail, _ new: FlowTrail) -> [Difference] {
    guard old.end != new.end else { return [] }
    switch (old.end, new.end) {
    case (.fault, .fault), (_, .stuck), (.waits, .ended), (.ended, .waits): return []
    case (_, .fault(let why)): return [.alone(.failed, "the script", "stops: \(why)")]
    case (.fault, _): return [.alone(.failed, "the script", "goes on where it stopped")]
    case (.ended(let before), .ended(let after)):
      return [
        Difference(
          .prompt, "what comes next", from: before ?? "the usual", to: after ?? "the usual")
      ]
    case (.stuck, _), (.waits, .waits): return []
    }
  }
}

extension Role? {
  fileprivate var shown: String { self?.rawValue ?? "nobody" }
}
