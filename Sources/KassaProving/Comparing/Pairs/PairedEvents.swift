import KassaRuntime

/// What two tills did after the same answer.
enum PairedEvents {
  static func between(
    _ old: ExploredTill.Taken, _ new: ExploredTill.Taken, _ move: Move, isSameMoney: Bool
  ) -> [Difference] {
    var found: [Difference] = []
    if (old.allowedBy == nil) != (new.allowedBy == nil) {
      let shown = { (name: String?) in name == nil ? "nobody" : "a senior" }
      found.append(
        Difference(
          .people, "\(move.act) is let by", from: shown(old.allowedBy), to: shown(new.allowedBy)))
    }
    let (one, other) = (old.asked.map(\.shown), new.asked.map(\.shown))
    if one != other {
      let shown = { (calls: [String]) in calls.isEmpty ? "nothing" : calls.joined(separator: ", ") }
      found.append(
        Difference(.prompt, "services are asked", from: shown(one), to: shown(other)))
    } else {
      found += zip(old.asked, new.asked).flatMap { told($0, $1, isSameMoney: isSameMoney) }
    }
    let (before, after) = (old.failures, new.failures)
    for failure in after where !before.contains(where: { $0.text == failure.text }) {
      found.append(.alone(.failed, "the script", failure.text, place: failure.place))
    }
    for failure in before where !after.contains(where: { $0.text == failure.text }) {
      found.append(
        .alone(.failed, "the script", "does no more: \(failure.text)", place: failure.place))
    }
    return found
  }

  /// What a service is told otherwise, field by field; where the receipts come to other sums, numbers follow
  /// from that.
  private static func told(
    _ old: ServiceIntent, _ new: ServiceIntent, isSameMoney: Bool
  ) -> [Difference] {
    let fields = { (body: Value) in body.record ?? (body == .null ? [:] : ["": body]) }
    let (one, other) = (fields(old.body), fields(new.body))
    return Set(one.keys).union(other.keys).sorted().compactMap { key in
      let (before, after) = (one[key], other[key])
      let isAmount = before?.int != nil && after?.int != nil
      guard before != after, isSameMoney || !isAmount else { return nil }
      let name = key.isEmpty ? "" : " «\(key)»"
      return Difference(
        .prompt, "\(new.shown) is told\(name)", from: before?.told ?? "nothing",
        to: after?.told ?? "nothing", isAmount: isAmount)
    }
  }
}

extension ServiceIntent {
  fileprivate var shown: String { "\(service) «\(what)»" }
}

extension Value {
  fileprivate var told: String { string ?? String(decoding: json, as: UTF8.self) }
}

extension ExploredTill.Taken {
  /// What the shop's own services were asked, in order.
  fileprivate var asked: [ServiceIntent] {
    events.compactMap { event in
      guard case .called(.callService(let intent)) = event else { return nil }
      return intent
    }
  }

  /// What of the store failed, in words, with its place.
  fileprivate var failures: [(text: String, place: String?)] {
    events.compactMap { event in
      switch event {
      case .failed(let failure): ("failed: \(failure.message)", failure.place)
      case .fault(let fault, let flow, _): ("stops in «\(flow)»: \(fault.shown)", nil)
      case .began, .ended, .called, .askedReadiness, .heard, .printed: nil
      }
    }
  }
}

extension Move {
  /// As messages name it.
  var shown: String {
    switch answer {
    case .button(let id): "[\(id)]"
    case .amount(let amount): "\(amount)"
    case .text(let text): "«\(text)»"
    case .action(let action): "«\(String(describing: action).prefix { $0 != "(" })»"
    case .count(let figures): "\(figures.count) figures"
    case .cancel: "left"
    }
  }
}
