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
    return found + failed(old.failures, new.failures)
  }

  /// What failed of the one side that was asked.
  static func alone(_ taken: ExploredTill.Taken, _ side: PairState.Side) -> [Difference] {
    side == .old ? failed(taken.failures, []) : failed([], taken.failures)
  }

  private typealias Failure = (text: String, place: String?)

  private static func failed(_ before: [Failure], _ after: [Failure]) -> [Difference] {
    let new = after.filter { failure in !before.contains { $0.text == failure.text } }
    let gone = before.filter { failure in !after.contains { $0.text == failure.text } }
    return new.map { .alone(.failed, "the script", $0.text, place: $0.place) }
      + gone.map {
        .alone(.failed, "the script", "does no more: \($0.text)", place: $0.place)
      }
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
