/// Brings a flow back to where its entries end.
///
/// The script runs again from the start and is given the recorded answers, device outcomes and
/// reads. What it does must be what was recorded: entries, prompt ids and typed arguments are
/// compared, never words. Replay never guesses: where they differ it stops.
enum Replay {
  /// Where a replayed flow stands.
  enum Standing {
    /// At a prompt or a device call that is recorded.
    case at(Next)
    /// A device's outcome is recorded and the script has not gone on from it.
    case after(DeviceOutcome)
    /// The flow's start is recorded and nothing else.
    case atStart
  }

  /// Where replay and record part.
  struct Divergence: Error, Hashable, CustomStringConvertible {
    let entry: Int
    let description: String
  }

  /// - Parameters:
  ///   - ledger: the state as it was when the flow began.
  ///   - each: is shown each step once it was found to be the recorded one, and the state after it.
  static func replay(
    _ run: FlowRun, _ entries: ArraySlice<Entry>, on ledger: Ledger,
    each: (Step, Ledger) -> Void = { _, _ in }
  ) throws(Divergence) -> Standing {
    var standing = Standing.atStart
    var ledger = ledger
    for (index, entry) in zip(entries.indices, entries) {
      switch entry {
      // The terminals change only between flows.
      case .flow, .terminals, .pin: continue
      case .reconciled, .start, .swap, .script, .refused, .person, .parameter, .permission, .device:
        do { try ledger.apply(entry, number: index) } catch {
          throw Divergence(entry: index, description: error.description)
        }
        if case .device(let outcome) = entry { standing = .after(outcome) }
        if case .start = entry { run.context.noteStart() }
      case .step(let recorded):
        let again: Step
        do { again = try step(run, standing, recorded, on: ledger) } catch {
          throw Divergence(entry: index, description: error.description)
        }
        if let difference = difference(recorded, again) {
          throw Divergence(entry: index, description: difference)
        }
        // The same as recorded, and with its words, which are not.
        standing = .at(again.next)
        ledger = run.context.ledger
        ledger.go(to: again)
        each(again, ledger)
      }
    }
    return standing
  }

  private static func step(
    _ run: FlowRun, _ standing: Standing, _ recorded: Step, on ledger: Ledger
  ) throws(ReceiptError) -> Step {
    var progress: FlowRun.Progress
    switch (standing, recorded.answer) {
    case (.at(.prompt(let request)), let answer?):
      progress = try run.answer(
        answer, by: recorded.by, to: request, on: ledger, at: recorded.at,
        recordedReads: recorded.reads)
    case (.after(let outcome), _):
      progress = try run.resume(
        after: outcome, on: ledger, at: recorded.at, recordedReads: recorded.reads)
    default: progress = try run.begin(on: ledger, recordedReads: recorded.reads)
    }
    while true {
      switch progress {
      case .step(let step): return step
      case .needsReadiness: progress = run.provide(nil)
      }
    }
  }

  /// What a replayed step does differently, in words; nil when it is the recorded one.
  private static func difference(_ recorded: Step, _ again: Step) -> String? {
    if recorded.next != again.next {
      return "the script asks for \(again.next.summary), recorded was \(recorded.next.summary)"
    }
    if recorded.changes != again.changes || recorded.answered != again.answered {
      return "the script changes the receipt differently than recorded"
    }
    // Those of the script that runs again are taken from the recorded: fewer are some left over.
    if recorded.reads != again.reads {
      return "the script reads differently than recorded"
    }
    return nil
  }
}
