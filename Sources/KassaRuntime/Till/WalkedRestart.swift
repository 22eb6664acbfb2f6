/// A power cut at one of the calls of devices that an answer leads to, the first of them 0.
package struct WalkedCut: Hashable, Sendable {
  package let call: Int
  /// Whether the device has done it by then, and nobody has heard.
  package let isAfter: Bool

  package init(call: Int, isAfter: Bool) { (self.call, self.isAfter) = (call, isAfter) }
}

/// Power cuts: a walked till starts again as any till does, by replaying what its journal would hold.
///
/// Who stands there then is asked by a till itself, before its prompt counts, and is no part of a walk.
extension WalkedTill {
  /// The entries of the flow that runs, with those of `draft`.
  func recorded(with draft: JournalDraft) -> [Entry] {
    let start = draft.entries.lastIndex { if case .flow = $0 { true } else { false } }
    return start.map { Array(draft.entries[$0...]) } ?? recorded + draft.entries
  }

  /// Starts again at the prompt that stands.
  ///
  /// - Returns: what is otherwise then, in words; nil where it stands at the same prompt, and what its script
  ///   holds is the same. Where it is not nil the till is of no use until `begin` or `restore`.
  package func restart() -> String? {
    guard let run, let standing else { return nil }
    let before = key
    do throws(Replay.Divergence) {
      guard case .at(.prompt(let request)) = try replay(run, recorded, ledger) else {
        return "no prompt stands"
      }
      guard request == standing else { return "\(request.id) is asked" }
      guard key == before else { return "the script holds something else" }
      return nil
    } catch { return error.description }
  }

  /// Starts again where the call of a device is committed and nothing that came of it.
  ///
  /// - Returns: the flow, and what is called then.
  func restarted(
    at call: DeviceCall, _ draft: JournalDraft
  ) throws(Replay.Divergence) -> (FlowRun, DeviceCall) {
    let entries = recorded(with: draft)
    guard let before = run, case .at(let next) = try replay(before, entries, draft.ledger),
      case .device(let again) = next.afterRestart, let run
    else { throw Replay.Divergence(entry: entries.count, description: "no device is called") }
    return (run, again)
  }

  /// Brings the flow that ran back to where its entries end.
  private func replay(
    _ run: FlowRun, _ entries: [Entry], _ ledger: Ledger
  ) throws(Replay.Divergence) -> Replay.Standing {
    run.close()
    let again = makeRun(run.start)
    self.run = again
    defer { _ = outside.takeEntered() }
    return try Replay.replay(
      again, entries[...], on: run.start.ledger(parked: ledger.till.parked))
  }
}
