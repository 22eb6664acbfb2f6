/// What people saw of a flow and what came of it, told without any script.
package struct FlowTrail: Sendable {
  /// A prompt as it was shown, and what was said to it.
  package struct Asked: Sendable {
    package let prompt: Prompt
    /// The line of the store's that asked, "leto/store.lua:12"; nil where the stock library did.
    package let place: String?
    /// Which prompt of the journal's it stands for, from 0; nil for one that the journal does not have.
    package var journal: Int?
    /// Who says yes by their PIN, where that is what is asked for.
    package let role: Role?
    /// What the receipt came to then, and what of it was due.
    package let total: Money
    package let due: Money
  }

  /// A terminal that was asked for money.
  package struct Charge: Hashable, Sendable {
    package let terminal: String
    package let amount: Money
    /// The rule that chose it, or who did.
    package let reason: String
  }

  /// How far it came.
  package enum End: Hashable, Sendable {
    /// It waits, as the journal's own does.
    case waits
    /// It asked for the next flow by its name, or for nothing.
    case ended(next: String?)
    /// The script could not go on.
    case fault(String)
    /// The journal's answers don't fit any more.
    case stuck(String)
  }

  package var asked: [Asked] = []
  package var charges: [Charge] = []
  package var documents: [FiscalDocument] = []
  /// What of the store failed while its flow went on.
  package var failures: [ScriptFailure] = []
  package var end = End.waits
}

extension FlowTrail {
  /// Takes what a step shows.
  mutating func note(_ step: Step, isHeard: Bool) {
    for case .receipt(.attemptOpened(let attempt)) in step.changes {
      charges.append(
        Charge(
          terminal: attempt.terminal.name.visible, amount: attempt.amount, reason: attempt.reason))
    }
    for case .receipt(.printIntended(let intent)) in step.changes {
      if let document = try? DocumentFreezer.thaw(intent.document) { documents.append(document) }
    }
    if isHeard { failures += step.failures ?? [] }
    switch step.next {
    case .prompt, .device: break
    case .end(let end): self.end = .ended(next: end.next)
    case .fault(let fault): end = .fault(fault.shown)
    }
  }
}
